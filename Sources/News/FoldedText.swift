/// A text folded for comparison, with the way back to where each part stood.
///
/// In goes any text. Out come UTF-8 bytes in which spellings that a reader takes for the same are the same:
/// - case, diacritics, full-width letters, curly quotes, dashes, kinds of space (as NFKC has it, for the scripts that
///   matter here); zero-width and bidirectional marks are gone;
/// - Arabic letter forms (presentation forms, Arabic kaf, yeh and heh for the Urdu ones), vowel signs, tatweel, and
///   Arabic digits and stops;
/// - possessive `'s`, dots in acronyms (`C.I.A.` is `cia`), hyphens inside words (a space).
///
/// Case is lost but for one word: `US` and `U.S.`, in capitals, become `usa`, so that the pronoun stays `us`; `US$`
/// stays a currency. Runs of spaces are one space; a line break stays a line break.
public struct FoldedText: Sendable {
  /// The text as given.
  public let source: [UInt8]
  /// The folded text.
  public private(set) var bytes: [UInt8]
  /// Where the distance between the two changes; sorted.
  private var marks: [Mark] = []

  private struct Mark: Sendable {
    var folded: Int
    var source: Int
  }

  public init(_ text: String) { self.init(utf8: Array(text.utf8)) }

  /// `utf8` must be valid UTF-8; a malformed byte is dropped.
  public init(utf8 source: [UInt8]) {
    self.source = source
    var buffer = [UInt8](repeating: 0, count: FoldedText.room(source.count))
    let length = FoldedText.fold(source.span, into: &buffer, &marks)
    buffer.removeLast(buffer.count - length)
    bytes = buffer
  }

  /// Folds a text from which no way back is asked for, into a buffer that serves for many.
  ///
  /// - Parameter buffer: lengthened where it is too short; it stays as long as it is, and what stands behind the folded
  ///   text is of no meaning. At least sixteen such bytes do.
  /// - Returns: how many bytes the folded text has.
  public static func fold(_ source: Span<UInt8>, into buffer: inout [UInt8]) -> Int {
    let room = room(source.count)
    if buffer.count < room { buffer += [UInt8](repeating: 0, count: room - buffer.count) }
    var marks: [Mark] = []
    return fold(source, into: &buffer, &marks)
  }

  /// Nothing grows to more than twice its length (a ligature of three bytes becomes six).
  private static func room(_ count: Int) -> Int { 2 * count + 16 }

  /// Folds `input` into `buffer`, which has room for it; the length of the folded text.
  private static func fold(_ input: Span<UInt8>, into buffer: inout [UInt8], _ marks: inout [Mark]) -> Int {
    let count = input.count
    var length = 0
    var index = 0
    var shift = 0
    let raw = unsafe input.bytes
    var out = buffer.mutableSpan
    while index < count {
      if input[index] < 0x80 {
        if input[index] != 0x20 || FoldedText.takesSpace(out, length) {
          let (here, next) = FoldedText.bytes(raw, from: index)
          let (plain, folded) = FoldTables.plainRun(here, next: next)
          // The output has room for twice the input and sixteen more; what is stored beyond the run is written over.
          var room = unsafe out.mutableBytes
          room.storeBytes(of: folded, toByteOffset: length, as: FoldTables.Bytes.self)
          length &+= plain
          index &+= plain
          if plain == 16 || index == count || input[index] >= 0x80 { continue }
        }
        let byte = input[index]
        let start = index
        FoldedText.foldASCII(byte, input, &index, &out, &length)
        if index - start > 1, FoldedText.isUpper(byte) {
          // The last letter of an acronym leads back to its last sign.
          marks.append(Mark(folded: length - 1, source: index - 1))
          shift = index - length
        }
      } else if !FoldedText.foldArabic(input, &index, &out, &length) {
        FoldedText.foldWide(input, &index, &out, &length)
      }
      if index - length != shift {
        shift = index - length
        marks.append(Mark(folded: length, source: index))
      }
    }
    while length > 0, out[length - 1] == 0x20 || out[length - 1] == 0x0A { length -= 1 }
    return length
  }

  // MARK: The way back

