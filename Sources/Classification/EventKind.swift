internal import News

/// What happened: the kind of event, from the title's main verb, else its nouns, else the lead's main verb.
struct EventKind {
  /// Where the decision came from; an honest measure of how sure it is.
  enum Route: String {
    case verb, noun, speech, lead, shape, none
  }

  var kind = Kind.statement
  var route = Route.none
  /// The deciding words, and in which reading they stand (0 title, 1 summary).
  var reading = 0
  var range: Range<Int> = 0..<0
  var rule = ""
  var weight = 0
  /// The form of the deciding verb; empty for a noun.
  var form: VerbForm = []
  /// A stage that the combination of verb and object fixes.
  var stage: Stage?
  var verbGroup = ""
  var nounGroup = ""

  struct Candidate {
    var kind: Kind
    var weight: Int
    var hit: EventHit
    var stage: Stage?
    var noun: String
  }

  init(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    let inTitle = EventKind.candidates(title, sentences: 0..<title.sentences.count, lexicon)
    if let best = EventKind.best(inTitle, title, lexicon) {
      take(best, 0, lexicon)
    }
    if weight < 5 {
      // The title has no verb that says what happened: the lead's main verb does.
      for sentence in 0..<min(2, body.sentences.count) {
        let found = EventKind.candidates(body, sentences: sentence..<sentence + 1, lexicon)
        // Its first clear verb, not its heaviest word.
        let first = body.language == "en" ? found.first { $0.hit.isVerb && $0.weight >= 8 } : nil
        guard let best = first ?? EventKind.best(found, body, lexicon), best.weight > max(weight, 4) else { continue }
        let speech = weight > 0
        take(best, 1, lexicon)
        route = speech ? .speech : .lead
        break
      }
    }
    if let shape = EventKind.analysisShape(title, self), !reportsNews(body, lexicon) {
      kind = .analysis
      route = .shape
      reading = 0
      range = shape
      rule = "analysis"
      weight = 10
    }
    presence(title, lexicon)
    negation(title, lexicon)
    override(title, body, lexicon)
  }

