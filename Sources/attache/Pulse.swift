import News
import Store
import Watch

/// The daemon's signs of life: pings for systemd's watchdog, the status line of `systemctl status`, a note in the store
/// for `attache status`, and the removal of what is past its keeping. All hang on the scheduler's heartbeat, so that a
/// daemon that no longer polls shows none.
actor Pulse {
  private let store: AlertStore
  private let manager: ServiceManager
  private let started: Timestamp
  private var nextPing: Int64 = 0
  private var nextNote: Int64 = 0
  private var nextPrune: Int64 = 0
  private var isStopped = false
  /// Asked for the feeds' states; `nil` before the start and after the end.
  private var daemon: Daemon?
  /// What else is to be done at each beat, beside it: it may take its time.
  private var also: (@Sendable () async -> Void)?
  private var isAlsoUnderWay = false
  private var nextAlso: Int64 = 0
  private var lastStatus = ""
  private var failingLogs: [String: String] = [:]

  static let startedNote = "daemon.started"
  static let pidNote = "daemon.pid"
  static let beatNote = "daemon.beat"
  /// What ails the logs, a line each.
  static let logNote = "daemon.logs"
  /// Milliseconds between two notes.
  static let noteInterval: Int64 = 30_000
  /// A beat older than this, in seconds, means that the daemon does not poll.
  static let silence: Int64 = 120

  init(store: AlertStore, manager: ServiceManager) {
    self.store = store
    self.manager = manager
    started = Clock.system.wall()
  }

  func start(_ daemon: Daemon, also: @escaping @Sendable () async -> Void) async {
    self.daemon = daemon
    self.also = also
    // The store's own failures are told by the scheduler, which meets them first.
    try? await store.setNote(Self.startedNote, started.rfc3339)
    try? await store.setNote(Self.pidNote, String(ProcessIdentity.own))
    await beat()
  }

  func beat() async {
    guard !isStopped else { return }
    let now = Clock.system.steady()
    if let microseconds = manager.watchdogMicroseconds, now >= nextPing {
      manager.alive()
      nextPing = now + Int64(microseconds / 4000)
    }
    if now >= nextNote {
      nextNote = now + Self.noteInterval
      try? await store.setNote(Self.beatNote, Clock.system.wall().rfc3339)
      let before = lastStatus
      let status = await statusLine()
      if status != before, !isStopped { manager.status(status) }
    }
    if let also, !isAlsoUnderWay, now >= nextAlso {
      isAlsoUnderWay = true
      nextAlso = now + 1000
      Task {
        await also()
        isAlsoUnderWay = false
      }
    }
    if now >= nextPrune {
      // Small steps, so that commits get their turns in between; what is left over is soon taken.
      let pruned = try? await store.prune(now: Clock.system.wall(), limit: 1000)
      nextPrune = now + (pruned?.isUnfinished == true ? 5_000 : 600_000)
    }
  }

  /// How the feeds, the alerts and the logs are, in one line.
  func statusLine() async -> String {
    let states = await daemon?.feedStates ?? []
    let failing = states.count { $0.failures > 0 }
    let waiting = states.count { $0.lastAttempt == nil }
    let doubtful = states.count { $0.failures == 0 && $0.concern != nil }
    var text = "\(states.count - failing - doubtful - waiting) feeds healthy, \(failing) failing"
    if doubtful > 0 { text += ", \(doubtful) in doubt" }
    if waiting > 0 { text += ", \(waiting) not polled yet" }
    if let last = try? await store.alerts(AlertQuery(last: 1)).last {
      text += "; last alert #\(last.seq) at \(last.detectedAt.rfc3339)"
    } else {
      text += "; no alert yet"
    }
    if !failingLogs.isEmpty { text += "; cannot write \(failingLogs.keys.sorted().joined(separator: ", "))" }
    lastStatus = text
    return text
  }

  /// Keeps what ails a log for `attache status`; `nil` where it works again.
  func log(_ path: String, fails words: String?) async {
    failingLogs[path] = words
    let all = failingLogs.values.sorted().joined(separator: "\n")
    try? await store.setNote(Self.logNote, all.isEmpty ? nil : all)
  }

  func stop() async {
    isStopped = true
    daemon = nil
    also = nil
    for key in [Self.startedNote, Self.pidNote, Self.beatNote, Self.logNote] { try? await store.setNote(key, nil) }
  }
}
