public import News

/// How feeds are polled; all durations in seconds.
public struct PollingSettings: Hashable, Sendable {
  /// For feeds without an interval of their own.
  public var interval: Int64
  public var minInterval: Int64
  public var maxInterval: Int64
  /// Transfers at a time.
  public var concurrency: Int
  /// Transfers at a time to one host (its name, without port).
  public var perHost: Int
  /// Between two requests to one host.
  public var hostPause: Int64
  /// A 429 or 503 stops the whole host, not the feed alone.
  public var holdsHost: Bool

  public init(
    interval: Int64 = 900, minInterval: Int64 = 60, maxInterval: Int64 = 21600, concurrency: Int = 64,
    perHost: Int = 2, hostPause: Int64 = 1, holdsHost: Bool = true
  ) {
    self.interval = interval
    self.minInterval = minInterval
    self.maxInterval = maxInterval
    self.concurrency = concurrency
    self.perHost = perHost
    self.hostPause = hostPause
    self.holdsHost = holdsHost
  }

  /// `seconds` inside [`minInterval`, `maxInterval`].
  func clamp(_ seconds: Int64) -> Int64 { min(max(seconds, minInterval), max(minInterval, maxInterval)) }
}

/// A feed that the daemon watches.
public struct WatchedFeed: Hashable, Sendable {
  public var source: Source
  /// Seconds, as written in the configuration: kept, and only lengthened by what the server asks for.
  public var interval: Int64?

  public init(source: Source, interval: Int64? = nil) {
    self.source = source
    self.interval = interval
  }
}
