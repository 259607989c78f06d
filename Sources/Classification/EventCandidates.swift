internal import News

/// What could decide the kind: the verbs and nouns of a text, each with its weight, verbs told from nouns.
extension EventKind {
  static func candidates(_ reading: Reading, sentences: Range<Int>, _ lexicon: Lexicon) -> [Candidate] {
    var found: [Candidate] = []
    let events = reading.events.filter { sentences.contains($0.sentence) }
    for (index, event) in events.enumerated() {
      var weight: Int
      var kind: Kind?
      var stage: Stage?
      var noun: GroupName = ""
      if event.isVerb {
        guard isVerbHere(event, events, reading, lexicon) else { continue }
        let group = lexicon.verbs[event.group]
        // "decide to relaunch": an agreement only where both decide; else what they decide is what counts.
        // "Adds seven firms to export control list": a listing is what a list is for.
        if let noun = listed(event, events, reading, lexicon) {
          found.append(
            Candidate(
              kind: .sanction, weight: 10 - penalty(event, reading, lexicon, isFirstVerb: found.isEmpty), hit: event,
              stage: nil, noun: noun))
          continue
        }
        // "Seeks to expand": what is sought is what counts.
        if event.range.count == 1, seekingTo(event, events, reading, lexicon) { continue }
        // "…, the State Department conveyed": said.
        if group.name == "mediate", event.form.contains(.past), isBare(event, reading) { continue }
        if isSending(event, reading) {
          found.append(
            Candidate(
              kind: .visit, weight: 10, hit: event, stage: event.form.contains(.gerund) ? .confirmed : nil, noun: ""))
          continue
        }
        if group.name == "decide", !bothBefore(event, reading) { continue }
        // "votes to cut aid": how the act is decided.
        if group.name == "approve", votes(event, events, reading, lexicon) { continue }
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
        // "Calls it a proxy", "calls for restraint": no telephone.
        if group.name == "phonecall", event.range.upperBound < reading.tokens.count,
          EventKind.notCalls.contains(reading.tokens[event.range.upperBound]),
          EventKind.calling.contains(reading.tokens[event.range.lowerBound])
        {
          continue
        }
        weight = group.weight
        kind = group.kind
        noun = group.name
        // "Pak-US ties" names the subject; "ties" anywhere else is a word like others.
        if group.name == "relations",
          !reading.mentions.contains(where: { mention in
            mention.role == .compound
              && (mention.range.upperBound == event.range.lowerBound
                || (1...2).contains(mention.range.lowerBound - event.range.upperBound))
          })
        {
          weight = 4
        }
      }
      guard var kind else { continue }
      if event.isVerb { kind = negated(event, kind, reading) }
      if !event.isVerb, isModifier(event, events, reading) { weight -= 3 }
      let isFirstVerb =
        event.isVerb && !event.form.isDisjoint(with: [.past, .participle, .third])
        && !found.contains { $0.hit.isVerb && $0.weight > 4 }
      weight -= penalty(event, reading, lexicon, isFirstVerb: isFirstVerb)
      if event.isVerb, !reading.isTitle, isEarlier(event, reading) { weight -= 5 }
      if event.isVerb, !found.isEmpty {
        // A purpose ("meets X to urge Y") and an addition ("visits, urging") stand behind the main verb.
        let start = event.range.lowerBound
        // "keeps blocking" is blocking.
        let isKept = start > 0 && EventKind.keeping.contains(reading.tokens[start - 1])
        if event.form == .gerund, !isKept { weight -= 4 }
        let isVoted = start > 1 && voting.contains(reading.tokens[start - 2])
        if event.form.contains(.base), start > 0, reading.tokens[start - 1].word == lexicon.words[.to], !isVoted {
          weight -= 2
        }
      }
      found.append(Candidate(kind: kind, weight: weight, hit: event, stage: stage, noun: noun))
    }
    return found
  }

  /// "had supported", "who helped": what a lead tells of the time before its news.
  static func isEarlier(_ event: EventHit, _ reading: Reading) -> Bool {
    let start = event.range.lowerBound
    return start > 0 && EventKind.earlier.contains(reading.tokens[start - 1])
      || start > 1 && EventKind.had.contains(reading.tokens[start - 2])
  }

  static let sending: WordSet = [
    "send", "sends", "sending", "sent", "dispatch", "dispatches", "dispatching", "lead", "leads", "head", "heads",
    "spearhead", "spearheads", "leading", "heading",
  ]

