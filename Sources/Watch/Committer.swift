internal import Dispatch
internal import Isolation
internal import News
internal import Store
internal import Stories

/// Gathers the outcomes of trips that end within a few milliseconds of each other into one transaction, so that ten
/// thousand polls are not ten thousand syncs of the disk, nor as many visits to the store's queue. Lives on the
/// scheduler's queue: an outcome is left here without a hop.
///
/// A poll that found nothing new is not waited for: its state is noted, and written with the next transaction or a
/// second later. What a crash takes back of it is that the feed was asked; it is asked again, with the same validators.
actor Committer: QueueActor {
  nonisolated let queue: SerialQueue
  private let store: AlertStore
  private let clock: Clock
  private var policy: AlertPolicy
  private var waiting: [Waiting] = []
  /// To be written, in the order of the polls.
  private var noted: [RoutinePoll] = []
  private var isArmed = false
  private var isArmedForNoted = false
  /// A transaction is under way; what comes meanwhile is the next one's.
  private var isCommitting = false
  /// The last transaction failed.
  private var isFailing = false
  private var settling: [CheckedContinuation<Void, Never>] = []
  /// Called after a commit that made alerts.
  private let onAlerts: @Sendable ([Alert]) -> Void
  /// Called on the queue after each transaction, with what it failed of.
  private var onResult: @Sendable (StoreFailure?) -> Void = { _ in }

  private typealias Waiting = (outcome: PollOutcome, end: CheckedContinuation<Result<Done, StoreFailure>, Never>)

  /// How long a trip's outcome may wait for company.
  static let window = DispatchTimeInterval.milliseconds(10)
  /// How long the state of a poll that found nothing may.
  static let notedWindow = DispatchTimeInterval.seconds(1)
  /// Between two tries to write it while the store fails.
  static let retryWindow = DispatchTimeInterval.seconds(5)
  /// Trips in one transaction at most: a long one would hold up the readers.
  static let batch = 256
  /// Noted states in one transaction at most; they are far shorter work.
  static let notedBatch = 2048

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

  /// Calls `handler` on the queue after each transaction: with `nil`, or with what it failed of.
  func watch(_ handler: @escaping @Sendable (StoreFailure?) -> Void) { onResult = handler }

  /// Takes a poll that found nothing new. Refused while the store fails:
  /// then whoever polls must wait and hear of it. To be called on this actor's queue.
  nonisolated func note(_ poll: RoutinePoll) -> Bool { assumeIsolated { $0.take(poll) } }

  private func take(_ poll: RoutinePoll) -> Bool {
    guard !isFailing else { return false }
    noted.append(poll)
    if noted.count >= Self.notedBatch { flush() }
    armForNoted()
    return true
  }

  /// Returns when the outcome is on the disk.
  func commit(_ outcome: PollOutcome) async throws(StoreFailure) -> Done {
    let result = await withCheckedContinuation { continuation in
      waiting.append((outcome, continuation))
      if waiting.count >= Self.batch {
        flush()
      } else if !isArmed {
        isArmed = true
        after(Self.window) {
          $0.isArmed = false
          $0.flush()
        }
      }
    }
    return try result.get()
  }

  /// Returns when nothing is left to write, or the store has refused it.
  func settle() async {
    guard isCommitting || !waiting.isEmpty || !noted.isEmpty else { return }
    await withCheckedContinuation {
      settling.append($0)
      flush()
    }
  }

  private func armForNoted() {
    guard !isArmedForNoted, !noted.isEmpty else { return }
    isArmedForNoted = true
    after(isFailing ? Self.retryWindow : Self.notedWindow) {
      $0.isArmedForNoted = false
      $0.flush()
    }
  }

  private func after(_ wait: DispatchTimeInterval, _ body: @escaping @Sendable (isolated Committer) -> Void) {
    queue.dispatch.asyncAfter(deadline: .now() + wait) { [weak self] in self?.assumeIsolated(body) }
  }

  private func flush() {
    guard !isCommitting, !waiting.isEmpty || !noted.isEmpty else { return }
    isCommitting = true
    let batch = Array(waiting.prefix(Self.batch))
    waiting.removeFirst(batch.count)
    // What was noted is older than what waits: a feed that is in both has been polled again.
    let polls = noted
    noted = []
    Task {
      let failure = await commit(batch, noted: polls)
      isCommitting = false
      isFailing = failure != nil
      if isFailing { noted = polls + noted }
      onResult(failure)
      // What has come meanwhile has waited long enough.
      if !isArmed, !waiting.isEmpty || noted.count >= Self.notedBatch && !isFailing { flush() }
      armForNoted()
      endSettling()
    }
  }

  private func endSettling() {
    guard !settling.isEmpty, !isCommitting else { return }
    if !isFailing, !waiting.isEmpty || !noted.isEmpty { return flush() }
    for continuation in settling { continuation.resume() }
    settling = []
  }

  private func commit(_ batch: [Waiting], noted: [RoutinePoll]) async -> StoreFailure? {
    do throws(StoreFailure) {
      let receipt = try await store.commit(
        batch.map(\.outcome), noted: noted, policy: policy, grouping: StoryGrouper.grouping, now: clock.wall())
      if !receipt.alerts.isEmpty { onAlerts(receipt.alerts) }
      for (index, (outcome, end)) in batch.enumerated() {
        let alerts = receipt.alerts.isEmpty ? 0 : receipt.alerts.count { $0.source.url == outcome.source.url }
        let done = Done(state: receipt.states[index], newItems: outcome.items.count, alerts: alerts)
        end.resume(returning: .success(done))
      }
      return nil
    } catch {
      // Nothing of the batch was written; each trip's feed stands as before.
      for (_, end) in batch { end.resume(returning: .failure(error)) }
      return error
    }
  }
}
