import HTTP
import Isolation
import LoopbackServer
import Testing

/// Holds those who pass until it is opened.
private actor Gate {
  private var isOpen = false
  private var held: [CheckedContinuation<Void, Never>] = []
  private var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

  func pass() async {
    guard !isOpen else { return }
    await withCheckedContinuation { continuation in
      held.append(continuation)
      for watcher in watchers where watcher.count <= held.count { watcher.continuation.resume() }
      watchers.removeAll { $0.count <= held.count }
    }
  }

  func holds(_ count: Int) async {
    guard held.count < count else { return }
    await withCheckedContinuation { watchers.append((count, $0)) }
  }

  func open() {
    isOpen = true
    for one in held { one.resume() }
    held = []
  }
}

@Suite("Taking turns")
struct TurnTests {
  @Test("no more than the allowed number run at a time, and all get their turn")
  func concurrency() async throws {
    let server = try await LoopbackServer.start()
    let gate = Gate()
    await server.onAnythingElse { _ in
      await gate.pass()
      return .feed([])
    }
    let transfers = makeTransfers { $0.maxTransfers = 3 }
    let url = server.url("/")
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<10 { group.addTask { try await transfers.fetch(Request(url: url)).status } }
      await gate.holds(3)
      #expect(await transfers.activity.running == 3)
      #expect(await server.requestCount == 3)
      await gate.open()
      for try await status in group { #expect(status == 200) }
    }
    let activity = await transfers.activity
    #expect([activity.running, activity.lookups, activity.bodyBytes] == [0, 0, 0])
  }

  @Test("a thousand requests to a host each all come through")
  func many() async throws {
    let server = try await LoopbackServer.start(address: nil)
    await server.onAnythingElse(.feed([UInt8](repeating: 0x61, count: 5000)))
    let transfers = makeTransfers()
    let sizes = try await withThrowingTaskGroup(of: Int.self) { group in
      for index in 0..<1000 {
        let url = server.url("/", host: "127.1.\(index / 200).\(index % 200 + 1)")
        group.addTask { try await transfers.fetch(Request(url: url)).body.count }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(sizes == [Int](repeating: 5000, count: 1000))
    #expect(await server.requestCount == 1000)
  }

  @Test("bodies in memory stay within the budget, and each comes to its end")
  func budget() async throws {
    let server = try await LoopbackServer.start()
    let body = [UInt8](repeating: 0x61, count: 1 << 20)
    await server.onAnythingElse(Answer(200, body: body))
    let transfers = makeTransfers {
      $0.maxBody = 2 << 20
      $0.inFlightBytes = 4 << 20
    }
    let url = server.url("/")
    let whole = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<24 { group.addTask { try await transfers.fetch(Request(url: url)).body.count } }
      return try await group.reduce(0, +)
    }
    #expect(whole == 24 << 20)
    #expect(await transfers.activity.bodyBytes == 0)
  }

  @Test("bodies that someone still holds count, and letting go of them lets others start")
  func heldBodies() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/large", Answer(200, body: [UInt8](repeating: 0x61, count: 1 << 20)))
    await server.on("/silent", .silence)
    let transfers = makeTransfers {
      $0.maxBody = 1 << 20
      $0.inFlightBytes = 2 << 20
    }
    var held: Response? = try await transfers.fetch(Request(url: server.url("/large")))
    #expect(held?.body.count == 1 << 20)
    #expect(await transfers.activity.bodyBytes >= 1 << 20)
    // One may always run; it says nothing and so holds its place.
    let silent = Task { try await transfers.fetch(Request(url: server.url("/silent"))) }
    _ = await server.requests(count: 2)
    let next = Task { try await transfers.fetch(Request(url: server.url("/large"))) }
    while await transfers.activity.waiting == 0 { await Task.yield() }
    #expect(await transfers.activity.running == 1)
    #expect(await server.requestCount == 2)
    held = nil
    #expect(try await next.value.body.count == 1 << 20)
    silent.cancel()
    await #expect(throws: TransferFailure.cancelled) { try await silent.value }
  }

  @Test("a cancelled task's transfer ends at once, running or waiting")
  func cancellation() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/silent", .silence)
    await server.on("/feed", .feed([]))
    let transfers = makeTransfers { $0.maxTransfers = 1 }
    let running = Task { try await transfers.fetch(Request(url: server.url("/silent"))) }
    _ = await server.requests(count: 1)
    let waiting = Task { try await transfers.fetch(Request(url: server.url("/silent"))) }
    waiting.cancel()
    await #expect(throws: TransferFailure.cancelled) { try await waiting.value }
    running.cancel()
    await #expect(throws: TransferFailure.cancelled) { try await running.value }
    #expect(try await transfers.fetch(Request(url: server.url("/feed"))).status == 200)
  }

  @Test("stopping ends all of them, and later ones are refused")
  func stopping() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/silent", .silence)
    let transfers = makeTransfers { $0.maxTransfers = 2 }
    let url = server.url("/silent")
    let tasks = (0..<5).map { _ in Task { try await transfers.fetch(Request(url: url)) } }
    _ = await server.requests(count: 2)
    await transfers.stop()
    for task in tasks { await #expect(throws: TransferFailure.stopped) { try await task.value } }
    #expect(await failure(of: url, by: transfers) == .stopped)
    #expect(await transfers.activity.running == 0)
  }

  @Test("transfers share their queue with another actor")
  func sharedQueue() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/feed", .feed(bytes("<rss/>")))
    let queue = SerialQueue(label: "shared")
    let one = Transfers(settings: TransferSettings(allowPrivateAddresses: true), queue: queue)
    let other = Transfers(settings: TransferSettings(allowPrivateAddresses: true), queue: queue)
    async let first = one.fetch(Request(url: server.url("/feed")))
    async let second = other.fetch(Request(url: server.url("/feed")))
    #expect(try await [first.status, second.status] == [200, 200])
  }
}
