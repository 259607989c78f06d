/// Reads one JSON text (RFC 8259), strictly: UTF-8 only, no comments, no trailing commas, no repeated member,
/// nothing after the value but white space. Depth and size are bounded, so it may be given what comes from outside.
public struct JSONReader {
  /// The most bytes that are looked at.
  public static let greatestSize = 16 << 20
  /// How deep arrays and objects may stand in each other.
  public static let greatestDepth = 64

  /// - Throws: `JSONFailure` with the byte at which reading stopped.
  public static func read(_ bytes: [UInt8]) throws(JSONFailure) -> JSONValue {
    guard bytes.count <= greatestSize else {
      throw JSONFailure(problem: "longer than \(greatestSize) bytes", offset: greatestSize)
    }
    var reader = JSONReader(bytes: bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.index == bytes.count else { throw reader.failure("something follows the value") }
    return value
  }

  private let bytes: [UInt8]
  private var index = 0

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func failure(_ problem: String) -> JSONFailure { JSONFailure(problem: problem, offset: index) }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    index += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONFailure) -> JSONValue {
    guard depth < Self.greatestDepth else { throw failure("nested more than \(Self.greatestDepth) deep") }
    skipSpace()
    switch next {
    case 0x7B: return try object(depth: depth)
    case 0x5B: return try array(depth: depth)
    case 0x22: return .string(try string())
    case 0x74: return try word("true", .boolean(true))
    case 0x66: return try word("false", .boolean(false))
    case 0x6E: return try word("null", .null)
    case 0x2D, .some(0x30...0x39): return try number()
    case nil: throw failure("it ends where a value should stand")
    default: throw failure("a value was expected")
    }
  }

  private mutating func word(_ text: String, _ value: JSONValue) throws(JSONFailure) -> JSONValue {
    guard bytes[index...].starts(with: text.utf8) else { throw failure("\(text) was expected") }
    index += text.utf8.count
    return value
  }

  private mutating func object(depth: Int) throws(JSONFailure) -> JSONValue {
    index += 1
    var members: [String: JSONValue] = [:]
    skipSpace()
    if take(0x7D) { return .object(members) }
    repeat {
      skipSpace()
      guard next == 0x22 else { throw failure("a member's name in quotation marks was expected") }
      let name = try string()
      skipSpace()
      guard take(0x3A) else { throw failure("a colon was expected") }
      let value = try value(depth: depth + 1)
      guard members.updateValue(value, forKey: name) == nil else { throw failure("a member stands twice") }
      skipSpace()
    } while take(0x2C)
    guard take(0x7D) else { throw failure("a comma or } was expected") }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(JSONFailure) -> JSONValue {
    index += 1
    var values: [JSONValue] = []
    skipSpace()
    if take(0x5D) { return .array(values) }
    repeat {
      values.append(try value(depth: depth + 1))
      skipSpace()
    } while take(0x2C)
    guard take(0x5D) else { throw failure("a comma or ] was expected") }
    return .array(values)
  }

  // MARK: Numbers

  private mutating func digits() -> Bool {
    let start = index
    while let byte = next, (0x30...0x39).contains(byte) { index += 1 }
    return index > start
  }

  private mutating func number() throws(JSONFailure) -> JSONValue {
    let start = index
    var isWhole = true
    _ = take(0x2D)
    let first = next
    guard digits() else { throw failure("a digit was expected") }
    if first == 0x30, index - start > (bytes[start] == 0x2D ? 2 : 1) {
      throw failure("a number may not begin with 0")
    }
    if take(0x2E) {
      isWhole = false
      guard digits() else { throw failure("a digit was expected after the point") }
    }
    if take(0x65) || take(0x45) {
      isWhole = false
      if !take(0x2B) { _ = take(0x2D) }
      guard digits() else { throw failure("a digit was expected in the exponent") }
    }
    guard index - start <= 64 else { throw failure("a number of more than 64 characters") }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if isWhole, let value = Int64(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else { throw failure("a number out of range") }
    return .number(value)
  }

  // MARK: Strings

  private mutating func string() throws(JSONFailure) -> String {
    index += 1
    let start = index
    while let byte = next, byte != 0x22, byte != 0x5C, byte >= 0x20 { index += 1 }
    if next == 0x22 {
      // The usual case: nothing is escaped.
      let text = try valid(bytes[start..<index])
      index += 1
      return text
    }
    var content = Array(bytes[start..<index])
    while let byte = next, byte != 0x22 {
      guard byte >= 0x20 else { throw failure("a control character in a string must be escaped") }
      index += 1
      if byte == 0x5C { try escape(onto: &content) } else { content.append(byte) }
    }
    guard take(0x22) else { throw failure("a string that does not end") }
    return try valid(content[...])
  }

  private func valid(_ content: ArraySlice<UInt8>) throws(JSONFailure) -> String {
    guard let text = String(validating: content, as: UTF8.self) else { throw failure("a string that is not UTF-8") }
    return text
  }

  private mutating func escape(onto content: inout [UInt8]) throws(JSONFailure) {
    guard let byte = next else { throw failure("a string that does not end") }
    index += 1
    switch byte {
    case 0x22, 0x5C, 0x2F: content.append(byte)
    case 0x62: content.append(0x08)
    case 0x66: content.append(0x0C)
    case 0x6E: content.append(0x0A)
    case 0x72: content.append(0x0D)
    case 0x74: content.append(0x09)
    case 0x75:
      var code = try unit()
      if (0xD800..<0xDC00).contains(code), bytes[index...].starts(with: [0x5C, 0x75]) {
        index += 2
        let low = try unit()
        guard (0xDC00..<0xE000).contains(low) else { throw failure("half of a surrogate pair") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw failure("half of a surrogate pair") }
      content.append(contentsOf: Array(String(Character(scalar)).utf8))
    default: throw failure("an unknown escape")
    }
  }

  private mutating func unit() throws(JSONFailure) -> UInt32 {
    guard index + 4 <= bytes.count else { throw failure("an escape that does not end") }
    var value: UInt32 = 0
    for byte in bytes[index..<index + 4] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x41 + 10)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x61 + 10)
      default: throw failure("four hexadecimal digits were expected")
      }
    }
    index += 4
    return value
  }
}
