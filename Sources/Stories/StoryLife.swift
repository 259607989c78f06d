import News

/// A story, worked out from its reports.
enum StoryLife {
  static func compose(_ id: String, _ members: [StoryMember], _ told: StoryTold) -> Story {
    compose(id, members.map(ReportFacts.init), told).story
  }

  static func compose(_ id: String, _ reports: [ReportFacts], _ told: StoryTold) -> (story: Story, tally: StoryTally) {
    let tally = StoryTally(reports)
    var story = Story(id: id, members: tally.reports.map(\.member), told: told)
    tally.write(to: &story)
    return (story, tally)
  }

  /// Adds a report to a story that is worked out already; gives what it says that no other report of the story did.
  static func grow(_ story: inout Story, _ tally: inout StoryTally, by report: ReportFacts) -> AlertChanges {
    let additions = tally.additions(of: report, isCounted: false)
    story.members.insert(report.member, at: tally.take(report))
    tally.write(to: &story)
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
