import News

/// The life of an event, worked out from its reports.
enum StoryLife {
  static func compose(_ id: String, _ members: [StoryMember], _ told: StoryTold) -> Story {
    let members = members.sorted(by: isEarlier)
    var story = Story(id: id, members: members, told: told)
    story.kind = kind(members)
    (story.stage, story.history) = life(members)
    for member in members where !story.sources.contains(member.source.name) { story.sources.append(member.source.name) }
    for member in members where member.source.trust == .official {
      if let side = member.source.side, !story.official.contains(side) { story.official.append(side) }
    }
    story.origins = Origins.count(members)
    story.closes = closes(members)
    return story
  }

  /// By their clock, those without one last; then by what they say, so that the order of arrival says nothing.
  static func isEarlier(_ a: StoryMember, _ b: StoryMember) -> Bool {
    switch (a.clock, b.clock) {
    case (let first?, let second?) where first != second: return first < second
    case (.some, nil): return true
    case (nil, .some): return false
    default: return (a.source.url, a.title, a.link ?? "", a.number) < (b.source.url, b.title, b.link ?? "", b.number)
    }
  }

  /// The kind that most reports give it; of two alike, the earlier's.
  private static func kind(_ members: [StoryMember]) -> Kind? {
    var counts: [Kind: Int] = [:]
    for member in members {
      if let kind = member.kind { counts[kind, default: 0] += 1 }
    }
    let most = counts.values.max()
    return members.first { $0.kind.flatMap { counts[$0] } == most }?.kind
  }

  // MARK: - Stages

  private static func life(_ members: [StoryMember]) -> (Stage?, [StageRecord]) {
    var stage: Stage?
    var since: Timestamp?
    var history: [StageRecord] = []
    for (index, member) in members.enumerated() {
      guard let next = member.stage, !member.isRetrospective else { continue }
      guard moves(from: stage, to: next, since: since, by: member, earlier: members[..<index]) else { continue }
      stage = next
      since = member.clock
      history.append(
        StageRecord(stage: next, at: member.clock ?? Timestamp(milliseconds: 0), link: member.link))
    }
    return (stage, history)
  }

  /// Forward, and only on evidence: planned, confirmed, ongoing, concluded; cancelled from any. What was called off
  /// goes on when a later report, no copy of an earlier one, says so; a plan alone does so only with a day of its own.
  private static func moves(
    from stage: Stage?, to next: Stage, since: Timestamp?, by member: StoryMember, earlier: ArraySlice<StoryMember>
  ) -> Bool {
    guard let stage else { return true }
    guard stage != next else { return false }
    if stage != .cancelled, next != .cancelled { return rank(next) > rank(stage) }
    let wasThere = earlier.contains { $0.stage == next }
    if next == .cancelled, !wasThere { return true }
    guard let clock = member.clock, let since, clock > since else { return false }
    if earlier.contains(where: { $0.stage == next && isCopy(member, of: $0) }) { return false }
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

  private static func isCopy(_ a: StoryMember, of b: StoryMember) -> Bool {
    if let share = Fingerprint.containment(a.print.shingles, b.print.shingles), share >= 0.4 { return true }
    let first = Set(Fingerprint.words(a.title, limit: 40))
    let second = Set(Fingerprint.words(b.title, limit: 40))
    return !first.isEmpty && first.intersection(second).count * 5 >= max(first.count, second.count) * 4
  }

  // MARK: - How long it stays open

  /// The last report's time and its kind's window, or the last day that a plan names and three more.
  private static func closes(_ members: [StoryMember]) -> Timestamp? {
    var closes: Timestamp?
    for member in members {
      guard let clock = member.clock else { continue }
      var end = clock.adding(seconds: EventKey.window(member.kind, member.stage))
      if let day = member.dates.last, member.stage == .planned || member.stage == .confirmed {
        end = max(end, Timestamp(day: min(day, limit(clock)), secondOfDay: 3 * 86400))
      }
      closes = max(closes ?? end, end)
    }
    return closes
  }

  /// No plan keeps a story open for longer than a year.
  private static func limit(_ clock: Timestamp) -> CivilDay { CivilDay(daysSinceEpoch: clock.day.daysSinceEpoch + 365) }
}
