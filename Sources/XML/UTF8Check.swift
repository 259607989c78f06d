/// Whether bytes are UTF-8 (RFC 3629 §4), sixteen at a time. Where text is not ASCII the standard library's own look at them
/// takes several times as long, and a feed reader has all its texts looked at.
enum UTF8Check {
  /// What bytes are, the narrowest that holds.
  enum Finding { case ascii, utf8, neither }

  static func find(_ span: borrowing Span<UInt8>) -> Finding {
    var index = 0
    var isASCII = true
    if span.count >= 20 {
      // Sound: the buffer is used within the closure only.
      let bulk = unsafe span.withUnsafeBytes { unsafe bulkEnd($0, isASCII: &isASCII) }
      guard let bulk else { return .neither }
      index = bulk
      // Of a character that began before, every byte has been seen.
      while index < span.count, span[index] & 0xC0 == 0x80 { index += 1 }
    }
    let rest = index
    var all: UInt8 = 0
    while index < span.count {
      all |= span[index]
      index += 1
    }
    if all < 0x80 { return isASCII ? .ascii : .utf8 }
    return (try? UTF8Span(validating: span.extracting(rest..<span.count))) == nil ? .neither : .utf8
  }

  private typealias Bytes = SIMD16<UInt8>

  /// The index up to which each character that begins there is whole, 19 bytes before the end at the earliest; `nil` where
  /// one is not. Sixteen places are looked at together, each with the four behind it, so it does not matter whether one
  /// of them lies within a character: a byte that continues one is right where the character before it is right.
  private static func bulkEnd(_ bytes: UnsafeRawBufferPointer, isASCII: inout Bool) -> Int? {
    // Sound: each load, of 16 bytes and 4 behind its place at most, lies within the buffer, of 20 bytes at least.
    guard unsafe bytes[0] & 0xC0 != 0x80 else { return nil }
    var index = 0
    while index + 20 <= bytes.count {
      let first = unsafe bytes.loadUnaligned(fromByteOffset: index, as: Bytes.self)
      let second = unsafe bytes.loadUnaligned(fromByteOffset: index + 1, as: Bytes.self)
      if holdsAny(first | second, 0x8080_8080_8080_8080) {
        isASCII = false
        let third = unsafe bytes.loadUnaligned(fromByteOffset: index + 2, as: Bytes.self)
        let fourth = unsafe bytes.loadUnaligned(fromByteOffset: index + 3, as: Bytes.self)
        let fifth = unsafe bytes.loadUnaligned(fromByteOffset: index + 4, as: Bytes.self)
        if holdsAny(faults(first, second, third, fourth, fifth), .max) { return nil }
      }
      index += 16
    }
    return index
  }

  /// Where a byte is none of UTF-8's, or begins a character that has not as many bytes behind it as it says, no more and no
  /// fewer, or one that is written longer than it need be, a surrogate, or beyond U+10FFFF.
  @inline(__always)
  private static func faults(_ first: Bytes, _ second: Bytes, _ third: Bytes, _ fourth: Bytes, _ fifth: Bytes) -> Bytes
  {
    // A vector and a number would be compared lane by lane.
    func all(_ byte: UInt8) -> Bytes { Bytes(repeating: byte) }
    func continues(_ bytes: Bytes) -> SIMDMask<SIMD16<Int8>> { (bytes & all(0xC0)) .== all(0x80) }
    let two = continues(second)
    let three = two .& continues(third)
    let four = three .& continues(fourth)
    let five = four .& continues(fifth)
    let isLead = first .>= all(0xC0)
    // The lengths that a lead byte may have, against the length that is there.
    let short =
      ((first .< all(0x80)) .& two) .| (isLead .& .!two)
      .| ((first .< all(0xE0)) .& isLead .& three) .| ((first .>= all(0xE0)) .& .!three)
      .| ((first .>= all(0xE0)) .& (first .< all(0xF0)) .& four)
      .| ((first .>= all(0xF0)) .& (.!four .| five))
    let range =
      (isLead .& (first .< all(0xC2))) .| (first .> all(0xF4))
      .| ((first .== all(0xE0)) .& (second .< all(0xA0))) .| ((first .== all(0xED)) .& (second .> all(0x9F)))
      .| ((first .== all(0xF0)) .& (second .< all(0x90))) .| ((first .== all(0xF4)) .& (second .> all(0x8F)))
    return unsafe unsafeBitCast(short .| range, to: Bytes.self)
  }

  @inline(__always)
  private static func holdsAny(_ bytes: Bytes, _ bits: UInt64) -> Bool {
    let words = unsafe unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
    return (words[0] | words[1]) & bits != 0
  }
}