  /// "Bush sending Rumsfeld to …": who is sent travels.
  private static func isSending(_ event: EventHit, _ reading: Reading) -> Bool {
    guard event.range.count == 1, sending.contains(reading.tokens[event.range.lowerBound]) else { return false }
    let end = event.range.upperBound
    return reading.mentions.contains { mention in
      mention.range.lowerBound == end && (mention.role == .person || mention.role == .office && mention.strength >= 2)
        && mention.range.upperBound < reading.tokens.count
        && EventKind.towards.contains(reading.tokens[mention.range.upperBound])
    }
  }

  private static let towards: WordSet = ["to", "for", "on", "back"]
  private static let adding: WordSet = [
    "add", "adds", "added", "put", "puts", "place", "places", "placed", "name", "names", "named", "include", "includes",
  ]

  /// The list of penalties or of terrorists on which something is put, in the same clause.
  private static func listed(
    _ event: EventHit, _ events: [EventHit], _ reading: Reading, _ lexicon: Lexicon
  ) -> GroupName? {
    guard event.range.count == 1, adding.contains(reading.tokens[event.range.lowerBound]) else { return nil }
    let list = events.first { noun in
      !noun.isVerb && noun.sentence == event.sentence && noun.range.lowerBound >= event.range.upperBound
        && ["penalty", "terrorist"].contains(lexicon.nouns[noun.group].name)
        && (noun.range.lowerBound..<noun.range.upperBound).contains { isList(reading.tokens[$0]) }
    }
    return list.map { lexicon.nouns[$0.group].name }
  }

  private static let listWords: WordSet = [
    "list", "blacklist", "watchlist", "sanctions", "roll", "terrorist", "terrorists", "fto", "organisation",
    "organization",
  ]
  private static func isList(_ token: Token) -> Bool { listWords.contains(token) }

  private static let seeks: WordSet = ["seek", "seeks", "sought", "seeking"]

  private static func seekingTo(
    _ event: EventHit, _ events: [EventHit], _ reading: Reading, _ lexicon: Lexicon
  ) -> Bool {
    let end = event.range.upperBound
    guard seeks.contains(reading.tokens[event.range.lowerBound]), end < reading.tokens.count,
      reading.tokens[end].word == lexicon.words[.to]
    else { return false }
    return events.contains { $0.isVerb && $0.range.lowerBound == end + 1 && lexicon.verbs[$0.group].weight >= 8 }
  }

  /// Nothing follows in its clause.
  private static func isBare(_ event: EventHit, _ reading: Reading) -> Bool {
    let end = event.range.upperBound
    return event.range.count == 1
      && (end >= reading.tokens.count || reading.tokens[end].gap > .space
        || end == reading.sentences[event.sentence].upperBound)
  }

  static let voting: WordSet = ["vote", "votes", "voted"]

  /// A vote "to" do what the next verb says.
  private static func votes(
    _ event: EventHit, _ events: [EventHit], _ reading: Reading, _ lexicon: Lexicon
  ) -> Bool {
    let end = event.range.upperBound
    guard event.range.count == 1, voting.contains(reading.tokens[event.range.lowerBound]), end < reading.tokens.count,
      reading.tokens[end].word == lexicon.words[.to]
    else { return false }
    return events.contains { $0.isVerb && $0.range.lowerBound == end + 1 }
  }

  private static func bothBefore(_ event: EventHit, _ reading: Reading) -> Bool {
    let before = reading.mentions.filter {
      $0.sentence == event.sentence && $0.range.upperBound <= event.range.lowerBound
    }
    return before.contains { $0.role == .compound }
      || before.contains { $0.side == .us && $0.strength >= 2 }
        && before.contains { $0.side == .pk && $0.strength >= 2 }
  }

  private static let calling: WordSet = ["calls", "call"]
  private static let notCalls: WordSet = ["it", "them", "him", "her", "for", "on", "off", "out", "upon", "itself"]
  private static let keeping: WordSet = [
    "keep", "keeps", "kept", "continue", "continues", "continued", "start", "starts", "started", "begin", "begins",
    "began", "resume", "resumes", "resumed", "stop", "stops", "stopped",
  ]
  private static let nounMarks: WordSet = [
    "the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "of", "for", "on", "in", "at", "with", "from",
    "by", "into", "over", "under", "against", "between", "amid", "despite", "without", "through",
    "new", "this", "that's", "these", "those", "some", "any", "no", "more", "fresh", "key", "joint", "major", "first",
    "second", "third", "last", "next", "possible", "likely", "high", "senior", "top",
  ]
  private static let had: WordSet = ["had"]
  private static let earlier: WordSet = ["had", "who"]

