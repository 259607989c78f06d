import News
import Store
import Watch

/// The daemon's signs of life: pings for systemd's watchdog, a note in the store for `attache status`, and the removal
/// of what is past its keeping. All hang on the scheduler's heartbeat, so that a daemon that no longer polls shows none.
actor Pulse {
  private let store: AlertStore
  private let manager: ServiceManager
  private let started: Timestamp
  private var nextPing: Int64 = 0
  private var nextNote: Int64 = 0
  private var nextPrune: Int64 = 0
  private var isStopped = false
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

  func start() async {
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
    }
    if now >= nextPrune {
      nextPrune = now + 600_000
      // Small steps: what is left over is taken the next time.
      _ = try? await store.prune(now: Clock.system.wall(), limit: 1000)
    }
  }

  /// Keeps what ails a log for `attache status`; `nil` where it works again.
  func log(_ path: String, fails words: String?) async {
    failingLogs[path] = words
    let all = failingLogs.values.sorted().joined(separator: "\n")
    try? await store.setNote(Self.logNote, all.isEmpty ? nil : all)
  }

  func stop() async {
    isStopped = true
    for key in [Self.startedNote, Self.pidNote, Self.beatNote, Self.logNote] { try? await store.setNote(key, nil) }
  }
}
