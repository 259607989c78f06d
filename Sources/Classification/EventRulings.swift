internal import News

/// The labelling guide's rulings, applied once the main word is found.
extension EventKind {
  /// "Rubio in Islamabad for talks": a visitor where a verb would stand.
  mutating func presence(_ title: Reading, _ lexicon: Lexicon) {
    let isPurpose =
      range.lowerBound > 0 && reading == 0 && !range.isEmpty
      && title.tokens[range.lowerBound - 1].word == lexicon.words[.to]
    guard route != .verb || weight < 8 || isPurpose, kind != .analysis || route != .shape else { return }
    for (index, mention) in title.mentions.enumerated().dropFirst()
    where mention.role == .place || mention.role == .country {
      let before = title.mentions[index - 1]
      guard before.role == .person || before.role == .office || before.role == .third, before.side != mention.side,
        before.strength >= 3, mention.range.lowerBound - before.range.upperBound == 1,
        title.tokens[before.range.upperBound].word == lexicon.words[.in], mention.side != .third
      else { continue }
      kind = .visit
      route = .verb
      reading = 0
      range = before.range.upperBound..<mention.range.upperBound
      weight = 9
      form = .literal
      verbGroup = "arrive"
      rule = "visit.presence"
      return
    }
  }

  /// "No pact with US in works": what opens with "No" does not happen.
  mutating func negation(_ title: Reading, _ lexicon: Lexicon) {
    guard reading == 0, let first = title.tokens.first, first.word == lexicon.words[.no], form.isEmpty, !range.isEmpty,
      range.lowerBound <= 4
    else { return }
    switch kind {
    case .visit, .meeting, .call, .agreement: stage = .cancelled
    case .cooperation, .aid: kind = .dispute
    case .sanction: kind = .statement
    default: break
    }
  }

  private static let questionWords: WordSet = ["why", "how", "what", "who", "when", "where", "which"]
  private static let columns: WordSet = [
    "opinion", "editorial", "analysis", "comment", "commentary", "column", "explainer", "explained", "podcast", "view",
    "viewpoint", "oped", "edit", "interview", "essay", "backgrounder", "factbox", "timeline", "situationer",
    "footprints",
    "perspective", "insight", "op",
  ]
  private static let reasons: WordSet = ["why", "how"]