  /// "tariff deal", "drone strike protest": of nouns side by side the last one is the head, and says what happened.
  static func isModifier(_ event: EventHit, _ events: [EventHit], _ reading: Reading) -> Bool {
    let end = event.range.upperBound
    guard reading.language == "en", end < reading.tokens.count, reading.tokens[end].gap == .space else { return false }
    return events.contains { !$0.isVerb && $0.range.lowerBound == end }
      && (events.contains { $0.isVerb && $0.range.upperBound <= event.range.lowerBound }
        || !events.contains { $0.isVerb && $0.range.lowerBound == end && $0.form == .third })
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
  static func isVerbHere(
    _ event: EventHit, _ events: [EventHit], _ reading: Reading, _ lexicon: Lexicon
  ) -> Bool {
    if event.form.contains(.literal) || reading.language == "ur" { return true }
    let start = event.range.lowerBound
    // "drone strikes", "telephone talks": part of a longer noun.
    if events.contains(where: {
      !$0.isVerb && $0.range.lowerBound < start && $0.range.contains(start)
        && $0.range.upperBound >= event.range.upperBound
    }) {
      return false
    }
    if start == 0, event.form.contains(.base), reading.isTitle { return false }
    if isHyphened(start, reading) { return false }
    // "shooter's links", "Khan's visit": what somebody has is a thing.
    if isNoun(start, events), isOwned(start, reading) { return false }
    let before = start > 0 ? reading.tokens[start - 1].word : -9
    let group = lexicon.verbs[event.group].name
    if group == "wish", !event.form.isDisjoint(with: [.past, .participle]) { return false }
    if group == "call", !callsSomebody(event, reading) { return false }
    let auxiliary = [
      SmallWord.to, SmallWord.will, SmallWord.would, SmallWord.may, SmallWord.might, SmallWord.could, SmallWord.should,
      SmallWord.must, SmallWord.can, SmallWord.not, SmallWord.shall,
    ]
    .contains { lexicon.words[$0] == before }
    if auxiliary || isNegated(start, reading) { return true }
    let isNoun = events.contains { !$0.isVerb && $0.range.lowerBound == start }
    if event.form == .gerund {
      // "the departing ambassador"
      if group == "depart" { return false }
      // "a meeting", "the bombing": a noun, unless an object follows.
      if isNoun { return start > 0 && reading.tokens[start].gap == .comma }
      // An office's release: "Sanctioning Suppliers of …", "Condemning the Attack in …".
      let kind = lexicon.verbs[event.group].kind
      return start > 0 || kind == .sanction || kind == .support
    }
    // "on sidelines", "with its rebels", "for reset": no verb follows a preposition or an article.
    if start > 0, reading.tokens[start].gap == .space, EventKind.nounMarks.contains(reading.tokens[start - 1]) {
      return false
    }
    if event.form.contains(.past) || event.form.contains(.participle) {
      // "suspected US strike", "planned visit": an adjective at the head.
      return start > 0 && !event.form.contains(.base) || start > 0 && !isNoun
    }
    // "ducks question": what a verb has right behind it is its object.
    if event.form == .base,
      events.contains(where: {
        $0.isVerb && $0.range.upperBound == start && $0.form == .third && $0.range.lowerBound > 0
      })
    {
      return false
    }
    if event.form == .base, !isPlural(before: start, reading), !pluralSubject(start, reading) { return false }
    if start == 0 { return false }
    guard isNoun else { return true }
    // After a subject, and no other verb in the sentence that is one for sure.
    let afterSubject = reading.mentions.contains {
      $0.range.upperBound == start && $0.role != .adjective && $0.role != .compound
    }
    if isNamed(start, reading, lexicon) || expects(event.range.upperBound, reading) { return false }
    if event.form == .base {
      return !afterSubject || pluralSubject(start, reading) || isPlural(before: start, reading)
    }
    // "visits Pakistan", "sanctions four firms": an object follows.
    let end = event.range.upperBound
    // "calls for restraint": no noun has a preposition of its own here.
    if afterSubject, event.range.count > 1 { return true }
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
          && !events.contains { !$0.isVerb && $0.range.contains(other.range.lowerBound) }
      }
  }

