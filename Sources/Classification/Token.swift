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
  /// Whether the word after it may go on a phrase that begins with it.
  var goesOn = false
  /// A single letter with a dot: a middle initial.
  var isInitial = false
  /// It begins with a digit.
  var isNumber = false

  var range: Range<Int> { Int(start)..<Int(end) }

  /// What of a vocabulary's sieve lets it go on a phrase: its own bit, none behind a comma, all where it could be passed
  /// over.
  @inline(__always)
  var sieve: UInt64 {
    // Reckoned, not chosen: a choice here is a toss-up.
    let isJoined = (UInt64(gap.rawValue) &- 1) >> 63
    let isKnown = UInt64(truncatingIfNeeded: ~word) >> 63
    return (isJoined & isKnown) &<< UInt64(truncatingIfNeeded: word) | (0 &- (isInitial ? 1 : 0))
  }
}

/// Cuts folded text into words.
enum Tokeniser {
  static let united = WordHash.of("united".utf8)
  static let states = WordHash.of("states".utf8)
  static let of = WordHash.of("of".utf8)
  static let america = WordHash.of("america".utf8)
  /// The country, however it is written.
  static let usa = WordHash.of("usa".utf8)

  /// Words whose dot ends no sentence.
  private static let abbreviations: WordSet = [
    "gen", "lt", "col", "maj", "brig", "adm", "capt", "sen", "sens", "rep", "reps", "gov", "dr", "mr", "mrs", "ms",
    "st", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "vs", "dept", "govt",
    "amb", "prof", "sgt", "jr", "sr", "inc", "corp", "ltd", "hon", "cmdr", "asst", "min", "sec", "no",
  ]

