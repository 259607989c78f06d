/// What the two encoders, `VisibleText` and `JSONWriter`, share: which scalars are made visible, and how.
enum EscapedText {
  /// Appends `text` with what must be seen escaped.
  ///
  /// - Parameter asJSON: also escapes the quotation mark and uses JSON's short forms; otherwise only `\\` and `\uXXXX`.
  static func append(_ text: String, to bytes: inout [UInt8], asJSON: Bool) {
    let span = text.utf8.span
    var copied = 0
    var index = nextDoubtful(span, from: 0)
    while index < span.count {
      guard let found = match(span, at: index, asJSON: asJSON) else {
        index = nextDoubtful(span, from: index + 1)
        continue
      }
      appendPart(of: span, copied..<index, to: &bytes)
      escape(found.scalar, to: &bytes, asJSON: asJSON)
      copied = index + found.length
      index = nextDoubtful(span, from: copied)
    }
    appendPart(of: span, copied..<span.count, to: &bytes)
  }

  /// Whether `append` would write anything but the text itself.
  static func needsEscape(_ text: String, asJSON: Bool) -> Bool {
    let span = text.utf8.span
    var index = nextDoubtful(span, from: 0)
    while index < span.count {
      if match(span, at: index, asJSON: asJSON) != nil { return true }
      index = nextDoubtful(span, from: index + 1)
    }
    return false
  }

  /// The most bytes that `scalar` can take in a visible text.
  static func widestForm(_ scalar: Unicode.Scalar) -> Int {
    if scalar == "\\" { return 2 }
    let isJoiner = scalar.value == 0x200C || scalar.value == 0x200D
    guard isJoiner || isConcealed(scalar.value) else { return UTF8.width(scalar) }
    return scalar.value > 0xFFFF ? 12 : 6
  }

  private static func appendPart(of span: borrowing Span<UInt8>, _ range: Range<Int>, to bytes: inout [UInt8]) {
    guard !range.isEmpty else { return }
    // Sound: the bytes are only read, within the closure.
    unsafe span.extracting(range).withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  // MARK: Which

  /// The index of the first byte from `start` on with which an escaped scalar may begin; the span's count without one.
  private static func nextDoubtful(_ span: borrowing Span<UInt8>, from start: Int) -> Int {
    // Sound: each load, of 16 bytes at most and 2 behind its place, lies within the span.
    unsafe span.withUnsafeBytes { bytes in
      var index = start
      while index + 18 <= bytes.count {
        let odd = unsafe doubtful(bytes, at: index)
        if odd[0] | odd[1] != 0 { return index + firstByte(of: odd) }
        index += 16
      }
      if bytes.count >= 18, index < bytes.count - 2 {
        // The last sixteen begin before `index`: what is odd there has been seen.
        let place = bytes.count - 18
        var odd = unsafe doubtful(bytes, at: place)
        let seen = UInt64(8 * (index - place))
        odd[0] = seen < 64 ? odd[0] & (UInt64.max << seen).littleEndian : 0
        if seen > 64 { odd[1] &= (UInt64.max << (seen - 64)).littleEndian }
        if odd[0] | odd[1] != 0 { return place + firstByte(of: odd) }
        index = place + 16
      }
      // Short texts: eight bytes at a time while they are plain ASCII.
      while index + 8 <= bytes.count {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let odd =
          word | (word &- 0x2020_2020_2020_2020) | zeros(word ^ 0x2222_2222_2222_2222)
          | zeros(word ^ 0x5C5C_5C5C_5C5C_5C5C) | zeros(word ^ 0x7F7F_7F7F_7F7F_7F7F)
        guard odd & 0x8080_8080_8080_8080 == 0 else { break }
        index += 8
      }
      while index < bytes.count {
        if unsafe isDoubtful(bytes[index]) { return index }
        index += 1
      }
      return index
    }
  }

  /// The high bit of each byte of `word` that is zero, and perhaps of some behind such a byte.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word }

  private typealias Bytes = SIMD16<UInt8>

  @inline(__always)
  private static func firstByte(of odd: SIMD2<UInt64>) -> Int {
    odd[0] != 0
      ? UInt64(littleEndian: odd[0]).trailingZeroBitCount / 8
      : 8 + UInt64(littleEndian: odd[1]).trailingZeroBitCount / 8
  }

  /// Which of the sixteen bytes from `index` on may begin an escaped scalar: all bits of a byte that may, none of others.
  /// Two more are looked at.
  @inline(__always)
  private static func doubtful(_ bytes: UnsafeRawBufferPointer, at index: Int) -> SIMD2<UInt64> {
    // Sound: the caller sees to it that 18 bytes lie behind `index`.
    let first = unsafe bytes.loadUnaligned(fromByteOffset: index, as: Bytes.self)
    // A vector and a number would be compared lane by lane.
    func all(_ byte: UInt8) -> Bytes { Bytes(repeating: byte) }
    let ascii = (first .< all(0x20)) .| (first .== all(0x22)) .| (first .== all(0x5C)) .| (first .== all(0x7F))
    let high = unsafe unsafeBitCast(first, to: SIMD2<UInt64>.self)
    guard (high[0] | high[1]) & 0x8080_8080_8080_8080 != 0 else {
      return unsafe unsafeBitCast(ascii, to: SIMD2<UInt64>.self)
    }
    let next = unsafe bytes.loadUnaligned(fromByteOffset: index + 1, as: Bytes.self)
    let third = unsafe bytes.loadUnaligned(fromByteOffset: index + 2, as: Bytes.self)
    let short =
      ((first .== all(0xC2)) .& (next .< all(0xA0))) .| ((first .== all(0xD8)) .& (next .== all(0x9C)))
      .| ((first .== all(0xE1)) .& (next .== all(0xA0)))
    // E2 80 90 to 9F are dashes and quotation marks.
    let long =
      ((first .== all(0xE2)) .& ((third & all(0xF0)) .!= all(0x90)))
      .| ((first .== all(0xEF)) .& ((next & all(0xFB)) .== all(0xBB))) .| (first .== all(0xF3))
    return unsafe unsafeBitCast(ascii .| short .| long, to: SIMD2<UInt64>.self)
  }

  /// A byte with which an escaped scalar may begin; most text has few of them.
  @inline(__always)
  private static func isDoubtful(_ byte: UInt8) -> Bool {
    if byte < 0x80 { return byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F }
    // C2, D8, E1, E2, EF, F3
    let leads: UInt64 = 1 << 0x02 | 1 << 0x18 | 1 << 0x21 | 1 << 0x22 | 1 << 0x2F | 1 << 0x33
    return byte >= 0xC0 && leads >> UInt64(byte & 0x3F) & 1 != 0
  }

  /// The scalar at `index`, if it is one to escape. The bytes are a `String`'s, so they are well-formed UTF-8.
  private static func match(
    _ bytes: borrowing Span<UInt8>, at index: Int, asJSON: Bool
  ) -> (scalar: UInt32, length: Int)? {
    let lead = bytes[index]
    if lead < 0x80 {
      if lead == 0x22 { return asJSON ? (0x22, 1) : nil }
      return lead < 0x20 || lead == 0x7F || lead == 0x5C ? (UInt32(lead), 1) : nil
    }
    // The second byte rules nearly all out: Urdu is full of 0xD8, but only 0xD8 0x9C is a mark.
    guard index + 1 < bytes.count else { return nil }
    let second = bytes[index + 1]
    switch lead {
    case 0xC2 where second >= 0xA0, 0xD8 where second != 0x9C, 0xE1 where second != 0xA0,
      0xE2 where second > 0x81, 0xEF where second != 0xBB && second != 0xBF, 0xF3 where second != 0xA0:
      return nil
    default: break
    }
    let scalar = decode(bytes, at: index)
    if scalar.value == 0x200C || scalar.value == 0x200D {
      return joinsArabic(bytes, from: index, to: index + scalar.length) ? nil : scalar.pair
    }
    return isConcealed(scalar.value) ? scalar.pair : nil
  }

  /// Controls and marks that are not seen; the two joiners are judged by their neighbours instead.
  static func isConcealed(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<0x20, 0x7F...0x9F: true  // C0, DEL, C1
    case 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x206F: true  // bidirectional, deprecated formats
    case 0x2028...0x2029: true  // line and paragraph separators
    case 0x180E, 0x200B, 0x2060...0x2065, 0xFEFF: true  // zero width
    case 0xFFF9...0xFFFB, 0xE0000...0xE007F: true  // interlinear annotation, tags
    default: false
    }
  }

