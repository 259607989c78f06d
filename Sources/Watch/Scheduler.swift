internal import Dispatch
internal import HTTP
internal import Isolation
internal import News
internal import Store

/// Starts a trip whenever a feed is due, and arms one timer for the next that will be. What is due is decided by
/// `Schedule`; what follows from a trip by `PollPlan`; this actor only acts.
actor Scheduler: QueueActor {
  nonisolated let queue: SerialQueue
  private var schedule: Schedule
  private var settings: PollingSettings
  private var pipeline: Pipeline
  private let clock: Clock
  private let report: @Sendable (WatchEvent) -> Void
  private let timer: any DispatchSourceTimer
  private var entries: [Schedule.FeedNumber: Entry] = [:]
  private var numbers: [String: Schedule.FeedNumber] = [:]
  private var feedsOfHost: [String: Int] = [:]
  private var lastNumber = 0
  private var isStopping = false
  private var armedFor: Int64?
  private var nextForgetting: Int64 = 0
  private var nextHeartbeat: Int64 = 0
  private var idle: [CheckedContinuation<Void, Never>] = []
  /// While the store takes nothing, polls are useless work: one feed probes at this pace. `nil` while it does.
  private var storeTrouble: (until: Int64, wait: Int64)?
  /// Poll each feed once and no more.
  private let once: Bool
  private var dice = Dice()
  private var heap = HeapRest()
  /// Why most feeds are due when they are: one text for all of them.
  private var commonReason = ""
  private(set) var tally = WatchTally()

  /// Confined to this actor; changed in place.
  private final class Entry {
    var feed: WatchedFeed
    var state: FeedState
    var host: String
    var isUnderWay = false
    /// What the schedule was told of it.
    var wasProven = false
    /// Gone from the configuration while under way.
    var isDropped = false

    init(feed: WatchedFeed, state: FeedState, host: String) {
      self.feed = feed
      self.state = state
      self.host = host
    }
  }

  /// The timer wakes at least this often, so that a sleep of the machine or a lost event costs no more.
  static let longestSleep: Int64 = 10_000
  /// Due times are met on a grid of this many milliseconds: a timer's slack is what keeps an idle daemon idle.
  static let tick: Int64 = 250

  init(
    pipeline: Pipeline, settings: PollingSettings, clock: Clock, once: Bool, queue: SerialQueue,
    report: @escaping @Sendable (WatchEvent) -> Void
  ) {
    self.queue = queue
    self.pipeline = pipeline
    self.settings = settings
    self.clock = clock
    self.once = once
    self.report = report
    schedule = Schedule(limits: Self.limits(settings, once: once))
    timer = DispatchSource.makeTimerSource(queue: queue.dispatch)
  }

  // MARK: Start, change, stop

  /// Takes over the feeds, with what is remembered of them, and begins.
  func start(_ feeds: [WatchedFeed], states: [FeedState]) {
    timer.setEventHandler { @Sendable [weak self] in
      self?.assumeIsolated {
        $0.armedFor = nil
        $0.wake()
      }
    }
    timer.activate()
    pipeline.committer.assumeIsolated {
      $0.watch { @Sendable [weak self] failure in self?.assumeIsolated { $0.storeAnswered(failure) } }
    }
    spread(feeds, states)
    wake()
  }

  /// Adds, drops and changes feeds without touching what is remembered of the others.
  func update(_ feeds: [WatchedFeed], settings: PollingSettings, pipeline: Pipeline, states: [FeedState]) {
    self.settings = settings
    self.pipeline = pipeline
    schedule.limits = Self.limits(settings, once: once)
    let wanted = Dictionary(feeds.map { ($0.source.url, $0) }, uniquingKeysWith: { first, _ in first })
    for (url, number) in numbers where wanted[url] == nil { drop(number) }
    var added: [WatchedFeed] = []
    for feed in feeds {
      guard let number = numbers[feed.source.url], let entry = entries[number] else {
        added.append(feed)
        continue
      }
      let isChanged = entry.feed.interval != feed.interval
      entry.feed = feed
      if isChanged, !entry.isUnderWay {
        // A new interval counts from the last poll.
        let now = clock.wall()
        let last = entry.state.lastAttempt ?? now
        let due = last.adding(seconds: settings.clamp(feed.interval ?? settings.interval))
        if entry.state.failures == 0 { entry.state.nextDue = max(now, due) }
        enqueue(number)
      }
    }
    spread(added, states)
    wake()
  }

  /// Starts nothing more, and returns when what is under way has ended and is stored.
  func stop() async {
    isStopping = true
    timer.cancel()
    await untilIdle()
  }

  /// Returns when no transfer is under way and, in a single round, none is waiting, and all of it is stored.
  func untilIdle() async {
    if !isIdle { await withCheckedContinuation { idle.append($0) } }
    await pipeline.committer.settle()
  }

  /// The state of every feed, for people.
  var states: [FeedState] { entries.values.map(\.state) }

  private var isIdle: Bool { schedule.active == 0 && (isStopping || !once || tally.polled >= tally.planned) }

  // MARK: Feeds

  /// First polls, and those that fell due while the program was away, are spread over
  /// min(interval, 30 s, 10 ms × feeds).
  private func spread(_ feeds: [WatchedFeed], _ states: [FeedState]) {
    guard !feeds.isEmpty else { return }
    let known = Dictionary(
      states.indices.lazy.map { (states[$0].url, $0) }, uniquingKeysWith: { first, _ in first })
    entries.reserveCapacity(entries.count + feeds.count)
    numbers.reserveCapacity(numbers.count + feeds.count)
    let now = clock.wall()
    let window = min(settings.interval * 1000, 30_000, Int64(feeds.count) * 10)
    var position: Int64 = 0
    for feed in feeds {
      var state =
        known[feed.source.url].map { states[$0] }
        ?? FeedState(url: feed.source.url, name: feed.source.name, nextDue: now)
      // The configuration's own text: no second copy in memory.
      state.url = feed.source.url
      state.name = feed.source.name
      let held = state.heldUntil.map { $0 > now } ?? false
      if once {
        guard !held else { continue }
        state.nextDue = now
      } else {
        // A due time beyond all that the plan can say is a clock that was set back.
        let furthest = now.adding(seconds: max(settings.maxInterval, PollPlan.goneInterval) + 60)
        if state.nextDue <= now || state.nextDue > furthest {
          state.nextDue = Timestamp(milliseconds: now.milliseconds + window * position / Int64(max(1, feeds.count)))
        }
      }
      position += 1
      lastNumber += 1
      let host = hostName(of: state.learnedURL ?? state.url)
      numbers[state.url] = lastNumber
      entries[lastNumber] = Entry(feed: feed, state: state, host: host)
      feedsOfHost[host, default: 0] += 1
      tally.planned += 1
      hold(lastNumber, since: now)
      enqueue(lastNumber, since: now)
    }
  }

  private func drop(_ number: Schedule.FeedNumber) {
    guard let entry = entries[number] else { return }
    numbers[entry.state.url] = nil
    schedule.remove(number)
    feedsOfHost[entry.host, default: 1] -= 1
    if entry.isUnderWay { entry.isDropped = true } else { entries[number] = nil }
  }

  /// The wall clock's due time on the steady clock, which is what the schedule knows.
  /// - Parameter since: the wall clock's time when it was set. After a poll that is the poll's own, so that a clock that
  ///   jumped meanwhile changes no wait; `nil` for now.
  private func steadyTime(of time: Timestamp, since: Timestamp? = nil) -> Int64 {
    clock.steady() + max(0, time.milliseconds - (since ?? clock.wall()).milliseconds)
  }

  private func enqueue(_ number: Schedule.FeedNumber, since: Timestamp? = nil) {
    guard let entry = entries[number], !entry.isUnderWay else { return }
    entry.wasProven = entry.state.lastSuccess != nil && entry.state.failures == 0
    schedule.add(
      number, host: entry.host, at: steadyTime(of: entry.state.nextDue, since: since), isProven: entry.wasProven)
  }

  /// Keeps the whole host waiting for as long as one of its feeds was told to.
  private func hold(_ number: Schedule.FeedNumber, since: Timestamp? = nil) {
    guard settings.holdsHost, let entry = entries[number], let until = entry.state.heldUntil else { return }
    let time = steadyTime(of: until, since: since)
    if time > clock.steady() { schedule.hold(host: entry.host, until: time) }
  }

  // MARK: Polls

  private func wake() {
    guard !isStopping else { return }
    let now = clock.steady()
    // Waiting for the store is scheduling too: the watchdog must not end a daemon whose disk is full.
    if now >= nextHeartbeat {
      nextHeartbeat = now + 1000
      report(.heartbeat)
    }
    if let trouble = storeTrouble, trouble.until > now {
      arm(at: trouble.until)
      return
    }
    // While the store is in trouble one feed at a time probes it.
    for number in schedule.start(now: now, atMost: storeTrouble == nil ? Int.max : 1) { poll(number) }
    if now >= nextForgetting {
      schedule.forgetIdleHosts(now: now)
      nextForgetting = now + Self.longestSleep
    }
    arm(at: schedule.nextStart ?? now + Self.longestSleep)
    rest(after: 0, now)
  }

  private func rest(after bytes: Int, _ now: Int64) {
    guard !once, heap.isDue(after: bytes, now: now, isPause: schedule.active == 0) else { return }
    Task.detached(priority: .utility) { BodyMemory.returnFreePages() }
  }

  private func arm(at time: Int64) {
    let now = clock.steady()
    // A wait is rounded up to the grid; what is due now starts now.
    let wanted = time <= now ? now : (min(time, now + Self.longestSleep) + Self.tick - 1) / Self.tick * Self.tick
    guard wanted != armedFor else { return }
    armedFor = wanted
    timer.schedule(
      deadline: .now() + .milliseconds(Int(wanted - now)), leeway: .milliseconds(Int(Self.tick)))
  }

  private func poll(_ number: Schedule.FeedNumber) {
    guard let entry = entries[number] else { return }
    entry.isUnderWay = true
    pipeline.fetch(entry.state, reuseConnection: feedsOfHost[entry.host, default: 0] > 1) { answer in
      self.assumeIsolated { $0.answered(number, answer) }
    }
  }

  private func answered(_ number: Schedule.FeedNumber, _ answer: Result<Response, TransferFailure>) {
    guard let entry = entries[number] else { return }
    let random = Double.random(in: 0..<1, using: &dice)
    if let end = pipeline.endAtOnce(entry.feed, entry.state, answer, random: random) { return finished(number, end) }
    // Preferred is what every continuation of the trip is resumed on: this very queue.
    Task(executorPreference: queue) { await self.end(number, answer, random) }
  }

  private func end(_ number: Schedule.FeedNumber, _ answer: Result<Response, TransferFailure>, _ random: Double) async {
    guard let entry = entries[number] else { return }
    finished(number, await pipeline.end(entry.feed, entry.state, answer, random: random))
  }

  private func finished(_ number: Schedule.FeedNumber, _ end: Pipeline.End) {
    guard let entry = entries[number] else { return }
    schedule.finished(host: entry.host, wasProven: entry.wasProven)
    entry.isUnderWay = false
    let before = entry.state.learnedURL
    tally.polled += 1
    var planned: Timestamp?
    switch end {
    case .committed(let state, let newItems, let alerts, let bytes):
      count(state, from: entry.state, newItems: newItems, alerts: alerts, bytes: bytes)
      tell(of: entry.feed, from: entry.state, to: state)
      entry.state = state
      if state.dueReason == commonReason {
        entry.state.dueReason = commonReason
      } else {
        commonReason = state.dueReason
      }
      rest(after: bytes, clock.steady())
      planned = state.lastAttempt
    case .storeFailed(let failure):
      // A failed transaction has been told already; a failed question has not.
      if (storeTrouble?.until ?? 0) <= clock.steady() { storeAnswered(failure) }
      entry.state.nextDue = clock.wall().adding(seconds: 1)
      tally.failed += 1
    case .stopped:
      break
    }
    if entry.isDropped {
      entries[number] = nil
    } else if !once, !isStopping {
      rehost(entry, from: before)
      hold(number, since: planned)
      enqueue(number, since: planned)
    }
    wake()
    if isIdle {
      for continuation in idle { continuation.resume() }
      idle = []
    }
  }

  /// What the store made of a transaction.
  private func storeAnswered(_ failure: StoreFailure?) {
    guard let failure else {
      guard storeTrouble != nil else { return }
      storeTrouble = nil
      return wake()
    }
    tally.storeFailed = true
    let wait = min((storeTrouble?.wait ?? 500) * 2, 60_000)
    if storeTrouble == nil { report(.storeFails(failure.description)) }
    storeTrouble = (clock.steady() + wait, wait)
  }

  private func count(_ state: FeedState, from before: FeedState, newItems: Int, alerts: Int, bytes: Int) {
    tally.items += newItems
    tally.alerts += alerts
    tally.bytes += bytes
    if state.failures > 0 {
      tally.failed += 1
    } else if state.lastStatus == 304 {
      tally.notModified += 1
    } else if before.bodyHash != nil, state.bodyHash == before.bodyHash {
      tally.unchanged += 1
    }
  }

  /// Says what has changed about a feed that a person may want to hear of.
  private func tell(of feed: WatchedFeed, from before: FeedState, to state: FeedState) {
    let name = feed.source.name
    if before.failures == 0, state.failures > 0 {
      report(.feedFails(name, state.lastError ?? "", nextTry: state.nextDue))
    } else if before.failures > 0, state.failures == 0 {
      report(.feedRecovered(name, since: before.failingSince))
    }
    if let concern = state.concern, concern.kind != before.concern?.kind {
      report(.feedDoubtful(name, concern.words))
    } else if let ended = before.concern, state.concern == nil {
      report(.feedTrusted(name, since: ended.since))
    }
    if before.learnedURL != state.learnedURL {
      if let learned = state.learnedURL { report(.feedMoved(name, to: withoutCredentials(learned))) }
    }
  }

  /// A learnt redirect may lead to another host, whose limits then count.
  private func rehost(_ entry: Entry, from before: String?) {
    guard entry.state.learnedURL != before else { return }
    let host = hostName(of: entry.state.learnedURL ?? entry.state.url)
    guard host != entry.host else { return }
    feedsOfHost[entry.host, default: 1] -= 1
    feedsOfHost[host, default: 0] += 1
    entry.host = host
  }

  /// For jitter: the system's own generator is a system call a throw.
  private struct Dice: RandomNumberGenerator {
    private var state = UInt64.random(in: 0...UInt64.max)

    // SplitMix64 (Steele, Lea and Flood 2014).
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return mixed ^ mixed >> 31
    }
  }

  private static func limits(_ settings: PollingSettings, once: Bool) -> Schedule.Limits {
    // In a single round nobody waits for the next one.
    Schedule.Limits(
      concurrency: settings.concurrency, perHost: settings.perHost, hostPause: settings.hostPause * 1000,
      unproven: once ? settings.concurrency : max(1, settings.concurrency / 2))
  }
}
