import BuildPace
import News
import Testing

@testable import Store

@Suite("The queue")
struct QueueTests {
  let bench: StoreBench
  let store: AlertStore

  init() async throws {
    bench = try StoreBench()
    store = try bench.open()
    try await store.fill(5)
  }

  private func next(_ limit: Int = 1, at seconds: Int64 = 0, lease: Int64 = 60) async throws -> [Int64] {
    try await store.next(consumer: "desk", limit: limit, lease: lease, now: now.adding(seconds: seconds))
      .map(\.alert.seq)
  }

  @Test("hands out in order, each alert to one at a time")
  func order() async throws {
    #expect(try await next(2) == [1, 2])
    #expect(try await next(2) == [3, 4])
    #expect(try await next(2) == [5])
    #expect(try await next(2).isEmpty)
    #expect(try await next(0).isEmpty)
  }

  @Test("gives to each consumer all alerts, or those that come after its first use")
  func consumers() async throws {
    #expect(try await store.next(consumer: "a", limit: 9, lease: 60, now: now).count == 5)
    #expect(try await store.next(consumer: "b", limit: 9, lease: 60, now: now).count == 5)
    #expect(try await store.next(consumer: "late", limit: 9, lease: 60, fromNow: true, now: now).isEmpty)
    try await store.fill(1, from: 9)
    #expect(try await store.next(consumer: "late", limit: 9, lease: 60, now: now).map(\.alert.seq) == [6])
    await #expect(throws: QueueFailure.knownConsumer("late")) {
      try await store.next(consumer: "late", limit: 1, lease: 60, fromNow: true, now: now)
    }
    await #expect(throws: QueueFailure.emptyName) { try await store.next(consumer: "", limit: 1, lease: 1, now: now) }
  }

  @Test("hands out again when the lease has run out, and takes a late acknowledgement until then")
  func leases() async throws {
    #expect(try await next(lease: 10) == [1])
    #expect(try await next(at: 9) == [2])
    #expect(try await next(at: 10, lease: 10) == [1])
    try await store.ack(consumer: "desk", seqs: [1], now: now.adding(seconds: 100))
    #expect(try await next(at: 200) == [2])
  }

  @Test("forgets what is acknowledged, and names what was not held")
  func acknowledgement() async throws {
    #expect(try await next(3) == [1, 2, 3])
    await #expect(throws: QueueFailure.notHeld(consumer: "desk", seqs: [4, 99])) {
      try await store.ack(consumer: "desk", seqs: [1, 4, 3, 99], now: now)
    }
    await #expect(throws: QueueFailure.notHeld(consumer: "desk", seqs: [1])) {
      try await store.ack(consumer: "desk", seqs: [1], now: now)
    }
    await #expect(throws: QueueFailure.unknownConsumer("nobody")) {
      try await store.ack(consumer: "nobody", seqs: [1], now: now)
    }
    #expect(try await next(5, at: 61) == [2, 4, 5])
  }

  @Test("takes back, for now or for later")
  func release() async throws {
    #expect(try await next(3) == [1, 2, 3])
    try await store.release(consumer: "desk", seqs: [2], now: now)
    try await store.release(consumer: "desk", seqs: [1], after: 30, now: now)
    await #expect(throws: QueueFailure.notHeld(consumer: "desk", seqs: [2])) {
      try await store.ack(consumer: "desk", seqs: [2], now: now)
    }
    #expect(try await next(2, at: 1) == [2, 4])
    #expect(try await next(2, at: 30) == [1, 5])
  }

  @Test("waits longer from the third lease on that ran out, and gives up after ten")
  func dead() async throws {
    var moment: Int64 = 0
    var waits: [Int64] = []
    for tries in 1...AlertStore.maxTries {
      var wait: Int64 = 0
      while true {
        let held = try await store.next(consumer: "poor", limit: 1, lease: 5, now: now.adding(seconds: moment + wait))
        if let first = held.first, first.alert.seq == 1 {
          #expect(first.tries == tries)
          break
        }
        try await store.ack(consumer: "poor", seqs: held.map(\.alert.seq), now: now.adding(seconds: moment + wait))
        wait += 1
      }
      waits.append(wait)
      moment += wait + 5
    }
    #expect(waits == [0, 0, 0, 1, 2, 4, 8, 16, 32, 64])
    #expect(try await store.dead().isEmpty)
    _ = try await store.next(consumer: "poor", limit: 9, lease: 5, now: now.adding(seconds: moment))
    #expect(try await store.dead(consumer: "poor").map(\.alert.seq) == [1])
    #expect(try await store.dead(consumer: "desk").isEmpty)
    let status = try #require(try await store.queueStatus(now: now.adding(seconds: moment)).first)
    #expect((status.name, status.dead, status.leased) == ("poor", 1, 0))
  }

  @Test("tells how each consumer stands")
  func status() async throws {
    _ = try await next(2)
    try await store.ack(consumer: "desk", seqs: [1], now: now)
    let status = try #require(try await store.queueStatus(now: now).first)
    #expect((status.name, status.backlog, status.leased, status.dead, status.pruned) == ("desk", 4, 1, 0, 0))
    #expect(status.oldest == now)
    try await store.ack(consumer: "desk", seqs: [2], now: now)
    _ = try await next(9)
    try await store.ack(consumer: "desk", seqs: [3, 4, 5], now: now)
    let empty = try #require(try await store.queueStatus(now: now).first)
    #expect((empty.backlog, empty.oldest) == (0, nil))
    try await store.removeConsumer("desk")
    #expect(try await store.queueStatus(now: now).isEmpty)
  }

  @Test("counts what age removed before it was acknowledged")
  func pruned() async throws {
    _ = try await next(2)
    try await store.ack(consumer: "desk", seqs: [1], now: now)
    let later = now.adding(seconds: 366 * 86400)
    try await store.fill(1, from: 9, at: later)
    let pruned = try await store.prune(now: later)
    #expect((pruned.alerts, pruned.isUnfinished) == (5, false))
    let status = try #require(try await store.queueStatus(now: later).first)
    #expect((status.pruned, status.backlog) == (4, 1))
    #expect(try await next(9, at: 366 * 86400) == [6])
  }

  @Test("a new delivery begins after the last alert, a known one goes on where it was")
  func deliveries() async throws {
    try await store.ensureConsumer("chat", now: now)
    try await store.fill(1, from: 9)
    try await store.ensureConsumer("chat", now: now)
    #expect(try await store.next(consumer: "chat", limit: 9, lease: 60, now: now).map(\.alert.seq) == [6])
  }

  @Test("many at once get each alert once", .timeLimit(.minutes(BuildPace.factor)))
  func parallel() async throws {
    try await store.fill(95, from: 100)
    let commands = try (0..<4).map { _ in try bench.open(.command) }
    let taken = try await withThrowingTaskGroup(of: [Int64].self) { group in
      for command in commands {
        group.addTask {
          var taken: [Int64] = []
          while true {
            let held = try await command.next(consumer: "shared", limit: 3, lease: 600, now: now)
            if held.isEmpty { return taken }
            taken += held.map(\.alert.seq)
            try await command.ack(consumer: "shared", seqs: held.map(\.alert.seq), now: now)
          }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(taken.sorted() == Array(1...100))
  }
}