  /// "Rubio in Islamabad for talks": a visitor where a verb would stand.
  private mutating func presence(_ title: Reading, _ lexicon: Lexicon) {
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
  private mutating func negation(_ title: Reading, _ lexicon: Lexicon) {
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

  private mutating func take(_ best: Candidate, _ number: Int, _ lexicon: Lexicon) {
    kind = best.kind
    reading = number
    range = best.hit.range
    weight = best.weight
    form = best.hit.isVerb ? best.hit.form : []
    stage = best.stage
    let group = best.hit.isVerb ? lexicon.verbs[best.hit.group] : lexicon.nouns[best.hit.group]
    verbGroup = best.hit.isVerb ? group.name : ""
    nounGroup = best.hit.isVerb ? best.noun : group.name
    rule = "\(best.kind.rawValue).\(group.name)"
    route = best.weight <= 4 ? .speech : best.hit.isVerb ? .verb : .noun
  }

  // MARK: Candidates

  static func candidates(_ reading: Reading, sentences: Range<Int>, _ lexicon: Lexicon) -> [Candidate] {
    var found: [Candidate] = []
    let events = reading.events.filter { sentences.contains($0.sentence) }
    for (index, event) in events.enumerated() {
      var weight: Int
      var kind: Kind?
      var stage: Stage?
      var noun = ""
      if event.isVerb {
        guard isVerbHere(event, events, reading, lexicon) else { continue }
        let group = lexicon.verbs[event.group]
        weight = group.weight
        kind = group.kind
        if let (outcome, name) = combination(index, event, events, reading, lexicon) {
          // The object settles what a light verb does.
          if group.kind == nil { weight = group.name == "light" ? 6 : 10 }
          kind = outcome.kind ?? (outcome.stage == nil ? kind : nil) ?? name.kind
          stage = outcome.stage
          noun = name.name
        } else if kind == nil {
          (kind, weight) = alone(group, event, reading, lexicon)
        }
      } else {
        let group = lexicon.nouns[event.group]
        weight = group.weight
        kind = group.kind
        noun = group.name
        // "Pak-US ties" names the subject; "ties" anywhere else is a word like others.
        if group.name == "relations",
          !reading.mentions.contains(where: { $0.role == .compound && $0.range.upperBound == event.range.lowerBound })
        {
          weight = 4
        }
      }
      guard let kind else { continue }
      weight -= penalty(event, reading, lexicon)
      if event.isVerb, !found.isEmpty {
        // A purpose ("meets X to urge Y") and an addition ("visits, urging") stand behind the main verb.
        if event.form == .gerund { weight -= 4 }
        let start = event.range.lowerBound
        if event.form.contains(.base), start > 0, reading.tokens[start - 1].word == lexicon.words[.to] { weight -= 2 }
      }
      found.append(Candidate(kind: kind, weight: weight, hit: event, stage: stage, noun: noun))
    }
    return found
  }

  static func best(_ candidates: [Candidate], _ reading: Reading, _ lexicon: Lexicon) -> Candidate? {
    // In Urdu the verb stands last; a part after a comma adds to what the first part says.
    let urdu = reading.language == "ur"
    var best: Candidate?
    for candidate in candidates {
      guard let current = best else {
        best = candidate
        continue
      }
      let later = candidate.hit.range.lowerBound
      let isLast =
        urdu && candidate.weight == current.weight
        && !reading.tokens[current.hit.range.upperBound..<max(current.hit.range.upperBound, later + 1)]
          .contains { $0.gap >= .comma }
      if candidate.weight > current.weight || isLast { best = candidate }
    }
    return best
  }

  /// Whether a word that could be a noun is a verb in this place: "US sanctions firms", not "US sanctions bite".
  private static func isVerbHere(
    _ event: EventHit, _ events: [EventHit], _ reading: Reading, _ lexicon: Lexicon
  ) -> Bool {
    if event.form.contains(.literal) || reading.language == "ur" { return true }
    let start = event.range.lowerBound
    if start == 0, event.form.contains(.base), reading.isTitle { return false }
    if isHyphened(start, reading) { return false }
    let before = start > 0 ? reading.tokens[start - 1].word : -9
    let group = lexicon.verbs[event.group].name
    if group == "wish", !event.form.isDisjoint(with: [.past, .participle]) { return false }
    if group == "call", !callsSomebody(event, reading) { return false }
    let auxiliary = [
      SmallWord.to, SmallWord.will, SmallWord.would, SmallWord.may, SmallWord.might, SmallWord.could, SmallWord.should,
      SmallWord.must, SmallWord.can, SmallWord.not, SmallWord.shall,
    ]
    .contains { lexicon.words[$0] == before }
    if auxiliary { return true }
    let isNoun = events.contains { !$0.isVerb && $0.range.lowerBound == start }
    if event.form == .gerund {
      // "the departing ambassador"
      if group == "depart" { return false }
      // "a meeting", "the bombing": a noun, unless an object follows.
      if isNoun { return start > 0 && reading.tokens[start].gap == .comma }
      return start > 0
    }
    if event.form.contains(.past) || event.form.contains(.participle) {
      // "suspected US strike", "planned visit": an adjective at the head.
      return start > 0 && !event.form.contains(.base) || start > 0 && !isNoun
    }
    if event.form == .base, !isPlural(before: start, reading), !pluralSubject(start, reading) { return false }
    guard isNoun else { return true }
    let article = [
      SmallWord.the, SmallWord.a, SmallWord.an, SmallWord.its, SmallWord.his, SmallWord.her, SmallWord.their,
      SmallWord.of, SmallWord.for, SmallWord.on, SmallWord.in, SmallWord.new, SmallWord.this,
    ]
    .contains { lexicon.words[$0] == before }
    if article || start == 0 { return false }
    // After a subject, and no other verb in the sentence that is one for sure.
    let afterSubject = reading.mentions.contains {
      $0.range.upperBound == start && $0.role != .adjective && $0.role != .compound
    }
    if event.form == .base { return !afterSubject || pluralSubject(start, reading) }
    // "visits Pakistan", "sanctions four firms": an object follows.
    let end = event.range.upperBound
    if afterSubject, end < reading.tokens.count {
      let next = reading.tokens[end]
      if next.isNumber || reading.mentions.contains(where: { $0.range.lowerBound == end && $0.strength > 0 }) {
        return true
      }
    }
    return afterSubject
      && !events.contains { other in
        other.isVerb && other.range.lowerBound > start && !other.form.isDisjoint(with: [.third])
          && lexicon.verbs[other.group].weight >= 6
          && !events.contains { !$0.isVerb && $0.range.lowerBound == other.range.lowerBound }
      }
  }

  /// "calls Sharif", "calls India and Pakistan"; not "so-called", "called dangerous".
  private static func callsSomebody(_ event: EventHit, _ reading: Reading) -> Bool {
    guard event.form == .third || event.form == .base || event.form.contains(.past) else { return false }
    return reading.mentions.contains { mention in
      mention.range.lowerBound == event.range.upperBound
        && [.person, .office, .country, .third, .adjective].contains(mention.role)
    }
  }

  /// "Trump-backed", "US-led": the second half of an adjective.
  private static func isHyphened(_ token: Int, _ reading: Reading) -> Bool {
    let offset = reading.text.sourceOffset(of: Int(reading.tokens[token].start))
    return offset > 0 && reading.text.source[offset - 1] == 0x2D
  }

  /// "Lawmakers urge", "officials jointly urge".
  private static func isPlural(before start: Int, _ reading: Reading) -> Bool {
    var index = start - 1
    while index >= 0, start - index <= 3 {
      let word = reading.text.bytes[reading.tokens[index].range]
      if word.count > 3,
        word.suffix(2).elementsEqual("ly".utf8) || word.elementsEqual("also".utf8) || word.elementsEqual("again".utf8)
      {
        index -= 1
        continue
      }
      return ["they", "we", "who", "people", "police", "not", "dont", "congressmen"].contains {
        word.elementsEqual($0.utf8)
      }
        || (word.last == 0x73 && word.count > 2)
    }
    return false
  }

  /// "Obama, Sharif discuss", "US and Pakistan sign".
  private static func pluralSubject(_ start: Int, _ reading: Reading) -> Bool {
    let subjects = reading.mentions.filter { $0.range.upperBound <= start && $0.strength > 0 }
    guard let last = subjects.last, last.range.upperBound == start else { return false }
    return subjects.count >= 2 || last.role == .compound
  }

  // MARK: Objects

  /// What the verb does to the first noun after it (in the passive: before it) with which the lexicon combines it.
  private static func combination(
    _ index: Int, _ event: EventHit, _ events: [EventHit], _ reading: Reading, _ lexicon: Lexicon
  ) -> (Outcome, EventGroup)? {
    let after = events.filter {
      !$0.isVerb && $0.sentence == event.sentence && $0.range.lowerBound >= event.range.upperBound
    }
    let group = lexicon.verbs[event.group].name
    var number = event.group
    if group == "sign", after.contains(where: { lexicon.nouns[$0.group].name == "bill" }),
      let approve = lexicon.verbs.firstIndex(where: { $0.name == "approve" })
    {
      number = approve
    }
    if let aid = money(event, reading, lexicon), let outcome = lexicon.combinations[number << 16 | aid] {
      return (outcome, lexicon.nouns[aid])
    }
    for noun in after where group != "arrive" && group != "travel" {
      if isBreak(event.range.upperBound, noun.range.lowerBound, reading) { break }
      if let outcome = lexicon.combinations[event.group << 16 | noun.group] {
        return (outcome, lexicon.nouns[noun.group])
      }
    }
    guard
      event.form.contains(.participle) || event.form.contains(.past) || reading.language == "ur"
        || event.form.contains(.literal) || group == "arrive" || group == "travel"
    else { return nil }
    let before = events.filter {
      !$0.isVerb && $0.sentence == event.sentence && $0.range.upperBound <= event.range.lowerBound
    }
    for noun in before.reversed() {
      if let outcome = lexicon.combinations[event.group << 16 | noun.group] {
        return (outcome, lexicon.nouns[noun.group])
      }
    }
    return nil
  }

  /// "$300m" right after the verb: money is aid.
  private static func money(_ event: EventHit, _ reading: Reading, _ lexicon: Lexicon) -> Int? {
    for index in event.range.upperBound..<min(event.range.upperBound + 3, reading.tokens.count) {
      let start = Int(reading.tokens[index].start)
      if start > 0, reading.text.bytes[start - 1] == 0x24 { return lexicon.nouns.firstIndex { $0.name == "aid" } }
    }
    return nil
  }

  /// Whether a clause ends between two words.
  static func isBreak(_ from: Int, _ to: Int, _ reading: Reading) -> Bool {
    guard from < to else { return false }
    for cue in reading.cues where cue.cue == .background && cue.range.lowerBound >= from && cue.range.lowerBound < to {
      let word = reading.words(cue.range)
      if word.count > 3 || word.elementsEqual("as".utf8) { return true }
    }
    return reading.tokens[from..<to].contains { $0.gap == .colon || $0.gap == .stop || $0.gap == .line }
  }

  /// A verb that needs an object and has none that the lexicon knows.
  private static func alone(
    _ group: EventGroup, _ event: EventHit, _ reading: Reading, _ lexicon: Lexicon
  ) -> (Kind, Int) {
    switch group.name {
    case "cut": return (.sanction, 4)
    case "lift": return (.cooperation, 4)
    case "approve": return (.cooperation, 4)
    case "give", "promise": return (.aid, 4)
    case "call_on":
      let rest = reading.tokens[event.range.upperBound...]
      let asks = rest.contains { $0.word == lexicon.words[.to] || $0.word == lexicon.words[.for] }
      return asks ? (.request, 10) : (.meeting, 10)
    default: return (.statement, 3)
    }
  }

  // MARK: Background

  /// What stands behind "after", "amid", "over" is not what the title is about.
  static func penalty(_ event: EventHit, _ reading: Reading, _ lexicon: Lexicon) -> Int {
    guard reading.language == "en" else { return 0 }
    if event.isVerb, reading.isTitle, isTail(event, reading) { return 6 }
    if event.sentence == 0, reading.isTitle, isReadout(reading) {
      return event.isVerb ? 4 : lexicon.nouns[event.group].name == "remark" ? 0 : -3
    }
    if isOpening(event, reading) { return 5 }
    let sentence = reading.sentences[event.sentence]
    for cue in reading.cues where cue.cue == .background && cue.sentence == event.sentence {
      guard cue.range.upperBound <= event.range.lowerBound else { continue }
      let between = reading.tokens[cue.range.upperBound..<event.range.lowerBound]
      if cue.range.lowerBound == sentence.lowerBound {
        // An opening adjunct ends at its comma.
        if !between.contains(where: { $0.gap == .comma }) && reading.tokens[event.range.lowerBound].gap != .comma {
          return 5
        }
      } else if !between.contains(where: { $0.gap == .comma || $0.gap == .colon }),
        reading.tokens[event.range.lowerBound].gap != .comma
      {
        return 5
      }
    }
    return 0
  }

  /// ", FO confirms", ", White House insists": who says it, at the title's end.
  private static func isTail(_ event: EventHit, _ reading: Reading) -> Bool {
    guard event.range.upperBound >= reading.tokens.count - 1, event.range.lowerBound > 1 else { return false }
    guard event.form.contains(.third) || event.form.contains(.past) || event.form.contains(.base) else { return false }
    var start = event.range.lowerBound
    while start > 0, reading.tokens[start].gap < .comma { start -= 1 }
    guard start > 0, event.range.lowerBound - start <= 5 else { return false }
    return reading.mentions.contains { $0.range.lowerBound >= start && $0.range.upperBound <= event.range.lowerBound }
      || event.range.lowerBound - start <= 2
  }

  private static let readouts = ["statement", "remarks", "readout", "joint", "press", "fact", "transcript"]

  /// "Readout of …'s call with …", "Remarks following a meeting with …": a government's own paper, named by its occasion.
  private static func isReadout(_ reading: Reading) -> Bool {
    guard let first = reading.tokens.first else { return false }
    let word = reading.text.bytes[first.range]
    guard readouts.contains(where: { word.elementsEqual($0.utf8) }), reading.tokens.count > 2 else { return false }
    return reading.tokens.dropFirst().prefix(3).contains { token in
      ["by", "on", "of", "following", "after", "statement", "from", "with", "sheet"].contains {
        reading.text.bytes[token.range].elementsEqual($0.utf8)
      }
    }
  }

  /// "Reversing a freeze, Biden clears …": what stands before the comma is not the main clause.
  private static func isOpening(_ event: EventHit, _ reading: Reading) -> Bool {
    guard reading.isTitle, let first = reading.tokens.first, event.sentence == 0 else { return false }
    let word = reading.text.bytes[first.range]
    let isGerund = word.count > 5 && word.suffix(3).elementsEqual("ing".utf8)
    guard
      isGerund
        || ["in", "on", "at", "with", "during", "under", "from", "to"].contains(where: { word.elementsEqual($0.utf8) })
    else { return false }
    guard let comma = reading.tokens.dropFirst().firstIndex(where: { $0.gap == .comma }) else { return false }
    return event.range.upperBound <= comma
  }

  // MARK: Shapes and overrides

  private static let questionWords = [
    "why", "how", "what", "who", "when", "where", "which",
  ]

  /// An explainer or opinion by the shape of its title.
  private static func analysisShape(_ title: Reading, _ event: EventKind) -> Range<Int>? {
    guard let first = title.tokens.first else { return nil }
    let opener = title.text.bytes[first.range]
    if questionWords.contains(where: { opener.elementsEqual($0.utf8) }) { return 0..<1 }
    for (index, token) in title.tokens.enumerated() where index > 0 && (token.gap == .colon || token.gap == .stop) {
      let word = title.text.bytes[token.range]
      if ["why", "how"].contains(where: { word.elementsEqual($0.utf8) }) { return index..<index + 1 }
    }
    if title.text.bytes.last == 0x3F { return 0..<min(1, title.tokens.count) }
    guard event.route != .verb else { return nil }
    return title.cues.first { $0.cue == .analysis }?.range
  }

  /// An explainer's title over a lead that reports a fresh event ("arrived in Pakistan on Tuesday"): the event counts.
  private mutating func reportsNews(_ body: Reading, _ lexicon: Lexicon) -> Bool {
    guard let sentence = body.sentences.first else { return false }
    let hasDay = sentence.contains { index in
      let word = body.text.bytes[body.tokens[index].range]
      return DateFinder.weekday(word) != nil || word.elementsEqual("today".utf8)
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

  private mutating func override(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
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
    if verbGroup == "contact", !inTitle, !lead, !nextIsPerson {
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
    if kind == .cooperation, ["cooperate", "lift", "hold", "announce"].contains(verbGroup),
      body.events.contains(where: {
        $0.isVerb && $0.sentence == 0 && lexicon.verbs[$0.group].name == "sign"
          && !$0.form.isDisjoint(with: [.past, .participle])
      })
    {
      kind = .agreement
      rule = "agreement.signed"
    }
    saved(title, lexicon)
    threat(title, lexicon)
  }

  /// "Shoots down a bid to block the sale": the sale goes on.
  private mutating func saved(_ title: Reading, _ lexicon: Lexicon) {
    guard verbGroup == "reject", reading == 0, kind == .dispute else { return }
    let rest = range.upperBound..<title.tokens.count
    let blocks = rest.contains { index in
      let word = title.text.bytes[title.tokens[index].range]
      return ["against", "block", "blocking", "halt", "stop", "stall", "cut"].contains { word.elementsEqual($0.utf8) }
    }
    guard blocks else { return }
    for event in title.events where !event.isVerb && event.range.lowerBound >= range.upperBound {
      let group = lexicon.nouns[event.group].name
      guard group == "sale" || group == "aid" else { continue }
      kind = group == "sale" ? .cooperation : .aid
      nounGroup = group
      verbGroup = "approve"
      rule = "\(kind.rawValue).saved"
      return
    }
  }

  /// Letters of members of Congress are requests.
  private mutating func letters(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    guard verbGroup == "contact" || nounGroup == "phonecall", kind == .call || kind == .meeting else { return }
    func isLegislative(_ mention: Mention) -> Bool {
      switch mention.role {
      case .institution: lexicon.institutions[mention.index].kind == .legislature
      case .office:
        lexicon.offices[mention.index].id.contains("congress") || lexicon.offices[mention.index].id.contains("senator")
      default: false
      }
    }
    let words = [
      "lawmakers", "congressmen", "senators", "congressional", "lawmaker", "senator", "congressman", "legislators",
      "congresswoman",
    ]
    let named =
      title.mentions.contains { $0.side == .us && isLegislative($0) }
      || title.tokens.contains { token in words.contains { title.text.bytes[token.range].elementsEqual($0.utf8) } }
    let writes = (title.tokens + []).contains { token in
      ["letter", "letters", "write", "writes", "wrote"].contains {
        title.text.bytes[token.range].elementsEqual($0.utf8)
      }
    }
    if named, writes {
      kind = .request
      rule = "request.letter"
    }
  }

  /// "Nawaz, Obama renew vow", "Khan, Trump agree to …": two leaders do together what leaders do when they talk.
  private func mutual(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) -> Kind? {
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
  private mutating func threat(_ title: Reading, _ lexicon: Lexicon) {
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
