/// The name of a family of verbs or nouns: at most sixteen bytes, kept as two numbers, so that a rule that asks for a
/// family by name compares numbers and counts no references.
struct GroupName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// Bytes of the longest name.
  static let longest = 16

  /// The first byte lowest; noughts behind the last.
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// `nil` where the name is too long.
  init?(_ name: String) {
    guard name.utf8.count <= GroupName.longest else { return nil }
    for (index, byte) in name.utf8.enumerated() { put(byte, index) }
  }

  /// A name that a rule asks for: reckoned when the program is compiled. Crashes where it is too long.
  @inline(__always)
  init(stringLiteral name: StaticString) {
    precondition(name.utf8CodeUnitCount <= 16)
    name.withUTF8Buffer { bytes in
      var index = 0
      while index < bytes.count {
        // Sound: below the buffer's own count.
        put(unsafe bytes[index], index)
        index += 1
      }
    }
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8, _ index: Int) {
    let shifted = UInt64(byte) &<< UInt64(truncatingIfNeeded: 8 &* (index & 7))
    if index < 8 { low |= shifted } else { high |= shifted }
  }

  var isEmpty: Bool { low == 0 }

  var description: String {
    var bytes: [UInt8] = []
    for part in [low, high] {
      for place in 0..<8 where part >> UInt64(8 * place) & 0xFF != 0 {
        bytes.append(UInt8(truncatingIfNeeded: part >> UInt64(8 * place)))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
