internal import News

/// What in an item a learned weight can hang on: a word, the beginning of a long one, two words side by side. It is there
/// or is not; how often does not count. Each is told from others by a key.
enum WordFeature {
  /// Where it is looked for; the first field of a line of `words.txt`.
  enum Zone: String, CaseIterable {
    /// A word of the title, or the beginning of one.
    case title
    /// The same of title or lead, or two words side by side.
    case any

    /// `nil` where `text` names none.
    init?(written text: ArraySlice<UInt8>) {
      if text.elementsEqual(Zone.any.rawValue.utf8) {
        self = .any
      } else if text.elementsEqual(Zone.title.rawValue.utf8) {
        self = .title
      } else {
        return nil
      }
    }
  }

  /// Words of the summary that count: its lead.
  static let leadWords = 50

  // MARK: Keys

  /// - Parameter salt: the zone's.
  @inline(__always)
  private static func key(_ salt: UInt64, _ first: UInt64, _ second: UInt64 = 0) -> UInt64 {
    var hash = WordHash()
    hash.combine(salt &+ first, second)
    return hash.value
  }

  /// Letters of a word's beginning that stand for its forms: six, or four of two bytes each.
  @inline(__always)
  private static func beginning(_ word: Span<UInt8>, _ from: Int, _ to: Int) -> UInt64? {
    let length = word[from] < 0x80 ? 6 : 8
    guard to - from > length, word[from + length] & 0xC0 != 0x80 else { return nil }
    var bytes: UInt64 = 0
    for index in 0..<length { bytes |= UInt64(word[from + index]) << UInt64(8 * index) }
    return bytes
  }

  /// Marks a beginning among keys.
  private static let begun: UInt64 = 0x2A
  private static let number = WordHash.of("#".utf8)
  private static let colon = WordHash.of(":".utf8)
  private static let quote = WordHash.of("\"".utf8)
  private static let question = WordHash.of("?".utf8)
  private static let salts = Zone.allCases.map { WordHash.of($0.rawValue.utf8) }

  /// The key of a feature as `words.txt` writes it; `nil` where it is none.
  static func key(_ zone: Zone, written text: ArraySlice<UInt8>) -> UInt64? {
    let salt = salts[zone == .title ? 0 : 1]
    guard let gap = text.firstIndex(of: 0x20) else {
      guard text.last == 0x2A else { return text.isEmpty ? nil : key(salt, WordHash.of(text)) }
      let bytes = Array(text.dropLast())
      guard !bytes.isEmpty else { return nil }
      // As if the word went on.
      return beginning((bytes + [0x61]).span, 0, bytes.count + 1).map { key(salt, $0, begun) }
    }
    let second = text[gap...].drop { $0 == 0x20 }
    guard zone == .any, !second.contains(0x20) else { return nil }
    return key(salt, WordHash.of(text[..<gap]), WordHash.of(second))
  }

  // MARK: Gathering

  /// Gives all of an item's features, some more than once, to what gathers them.
  static func gather(_ title: Reading, _ body: Reading, into found: inout some WordGathering) {
    for reading in title.and(body) {
      var left = reading.isTitle ? Int.max : leadWords
      for sentence in reading.sentences where left > 0 {
        let range = sentence.prefix(left)
        left -= range.count
        gather(reading, range, into: &found)
      }
    }
  }

  @inline(__always)
  private static func gather(_ reading: Reading, _ range: Range<Int>, into found: inout some WordGathering) {
    let text = reading.text.bytes
    let tokens = reading.tokens
    let (titles, anys) = (salts[0], salts[1])
    let number = reading.isTitle ? 0 : 1
    var before: UInt64 = 0
    for index in range {
      let token = tokens[index]
      let here = index..<index + 1
      let word = token.isNumber ? WordFeature.number : token.hash
      // Of a number and of "United States" there is no beginning.
      let isPlain = !token.isNumber && word != Tokeniser.usa
      let begun = isPlain ? beginning(text.span, Int(token.start), Int(token.end)) : nil
      if number == 0 {
        found.add(key(titles, word), 0, here, "title | \(spelling(index, reading))")
        if let begun { found.add(key(titles, begun, WordFeature.begun), 0, here, "title | \(spelling(begun))*") }
        if token.gap == .colon { found.add(key(titles, colon), 0, here, "title | :") }
        if token.gap == .quote { found.add(key(titles, quote), 0, here, "title | \"") }
      }
      found.add(key(anys, word), number, here, "any | \(spelling(index, reading))")
      if let begun { found.add(key(anys, begun, WordFeature.begun), number, here, "any | \(spelling(begun))*") }
      if before != 0 {
        found.add(
          key(anys, before, word), number, index - 1..<index + 1,
          "any | \(spelling(index - 1, reading)) \(spelling(index, reading))")
      }
      before = word
    }
    if number == 0, let last = range.last, text[Int(tokens[last].end)...].contains(0x3F) {
      found.add(key(titles, question), 0, last..<last + 1, "title | ?")
    }
  }

  private static func spelling(_ index: Int, _ reading: Reading) -> String {
    if reading.tokens[index].isNumber { return "#" }
    let word = reading.words(index..<index + 1)
    return reading.tokens[index].hash == Tokeniser.usa ? "usa" : String(decoding: word, as: UTF8.self)
  }

  private static func spelling(_ begun: UInt64) -> String {
    String(
      decoding: (0..<8).map { UInt8(truncatingIfNeeded: begun >> UInt64(8 * $0)) }.filter { $0 != 0 }, as: UTF8.self)
  }
}

/// What takes an item's features.
protocol WordGathering {
  /// - Parameters:
  ///   - reading: 0 the title, 1 the summary.
  ///   - spelling: as `words.txt` writes it.
  mutating func add(_ key: UInt64, _ reading: Int, _ range: Range<Int>, _ spelling: @autoclosure () -> String)
}

/// The features as `words.txt` writes them, each once, for fitting.
struct SpelledFeatures: WordGathering {
  private(set) var spellings: [String] = []
  private var seen: Set<UInt64> = []

  init() {}

  mutating func add(_ key: UInt64, _ reading: Int, _ range: Range<Int>, _ spelling: @autoclosure () -> String) {
    if seen.insert(key).inserted { spellings.append(spelling()) }
  }
}
