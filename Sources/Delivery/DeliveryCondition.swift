/// How a delivery is doing.
public struct DeliveryCondition: Hashable, Sendable {
  public var name: String
  /// The last alert that was told, passed over by the filter, or given up.
  public var lastSeq: Int64
  /// Why the alert after it could not be told; `nil` while all is well.
  public var failure: String?
  /// Attempts at that alert that failed.
  public var failures: Int
  /// Alerts given up since the daemon's start.
  public var givenUp: Int

  public init(name: String, lastSeq: Int64 = 0, failure: String? = nil, failures: Int = 0, givenUp: Int = 0) {
    self.name = name
    self.lastSeq = lastSeq
    self.failure = failure
    self.failures = failures
    self.givenUp = givenUp
  }
}

/// What the people who look after the daemon should hear of a delivery.
public enum DeliveryEvent: Hashable, Sendable, CustomStringConvertible {
  /// Told once, until it works again or fails for another reason.
  case failing(name: String, seq: Int64, DeliveryFailure)
  case recovered(name: String)
  /// The receiver has refused this alert so often that it is passed over; it stays in the store and the logs.
  case gaveUp(name: String, seq: Int64, DeliveryFailure)

  public var description: String {
    switch self {
    case .failing(let name, let seq, let failure):
      "delivery \(name): alert #\(seq): \(failure) (the alert waits; trying again)"
    case .recovered(let name): "delivery \(name) works again"
    case .gaveUp(let name, let seq, let failure):
      "delivery \(name): alert #\(seq) is given up: \(failure) (`attache alerts` still has it)"
    }
  }
}
