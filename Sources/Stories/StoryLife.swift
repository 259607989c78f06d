import News

/// A story, worked out from its reports.
enum StoryLife {
  static func compose(_ id: String, _ members: [StoryMember], _ told: StoryTold) -> Story {
    var story = Story(id: id, members: members.sorted(by: ReportOrder.isBefore), told: told)
    _ = StoryTally.fill(&story)
    return story
  }

  /// Adds a report to a story that is worked out already; gives what it says that no other report of the story did.
  static func grow(_ story: inout Story, _ tally: inout StoryTally, by member: StoryMember) -> AlertChanges {
    let additions = tally.additions(of: member)
    if let last = story.members.last, ReportOrder.isBefore(member, last) {
      let place = story.members.firstIndex { ReportOrder.isBefore(member, $0) } ?? story.members.count
      story.members.insert(member, at: place)
      tally = StoryTally.fill(&story)
    } else {
      story.members.append(member)
      tally.take(member)
      tally.write(to: &story)
    }
    return additions
  }

  /// The last report's time and its kind's window, or the last day that a plan names and three more.
  static func closes(_ member: StoryMember) -> Timestamp? {
    guard let clock = member.clock else { return nil }
    let end = clock.adding(seconds: EventKey.window(member.kind, member.stage))
    guard let day = member.dates.last, member.stage == .planned || member.stage == .confirmed else { return end }
    return max(end, Timestamp(day: min(day, limit(clock)), secondOfDay: 3 * 86400))
  }

  /// No plan keeps a story open for longer than a year.
  private static func limit(_ clock: Timestamp) -> CivilDay { CivilDay(daysSinceEpoch: clock.day.daysSinceEpoch + 365) }
}

/// What of a story's reports is counted, so that one more costs the same in a long story as in a short one.
struct StoryTally: Sendable {
  private var kinds: [Kind: Int] = [:]
  private var sources: [String] = []
  private var known: Set<String> = []
  private var official: [Side] = []
  private var origins = Origins()
  private var life = StageLife()
  private var closes: Timestamp?
  /// What the reports have named.
  private var names: Set<String> = []
  private var places: Set<String> = []
  private var dates: Set<CivilDay> = []
  private var figures: Set<UInt32> = []

  /// - Parameter members: in the order of a story's members.
  init(_ members: [StoryMember]) {
    for member in members { take(member) }
  }

  static func fill(_ story: inout Story) -> StoryTally {
    let tally = StoryTally(story.members)
    tally.write(to: &story)
    return tally
  }

  mutating func take(_ member: StoryMember) {
    if let kind = member.kind { kinds[kind, default: 0] += 1 }
    if known.insert(member.source.name).inserted { sources.append(member.source.name) }
    if member.source.trust == .official, let side = member.source.side, !official.contains(side) {
      official.append(side)
    }
    origins.take(member)
    life.take(member)
    if let end = StoryLife.closes(member) { closes = max(closes ?? end, end) }
    for participant in member.participants { names.insert(participant.name) }
    places.formUnion(member.places)
    dates.formUnion(member.dates)
    for figure in member.print.figures { figures.insert(Figures.value(figure).hash) }
  }

  /// What a report says that none so far did, however it put it; days are no figures.
  func additions(of member: StoryMember) -> AlertChanges {
    AlertChanges(
      participants: member.participants.map(\.name).filter { !names.contains($0) },
      places: member.places.filter { !places.contains($0) }, dates: member.dates.filter { !dates.contains($0) },
      figures: member.print.figures.filter { !Figures.isDay($0) && !figures.contains(Figures.value($0).hash) })
  }

  func write(to story: inout Story) {
    story.kind = kind(story.members)
    story.stage = life.stage
    story.history = life.history
    story.sources = sources
    story.official = official
    story.origins = origins.count
    story.closes = closes
  }

  /// The kind that most reports give it; of two alike, the earlier's.
  private func kind(_ members: [StoryMember]) -> Kind? {
    let most = kinds.values.max()
    return members.first { $0.kind.flatMap { kinds[$0] } == most }?.kind
  }
}
