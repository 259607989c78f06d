import Delivery
import FoundationEssentials
import Isolation
import News
import Settings
import Store
import Watch

/// The daemon's figures for Prometheus, in a file for node_exporter's textfile collector; there is no socket. Counters
/// begin at the daemon's start. The file goes with a clean end, so that nobody takes its last figures for news.
///
/// It has a queue of its own: a disk that hangs under the file holds up nobody else.
actor Metrics: QueueActor {
  nonisolated let queue = SerialQueue(label: "attache.metrics")
  private let store: AlertStore
  private let journal: ServiceJournal
  private let started = Clock.system.wall()
  private var file: MetricsFile?
  private var trouble: MetricsFile.Trouble?
  /// Milliseconds between two writings.
  private var interval: Int64 = 0
  private var nextWriting: Int64 = 0
  private var isWriting = false

  /// `seq` of the last alert that is in the counts.
  private var counted: Int64?
  private var alerts: [Kind?: Int64] = [:]
  private var lag = [Int64](repeating: 0, count: MetricsSnapshot.lagBounds.count + 1)
  private var lagSum: Int64 = 0
  private var lastAlert: Timestamp?
  private var storeErrors: Int64 = 0
  private var reload: (worked: Bool, at: Timestamp)

  init(store: AlertStore, journal: ServiceJournal) {
    self.store = store
    self.journal = journal
    reload = (true, started)
  }

  /// Takes up the settings; a file that is no longer wanted goes.
  func update(_ settings: MetricsEntry) async {
    interval = settings.interval * 1000
    nextWriting = 0
    if settings.file != file?.path {
      file?.remove()
      file = settings.file.map { MetricsFile(path: $0) }
      trouble = nil
    }
    // Known before anything is polled, so that the first alert counts. A store that fails now is told of elsewhere.
    if counted == nil { counted = try? await store.lastSeq() }
  }

  /// The configuration was read again, or not.
  func reloaded(_ worked: Bool) { reload = (worked, worked ? Clock.system.wall() : reload.at) }

  func storeFailed() { storeErrors += 1 }

  func stop() {
    file?.remove()
    file = nil
  }

  /// Writes the file anew, if one is wanted and the last writing is long enough ago.
  func beat(_ daemon: Daemon, _ deliverer: Deliverer, _ deliveries: Deliveries) async {
    let steady = Clock.system.steady()
    guard file != nil, !isWriting, steady >= nextWriting else { return }
    isWriting = true
    defer { isWriting = false }
    nextWriting = steady + interval
    // While the store fails the figures of the last time go stale, which their file's time shows.
    guard let text = try? await snapshot(daemon, deliverer, deliveries).text(), let file else { return }
    do throws(MetricsFile.Trouble) {
      try file.replace(with: text)
      if trouble != nil { journal.say(.notice, "\(file.path) is written again") }
      trouble = nil
    } catch {
      if trouble != error { journal.say(.error, "\(file.path): \(error.words) (trying again)") }
      trouble = error
    }
  }

  private func snapshot(
    _ daemon: Daemon, _ deliverer: Deliverer, _ deliveries: Deliveries
  ) async throws -> MetricsSnapshot {
    try await count()
    let now = Clock.system.wall()
    return MetricsSnapshot(
      now: now, started: started, reload: reload, feeds: await daemon.feedStates, tally: await daemon.tally,
      alerts: alerts, lag: (lag, lagSum), lastAlert: lastAlert, lastSeq: try await store.lastSeq(),
      consumers: try await store.queueStatus(now: now), deliveries: await deliveries.conditions,
      logs: await deliverer.conditions, storeErrors: storeErrors, storeSize: storeSize())
  }

  /// Takes the alerts since the last time into the counts.
  private func count() async throws {
    if lastAlert == nil { lastAlert = try await store.alerts(AlertQuery(last: 1)).last?.detectedAt }
    while true {
      let new = try await store.alerts(after: counted ?? 0, limit: 200)
      for alert in new {
        counted = alert.seq
        lastAlert = alert.detectedAt
        alerts[alert.assessment.kind, default: 0] += 1
        if let published = alert.publishedAt {
          let seconds = max(0, alert.detectedAt.seconds - published.seconds)
          lag[MetricsSnapshot.lagBounds.firstIndex { seconds <= $0 } ?? MetricsSnapshot.lagBounds.count] += 1
          lagSum += seconds
        }
      }
      if new.count < 200 { return }
    }
  }

  private func storeSize() -> Int64? {
    let sizes = [store.settings.path, store.settings.path + "-wal"].compactMap {
      (try? FileManager.default.attributesOfItem(atPath: $0)[.size]) as? Int64
    }
    return sizes.isEmpty ? nil : sizes.reduce(0, +)
  }
}