  /// An explainer or opinion by the shape of its title.
  static func analysisShape(_ title: Reading, _ event: EventKind) -> Range<Int>? {
    guard let first = title.tokens.first else { return nil }
    // "Where's our deal? Pakistan seeks parity": the news stands behind the question.
    let isAnswered =
      event.route == .verb && event.reading == 0 && title.sentences.count > 1
      && title.sentence(of: event.range.lowerBound) > 0
    if questionWords.contains(first), !isAnswered { return 0..<1 }
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
    }
    if title.text.bytes.last == 0x3F { return 0..<min(1, title.tokens.count) }
    guard event.route != .verb else { return nil }
    return title.cues.first { $0.cue == .analysis }?.range
  }

  /// A question mark between two words of the title.
  private static func asks(_ title: Reading) -> Bool {
    title.tokens.indices.dropFirst().contains { index in
      guard title.tokens[index].gap == .stop else { return false }
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

  mutating func override(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    let lead = body.cues.contains { $0.cue == .phone && $0.sentence <= 1 }
    let inTitle = title.cues.contains { $0.cue == .phone }
    let next = title.mentions.first { $0.range.lowerBound >= range.upperBound && reading == 0 }
    let nextIsPerson =
      (next?.role == .person || next?.role == .office || next?.role == .third)
      && next?.range.lowerBound == range.upperBound
    if kind == .visit, verbGroup == "travel", nextIsPerson, form.contains(.third) || form.contains(.past) {
      kind = .meeting
      rule += "+person"
    }
    if kind == .meeting || (kind == .statement && verbGroup != "appoint"), inTitle || (lead && kind == .meeting) {
      kind = .call
      rule += "+phone"
    }
    if kind == .agreement, nounGroup.isEmpty, lead || inTitle {
      kind = .call
      rule += "+phone"
    }
    if let talks = mutual(title, body, lexicon), !inTitle, !lead {
      kind = talks
      rule += "+talks"
    } else if mutual(title, body, lexicon) != nil {
      kind = .call
      rule += "+phone"
    }
    // "A, B discuss floods" over "A spoke with B": by telephone, where no meeting is told of.
    if kind == .meeting, verbGroup == "meet", reading == 0, title.words(range).starts(with: "discuss".utf8),
      let spoke = body.events.first(where: { $0.isVerb && $0.sentence == 0 && $0.form.contains(.past) }),
      lexicon.verbs[spoke.group].name == "contact",
      !body.events.contains(where: {
        $0.sentence < 2
          && ($0.isVerb ? lexicon.verbs[$0.group].name == "meet" : lexicon.nouns[$0.group].name == "talks")
      })
    {
      kind = .call
      rule += "+spoke"
    }
    let isGroup = next.map { $0.role == .office && title.words($0.range).last == 0x73 } ?? false
    if verbGroup == "contact", !inTitle, !lead, !nextIsPerson || isGroup {
      kind = .meeting
    }
    // "tells Pakistan to", "writes to Biden to press": an appeal.
    if verbGroup == "say", reading == 0,
      title.words(range).starts(with: "tell".utf8) || title.words(range).starts(with: "told".utf8),
      let next, next.range.lowerBound == range.upperBound, next.range.upperBound < title.tokens.count,
      title.tokens[next.range.upperBound].word == lexicon.words[.to]
    {
      kind = .request
      rule = "request.tell"
    }
    letters(title, body, lexicon)
    if kind == .sanction, verbGroup == "cut", nounGroup == "coop", reading == 0,
      title.mentions.first(where: { $0.side != .none && $0.strength >= 2 })?.side == .pk
    {
      // Pakistan does not penalise by ending cooperation: it refuses.
      kind = .dispute
      rule = "dispute.cut"
    }
    if kind == .cooperation, ["cooperate", "lift", "hold", "announce"].contains(verbGroup),
      body.events.contains(where: {
        $0.isVerb && $0.sentence == 0 && lexicon.verbs[$0.group].name == "sign"
          && !$0.form.isDisjoint(with: [.past, .participle, .literal])
          && EventKind.signing.contains(body.tokens[$0.range.lowerBound])
      })
    {
      kind = .agreement
      rule = "agreement.signed"
    }
    relief(title, body)
    saved(title, lexicon)
    threat(title, lexicon)
    raising(title, lexicon)
    counter(title)
    order(title)
  }

  private static let vehicles: WordSet = [
    "planes", "plane", "aircraft", "helicopters", "helicopter", "choppers", "chinooks", "flight", "flights", "convoy",
    "convoys", "consignment", "shipment", "cargo", "trucks", "airlift", "marines",
  ]
  private static let needs: WordSet = [
    "flood", "floods", "quake", "earthquake", "relief", "aid", "tents", "victims", "survivors", "humanitarian",
    "vaccines", "vaccine", "doses", "blankets", "food", "rescue", "supplies",
  ]

  /// "US planes arrive with tents for the flood-hit": what arrives is help.
  mutating func relief(_ title: Reading, _ body: Reading) {
    guard kind == .visit, verbGroup == "arrive" || verbGroup == "travel", reading == 0, !range.isEmpty,
      title.tokens[..<range.lowerBound].contains(where: EventKind.vehicles.contains),
      title.tokens.contains(where: EventKind.needs.contains)
        || (body.sentences.first.map { body.tokens[$0].contains(where: EventKind.needs.contains) } ?? false)
    else { return }
    kind = .aid
    nounGroup = "aid"
    rule = "aid.arrive"
  }

  /// There is a paper, not merely a decision.
  private static let signing: WordSet = ["signed", "inked", "initialled", "initialed", "struck", "agreed"]

  private static let blocking: WordSet = ["against", "block", "blocking", "halt", "stop", "stall", "cut"]

  /// "Shoots down a bid to block the sale": the sale goes on.
  mutating func saved(_ title: Reading, _ lexicon: Lexicon) {
    guard verbGroup == "reject" || verbGroup == "kill", reading == 0, kind == .dispute else { return }
    let rest = range.upperBound..<title.tokens.count
    let blocks = rest.contains { index in
      EventKind.blocking.contains(title.tokens[index])
    }
    guard blocks else { return }
    for event in title.events where !event.isVerb && event.range.lowerBound >= range.upperBound {
      let group = lexicon.nouns[event.group].name
      guard ["sale", "aid", "coop", "suspect"].contains(group) else { continue }
      kind = group == "aid" ? .aid : .cooperation
      nounGroup = group
      verbGroup = "approve"
      rule = "\(kind.rawValue).saved"
      return
    }
  }

  /// "Nawaz, Obama renew vow", "Khan, Trump agree to …": two leaders do together what leaders do when they talk.
  func mutual(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) -> Kind? {
    guard reading == 0, kind == .support || kind == .agreement || kind == .statement || kind == .cooperation,
      !range.isEmpty,
      nounGroup != "deal", nounGroup != "aid"
    else { return nil }
    let before = title.mentions.filter { $0.range.upperBound <= range.lowerBound && $0.strength >= 3 }
    let leaders = before.filter { $0.role == .person || $0.role == .office }
    guard leaders.contains(where: { $0.side == .us }), leaders.contains(where: { $0.side == .pk }) else { return nil }
    let talked =
      body.events.contains { event in
        event.sentence < 2
          && (event.isVerb ? lexicon.verbs[event.group].kind == .meeting : lexicon.nouns[event.group].name == "talks")
      } || body.cues.contains { $0.cue == .phone && $0.sentence < 2 }
    return talked ? .meeting : nil
  }

  /// "warns aid could be cut", "threatens to cut aid": the cut is what it is about, and it is only planned.
  mutating func threat(_ title: Reading, _ lexicon: Lexicon) {
    guard kind == .dispute, reading == 0, !range.isEmpty else { return }
    let word = title.words(range)
    guard word.starts(with: "warn".utf8) || word.starts(with: "threaten".utf8) else { return }
    let found = EventKind.candidates(title, sentences: 0..<title.sentences.count, lexicon)
    guard
      let cut = found.first(where: {
        $0.kind == .sanction && $0.hit.range.lowerBound > range.lowerBound && $0.weight >= 7
      })
    else { return }
    kind = .sanction
    range = cut.hit.range
    stage = .planned
    rule = "sanction.threat"
  }
}
