/// When something that failed is tried again: after `first`, then twice as long each time, up to `longest`.
public struct RetryPlan: Hashable, Sendable {
  /// Milliseconds before the first repetition.
  public var first: Int64
  /// Milliseconds between repetitions at most.
  public var longest: Int64

  public init(first: Int64, longest: Int64) {
    self.first = max(1, first)
    self.longest = max(self.first, longest)
  }

  /// The logs: the disk is near, and what it holds up is wanted soon.
  public static let logs = RetryPlan(first: 500, longest: 30_000)
  /// Commands and webhooks.
  public static let deliveries = RetryPlan(first: 2_000, longest: 15 * 60_000)

  /// Milliseconds to wait after so many failures in a row (from 1).
  ///
  /// - Parameter asked: what the other end asked for (Retry-After), in milliseconds; waited for where it is longer, up to
  ///   a day.
  public func delay(afterFailures failures: Int, asked: Int64? = nil) -> Int64 {
    var delay = first
    var doublings = min(max(failures, 1), 64) - 1
    while doublings > 0, delay < longest {
      delay = delay > longest / 2 ? longest : delay * 2
      doublings -= 1
    }
    guard let asked else { return delay }
    return max(delay, min(asked, Self.longestAsked))
  }

  /// A day: more is taken for a mistake of the other end's.
  public static let longestAsked: Int64 = 86_400_000
}
