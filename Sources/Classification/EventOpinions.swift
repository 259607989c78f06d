internal import News

/// Explainers and opinion: by the shape of the title, and by demands that nobody is said to make.
extension EventKind {
  private static let questionWords: WordSet = ["why", "how", "what", "who", "when", "where", "which"]
  private static let columns: WordSet = [
    "opinion", "editorial", "analysis", "comment", "commentary", "column", "explainer", "explained", "podcast", "view",
    "viewpoint", "oped", "edit", "interview", "essay", "backgrounder", "factbox", "timeline", "situationer",
    "footprints",
    "perspective", "insight", "op",
  ]
  private static let reasons: WordSet = ["why", "how"]
  private static let whats: WordSet = ["what"]

  /// An explainer or opinion by the shape of its title.
  static func analysisShape(_ title: Reading, _ event: EventKind) -> Range<Int>? {
    guard let first = title.tokens.first else { return nil }
    // "Where's our deal? Pakistan seeks parity": the news stands behind the question.
    let isAnswered =
      event.route == .verb && event.reading == 0 && title.sentences.count > 1
      && title.sentence(of: event.range.lowerBound) > 0
    if questionWords.contains(first), !isAnswered, !isQuoting(title) { return 0..<1 }
    // "Opinion: …", "Editorial: …"
    if columns.contains(first),
      title.tokens.prefix(4).dropFirst().contains(where: { $0.gap == .colon || $0.gap == .line })
    {
      return 0..<1
    }
    // "Aid as leverage? Seven decades of evidence": a question and no act.
    if event.route != .verb || event.weight < 8, asks(title) { return 0..<1 }
    for (index, token) in title.tokens.enumerated() where index > 0 && (token.gap == .colon || token.gap == .stop) {
      if reasons.contains(token) { return index..<index + 1 }
      // "Drone kills Mehsud: ramifications for …"
      if token.gap == .colon, title.cues.contains(where: { $0.cue == .analysis && $0.range.lowerBound == index }) {
        return index..<index + 1
      }
      // "Pak-US ties: What to read into …"
      if token.gap == .colon, whats.contains(token) { return index..<index + 1 }
    }
    if title.text.bytes.last == 0x3F, !isQuoting(title) { return 0..<min(1, title.tokens.count) }
    if let first = title.tokens.first, openers.contains(first) { return 0..<1 }
    guard event.route != .verb else { return nil }
    if isPair(title, event) { return 0..<min(1, title.tokens.count) }
    if isHeading(title, event) { return 0..<min(1, title.tokens.count) }
    // "The fall of Kabul: Qureshi's call with Blinken": the event stands behind the colon.
    let isBehind = { (cue: CueHit) in
      event.reading == 0 && event.weight >= 6 && event.range.lowerBound > cue.range.lowerBound
        && title.tokens[cue.range.upperBound...max(cue.range.upperBound, event.range.lowerBound)]
          .contains { $0.gap == .colon }
    }
    return title.cues.first { $0.cue == .analysis && !isBehind($0) }?.range
  }

  private static let speech: WordSet = ["say", "said", "says", "tell", "told", "tells", "discuss", "discussed"]

  /// "What did Lu tell Congress?", "What Rubio said on Kashmir": words of somebody named are news.
  private static func isQuoting(_ title: Reading) -> Bool {
    guard let first = title.tokens.first, whats.contains(first) else { return false }
    return title.mentions.contains { mention in
      (mention.role == .person || mention.role == .office || mention.role == .institution) && mention.strength >= 3
        && mention.range.lowerBound <= 3 && mention.range.upperBound < title.tokens.count
        && speech.contains(title.tokens[mention.range.upperBound])
    }
  }

  private static let openers: WordSet = [
    "understanding", "decoding", "rethinking", "revisiting", "reassessing", "inside", "explaining", "assessing",
    "unpacking", "demystifying", "reimagining", "navigating", "reading",
  ]

  private static let articles: WordSet = ["the", "a", "an", "back"]

  /// "Pak-US repair", "The trust deficit": a few words and no verb, no visit, no strike.
  private static func isHeading(_ title: Reading, _ event: EventKind) -> Bool {
    guard title.language == "en", (1...5).contains(title.tokens.count),
      !title.events.contains(where: { $0.isVerb && !$0.form.isDisjoint(with: [.third, .past, .literal, .participle]) }),
      !title.tokens.contains(where: { $0.gap >= .colon }),
      !title.mentions.contains(where: { $0.role == .person || $0.role == .office || $0.role == .institution }),
      title.mentions.contains(where: { $0.role == .compound }) || title.tokens.count == 2 && title.mentions.isEmpty
        || title.tokens.first.map(articles.contains) ?? false
    else { return false }
    return event.reading == 1 || event.range.isEmpty || event.nounGroup == "relations" || title.tokens.count == 2
      || title.mentions.isEmpty && title.tokens.count <= 4
  }

