/// What stands before a document's root element: a declaration, comments, a DOCTYPE, and whatever a server put there by
/// mistake. The root is the first element with one of the names asked for, wherever it stands.
public struct XMLProlog: Sendable {
  /// The document, its `root` at the element that was found, with the entities that its DOCTYPE declares.
  public let text: XMLText
  /// Something other than white space, comments and declarations stands before the root.
  public let hasForeignStart: Bool
  /// Name of the first element of all, small letters, without its prefix, where no root was found.
  public let firstElement: String?
  public let hasRoot: Bool

  /// - Parameters:
  ///   - document: UTF-8.
  ///   - roots: local names, small letters, of the elements that may be the root. Only the first of `strongRoots` is
  ///     looked for behind other elements.
  ///   - strongRoots: names that mean a root even where other elements stand before it.
  public init(_ document: [UInt8], roots: [String], strongRoots: [String]) {
    var text = XMLText(document)
    var cursor = PrologCursor(bytes: document)
    var first: String?
    var root: Int?
    var isForeign = false
    // Beyond this much text no server's warning goes.
    while cursor.index < document.count, cursor.index < 512 * 1024 {
      switch cursor.next() {
      case .text: isForeign = true
      case .nothing: break
      case .doctype(let subset): text.declare(subset, of: document)
      case .element(let start, let name):
        let isRoot = first == nil ? roots.contains(name) : strongRoots.contains(name)
        if isRoot { root = start }
        if first == nil { first = name }
      }
      if root != nil { break }
    }
    if let root { text.root = root }
    hasRoot = root != nil
    hasForeignStart = isForeign || (root != nil && !roots.contains(first ?? ""))
    firstElement = first
    self.text = text
  }
}

/// Walks over what may stand before a root element.
private struct PrologCursor {
  enum Piece {
    case nothing
    case text
    case doctype(subset: Range<Int>)
    case element(start: Int, name: String)
  }

  let bytes: [UInt8]
  var index = 0
  // A search that found nothing is not made again: a document of a million open comments costs one.
  private var lacksCommentEnd = false
  private var lacksBracket = false
  private var lacksDoctypeEnd = false

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Piece {
    let byte = bytes[index]
    guard byte == 0x3C, index + 1 < bytes.count else {
      let isBlank = byte <= 0x20
      index += 1
      // A byte order mark in the wrong place is no text.
      if byte == 0xEF, begins("\u{FEFF}", at: index - 1) {
        index += 2
        return .nothing
      }
      return isBlank ? .nothing : .text
    }
    let start = index
    switch bytes[index + 1] {
    case 0x3F:
      index = bracket(from: index + 2) ?? index + 2
      return .nothing
    case 0x21:
      if begins("<!--", at: index) {
        index = commentEnd(from: index + 4) ?? index + 4
        return .nothing
      }
      if begins("<!doctype", at: index), !lacksDoctypeEnd { return doctype() }
      index += 2
      return .nothing
    case 0x41...0x5A, 0x61...0x7A, 0x5F:
      var end = index + 1
      var nameStart = end
      while end < bytes.count, bytes[end] > 0x20, bytes[end] != 0x3E, bytes[end] != 0x2F, bytes[end] != 0x3C,
        end - index < 64
      {
        if bytes[end] == 0x3A { nameStart = end + 1 }
        end += 1
      }
      index = end
      let name = bytes[nameStart..<end].map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
      return .element(start: start, name: String(decoding: name, as: UTF8.self))
    default:
      index += 1
      return .text
    }
  }

  /// `<!DOCTYPE name … [ subset ]>`; the subset may hold `>` within quotes and comments.
  private mutating func doctype() -> Piece {
    var position = index + 9
    var quote: UInt8 = 0
    var open: Int?
    var subset = 0..<0
    while position < bytes.count {
      let byte = bytes[position]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x5B, open == nil {
        open = position + 1
      } else if byte == 0x5D, let start = open {
        subset = start..<position
        open = nil
      } else if open != nil, begins("<!--", at: position) {
        position = (commentEnd(from: position + 4) ?? position + 4) - 1
      } else if byte == 0x3E, open == nil {
        index = position + 1
        return .doctype(subset: subset)
      }
      position += 1
    }
    // Never closed: only its first bracket counts.
    lacksDoctypeEnd = true
    index = bracket(from: index) ?? bytes.count
    return .nothing
  }

