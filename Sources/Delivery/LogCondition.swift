/// How one log is doing.
public struct LogCondition: Hashable, Sendable {
  public var path: String
  /// The last alert known to be in the log; 0 before the first.
  public var lastSeq: Int64
  /// Why it stands still; `nil` while it works.
  public var failure: LogFailure?
  /// Attempts that failed since it last worked.
  public var failures: Int
  /// Attempts that failed since the daemon's start.
  public var errors = 0

  public init(path: String, lastSeq: Int64 = 0, failure: LogFailure? = nil, failures: Int = 0) {
    self.path = path
    self.lastSeq = lastSeq
    self.failure = failure
    self.failures = failures
  }
}

/// What the people who look after the daemon should hear of the logs.
public enum LogEvent: Hashable, Sendable, CustomStringConvertible {
  /// A log stands still; told once, until it works again or fails for another reason.
  case failing(path: String, LogFailure)
  /// It works again.
  case recovered(path: String)
  /// Something odd was found in a log, and what was done about it.
  case noticed(String)

  public var description: String {
    switch self {
    case .failing(_, let failure): "\(failure) (no alert is lost; trying again)"
    case .recovered(let path): "\(path) is written again"
    case .noticed(let text): text
    }
  }
}
