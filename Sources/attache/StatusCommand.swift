import ArgumentParser
import FoundationEssentials
import Glibc
import News
import Output
import Settings
import Store

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "One screen: whether the daemon runs, how the feeds are, the last alert, the queue, logs and disk.",
    discussion: """
      Exit status, for monitoring: 0 well; 1 some feed has failed for over a day; 69 not running or not polling.

      Example: attache status || systemctl status attache
      """)

  @OptionGroup var configuration: ConfigurationOptions

  @ArgumentParser.Flag(help: "Print one JSON object.")
  var json = false

  func run() async throws {
    try await reportingFailures {
      let settings = try configuration.settings()
      let store = try open(settings)
      let status = try await DaemonStatus.read(store, settings, now: OpenStore.now())
      if json {
        Console.write(line: status.json())
      } else {
        Console.write(Array(status.text(width: Terminal.columns(STDOUT_FILENO)).utf8))
      }
      if !status.isPolling { throw ExitStatus.unavailable.code }
      if !status.longFailing.isEmpty { throw ExitStatus.someFailed.code }
    }
  }
}

extension StatusCommand {
  /// A daemon that has never made a store does not run.
  private func open(_ settings: Settings) throws -> AlertStore {
    do {
      return try OpenStore.forCommand(settings)
    } catch {
      guard error.status == .unavailable else { throw error }
      throw CommandFailure(.unavailable, "not running: \(error.message)")
    }
  }
}

/// What `attache status` shows.
struct DaemonStatus {
  var now: Timestamp
  var started: Timestamp?
  var beat: Timestamp?
  var processRuns: Bool
  var feeds: Int
  var failing: [FeedState]
  /// They answer, and may be dead all the same.
  var doubtful: [FeedState]
  var waiting: Int
  var lastPoll: Timestamp?
  var lastAlert: Alert?
  var alerts: Int64
  var consumers: [ConsumerStatus]
  var logTroubles: [String]
  var logBehind: [(path: String, alerts: Int64)]
  var disks: [(path: String, free: Int64)]

  var isRunning: Bool { started != nil && processRuns }
  /// The scheduler has shown a sign of life lately.
  var isPolling: Bool { isRunning && beat.map { now.seconds - $0.seconds <= Pulse.silence } ?? false }
  var healthy: Int { feeds - failing.count - doubtful.count - waiting }
  /// Feeds that have failed for over a day.
  var longFailing: [FeedState] { failing.filter { $0.failingSince.map { now.seconds - $0.seconds > 86400 } ?? false } }

  static func read(_ store: AlertStore, _ settings: Settings, now: Timestamp) async throws -> DaemonStatus {
    let states = Dictionary(
      try await asking { try await store.feedStates() }.map { ($0.url, $0) }, uniquingKeysWith: { first, _ in first })
    let enabled = settings.feeds.filter(\.enabled)
    let known = enabled.compactMap { states[$0.source.url] }
    let lastSeq = try await asking { try await store.lastSeq() }
    let pid = try await note(Pulse.pidNote, store).flatMap { Int32($0) } ?? 0
    return DaemonStatus(
      now: now, started: try await note(Pulse.startedNote, store).flatMap { Timestamp(rfc3339: $0) },
      beat: try await note(Pulse.beatNote, store).flatMap { Timestamp(rfc3339: $0) },
      processRuns: ProcessIdentity.runs(pid), feeds: enabled.count, failing: known.filter { $0.failures > 0 },
      doubtful: known.filter { $0.failures == 0 && $0.concern != nil },
      waiting: enabled.count - known.count { $0.lastAttempt != nil }, lastPoll: known.compactMap(\.lastAttempt).max(),
      lastAlert: try await asking { try await store.alerts(AlertQuery(last: 1)) }.last, alerts: lastSeq,
      consumers: try await asking { try await store.queueStatus(now: now) },
      logTroubles: try await note(Pulse.logNote, store)?.split(separator: "\n").map { String($0) } ?? [],
      logBehind: try await behind(store, settings, lastSeq), disks: disks(settings))
  }

  private static func note(_ key: String, _ store: AlertStore) async throws -> String? {
    try await asking { try await store.note(key) }
  }

  /// The logs that lack alerts that the store has, and how many.
  private static func behind(
    _ store: AlertStore, _ settings: Settings, _ lastSeq: Int64
  ) async throws -> [(path: String, alerts: Int64)] {
    var behind: [(path: String, alerts: Int64)] = []
    for (sink, path) in [("alerts.log", settings.alerts.log), ("alerts.json", settings.alerts.json)] {
      let written = try await asking { try await store.logCursor(sink) }?.lastSeq ?? 0
      if written < lastSeq { behind.append((path, lastSeq - written)) }
    }
    return behind
  }

  private static func disks(_ settings: Settings) -> [(path: String, free: Int64)] {
    let folders = [settings.storage.directory, settings.alerts.log, settings.alerts.json].map { existingFolder($0) }
    var disks: [(path: String, free: Int64)] = []
    for folder in folders where !disks.map(\.path).contains(folder) {
      if let free = freeBytes(folder) { disks.append((folder, free)) }
    }
    return disks
  }

