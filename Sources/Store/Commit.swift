import GRDB
public import News

/// The one transaction at the end of each trip.
extension AlertStore {
  /// Stores what polls brought: items, stories, alerts, and the feeds' states with the validators that vouch for them.
  /// All of it, or, when it throws, nothing.
  ///
  /// Items are grouped in the order of their own time, undated ones last, whatever order the outcomes come in.
  /// - Parameters:
  ///   - noted: earlier polls that found nothing new, to be written first.
  ///   - grouping: `StoryGrouper.grouping`.
  ///   - now: the time of detection of all that is new.
  public func commit(
    _ outcomes: [PollOutcome], noted: [RoutinePoll] = [], policy: AlertPolicy, grouping: Grouping, now: Timestamp
  ) throws(StoreFailure) -> CommitReceipt {
    guard !outcomes.isEmpty else {
      try note(noted)
      return CommitReceipt()
    }
    // What a failed transaction has done to the stories in memory must not outlive it. They are taken, not copied.
    var held = shelf.take()
    let (receipt, after) = try transaction { database in
      try FeedRow.note(noted, in: database)
      var commit = try Commit(
        open: try held.take() ?? OpenStories(at: now, grouping: grouping, in: database), policy: policy,
        grouping: grouping, now: now, database: database)
      try commit.run(outcomes)
      return (commit.receipt, commit.open)
    }
    shelf = after
    return receipt
  }
}

/// The work of one commit.
private struct Commit {
  var open: OpenStories
  let policy: AlertPolicy
  let grouping: Grouping
  let now: Timestamp
  let database: Database
  var receipt = CommitReceipt()
  private var nextSeq: Int64
  private var alertsOfFeed: [Int: Int] = [:]
  /// What the bodies brought, by outcome.
  private var bodies: [Int: (row: FeedRow, body: FeedRow.Body)] = [:]

  /// A relevant item that has yet to find its story.
  private struct Pending {
    var outcome: Int
    var judged: JudgedItem
    var number: Int64
    var firstSeen: Timestamp
    var isEdit: Bool
    var time: Timestamp?
  }

