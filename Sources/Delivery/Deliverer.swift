// The door of Delivery: how committed alerts reach the two logs, commands and webhooks.
//
// In: the store's alerts (AlertOutbox), settings, a word that something was committed. Out: lines in the
// logs, exactly once each; runs of commands and requests to webhooks, at least once each, in order, with a stable id.
// May touch: the two log files and the folder they are in, the stamp file, the commands that the administrator named, the
// network through HTTP. It never judges, and what fails here holds up no commit.
//
// The logs: Deliverer → AlertLog (write, flush, save the cursor) → LogRepair (what a crash left) over LogFiles.
// Deliveries: Deliveries → Command, Webhook; ConsumerDelivery for `attache deliver`, through the queue.
// Those who wait for the queue: AlertStamp.

internal import Dispatch
public import Isolation
internal import Store

/// Drains the store into the two logs, each with its own cursor: what ails one does not touch the other.
///
/// It shares the disk queue with the store. A batch a turn: commits get their turns in between.
public actor Deliverer: QueueActor {
  public nonisolated let queue: SerialQueue
  private let outbox: any AlertOutbox
  private let files: any LogFiles
  private let report: @Sendable (LogEvent) -> Void
  private var logs: [Channel]
  private var retry: RetryPlan
  private let lookInterval: DispatchTimeInterval
  private var timer: (any DispatchSourceTimer)?
  private var hasTurn = false
  private var isStopped = false

  private struct Channel {
    var log: AlertLog
    var condition: LogCondition
    /// Not tried again before this; `nil` while it works.
    var notBefore: DispatchTime?
    /// There may be alerts that the log has not.
    var hasWork = true
  }

  /// - Parameters:
  ///   - queue: the disk queue, on which `outbox` may be called.
  ///   - lookInterval: milliseconds after which the files are looked at although nothing is to be written: one that was
  ///     deleted or renamed is made again.
  ///   - report: called on that queue, for the journal; must not block.
  public init(
    settings: LogSettings, outbox: any AlertOutbox, queue: SerialQueue, files: any LogFiles = SystemFiles(),
    lookInterval: Int = 30_000, report: @escaping @Sendable (LogEvent) -> Void
  ) {
    self.queue = queue
    self.outbox = outbox
    self.files = files
    self.report = report
    self.retry = settings.retry
    self.lookInterval = .milliseconds(max(1, lookInterval))
    logs = Self.channels(settings, outbox, files)
  }

  private static func channels(
    _ settings: LogSettings, _ outbox: any AlertOutbox, _ files: any LogFiles
  ) -> [Channel] {
    [("alerts.log", settings.lines, LogFormat.line), ("alerts.json", settings.json, .json)].map { sink, path, format in
      Channel(
        log: AlertLog(sink: sink, path: path, format: format, files: files, outbox: outbox),
        condition: LogCondition(path: path))
    }
  }

  /// Something was committed, or the daemon has started: the logs are brought up to date, soon.
  public func wake() {
    for index in logs.indices { logs[index].hasWork = true }
    takeTurn()
  }

  /// After a rotation or a reload: lets go of the files, takes up the new paths, and tries at once what was waiting.
  public func reopen(_ settings: LogSettings) {
    for index in logs.indices { logs[index].log.detach() }
    let old = logs
    logs = Self.channels(settings, outbox, files)
    for index in logs.indices where old[index].log.path == logs[index].log.path {
      // The log itself is kept: its cursor may be ahead of the saved one.
      logs[index].log = old[index].log
      logs[index].condition = old[index].condition
    }
    retry = settings.retry
    wake()
  }

  /// How the logs are doing: first the lines, then the JSON.
  public var conditions: [LogCondition] { logs.map(\.condition) }

  /// Whether both logs hold every alert that was there when they were last looked at.
  public var isIdle: Bool { !logs.contains { $0.hasWork } }

  /// Brings the logs up to date as far as they go, and closes them. Nothing happens afterwards.
  public func stop() {
    guard !isStopped else { return }
    isStopped = true
    timer?.cancel()
    timer = nil
    for index in logs.indices {
      logs[index].hasWork = true
      while logs[index].hasWork, logs[index].notBefore == nil { advance(index) }
      logs[index].log.detach()
    }
  }

  // MARK: Turns

  private func takeTurn() {
    guard !hasTurn, !isStopped else { return }
    hasTurn = true
    queue.dispatch.async { [weak self] in self?.assumeIsolated { $0.turn() } }
  }

  private func turn() {
    hasTurn = false
    guard !isStopped else { return }
    let now = DispatchTime.now()
    for index in logs.indices where logs[index].hasWork && (logs[index].notBefore ?? now) <= now { advance(index) }
    if logs.contains(where: { $0.hasWork && $0.notBefore == nil }) { takeTurn() }
    arm()
  }

  private func advance(_ index: Int) {
    do throws(LogFailure) {
      logs[index].hasWork = try logs[index].log.advance()
      if logs[index].condition.failure != nil { report(.recovered(path: logs[index].condition.path)) }
      logs[index].condition.failure = nil
      logs[index].condition.failures = 0
      logs[index].notBefore = nil
    } catch {
      let isNew = logs[index].condition.failure != error
      logs[index].condition.failure = error
      logs[index].condition.failures += 1
      logs[index].condition.errors += 1
      let delay = retry.delay(afterFailures: logs[index].condition.failures)
      logs[index].notBefore = .now() + .milliseconds(Int(delay))
      if isNew { report(.failing(path: logs[index].condition.path, error)) }
    }
    logs[index].condition.lastSeq = logs[index].log.cursor?.lastSeq ?? 0
    for notice in logs[index].log.takeNotices() { report(.noticed(notice)) }
  }

  /// One timer: for the earliest repetition, or to see whether the files are still where they were.
  private func arm() {
    let next = logs.compactMap({ $0.hasWork ? $0.notBefore : nil }).min() ?? .now() + lookInterval
    let timer = timer ?? makeTimer()
    timer.schedule(deadline: next, leeway: .milliseconds(100))
  }

  private func look() {
    for index in logs.indices { logs[index].hasWork = true }
    turn()
  }

  private func makeTimer() -> any DispatchSourceTimer {
    let timer = DispatchSource.makeTimerSource(queue: queue.dispatch)
    timer.setEventHandler { [weak self] in self?.assumeIsolated { $0.look() } }
    timer.activate()
    self.timer = timer
    return timer
  }
}
