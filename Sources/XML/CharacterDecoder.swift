/// Bytes in any encoding of the web in, UTF-8 out.
///
/// The order of belief: a byte order mark; then UTF-8 if the bytes are valid UTF-8, whatever a label says; then the
/// transport's charset, then the declaration's; then UTF-8 with some bytes broken; then a guess from the bytes.
public struct CharacterDecoder: Sendable {
  /// UTF-8, valid, without a byte order mark.
  public var bytes: [UInt8]
  /// The encoding that the bytes were read in, as `iconv` names it: `UTF-8`, `WINDOWS-1252`, `GB18030`…
  public var encoding: String
  /// Places at which U+FFFD stands for bytes that the encoding does not have.
  public var replacements: Int

  /// - Parameters:
  ///   - body: the document as it came.
  ///   - charset: what the transport said (the `charset` of `Content-Type`), in any spelling.
  public init(_ body: [UInt8], charset: String?) {
    self.init(bytes: [], encoding: "UTF-8", replacements: 0)
    if let (encoding, length) = Self.byteOrderMark(body) {
      decode(body, from: length, as: encoding)
    } else if let encoding = Self.zeroPattern(body) {
      decode(body, from: 0, as: encoding)
    } else if Self.isUTF8(body), !Self.hasEscapes(body) {
      bytes = body
      // Text has no escape sequences, so these were no text (RFC 1468).
      if Self.holdsJapaneseEscape(body) { decode(body, from: 0, as: "ISO-2022-JP") }
    } else {
      decodeLabelled(body, charset: charset)
    }
  }

  /// `body` without its byte order mark, if nothing but its characters can speak against UTF-8: no other mark, no zeros
  /// where UTF-16 has them, no label of an encoding that hides in ASCII. `XMLReader` finds bytes that are no UTF-8 in
  /// all that it reads, so a well-formed document need not be looked over before it.
  public static func presumedUTF8(_ body: [UInt8]) -> [UInt8]? {
    if let mark = byteOrderMark(body) { return mark.encoding == "UTF-8" ? Array(body[mark.length...]) : nil }
    return zeroPattern(body) == nil && !hasEscapes(body) ? body : nil
  }

  private init(bytes: [UInt8], encoding: String, replacements: Int) {
    self.bytes = bytes
    self.encoding = encoding
    self.replacements = replacements
  }

  private mutating func decodeLabelled(_ body: [UInt8], charset: String?) {
    let declared = Self.declaredCharset(body)
    let labels = [charset, declared].compactMap { $0.flatMap(CharsetNames.iconvName) }
    // UTF-16 and its kin leave zeros, or were caught above: a label over other bytes lies.
    for label in labels where label != "UTF-8" && !label.hasPrefix("UTF-16") && !label.hasPrefix("UTF-32") {
      if label == "US-ASCII" { continue }
      let attempt = Self.decoded(body, from: 0, as: label)
      guard let attempt else { continue }
      // A label that fails every few bytes is a lie as well; a broken character here and there is not.
      if attempt.replacements * 20 <= body.count {
        self = attempt
        return
      }
    }
    if Self.isUTF8(body) {
      bytes = body
      return
    }
    let shape = UTF8Shape(body)
    if shape.valid > 0, shape.valid >= shape.broken {
      decode(body, from: 0, as: "UTF-8")
    } else {
      decode(body, from: 0, as: shape.looksDoubleByte ? "GB18030" : "WINDOWS-1252")
    }
  }

  private mutating func decode(_ body: [UInt8], from start: Int, as encoding: String) {
    if encoding == "UTF-8" {
      let rest = start == 0 ? body : Array(body[start...])
      if Self.isUTF8(rest) {
        bytes = rest
      } else {
        replacements = UTF8Shape(rest).broken
        bytes = Array(String(decoding: rest, as: UTF8.self).utf8)
      }
      return
    }
    self =
      Self.decoded(body, from: start, as: encoding)
      ?? CharacterDecoder(bytes: Windows1252.utf8(body[start...]), encoding: "WINDOWS-1252", replacements: 0)
  }