  /// The byte of `source` from which the folded byte at `offset` came.
  public func sourceOffset(of offset: Int) -> Int {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].folded <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return min(offset, source.count) }
    let mark = marks[low - 1]
    return min(mark.source + offset - mark.folded, source.count)
  }

  /// The part of the source from which `range` of the folded bytes came.
  public func sourceRange(of range: Range<Int>) -> Range<Int> {
    let start = sourceOffset(of: range.lowerBound)
    guard !range.isEmpty else { return start..<start }
    var end = sourceOffset(of: range.upperBound - 1) + 1
    while end < source.count, source[end] & 0xC0 == 0x80 { end += 1 }
    end = max(start, min(end, sourceOffset(of: range.upperBound)))
    return start..<end
  }

  /// The words of the source from which `range` came.
  public func sourceText(of range: Range<Int>) -> String {
    String(decoding: source[sourceRange(of: range)], as: UTF8.self)
  }

  /// How many Unicode scalars stand in the source before the byte at `sourceOffset`.
  public func scalars(before sourceOffset: Int) -> Int {
    let bytes = source.span
    let end = min(sourceOffset, bytes.count)
    let raw = unsafe bytes.bytes
    // All but those that go on a scalar, whose highest bits are 1 and 0; eight at a time.
    var total = end
    var index = 0
    while index &+ 8 <= end {
      let chunk = unsafe raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      total &-= (chunk & ~(chunk << 1) & 0x8080_8080_8080_8080).nonzeroBitCount
      index &+= 8
    }
    while index < end {
      if bytes[index] & 0xC0 == 0x80 { total &-= 1 }
      index &+= 1
    }
    return total
  }

  // MARK: Folding

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
  }

  /// Whether a word ends before this byte: it is no letter, or leads one of the wide spaces, dashes and quotation marks
  /// (U+0080…00BF, U+2000…, U+3000…), or an Arabic stop.
  private static func endsWord(_ byte: UInt8) -> Bool {
    !isWord(byte) || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xD8 || byte == 0xDB
  }

  private static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

  private static func space(_ out: inout MutableSpan<UInt8>, _ length: inout Int) {
    guard length > 0, out[length - 1] != 0x20, out[length - 1] != 0x0A else { return }
    out[length] = 0x20
    length += 1
  }

  /// Whether a space counts here: no space or line break stands before it.
  @inline(__always)
  static func takesSpace(_ out: borrowing MutableSpan<UInt8>, _ length: Int) -> Bool {
    length > 0 && out[length &- 1] != 0x20 && out[length &- 1] != 0x0A
  }

  /// Sixteen bytes from `index` on, and the one behind each; noughts behind the end.
  @inline(__always)
  private static func bytes(_ raw: RawSpan, from index: Int) -> (here: FoldTables.Bytes, next: FoldTables.Bytes) {
    let left = raw.byteCount &- index
    // Sound, here and below: no load reaches beyond the end, as is checked before it and again by the call.
    guard left <= 16 else {
      return (
        unsafe raw.unsafeLoadUnaligned(fromByteOffset: index, as: FoldTables.Bytes.self),
        unsafe raw.unsafeLoadUnaligned(fromByteOffset: index &+ 1, as: FoldTables.Bytes.self)
      )
    }
    func eight(_ offset: Int) -> UInt64 {
      UInt64(littleEndian: unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    var low: UInt64 = 0
    var high: UInt64 = 0
    if left >= 8 {
      low = eight(index)
      high = eight(raw.byteCount &- 8) >> UInt64(8 &* (16 &- left))
    } else if raw.byteCount >= 8 {
      low = eight(raw.byteCount &- 8) >> UInt64(8 &* (8 &- left))
    } else {
      for place in (0..<left).reversed() {
        low = low << 8 | UInt64(unsafe raw.unsafeLoad(fromByteOffset: index &+ place, as: UInt8.self))
      }
    }
    func vector(_ low: UInt64, _ high: UInt64) -> FoldTables.Bytes {
      unsafe unsafeBitCast(SIMD2(low.littleEndian, high.littleEndian), to: FoldTables.Bytes.self)
    }
    return (vector(low, high), vector(low >> 8 | high << 56, high >> 8))
  }

  private static func foldASCII(
    _ byte: UInt8, _ source: Span<UInt8>, _ index: inout Int, _ out: inout MutableSpan<UInt8>, _ length: inout Int
  ) {
    let next: UInt8 = index + 1 < source.count ? source[index + 1] : 0
    switch byte {
    case 0x41...0x5A:
      let atStart = length == 0 || !isWord(out[length - 1])
      if atStart, next == 0x2E || (byte == 0x55 && next == 0x53) {
        if acronym(source, &index, &out, &length) { return }
      }
      out[length] = byte | 0x20
      length += 1
      index += 1
    case 0x0A, 0x0D:
      index += 1
      if length > 0, out[length - 1] == 0x20 { length -= 1 }
      guard length > 0, out[length - 1] != 0x0A else { return }
      out[length] = 0x0A
      length += 1
    case 0x27, 0x60:
      index += 1
      apostrophe(next, source, &index, &out, &length)
    case 0x2D:
      index += 1
      hyphen(next, &out, &length)
    case 0x26:
      // "Pakistan & US" is "Pakistan and US"; "AT&T" keeps its shape.
      index += 1
      if next == 0x20, length > 0, out[length - 1] == 0x20 {
        for letter in [UInt8(0x61), 0x6E, 0x64] {
          out[length] = letter
          length += 1
        }
      } else {
        out[length] = 0x26
        length += 1
      }
    default:
      // Space, tab and control characters.
      index += 1
      space(&out, &length)
    }
  }

  /// `U.S.`, `C.I.A.`, `J. D.` lose their dots; `US` and `U.S.` become `usa`. False where none stands here.
  private static func acronym(
    _ source: Span<UInt8>, _ index: inout Int, _ out: inout MutableSpan<UInt8>, _ length: inout Int
  ) -> Bool {
    let count = source.count
    var letters: [UInt8] = []
    var position = index
    if source[index + 1] != 0x2E {
      // "US" in capitals, by itself, and not the dollar.
      let after: UInt8 = index + 2 < count ? source[index + 2] : 0
      guard endsWord(after), after != 0x24 else { return false }
      letters = [0x75, 0x73]
      position = index + 2
    } else {
      while position + 1 < count, isUpper(source[position]), source[position + 1] == 0x2E {
        letters.append(source[position] | 0x20)
        position += 2
        if position + 2 < count, source[position] == 0x20, isUpper(source[position + 1]), source[position + 2] == 0x2E {
          position += 1
        }
      }
      // "U.S" and "U.S.A" without the last dot.
      if !letters.isEmpty, position < count, isUpper(source[position]),
        position + 1 == count || endsWord(source[position + 1])
      {
        letters.append(source[position] | 0x20)
        position += 1
      }
      guard letters.count > 1 else { return false }
      if letters == [0x75, 0x73], position < count, source[position] == 0x24 {
        out[length] = 0x75
        out[length + 1] = 0x73
        length += 2
        index = position
        return true
      }
    }
    let dotted = source[position - 1] == 0x2E
    if letters == [0x75, 0x73] { letters.append(0x61) }
    for letter in letters {
      out[length] = letter
      length += 1
    }
    if dotted, endsSentence(source, position) {
      out[length] = 0x2E
      length += 1
    }
    index = position
    return true
  }

  /// Whether the dot before `position` ends a sentence too: "in the U.S. The talks …".
  private static func endsSentence(_ source: Span<UInt8>, _ position: Int) -> Bool {
    guard position < source.count else { return false }
    if source[position] == 0x0A { return true }
    for opener in FoldTables.openers where position + opener.count <= source.count {
      if opener.indices.allSatisfy({ source[position + $0] == opener[$0] }) { return true }
    }
    return false
  }

  /// After an apostrophe: a possessive goes, one inside a word goes, an opening one is a quotation mark.
  private static func apostrophe(
    _ next: UInt8, _ source: Span<UInt8>, _ index: inout Int, _ out: inout MutableSpan<UInt8>, _ length: inout Int
  ) {
    guard length > 0, isWord(out[length - 1]) else {
      out[length] = 0x27
      length += 1
      return
    }
    if next | 0x20 == 0x73 {
      let after: UInt8 = index + 1 < source.count ? source[index + 1] : 0
      if endsWord(after) { index += 1 }
    }
  }

  /// A dash inside a word joins two words; one between spaces is a stop.
  private static func hyphen(_ next: UInt8, _ out: inout MutableSpan<UInt8>, _ length: inout Int) {
    if length > 0, isWord(out[length - 1]), isWord(next) {
      space(&out, &length)
    } else {
      out[length] = 0x2D
      length += 1
    }
  }

  private static func foldWide(
    _ source: Span<UInt8>, _ index: inout Int, _ out: inout MutableSpan<UInt8>, _ length: inout Int
  ) {
    let lead = source[index]
    let size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1
    guard size > 1, index + size <= source.count else {
      index += 1
      return
    }
    var value = UInt32(lead) & (size == 2 ? 0x1F : size == 3 ? 0x0F : 0x07)
    for position in index + 1..<index + size { value = value << 6 | UInt32(source[position] & 0x3F) }
    index += size
    let next: UInt8 = index < source.count ? source[index] : 0
    switch FoldTables.fold(value) {
    case .keep:
      for position in index - size..<index {
        out[length] = source[position]
        length += 1
      }
    case .drop: break
    case .space: space(&out, &length)
    case .newline:
      if length > 0, out[length - 1] != 0x0A {
        out[length] = 0x0A
        length += 1
      }
    case .apostrophe: apostrophe(next, source, &index, &out, &length)
    case .hyphen: hyphen(next, &out, &length)
    case .ascii(let byte):
      out[length] = byte
      length += 1
    case .pair(let first, let second):
      out[length] = first
      out[length + 1] = second
      length += 2
    case .arabic(let scalar): append(scalar, &out, &length)
    case .lamAlef(let alef):
      append(0x0644, &out, &length)
      append(alef, &out, &length)
    }
  }

  /// Appends a scalar of the two-byte range.
  private static func append(_ scalar: UInt32, _ out: inout MutableSpan<UInt8>, _ length: inout Int) {
    out[length] = UInt8(0xC0 | scalar >> 6)
    out[length + 1] = UInt8(0x80 | scalar & 0x3F)
    length += 2
  }
}
