/// What the two encoders, `VisibleText` and `JSONWriter`, share: which scalars are made visible, and how.
enum EscapedText {
  /// Appends `text` with what must be seen escaped.
  ///
  /// - Parameter asJSON: also escapes the quotation mark and uses JSON's short forms; otherwise only `\\` and `\uXXXX`.
  static func append(_ text: String, to bytes: inout [UInt8], asJSON: Bool) {
    let view = text.utf8
    let span = view.span
    var copied = 0
    var index = 0
    while index < span.count {
      if span[index] < 0x80 {
        let next = skipPlain(span, from: index)
        if next > index {
          index = next
          continue
        }
      }
      guard mayNeedEscape(span[index]), let found = match(span, at: index, asJSON: asJSON) else {
        index += 1
        continue
      }
      appendPart(of: view, from: copied, to: index, onto: &bytes)
      escape(found.scalar, to: &bytes, asJSON: asJSON)
      index += found.length
      copied = index
    }
    appendPart(of: view, from: copied, to: index, onto: &bytes)
  }

  /// Whether `append` would write anything but the text itself.
  static func needsEscape(_ text: String, asJSON: Bool) -> Bool {
    let span = text.utf8.span
    for index in span.indices where mayNeedEscape(span[index]) {
      if match(span, at: index, asJSON: asJSON) != nil { return true }
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

  private static func appendPart(
    of view: String.UTF8View, from start: Int, to end: Int, onto bytes: inout [UInt8]
  ) {
    guard start < end else { return }
    if start == 0, end == view.count {
      // Sound: as below.
      let copied: Void? = unsafe view.withContiguousStorageIfAvailable { unsafe bytes.append(contentsOf: $0) }
      if copied != nil { return }
    }
    let first = view.index(view.startIndex, offsetBy: start)
    let part = view[first..<view.index(first, offsetBy: end - start)]
    // Sound: the bytes are only read, within the closure. A slice of text is else copied byte by byte.
    let copied: Void? = unsafe part.withContiguousStorageIfAvailable { unsafe bytes.append(contentsOf: $0) }
    if copied == nil { bytes.append(contentsOf: part) }
  }

  // MARK: Which

  /// The index up to which, eight bytes at a time, there is nothing from `start` on but ASCII that needs no escape.
  private static func skipPlain(_ span: Span<UInt8>, from start: Int) -> Int {
    // Sound: each load lies within the span.
    unsafe span.withUnsafeBytes { bytes in
      var index = start
      while index + 8 <= bytes.count {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let controls = (word &- 0x2020_2020_2020_2020) | word
        let special =
          zeros(word ^ 0x2222_2222_2222_2222) | zeros(word ^ 0x5C5C_5C5C_5C5C_5C5C)
          | zeros(word ^ 0x7F7F_7F7F_7F7F_7F7F)
        if (controls | special) & 0x8080_8080_8080_8080 != 0 { break }
        index += 8
      }
      return index
    }
  }

  /// The high bit of each byte of `word` that is zero, and perhaps of some behind such a byte.
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word }

  /// A byte with which an escaped scalar may begin; most text has few of them.
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x22, 0x5C, 0x7F, 0xC2, 0xD8, 0xE1, 0xE2, 0xEF, 0xF3: true
    default: false
    }
  }

  /// The scalar at `index`, if it is one to escape. The bytes are a `String`'s, so they are well-formed UTF-8.
  private static func match(
    _ bytes: Span<UInt8>, at index: Int, asJSON: Bool
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