  private static func decoded(_ body: [UInt8], from start: Int, as encoding: String) -> CharacterDecoder? {
    if encoding == "WINDOWS-1252" {
      return CharacterDecoder(bytes: Windows1252.utf8(body[start...]), encoding: encoding, replacements: 0)
    }
    // HZ (RFC 1843), which the C library does not have, is GB2312 in seven bits.
    let isHZ = encoding == "HZ"
    guard var converter = CharacterConverter(from: isHZ ? "GB18030" : encoding) else { return nil }
    let (bytes, replacements) = converter.utf8(isHZ ? HZ.eightBits(body[start...])[...] : body[start...])
    return CharacterDecoder(bytes: bytes, encoding: encoding, replacements: replacements)
  }

  static func isUTF8(_ body: [UInt8]) -> Bool { (try? UTF8Span(validating: body.span)) != nil }

  /// ISO-2022 and HZ are ASCII with escapes, so they pass for UTF-8.
  private static func hasEscapes(_ body: [UInt8]) -> Bool {
    guard let declared = declaredCharset(body), declared != "UTF-8", declared != "utf-8",
      let label = CharsetNames.iconvName(declared)
    else { return false }
    return label.hasPrefix("ISO-2022") || label == "HZ" || label == "UTF-7"
  }

  /// Whether a change to one of the two Japanese sets stands in the document: ESC, `$`, and `B` or `@`.
  private static func holdsJapaneseEscape(_ body: [UInt8]) -> Bool {
    guard let first = body.firstIndex(of: 0x1B) else { return false }
    return body.indices[first...].contains { index in
      index + 2 < body.count && body[index] == 0x1B && body[index + 1] == 0x24
        && (body[index + 2] == 0x42 || body[index + 2] == 0x40)
    }
  }

  private static func byteOrderMark(_ body: [UInt8]) -> (encoding: String, length: Int)? {
    func begins(_ mark: [UInt8]) -> Bool { body.starts(with: mark) }
    if begins([0xEF, 0xBB, 0xBF]) { return ("UTF-8", 3) }
    if begins([0x00, 0x00, 0xFE, 0xFF]) { return ("UTF-32BE", 4) }
    if begins([0xFF, 0xFE, 0x00, 0x00]) { return ("UTF-32LE", 4) }
    if begins([0xFE, 0xFF]) { return ("UTF-16BE", 2) }
    if begins([0xFF, 0xFE]) { return ("UTF-16LE", 2) }
    return nil
  }

  /// UTF-16, UTF-32 and EBCDIC without a mark: by the first characters, `<` and its neighbour, or blanks before it
  /// (XML 1.0, appendix F).
  private static func zeroPattern(_ body: [UInt8]) -> String? {
    guard body.count >= 4 else { return nil }
    func isMark(_ byte: UInt8) -> Bool { byte == 0x3C || byte == 0x7B || byte == 0x20 || byte == 0x0A || byte == 0x0D }
    switch (body[0], body[1], body[2], body[3]) {
    case (0, 0, 0, let byte) where isMark(byte): return "UTF-32BE"
    case (let byte, 0, 0, 0) where isMark(byte): return "UTF-32LE"
    case (0, let byte, 0, let next) where isMark(byte) && next != 0: return "UTF-16BE"
    case (let byte, 0, let next, 0) where isMark(byte) && next != 0: return "UTF-16LE"
    case (0x4C, 0x6F, 0xA7, 0x94): return ebcdic(body)
    default: return nil
    }
  }

