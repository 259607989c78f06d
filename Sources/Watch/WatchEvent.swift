public import News

/// What happens that a person may want to hear of. Texts from outside in it are not yet escaped.
public enum WatchEvent: Sendable {
  /// Scheduling goes on; sent when it has looked for work, at most once a second and at least every 10.
  case heartbeat
  /// An alert is in the store, and on its way to the logs.
  case alerted(Alert)
  /// A feed failed after a poll that worked, or in its first one. Said once, not at each try.
  case feedFails(String, String, nextTry: Timestamp)
  case feedRecovered(String, since: Timestamp?)
  /// A feed answers, and may be dead all the same: why. Said once, when it begins.
  case feedDoubtful(String, String)
  /// What was doubtful since then no longer is.
  case feedTrusted(String, since: Timestamp)
  /// A permanent redirect proved itself and is asked from now on.
  case feedMoved(String, to: String)
  /// The store takes nothing; polling slows down until it does.
  case storeFails(String)
}

/// What came of the polls since the start.
public struct WatchTally: Hashable, Sendable {
  /// Feeds that were given to the scheduler.
  public var planned = 0
  public var polled = 0
  public var failed = 0
  /// Answered 304, and 200 with the bytes of the time before.
  public var notModified = 0
  public var unchanged = 0
  /// Of bodies, as they came.
  public var bytes = 0
  public var items = 0
  public var alerts = 0
  public var storeFailed = false

  public init() {}
}
