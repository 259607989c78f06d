import News

/// How far an event has come, told by its reports one after the other.
///
/// Forward, and only on evidence: planned, confirmed, ongoing, concluded; cancelled from any. A late copy of an older stage
/// moves nothing back. What was called off goes on when a later report, no copy of an earlier one, says so; a plan alone
/// does so only with a day of its own.
struct StageLife: Sendable {
  private(set) var stage: Stage?
  private(set) var history: [StageRecord] = []
  private var since: Timestamp?
  /// The reports so far, copies of one text once.
  private var earlier: [ReportFacts] = []
  /// The first report of each text.
  private var texts: [Int: ReportFacts] = [:]

  /// More different reports than this are not compared with a later one.
  private static let limit = 300

  /// Takes the next report, in the order of a story's members.
  mutating func take(_ report: ReportFacts) {
    let member = report.member
    guard let next = member.stage, !member.isRetrospective else { return }
    if let text = report.text {
      guard texts[text] == nil else { return }
      texts[text] = report
    }
    if moves(to: next, by: member) {
      stage = next
      since = member.clock
      history.append(
        StageRecord(stage: next, at: member.clock ?? Timestamp(milliseconds: 0), link: member.link))
    }
    if earlier.count < StageLife.limit { earlier.append(report) }
  }

  /// Whether a report, put in its place among those that were taken, changes nothing.
  func isRepeat(_ report: ReportFacts) -> Bool {
    if report.member.stage == nil || report.member.isRetrospective { return true }
    guard let text = report.text, let first = texts[text] else { return false }
    return first.isBefore(report)
  }

  private func moves(to next: Stage, by member: StoryMember) -> Bool {
    guard let stage else { return true }
    guard stage != next else { return false }
    if stage != .cancelled, next != .cancelled { return StageLife.rank(next) > StageLife.rank(stage) }
    let wasThere = earlier.contains { $0.member.stage == next }
    if next == .cancelled, !wasThere { return true }
    guard let clock = member.clock, let since, clock > since else { return false }
    if earlier.contains(where: { $0.member.stage == next && StageLife.isCopy(member, of: $0.member) }) { return false }
    return next != .planned || member.dates.contains { day in !earlier.contains { $0.member.dates.contains(day) } }
  }

  private static func rank(_ stage: Stage) -> Int {
    switch stage {
    case .planned: 0
    case .confirmed: 1
    case .ongoing: 2
    case .concluded, .cancelled: 3
    }
  }

  /// Much of the same text, or the same title but for a word.
  private static func isCopy(_ a: StoryMember, of b: StoryMember) -> Bool {
    if let share = Fingerprint.containment(a.print.shingles, b.print.shingles), share >= 0.4 { return true }
    let first = Set(Words.list(a.title, limit: 40))
    let second = Set(Words.list(b.title, limit: 40))
    return !first.isEmpty && first.intersection(second).count * 5 >= max(first.count, second.count) * 4
  }
}