  /// The EBCDIC code page that an EBCDIC declaration names: its letters are alike in all of them.
  private static func ebcdic(_ body: [UInt8]) -> String {
    guard var converter = CharacterConverter(from: "IBM037") else { return "IBM037" }
    let head = converter.utf8(body.prefix(256)).bytes
    return declaredCharset(head).flatMap(CharsetNames.iconvName) ?? "IBM037"
  }

  /// The `encoding` of an XML declaration within the first kilobyte.
  static func declaredCharset(_ body: [UInt8]) -> String? {
    let limit = min(body.count, 1024)
    guard let start = position(of: "<?xml", in: body, from: 0, to: limit) else { return nil }
    var end = start
    while end < limit, body[end] != 0x3E { end += 1 }
    guard let label = position(of: "encoding", in: body, from: start, to: end) else { return nil }
    var index = label + 8
    while index < end, body[index] <= 0x20 || body[index] == 0x3D || body[index] == 0x22 || body[index] == 0x27 {
      index += 1
    }
    let name = body[index..<end].prefix { $0 > 0x20 && $0 != 0x22 && $0 != 0x27 && $0 != 0x3F && $0 < 0x80 }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }

  private static func position(of word: StaticString, in body: [UInt8], from start: Int, to end: Int) -> Int? {
    var index = start
    while index + word.utf8CodeUnitCount <= end {
      if HTMLText.matches(body.span, index, word) { return index }
      index += 1
    }
    return nil
  }
}

/// How a body that is not valid UTF-8 is made.
private struct UTF8Shape {
  /// Characters of two bytes and more that are whole.
  var valid = 0
  /// Places where a character is broken.
  var broken = 0
  /// Every run of bytes above ASCII has the length and the lead bytes of GB2312's pairs.
  var looksDoubleByte: Bool

  init(_ body: [UInt8]) {
    var pairs = 0
    var oddRuns = 0
    var index = 0
    while index < body.count {
      guard body[index] >= 0x80 else {
        index += 1
        continue
      }
      var end = index
      while end < body.count, body[end] >= 0x80 { end += 1 }
      let isPaired =
        (end - index) % 2 == 0
        && stride(from: index, to: end, by: 2).allSatisfy {
          (0xA1...0xF7).contains(body[$0]) && body[$0 + 1] >= 0xA1 && body[$0 + 1] != 0xFF
        }
      if isPaired { pairs += (end - index) / 2 } else { oddRuns += 1 }
      // The standard's own repair counts the characters: whole ones come out as themselves.
      var decoder = Unicode.UTF8.ForwardParser()
      var bytes = body[index..<end].makeIterator()
      parsing: while true {
        switch decoder.parseScalar(from: &bytes) {
        case .valid: valid += 1
        case .error: broken += 1
        case .emptyInput: break parsing
        }
      }
      index = end
    }
    looksDoubleByte = pairs > 0 && oddRuns == 0
  }
}

/// windows-1252, the web's reading of ISO-8859-1, without a converter.
private enum Windows1252 {
  static func utf8(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(body.count + body.count / 8)
    for byte in body {
      if byte < 0x80 {
        result.append(byte)
      } else if let scalar = CharacterCode.scalar(UInt32(byte)), let text = UTF8.encode(scalar) {
        result.append(contentsOf: text)
      }
    }
    return result
  }
}

/// HZ's escapes: `~{` and `~}` around pairs of bytes, `~~` for a tilde.
private enum HZ {
  static func eightBits(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(body.count)
    var isChinese = false
    var index = body.startIndex
    while index < body.endIndex {
      let byte = body[index]
      let next = index + 1 < body.endIndex ? body[index + 1] : 0
      switch (byte, next) {
      case (0x7E, 0x7B): isChinese = true
      case (0x7E, 0x7D): isChinese = false
      case (0x7E, 0x7E): result.append(0x7E)
      case (0x7E, 0x0A): break
      default:
        result.append(isChinese && byte > 0x20 ? byte | 0x80 : byte)
        index += 1
        continue
      }
      index += 2
    }
    return result
  }
}
