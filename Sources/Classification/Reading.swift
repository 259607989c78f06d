internal import News

/// An entity of the lexicon in a text, its side settled.
struct Mention: Sendable {
  var role: Role
  /// Into the lexicon's table for the role.
  var index: Int
  /// `.none` where the text does not tell.
  var side: TermSide
  /// Words.
  var range: Range<Int>
  var sentence: Int
  /// 3: a government, its officials, its country by name; 2: an adjective; 1: a city, a party; 0: none.
  var strength: Int
  var weight: Int = 0
  /// Known once both texts are read.
  var standing = Standing.none
  /// The other side inside its name: "US ambassador to Pakistan".
  var nested = TermSide.none
}

/// A verb or noun of the event families in a text.
struct EventHit: Sendable {
  var isVerb: Bool
  var group: Int
  var form: VerbForm
  var range: Range<Int>
  var sentence: Int
}

struct CueHit: Sendable {
  var cue: Cue
  var range: Range<Int>
  var sentence: Int
}

/// A title or a summary, read: cut into words and sentences, with all that the lexicon knows in it.
///
/// An object, not a value: it is handed from question to question and never copied. One judgement makes it, settles it
/// and drops it; it never leaves the thread.
final class Reading {
  let isTitle: Bool
  let text: FoldedText
  let tokens: [Token]
  /// `en` or `ur`.
  private(set) var language = "en"
  /// Words `first..<end` of each sentence, those dropped left out.
  var sentences: [Range<Int>] = []
  /// Entities in the text's order, none inside another.
  var mentions: [Mention] = []
  /// Words in the name of a person, office or institution: they name no event and no topic.
  var covered: [Bool]
  var events: [EventHit] = []
  var cues: [CueHit] = []
  /// What could decide the kind, by the sentences that were asked about.
  var candidates: [(sentences: Range<Int>, found: [EventKind.Candidate])] = []
  let hits: [Hit]
  /// Sentences that say what another one said: the search engines' filler.
  var repeats = 0
  /// Words dropped as boiler-plate or repetition.
  var dropped: [Bool]

  init(_ source: String, isTitle: Bool, lexicon: Lexicon) {
    self.isTitle = isTitle
    text = FoldedText(source)
    tokens = Tokeniser.tokens(of: text.bytes, lexicon.vocabulary)
    hits = lexicon.vocabulary.hits(in: tokens)
    covered = [Bool](repeating: false, count: tokens.count)
    dropped = covered
    cutSentences(lexicon)
    settleLanguage()
    findMentions(lexicon)
    findEvents(lexicon)
  }

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

  /// Events that begin at the word.
  func events(at token: Int) -> ArraySlice<EventHit> {
    var low = 0
    var high = events.count
    while low < high {
      let middle = (low + high) / 2
      if events[middle].range.lowerBound < token { low = middle + 1 } else { high = middle }
    }
    return events[low...].prefix { $0.range.lowerBound == token }
  }

  /// Cues that begin at the word.
  func cues(at token: Int) -> ArraySlice<CueHit> {
    var low = 0
    var high = cues.count
    while low < high {
      let middle = (low + high) / 2
      if cues[middle].range.lowerBound < token { low = middle + 1 } else { high = middle }
    }
    return cues[low...].prefix { $0.range.lowerBound == token }
  }

  /// `ur` where most letters are Arabic, else `en`: of what is kept, so that a page's English comment form makes no
  /// Urdu article English.
  private func settleLanguage() {
    var arabic = 0
    var latin = 0
    var left = 4000
    let bytes = text.bytes
    for sentence in sentences where left > 0 && !sentence.isEmpty {
      let from = Int(tokens[sentence.lowerBound].start)
      let to = min(Int(tokens[sentence.upperBound - 1].end), from + left)
      left -= to - from
      let (ofOne, ofOther) = Tokeniser.letters(bytes.span, from, to)
      latin += ofOne
      arabic += ofOther
    }
    language = arabic > latin ? "ur" : "en"
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

  /// The words of the source, parted by plain spaces.
  func source(_ range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last else { return "" }
    let source = text.sourceText(of: Int(tokens[first].start)..<Int(tokens[last].end))
    return String(String.UnicodeScalarView(source.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }))
  }

  // MARK: Sentences

