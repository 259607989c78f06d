internal import Dispatch
internal import Isolation
internal import News
internal import Store
internal import Stories

/// Gathers the outcomes of trips that end within a few milliseconds of each other into one transaction, so that ten
/// thousand polls are not ten thousand syncs of the disk, nor as many visits to the store's queue. Lives on the
/// scheduler's queue: an outcome is left here without a hop.
actor Committer: QueueActor {
  nonisolated let queue: SerialQueue
  private let store: AlertStore
  private let clock: Clock
  private var policy: AlertPolicy
  private var waiting: [(PollOutcome, CheckedContinuation<Result<Done, StoreFailure>, Never>)] = []
  private var isArmed = false
  /// A transaction is under way; what comes meanwhile is the next one's.
  private var isCommitting = false
  /// Called after a commit that made alerts.
  private let onAlerts: @Sendable ([Alert]) -> Void

  /// How long a trip's outcome may wait for company.
  static let window = DispatchTimeInterval.milliseconds(10)
  /// Trips in one transaction at most: a long one would hold up the readers.
  static let batch = 256

  /// What became of one outcome.
  struct Done: Sendable {
    /// The feed's state as stored.
    var state: FeedState
    var newItems: Int
    var alerts: Int
  }

  init(
    store: AlertStore, policy: AlertPolicy, clock: Clock, queue: SerialQueue,
    onAlerts: @escaping @Sendable ([Alert]) -> Void
  ) {
    self.queue = queue
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
        queue.dispatch.asyncAfter(deadline: .now() + Self.window) { [weak self] in
          self?.assumeIsolated {
            $0.isArmed = false
            $0.flush()
          }
        }
      }
    }
    return try result.get()
  }

  private func flush() {
    guard !isCommitting, !waiting.isEmpty else { return }
    isCommitting = true
    let batch = waiting.prefix(Self.batch)
    waiting.removeFirst(batch.count)
    Task {
      await commit(Array(batch))
      isCommitting = false
      // What has come meanwhile has waited long enough.
      if !isArmed { flush() }
    }
  }

  private func commit(_ batch: [(PollOutcome, CheckedContinuation<Result<Done, StoreFailure>, Never>)]) async {
    do throws(StoreFailure) {
      let receipt = try await store.commit(
        batch.map { $0.0 }, policy: policy, grouping: StoryGrouper.grouping, now: clock.wall())
      if !receipt.alerts.isEmpty { onAlerts(receipt.alerts) }
      for (index, (outcome, continuation)) in batch.enumerated() {
        let alerts = receipt.alerts.isEmpty ? 0 : receipt.alerts.count { $0.source.url == outcome.source.url }
        let done = Done(state: receipt.states[index], newItems: outcome.items.count, alerts: alerts)
        continuation.resume(returning: .success(done))
      }
    } catch {
      // Nothing of the batch was written; each trip's feed stands as before.
      for (_, continuation) in batch { continuation.resume(returning: .failure(error)) }
    }
  }
}
