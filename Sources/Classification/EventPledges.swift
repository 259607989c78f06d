internal import News

/// Good words: nothing is done yet.
extension EventKind {
  private static let readiness: WordSet = [
    "vow", "vows", "vowed", "pledge", "pledges", "pledged", "promise", "promises", "promised", "commit", "commits",
    "ready", "willing", "keen", "eager", "forward", "committed", "happy", "prepared",
  ]

  /// "Vows to work with Pakistan", "commit to deepening ties": a good word, and nothing done yet.
  mutating func vow(_ title: Reading, _ lexicon: Lexicon) {
    guard kind == .cooperation, reading == 0, verbGroup == "cooperate", range.lowerBound > 1 else { return }
    guard title.tokens[range.lowerBound - 1].word == lexicon.words[.to],
      EventKind.readiness.contains(title.tokens[range.lowerBound - 2])
    else { return }
    kind = .support
    rule = "support.vow"
    stage = .concluded
  }

  /// "Vows to broad-based ties", "stresses relations with US": what is said of the relations is no analysis of them.
  mutating func spoken(_ title: Reading, _ lexicon: Lexicon) {
    guard kind == .analysis, route == .noun || route == .speech, nounGroup == "relations", reading == 0 else { return }
    let speaks = title.events.contains {
      $0.isVerb && !$0.form.isDisjoint(with: [.third, .past])
        && ["say", "promise", "announce", "watch"].contains(lexicon.verbs[$0.group].name)
    }
    guard speaks else { return }
    kind = .statement
    stage = .concluded
    rule = "statement.relations"
  }

  private static let speakers: [Role] = [.person, .office, .institution, .country, .adjective, .place]

  /// "Shared interests to drive Pak-US ties: Dar", "Ties not at India's expense: Rubio": words, whatever they are about,
  /// where only a noun of theirs or the lead says otherwise.
  mutating func attributed(_ title: Reading) {
    if isUrduRemark(title) {
      kind = .statement
      route = .speech
      stage = .concluded
      rule = "statement.attributed"
      return
    }
    guard title.language == "en", reading == 1 || route == .noun || form == .third && EventKind.isNominal(title, range),
      kind == .cooperation || kind == .aid || kind == .analysis && route != .shape
        || kind == .meeting && reading == 0 && route == .noun && !title.cues.contains(where: { $0.cue == .planned }),
      let last = title.mentions.last, last.strength >= 2, EventKind.speakers.contains(last.role),
      last.range.upperBound == title.tokens.count, title.tokens[last.range.lowerBound].gap == .colon
    else { return }
    kind = .statement
    route = .speech
    stage = .concluded
    rule = "statement.attributed"
  }

  private static let copulas: WordSet = ["is", "are", "was", "were", "not", "isn't", "aren't", "wasn't", "weren't"]

  /// "Withheld funds were reimbursement": what a copula follows is its subject.
  private static func isNominal(_ title: Reading, _ range: Range<Int>) -> Bool {
    range.upperBound < title.tokens.count && copulas.contains(title.tokens[range.upperBound])
  }

  private static let being: WordSet = ["ہے", "ہیں"]

  /// "…رابطہ رہتا ہے، امریکا": what is, by somebody's word; nobody has met or called. "…کے دورے سے نیا باب کھلا، قریشی":
  /// the same where no verb of the title's own tells more.
  private func isUrduRemark(_ title: Reading) -> Bool {
    guard title.language == "ur",
      let last = title.mentions.last, last.strength >= 2, EventKind.speakers.contains(last.role),
      last.range.upperBound == title.tokens.count, last.range.lowerBound > 1,
      title.tokens[last.range.lowerBound].gap == .comma || title.tokens[last.range.lowerBound].gap == .colon
    else { return false }
    guard reading == 0 else { return kind != .dispute && kind != .request }
    guard [.cooperation, .call, .visit, .meeting].contains(kind) else { return false }
    return route == .noun || EventKind.being.contains(title.tokens[last.range.lowerBound - 1])
  }

  private static let their: WordSet = ["their"]
  private static let meetings: WordSet = ["meeting", "meetings", "talks", "lunch", "dinner", "luncheon"]
  private static let about: WordSet = ["before", "after", "at", "following", "during"]

  /// "Secretary Kerry and Adviser Aziz Before Their Meeting": a transcript, named by its occasion.
  mutating func remarks(_ title: Reading) {
    guard title.language == "en", reading == 1, title.tokens.count > 4 else { return }
    for index in 1..<title.tokens.count - 1
    where EventKind.their.contains(title.tokens[index]) && EventKind.about.contains(title.tokens[index - 1])
      && EventKind.meetings.contains(title.tokens[index + 1])
    {
      kind = .meeting
      route = .noun
      reading = 0
      range = index + 1..<index + 2
      stage = .concluded
      rule = "meeting.remarks"
      return
    }
  }