  private static func joinsArabic(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
    guard start > 0, end < bytes.count else { return false }
    var before = start - 1
    while before > 0, bytes[before] & 0xC0 == 0x80 { before -= 1 }
    return isArabicLetter(decode(bytes, at: before).value) && isArabicLetter(decode(bytes, at: end).value)
  }

  /// Letters and vowel signs; not the script's own controls, digits and punctuation.
  private static func isArabicLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0620...0x065F, 0x066E...0x06D3, 0x06D5, 0x06EE...0x06EF, 0x06FA...0x06FC, 0x06FF: true
    case 0x0750...0x077F, 0x08A0...0x08FF, 0xFB50...0xFDFF, 0xFE70...0xFEFC: true
    default: false
    }
  }

  private struct Decoded {
    var value: UInt32
    var length: Int
    var pair: (scalar: UInt32, length: Int) { (value, length) }
  }

  private static func decode(_ bytes: Span<UInt8>, at index: Int) -> Decoded {
    let lead = bytes[index]
    let length =
      switch lead {
      case 0..<0x80: 1
      case 0..<0xE0: 2
      case 0..<0xF0: 3
      default: 4
      }
    guard length > 1, index + length <= bytes.count else { return Decoded(value: UInt32(lead), length: 1) }
    var value = UInt32(lead) & (0xFF >> UInt32(length + 1))
    for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
    return Decoded(value: value, length: length)
  }

  // MARK: How

  private static func escape(_ scalar: UInt32, to bytes: inout [UInt8], asJSON: Bool) {
    bytes.append(0x5C)
    switch scalar {
    case 0x5C: bytes.append(0x5C)
    case 0x22: bytes.append(0x22)
    case 0x0A where asJSON: bytes.append(0x6E)
    case 0x0D where asJSON: bytes.append(0x72)
    case 0x09 where asJSON: bytes.append(0x74)
    case 0x10000...:
      // A surrogate pair, as JSON wants it (RFC 8259 §7).
      let offset = scalar - 0x10000
      hexadecimal(0xD800 + (offset >> 10), to: &bytes)
      bytes.append(0x5C)
      hexadecimal(0xDC00 + (offset & 0x3FF), to: &bytes)
    default: hexadecimal(scalar, to: &bytes)
    }
  }

  private static func hexadecimal(_ unit: UInt32, to bytes: inout [UInt8]) {
    bytes.append(0x75)
    for shift: UInt32 in [12, 8, 4, 0] {
      let digit = UInt8(unit >> shift & 0xF)
      bytes.append(digit < 10 ? 0x30 + digit : 0x41 + digit - 10)
    }
  }
}
