/// The `storage` part of the configuration.
public struct StoreSettings: Hashable, Sendable {
  /// Folder of `attache.db`; it must exist.
  public var directory: String
  /// Alerts and stories detected longer ago are removed; in seconds.
  public var keep: Int64

  public init(directory: String, keep: Int64 = 365 * 86400) {
    self.directory = directory
    self.keep = keep
  }

  /// The database.
  public var path: String { directory + "/attache.db" }
  /// Held by the daemon for as long as it runs.
  var lockPath: String { directory + "/attache.lock" }
}

/// Who opens the store.
public enum StoreRole: Hashable, Sendable {
  /// The one process that polls and writes: it takes the lock and makes what is missing.
  case daemon
  /// Any other process: reads, and works on the queue, beside the daemon.
  case command
}