  private static func isNoun(_ start: Int, _ events: [EventHit]) -> Bool {
    events.contains { !$0.isVerb && $0.range.lowerBound == start }
  }

  /// Whether the word before ends in a possessive 's, which folding drops.
  static func isOwned(_ start: Int, _ reading: Reading) -> Bool {
    guard start > 0, reading.tokens[start].gap == .space else { return false }
    let source = reading.text.source
    let from = reading.text.sourceOffset(of: Int(reading.tokens[start - 1].start))
    var end = reading.text.sourceOffset(of: Int(reading.tokens[start].start))
    while end > from, source[end - 1] == 0x20 { end -= 1 }
    guard end - from > 2, source[end - 1] == 0x73 else { return false }
    return source[end - 2] == 0x27 || end - from > 4 && source[end - 2] == 0x99 && source[end - 4] == 0xE2
  }

  /// "to a US raid", "the Pakistan visit": an article before the side that stands before the word.
  static func isNamed(_ start: Int, _ reading: Reading, _ lexicon: Lexicon) -> Bool {
    guard let before = reading.mentions.first(where: { $0.range.upperBound == start }), before.range.lowerBound > 0
    else { return false }
    switch lexicon.words.small(reading.tokens[before.range.lowerBound - 1].word) {
    case .a, .an, .the, .its, .his, .her, .their, .new, .this: return true
    default: return false
    }
  }

  /// "Bilawal-Blinken huddle likely": what is likely or possible is a thing.
  static func expects(_ end: Int, _ reading: Reading) -> Bool {
    guard end < reading.tokens.count, reading.tokens[end].gap == .space else { return false }
    return EventKind.prospects.contains(reading.tokens[end])
  }

  private static let prospects: WordSet = [
    "likely", "possible", "expected", "planned", "due", "under", "postponed", "cancelled", "canceled", "today",
  ]

  /// "calls Sharif", "calls India and Pakistan"; not "so-called", "called dangerous".
  static func callsSomebody(_ event: EventHit, _ reading: Reading) -> Bool {
    guard event.form == .third || event.form == .base || event.form.contains(.past) else { return false }
    return reading.mentions.contains { mention in
      mention.range.lowerBound == event.range.upperBound
        && [.person, .office, .country, .third, .adjective].contains(mention.role)
    }
  }

  /// "Trump-backed", "US-led": the second half of an adjective.
  static func isHyphened(_ token: Int, _ reading: Reading) -> Bool {
    let offset = reading.text.sourceOffset(of: Int(reading.tokens[token].start))
    let source = reading.text.source
    guard offset > 0 else { return false }
    if source[offset - 1] == 0x2D { return true }
    // U+2010 and U+2011, a hyphen that is nothing else and one at which no line is broken.
    return offset > 2 && source[offset - 3] == 0xE2 && source[offset - 2] == 0x80
      && (source[offset - 1] == 0x90 || source[offset - 1] == 0x91)
  }

  private static let adverbs: WordSet = ["also", "again"]
  private static let plurals: WordSet = [
    "they", "we", "who", "people", "police", "not", "dont", "congressmen", "aircraft", "military", "staff", "men",
    "women",
  ]

  /// "Lawmakers urge", "officials jointly urge".
  static func isPlural(before start: Int, _ reading: Reading) -> Bool {
    var index = start - 1
    while index >= 0, start - index <= 3 {
      let token = reading.tokens[index]
      let length = Int(token.end - token.start)
      if length > 3, reading.ends(token, "ly") || adverbs.contains(token) {
        index -= 1
        continue
      }
      // "United States" is one, however it is written.
      if reading.mentions.contains(where: { $0.role == .country && $0.range.contains(index) }) { return false }
      return plurals.contains(token) || (length > 2 && reading.ends(token, "s"))
    }
    return false
  }

  /// "Obama, Sharif discuss", "US and Pakistan sign".
  static func pluralSubject(_ start: Int, _ reading: Reading) -> Bool {
    let subjects = reading.mentions.filter {
      $0.range.upperBound <= start && ($0.strength > 0 || $0.role == .third)
    }
    guard let last = subjects.last, last.range.upperBound == start else { return false }
    return subjects.count >= 2 || last.role == .compound
  }
}
