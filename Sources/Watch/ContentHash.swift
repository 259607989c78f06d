/// A 64-bit hash that is the same in every run and on every machine, for recognising unchanged bodies and texts.
/// It is no defence: a feed that forges a collision hides news of its own only.
struct ContentHash {
  private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

  static func of(_ bytes: [UInt8]) -> UInt64 {
    var hash = ContentHash()
    unsafe bytes.withUnsafeBytes { unsafe hash.add($0) }
    return hash.value
  }

  /// Of texts in order; `nil` and the empty text differ.
  static func of(_ texts: String?...) -> UInt64 {
    var hash = ContentHash()
    for text in texts {
      guard var text else {
        hash.mix(1)
        continue
      }
      text.withUTF8 { bytes in unsafe hash.add(UnsafeRawBufferPointer(bytes)) }
    }
    return hash.value
  }

  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    while index + 8 <= bytes.count {
      // Sound: eight bytes from here lie within.
      mix(UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
      index += 8
    }
    var rest: UInt64 = 0
    for offset in index..<bytes.count { rest |= UInt64(unsafe bytes[offset]) << UInt64((offset - index) * 8) }
    mix(rest)
    mix(UInt64(bytes.count) | 1 << 63)
  }

  /// Multiplies to 128 bits and folds the halves: each input bit reaches every output bit.
  private mutating func mix(_ word: UInt64) {
    let product = (value ^ word).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    value = product.high ^ product.low ^ 0xA076_1D64_78BD_642F
  }
}
