internal import News

/// A text cut into words and sentences, with every phrase of the lexicon that stands in it. Boiler-plate, a dateline and
/// sentences said before are dropped: their words belong to no sentence.
struct CutText {
  let isTitle: Bool
  let text: FoldedText
  let tokens: [Token]
  let hits: [Hit]
  /// Words `first..<end` of each sentence, those dropped left out.
  private(set) var sentences: [Range<Int>] = []
  /// Sentences that say what another one said: the search engines' filler.
  private(set) var repeats = 0
  /// Whether it is Urdu, else English.
  private(set) var isUrdu = false

  init(_ text: FoldedText, isTitle: Bool, _ lexicon: Lexicon) {
    self.isTitle = isTitle
    self.text = text
    tokens = Tokeniser.tokens(of: text.bytes, lexicon.vocabulary)
    hits = lexicon.vocabulary.hits(in: tokens)
    cutSentences(lexicon)
    if !isTitle { dropDateline(lexicon) }
    settleLanguage()
  }

  /// Cuts sentences, drops boiler-plate and what has been said before.
  private mutating func cutSentences(_ lexicon: Lexicon) {
    var end = tokens.count
    var dropSentences: [Int] = []
    if !isTitle {
      for hit in hits where !hit.roles.isDisjoint(with: .boilerplate) {
        for term in lexicon.vocabulary.terms[hit.terms] where term.role == .boilerplate {
          if term.index == 0 { end = min(end, Int(hit.first)) } else { dropSentences.append(Int(hit.first)) }
        }
      }
    }
    var start = 0
    var seen = HashesSeen()
    for index in 0...end {
      guard index == end || (index > start && tokens[index].gap >= .stop) else { continue }
      let range = start..<index
      start = index
      guard !range.isEmpty else { continue }
      let isRepeat = !isTitle && !seen.insert(said(range))
      // A short one ("He agreed.") may well come twice: it is dropped, and is no mark of filler.
      if isRepeat, range.count > 3 { repeats += 1 }
      guard !isRepeat, isTitle || !dropSentences.contains(where: range.contains) else { continue }
      sentences.append(range)
    }
  }

  /// A hash of the words of a range, for telling whether they were said before.
  func said(_ range: Range<Int>) -> UInt64 {
    var hash = WordHash()
    for token in range {
      // A number with a stop in it has no hash of its own.
      let word = tokens[token].hash
      hash.combine(word != 0 ? word : WordHash.of(text.bytes[tokens[token].range]), 0)
    }
    return hash.value
  }

  /// "ISLAMABAD (AP) —", "WASHINGTON:", "Karachi, 12 May:" say where it was written, not what it is about.
  private mutating func dropDateline(_ lexicon: Lexicon) {
    guard let first = sentences.first, !first.isEmpty else { return }
    let limit = min(first.count, 12)
    var isPlace = false
    for hit in hits where Int(hit.first) == first.lowerBound {
      for term in lexicon.vocabulary.terms[hit.terms]
      where term.role == .place || (term.role == .third && lexicon.thirds[Int(term.index)].kind == .state) {
        isPlace = true
      }
    }
    guard isPlace else { return }
    for count in 1..<max(2, limit) where first.lowerBound + count < first.upperBound {
      let index = first.lowerBound + count
      let between = text.bytes[Int(tokens[index - 1].end)..<Int(tokens[index].start)]
      if between.contains(0x3A) || between.contains(0x2D) {
        sentences[0] = index..<first.upperBound
        return
      }
    }
  }

  /// Urdu where most letters are Arabic, of what is kept, so that a page's English comment form makes no Urdu article
  /// English.
  private mutating func settleLanguage() {
    let arabic = letters(Tokeniser.arabicLetters)
    isUrdu = arabic > 0 && arabic > letters(Tokeniser.latinLetters)
  }

  /// A count over the first few thousand bytes of what is kept.
  private func letters(_ count: (Span<UInt8>, Int, Int) -> Int) -> Int {
    var total = 0
    var left = 4000
    let bytes = text.bytes
    for sentence in sentences where left > 0 && !sentence.isEmpty {
      let from = Int(tokens[sentence.lowerBound].start)
      let to = min(Int(tokens[sentence.upperBound - 1].end), from + left)
      left -= to - from
      total += count(bytes.span, from, to)
    }
    return total
  }

  // MARK: What is asked of it

  /// The sentence that has the word; -1 where it was dropped.
  func sentence(of token: Int) -> Int {
    var low = 0
    var high = sentences.count
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low < sentences.count && sentences[low].contains(token) ? low : -1
  }

  /// Whether the word was dropped as boiler-plate or repetition.
  func isDropped(_ token: Int) -> Bool { sentence(of: token) < 0 }

  /// Phrases of the lexicon that begin at or after the word: their first position in `hits`.
  func hits(from token: Int) -> Int {
    var low = 0
    var high = hits.count
    while low < high {
      let middle = (low + high) / 2
      if Int(hits[middle].first) < token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// How many words are kept.
  var keptWords: Int { sentences.reduce(0) { $0 + $1.count } }

  /// Whether the sources' letter at this word is a capital.
  func isCapitalised(_ token: Int) -> Bool {
    let offset = text.sourceOffset(of: Int(tokens[token].start))
    guard offset < text.source.count else { return false }
    return text.source[offset] >= 0x41 && text.source[offset] <= 0x5A
  }

  /// The folded words `range`, joined as they stand.
  func words(_ range: Range<Int>) -> ArraySlice<UInt8> {
    guard let first = range.first, let last = range.last else { return [] }
    return text.bytes[Int(tokens[first].start)..<Int(tokens[last].end)]
  }

  /// Whether the word ends so; `suffix` in folded letters.
  func ends(_ token: Token, _ suffix: String) -> Bool {
    let suffix = suffix.utf8
    var position = Int(token.end) - suffix.count
    guard position >= Int(token.start) else { return false }
    for byte in suffix {
      if text.bytes[position] != byte { return false }
      position += 1
    }
    return true
  }

  /// The words of the source, parted by single plain spaces.
  func source(_ range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last else { return "" }
    let source = text.sourceText(of: Int(tokens[first].start)..<Int(tokens[last].end))
    let parts = source.unicodeScalars.split { $0.properties.isWhitespace }
    return parts.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
  }
}