  /// Cuts sentences, drops boiler-plate, datelines and what has been said before.
  private func cutSentences(_ lexicon: Lexicon) {
    var end = tokens.count
    var dropSentences: [Int] = []
    for hit in hits where !hit.roles.isDisjoint(with: .boilerplate) {
      for term in lexicon.vocabulary.terms[hit.terms] where term.role == .boilerplate {
        if term.index == 0 { end = min(end, Int(hit.first)) } else { dropSentences.append(Int(hit.first)) }
      }
    }
    if isTitle { end = tokens.count }
    for index in end..<tokens.count { dropped[index] = true }
    var start = 0
    var seen = Set<UInt64>()
    for index in 0...end {
      guard index == end || (index > start && tokens[index].gap >= .stop) else { continue }
      let range = start..<index
      start = index
      guard !range.isEmpty else { continue }
      let isRepeat = !isTitle && !seen.insert(said(range)).inserted
      // A short one ("He agreed.") may well come twice: it is dropped, and is no mark of filler.
      if isRepeat, range.count > 3 { repeats += 1 }
      if isRepeat || (!isTitle && dropSentences.contains(where: range.contains)) {
        for word in range { dropped[word] = true }
      } else {
        sentences.append(range)
      }
    }
    if !isTitle { dropDateline(lexicon) }
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
  private func dropDateline(_ lexicon: Lexicon) {
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
        for word in first.lowerBound..<index { dropped[word] = true }
        sentences[0] = index..<first.upperBound
        return
      }
    }
  }

  // MARK: Events

  private func findEvents(_ lexicon: Lexicon) {
    // A word counts in the longest phrase that begins before or at it: once as a verb, once as a noun.
    var busyVerb = -1
    var busyNoun = -1
    var events: [EventHit] = []
    var cues: [CueHit] = []
    let terms = lexicon.vocabulary.terms
    let meanings = terms.span
    let cases = Cue.all
    let allCues = cases.span
    let all = hits
    let hits = all.span
    var index = 0
    while index < hits.count {
      // The longest hit at this word that has an event or a cue; all that it means counts.
      let first = hits[index].first
      var last = index
      var roles = Roles()
      while last < hits.count, hits[last].first == first {
        roles.formUnion(hits[last].roles)
        last += 1
      }
      defer { index = last }
      let start = Int(first)
      guard !roles.isDisjoint(with: .events), !covered[start], !dropped[start] else { continue }
      let sentence = self.sentence(of: start)
      guard sentence >= 0 else { continue }
      var eventTaken = false
      var nounTaken = false
      for position in stride(from: last - 1, through: index, by: -1) {
        let hit = hits[position]
        guard !hit.roles.isDisjoint(with: .events) else { continue }
        var found = false
        var foundNoun = false
        for meaning in hit.terms {
          let term = meanings[meaning]
          switch term.role {
          case .verb, .noun:
            if term.role == .verb ? eventTaken || start < busyVerb : nounTaken || start < busyNoun { continue }
            if term.role == .verb {
              busyVerb = max(busyVerb, hit.range.upperBound)
            } else {
              busyNoun = max(busyNoun, hit.range.upperBound)
              foundNoun = true
            }
            events.append(
              EventHit(
                isVerb: term.role == .verb, group: Int(term.index), form: term.form, range: hit.range,
                sentence: sentence))
            found = true
          case .cue:
            // A word of a longer event is no cue: "reaches out" does not reach.
            if eventTaken || isMonth(start) { continue }
            let cue = allCues[Int(term.index)]
            if cues.suffix(12).contains(where: { $0.cue == cue && $0.range.contains(start) }) { continue }
            cues.append(CueHit(cue: cue, range: hit.range, sentence: sentence))
          default: break
          }
        }
        if found { eventTaken = true }
        if foundNoun { nounTaken = true }
      }
    }
    self.events = events
    self.cues = cues
  }

  private static let may: WordSet = ["may"]
  private static let inside: WordSet = ["in"]

  /// "May 12" is no "may".
  private func isMonth(_ token: Int) -> Bool {
    guard Reading.may.contains(tokens[token]), isCapitalised(token) else { return false }
    let next = token + 1 < tokens.count && tokens[token + 1].isNumber
    let before = token > 0 && tokens[token - 1].isNumber
    return next || before || (token > 0 && Reading.inside.contains(tokens[token - 1]))
  }

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
}
