/// Where the two logs are; absolute paths, their folders exist.
public struct LogSettings: Hashable, Sendable {
  /// A line an alert, for people (`alerts.log`).
  public var lines: String
  /// A JSON object an alert (`alerts.json`).
  public var json: String
  public var retry: RetryPlan

  public init(lines: String, json: String, retry: RetryPlan = .logs) {
    self.lines = lines
    self.json = json
    self.retry = retry
  }
}
