public import News
public import Store

/// One step of `attache deliver`: the next alert of a queue's consumer, handed to a command.
///
/// Unlike a delivery of the configuration it works through the queue's leases, in a process of its own, and may share
/// its consumer's name with others. An alert that fails is given back for later; the queue gives it up after too many
/// tries.
public struct ConsumerDelivery: Sendable {
  public let consumer: String
  public let command: Command
  private let store: AlertStore
  private let retry: RetryPlan
  private let now: @Sendable () -> Timestamp

  /// What came of a step.
  public enum Step: Hashable, Sendable {
    /// The queue has nothing at the moment.
    case idle
    case told(seq: Int64)
    /// It is tried again after so many seconds.
    case failed(seq: Int64, tries: Int, DeliveryFailure, retryAfter: Int64)
    /// The program can't be run at all; the alert was given back at once.
    case cannotStart(DeliveryFailure)
    /// The task was cancelled; the alert was given back at once.
    case interrupted
  }

  public init(
    consumer: String, command: Command, store: AlertStore, retry: RetryPlan = .deliveries,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.consumer = consumer
    self.command = command
    self.store = store
    self.retry = retry
    self.now = now
  }

  /// Takes one alert and hands it to the command.
  ///
  /// - Parameter fromNow: see `AlertStore.next`; for the first step only.
  public func step(fromNow: Bool = false) async throws(QueueFailure) -> Step {
    // The lease outlasts the command's own limit and the time that ending it may take.
    let taken = try await store.next(
      consumer: consumer, limit: 1, lease: command.timeout + 30, fromNow: fromNow, now: now())
    guard let queued = taken.first else { return .idle }
    let seq = queued.alert.seq
    do throws(DeliveryFailure) {
      try await command.tell(queued.alert)
    } catch {
      switch error {
      case .cancelled:
        try await giveBack(seq, after: 0)
        return .interrupted
      case .cannotStart:
        try await giveBack(seq, after: 0)
        return .cannotStart(error)
      default:
        let seconds = max(1, retry.delay(afterFailures: queued.tries) / 1000)
        try await giveBack(seq, after: seconds)
        return .failed(seq: seq, tries: queued.tries, error, retryAfter: seconds)
      }
    }
    do throws(QueueFailure) {
      try await store.ack(consumer: consumer, seqs: [seq], now: now())
    } catch .notHeld {
      // It took so long that another took it over: told twice, which "at least once" allows.
    }
    return .told(seq: seq)
  }

  private func giveBack(_ seq: Int64, after seconds: Int64) async throws(QueueFailure) {
    do throws(QueueFailure) {
      try await store.release(consumer: consumer, seqs: [seq], after: seconds, now: now())
    } catch .notHeld {
      // In other hands by now.
    }
  }
}
