/// Reads JSON (RFC 8259) value by value, without a tree: the caller asks for what it wants and skips the rest. Strict,
/// except that line breaks and tabs within a string pass, for feeds written by hand.
struct JSONCursor {
  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0
  private let maxDepth: Int

  /// - Parameter document: valid UTF-8.
  init(_ document: [UInt8], maxDepth: Int = 64) {
    bytes = document
    self.maxDepth = maxDepth
  }

  enum Kind { case object, array, string, number, literal }

  /// What the value at hand is.
  mutating func kind() throws(FeedFailure) -> Kind {
    skipBlanks()
    guard index < bytes.count else { throw fault }
    switch bytes[index] {
    case 0x7B: return .object
    case 0x5B: return .array
    case 0x22: return .string
    case 0x2D, 0x30...0x39: return .number
    case 0x74, 0x66, 0x6E: return .literal
    default: throw fault
    }
  }

  /// Reads an object; `member` is called with each name and must read or skip its value. Anything else is skipped.
  mutating func object(_ member: (inout JSONCursor, String) throws(FeedFailure) -> Void) throws(FeedFailure) {
    guard try kind() == .object else { return try skip() }
    try enter()
    skipBlanks()
    if take(0x7D) { return leave() }
    while true {
      guard try kind() == .string else { throw fault }
      let name = try string()
      skipBlanks()
      guard take(0x3A) else { throw fault }
      try member(&self, name)
      skipBlanks()
      if take(0x2C) { continue }
      guard take(0x7D) else { throw fault }
      return leave()
    }
  }

  /// Reads an array; `element` must read or skip each value. Anything else is skipped.
  mutating func array(_ element: (inout JSONCursor) throws(FeedFailure) -> Void) throws(FeedFailure) {
    guard try kind() == .array else { return try skip() }
    try enter()
    skipBlanks()
    if take(0x5D) { return leave() }
    while true {
      try element(&self)
      skipBlanks()
      if take(0x2C) { continue }
      guard take(0x5D) else { throw fault }
      return leave()
    }
  }

  /// A string, or a number as it is written; `nil` for anything else, which is skipped.
  mutating func text() throws(FeedFailure) -> String? {
    switch try kind() {
    case .string: return try string()
    case .number:
      let start = index
      try number()
      return String(decoding: bytes[start..<index], as: UTF8.self)
    default:
      try skip()
      return nil
    }
  }

  /// Moves past the value at hand.
  mutating func skip() throws(FeedFailure) {
    switch try kind() {
    case .object: try object { (cursor, _) throws(FeedFailure) in try cursor.skip() }
    case .array: try array { (cursor) throws(FeedFailure) in try cursor.skip() }
    case .string: _ = try string()
    case .number: try number()
    case .literal:
      let word = bytes[index...].prefix { $0 >= 0x61 && $0 <= 0x7A }
      guard ["true", "false", "null"].contains(String(decoding: word, as: UTF8.self)) else { throw fault }
      index = word.endIndex
    }
  }

  /// Nothing but white space may follow.
  mutating func finish() throws(FeedFailure) {
    skipBlanks()
    guard index == bytes.count else { throw fault }
  }

  // MARK: Pieces

  private var fault: FeedFailure { .badJSON(offset: index) }

  private mutating func enter() throws(FeedFailure) {
    guard depth < maxDepth else { throw .tooDeep(limit: maxDepth) }
    depth += 1
    index += 1
  }

  private mutating func leave() { depth -= 1 }

  private mutating func skipBlanks() {
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] >= 0x09 && bytes[index] <= 0x0D { index += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func number() throws(FeedFailure) {
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: index += 1
      default:
        guard index > start else { throw fault }
        return
      }
    }
  }

  /// The string at hand, an opening quote.
  private mutating func string() throws(FeedFailure) -> String {
    index += 1
    let start = index
    while index < bytes.count, bytes[index] != 0x22, bytes[index] != 0x5C { index += 1 }
    if index < bytes.count, bytes[index] == 0x22 {
      index += 1
      return String(decoding: bytes[start..<index - 1], as: UTF8.self)
    }
    var result = Array(bytes[start..<index])
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x22: return String(decoding: result, as: UTF8.self)
      case 0x5C: try escape(into: &result)
      default: result.append(byte)
      }
    }
    throw fault
  }

  private mutating func escape(into result: inout [UInt8]) throws(FeedFailure) {
    guard index < bytes.count else { throw fault }
    let byte = bytes[index]
    index += 1
    switch byte {
    case 0x22, 0x5C, 0x2F: result.append(byte)
    case 0x62: result.append(0x08)
    case 0x66: result.append(0x0C)
    case 0x6E: result.append(0x0A)
    case 0x72: result.append(0x0D)
    case 0x74: result.append(0x09)
    case 0x75:
      var unit = try hexadecimal()
      if unit >= 0xD800, unit < 0xDC00, index + 1 < bytes.count, bytes[index] == 0x5C, bytes[index + 1] == 0x75 {
        let mark = index
        index += 2
        let low = try hexadecimal()
        if low >= 0xDC00, low < 0xE000 {
          unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
        } else {
          index = mark
        }
      }
      let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
      result.append(contentsOf: String(scalar).utf8)
    default: throw fault
    }
  }

  private mutating func hexadecimal() throws(FeedFailure) -> UInt32 {
    guard index + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
    else { throw fault }
    index += 4
    return value
  }
}
