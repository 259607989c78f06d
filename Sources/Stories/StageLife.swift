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
  private var earlier: [StoryMember] = []
  private var texts: Set<Int> = []

  /// More different reports than this are not compared with a later one.
  private static let limit = 300

  /// Takes the next report, in the order of a story's members.
  mutating func take(_ member: StoryMember) {
    guard let next = member.stage, !member.isRetrospective else { return }
    var hasher = Hasher()
    hasher.combine(member.print)
    hasher.combine(member.dates)
    hasher.combine(next)
    guard texts.insert(hasher.finalize()).inserted || member.print.shingles.isEmpty else { return }
    if moves(to: next, by: member) {
      stage = next
      since = member.clock
      history.append(
        StageRecord(stage: next, at: member.clock ?? Timestamp(milliseconds: 0), link: member.link))
    }
    if earlier.count < StageLife.limit { earlier.append(member) }
  }

  private func moves(to next: Stage, by member: StoryMember) -> Bool {
    guard let stage else { return true }
    guard stage != next else { return false }
    if stage != .cancelled, next != .cancelled { return StageLife.rank(next) > StageLife.rank(stage) }
    let wasThere = earlier.contains { $0.stage == next }
    if next == .cancelled, !wasThere { return true }
    guard let clock = member.clock, let since, clock > since else { return false }
    if earlier.contains(where: { $0.stage == next && StageLife.isCopy(member, of: $0) }) { return false }
    return next != .planned || member.dates.contains { day in !earlier.contains { $0.dates.contains(day) } }
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
