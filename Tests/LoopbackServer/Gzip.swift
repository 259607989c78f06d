/// Just enough of gzip (RFC 1952) and deflate (RFC 1951) to feed a decoder.
enum Gzip {
  private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]

  /// `bytes` without compression, in a valid gzip file.
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var file = header
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      let length = UInt16(block.count)
      file.append(rest.isEmpty ? 1 : 0)
      file += [UInt8(length & 0xFF), UInt8(length >> 8), UInt8(~length & 0xFF), UInt8(~length >> 8)]
      file += block
    } while !rest.isEmpty
    return file + trailer(checksum: checksum(bytes), count: bytes.count)
  }

  /// `count` spaces (rounded up a little) in a hundred-and-sixtieth of the room: a literal, then copies of 258 bytes.
  static func spaces(_ count: Int) -> [UInt8] {
    var bits = BitWriter()
    bits.write(0b011, count: 3)  // last block, fixed codes
    bits.write(reversed(0x30 + 0x20, count: 8), count: 8)  // the literal
    let copies = (max(1, count) + 256) / 258
    for _ in 0..<copies {
      bits.write(reversed(0b1100_0101, count: 8), count: 8)  // length 258
      bits.write(0, count: 5)  // distance 1
    }
    bits.write(0, count: 7)  // end of block
    let decoded = 1 + copies * 258
    var sum: UInt32 = 0xFFFF_FFFF
    for _ in 0..<decoded { sum = table[Int((sum ^ 0x20) & 0xFF)] ^ (sum >> 8) }
    return header + bits.finish() + trailer(checksum: ~sum, count: decoded)
  }

  private static func trailer(checksum: UInt32, count: Int) -> [UInt8] {
    let size = UInt32(truncatingIfNeeded: count)
    return [0, 8, 16, 24].map { UInt8(checksum >> $0 & 0xFF) } + [0, 8, 16, 24].map { UInt8(size >> $0 & 0xFF) }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(0xFFFF_FFFF as UInt32) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
  }

  private static func reversed(_ code: UInt32, count: UInt32) -> UInt32 {
    (0..<count).reduce(0) { $0 << 1 | (code >> $1 & 1) }
  }

  private struct BitWriter {
    private var bytes: [UInt8] = []
    private var pending: UInt32 = 0
    private var pendingCount: UInt32 = 0

    /// The lowest bit first.
    mutating func write(_ bits: UInt32, count: UInt32) {
      pending |= bits << pendingCount
      pendingCount += count
      while pendingCount >= 8 {
        bytes.append(UInt8(pending & 0xFF))
        pending >>= 8
        pendingCount -= 8
      }
    }

    func finish() -> [UInt8] { pendingCount > 0 ? bytes + [UInt8(pending & 0xFF)] : bytes }
  }
}
