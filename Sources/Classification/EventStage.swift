internal import News

/// How far the event has come.
enum EventStage {
  static func stage(_ event: EventKind, _ title: Reading, _ body: Reading, _ lexicon: Lexicon) -> Stage? {
    if event.kind == .analysis { return nil }
    let reading = event.reading == 0 ? title : body
    let fixed = event.stage
    let meets = event.kind == .visit || event.kind == .meeting || event.kind == .call
    if fixed == .cancelled || (meets && has(.cancelled, title)) { return .cancelled }
    if event.kind == .visit || event.kind == .meeting, has(.denied, title) { return .cancelled }
    let future = isFuture(event, reading, lexicon)
    let committee = event.reading == 0 && isCommittee(title)
    let hedged = committee || isHedged(event, title) || (event.reading == 1 && has(.planned, body, sentences: 1))
    if let fixed { return fixed == .confirmed && has(.planned, title) ? .planned : fixed }
    if opens(event, reading), event.kind == .meeting || event.nounGroup == "drill", !future { return .ongoing }
    if let coming = progressive(event, title, body) { return coming }
    let isNominal = event.form.isEmpty || reading.language == "ur" && event.reading == 0
    switch event.kind {
    case .support, .request, .dispute, .statement:
      // "Amends bill to push rights": the purpose of what has been done. "To nominate Trump" is settled.
      if future, event.reading == 0, isPurpose(event, title) || tries(event, title) { return .concluded }
      return future ? (event.kind == .statement || event.nounGroup == "honour" ? .confirmed : .planned) : .concluded
    case .visit:
      if future { return hedged ? .planned : .confirmed }
      if isAwaited(event, title, body, lexicon) { return has(.planned, body, sentences: 1) ? .planned : .confirmed }
      if event.verbGroup == "arrive", event.form.contains(.past) || event.form.contains(.third) { return .ongoing }
      if hedged { return .planned }
      // "due in Islamabad"; "expected in Islamabad", whose cue is part of the phrase, or a lead that says "likely"
      let isDue = event.range.first.map { due.contains(reading.tokens[$0]) } ?? false
      let isExpected = event.range.first.map { expected.contains(reading.tokens[$0]) } ?? false
      if event.form == .literal, isDue || isExpected || has(.confirmed, title) {
        return isExpected || has(.planned, body, sentences: 1) ? .planned : .confirmed
      }
      // "Holbrooke on key Pakistan visit" over "has arrived".
      if event.form.isEmpty || event.form == .literal, event.reading == 0, arrives(body, lexicon) { return .ongoing }
      if event.verbGroup == "depart" { return .concluded }
      if event.verbGroup == "arrive" { return .ongoing }
      // "US sends team to review programme": it has yet to come.
      if event.range.first.map({ EventKind.sending.contains(reading.tokens[$0]) }) ?? false {
        return hedged ? .planned : .confirmed
      }
      // "US envoy visits Gwadar" over "on Tuesday visited Gwadar".
      if event.verbGroup == "travel", event.reading == 0, visited(body, lexicon) { return .concluded }
      if event.form.contains(.third) || event.form.contains(.gerund) { return .ongoing }
      if has(.ongoing, title) || has(.ongoing, body, sentences: 1) { return .ongoing }
      if event.form.isEmpty, has(.confirmed, body, sentences: 1), !visited(body, lexicon) { return .confirmed }
      return .concluded
    case .sanction, .cooperation, .aid, .agreement, .force:
      if future { return hedged ? .planned : .confirmed }
      if hedged { return .planned }
      if isPromised(event, title) { return .confirmed }
      if event.verbGroup == "approve", event.nounGroup == "sale" { return .planned }
      if event.kind == .sanction, startsLater(body) { return .confirmed }
      // "Aid to be used for F-16s"
      if event.form.isEmpty, event.reading == 0, toFollows(event, title, lexicon) { return .planned }
      let isResumed = event.verbGroup == "lift"
      if event.kind != .sanction, has(.ongoing, title), event.kind != .agreement, !isResumed { return .ongoing }
      if event.kind != .sanction, event.kind != .agreement, event.form.contains(.base), !event.form.contains(.past),
        progresses(body)
      {
        return .ongoing
      }
      return .concluded
    default:
      if future { return hedged ? .planned : .confirmed }
      if hedged, isNominal { return .planned }
      // "Dialogue resumes after three years" over "have met".
      let isOver = event.kind == .meeting && resumes(title) && held(body, lexicon)
      if event.kind != .call, has(.ongoing, title), !isOver { return .ongoing }
      if event.form.isEmpty, event.reading == 0,
        has(.confirmed, title) || event.kind != .call && toFollows(event, title, lexicon)
          || event.kind == .meeting && isAhead(body, lexicon)
      {
        return .confirmed
      }
      return .concluded
    }
  }