  private static let occasions: WordSet = ["in", "during", "at"]

  /// "Army chief strengthens ties in Washington talks", "envoy reinforces ties during visit": what a person does for the
  /// ties is the occasion's.
  mutating func occasioned(_ title: Reading, _ lexicon: Lexicon) {
    guard kind == .cooperation, verbGroup == "cooperate", reading == 0, !range.isEmpty, title.language == "en",
      form.contains(.third) || form.contains(.past),
      let subject = title.mentions.last(where: { $0.range.upperBound <= range.lowerBound && $0.side.side != nil }),
      subject.role == .person || subject.role == .office
    else { return }
    for event in title.events where !event.isVerb && event.range.lowerBound > range.upperBound {
      let name = lexicon.nouns[event.group].name
      guard name == "talks" || name == "visit",
        title.tokens[max(range.upperBound, event.range.lowerBound - 4)..<event.range.lowerBound]
          .contains(where: EventKind.occasions.contains)
      else { continue }
      kind = name == "talks" ? .meeting : .visit
      nounGroup = name
      form = []
      rule = "\(kind.rawValue).occasion"
      return
    }
  }

  private static let staff: WordSet = [
    "staff", "personnel", "diplomats", "citizens", "nationals", "families", "americans", "employees", "workers",
    "dependents", "dependants",
  ]
  private static let leaving: WordSet = ["leave", "leaving", "depart", "quit", "evacuate"]

  /// "US orders consular staff to leave Pakistan": nobody visits, and nobody is blamed.
  mutating func drawdown(_ title: Reading) {
    guard kind == .visit, verbGroup == "depart", reading == 0, !range.isEmpty,
      EventKind.leaving.contains(title.tokens[range.lowerBound]),
      title.tokens[..<range.lowerBound].contains(where: EventKind.staff.contains)
    else { return }
    kind = .statement
    stage = .concluded
    rule = "statement.drawdown"
  }

  private static let support: WordSet = ["support"]
  private static let towards: WordSet = ["to", "for"]
  private static let sufferers: WordSet = [
    "victims", "victim", "affected", "affectees", "flood", "farmers", "growers", "refugees", "displaced", "idps",
    "families", "survivors", "hospitals", "hospital", "schools", "students", "communities", "households", "quake",
    "earthquake", "women", "patients", "entrepreneurs", "smes", "returnees",
  ]

  /// "US extends support to flood victims": what the needy are given is help.
  mutating func needy(_ title: Reading) {
    guard kind == .support, reading == 0, verbGroup == "give" || verbGroup == "promise" else {
      return
    }
    for index in range.upperBound..<max(range.upperBound, title.tokens.count - 2)
    where EventKind.support.contains(title.tokens[index]) && EventKind.towards.contains(title.tokens[index + 1])
      && title.tokens[(index + 2)..<min(index + 7, title.tokens.count)].contains(where: EventKind.sufferers.contains)
    {
      kind = .aid
      nounGroup = "aid"
      rule = "aid.needy"
      return
    }
  }

  private static let civil: WordSet = [
    "police", "customs", "hospital", "hospitals", "farmers", "rescue", "firefighters", "levies", "prosecutors",
    "laboratory", "lab", "labs", "students", "schools", "anf",
  ]

  /// "US gives police cutting-edge equipment": no arms are sold.
  mutating func equipped(_ title: Reading) {
    guard kind == .cooperation, reading == 0, ["give", "promise", "host"].contains(verbGroup), nounGroup == "sale",
      title.tokens.contains(where: EventKind.civil.contains)
    else { return }
    kind = .aid
    nounGroup = "aid"
    rule = "aid.equipment"
  }

  private static let budgeting: WordSet = [
    "request", "requests", "requested", "seek", "seeks", "sought", "wants", "proposes", "asks", "asking",
  ]

  /// "Administration requests $800m for Pakistan": Washington asks its own Congress, and what it asks for is help.
  mutating func budgeted(_ title: Reading, _ lexicon: Lexicon) {
    guard kind == .request || kind == .aid, reading == 0, !range.isEmpty,
      EventKind.budgeting.contains(title.tokens[range.lowerBound]),
      title.mentions.first(where: { $0.side.side != nil && $0.strength >= 2 })?.side == .us,
      title.mentions.contains(where: {
        $0.side == .pk && $0.range.lowerBound > range.upperBound
          && title.tokens[$0.range.lowerBound - 1].word == lexicon.words[.for]
      }),
      EventKind.money(
        range.upperBound..<min(range.upperBound + 6, title.tokens.count), title, title.events, lexicon) != nil
    else { return }
    kind = .aid
    nounGroup = "aid"
    stage = .planned
    rule = "aid.budget"
  }
}
