/// A poll that found nothing that matters beyond the next poll: only the times, the validators and the pace may differ. It
/// need not be on the disk before the feed's next turn is planned.
public struct RoutinePoll: Hashable, Sendable {
  public let state: FeedState
  /// Even validators, name and pace are as they were: times alone are to be written.
  let keepsTexts: Bool

  /// `nil` where the poll that led from `old` to `state` is no such.
  public init?(_ state: FeedState, after old: FeedState) {
    var plain = state
    plain.validatorsSince = old.validatorsSince
    plain.nextDue = old.nextDue
    plain.lastAttempt = old.lastAttempt
    plain.lastSuccess = old.lastSuccess
    plain.itemsPerDay = old.itemsPerDay
    keepsTexts = plain == old
    self.state = state
    guard !keepsTexts else { return }
    plain.name = old.name
    plain.etag = old.etag
    plain.lastModified = old.lastModified
    plain.dueReason = old.dueReason
    plain.lastStatus = old.lastStatus
    plain.intervalSeconds = old.intervalSeconds
    guard plain == old else { return nil }
  }
}
