internal import News

/// What is discussed: the topics whose words in title and lead come to enough.
///
/// A long text that is built with headings or labelled points ("Climate and health", "• Trade: …") says itself what it
/// is about: there its headings count, else its labels, with the lead. Without them a topic must run through the text.
struct TopicFinder {
  var topics: [Topic] = []
  var notes: [Note] = []

  /// Sum of weights at which a topic stands in title and lead.
  private static let enough = 2
  /// Sentences of a long text without headings that must name a topic.
  private static let enoughSentences = 4
  /// Words from which a text is long.
  private static let longText = 220

  init(_ title: Reading, _ body: Reading, _ lexicon: Lexicon, _ leanings: Leanings) {
    let isLong = body.keptWords > TopicFinder.longText
    var headings = Set<Int>()
    if isLong {
      headings = body.headings()
      if headings.isEmpty { headings = body.labels() }
    }
    var tallies = [Tally](repeating: Tally(), count: Topic.allCases.count)
    var seen = HashesSeen()
    for (number, reading) in title.and(body).enumerated() {
      for (hit, term) in TopicFinder.terms(reading, lexicon) {
        let index = Int(term.index)
        let sentence = reading.sentence(of: Int(hit.first))
        if number == 1 {
          tallies[index].name(hit, in: sentence, asHeading: reading.isHeading(Int(hit.first), headings))
        }
        guard !isLong || number == 0 || sentence < 2 else { continue }
        guard seen.insert(reading.said(hit.range) &+ UInt64(index)) else { continue }
        tallies[index].lead += number == 0 ? 2 * Int(term.weight) : Int(term.weight)
        notes.append(
          Note(rule: Topic.rules[index], reading: number, range: hit.range, weight: Int(term.weight)))
        tallies[index].isNoted = true
      }
    }
    var words: [Note] = []
    for (index, tally) in tallies.enumerated() {
      var stands =
        !isLong
        ? tally.lead >= TopicFinder.enough
        : headings.isEmpty
          ? tally.sentences >= TopicFinder.enoughSentences || tally.lead >= 2 * TopicFinder.enough
          : tally.isHeaded && tally.sentences > 1
      // A long text says more than its lead, which is all that words are asked of.
      if !isLong, let note = leanings.topic(index, stands: stands) {
        stands.toggle()
        words.append(note)
      }
      guard stands else {
        if tally.isNoted { notes.removeAll { $0.rule == Topic.rules[index] } }
        continue
      }
      topics.append(Topic.allCases[index])
      if isLong, let hit = tally.named, !tally.isNoted {
        notes.append(Note(rule: Topic.rules[index], reading: 1, range: hit.range, weight: TopicFinder.enough))
      }
    }
    topics.sort()
    notes += words
  }

  /// What a text says of one topic.
  private struct Tally {
    /// Weights in title and lead.
    var lead = 0
    /// Sentences of the summary that name it.
    var sentences = 0
    private var last = -1
    /// A heading names it.
    var isHeaded = false
    /// The heading, else the first word, by which the summary names it.
    var named: Hit?
    var isNoted = false

    /// A word of the summary, in the text's order.
    mutating func name(_ hit: Hit, in sentence: Int, asHeading isHeading: Bool) {
      if sentence != last { sentences += 1 }
      last = sentence
      if named == nil || isHeading && !isHeaded { named = hit }
      if isHeading { isHeaded = true }
    }
  }

  /// The topic words of a text, the longest at each place, those inside names left out.
  private static func terms(_ reading: Reading, _ lexicon: Lexicon) -> [(Hit, Term)] {
    var found: [(Hit, Term)] = []
    var free = 0
    var names = Names(reading.mentions)
    let hits = reading.hits
    var end = 0
    while end < hits.count {
      let start = end
      let first = hits[start].first
      let roles: Roles
      (end, roles) = hits.span.together(from: start)
      guard !roles.isDisjoint(with: .topic), Int(first) >= free, !reading.isDropped(Int(first)) else { continue }
      let isName = names.cover(Int(first))
      for hit in hits[start..<end].reversed() where !hit.roles.isDisjoint(with: .topic) {
        let before = found.count
        for place in hit.terms {
          let term = lexicon.vocabulary.terms[place]
          if term.role == .topic, term.isSafe || !isName { found.append((hit, term)) }
        }
        guard found.count > before else { continue }
        free = hit.range.upperBound
        break
      }
    }
    return found
  }
}

extension Reading {
  /// Sentences that are headings: a short line of its own, without a stop.
  func headings() -> Set<Int> {
    var found = Set<Int>()
    for (number, range) in sentences.enumerated() {
      guard range.count <= 14, range.upperBound < tokens.count, tokens[range.upperBound].gap == .line,
        tokens[range.lowerBound].gap == .line, !isPoint(range.lowerBound)
      else { continue }
      let between = text.bytes[Int(tokens[range.upperBound - 1].end)..<Int(tokens[range.upperBound].start)]
      if between.contains(where: { $0 == 0x2E || $0 == 0x3A || $0 == 0x3F || $0 == 0x21 }) { continue }
      let capitals = range.count { isCapitalised($0) }
      if capitals * 2 >= range.count { found.insert(number) }
    }
    return found
  }

  /// Sentences that begin with a label: "• Trade: …".
  func labels() -> Set<Int> {
    var found = Set<Int>()
    for (number, range) in sentences.enumerated() where isPoint(range.lowerBound) {
      if range.prefix(8).dropFirst().contains(where: { tokens[$0].gap == .colon }) { found.insert(number) }
    }
    return found
  }

  /// Whether a bullet stands before the word.
  private func isPoint(_ token: Int) -> Bool {
    let from = token > 0 ? Int(tokens[token - 1].end) : 0
    let between = text.bytes[from..<Int(tokens[token].start)]
    return between[(between.lastIndex(of: 0x0A) ?? between.startIndex)...].contains(0x2A)
  }

  /// Whether the word stands in a heading, or before the colon of a label.
  func isHeading(_ token: Int, _ headings: Set<Int>) -> Bool {
    let number = sentence(of: token)
    guard number >= 0, headings.contains(number) else { return false }
    let start = sentences[number].lowerBound
    guard isPoint(start) else { return true }
    return !(start + 1..<max(start + 1, token + 1)).contains { tokens[$0].gap == .colon }
  }
}

extension Topic {
  /// The names of their evidence, in the order of all cases.
  fileprivate static let rules = allCases.map(\.rule)

  private var rule: String {
    switch self {
    case .afghanistan: "topic.afghanistan"
    case .counterterrorism: "topic.counterterrorism"
    case .regionalSecurity: "topic.regional-security"
    case .defence: "topic.defence"
    case .economy: "topic.economy"
    case .energy: "topic.energy"
    case .climate: "topic.climate"
    case .health: "topic.health"
    case .humanRights: "topic.human-rights"
    case .people: "topic.people"
    }
  }
}
