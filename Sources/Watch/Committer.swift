internal import Dispatch
internal import Isolation
internal import News
internal import Store
internal import Stories

/// Gathers the outcomes of trips that end within a few milliseconds of each other into one transaction, so that ten
/// thousand polls are not ten thousand syncs of the disk.
actor Committer: QueueActor {
  nonisolated let queue: SerialQueue
  private let store: AlertStore
  private let clock: Clock
  private var policy: AlertPolicy
  private var waiting: [(PollOutcome, CheckedContinuation<Result<Done, StoreFailure>, Never>)] = []
  private var isArmed = false
  /// Called, on the disk queue, after a commit that made alerts.
  private let onAlerts: @Sendable () -> Void

  /// How long a trip's outcome may wait for company.
  static let window = DispatchTimeInterval.milliseconds(10)
  /// Trips in one transaction at most: a long one would hold up the readers.
  static let batch = 256

  /// What became of one outcome.
  struct Done: Sendable {
    /// The feed's state as stored.
    var state: FeedState?
    var newItems: Int
    var alerts: Int
  }

  /// - Parameter store: lives on the same queue.
  init(store: AlertStore, policy: AlertPolicy, clock: Clock, onAlerts: @escaping @Sendable () -> Void) {
    queue = store.queue
    self.store = store
    self.policy = policy
    self.clock = clock
    self.onAlerts = onAlerts
  }

  func update(policy: AlertPolicy) { self.policy = policy }

  /// Returns when the outcome is on the disk.
  func commit(_ outcome: PollOutcome) async throws(StoreFailure) -> Done {
    let result = await withCheckedContinuation { continuation in
      waiting.append((outcome, continuation))
      if waiting.count >= Self.batch {
        flush()
      } else if !isArmed {
        isArmed = true
        queue.dispatch.asyncAfter(deadline: .now() + Self.window) { [weak self] in self?.assumeIsolated { $0.flush() } }
      }
    }
    return try result.get()
  }

  private func flush() {
    isArmed = false
    let batch = waiting
    guard !batch.isEmpty else { return }
    waiting = []
    let outcomes = batch.map(\.0)
    let now = clock.wall()
    let policy = policy
    // The store lives on this queue: the call is direct.
    let result: Result<CommitReceipt, StoreFailure> = store.assumeIsolated { store in
      do throws(StoreFailure) {
        return .success(try store.commit(outcomes, policy: policy, grouping: StoryGrouper.grouping, now: now))
      } catch {
        return .failure(error)
      }
    }
    switch result {
    case .success(let receipt):
      if !receipt.alerts.isEmpty { onAlerts() }
      for (index, (outcome, continuation)) in batch.enumerated() {
        let alerts = receipt.alerts.count { $0.source.url == outcome.source.url }
        let state = index < receipt.states.count ? receipt.states[index] : nil
        continuation.resume(returning: .success(Done(state: state, newItems: outcome.items.count, alerts: alerts)))
      }
    case .failure(let failure):
      // Nothing of the batch was written; each trip's feed stands as before.
      for (_, continuation) in batch { continuation.resume(returning: .failure(failure)) }
    }
  }
}
