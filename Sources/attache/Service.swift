import Classification
import Delivery
import FoundationEssentials
import Glibc
import HTTP
import Isolation
import News
import Settings
import Store
import Watch

/// The daemon as a process: its parts put together from the settings, its answers to signals, its signs of life.
actor Service {
  private let configuration: ConfigurationOptions
  private let lexiconOption: String?
  private let journal: ServiceJournal
  private let manager: ServiceManager
  private var settings: Settings
  private let orders: Daemon.Orders
  private let store: AlertStore
  private let transfers: Transfers
  private let deliverer: Deliverer
  private let deliveries: Deliveries
  private let daemon: Daemon
  private let pulse: Pulse
  private let metrics: Metrics

  /// Opens the store and makes the parts; nothing is polled yet.
  /// - Parameter once: poll each feed once and no more.
  init(
    _ configuration: ConfigurationOptions, lexicon: String?, settings: Settings, once: Bool
  ) throws(CommandFailure) {
    let environment = Console.environment
    self.configuration = configuration
    self.lexiconOption = lexicon
    self.settings = settings
    let journal = ServiceJournal(environment: environment)
    self.journal = journal
    let manager = ServiceManager(environment: environment)
    self.manager = manager
    orders = settings.orders(try Service.classifier(configuration, lexicon, settings))
    try Service.prepareProcess(settings)
    // After an unclean end the whole file is checked first, and a year of alerts takes its time on a slow disk.
    manager.starting("opening the store", within: 900)
    do {
      store = try AlertStore.open(settings.storeSettings, as: .daemon, queue: SerialQueue(label: "attache.disk"))
    } catch {
      throw CommandFailure(error)
    }
    if store.wasUnclean { journal.say(.notice, "the last run did not end cleanly; the store was checked and is sound") }
    let io = SerialQueue(label: "attache.io")
    transfers = Transfers(settings: settings.transferSettings, queue: io)
    let pulse = Pulse(store: store, manager: manager)
    self.pulse = pulse
    let metrics = Metrics(store: store, journal: journal)
    self.metrics = metrics
    deliverer = Deliverer(settings: settings.logSettings, outbox: store, queue: store.queue) { event in
      journal.say(ServiceMessage(event))
      switch event {
      case .failing(let path, let failure): Task { await pulse.log(path, fails: failure.description) }
      case .recovered(let path): Task { await pulse.log(path, fails: nil) }
      case .noticed: break
      }
    }
    // Webhooks have transfers of their own, so that a busy poll does not delay them.
    deliveries = Deliveries(
      outbox: store, transfers: Transfers(settings: settings.transferSettings, queue: io), queue: store.queue,
      now: { Clock.system.wall() },
      report: { journal.say(ServiceMessage($0)) })
    let parts = Daemon.Parts(
      io: io, store: store, transfers: transfers, deliverer: deliverer, deliveries: deliveries,
      stamp: AlertStamp(path: settings.storage.directory + "/alerts.stamp", queue: store.queue) { failure in
        journal.say(.warning, failure.description)
      }, clock: .system,
      report: { event in
        if let message = ServiceMessage(event) { journal.say(message) }
        switch event {
        case .heartbeat: Task { await pulse.beat() }
        case .storeFails: Task { await metrics.storeFailed() }
        default: break
        }
      })
    daemon = Daemon(parts, orders, once: once)
  }

  // MARK: One round

  /// Seconds for which a single round waits for its deliveries. What is not told by then is told by the next.
  private static let longestDelivery: Int64 = 60

  /// Polls each enabled feed once, and returns when all that follows is written.
  func once() async throws(CommandFailure) -> WatchTally {
    // Before the first poll: what a new delivery is to tell begins now.
    await deliveries.update(settings.deliverySettings)
    do {
      try await daemon.start(orders)
    } catch {
      throw CommandFailure(error)
    }
    let tally = await Progress().showing { [daemon] _ in
      let tally = await daemon.tally
      return "\(tally.polled) of \(tally.planned) feeds polled, \(tally.failed) failed; "
        + "\(tally.items) new items, \(tally.alerts) alerts"
    } while: {
      await daemon.untilDone()
    }
    await deliveries.settle(within: Self.longestDelivery)
    try await end()
    return tally
  }

  // MARK: The daemon

  /// Polls until a signal ends it.
  /// - Parameter signals: hears `reload` already.
  func run(_ signals: Signals) async throws(CommandFailure) {
    await signals.listen(for: [.stop])
    await metrics.update(settings.metrics)
    // Before the first poll: "from now" is now.
    await deliveries.update(settings.deliverySettings)
    do {
      try await daemon.start(orders)
    } catch {
      throw CommandFailure(error)
    }
    for warning in settings.warnings { journal.say(.warning, warning.description) }
    if orders.feeds.isEmpty { journal.say(.warning, "no feed is enabled in \(configuration.path): nothing to watch") }
    journal.say(
      .notice, "attache \(Attache.version) watches \(orders.feeds.count) feeds; alerts go to \(settings.alerts.log)")
    await pulse.start(daemon) { [metrics, daemon, deliverer, deliveries] in
      await metrics.beat(daemon, deliverer, deliveries)
    }
    manager.ready(await pulse.statusLine())
    for await signal in signals.stream {
      switch signal {
      case .stop:
        manager.stopping()
        journal.say(.notice, "stopping")
        await signals.stop()
        try await end()
        return
      case .reload:
        manager.reloading()
        await reload()
        manager.ready(await pulse.statusLine())
      }
    }
  }

  /// Reads the configuration and the word lists again. A fault keeps what runs; the logs are reopened all the same.
  private func reload() async {
    do {
      settings = try await takeOver()
      await metrics.reloaded(true)
      for warning in settings.warnings { journal.say(.warning, warning.description) }
      journal.say(.notice, "configuration read again: \(settings.feeds.count { $0.enabled }) feeds")
    } catch {
      await metrics.reloaded(false)
      for line in error.message.split(separator: "\n") { journal.say(.error, String(line)) }
      journal.say(.error, "the configuration has faults: the running one stays; the logs are reopened")
    }
    await deliverer.reopen(settings.logSettings)
  }

  private func takeOver() async throws(CommandFailure) -> Settings {
    var next = try configuration.settings()
    let classifier = try Service.classifier(configuration, lexiconOption, next)
    if next.storage.directory != settings.storage.directory {
      journal.say(.warning, "storage.directory takes effect at the next start")
      next.storage.directory = settings.storage.directory
    }
    try Service.makeFolders(next)
    await transfers.update(next.transferSettings)
    do throws(StoreFailure) {
      try await daemon.update(next.orders(classifier))
    } catch {
      throw CommandFailure(error)
    }
    await deliveries.update(next.deliverySettings)
    await metrics.update(next.metrics)
    return next
  }

  private func end() async throws(CommandFailure) {
    await daemon.stop()
    await pulse.stop()
    do {
      try await store.close()
    } catch {
      throw CommandFailure(error)
    }
    // Last: a disk that hangs under it must not keep the rest from ending.
    await metrics.stop()
  }

  // MARK: Preparation

  private static func classifier(
    _ configuration: ConfigurationOptions, _ option: String?, _ settings: Settings
  ) throws(CommandFailure) -> Classifier {
    let folder = try LexiconFolder.find(option: option, settings: settings, configuration: configuration.path)
    return Classifier(lexicon: try folder.load())
  }

  private static func prepareProcess(_ settings: Settings) throws(CommandFailure) {
    // A peer or a pipe that went away is an error of the write, not the end of the program.
    _ = signal(SIGPIPE, SIG_IGN)
    // Files are made for owner and group alone.
    umask(0o027)
    var limit = rlimit()
    // Both calls read or fill the struct that they are given.
    if unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < limit.rlim_max {
      limit.rlim_cur = min(limit.rlim_max, 65_536)
      _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
    do { try NetworkLibrary.load() } catch { throw CommandFailure(.unavailable, error.description) }
    try makeFolders(settings)
  }

  private static func makeFolders(_ settings: Settings) throws(CommandFailure) {
    let logs = [settings.alerts.log, settings.alerts.json].map { path in
      String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }
    for folder in [settings.storage.directory] + logs where !folder.isEmpty {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
      } catch {
        throw CommandFailure(
          .inputOutput, "\(folder): cannot be made; make it for the user who runs attache, or name another folder")
      }
    }
  }
}
