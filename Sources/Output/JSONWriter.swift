/// Writes JSON (RFC 8259) into a buffer of UTF-8 bytes, in the order of the calls.
///
/// It trusts its caller to pair what it begins and ends and to give each member a key; it looks after
/// commas, escapes and numbers. What `VisibleText` would make visible is written as `\uXXXX`, which every
/// reader of JSON turns back, so that a terminal that shows the raw line is as safe as a parser.
public struct JSONWriter: Sendable {
  /// What has been written so far.
  public private(set) var bytes: [UInt8] = []
  /// A value stands before the next one in the same object or array.
  private var needsComma = false

  /// - Parameter capacity: the number of bytes to make room for at the start.
  public init(capacity: Int = 512) { bytes.reserveCapacity(max(0, capacity)) }

  /// The result as text; the buffer is UTF-8 by construction.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Hands over what has been written so far and forgets it; what comes next continues it.
  public mutating func drain(to take: ([UInt8]) -> Void) {
    take(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  // MARK: Structure

  public mutating func beginObject() { open(0x7B) }
  public mutating func endObject() { close(0x7D) }
  public mutating func beginArray() { open(0x5B) }
  public mutating func endArray() { close(0x5D) }

  /// A member's name, which holds nothing to escape; its value comes next.
  public mutating func key(_ name: StaticString) {
    separate()
    bytes.append(0x22)
    // Sound: a literal's bytes stay where they are for ever.
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(0x22)
    bytes.append(0x3A)
    needsComma = false
  }

  /// A member's name that is only known now; its value comes next.
  public mutating func key(text name: String) {
    separate()
    quote(name)
    bytes.append(0x3A)
    needsComma = false
  }

  /// Ends a line of JSON Lines; what follows is a new value.
  public mutating func endLine() {
    bytes.append(0x0A)
    needsComma = false
  }

  // MARK: Values

  public mutating func null() {
    separate()
    bytes.append(contentsOf: [0x6E, 0x75, 0x6C, 0x6C])
  }

  public mutating func boolean(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  public mutating func integer(_ value: some FixedWidthInteger) {
    separate()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// The shortest form that keeps `decimals` places (0…6): `0.5`, `1`, `0.97`. What is no number is `null`.
  public mutating func double(_ value: Double, decimals: Int = 6) {
    guard let written = DecimalText.shortest(value, decimals: decimals) else { return null() }
    separate()
    bytes.append(contentsOf: written.utf8)
  }

  public mutating func string(_ value: String) {
    separate()
    quote(value)
  }

  // MARK: Members

  public mutating func member(_ name: StaticString, _ value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  public mutating func member(_ name: StaticString, _ values: [String]) {
    key(name)
    beginArray()
    for value in values { string(value) }
    endArray()
  }

  public mutating func member(_ name: StaticString, integer value: (some FixedWidthInteger)?) {
    key(name)
    if let value { integer(value) } else { null() }
  }

  public mutating func member(text name: String, integer value: some FixedWidthInteger) {
    key(text: name)
    integer(value)
  }

  public mutating func member(_ name: StaticString, double value: Double?, decimals: Int = 6) {
    key(name)
    if let value { double(value, decimals: decimals) } else { null() }
  }

  public mutating func member(_ name: StaticString, boolean value: Bool?) {
    key(name)
    if let value { boolean(value) } else { null() }
  }

  // MARK: Bytes

  private mutating func separate() {
    if needsComma { bytes.append(0x2C) }
    needsComma = true
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func quote(_ value: String) {
    bytes.append(0x22)
    EscapedText.append(value, to: &bytes, asJSON: true)
    bytes.append(0x22)
  }
}
