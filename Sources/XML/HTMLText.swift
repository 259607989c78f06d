#if canImport(Glibc)
  import Glibc
#endif

/// Mark-up in, plain text out. The text has its entities decoded, its white space folded to single blanks, and no tag,
/// comment, script, style or form left. Right-to-left text and its marks come through as they are.
/// Takes time in proportion to the mark-up, whatever that holds. Touches nothing else.
public enum HTMLText {
  /// The plain text of `markup`. Block elements break words, inline ones do not.
  public static func plain(_ markup: String) -> String {
    var markup = markup
    return markup.withUTF8 { bytes in
      // Sound: the span lives only within this closure, as the buffer does.
      let span = unsafe Span(_unsafeElements: bytes)
      var output = ByteBuffer(capacity: span.count + 16)
      _ = strip(span, into: &output)
      return output.string(0..<output.count)
    }
  }

  /// The text of `text` with its white space folded and its controls dropped, without regard to mark-up.
  public static func folded(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      // Sound: as above.
      let span = unsafe Span(_unsafeElements: bytes)
      var output = ByteBuffer(capacity: span.count + 16)
      fold(span, into: &output)
      return output.string(0..<output.count)
    }
  }

  /// Whether `text` reads as HTML rather than as text in which a `<` happens to stand: an end tag of an HTML element,
  /// an empty element, or a character reference, with its semicolon or one that HTML knows without.
  public static func looksLikeMarkup(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      // Sound: as above.
      looksLikeMarkup(unsafe Span(_unsafeElements: bytes))
    }
  }

  /// What `strip` met on its way.
  struct Traits: OptionSet {
    let rawValue: UInt8
    static let tag = Traits(rawValue: 1)
    /// A `<` or an `&` that had been written as a reference.
    static let escape = Traits(rawValue: 2)
    /// A control character that XML does not allow.
    static let control = Traits(rawValue: 4)
  }

  /// Appends the folded text of `input` to `output`.
  @discardableResult
  static func fold(_ input: borrowing Span<UInt8>, into output: inout ByteBuffer) -> Traits {
    var folder = TextFolder(start: output.count)
    var index = 0
    while index < input.count { index = folder.take(input, from: index, into: &output, stopAtMarkup: false) }
    return folder.metControl ? .control : []
  }

  /// Appends the plain text of the mark-up `input` to `output`.
  static func strip(_ input: borrowing Span<UInt8>, into output: inout ByteBuffer) -> Traits {
    var folder = TextFolder(start: output.count)
    var tags = TagScanner()
    var traits: Traits = []
    var index = 0
    while index < input.count {
      let byte = input[index]
      if byte == 0x26 {  // &
        index = reference(input, at: index, folder: &folder, output: &output, traits: &traits)
      } else if byte == 0x3C {  // <
        let next = tags.skip(input, at: index)
        if next.index == index {
          folder.put(0x3C, into: &output)
          index += 1
        } else {
          if next.isTag { traits.insert(.tag) }
          if next.breaksWord { folder.blank() }
          index = next.index
        }
      } else if byte == 0x5D, tags.isInCDATA, matches(input, index, "]]>") {
        tags.isInCDATA = false
        index += 3
      } else {
        index = folder.take(input, from: index, into: &output, stopAtMarkup: true)
      }
    }
    if folder.metControl { traits.insert(.control) }
    return traits
  }

  /// See the public function of the same name.
  static func looksLikeMarkup(_ input: borrowing Span<UInt8>) -> Bool {
    // Nearly every title has neither.
    guard holds(0x26, input) || holds(0x3C, input) else { return false }
    var index = 0
    while index < input.count {
      if input[index] == 0x26 {
        var end = index + 1
        if end < input.count, input[end] == 0x23 {
          // HTML takes a number without a semicolon as well.
          if CharacterCode.number(in: input, from: end + 1) != nil { return true }
        } else {
          while end < input.count, end - index <= 32, isNameByte(input[end]) { end += 1 }
          let name = bytes(input, index + 1..<end)
          let isClosed = end < input.count && input[end] == 0x3B
          let mayBeBare = end == input.count || input[end] != 0x3D
          if isClosed ? EntityNames.text(of: name) != nil : mayBeBare && EntityNames.isBare(name) { return true }
        }
      } else if input[index] == 0x3C, index + 1 < input.count {
        let isEnd = input[index + 1] == 0x2F
        let start = index + (isEnd ? 2 : 1)
        var end = start
        while end < input.count, end - start <= 12, isNameByte(input[end]) { end += 1 }
        let name = input.extracting(start..<end)
        if isEnd {
          if TagKind(name) != .unknown { return true }
        } else if end < input.count {
          switch TagKind.key(name) {
          // br, hr, img, wbr, input
          case 0x6272, 0x6872, 0x696D67, 0x776272, 0x69_6E70_7574: return true
          default: break
          }
          if matches(input, index, "<!--") || matches(input, index, "<![CDATA[") { return true }
        }
      }
      index += 1
    }
    return false
  }

  /// Decodes the reference at `index`, an `&`; what is none stands for itself. Returns the index past it.
  private static func reference(
    _ input: borrowing Span<UInt8>, at index: Int, folder: inout TextFolder, output: inout ByteBuffer,
    traits: inout Traits
  ) -> Int {
    let start = index + 1
    if start < input.count, input[start] == 0x23 {
      guard let number = CharacterCode.number(in: input, from: start + 1) else {
        folder.put(0x26, into: &output)
        return start
      }
      if let scalar = CharacterCode.scalar(number.code) {
        if scalar == "<" || scalar == "&" { traits.insert(.escape) }
        folder.put(scalar, into: &output)
      }
      return number.end < input.count && input[number.end] == 0x3B ? number.end + 1 : number.end
    }
    var end = start
    while end < input.count, end - start <= 32, isNameByte(input[end]) { end += 1 }
    let hasSemicolon = end < input.count && input[end] == 0x3B
    if hasSemicolon {
      // The five that nearly every feed uses, without a look into the table.
      switch TagKind.key(input.extracting(start..<end)) {
      case 0x616D70 where end - start == 3:  // amp
        traits.insert(.escape)
        folder.put(0x26, into: &output)
        return end + 1
      case 0x6C74 where end - start == 2:  // lt
        traits.insert(.escape)
        folder.put(0x3C, into: &output)
        return end + 1
      case 0x6774 where end - start == 2:  // gt
        folder.put(0x3E, into: &output)
        return end + 1
      case 0x7175_6F74 where end - start == 4:  // quot
        folder.put(0x22, into: &output)
        return end + 1
      case 0x6E62_7370 where end - start == 4:  // nbsp
        folder.blank()
        return end + 1
      default: break
      }
      if let text = EntityNames.text(of: bytes(input, start..<end)) {
        folder.put(text, into: &output)
        return end + 1
      }
    } else if end > start, end >= input.count || input[end] != 0x3D {
      let name = bytes(input, start..<end)
      if EntityNames.isBare(name), let text = EntityNames.text(of: name) {
        folder.put(text, into: &output)
        return end
      }
    }
    folder.put(0x26, into: &output)
    return start
  }

  private static func holds(_ byte: UInt8, _ input: borrowing Span<UInt8>) -> Bool {
    // Sound: the buffer is used within the closure only.
    unsafe input.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return false }
      return unsafe memchr(base, Int32(byte), bytes.count) != nil
    }
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    let small = byte | 0x20
    return small >= 0x61 && small <= 0x7A || byte >= 0x30 && byte <= 0x39
  }

  static func matches(_ input: borrowing Span<UInt8>, _ index: Int, _ word: StaticString) -> Bool {
    guard index >= 0, word.utf8CodeUnitCount <= input.count - index else { return false }
    for offset in 0..<word.utf8CodeUnitCount {
      // Sound: a static string has `utf8CodeUnitCount` bytes for ever.
      let wanted = unsafe word.utf8Start[offset]
      guard input[index + offset] == wanted else { return false }
    }
    return true
  }

  /// A small copy, for a look into a table.
  static func bytes(_ input: borrowing Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    for index in range { result.append(input[index]) }
    return result
  }
}
