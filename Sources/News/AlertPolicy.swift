/// Which items raise an alert: the `alerts` part of the configuration.
public struct AlertPolicy: Hashable, Sendable {
  /// What becomes of items that add nothing to their story.
  public enum Copies: String, Hashable, Sendable, CaseIterable {
    /// They are counted, not told.
    case quiet
    /// Every relevant item raises an alert, with the reason `copy` where it has no better one.
    case all
  }

  /// Items with a lower score raise nothing.
  public var minScore: Double
  /// Items older than this raise nothing; in seconds.
  public var maxAge: Int64
  public var copies: Copies

  /// A feed's clock may run ahead of ours by so much; in seconds. A later time counts as first seen.
  public static let tolerance: Int64 = 86400

  public init(minScore: Double = 0.5, maxAge: Int64 = 3 * 86400, copies: Copies = .quiet) {
    self.minScore = minScore
    self.maxAge = maxAge
    self.copies = copies
  }

  /// The item's time where it can be believed: `nil` for an item without one, `now` for one that is more than a day ahead.
  public static func time(of item: Item, now: Timestamp) -> Timestamp? {
    guard let time = item.time else { return nil }
    return time > now.adding(seconds: tolerance) ? now : time
  }

  /// The reason of the alert that an item raises, or `nil` where it raises none.
  ///
  /// - Parameters:
  ///   - reason: what the item is to its story.
  ///   - time: the item's time, from ``time(of:now:)``.
  ///   - isFirstPoll: whether this is the first poll of its feed that succeeded, where undated items may be of any age.
  public func raises(
    _ reason: AlertReason, score: Double, time: Timestamp?, isFirstPoll: Bool, now: Timestamp
  ) -> AlertReason? {
    guard score >= minScore, reason != .copy || copies == .all else { return nil }
    guard let time else { return isFirstPoll ? nil : reason }
    return time < now.adding(seconds: -maxAge) ? nil : reason
  }
}
