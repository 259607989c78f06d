/// The attributes of a tag, made well-formed: every value quoted, no name twice, no bare ampersand.
extension RepairWalk {
  /// How a start tag ends.
  enum Closing {
    case open
    case empty
    /// The document ends within the tag.
    case cut
  }

  /// Writes the attributes from `index` on and moves past the tag's end.
  mutating func attributes() throws(XMLFailure) -> Closing {
    var names: [[UInt8]] = []
    while index < end {
      let byte = document.bytes[index]
      switch byte {
      case 0x3E:
        index += 1
        return .open
      case 0x3C: return .open
      case 0x2F where index + 1 < end && document.bytes[index + 1] == 0x3E:
        index += 2
        return .empty
      case _ where isNameStart(byte):
        let start = index
        while index < end, isName(document.bytes[index]) { index += 1 }
        let name = Self.cleaned(document.bytes[start..<index])
        let isNew = !names.contains(name)
        guard names.count < limits.attributes else { throw .tooManyAttributes(limit: limits.attributes) }
        names.append(name)
        let mark = output.count
        output.append(0x20)
        output.append(contentsOf: name)
        write("=\"")
        try value()
        write("\"")
        if !isNew { output.removeSubrange(mark...) }
      default: index += 1
      }
    }
    return .cut
  }

  /// Writes an attribute's value: in quotes of either kind, bare, or missing.
  private mutating func value() throws(XMLFailure) {
    var position = index
    while position < end, document.bytes[position] <= 0x20 { position += 1 }
    guard position < end, document.bytes[position] == 0x3D else { return }
    position += 1
    while position < end, document.bytes[position] <= 0x20 { position += 1 }
    index = position
    guard position < end else { return }
    let first = document.bytes[position]
    let quote = first == 0x22 || first == 0x27 ? first : 0
    if quote != 0 { index += 1 }
    let limit = quote != 0 ? forgottenQuote(quote, from: index) : nil
    while index < end {
      if index == limit { return }
      let byte = document.bytes[index]
      if quote != 0, byte == quote {
        index += 1
        return
      }
      if quote == 0,
        byte <= 0x20 || byte == 0x3E || byte == 0x2F && index + 1 < end && document.bytes[index + 1] == 0x3E
      {
        return
      }
      switch byte {
      case 0x26: try reference()
      case 0x3C:
        if quote == 0 { return }
        write("&lt;")
        index += 1
      case 0x22:
        write("&quot;")
        index += 1
      case 0xEF where isNoCharacter(at: index): index += 3
      case 0x09, 0x0A, 0x0D, 0x20...0xFF:
        output.append(byte)
        index += 1
      default: index += 1
      }
    }
  }

  /// Where the tag ends if the quote that opened before `start` was forgotten: at a `>` with a `<` behind it, both before
  /// the next quote.
  private func forgottenQuote(_ quote: UInt8, from start: Int) -> Int? {
    var bracket: Int?
    var position = start
    while position < end, document.bytes[position] != quote {
      if document.bytes[position] == 0x3E, bracket == nil { bracket = position }
      if document.bytes[position] == 0x3C, bracket != nil { return bracket }
      position += 1
    }
    return position < end ? nil : bracket
  }

  func isNameStart(_ byte: UInt8) -> Bool {
    let small = byte | 0x20
    return small >= 0x61 && small <= 0x7A || byte == 0x5F
  }

  func isName(_ byte: UInt8) -> Bool {
    isNameStart(byte) || byte >= 0x30 && byte <= 0x3A || byte == 0x2D || byte == 0x2E || byte >= 0x80
  }

  /// A name that XML takes: letters beyond ASCII become `_`, and at most one colon stands in its middle.
  static func cleaned(_ name: ArraySlice<UInt8>) -> [UInt8] {
    var result = name.prefix(256).map { $0 >= 0x80 ? 0x5F : $0 }
    while result.last == 0x3A { result.removeLast() }
    if let colon = result.firstIndex(of: 0x3A) {
      for position in result.indices where position > colon && result[position] == 0x3A { result[position] = 0x5F }
      // What follows the colon must begin like a name.
      let next = result[colon + 1]
      if !(next | 0x20 >= 0x61 && next | 0x20 <= 0x7A || next == 0x5F) { result[colon] = 0x5F }
    }
    return result
  }
}
