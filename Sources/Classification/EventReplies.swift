internal import News

/// What is said in reply, in a briefing or on a subject: the subject's words do not tell what happened.
extension EventKind {
  private static let replying: WordSet = [
    "react", "reacts", "reacted", "reacting", "respond", "responds", "responded", "responding", "reply", "replies",
    "replied", "answer", "answers", "answered", "rejoinder", "reaction", "response",
  ]
  private static let to: WordSet = ["to"]

  /// "Reacts to sanctions", "responds to congressmen's letter": the lead tells how; else whoever is hit protests.
  mutating func replied(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    guard title.language == "en", reading == 0, route != .shape,
      let start = title.tokens.indices.dropLast().first(where: {
        EventKind.replying.contains(title.tokens[$0]) && EventKind.to.contains(title.tokens[$0 + 1])
      }), range.isEmpty || range.lowerBound > start, form.isDisjoint(with: [.third, .past]) || isTheirs(title, start),
      title.mentions.contains(where: { $0.range.upperBound <= start && $0.side.side != nil && $0.strength > 0 })
    else { return }
    let said = EventKind.deed(in: body, sentences: 2, lexicon) {
      [.dispute, .support, .request, .statement].contains($0.kind)
        && !$0.hit.form.isDisjoint(with: [.past, .literal, .participle])
    }
    let isHit = kind == .sanction || kind == .force
    stage = .concluded
    kind = said?.kind ?? (isHit ? .dispute : .statement)
    range = start..<start + 1
    form = .third
    nounGroup = ""
    verbGroup = "say"
    rule = "\(kind.rawValue).reply"
  }

  /// The deciding verb stands in the other side's deed that is replied to.
  private func isTheirs(_ title: Reading, _ start: Int) -> Bool {
    !title.tokens[start..<range.lowerBound].contains { $0.gap >= .comma }
  }

  private static let on: WordSet = ["on", "about", "over", "regarding", "concerning"]

  /// "Tells Firstpost on Munir's threats", "speaks about the sanctions": a subject of talk.
  static func isSubject(of event: EventHit, _ events: [EventHit], _ reading: Reading, _ lexicon: Lexicon) -> Bool {
    guard reading.isTitle, reading.language == "en", !event.isVerb else { return false }
    for verb in events
    where verb.isVerb && lexicon.verbs[verb.group].name == "say" && verb.range.upperBound <= event.range.lowerBound
      && !verb.form.isDisjoint(with: [.third, .past, .gerund])
    {
      let between = verb.range.upperBound..<event.range.lowerBound
      guard !reading.tokens[between].contains(where: { $0.gap >= .comma }),
        let link = between.first(where: { on.contains(reading.tokens[$0]) })
      else { continue }
      return !events.contains {
        $0.isVerb && $0.range.lowerBound > link && $0.range.lowerBound < event.range.lowerBound
      }
    }
    return false
  }

  private static let briefing: WordSet = ["briefs", "brief", "briefed", "apprises", "apprised", "updates", "updated"]

  /// "USAID briefs ambassador about programmes": who briefs the other side's man meets him.
  mutating func briefed(_ title: Reading) {
    guard title.language == "en", route != .verb || weight < 8 || verbGroup == "say",
      kind != .analysis || route != .shape
    else { return }
    for index in title.tokens.indices.dropFirst() where EventKind.briefing.contains(title.tokens[index]) {
      guard
        let guest = title.mentions.first(where: {
          $0.range.lowerBound == index + 1 && ($0.role == .person || $0.role == .office) && $0.side.side != nil
        }),
        let host = title.mentions.last(where: { $0.range.upperBound <= index && $0.side.side != nil }),
        host.side != guest.side
      else { continue }
      kind = .meeting
      route = .verb
      reading = 0
      range = index..<index + 1
      form = .third
      weight = 9
      stage = nil
      verbGroup = "meet"
      rule = "meeting.brief"
      return
    }
  }

  private static let stressing: WordSet = [
    "highlights", "highlight", "highlighted", "underlines", "underlined", "underscores", "underscored", "stresses",
    "stressed", "emphasises", "emphasised", "emphasizes", "emphasized", "outlines", "outlined", "recalls", "touts",
    "explains", "defends", "notes", "describes", "sees", "apprises", "spotlights",
  ]

  /// "Munter highlights US initiatives": what is talked about is not done; where the lead tells of a meeting, they met.
  mutating func stressed(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    guard title.language == "en", reading == 0, route == .noun || route == .speech,
      [.aid, .cooperation, .support, .meeting, .visit].contains(kind),
      let verb = title.events.first(where: { $0.isVerb && !$0.form.isDisjoint(with: [.third, .past]) }),
      verb.range.upperBound <= range.lowerBound, verb.range.count == 1,
      EventKind.stressing.contains(title.tokens[verb.range.lowerBound]),
      let who = title.mentions.last(where: { $0.range.upperBound <= verb.range.lowerBound && $0.side.side != nil }),
      [.person, .office, .institution].contains(who.role)
    else { return }
    let first = EventKind.deed(in: body, sentences: 2, lexicon)
    let isTalk = EventKind.talked(body)
    kind = first?.kind == .meeting || isTalk ? .meeting : .statement
    stage = .concluded
    nounGroup = ""
    rule = "\(kind.rawValue).stress"
  }

  private static let downed: WordSet = ["down", "downed"]

  /// "Trump says five jets were shot down": a deed of others, told.
  mutating func retold(_ title: Reading, _ lexicon: Lexicon) {
    guard kind == .force, reading == 0, form.contains(.literal),
      title.tokens[range].last.map(EventKind.downed.contains) ?? false,
      title.events.contains(where: {
        $0.isVerb && lexicon.verbs[$0.group].name == "say" && !$0.form.isDisjoint(with: [.third, .past])
      }),
      title.mentions.contains(where: { $0.role == .person && $0.strength >= 3 && $0.side.side != nil })
    else { return }
    kind = .statement
    stage = .concluded
    rule = "statement.retold"
  }

  private static let meetings: WordSet = ["meeting", "meetings", "talks"]
  private static let during: WordSet = ["during", "in", "at"]

  /// "During the meeting", "in a meeting with": the lead's words are those of a meeting.
  private static func talked(_ body: Reading) -> Bool {
    let some = body.tokens.prefix(70)
    return some.indices.dropLast(2).contains {
      during.contains(some[$0]) && meetings.contains(some[$0 + 2])
    }
  }
}
