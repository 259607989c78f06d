/// A document as `XMLReader` takes it: UTF-8, and where its root element begins.
public struct XMLText: Sendable {
  /// The document.
  public internal(set) var bytes: [UInt8]
  /// Index of the `<` of the root element.
  public internal(set) var root: Int
  /// Entities that the document declares for itself: plain text, by name.
  var entities: [String: [UInt8]] = [:]
  /// Entities that stand for a file or an address.
  var externalEntities: Set<String> = []
  /// Entities made of other entities.
  var nestedEntities: Set<String> = []

  var count: Int { bytes.count }

  /// - Parameter document: UTF-8. Its root element is taken to begin at `root`.
  public init(_ document: [UInt8], root: Int = 0) {
    bytes = document
    self.root = min(max(0, root), document.count)
  }

  /// The limit where some tag is longer, else `nil`.
  ///
  /// A tag of that length holds no `<`, so it leaves at least one of the aligned pieces half as long without one; only a
  /// document with such a piece is looked at tag by tag.
  func tagBeyondLimit(_ limits: XMLLimits) -> Int? {
    let piece = max(1, limits.tagLength / 2)
    var start = root
    var isSuspect = false
    while !isSuspect, start + piece <= count {
      isSuspect = !bytes[start..<start + piece].contains(0x3C)
      start += piece
    }
    guard isSuspect else { return nil }
    var index = root
    while index < count {
      guard bytes[index] == 0x3C else {
        index += 1
        continue
      }
      let next = index + 1 < count ? bytes[index + 1] : 0
      if next == 0x21 {
        // Comments and CDATA sections hold text, however long.
        let isSection = index + 9 <= count && bytes[index..<index + 9].elementsEqual("<![CDATA[".utf8)
        let isComment = index + 4 <= count && bytes[index..<index + 4].elementsEqual("<!--".utf8)
        if isSection || isComment {
          let (first, second): (UInt8, UInt8) = isSection ? (0x5D, 0x5D) : (0x2D, 0x2D)
          index += isSection ? 9 : 4
          while index + 2 < count, !(bytes[index] == first && bytes[index + 1] == second && bytes[index + 2] == 0x3E) {
            index += 1
          }
          index += 3
          continue
        }
      }
      let end = tagEnd(from: index + 1)
      if end - index > limits.tagLength { return limits.tagLength }
      index = end
    }
    return nil
  }

  private func tagEnd(from start: Int) -> Int {
    var index = start
    var quote: UInt8 = 0
    while index < count {
      let byte = bytes[index]
      if byte == 0x3C { return index }
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x3E {
        return index + 1
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      }
      index += 1
    }
    return index
  }
}