  /// For people. Where `width` is given, what is longer than a line goes on below itself.
  func text(width: Int?) -> String {
    var lines: [String] = []
    func row(_ name: String, _ value: String) {
      let parts = width.map { TextColumns.wrap(value, to: max(20, $0 - 9)) } ?? [value]
      for (index, part) in parts.enumerated() {
        lines.append(TextColumns.padded(index == 0 ? name : "", to: 9) + part)
      }
    }
    if isPolling, let started {
      row("daemon", "running since \(started.rfc3339) (\(Ago.length(now.seconds - started.seconds)))")
    } else if isRunning {
      row("daemon", "running, but it has not polled since \(beat?.rfc3339 ?? "its start")")
    } else {
      row("daemon", "not running")
    }
    var feedsText = "\(healthy) healthy, \(failing.count) failing"
    if !doubtful.isEmpty { feedsText += ", \(doubtful.count) in doubt" }
    if waiting > 0 { feedsText += ", \(waiting) not polled yet" }
    row("feeds", feedsText + (lastPoll.map { "; last poll \(Ago.text($0, now))" } ?? ""))
    for feed in failing.sorted(by: { ($0.failingSince ?? now) < ($1.failingSince ?? now) }).prefix(4) {
      let since = feed.failingSince.map { "for \(Ago.length(now.seconds - $0.seconds))" } ?? ""
      row("", "\(VisibleText.escape(feed.name)): \(VisibleText.escape(feed.lastError ?? "")) (\(since))")
    }
    if failing.count > 4 { row("", "… and \(failing.count - 4) more: see `attache feeds`") }
    for feed in doubtful.sorted(by: { ($0.concern?.since ?? now) > ($1.concern?.since ?? now) }).prefix(3) {
      row("", "\(VisibleText.escape(feed.name)): answers, but \(VisibleText.escape(feed.concern?.words ?? ""))")
    }
    if doubtful.count > 3 { row("", "… and \(doubtful.count - 3) more in doubt: see `attache feeds`") }
    if let lastAlert {
      row(
        "alerts",
        "\(alerts) so far; the last \(Ago.text(lastAlert.detectedAt, now)): \(VisibleText.escape(lastAlert.title))")
    } else {
      row("alerts", "none yet")
    }
    if consumers.isEmpty { row("queue", "no consumers") }
    for consumer in consumers {
      let oldest = consumer.oldest.map { ", the oldest from \(Ago.text($0, now))" } ?? ""
      row(
        "queue", "\(VisibleText.escape(consumer.name)): \(consumer.backlog) waiting\(oldest), \(consumer.dead) given up"
      )
    }
    if logTroubles.isEmpty, logBehind.isEmpty { row("logs", "up to date") }
    for trouble in logTroubles { row("logs", VisibleText.escape(trouble)) }
    for log in logBehind { row("logs", "\(VisibleText.escape(log.path)): \(log.alerts) alerts behind") }
    for disk in disks { row("disk", "\(VisibleText.escape(disk.path)): \(Self.size(disk.free)) free") }
    return lines.joined(separator: "\n") + "\n"
  }

  func json() -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("running", boolean: isRunning)
    json.member("polling", boolean: isPolling)
    json.member("started", started?.rfc3339)
    json.member("last_beat", beat?.rfc3339)
    json.member("feeds", integer: feeds)
    json.member("healthy", integer: healthy)
    json.member("failing", failing.map(\.name))
    json.member("doubtful", doubtful.map(\.name))
    json.member("failing_over_a_day", longFailing.map(\.name))
    json.member("last_poll", lastPoll?.rfc3339)
    json.member("alerts", integer: alerts)
    json.member("last_alert", lastAlert?.detectedAt.rfc3339)
    json.key("queue")
    json.beginArray()
    for consumer in consumers {
      json.beginObject()
      json.member("consumer", consumer.name)
      json.member("backlog", integer: consumer.backlog)
      json.member("dead", integer: consumer.dead)
      json.endObject()
    }
    json.endArray()
    json.member("log_errors", logTroubles)
    json.key("log_behind")
    json.beginObject()
    for log in logBehind { json.member(text: log.path, integer: log.alerts) }
    json.endObject()
    json.key("disk_free_bytes")
    json.beginObject()
    for disk in disks { json.member(text: disk.path, integer: disk.free) }
    json.endObject()
    json.endObject()
    return json.bytes
  }

  private static func existingFolder(_ path: String) -> String {
    var isDirectory = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory { return path }
    return String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }

  private static func freeBytes(_ path: String) -> Int64? {
    // The struct and the function have one name; the type picks the function.
    let ask: (UnsafePointer<CChar>, UnsafeMutablePointer<statvfs>) -> Int32 = unsafe statvfs
    var disk = statvfs()
    // The path is alive for the call, which fills the struct that it is given.
    guard unsafe ask(path, &disk) == 0 else { return nil }
    return Int64(clamping: disk.f_bavail).multipliedReportingOverflow(by: Int64(clamping: disk.f_frsize)).partialValue
  }

  private static func size(_ bytes: Int64) -> String {
    for (shift, unit) in [(30, "GiB"), (20, "MiB"), (10, "KiB")] as [(Int64, String)] where bytes >= 10 << shift {
      return "\(bytes >> shift) \(unit)"
    }
    return "\(bytes) bytes"
  }
}
