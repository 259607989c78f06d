import Delivery
import News
import Output
import Store
import Watch

/// Everything that is told to Prometheus, at one moment, and its text.
struct MetricsSnapshot {
  var now: Timestamp
  var started: Timestamp
  var reload: (worked: Bool, at: Timestamp)
  var feeds: [FeedState]
  var tally: WatchTally
  /// Alerts since the start. Every kind is in it, so that a rate can be taken of the first one too.
  var alerts: [Kind?: Int64]
  var lag: (counts: [Int64], sum: Int64)
  var lastAlert: Timestamp?
  var lastSeq: Int64
  var consumers: [ConsumerStatus]
  var deliveries: [DeliveryCondition]
  var logs: [LogCondition]
  var storeErrors: Int64
  /// The database and its journal, in bytes; `nil` where they could not be asked for.
  var storeSize: Int64?

  /// Upper bounds, in seconds, of the buckets for the time from an item's publication to its alert.
  static let lagBounds: [Int64] = [60, 300, 900, 1800, 3600, 10_800, 43_200, 86_400]

  func text() -> [UInt8] {
    var text = MetricsText()
    daemon(&text)
    polls(&text)
    alerts(&text)
    queues(&text)
    disks(&text)
    return text.bytes
  }

  private func daemon(_ text: inout MetricsText) {
    text.family("attache_build_info", .gauge, "The program's version; always 1.")
    text.sample(1, [("version", Attache.version)])
    text.family("attache_start_time_seconds", .gauge, "When the daemon started, in Unix time.")
    text.sample(started.seconds)
    text.family(
      "attache_config_last_reload_successful", .gauge, "Whether the last reading of the configuration worked.")
    text.sample(reload.worked ? 1 : 0)
    text.family(
      "attache_config_last_reload_success_timestamp_seconds", .gauge,
      "When the configuration in use was read, in Unix time.")
    text.sample(reload.at.seconds)
  }

  private func polls(_ text: inout MetricsText) {
    text.family("attache_feeds", .gauge, "Feeds that are watched, by state.")
    let failing = feeds.count { $0.failures > 0 }
    let waiting = feeds.count { $0.lastAttempt == nil }
    let doubtful = feeds.count { $0.failures == 0 && $0.concern != nil }
    text.sample(feeds.count - failing - doubtful - waiting, [("state", "healthy")])
    text.sample(doubtful, [("state", "doubtful")])
    text.sample(failing, [("state", "failing")])
    text.sample(waiting, [("state", "new")])
    text.family("attache_polls_total", .counter, "Polls that have ended, by what came of them.")
    text.sample(tally.polled - tally.failed - tally.notModified - tally.unchanged, [("result", "read")])
    text.sample(tally.unchanged, [("result", "unchanged")])
    text.sample(tally.notModified, [("result", "not_modified")])
    text.sample(tally.failed, [("result", "failed")])
    text.family("attache_received_bytes_total", .counter, "Bodies of answers, in bytes as they came (compressed).")
    text.sample(tally.bytes)
    text.family("attache_items_total", .counter, "Items that no poll had shown before.")
    text.sample(tally.items)
    text.family(
      "attache_last_poll_timestamp_seconds", .gauge, "When a poll last ended, in Unix time; 0 before the first.")
    text.sample(feeds.compactMap(\.lastAttempt).max()?.seconds ?? 0)
    text.family(
      "attache_poll_overdue_seconds", .gauge,
      "How long the most overdue feed has been due; some seconds are the transfer itself.")
    text.sample(feeds.map { max(0, now.seconds - $0.nextDue.seconds) }.max() ?? 0)
  }

  private func alerts(_ text: inout MetricsText) {
    text.family("attache_alerts_total", .counter, "Alerts raised, by kind.")
    for kind in Kind.allCases { text.sample(alerts[kind] ?? 0, [("kind", kind.rawValue)]) }
    text.sample(alerts[nil] ?? 0, [("kind", "none")])
    text.family(
      "attache_last_alert_timestamp_seconds", .gauge, "When the last alert was raised, in Unix time; 0 if none.")
    text.sample(lastAlert?.seconds ?? 0)
    text.family("attache_alert_lag_seconds", .histogram, "From an item's publication to its alert.")
    text.histogram(bounds: Self.lagBounds, counts: lag.counts, sum: lag.sum)
  }

  private func queues(_ text: inout MetricsText) {
    func each(_ name: String, _ help: String, _ value: (ConsumerStatus) -> Int64) {
      guard !consumers.isEmpty else { return }
      text.family(name, .gauge, help)
      for consumer in consumers { text.sample(value(consumer), [("consumer", consumer.name)]) }
    }
    each("attache_queue_alerts", "Alerts that a consumer has neither acknowledged nor given up.") { Int64($0.backlog) }
    each("attache_queue_leased_alerts", "Of these, alerts that a consumer is at work on.") { Int64($0.leased) }
    each("attache_queue_dead_alerts", "Alerts given up after too many tries.") { Int64($0.dead) }
    each("attache_queue_oldest_age_seconds", "Age of the oldest alert that waits for a consumer; 0 if none does.") {
      max(0, now.seconds - ($0.oldest ?? now).seconds)
    }
    guard !deliveries.isEmpty else { return }
    text.family("attache_delivery_waiting_alerts", .gauge, "Alerts that a delivery has still before it.")
    for delivery in deliveries { text.sample(max(0, lastSeq - delivery.lastSeq), [("delivery", delivery.name)]) }
    text.family("attache_delivery_failing", .gauge, "Whether a delivery's last try failed.")
    for delivery in deliveries { text.sample(delivery.failure == nil ? 0 : 1, [("delivery", delivery.name)]) }
    text.family(
      "attache_delivery_given_up_alerts_total", .counter, "Alerts that a delivery's receiver refused for good.")
    for delivery in deliveries { text.sample(delivery.givenUp, [("delivery", delivery.name)]) }
  }

  private func disks(_ text: inout MetricsText) {
    text.family("attache_log_waiting_alerts", .gauge, "Alerts that a log lacks as yet.")
    for log in logs { text.sample(max(0, lastSeq - log.lastSeq), [("log", log.path)]) }
    text.family("attache_log_failing", .gauge, "Whether a log cannot be written.")
    for log in logs { text.sample(log.failure == nil ? 0 : 1, [("log", log.path)]) }
    text.family("attache_log_errors_total", .counter, "Attempts to write a log that failed.")
    for log in logs { text.sample(log.errors, [("log", log.path)]) }
    text.family("attache_store_errors_total", .counter, "Times that the store stopped taking what polls brought.")
    text.sample(storeErrors)
    guard let storeSize else { return }
    text.family("attache_store_size_bytes", .gauge, "The database and its journal.")
    text.sample(storeSize)
  }
}
