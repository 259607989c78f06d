public import HTTP
public import Isolation
public import News
internal import Store
internal import Synchronization

/// Tells commands and webhooks of alerts: each in order, at least once, with its own cursor, filter and back-off, so
/// that a slow or dead one delays nobody.
///
/// It shares the disk queue with the store; while a program or a request runs, nothing is held up.
public actor Deliveries: QueueActor {
  public nonisolated let queue: SerialQueue
  private let outbox: any AlertOutbox
  private let transfers: Transfers
  private let retry: RetryPlan
  private let now: @Sendable () -> Timestamp
  private let report: @Sendable (DeliveryEvent) -> Void
  private var runs: [Run] = []
  private var isStopped = false
  private var settling: [CheckedContinuation<Void, Never>] = []

  /// How often one alert is refused before it is passed over.
  public static let greatestRefusals = 10

  /// A delivery at work.
  private final class Run {
    let settings: DeliverySettings
    var condition: DeliveryCondition
    /// `nil` until it has been read.
    var cursor: Int64?
    var savedCursor: Int64?
    let wakes: AsyncStream<Void>
    let waker: AsyncStream<Void>.Continuation
    var task: Task<Void, Never>?
    /// Everything is told that there was when it last looked, and nothing has been committed since.
    var isIdle = false
    /// It waits to try again.
    var isPausing = false
    var isResting: Bool { isIdle || isPausing }

    init(_ settings: DeliverySettings) {
      self.settings = settings
      condition = DeliveryCondition(name: settings.name)
      (wakes, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }
  }

  /// - Parameters:
  ///   - queue: the disk queue, on which `outbox` may be called.
  ///   - transfers: for the webhooks; not the one that polls feeds, or a busy poll would delay them.
  ///   - now: the time.
  ///   - report: called on the disk queue, for the journal; must not block.
  public init(
    outbox: any AlertOutbox, transfers: Transfers, queue: SerialQueue, retry: RetryPlan = .deliveries,
    now: @escaping @Sendable () -> Timestamp, report: @escaping @Sendable (DeliveryEvent) -> Void
  ) {
    self.outbox = outbox
    self.transfers = transfers
    self.queue = queue
    self.retry = retry
    self.now = now
    self.report = report
  }

  /// Takes up what the configuration says: new deliveries begin after the last alert, changed ones go on where they
  /// are, those that are gone are ended. What runs is interrupted only where its own entry changed.
  public func update(_ settings: [DeliverySettings]) async {
    guard !isStopped else { return }
    let kept = runs.filter { settings.contains($0.settings) }
    let ended = runs.filter { !settings.contains($0.settings) }
    runs = kept
    await end(ended)
    guard !isStopped else { return }
    for entry in settings where !runs.contains(where: { $0.settings == entry }) {
      let run = Run(entry)
      // Before anything else may be committed: "from now" is now.
      _ = try? open(run)
      runs.append(run)
      run.task = Task { await self.work(run) }
    }
  }

  /// Something was committed.
  public func wake() {
    for run in runs {
      run.isIdle = false
      run.waker.yield()
    }
  }

  /// Returns when each delivery has told what there is, or waits because its receiver did not take it; at the latest
  /// after so many seconds. For a single round: what is left then is told by the next one, or by the daemon.
  public func settle(within seconds: Int64) async {
    wake()
    if runs.allSatisfy(\.isResting) { return }
    let limit = Task {
      do { try await Task.sleep(for: .seconds(seconds)) } catch { return }
      endSettling()
    }
    await withCheckedContinuation { settling.append($0) }
    limit.cancel()
  }

  private func endSettling() {
    for continuation in settling { continuation.resume() }
    settling = []
  }

  private func rested() {
    if runs.allSatisfy(\.isResting) { endSettling() }
  }

  /// Ends what runs, within some seconds. Nothing happens afterwards.
  public func stop() async {
    isStopped = true
    let ended = runs
    runs = []
    await end(ended)
    endSettling()
  }

  /// How each delivery is doing, in the configuration's order.
  public var conditions: [DeliveryCondition] { runs.map(\.condition) }

  private func end(_ ended: [Run]) async {
    for run in ended {
      run.task?.cancel()
      run.waker.finish()
    }
    for run in ended { await run.task?.value }
  }

  // MARK: One delivery

  private func work(_ run: Run) async {
    var wakes = run.wakes.makeAsyncIterator()
    while !Task.isCancelled {
      do throws(LogFailure) {
        guard let alert = try next(run) else {
          run.isIdle = true
          rested()
          guard await wakes.next(isolation: self) != nil else { return }
          continue
        }
        await tell(alert, run)
      } catch {
        // The store will say so itself, and loudly; here it is waited for.
        await pause(retry.first, run)
      }
    }
  }

  /// The next alert that the delivery wants; those that it doesn't are passed over.
  private func next(_ run: Run) throws(LogFailure) -> Alert? {
    var cursor = try open(run)
    while true {
      let alerts = try outbox.pending(after: cursor, limit: 64)
      let wanted = alerts.first(where: run.settings.filter.admits)
      let passed = wanted.map { $0.seq - 1 } ?? alerts.last?.seq ?? cursor
      cursor = max(cursor, passed)
      run.cursor = cursor
      run.condition.lastSeq = cursor
      if wanted != nil || alerts.isEmpty {
        try save(run)
        return wanted
      }
    }
  }

  private func open(_ run: Run) throws(LogFailure) -> Int64 {
    if let cursor = run.cursor { return cursor }
    let saved = try outbox.cursor(of: Self.sink(run.settings))?.lastSeq
    let cursor = if let saved { saved } else { try outbox.newestSeq() }
    run.cursor = cursor
    run.savedCursor = saved
    run.condition.lastSeq = cursor
    try save(run)
    return cursor
  }

  private func save(_ run: Run) throws(LogFailure) {
    guard let cursor = run.cursor, cursor != run.savedCursor else { return }
    try outbox.save(
      LogCursor(lastSeq: cursor, device: 0, inode: 0, offset: 0), of: Self.sink(run.settings))
    run.savedCursor = cursor
  }

  private static func sink(_ settings: DeliverySettings) -> String { "delivery \(settings.name)" }

  /// Tries until the alert is told, given up, or the delivery ends.
  private func tell(_ alert: Alert, _ run: Run) async {
    var refusals = 0
    while !Task.isCancelled {
      do throws(DeliveryFailure) {
        try await attempt(alert, run.settings)
        if run.condition.failure != nil { report(.recovered(name: run.settings.name)) }
        return passed(alert, run)
      } catch {
        if error == .cancelled { return }
        run.condition.failures += 1
        if run.condition.failure != error.description {
          run.condition.failure = error.description
          // The program's own end is nobody's failure.
          if error != .transfer(.stopped) { report(.failing(name: run.settings.name, seq: alert.seq, error)) }
        }
        if error.isRefusal { refusals += 1 }
        if refusals >= Self.greatestRefusals {
          report(.gaveUp(name: run.settings.name, seq: alert.seq, error))
          run.condition.givenUp += 1
          return passed(alert, run)
        }
        await pause(retry.delay(afterFailures: run.condition.failures, asked: error.asked), run)
      }
    }
  }

  private func passed(_ alert: Alert, _ run: Run) {
    run.cursor = alert.seq
    run.condition.lastSeq = alert.seq
    run.condition.failure = nil
    run.condition.failures = 0
    // Where the store refuses, the cursor in memory is ahead, and is saved with the next one.
    try? save(run)
  }

  private func attempt(_ alert: Alert, _ settings: DeliverySettings) async throws(DeliveryFailure) {
    switch settings.destination {
    case .command(let words): try await Command(words, timeout: settings.timeout).tell(alert)
    case .webhook(let url, let authorizationFile):
      try await Webhook(url: url, authorizationFile: authorizationFile, timeout: settings.timeout)
        .tell(alert, by: transfers, now: now)
    }
  }

  private func pause(_ milliseconds: Int64, _ run: Run) async {
    run.isPausing = true
    rested()
    try? await Task.sleep(for: .milliseconds(milliseconds))
    run.isPausing = false
  }
}
