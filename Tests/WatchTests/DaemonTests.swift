import Delivery
import Foundation
import HTTP
import Isolation
import LoopbackServer
import News
import Store
import Synchronization
import Testing

@testable import Watch

/// The daemon itself over real sockets: due times, restarts, changed configurations, clocks that jump.
@Suite struct DaemonTests {
  @Test func dueTimesSurviveARestart() async throws {
    let desk = try await Desk()
    await desk.serve("/slow", "/fast")
    let first = try await desk.daemon(["/slow": 21600, "/fast": 1])
    _ = await desk.server.count(of: "/fast", atLeast: 2)
    try await first.stop()
    let before = await desk.server.count(of: "/fast", atLeast: 2)
    let second = try await desk.daemon(["/slow": 21600, "/fast": 1])
    _ = await desk.server.count(of: "/fast", atLeast: before + 3)
    #expect(await desk.server.count(of: "/slow", atLeast: 1) == 1, "asked in six hours, whatever happens in between")
    try await second.stop()
  }

  @Test func aChangedConfigurationTouchesNoOtherFeed() async throws {
    let desk = try await Desk()
    await desk.serve("/kept", "/dropped", "/added")
    let running = try await desk.daemon(["/kept": 21600, "/dropped": 1])
    _ = await desk.server.count(of: "/dropped", atLeast: 2)
    _ = await desk.server.count(of: "/kept", atLeast: 1)
    try await running.daemon.update(desk.orders(["/kept": 21600, "/added": 1]))
    _ = await desk.server.count(of: "/added", atLeast: 1)
    let dropped = await desk.server.count(of: "/dropped", atLeast: 2)
    _ = await desk.server.count(of: "/added", atLeast: 4)
    #expect(await desk.server.count(of: "/kept", atLeast: 1) == 1)
    #expect(await desk.server.count(of: "/dropped", atLeast: 2) <= dropped + 1, "one may have been under way")
    try await running.stop()
    #expect(Set(await running.daemon.feedStates.map(\.name)) == ["/kept", "/added"])
  }

  @Test func aShorterIntervalCountsFromTheLastPoll() async throws {
    let desk = try await Desk()
    await desk.serve("/feed")
    let running = try await desk.daemon(["/feed": 21600])
    _ = await desk.server.count(of: "/feed", atLeast: 1)
    await running.committed(1)
    try await running.daemon.update(desk.orders(["/feed": 1]))
    #expect(await desk.server.count(of: "/feed", atLeast: 3) >= 3)
    try await running.stop()
  }

  @Test(arguments: [86_400, -86_400, 400 * 86_400])
  func aClockThatJumpsNeitherStopsNorFloods(seconds: Int64) async throws {
    let desk = try await Desk()
    await desk.serve("/slow", "/fast")
    let running = try await desk.daemon(["/slow": 21600, "/fast": 1])
    let before = await desk.server.count(of: "/fast", atLeast: 2)
    _ = await desk.server.count(of: "/slow", atLeast: 1)
    running.jump(by: seconds)
    _ = await desk.server.count(of: "/fast", atLeast: before + 3)
    #expect(await desk.server.count(of: "/slow", atLeast: 1) == 1, "a wait goes by the clock that does not jump")
    try await running.stop()
  }

  @Test func aDueTimeBeyondAllPlansIsAClockThatWasSetBack() async throws {
    let desk = try await Desk()
    await desk.serve("/feed")
    let ahead = try await desk.daemon(["/feed": 3600], offset: 300 * 86_400)
    _ = await desk.server.count(of: "/feed", atLeast: 1)
    await ahead.committed(1)
    try await ahead.stop()
    let back = try await desk.daemon(["/feed": 3600])
    #expect(await desk.server.count(of: "/feed", atLeast: 2) == 2, "not in three hundred days")
    try await back.stop()
  }

