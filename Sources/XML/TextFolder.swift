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
      index = TextFolder.skipPlain(input, from: index)
      while index < end {
        // Sound: `index < end`, the span's count.
        let byte = unsafe input[unchecked: index]
        if TextFolder.isPlain(byte) {
          index += 1
        } else if byte == 0x20, index > run, index + 1 < end, TextFolder.isPlain(input[index + 1]) {
          index += 2
        } else {
          break
        }
      }
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

  /// The index up to which, eight bytes at a time, nothing stands from `first` on but plain bytes and single blanks
  /// between them. It may stop early; what stops it is looked at byte by byte.
  private static func skipPlain(_ input: borrowing Span<UInt8>, from first: Int) -> Int {
    guard first < input.count, isPlain(input[first]) else { return first }
    // Sound: each load lies within the span, and `index` is at least 1 behind a first byte.
    return unsafe input.withUnsafeBytes { bytes in
      var index = first + 1
      var blankBefore: UInt64 = 0
      while index + 8 <= bytes.count {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let blanks = zeros(word ^ 0x2020_2020_2020_2020)
        let controls = (word &- 0x2020_2020_2020_2020) & ~word
        let special =
          zeros(word ^ 0x2626_2626_2626_2626) | zeros(word ^ 0x3C3C_3C3C_3C3C_3C3C)
          | zeros(word ^ 0x5D5D_5D5D_5D5D_5D5D) | zeros(word ^ 0x7F7F_7F7F_7F7F_7F7F)
          | zeros(word ^ 0xEFEF_EFEF_EFEF_EFEF) | zeros(word ^ 0xC2C2_C2C2_C2C2_C2C2)
          | zeros(word & 0xFCFC_FCFC_FCFC_FCFC ^ 0xE0E0_E0E0_E0E0_E0E0)
        let doubled = blanks & (blanks << 8 | blankBefore)
        if (controls | special | doubled) & 0x8080_8080_8080_8080 != 0 { break }
        blankBefore = blanks >> 56
        index += 8
      }
      // A blank at the end of the last piece may be the first of several.
      return unsafe bytes[index - 1] == 0x20 ? index - 1 : index
    }
  }

  /// The high bit of each byte of `word` that is zero, and perhaps of some behind such a byte.
  @inline(__always) private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  @inline(__always) private static func isPlain(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && byte != 0x3C && byte != 0x26 && byte != 0x5D
      || byte > 0x7F && byte != 0xC2 && (byte < 0xE1 || byte > 0xE3) && byte != 0xEF
  }
}
