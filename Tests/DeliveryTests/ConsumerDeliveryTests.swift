import Foundation
import News
import Store
import Synchronization
import Testing

@testable import Delivery

@Suite("attache deliver works through the queue, alert by alert")
struct ConsumerDeliveryTests {
  private let folder: TemporaryFolder
  private let store: AlertStore
  private let clock = TestClock()

  /// A clock that tests set.
  private final class TestClock: Sendable {
    private let time = Mutex(StoreSample.now)
    var now: Timestamp { time.withLock { $0 } }
    func advance(seconds: Int64) { time.withLock { $0 = $0.adding(seconds: seconds) } }
  }

  init() throws {
    folder = try TemporaryFolder()
    store = try StoreSample.open(in: folder.path)
  }

  private func delivery(_ script: String) -> ConsumerDelivery {
    ConsumerDelivery(
      consumer: "desk", command: Command(["/bin/sh", "-c", script, "sh", folder.file("out")]), store: store,
      retry: RetryPlan(first: 4000, longest: 60_000), now: { [clock] in clock.now })
  }

  @Test("status 0 acknowledges, and then there is nothing left")
  func told() async throws {
    try await StoreSample.fill(store, upTo: 2)
    let desk = delivery("cat >> \"$1\"")
    #expect(try await desk.step() == .told(seq: 1))
    #expect(try await desk.step() == .told(seq: 2))
    #expect(try await desk.step() == .idle)
    #expect(try folder.text("out").split(separator: "\n").count == 2)
    #expect(try await store.queueStatus(now: clock.now).map(\.backlog) == [0])
  }

  @Test("any other status gives back for later, longer each time")
  func failed() async throws {
    try await StoreSample.fill(store, upTo: 1)
    let desk = delivery("exit 3")
    #expect(try await desk.step() == .failed(seq: 1, tries: 1, .exited(status: 3), retryAfter: 4))
    #expect(try await desk.step() == .idle)
    clock.advance(seconds: 4)
    #expect(try await desk.step() == .failed(seq: 1, tries: 2, .exited(status: 3), retryAfter: 8))
    clock.advance(seconds: 8)
    #expect(try await delivery("exit 0").step() == .told(seq: 1))
  }

  @Test("too many tries end in the dead list")
  func dead() async throws {
    try await StoreSample.fill(store, upTo: 1)
    let desk = delivery("exit 1")
    for _ in 1...AlertStore.maxTries {
      _ = try await desk.step()
      clock.advance(seconds: 3600)
    }
    #expect(try await desk.step() == .idle)
    #expect(try await store.dead(consumer: "desk").map(\.alert.seq) == [1])
  }

  @Test("a program that can't be run costs no alert its place")
  func cannotStart() async throws {
    try await StoreSample.fill(store, upTo: 1)
    let broken = ConsumerDelivery(
      consumer: "desk", command: Command(["/nonexistent"]), store: store, now: { [clock] in clock.now })
    #expect(try await broken.step() == .cannotStart(.cannotStart(program: "/nonexistent", code: 2)))
    #expect(try await delivery("exit 0").step() == .told(seq: 1))
  }

  @Test("a new consumer may begin with what comes next")
  func fromNow() async throws {
    try await StoreSample.fill(store, upTo: 2)
    let desk = delivery("exit 0")
    #expect(try await desk.step(fromNow: true) == .idle)
    try await StoreSample.fill(store, upTo: 3)
    #expect(try await desk.step() == .told(seq: 3))
    await #expect(throws: QueueFailure.knownConsumer("desk")) { try await desk.step(fromNow: true) }
  }
}