  @Test func aBusyServersHostIsLeftAloneAndOthersAreNot() async throws {
    let desk = try await Desk(address: nil)
    await desk.serve("/well", "/other")
    await desk.server.on("/busy", Answer.busy(429, retryAfter: "3600"))
    let running = try await desk.daemon(
      ["/busy": 1, "/well": 1, "/other": 1],
      hosts: ["/busy": "127.5.0.1", "/well": "127.5.0.1", "/other": "127.5.0.2"])
    await running.heard { $0.contains { $0.hasPrefix("fails /busy") } }
    let well = await desk.server.count(of: "/well", atLeast: 0)
    let other = await desk.server.count(of: "/other", atLeast: 0)
    _ = await desk.server.count(of: "/other", atLeast: other + 4)
    #expect(await desk.server.count(of: "/well", atLeast: 0) <= well + 1, "one may have been under way")
    #expect(await desk.server.count(of: "/busy", atLeast: 1) == 1)
    try await running.stop()
  }
}

/// A daemon at work, and its clock.
final class Running: Sendable {
  let daemon: Daemon
  private let store: AlertStore
  private let offset: Mutex<Int64>
  private let said = Mutex<[String]>([])

  init(_ desk: Desk, _ orders: Daemon.Orders, offset: Int64) throws {
    self.offset = Mutex(offset)
    store = try AlertStore.open(
      StoreSettings(directory: desk.folder), as: .daemon, queue: SerialQueue(label: "running.disk"))
    let io = SerialQueue(label: "running.io")
    let deliverer = Deliverer(
      settings: LogSettings(lines: "\(desk.folder)/alerts.log", json: "\(desk.folder)/alerts.jsonl"), outbox: store,
      queue: store.queue, report: { _ in })
    let box = Box()
    let clock = Clock(
      wall: { Clock.system.wall().adding(seconds: box.running?.offset.withLock { $0 } ?? offset) },
      steady: Clock.system.steady)
    let parts = Daemon.Parts(
      io: io, store: store,
      transfers: Transfers(settings: TransferSettings(timeout: 10, allowPrivateAddresses: true), queue: io),
      deliverer: deliverer, clock: clock,
      report: { event in
        if case .feedFails(let name, let words, _) = event {
          box.running?.said.withLock { $0.append("fails \(name): \(words)") }
        }
      })
    daemon = Daemon(parts, orders)
    box.running = self
  }

  /// Lets the closures that a daemon is made of find it; written once, before it starts.
  private final class Box: @unchecked Sendable { weak var running: Running? }

  /// Moves the wall clock.
  func jump(by seconds: Int64) { offset.withLock { $0 += seconds } }

  /// Returns when as many polls are on the disk.
  func committed(_ count: Int) async {
    while await daemon.tally.polled < count { try? await Task.sleep(for: .milliseconds(5)) }
  }

  func heard(_ isEnough: ([String]) -> Bool) async {
    while !said.withLock({ isEnough($0) }) { try? await Task.sleep(for: .milliseconds(5)) }
  }

  func stop() async throws {
    await daemon.stop()
    try await store.close()
  }
}

extension Desk {
  /// Serves one small feed at each path, with a validator.
  func serve(_ paths: String...) async {
    for path in paths {
      await server.on(path) { Answer.conditional($0, body: Desk.body([Desk.cricket]), etag: "\"1\"") }
    }
  }

  /// What a configuration with these feeds and intervals says.
  func orders(_ feeds: [String: Int64], hosts: [String: String] = [:]) throws -> Daemon.Orders {
    let watched = feeds.sorted { $0.key < $1.key }.map { path, interval in
      WatchedFeed(source: Source(name: path, url: server.url(path, host: hosts[path])), interval: interval)
    }
    return Daemon.Orders(
      feeds: watched, polling: PollingSettings(minInterval: 1, hostPause: 0), policy: AlertPolicy(),
      classifier: classifier)
  }

  /// Starts a daemon on this desk's store. Intervals in seconds.
  /// - Parameter offset: how far its wall clock is ahead
  func daemon(
    _ feeds: [String: Int64], hosts: [String: String] = [:], offset: Int64 = 0
  ) async throws -> Running {
    let orders = try orders(feeds, hosts: hosts)
    let running = try Running(self, orders, offset: offset)
    try await running.daemon.start(orders)
    return running
  }
}

extension LoopbackServer {
  /// Requests for `path`, once there are at least so many.
  func count(of path: String, atLeast least: Int) async -> Int {
    while true {
      let all = requests
      let count = all.count { $0.path == path }
      if count >= least { return count }
      _ = await requests(count: all.count + 1)
    }
  }
}