  private static let promising: WordSet = [
    "commits", "commit", "committed", "pledges", "pledge", "pledged", "promises", "promised", "vows", "vowed",
  ]

  /// "Commits to helping industry": given yet is nothing.
  private static func isPromised(_ event: EventKind, _ title: Reading) -> Bool {
    event.reading == 0 && event.form == .gerund && event.range.lowerBound > 1
      && to.contains(title.tokens[event.range.lowerBound - 1])
      && promising.contains(title.tokens[event.range.lowerBound - 2])
  }

  private static let whiles: WordSet = ["as", "amid", "after", "while"]

  /// A word of planning in the title; "to visit as two sides seek to repair ties": one of the background is none.
  private static func isHedged(_ event: EventKind, _ title: Reading) -> Bool {
    title.cues.contains { cue in
      guard cue.cue == .planned, !isTo(cue, title), !isUrduOther(cue, title) else { return false }
      guard event.reading == 0, !event.range.isEmpty, cue.range.lowerBound > event.range.upperBound else { return true }
      return !title.tokens[event.range.upperBound..<cue.range.lowerBound].contains(where: whiles.contains)
    }
  }

  /// "US releasing $337m": a gerund that is the title's main verb, of something that the lead says is yet to come.
  private static func progressive(_ event: EventKind, _ title: Reading, _ body: Reading) -> Stage? {
    guard event.form == .gerund, event.reading == 0, event.range.lowerBound > 0,
      ![.support, .request, .dispute, .statement].contains(event.kind),
      title.mentions.contains(where: { $0.range.upperBound == event.range.lowerBound && $0.strength > 0 })
    else { return nil }
    if has(.planned, body, sentences: 1) { return .planned }
    return has(.confirmed, body, sentences: 1) ? .confirmed : nil
  }

  /// "Trump's first conference with Khan" over "will hold": the lead's first meeting is ahead.
  private static func isAhead(_ body: Reading, _ lexicon: Lexicon) -> Bool {
    guard body.language == "en",
      let first = body.events.first(where: {
        $0.isVerb && $0.sentence == 0
          && (lexicon.verbs[$0.group].kind == .meeting || lexicon.verbs[$0.group].name == "hold")
      }), first.form.contains(.base), first.range.lowerBound > 0
    else { return false }
    return lexicon.words.small(body.tokens[first.range.lowerBound - 1].word) == .will
  }

  private static let days: WordSet = ["today", "tomorrow", "tonight", "next", "soon", "shortly"]

  /// "Delegation arrives today" over "would arrive here today"; "representatives coming next week": a day ahead.
  private static func isAwaited(_ event: EventKind, _ title: Reading, _ body: Reading, _ lexicon: Lexicon) -> Bool {
    guard title.language == "en", event.reading == 0, event.form.contains(.third) || event.form == .gerund,
      title.tokens[event.range.upperBound...].contains(where: days.contains)
    else { return false }
    if event.form == .gerund { return true }
    return body.events.contains {
      guard $0.isVerb, $0.sentence == 0, $0.form.contains(.base), $0.range.lowerBound > 0,
        lexicon.verbs[$0.group].kind == .visit
      else { return false }
      switch lexicon.words.small(body.tokens[$0.range.lowerBound - 1].word) {
      case .will, .would, .to: return true
      default: return false
      }
    }
  }

  /// The lead's first sentence tells of the visit in the past.
  private static func visited(_ body: Reading, _ lexicon: Lexicon) -> Bool {
    body.language == "en"
      && body.events.contains {
        $0.isVerb && $0.sentence == 0 && lexicon.verbs[$0.group].name == "travel"
          && $0.form.contains(.past) && visits.contains(body.tokens[$0.range.lowerBound])
          && !EventKind.isEarlier($0, body)
      }
  }

  private static let visits: WordSet = ["visited", "toured", "paid"]

  /// The lead's first verb of moving is an arrival.
  private static func arrives(_ body: Reading, _ lexicon: Lexicon) -> Bool {
    body.language == "en"
      && body.events.contains {
        $0.isVerb && $0.sentence == 0 && lexicon.verbs[$0.group].name == "arrive"
          && !$0.form.isDisjoint(with: [.past, .third, .participle])
      }
  }

  private static let openings: WordSet = [
    "opens", "open", "opened", "begins", "begin", "began", "starts", "start", "started", "launch", "launches",
    "launched",
    "kicks", "kick", "commence", "commences", "commenced",
  ]

  /// "Opens talks", "launch drills".
  private static func opens(_ event: EventKind, _ reading: Reading) -> Bool {
    event.range.first.map { openings.contains(reading.tokens[$0]) } ?? false
  }

