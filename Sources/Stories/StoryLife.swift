import News

/// A story, worked out from its reports.
enum StoryLife {
  static func compose(_ id: String, _ members: [StoryMember], _ told: StoryTold) -> Story {
    var story = Story(id: id, members: members.sorted(by: ReportOrder.isBefore), told: told)
    _ = StoryTally.fill(&story)
    return story
  }

  /// Adds a report to a story that is worked out already.
  static func grow(_ story: inout Story, _ tally: inout StoryTally, by member: StoryMember) {
    if let last = story.members.last, ReportOrder.isBefore(member, last) {
      let place = story.members.firstIndex { ReportOrder.isBefore(member, $0) } ?? story.members.count
      story.members.insert(member, at: place)
      tally = StoryTally.fill(&story)
    } else {
      story.members.append(member)
      tally.take(member)
      tally.write(to: &story)
    }
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
    if member.source.trust == .official, let side = member.source.side, !official.contains(side) { official.append(side) }
    origins.take(member)
    life.take(member)
    if let end = StoryLife.closes(member) { closes = max(closes ?? end, end) }
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
