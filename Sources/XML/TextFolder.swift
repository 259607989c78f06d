/// Writes text with its white space folded: runs of it become one blank, none stands at either end. Controls drop,
/// and C1 controls are read as the windows-1252 characters that they were meant to be.
struct TextFolder {
  /// Where the text begins in the output: no blank is written there.
  private let start: Int
  private var owesBlank = false
  /// A control character that XML does not allow was dropped.
  private(set) var metControl = false

  init(start: Int) { self.start = start }

  /// A blank is due before the next character, if one follows.
  mutating func blank() { owesBlank = true }

  mutating func put(_ byte: UInt8, into output: inout ByteBuffer) {
    settle(&output)
    output.append(byte)
  }

  mutating func put(_ scalar: Unicode.Scalar, into output: inout ByteBuffer) {
    if scalar.properties.isWhitespace {
      owesBlank = true
    } else {
      settle(&output)
      output.append(scalar)
    }
  }

  mutating func put(_ text: [UInt8], into output: inout ByteBuffer) {
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars { put(scalar, into: &output) }
  }

  /// Takes text from `index` on, up to the next `<`, `&` or `]` where `stopAtMarkup` says so, and at least one byte.
  /// Returns the index past what it took.
  mutating func take(
    _ input: borrowing Span<UInt8>, from first: Int, into output: inout ByteBuffer, stopAtMarkup: Bool
  ) -> Int {
    let end = input.count
    var index = first
    while index < end {
      // The longest run that goes as it stands: words with single blanks between them.
      let run = index
      index = TextFolder.plainEnd(input, from: index)
      if index > run {
        settle(&output)
        output.append(input, run..<index)
        continue
      }
      let byte = input[index]
      switch byte {
      case 0x3C, 0x26, 0x5D:  // < & ]
        if stopAtMarkup, index > first || byte != 0x5D { return index }
        put(byte, into: &output)
        index += 1
      case 0x00...0x20, 0x7F:
        // Tab, line feed, form feed, carriage return and blank are white space; other controls are nothing.
        if byte == 0x20 || byte >= 0x09 && byte <= 0x0D {
          owesBlank = true
          if byte == 0x0B || byte == 0x0C { metControl = true }
        } else if byte != 0x7F {
          metControl = true
        }
        index += 1
      default:
        index = takeSpecial(input, at: index, into: &output)
      }
    }
    return index
  }

  /// Takes one character whose first byte is C2, E1, E2, E3 or EF: among them are all white space beyond ASCII, C1, and
  /// the two that are no characters.
  private mutating func takeSpecial(_ input: borrowing Span<UInt8>, at index: Int, into output: inout ByteBuffer) -> Int
  {
    let byte = input[index]
    let second = index + 1 < input.count ? input[index + 1] : 0
    if byte == 0xC2 {
      switch second {
      case 0x85: put("\u{2026}" as Unicode.Scalar, into: &output)
      case 0x80...0x9F:
        if let scalar = CharacterCode.scalar(UInt32(second)) { put(scalar, into: &output) }
      case 0xA0: owesBlank = true
      default:
        settle(&output)
        output.append(byte)
        return index + 1
      }
      return index + 2
    }
    let third = index + 2 < input.count ? input[index + 2] : 0
    if byte == 0xEF, second == 0xBF, third >= 0xBE {
      metControl = true
      return index + 3
    }
    let isBlank =
      switch (byte, second) {
      case (0xE1, 0x9A): third == 0x80
      case (0xE2, 0x80): third >= 0x80 && third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF
      case (0xE2, 0x81): third == 0x9F
      case (0xE3, 0x80): third == 0x80
      default: false
      }
    if isBlank {
      owesBlank = true
      return index + 3
    }
    settle(&output)
    output.append(byte)
    return index + 1
  }

  private mutating func settle(_ output: inout ByteBuffer) {
    if owesBlank {
      owesBlank = false
      if output.count > start { output.append(0x20) }
    }
  }

