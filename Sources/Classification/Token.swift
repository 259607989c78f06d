internal import News

/// What stands between a word and the one before it.
enum Gap: UInt8, Sendable, Comparable {
  case space, comma, colon, quote, stop, line

  static func < (a: Gap, b: Gap) -> Bool { a.rawValue < b.rawValue }
}

/// A word of a folded text.
struct Token: Sendable {
  /// By which it is told from other words; 0 for a number with a stop or a comma in it.
  var hash: UInt64
  /// Bytes of the folded text.
  var start: Int32
  var end: Int32
  /// Its number in the vocabulary, or `Vocabulary.unknown`.
  var word: Int32
  /// What stands before it, and `gap == .space` only where nothing but a space does.
  var gap: Gap
  /// A single letter with a dot: a middle initial.
  var isInitial = false
  /// Whether a phrase of the vocabulary begins with it, by a look at the next word.
  var begins = false
  /// It begins with a digit.
  var isNumber = false

  var range: Range<Int> { Int(start)..<Int(end) }
}

/// Cuts folded text into words.
enum Tokeniser {
  private static let united = WordHash.of("united".utf8)
  private static let states = WordHash.of("states".utf8)
  private static let of = WordHash.of("of".utf8)
  private static let america = WordHash.of("america".utf8)
  private static let usa = WordHash.of("usa".utf8)

  /// Words whose dot ends no sentence.
  private static let abbreviations: WordSet = [
    "gen", "lt", "col", "maj", "brig", "adm", "capt", "sen", "sens", "rep", "reps", "gov", "dr", "mr", "mrs", "ms",
    "st", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "vs", "dept", "govt",
    "amb", "prof", "sgt", "jr", "sr", "inc", "corp", "ltd", "hon", "cmdr", "asst", "min", "sec", "no",
  ]

  /// Letters, digits and all that is not ASCII; folded text has no capitals.
  @inline(__always)
  private static func isWord(_ byte: UInt8) -> Bool { byte >= 0x80 || byte &- 0x61 < 26 || byte &- 0x30 < 10 }

  /// The same for eight bytes at once: how many at the low end are letters, digits or beyond ASCII.
  @inline(__always)
  private static func wordLength(_ chunk: UInt64) -> Int {
    let low = chunk & 0x7F7F_7F7F_7F7F_7F7F
    let letters = (low &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(low &+ 0x0505_0505_0505_0505)
    let digits = (low &+ 0x5050_5050_5050_5050) & ~(low &+ 0x4646_4646_4646_4646)
    return (~(letters | digits | chunk) & 0x8080_8080_8080_8080).trailingZeroBitCount >> 3
  }

  /// Finds the end of the word that begins at `index`, and its hash.
  @inline(__always)
  private static func hashWord(_ text: Span<UInt8>, _ index: inout Int) -> UInt64 {
    let start = index
    let count = text.count
    let raw = unsafe text.bytes
    var hash = WordHash()
    while index + 8 <= count {
      // Reads eight bytes of the span as a number, its end checked above and again by the call.
      let chunk = UInt64(littleEndian: unsafe raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      let length = wordLength(chunk)
      if length == 8 {
        hash.combine(chunk)
        index += 8
        continue
      }
      if length > 0 { hash.combine(chunk & (1 << UInt64(8 * length) &- 1)) }
      index += length
      return hash.value(length: index - start)
    }
    var chunk: UInt64 = 0
    var length = 0
    while index < count, isWord(text[index]) {
      chunk |= UInt64(text[index]) << UInt64(8 * length)
      length += 1
      index += 1
    }
    if length > 0 { hash.combine(chunk) }
    return hash.value(length: index - start)
  }

  private static let gaps: [Gap] = (0..<256).map { byte in
    switch UInt8(byte) {
    case 0x20: .space
    case 0x2C, 0x2D, 0x28, 0x29, 0x2F, 0x5B, 0x5D, 0x2A, 0x7C: .comma
    case 0x3A, 0x3B: .colon
    case 0x22, 0x27: .quote
    case 0x2E, 0x21, 0x3F: .stop
    case 0x0A: .line
    default: .space
    }
  }

  /// The words of `text`, numbered by the vocabulary. "United States (of America)" is one word, the same as "US".
  static func tokens(of text: [UInt8], _ vocabulary: Vocabulary) -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(text.count / 5 + 4)
    let table = Tokeniser.gaps
    let gaps = table.span
    let (states, america) = (states, america)
    let text = text.span
    let count = text.count
    var index = 0
    var gap = Gap.line
    while index < count {
      let byte = text[index]
      guard isWord(byte) else {
        if byte != 0x20 { gap = max(gap, gaps[Int(byte)]) }
        index &+= 1
        continue
      }
      let start = index
      var hash = hashWord(text, &index)
      // "1.5", "1,000": one number.
      let number = byte >= 0x30 && byte <= 0x39
      if number {
        while index + 1 < count, text[index] == 0x2E || text[index] == 0x2C, text[index + 1] >= 0x30,
          text[index + 1] <= 0x39
        {
          index += 1
          while index < count, isWord(text[index]) { index += 1 }
          hash = 0
        }
      }
      var token = Token(
        hash: hash, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: index),
        word: Vocabulary.unknown, gap: gap, isNumber: number)
      gap = .space
      if index < count, text[index] == 0x2E {
        if index - start == 1, !number {
          token.isInitial = true
          index += 1
        } else if abbreviations.contains(token) {
          index += 1
        }
      }
      if hash == states || hash == america, isName(token, &tokens) { continue }
      tokens.append(token)
      // Most often a single space and the next word follow.
      if index &+ 1 < count, text[index] == 0x20, isWord(text[index &+ 1]) { index &+= 1 }
    }
    vocabulary.number(&tokens)
    return tokens
  }

  /// Whether the word ends the country's name that the words before it begin, which is then made one word.
  private static func isName(_ token: Token, _ tokens: inout [Token]) -> Bool {
    guard token.gap == .space, let last = tokens.last else { return false }
    if token.hash == states, last.hash == united {
      tokens[tokens.count - 1].end = token.end
      tokens[tokens.count - 1].hash = usa
      return true
    }
    if token.hash == america, tokens.count > 1, last.hash == of, tokens[tokens.count - 2].hash == usa {
      tokens.removeLast()
      tokens[tokens.count - 1].end = token.end
      return true
    }
    return false
  }
}
