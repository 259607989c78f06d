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

  init(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    let isLong = body.sentences.reduce(0) { $0 + $1.count } > TopicFinder.longText
    var headings = Set<Int>()
    if isLong {
      headings = body.headings()
      if headings.isEmpty { headings = body.labels() }
    }
    var lead = [Int](repeating: 0, count: Topic.allCases.count)
    var sentences = [Set<Int>](repeating: [], count: Topic.allCases.count)
    var headed = Set<Int>()
    // The heading, else the first word, by which the text names a topic.
    var named = [Hit?](repeating: nil, count: Topic.allCases.count)
    var seen = Set<UInt64>()
    for (number, reading) in [title, body].enumerated() {
      for (hit, term) in TopicFinder.terms(reading, lexicon) {
        let index = Int(term.index)
        let sentence = reading.sentence(of: Int(hit.first))
        if number == 1 {
          sentences[index].insert(sentence)
          if reading.isHeading(Int(hit.first), headings) {
            if headed.insert(index).inserted { named[index] = hit }
          } else if named[index] == nil {
            named[index] = hit
          }
        }
        guard !isLong || number == 0 || sentence < 2 else { continue }
        guard seen.insert(reading.said(hit.range) &+ UInt64(index)).inserted else { continue }
        lead[index] += number == 0 ? 2 * Int(term.weight) : Int(term.weight)
        notes.append(
          Note(
            rule: Topic.allCases[index].rule, reading: number, range: hit.range, weight: Int(term.weight)
          ))
      }
    }
    for (index, topic) in Topic.allCases.enumerated() {
      let stands =
        !isLong
        ? lead[index] >= TopicFinder.enough
        : headings.isEmpty
          ? sentences[index].count >= TopicFinder.enoughSentences || lead[index] >= 2 * TopicFinder.enough
          : headed.contains(index) && sentences[index].count > 1
      guard stands else { continue }
      topics.append(topic)
      if let hit = named[index], !notes.contains(where: { $0.rule == topic.rule }) {
        notes.append(Note(rule: topic.rule, reading: 1, range: hit.range, weight: TopicFinder.enough))
      }
    }
    topics.sort()
    notes = notes.filter { note in topics.contains { $0.rule == note.rule } }
  }

  /// The topic words of a text, the longest at each place, those inside names left out.
  private static func terms(_ reading: Reading, _ lexicon: Lexicon) -> [(Hit, Term)] {
    var found: [(Hit, Term)] = []
    var free = 0
    var index = 0
    while index < reading.hits.count {
      let first = reading.hits[index].first
      var last = index
      while last < reading.hits.count, reading.hits[last].first == first { last += 1 }
      defer { index = last }
      let start = Int(first)
      guard start >= free, !reading.dropped[start] else { continue }
      for hit in reading.hits[index..<last].reversed() {
        guard !hit.roles.isDisjoint(with: .topic) else { continue }
        let terms = lexicon.vocabulary.terms[hit.terms]
          .filter { $0.role == .topic && ($0.isSafe || !reading.covered[start]) }
        guard !terms.isEmpty else { continue }
        for term in terms { found.append((hit, term)) }
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
  /// The name of its evidence.
  fileprivate var rule: String {
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
