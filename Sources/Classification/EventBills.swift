internal import News

/// Bills, amendments and resolutions: what they would do is what the title is about, and how far they have come is the
/// stage.
extension EventKind {
  private static let papers: WordSet = ["resolution", "resolutions", "motion", "motions", "measure", "measures"]
  private static let joints: WordSet = ["to", "that", "would", "which", "could", "will"]
  private static let chambers: WordSet = ["house", "senate", "congress", "chamber", "assembly", "parliament"]
  private static let passing: WordSet = ["pass", "passes", "passed", "adopt", "adopts", "adopted"]
  private static let brought: WordSet = ["introduced", "tabled", "moved", "presented", "filed", "proposed", "floated"]
  private static let within: WordSet = ["in", "before"]
  private static let seeking: WordSet = ["seeks", "aims", "seeking", "aiming"]

  /// "seeks to cut", "aims to block".
  private func isSeeking(_ event: EventHit, _ events: [EventHit], _ title: Reading) -> Bool {
    let end = event.range.upperBound
    return EventKind.seeking.contains(title.tokens[event.range.lowerBound])
      && events.contains { $0.isVerb && ($0.range.lowerBound == end + 1 || $0.range.lowerBound == end) }
  }

  private static let tabling: WordSet = [
    "introduces", "introduce", "introduced", "tables", "table", "tabled", "moves", "move", "moved", "files", "filed",
    "presents", "present", "presented", "unveils", "unveil", "submits", "submitted",
  ]
  private static let bills: WordSet = [
    "bill", "bills", "legislation", "amendment", "amendments", "resolution", "resolutions",
  ]
  private static let urduBills: WordSet = ["بل", "قرارداد"]
  private static let urduTabling: WordSet = ["پیش"]

  /// "Senators table bill to …", "بل پیش": what it would do is only proposed.
  mutating func tabled(_ title: Reading) {
    guard stage == nil, [.sanction, .aid, .cooperation].contains(kind), reading == 0 else { return }
    let isTabled =
      title.language == "ur"
      ? title.tokens.contains(where: EventKind.urduBills.contains)
        && title.tokens.contains(where: EventKind.urduTabling.contains)
      : title.tokens.indices.contains { index in
        EventKind.tabling.contains(title.tokens[index])
          && title.tokens[index...].dropFirst().prefix(3).contains(where: EventKind.bills.contains)
      }
    if isTabled { stage = .planned }
  }

  private static let failures: WordSet = [
    "fails", "fail", "failed", "dies", "died", "defeated", "rejected", "killed", "falls", "fell", "loses", "lost",
  ]

  /// "Bill seeking visa bans clears House", "Resolution to stop P-3C sale fails": from the words right behind the bill.
  mutating func bill(_ title: Reading, _ lexicon: Lexicon) {
    guard title.language == "en" else { return }
    let events = title.events
    guard
      let paper = events.first(where: { event in
        guard !event.isVerb else { return false }
        let name = lexicon.nouns[event.group].name
        // A bid, a move, an attempt is nobody's bill.
        return name == "bill"
          || name == "motion" && title.tokens[event.range].contains(where: EventKind.papers.contains)
      })
    else { return }
    // "Bill in US Congress seeks to …", "Resolution in the House to …"
    var place = paper.range.upperBound
    if place < title.tokens.count, EventKind.brought.contains(title.tokens[place]) { place += 1 }
    let house = title.mentions.first {
      $0.side == .us && (1...2).contains($0.range.lowerBound - place) && EventKind.within.contains(title.tokens[place])
    }
    let end = house?.range.upperBound ?? paper.range.upperBound
    guard
      let index = events.firstIndex(where: { event in
        guard event.isVerb, event.range.lowerBound >= end, event.range.lowerBound <= end + 1 else { return false }
        return event.range.lowerBound == end
          ? event.form == .gerund || isSeeking(event, events, title) : EventKind.joints.contains(title.tokens[end])
      })
    else { return }
    // "seeks to declare": what is sought.
    let sought = events.firstIndex {
      $0.isVerb && isSeeking(events[index], events, title) && $0.range.lowerBound == events[index].range.upperBound + 1
    }
    let content = events[sought ?? index]
    let group = lexicon.verbs[content.group]
    var found: (kind: Kind, noun: GroupName)?
    if let (outcome, noun) = EventKind.combination(sought ?? index, content, events, title, lexicon) {
      found = (outcome.kind ?? noun.kind ?? group.kind).map { ($0, noun.name) }
    } else if group.kind == .request || group.kind == .statement || group.kind == nil,
      let noun = events.first(where: { !$0.isVerb && $0.range.lowerBound >= content.range.upperBound }),
      let kind = lexicon.nouns[noun.group].kind
    {
      // "seeking visa bans", "naming a sponsor of terror".
      found = (kind, lexicon.nouns[noun.group].name)
    } else if let kind = group.kind {
      found = (kind, "")
    }
    // "Bill targeting Pakistani officials"
    if found?.kind == .force, content.form == .gerund { found?.kind = .sanction }
    guard let found, [.sanction, .aid, .cooperation, .dispute, .support].contains(found.kind) else { return }
    let rest = title.tokens[content.range.upperBound...]
    let hasFailed = rest.contains(where: EventKind.failures.contains) || verbGroup == "reject" || verbGroup == "kill"
    let isPassed =
      (verbGroup == "approve" || verbGroup == "sign" || title.tokens.contains(where: EventKind.passing.contains)
        || title.events.contains { $0.isVerb && lexicon.verbs[$0.group].name == "approve" })
      && (title.tokens.contains(where: EventKind.chambers.contains)
        || title.tokens.contains(where: EventKind.passing.contains))
      && !title.tokens.contains(where: EventStage.committees.contains)
    kind = found.kind
    nounGroup = found.noun
    if hasFailed, found.kind == .sanction {
      // What was to be stopped goes on.
      kind = found.noun == "aid" ? .aid : found.noun == "sale" || found.noun == "drill" ? .cooperation : .dispute
    }
    route = .verb
    reading = 0
    range = content.range
    weight = 10
    form = []
    stage = hasFailed || isPassed ? .concluded : .planned
    rule = "\(kind.rawValue).bill"
  }
}