  /// The index up to which nothing stands from `first` on but plain characters and single blanks between them; a blank at
  /// the end does not count.
  private static func plainEnd(_ input: borrowing Span<UInt8>, from first: Int) -> Int {
    // Sound: each load, of 16 bytes at most and 2 behind its place, lies within the span.
    unsafe input.withUnsafeBytes { bytes in
      guard first < bytes.count, unsafe bytes[first] != 0x20 else { return first }
      var index = first
      while index + 18 <= bytes.count {
        let odd = unsafe odd(bytes, at: index)
        if odd[0] | odd[1] != 0 { return unsafe withoutBlank(bytes, from: first, to: index + firstByte(of: odd)) }
        index += 16
      }
      if bytes.count >= 18, index < bytes.count - 2 {
        // The last sixteen begin before `index`: what is odd there has been seen.
        let place = bytes.count - 18
        var odd = unsafe odd(bytes, at: place)
        let seen = UInt64(8 * (index - place))
        odd[0] = seen < 64 ? odd[0] & (UInt64.max << seen).littleEndian : 0
        if seen > 64 { odd[1] &= (UInt64.max << (seen - 64)).littleEndian }
        if odd[0] | odd[1] != 0 { return unsafe withoutBlank(bytes, from: first, to: place + firstByte(of: odd)) }
        index = place + 16
      }
      // Short texts: eight bytes at a time while they are plain ASCII without a blank.
      while index + 8 <= bytes.count {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let odd =
          word | (word &- 0x2121_2121_2121_2121) | zeros(word ^ 0x2626_2626_2626_2626)
          | zeros(word ^ 0x3C3C_3C3C_3C3C_3C3C) | zeros(word ^ 0x5D5D_5D5D_5D5D_5D5D)
          | zeros(word ^ 0x7F7F_7F7F_7F7F_7F7F)
        guard odd & 0x8080_8080_8080_8080 == 0 else { break }
        index += 8
      }
      while index < bytes.count {
        if unsafe bytes[index] == 0x20 {
          // One at the end, or before another one, is not within the run.
          guard index + 1 < bytes.count, unsafe bytes[index + 1] != 0x20 else { break }
        } else {
          guard unsafe isPlain(bytes, at: index) else { break }
        }
        index += 1
      }
      return unsafe withoutBlank(bytes, from: first, to: index)
    }
  }

  /// The end of a run up to `end`, without the blank that it may end with.
  @inline(__always)
  private static func withoutBlank(_ bytes: UnsafeRawBufferPointer, from first: Int, to end: Int) -> Int {
    // Sound: `end` lies behind `first` here.
    unsafe end > first && bytes[end - 1] == 0x20 ? end - 1 : end
  }

  @inline(__always)
  private static func firstByte(of odd: SIMD2<UInt64>) -> Int {
    odd[0] != 0
      ? UInt64(littleEndian: odd[0]).trailingZeroBitCount / 8
      : 8 + UInt64(littleEndian: odd[1]).trailingZeroBitCount / 8
  }

  /// The high bit of each byte of `word` that is zero, and perhaps of some behind such a byte.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word }

  private typealias Bytes = SIMD16<UInt8>

  /// Which of the sixteen bytes from `index` on are not plain by `isPlain`, or are a blank with another one behind it: all
  /// bits of a byte that is odd, none of others. Two more are looked at.
  @inline(__always)
  private static func odd(_ bytes: UnsafeRawBufferPointer, at index: Int) -> SIMD2<UInt64> {
    // Sound: the caller sees to it that 18 bytes lie behind `index`.
    let first = unsafe bytes.loadUnaligned(fromByteOffset: index, as: Bytes.self)
    let next = unsafe bytes.loadUnaligned(fromByteOffset: index + 1, as: Bytes.self)
    // A vector and a number would be compared lane by lane.
    func all(_ byte: UInt8) -> Bytes { Bytes(repeating: byte) }
    let ascii =
      (first .< all(0x20)) .| (first .== all(0x26)) .| (first .== all(0x3C)) .| (first .== all(0x5D))
      .| (first .== all(0x7F)) .| ((first .== all(0x20)) .& (next .== all(0x20)))
    let high = unsafe unsafeBitCast(first, to: SIMD2<UInt64>.self)
    guard (high[0] | high[1]) & 0x8080_8080_8080_8080 != 0 else {
      return unsafe unsafeBitCast(ascii, to: SIMD2<UInt64>.self)
    }
    let short =
      ((first .== all(0xC2)) .& (next .>= all(0x80)) .& (next .<= all(0xA0)))
      .| ((first .== all(0xE1)) .& (next .== all(0x9A))) .| ((first .== all(0xE3)) .& (next .== all(0x80)))
      .| ((first .== all(0xEF)) .& (next .== all(0xBF)))
    let third = unsafe bytes.loadUnaligned(fromByteOffset: index + 2, as: Bytes.self)
    let isMark = (next .== all(0x80)) .& (third .>= all(0x8B)) .& (third .<= all(0xA7))
    let general = (first .== all(0xE2)) .& ((next & all(0xFE)) .== all(0x80)) .& .!isMark
    return unsafe unsafeBitCast(ascii .| short .| general, to: SIMD2<UInt64>.self)
  }

  /// Whether the byte at `index` goes as it stands: no mark-up, no control, and not the beginning of what `takeSpecial`
  /// makes something else of.
  @inline(__always) private static func isPlain(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Bool {
    // Sound, here and below: the caller keeps to the buffer, and what lies behind it counts as zero.
    func byte(_ offset: Int) -> UInt8 { index + offset < bytes.count ? unsafe bytes[index + offset] : 0 }
    let first = byte(0)
    switch first {
    case 0...0x20, 0x26, 0x3C, 0x5D, 0x7F: return false
    case 0xC2: return !(0x80...0xA0).contains(byte(1))
    case 0xE1: return byte(1) != 0x9A
    case 0xE2: return byte(1) != 0x80 && byte(1) != 0x81 || byte(1) == 0x80 && (0x8B...0xA7).contains(byte(2))
    case 0xE3: return byte(1) != 0x80
    case 0xEF: return byte(1) != 0xBF
    default: return true
    }
  }
}
