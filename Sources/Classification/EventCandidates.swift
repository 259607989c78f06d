internal import News

/// What could decide the kind: the verbs and nouns of a text, each with its weight, verbs told from nouns.
extension EventKind {
  /// Of some sentences of a text that is settled; worked out once, for several questions ask it.
  static func candidates(_ reading: Reading, sentences: Range<Int>, _ lexicon: Lexicon) -> [Candidate] {
    if let known = reading.candidates.first(where: { $0.sentences == sentences }) { return known.found }
    let found = weigh(reading, sentences, lexicon)
    reading.candidates.append((sentences, found))
    return found
  }

  /// The first verb of a lead's first sentences that says by itself what was done, of those that are `wanted`.
  static func deed(
    in body: Reading, sentences: Int, _ lexicon: Lexicon, where wanted: (Candidate) -> Bool = { _ in true }
  ) -> Candidate? {
    candidates(body, sentences: 0..<min(sentences, body.sentences.count), lexicon).first {
      $0.hit.isVerb && $0.weight >= 8 && wanted($0)
    }
  }

  private static func weigh(_ reading: Reading, _ sentences: Range<Int>, _ lexicon: Lexicon) -> [Candidate] {
    var found: [Candidate] = []
    let some = reading.events(in: sentences)
    let events = some.count == reading.events.count ? reading.events : Array(some)
    for (index, event) in events.enumerated() {
      var weight: Int
      var kind: Kind?
      var stage: Stage?
      var noun: GroupName = ""
      if event.isVerb {
        guard isVerbHere(event, events, reading, lexicon), !isSubject(event, events, reading),
          !isMeasure(before: event, events, reading, lexicon)
        else { continue }
        let group = lexicon.verbs[event.group]
        // "Adds seven firms to export control list": a listing is what a list is for.
        if let noun = listed(event, events, reading, lexicon) {
          found.append(
            Candidate(
              kind: .sanction, weight: 10 - penalty(event, reading, lexicon, isFirstVerb: found.isEmpty), hit: event,
              stage: nil, noun: noun))
          continue
        }
        // "Seeks to expand", "plans to cut": what is sought or planned is what counts.
        if event.range.count == 1, seekingTo(event, events, reading, lexicon) { continue }
        // "…, the State Department conveyed": said.
        if group.name == "mediate", event.form.contains(.past), isBare(event, reading) { continue }
        if isSending(event, reading) {
          found.append(
            Candidate(
              kind: .visit, weight: 10, hit: event, stage: event.form.contains(.gerund) ? .confirmed : nil, noun: ""))
          continue
        }
        // "decide to relaunch": an agreement only where both decide; else what they decide is what counts.
        if group.name == "decide", !bothBefore(event, reading) { continue }
        // "Has agreed to send troops": of one side what it will do counts, of both that they agree.
        if group.name == "sign", !bothBefore(event, reading), isAgreed(event, events, reading, lexicon) { continue }
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
        // "Post-withdrawal": no appointment. "Jets shot down": the whole phrase counts.
        if isPrefix(event, reading) || isPart(event, events, lexicon) { continue }
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
      if isUrduHead(event, kind, reading) { weight = max(weight, 11) }
      if isSubject(of: event, events, reading, lexicon) { weight -= 3 }
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

  /// A word of a longer verb that only says what was said.
  private static func isPart(_ event: EventHit, _ events: [EventHit], _ lexicon: Lexicon) -> Bool {
    events.contains {
      $0.isVerb && $0.range.count > event.range.count && $0.range.contains(event.range.lowerBound)
        && $0.range.contains(event.range.upperBound - 1) && lexicon.verbs[$0.group].kind == .statement
    }
  }

  private static let prefixes: WordSet = ["post", "pre", "anti", "pro"]

  private static func isPrefix(_ event: EventHit, _ reading: Reading) -> Bool {
    let end = event.range.upperBound
    return event.range.count == 1 && end < reading.tokens.count
      && prefixes.contains(reading.tokens[event.range.lowerBound]) && EventKind.isHyphened(end, reading)
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

  private static let seeks: WordSet = [
    "seek", "seeks", "sought", "seeking", "plan", "plans", "planned", "planning", "prepare", "prepares", "preparing",
    "intend", "intends", "intending", "aim", "aims", "aiming", "propose", "proposes", "moves",
  ]

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

  private static let agreeing: WordSet = ["agrees", "agreed"]

  private static func isAgreed(
    _ event: EventHit, _ events: [EventHit], _ reading: Reading, _ lexicon: Lexicon
  ) -> Bool {
    let end = event.range.upperBound
    guard reading.isTitle, agreeing.contains(reading.tokens[event.range.lowerBound]), end < reading.tokens.count else {
      return false
    }
    let next = reading.tokens[end].word == lexicon.words[.to] ? end + 1 : end
    guard reading.tokens[next - 1].word == lexicon.words[.to] else { return false }
    return events.contains { $0.isVerb && $0.range.lowerBound == next && lexicon.verbs[$0.group].weight >= 8 }
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

  private static let words: Set<Kind> = [.request, .dispute, .support, .statement]

  /// "…کارروائی کریں، امریکہ کا پاکستان سے مطالبہ": an Urdu title that ends with whose word it is and what kind of word.
  private static func isUrduHead(_ event: EventHit, _ kind: Kind, _ reading: Reading) -> Bool {
    guard reading.isTitle, reading.language == "ur", words.contains(kind),
      event.range.upperBound == reading.tokens.count
    else { return false }
    let start = event.range.lowerBound
    return reading.mentions.contains { mention in
      mention.side.side != nil && mention.range.upperBound <= start
        && !reading.tokens[mention.range.upperBound...start].contains { $0.gap >= .comma }
        && mention.range.lowerBound > 0 && reading.tokens[mention.range.lowerBound].gap >= .comma
    }
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
}