  private func begins(_ word: String, at position: Int) -> Bool {
    var position = position
    for byte in word.utf8 {
      guard position < bytes.count else { return false }
      let actual = bytes[position]
      guard actual == byte || actual >= 0x41 && actual <= 0x5A && actual | 0x20 == byte else { return false }
      position += 1
    }
    return true
  }

  /// The index past the next `>`.
  private mutating func bracket(from start: Int) -> Int? {
    var position = start
    while !lacksBracket, position < bytes.count {
      if bytes[position] == 0x3E { return position + 1 }
      position += 1
    }
    lacksBracket = true
    return nil
  }

  /// The index past the next `-->`.
  private mutating func commentEnd(from start: Int) -> Int? {
    var position = start
    while !lacksCommentEnd, position + 2 < bytes.count {
      if bytes[position] == 0x2D, bytes[position + 1] == 0x2D, bytes[position + 2] == 0x3E { return position + 3 }
      position += 1
    }
    lacksCommentEnd = true
    return nil
  }
}

extension XMLText {
  /// Reads the entities of a DOCTYPE's internal subset. Only plain text becomes an entity: what names a file, and what is
  /// made of other entities, is remembered as such and never resolved. Parameter entities are passed over.
  mutating func declare(_ subset: Range<Int>, of document: [UInt8]) {
    let declarations = document[subset].prefix(64 * 1024)
    var index = declarations.startIndex
    while let start = declarations[index...].firstRange(of: "<!ENTITY".utf8)?.upperBound {
      index = start
      let words = declarations[start...]
      let name = words.drop { $0 <= 0x20 }.prefix { $0 > 0x20 && $0 != 0x22 && $0 != 0x27 && $0 != 0x3E }
      guard !name.isEmpty, name.count <= 64, name.first != 0x25 else { continue }
      index = name.endIndex
      let key = String(decoding: name, as: UTF8.self)
      // The first declaration of a name holds (XML 1.0 §4.2).
      guard entities[key] == nil, !externalEntities.contains(key), !nestedEntities.contains(key) else { continue }
      guard entities.count + externalEntities.count + nestedEntities.count < 512 else { return }
      let rest = declarations[index...].drop { $0 <= 0x20 }
      guard let quote = rest.first, quote == 0x22 || quote == 0x27 else {
        externalEntities.insert(key)
        continue
      }
      let value = rest.dropFirst().prefix { $0 != quote }
      index = value.endIndex
      if let plain = Self.replacement(Array(value)) { entities[key] = plain } else { nestedEntities.insert(key) }
    }
  }

  /// The text of an entity's value; `nil` where it refers to another entity.
  private static func replacement(_ value: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    var index = 0
    while index < value.count {
      guard value[index] == 0x26 else {
        result.append(value[index])
        index += 1
        continue
      }
      if index + 1 < value.count, value[index + 1] == 0x23,
        let number = CharacterCode.number(in: value.span, from: index + 2), number.end < value.count,
        value[number.end] == 0x3B
      {
        if let scalar = CharacterCode.scalar(number.code) { result.append(contentsOf: Array(String(scalar).utf8)) }
        index = number.end + 1
        continue
      }
      let name = value[(index + 1)...].prefix { HTMLText.isNameByte($0) }
      guard name.endIndex < value.count, value[name.endIndex] == 0x3B else {
        result.append(0x26)
        index += 1
        continue
      }
      guard let text = EntityNames.text(of: name) else { return nil }
      result.append(contentsOf: text)
      index = name.endIndex + 1
    }
    return result
  }
}