  private static let joining: WordSet = ["and", "ties", "relations", "relationship", "alliance", "partnership"]

  /// "Bush and Musharraf: friends again", "Pakistan and America: a troubled marriage": both sides, and what they are.
  private static func isPair(_ title: Reading, _ event: EventKind) -> Bool {
    guard title.language == "en",
      let colon = title.tokens.indices.dropFirst().first(where: { title.tokens[$0].gap == .colon }),
      title.sentences.count == 1 || title.sentence(of: colon) == 0,
      title.tokens[colon...].dropFirst().allSatisfy({ $0.gap < .colon }),
      event.reading == 1 || event.range.isEmpty || event.weight < 6,
      !title.events.contains(where: {
        $0.isVerb && $0.range.lowerBound >= colon && !$0.form.isDisjoint(with: [.third, .past, .literal])
      })
    else { return false }
    let before = title.mentions.filter { $0.range.upperBound <= colon && $0.side != .none }
    let isBoth =
      before.contains { $0.role == .compound }
      || before.contains { $0.side == .us } && before.contains { $0.side == .pk }
    let covered = before.reduce(0) { $0 + $1.range.count }
    return isBoth && title.tokens[..<colon].filter(joining.contains).count + covered >= colon
      && !title.mentions.contains { $0.range.lowerBound >= colon && $0.range.upperBound == title.tokens.count }
  }

  /// A question mark between two words of the title.
  private static func asks(_ title: Reading) -> Bool {
    title.tokens.indices.dropFirst().contains { index in
      guard title.tokens[index].gap == .stop else { return false }
      // "Who has lost the most? Washington's statement": the answer is somebody's word.
      if title.language == "ur",
        title.events.contains(where: { !$0.isVerb && $0.range.lowerBound >= index }),
        title.mentions.contains(where: { $0.range.lowerBound >= index && $0.side.side != nil })
      {
        return false
      }
      return title.text.bytes[Int(title.tokens[index - 1].end)..<Int(title.tokens[index].start)].contains(0x3F)
    }
  }

  private static let today: WordSet = ["today"]

  /// An explainer's title over a lead that reports a fresh event ("arrived in Pakistan on Tuesday"): the event counts.
  mutating func reportsNews(_ body: Reading, _ lexicon: Lexicon) -> Bool {
    guard let sentence = body.sentences.first else { return false }
    let hasDay = sentence.contains { index in
      DateFinder.weekday(body.tokens[index]) != nil || EventKind.today.contains(body.tokens[index])
    }
    guard hasDay else { return false }
    let found = EventKind.candidates(body, sentences: 0..<1, lexicon)
    guard let first = found.first(where: { $0.hit.isVerb && $0.weight >= 9 && $0.hit.form.contains(.past) }),
      [.visit, .meeting, .call, .agreement, .force].contains(first.kind)
    else { return false }
    take(first, 1, lexicon)
    route = .lead
    return true
  }

  private static let opinions: WordSet = [
    "can't", "cannot", "shouldn't", "should", "must", "needs", "ought", "needn't",
  ]
  private static let quotes: [UInt8] = [0x22, 0x27]

  /// "Washington must rethink Pakistan" over a lead that says so itself: what ought to be, and nobody named who asks for
  /// it, is the writer's own view.
  mutating func opinion(_ title: Reading, _ body: Reading) {
    guard title.language == "en", verbGroup == "modal" && reading == 0 || weight <= 4,
      title.tokens.contains(where: EventKind.opinions.contains),
      !title.tokens.dropFirst().contains(where: { $0.gap >= .comma }),
      !title.text.bytes.contains(where: EventKind.quotes.contains),
      !title.cues.contains(where: { $0.cue == .attribution })
    else { return }
    guard !title.events.contains(where: { $0.isVerb && $0.range.lowerBound < range.lowerBound && $0.form == .third }),
      !body.cues.contains(where: { $0.cue == .attribution && $0.sentence < 2 }), !body.tokens.isEmpty
    else { return }
    kind = .analysis
    route = .shape
    rule = "analysis.opinion"
  }
}
