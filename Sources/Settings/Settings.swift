public import News

/// Everything that the configuration file says, checked and with the defaults filled in. Paths are absolute.
/// Durations are in whole seconds, sizes in bytes.
public struct Settings: Sendable, Hashable {
  /// Folder of the word lists; `nil` where the file leaves it to the search order.
  public var lexicon: String?
  public var storage = StorageEntry()
  public var alerts = AlertsEntry()
  public var polling = PollingEntry()
  public var network = NetworkEntry()
  public var metrics = MetricsEntry()
  /// In the file's order, disabled ones too.
  public var feeds: [FeedEntry] = []
  public var deliveries: [DeliveryEntry] = []
  /// What can be used but may not be what was meant; `check` prints it, and nothing refuses it.
  public var warnings: [SettingsFault] = []

  public init() {}
}

/// `storage:`
public struct StorageEntry: Sendable, Hashable {
  /// Where `attache.db` lives.
  public var directory = "/var/lib/attache"
  /// Alerts and stories detected longer ago are removed.
  public var keep: Int64 = 365 * 86400
}

/// `alerts:`
public struct AlertsEntry: Sendable, Hashable {
  /// A line an alert, for people.
  public var log = "/var/log/attache/alerts.log"
  /// A JSON object an alert.
  public var json = "/var/log/attache/alerts.jsonl"
  /// Below it, no alert.
  public var minScore = 0.5
  public var maxAge: Int64 = 3 * 86400
  public var copies = Copies.quiet

  public enum Copies: String, Sendable, Hashable, CaseIterable { case quiet, all }
}

/// `polling:`
public struct PollingEntry: Sendable, Hashable {
  public var interval: Int64 = 15 * 60
  public var minInterval: Int64 = 60
  public var maxInterval: Int64 = 6 * 3600
  /// Transfers at a time.
  public var concurrency = 64
  /// Transfers at a time to one host.
  public var perHost = 2
  /// Seconds between two requests to one host.
  public var hostPause: Int64 = 1
  /// What a 429 or 503 stops: the whole host, or the feed alone.
  public var retryAfter = RetryAfterScope.host
  /// `nil`: the program names itself, its version and a contact address.
  public var userAgent: String?

  public enum RetryAfterScope: String, Sendable, Hashable, CaseIterable { case host, feed }
}

/// `network:`
public struct NetworkEntry: Sendable, Hashable {
  public var timeout: Int64 = 30
  /// Bytes of a body after decompression.
  public var maxBody = 8 << 20
  public var allowPrivateAddresses = false
  public var proxy: String?
}

/// `metrics:`
public struct MetricsEntry: Sendable, Hashable {
  /// A file in Prometheus' text format; `nil`: none is written.
  public var file: String?
  /// Seconds between two writings, at least.
  public var interval: Int64 = 15
}

/// An entry of `feeds:`
public struct FeedEntry: Sendable, Hashable {
  public var source: Source
  /// Seconds; a written interval is kept. `nil`: the default interval, which adapts.
  public var interval: Int64?
  public var enabled: Bool
  /// Where the entry begins in the file; 0 for one that is not in it yet.
  public var line: Int

  public init(source: Source, interval: Int64? = nil, enabled: Bool = true, line: Int = 0) {
    self.source = source
    self.interval = interval
    self.enabled = enabled
    self.line = line
  }
}

/// An entry of `deliveries:`
public struct DeliveryEntry: Sendable, Hashable {
  public var name: String
  public var destination: Destination
  /// Empty: every kind. The same for the other filters.
  public var kinds: [Kind] = []
  public var stages: [Stage] = []
  public var topics: [Topic] = []
  public var trust: [Trust] = []
  public var minScore = 0.0
  /// Seconds that one command or request may take.
  public var timeout: Int64 = 30

  public enum Destination: Sendable, Hashable {
    /// Program and arguments; never a shell string.
    case command([String])
    /// An address that takes a POST, and a file that holds its `Authorization` header.
    case webhook(String, authorizationFile: String?)
  }
}

/// A fault in a file, where it stands, and what would be right.
public struct SettingsFault: Sendable, Hashable, CustomStringConvertible {
  public var file: String
  /// From 1; 0 where the fault is the file's as a whole.
  public var line: Int
  /// From 1, in Unicode scalars.
  public var column: Int
  public var message: String

  public init(file: String, line: Int, column: Int, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// `FILE:LINE:COL: what, and what would be right`.
  public var description: String { line > 0 ? "\(file):\(line):\(column): \(message)" : "\(file): \(message)" }
}

/// A configuration that cannot be used, with every fault found in it, in the file's order.
public struct SettingsFailure: Error, Sendable, Hashable {
  public var faults: [SettingsFault]
  /// The file is not there, as against faulty.
  public var isMissing: Bool

  public init(faults: [SettingsFault], isMissing: Bool = false) {
    self.faults = faults
    self.isMissing = isMissing
  }
}