  /// Letters, digits and all that is not ASCII, of eight bytes at once: a bit for each, the first one lowest. Folded
  /// text has no capitals.
  @inline(__always)
  static func wordBits(_ chunk: UInt64) -> UInt64 {
    let low = chunk & 0x7F7F_7F7F_7F7F_7F7F
    let letters = (low &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(low &+ 0x0505_0505_0505_0505)
    let digits = (low &+ 0x5050_5050_5050_5050) & ~(low &+ 0x4646_4646_4646_4646)
    let tops = (letters | digits | chunk) & 0x8080_8080_8080_8080
    return (tops >> 7 &* 0x0102_0408_1020_4080) >> 56
  }

  /// How many Latin letters stand in `from..<to`.
  static func latinLetters(_ text: Span<UInt8>, _ from: Int, _ to: Int) -> Int {
    count(text, from, to) { chunk in
      let low = chunk & 0x7F &* ones
      return (low &+ 0x1F &* ones) & ~(low &+ 0x05 &* ones) & ~chunk
    }
  }

  /// How many leading bytes of Arabic letters stand in `from..<to`.
  static func arabicLetters(_ text: Span<UInt8>, _ from: Int, _ to: Int) -> Int {
    count(text, from, to) { chunk in
      // 0xD8…0xDB differ in their last two bits; what is left of any other byte is not nought.
      let other = (chunk ^ 0xD8 &* ones) & 0xFC &* ones
      return ~((other & 0x7F &* ones) &+ 0x7F &* ones | other)
    }
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// How many bytes have their highest bit set by `marks`, which is given eight at once and noughts behind the end.
  @inline(__always)
  private static func count(_ text: Span<UInt8>, _ from: Int, _ to: Int, _ marks: (UInt64) -> UInt64) -> Int {
    let raw = unsafe text.bytes
    var total = 0
    var index = from
    while index &+ 8 <= to {
      let chunk = UInt64(littleEndian: unsafe raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      total &+= (marks(chunk) & 0x80 &* ones).nonzeroBitCount
      index &+= 8
    }
    var rest: UInt64 = 0
    while index < to {
      rest = rest << 8 | UInt64(text[index])
      index &+= 1
    }
    return total &+ (marks(rest) & 0x80 &* ones).nonzeroBitCount
  }

  /// Noughts behind the text, so that what is read past its end is there: a block of 64 bytes that begins at the end,
  /// and sixteen bytes from the last word's.
  private static let padding = 80

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
    let padded = text + Tokeniser.noughts
    // At most every second byte begins a word.
    var tokens = [Token](capacity: text.count / 2 + 1) { cut(padded.span, text.count, into: &$0) }
    vocabulary.number(&tokens)
    return tokens
  }

  private static let noughts = [UInt8](repeating: 0, count: padding)

  /// Cuts the first `count` bytes of `text`, behind which stands the padding.
  private static func cut(_ text: Span<UInt8>, _ count: Int, into tokens: inout OutputSpan<Token>) {
    let table = Tokeniser.gaps
    let gaps = table.span
    let names = Names()
    let raw = unsafe text.bytes
    // Of the text up to here: where its last word begins, whether it goes on, and where the gap after the word before
    // begins.
    var start = 0
    var isInside = false
    var last = 0
    // Where words begin and end, for 64 bytes at once: a bit for each byte that is part of one. Behind the end no byte
    // is, so that the last word ends.
    var block = 0
    while block <= count {
      var bits: UInt64 = 0
      var part = 0
      while part < 64 {
        bits |= wordBits(WordHash.chunk(raw, block &+ part)) &<< UInt64(truncatingIfNeeded: part)
        part &+= 8
      }
      let before = bits << 1 | (isInside ? 1 : 0)
      var starts = bits & ~before
      var ends = before & ~bits
      if !isInside {
        start = block &+ starts.trailingZeroBitCount
        starts &= starts &- 1
      }
      isInside = bits >> 63 != 0
      while ends != 0 {
        let end = block &+ ends.trailingZeroBitCount
        ends &= ends &- 1
        let first = text[start]
        var token = Token(
          hash: WordHash.of(raw, start, end), start: Int32(truncatingIfNeeded: start),
          end: Int32(truncatingIfNeeded: end),
          word: Vocabulary.unknown, gap: gap(text, gaps, last, start), isNumber: first &- 0x30 < 10)
        last = end
        if text[end] == 0x2E {
          if end &- start == 1, !token.isNumber {
            token.isInitial = true
            last &+= 1
          } else if abbreviations.contains(token) {
            last &+= 1
          }
        }
        let isRest =
          token.isNumber
          ? isPart(text, token, &tokens)
          : token.hash == names.states || token.hash == names.america
            ? isName(token, names, &tokens) : false
        if !isRest { tokens.append(token) }
        start = block &+ starts.trailingZeroBitCount
        starts &= starts &- 1
      }
      block &+= 64
    }
    if tokens.count > 0 { tokens[0].gap = .line }
  }

  /// What stands between two words.
  @inline(__always)
  private static func gap(_ text: Span<UInt8>, _ gaps: Span<Gap>, _ from: Int, _ to: Int) -> Gap {
    var gap = gaps[Int(text[from])]
    var index = from
    // Most often a single space.
    while index &+ 1 < to {
      index &+= 1
      gap = max(gap, gaps[Int(text[index])])
    }
    return from < to ? gap : .space
  }

  /// Whether the number is the rest of the one before it, which it is then made part of: "1.5", "1,000".
  private static func isPart(_ text: Span<UInt8>, _ token: Token, _ tokens: inout OutputSpan<Token>) -> Bool {
    let count = tokens.count
    guard count > 0, tokens[count - 1].isNumber, tokens[count - 1].end == token.start - 1,
      text[Int(token.start) - 1] == 0x2E || text[Int(token.start) - 1] == 0x2C
    else { return false }
    tokens[count - 1].end = token.end
    tokens[count - 1].hash = 0
    return true
  }

  /// Hashes of the words of the country's name.
  private struct Names {
    let united = Tokeniser.united
    let states = Tokeniser.states
    let of = Tokeniser.of
    let america = Tokeniser.america
    let usa = Tokeniser.usa
  }

  /// Whether the word ends the country's name that the words before it begin, which is then made one word.
  private static func isName(_ token: Token, _ names: Names, _ tokens: inout OutputSpan<Token>) -> Bool {
    let count = tokens.count
    guard token.gap == .space, count > 0 else { return false }
    if token.hash == names.states, tokens[count - 1].hash == names.united {
      tokens[count - 1].end = token.end
      tokens[count - 1].hash = names.usa
      return true
    }
    if token.hash == names.america, count > 1, tokens[count - 1].hash == names.of,
      tokens[count - 2].hash == names.usa
    {
      tokens.removeLast(1)
      tokens[count - 2].end = token.end
      return true
    }
    return false
  }
}
