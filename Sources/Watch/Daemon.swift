public import Classification
public import Delivery
internal import Feeds
public import HTTP
public import Isolation
public import News
public import Store

/// The door of this room: the daemon's parts in, a watch that goes on until it is stopped out. It starts and stops them
/// in order; the scheduler and the pipeline behind it do the work. The only room that reads the real clock.
public actor Daemon {
  private let parts: Parts
  private let committer: Committer
  private let scheduler: Scheduler
  private var isStopping = false

  /// What the daemon is made of. `store` lives on the disk queue, `transfers` on `io`.
  public struct Parts: Sendable {
    public var io: SerialQueue
    public var store: AlertStore
    public var transfers: Transfers
    public var deliverer: Deliverer
    public var deliveries: Deliveries?
    public var stamp: AlertStamp?
    public var clock: Clock
    public var report: @Sendable (WatchEvent) -> Void

    public init(
      io: SerialQueue, store: AlertStore, transfers: Transfers, deliverer: Deliverer, deliveries: Deliveries? = nil,
      stamp: AlertStamp? = nil, clock: Clock, report: @escaping @Sendable (WatchEvent) -> Void
    ) {
      self.io = io
      self.store = store
      self.transfers = transfers
      self.deliverer = deliverer
      self.deliveries = deliveries
      self.stamp = stamp
      self.clock = clock
      self.report = report
    }
  }

  /// What a configuration says, as far as the watch goes.
  public struct Orders: Sendable {
    public var feeds: [WatchedFeed]
    public var polling: PollingSettings
    public var policy: AlertPolicy
    public var classifier: Classifier

    public init(feeds: [WatchedFeed], polling: PollingSettings, policy: AlertPolicy, classifier: Classifier) {
      self.feeds = feeds
      self.polling = polling
      self.policy = policy
      self.classifier = classifier
    }
  }

  /// - Parameter once: poll each feed once, due or not (Retry-After still holds), and no more.
  public init(_ parts: Parts, _ orders: Orders, once: Bool = false) {
    self.parts = parts
    let (deliverer, deliveries, stamp) = (parts.deliverer, parts.deliveries, parts.stamp)
    committer = Committer(
      store: parts.store, policy: orders.policy, clock: parts.clock, queue: parts.io,
      onAlerts: { alerts in
        Task {
          await deliverer.wake()
          await stamp?.mark()
          await deliveries?.wake()
          for alert in alerts { parts.report(.alerted(alert)) }
        }
      })
    scheduler = Scheduler(
      pipeline: Daemon.pipeline(parts, committer, orders), settings: orders.polling, clock: parts.clock, once: once,
      queue: parts.io, report: parts.report)
  }

  /// Begins to poll. What was committed and not yet told is told first.
  public func start(_ orders: Orders) async throws(StoreFailure) {
    let states = try await parts.store.feedStates()
    await parts.deliverer.wake()
    await parts.stamp?.mark()
    await scheduler.start(orders.feeds, states: states)
  }

  /// Takes over a changed configuration without touching what is remembered of feeds that stay.
  public func update(_ orders: Orders) async throws(StoreFailure) {
    let states = try await parts.store.feedStates()
    await committer.update(policy: orders.policy)
    await scheduler.update(
      orders.feeds, settings: orders.polling, pipeline: Daemon.pipeline(parts, committer, orders), states: states)
  }

  /// With `once`: returns when every feed has been polled and what follows is committed.
  public func untilDone() async -> WatchTally {
    await scheduler.untilIdle()
    return await scheduler.tally
  }

  /// What is known of every feed that is watched, in no order.
  public var feedStates: [FeedState] { get async { await scheduler.states } }

  /// What came of the polls so far.
  public var tally: WatchTally { get async { await scheduler.tally } }

  /// Stops in order: no new polls, transfers ended, what was fetched is committed, what was committed is told.
  public func stop() async {
    guard !isStopping else { return }
    isStopping = true
    async let stopped: Void = scheduler.stop()
    await parts.transfers.stop()
    await stopped
    await parts.deliverer.stop()
    await parts.stamp?.stop()
    await parts.deliveries?.stop()
  }

  private static func pipeline(_ parts: Parts, _ committer: Committer, _ orders: Orders) -> Pipeline {
    Pipeline(
      transfers: parts.transfers, parser: FeedParser(), classifier: orders.classifier, store: parts.store,
      committer: committer, plan: PollPlan(settings: orders.polling), clock: parts.clock)
  }
}