  init(open: OpenStories, policy: AlertPolicy, grouping: Grouping, now: Timestamp, database: Database) throws {
    self.open = open
    self.policy = policy
    self.grouping = grouping
    self.now = now
    self.database = database
    nextSeq = 1 + (try Int64.fetchOne(database, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'alerts'") ?? 0)
  }

  mutating func run(_ outcomes: [PollOutcome]) throws {
    open.sweep(now: now)
    var pending: [Pending] = []
    for (index, outcome) in outcomes.enumerated() {
      pending += try remember(outcome, index: index)
    }
    for item in Commit.inOrder(pending, outcomes) { try group(item, of: outcomes[item.outcome]) }
    for (index, outcome) in outcomes.enumerated() {
      var state = outcome.state
      if let feed = bodies[index] {
        var body = feed.body
        body.newAlerts = alertsOfFeed[index] ?? 0
        try FeedRow.write(state, body: body, in: database)
        (state.items, state.alerts) = (feed.row.items + body.newItems, feed.row.alerts + body.newAlerts)
        state.row.id = feed.row.id
      } else {
        try FeedRow.write(state, in: database)
      }
      receipt.states.append(state)
    }
  }

  /// Notes the feed's items as seen; gives those that are relevant and new, or edited.
  private mutating func remember(_ outcome: PollOutcome, index: Int) throws -> [Pending] {
    guard !outcome.seenKeys.isEmpty || !outcome.items.isEmpty else { return [] }
    var body = FeedRow.Body(seen: now)
    let feed: FeedRow
    if let known = try FeedRow.find(url: outcome.state.url, in: database) {
      feed = known
    } else {
      try FeedRow.write(outcome.state, in: database)
      feed = FeedRow(id: database.lastInsertedRowID, items: 0, alerts: 0, touched: now)
      body.touched = now
    }
    // Most are new: the attempt to insert is the question whether they are. Most are not relevant, and nothing more is
    // done with them.
    let others = outcome.items.indices.filter { !outcome.items[$0].assessment.relevant }
    let kept = try SeenItem.insert(feed: feed.id, items: outcome.items, places: others, now: now, in: database)
    body.newItems += kept.new
    for place in kept.doubtful { _ = try edit(outcome.items[place], of: feed.id) }
    var pending: [Pending] = []
    for place in outcome.items.indices where outcome.items[place].assessment.relevant {
      let judged = outcome.items[place]
      let inserted = try SeenItem.insert(
        feed: feed.id, key: judged.key, textHash: judged.textHash, now: now, in: database)
      if inserted != nil { body.newItems += 1 }
      let edited = inserted == nil ? try edit(judged, of: feed.id) : nil
      guard let number = inserted ?? edited?.id else { continue }
      pending.append(
        Pending(
          outcome: index, judged: judged, number: number, firstSeen: edited?.firstSeen ?? now, isEdit: edited != nil,
          time: AlertPolicy.time(of: judged.item, now: now)))
    }
    // Items that a feed still carries are noted as carried once a day, not at every poll.
    if feed.touched.map({ now.milliseconds - $0.milliseconds >= SeenItem.touchEvery }) ?? true {
      try SeenItem.touch(feed: feed.id, keys: outcome.seenKeys, now: now, in: database)
      body.touched = now
    }
    receipt.newItems += body.newItems
    bodies[index] = (feed, body)
    return pending
  }

  /// Notes that a known item has another text now; `nil` where it has not.
  private mutating func edit(_ judged: JudgedItem, of feed: Int64) throws -> SeenItem? {
    guard let known = try SeenItem.find(feed: feed, key: judged.key, in: database), known.textHash != judged.textHash
    else { return nil }
    try SeenItem.edit(id: known.id, textHash: judged.textHash, now: now, in: database)
    receipt.edits += 1
    return known
  }

  /// By their own time, undated ones last; then by feed and identity, so that the order of the outcomes says nothing.
  private static func inOrder(_ pending: [Pending], _ outcomes: [PollOutcome]) -> [Pending] {
    pending.sorted { a, b in
      switch (a.time, b.time) {
      case (let first?, let second?) where first != second: return first < second
      case (.some, nil): return true
      case (nil, .some): return false
      default:
        return (outcomes[a.outcome].source.url, a.judged.key) < (outcomes[b.outcome].source.url, b.judged.key)
      }
    }
  }

  /// Finds the item's story, keeps it, and raises what follows.
  private mutating func group(_ item: Pending, of outcome: PollOutcome) throws {
    let candidate = StoryCandidate(
      number: item.number, item: item.judged.item, assessment: item.judged.assessment, source: outcome.source,
      time: item.time, seenAt: item.firstSeen)
    let member = grouping.member(candidate)
    let held = item.isEdit ? try StoryRow.story(ofItem: item.number, grouping: grouping, in: database) : nil
    if let held, open.number(of: held.story.id) == nil {
      open.hold(held.story, number: held.number, until: now.adding(seconds: OpenStories.memory / 1000))
    }
    var decision = held == nil ? open.place(member) : open.revise(member)
    if open.number(of: decision.story.id) == nil { try name(&decision.story) }
    // An edit is the same item: it tells what it changes, never itself again; and an undated one that was silent when
    // it was first seen has not become younger.
    if held == nil || decision.reason != .copy && (decision.reason != .newEvent || item.time != nil) {
      try raise(&decision, item: item, outcome: outcome)
    }
    try keep(decision, member: member, isMoved: held != nil)
  }

  /// A closed story's first report may have come again under another address.
  private mutating func name(_ story: inout Story) throws {
    let name = try StoryRow.freeName(story.id, in: database)
    open.rename(story.id, to: name)
    story.id = name
  }

  /// Writes the stories that the item changed.
  private mutating func keep(_ decision: StoryDecision, member: StoryMember, isMoved: Bool) throws {
    let number = try keep(decision.story)
    try StoryRow.write(member, story: number, in: database)
    guard !decision.others.isEmpty || isMoved else { return }
    try StoryRow.move(decision.story.members, to: number, in: database)
    for var other in decision.others {
      if other.members.isEmpty {
        if let number = open.number(of: other.id) { try StoryRow.remove(number: number, in: database) }
        open.drop(other.id)
      } else {
        if open.number(of: other.id) == nil { try name(&other) }
        try StoryRow.move(other.members, to: try keep(other), in: database)
      }
    }
  }

  private mutating func keep(_ story: Story) throws -> Int64 {
    let last = StoryRow.seen(story).last.milliseconds
    let until = Timestamp(milliseconds: max(story.closes?.milliseconds ?? last, last + OpenStories.memory))
    let number = try StoryRow.write(story, number: open.number(of: story.id), openUntil: until, in: database)
    open.note(story.id, number: number, until: until)
    return number
  }

  /// Raises the alert that the policy allows, and notes in the story what has been told.
  private mutating func raise(_ decision: inout StoryDecision, item: Pending, outcome: PollOutcome) throws {
    let judged = item.judged
    guard
      let reason = policy.raises(
        decision.reason, score: judged.assessment.score, time: item.time, isFirstPoll: outcome.isFirstPoll, now: now)
    else { return }
    decision.story.told = decision.told
    open.tell(decision.told, of: decision.story.id)
    let story = decision.story
    let alert = Alert(
      id: "\(story.id)-\(nextSeq)", seq: nextSeq, detectedAt: now,
      publishedAt: judged.item.time.flatMap { $0 > now.adding(seconds: AlertPolicy.tolerance) ? nil : $0 },
      reason: reason, changes: decision.changes, title: judged.item.title ?? "", link: judged.item.link,
      summary: judged.item.summary, source: outcome.source, assessment: judged.assessment,
      story: StorySummary(
        id: story.id, items: story.members.count, sources: story.sources, origins: story.origins,
        firstSeen: StoryRow.seen(story).first, official: story.official, history: story.history))
    try AlertRow.insert(alert, in: database)
    nextSeq += 1
    alertsOfFeed[item.outcome, default: 0] += 1
    receipt.alerts.append(alert)
  }
}