  /// A finite verb stands before the "to".
  private static func isPurpose(_ event: EventKind, _ title: Reading) -> Bool {
    title.events.contains {
      $0.isVerb && $0.range.upperBound < event.range.lowerBound && !$0.form.isDisjoint(with: [.third, .past])
        && !$0.form.contains(.literal)
    }
  }

  private static let trying: WordSet = ["try", "tries", "tried", "attempt", "attempts", "attempted", "asked", "ask"]

  /// "McCain tries to reassure Pakistan".
  private static func tries(_ event: EventKind, _ title: Reading) -> Bool {
    event.range.lowerBound > 1 && trying.contains(title.tokens[event.range.lowerBound - 2])
  }

  private static let resuming: WordSet = ["resumes", "resume", "resumed"]

  private static func resumes(_ title: Reading) -> Bool { title.tokens.contains(where: resuming.contains) }

  private static func held(_ body: Reading, _ lexicon: Lexicon) -> Bool {
    body.events.contains {
      $0.isVerb && $0.sentence == 0 && lexicon.verbs[$0.group].name == "meet"
        && !$0.form.isDisjoint(with: [.past, .participle])
    }
  }

  private static let now: WordSet = ["now", "still", "currently", "also", "already"]
  private static let being: WordSet = ["are", "is"]

  /// "Soldiers are taking part": the lead's first sentence tells what goes on.
  private static func progresses(_ body: Reading) -> Bool {
    guard body.language == "en", let sentence = body.sentences.first else { return false }
    return sentence.dropLast(2).contains { index in
      being.contains(body.tokens[index])
        && (body.ends(body.tokens[index + 1], "ing")
          || now.contains(body.tokens[index + 1]) && body.ends(body.tokens[index + 2], "ing"))
    }
  }

  private static func has(_ cue: Cue, _ reading: Reading, sentences: Int = 9) -> Bool {
    reading.cues.contains {
      $0.cue == cue && $0.sentence < sentences && !isTo($0, reading) && !isUrduOther($0, reading)
    }
  }

  /// "Meeting to focus on": what follows is ahead.
  private static func toFollows(_ event: EventKind, _ title: Reading, _ lexicon: Lexicon) -> Bool {
    let end = event.range.upperBound
    return end < title.tokens.count && [SmallWord.to, .will].contains(lexicon.words.small(title.tokens[end].word))
  }

  static let committees: WordSet = ["committee", "committees", "panel", "subcommittee", "appropriators"]

  /// A committee votes before its chamber does.
  private static func isCommittee(_ title: Reading) -> Bool {
    title.tokens.contains(where: committees.contains)
  }

  private static let ahead: WordSet = ["to", "will"]
  private static let beginnings: WordSet = ["begin", "start", "take", "come", "apply", "be"]
  /// "to take decisive action" begins nothing: what must follow "take", "come" and "be".
  private static let light: WordSet = ["take", "come", "be"]
  private static let effects: WordSet = [
    "effect", "into", "implemented", "enforced", "effective", "imposed", "applied",
  ]

  /// "to begin on January 21", "from next month", "will stop".
  private static func startsLater(_ body: Reading) -> Bool {
    (0..<max(0, min(90, body.tokens.count) - 1)).contains { index in
      guard ahead.contains(body.tokens[index]), beginnings.contains(body.tokens[index + 1]) else { return false }
      return !light.contains(body.tokens[index + 1])
        || index + 2 < body.tokens.count && effects.contains(body.tokens[index + 2])
    }
  }

  private static let to: WordSet = ["to"]
  private static let due: WordSet = ["due"]
  private static let expected: WordSet = ["expected", "awaited"]

  private static func isTo(_ cue: CueHit, _ reading: Reading) -> Bool {
    cue.range.count == 1 && to.contains(reading.tokens[cue.range.lowerBound])
  }

  /// "to visit", "will visit", "set to visit": right before the deciding verb.
  private static func isFuture(_ event: EventKind, _ reading: Reading, _ lexicon: Lexicon) -> Bool {
    let start = event.range.lowerBound
    if event.form.contains(.base) {
      for back in 1...3 where start - back >= 0 {
        let word = reading.tokens[start - back].word
        // "Votes to cut aid": it has voted.
        if start - back > 0, word == lexicon.words[.to], EventKind.voting.contains(reading.tokens[start - back - 1]) {
          return false
        }
        switch lexicon.words.small(word) {
        case .to, .will, .would, .may, .might, .could, .shall, .can: return true
        default: break
        }
        if reading.tokens[start - back + 1].gap != .space { break }
      }
    }
    return reading.language == "ur" && isUrduFuture(event, reading)
  }
}
