import BuildPace
import Foundation
import HTTP
import Isolation
import LoopbackServer
import News
import Output
import Store
import Testing

@testable import Delivery

@Suite(
  "Deliveries: each in order, at least once, with its own cursor and back-off",
  .timeLimit(.minutes(5 * BuildPace.factor)))
struct DeliveriesTests {
  private struct Bench {
    let folder: TemporaryFolder
    let outbox: MemoryOutbox
    let queue = SerialQueue(label: "attache.test.disk")
    let transfers = Transfers(settings: TransferSettings(), queue: SerialQueue(label: "attache.test.io"))
    let events: AsyncStream<DeliveryEvent>
    let report: @Sendable (DeliveryEvent) -> Void

    init(_ outbox: MemoryOutbox = MemoryOutbox()) throws {
      folder = try TemporaryFolder()
      self.outbox = outbox
      let (events, continuation) = AsyncStream<DeliveryEvent>.makeStream()
      self.events = events
      report = { continuation.yield($0) }
    }

    func make() -> Deliveries {
      Deliveries(
        outbox: outbox, transfers: transfers, queue: queue, retry: RetryPlan(first: 5, longest: 20),
        now: { Timestamp(seconds: 1_795_327_200) }, report: report)
    }

    /// A command that appends the alert's number to a file.
    func recorder(_ name: String, filter: DeliveryFilter = DeliveryFilter(), before: String = "") -> DeliverySettings {
      DeliverySettings(
        name: name,
        destination: .command([
          "/bin/sh", "-c", "\(before) cat > /dev/null; echo $ATTACHE_SEQ >> \"$1\"", "sh", folder.file(name),
        ]), filter: filter)
    }

    func seqs(_ name: String) throws -> [Int64] {
      folder.exists(name) ? try folder.text(name).split(separator: "\n").compactMap { Int64($0) } : []
    }
  }

  @Test("a new one starts from now and tells what comes after, in order")
  func fromNow() async throws {
    let bench = try Bench()
    bench.outbox.add(alert(1), alert(2))
    let deliveries = bench.make()
    await deliveries.update([bench.recorder("desk")])
    bench.outbox.add(alert(3), alert(4), alert(9))
    await deliveries.wake()
    await bench.outbox.saved("delivery desk", 9)
    await deliveries.stop()
    #expect(try bench.seqs("desk") == [3, 4, 9])
  }

  @Test("a single round waits until all is told, but not for a receiver that takes nothing, and not for ever")
  func settled() async throws {
    let bench = try Bench()
    let deliveries = Deliveries(
      outbox: bench.outbox, transfers: bench.transfers, queue: bench.queue,
      retry: RetryPlan(first: 600_000, longest: 600_000), now: { Timestamp(seconds: 1_795_327_200) },
      report: bench.report)
    await deliveries.update([bench.recorder("desk"), bench.recorder("dead", before: "exit 75;")])
    await deliveries.settle(within: 600)
    for seq in 1...20 as ClosedRange<Int64> { bench.outbox.add(alert(seq)) }
    await deliveries.settle(within: 600)
    #expect(try bench.seqs("desk") == Array(1...20))
    #expect(await deliveries.conditions.map(\.failures) == [0, 1])
    // What was told since the last time does not hold up the next.
    await deliveries.settle(within: 600)
    await deliveries.update([bench.recorder("slow", before: "sleep 600;")])
    bench.outbox.add(alert(21))
    await deliveries.settle(within: 1)
    #expect(await deliveries.conditions.map(\.lastSeq) == [20])
    await deliveries.stop()
  }

  @Test("one that is known goes on where it was, also under changed settings")
  func goesOn() async throws {
    let bench = try Bench()
    var deliveries = bench.make()
    await deliveries.update([bench.recorder("desk")])
    await deliveries.stop()
    bench.outbox.add(alert(1), alert(2))
    deliveries = bench.make()
    await deliveries.update([bench.recorder("desk")])
    await bench.outbox.saved("delivery desk", 2)
    await deliveries.update([bench.recorder("desk", filter: DeliveryFilter(minScore: 0.1))])
    bench.outbox.add(alert(3))
    await deliveries.wake()
    await bench.outbox.saved("delivery desk", 3)
    await deliveries.update([])
    bench.outbox.add(alert(4))
    await deliveries.wake()
    #expect(await deliveries.conditions.isEmpty)
    await deliveries.stop()
    #expect(try bench.seqs("desk") == [1, 2, 3])
  }

  @Test("what the filter does not want is passed over")
  func filtered() async throws {
    let bench = try Bench()
    let deliveries = bench.make()
    await deliveries.update([bench.recorder("visits", filter: DeliveryFilter(kinds: [.visit]))])
    for seq in 1...200 as ClosedRange<Int64> {
      var one = alert(seq)
      if seq % 100 == 50 { one.assessment.kind = .visit }
      bench.outbox.add(one)
    }
    await deliveries.wake()
    await bench.outbox.saved("delivery visits", 200)
    await deliveries.stop()
    #expect(try bench.seqs("visits") == [50, 150])
  }

  @Test("a dead one and a slow one delay no other")
  func independent() async throws {
    let bench = try Bench()
    let deliveries = bench.make()
    await deliveries.update([
      DeliverySettings(name: "dead", destination: .command(["/nonexistent"])),
      DeliverySettings(name: "slow", destination: .command(["/bin/sleep", "600"]), timeout: 600),
      bench.recorder("desk"),
    ])
    bench.outbox.add(alert(1), alert(2), alert(3))
    await deliveries.wake()
    await bench.outbox.saved("delivery desk", 3)
    #expect(try bench.seqs("desk") == [1, 2, 3])
    var events = bench.events.makeAsyncIterator()
    #expect(
      await events.next() == .failing(name: "dead", seq: 1, .cannotStart(program: "/nonexistent", code: ENOENT)))
    #expect(await deliveries.conditions.map(\.lastSeq) == [0, 0, 3])
    // Ends the sleeper, too.
    await deliveries.stop()
  }

  @Test("what fails is tried again before anything else is told, and said once")
  func retried() async throws {
    let bench = try Bench()
    let deliveries = bench.make()
    let flag = bench.folder.file("open")
    await deliveries.update([bench.recorder("desk", before: "test -e '\(flag)' || exit 75;")])
    bench.outbox.add(alert(1), alert(2))
    await deliveries.wake()
    var events = bench.events.makeAsyncIterator()
    #expect(await events.next() == .failing(name: "desk", seq: 1, .exited(status: 75)))
    // More often than a refusal would be tried: trouble that passes is waited out.
    while await deliveries.conditions[0].failures <= Deliveries.greatestRefusals {
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(try bench.seqs("desk").isEmpty)
    try bench.folder.write("", to: "open")
    #expect(await events.next() == .recovered(name: "desk"))
    await bench.outbox.saved("delivery desk", 2)
    await deliveries.stop()
    #expect(try bench.seqs("desk") == [1, 2])
  }

  @Test("an alert that is refused again and again is passed over, loudly")
  func givenUp() async throws {
    let bench = try Bench()
    let deliveries = bench.make()
    await deliveries.update([
      bench.recorder("desk", before: "echo x >> \"$1.tries\"; test $ATTACHE_SEQ != 2 || exit 1;")
    ])
    bench.outbox.add(alert(1), alert(2), alert(3))
    await deliveries.wake()
    await bench.outbox.saved("delivery desk", 3)
    var events = bench.events.makeAsyncIterator()
    #expect(await events.next() == .failing(name: "desk", seq: 2, .exited(status: 1)))
    #expect(await events.next() == .gaveUp(name: "desk", seq: 2, .exited(status: 1)))
    #expect(await deliveries.conditions[0].givenUp == 1)
    await deliveries.stop()
    #expect(try bench.seqs("desk") == [1, 3])
    #expect(try bench.folder.text("desk.tries").split(separator: "\n").count == Deliveries.greatestRefusals + 2)
  }

  @Test("a store that fails now and then costs nothing but time", arguments: 1...12)
  func storeFails(call: Int) async throws {
    let bench = try Bench(MemoryOutbox(FaultPlan(.once, at: call)))
    let deliveries = bench.make()
    await deliveries.update([bench.recorder("desk")])
    bench.outbox.add(alert(1), alert(2))
    await deliveries.wake()
    bench.outbox.add(alert(3))
    await deliveries.wake()
    await bench.outbox.saved("delivery desk", 3)
    await deliveries.stop()
    // Where the first look failed, "now" is when the store answered.
    let seqs = try bench.seqs("desk")
    #expect(seqs == Array([1, 2, 3].suffix(seqs.count)))
    #expect(call < 4 || seqs.count == 3)
  }
}

@Suite("A webhook", .timeLimit(.minutes(5 * BuildPace.factor)))
struct WebhookTests {
  private let transfers = Transfers(settings: TransferSettings(), queue: SerialQueue(label: "attache.test.io"))
  private let now: @Sendable () -> Timestamp = { Timestamp(seconds: 784_111_777) }

  private func failure(_ webhook: Webhook) async -> DeliveryFailure? {
    do throws(DeliveryFailure) {
      try await webhook.tell(alert(7), by: transfers, now: now)
      return nil
    } catch {
      return error
    }
  }

  @Test("gets the alert's JSON by POST, with a key that is the same each time")
  func post() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/hook", inTurn: [Answer(500, text: ""), Answer(204, text: "")])
    let webhook = Webhook(url: server.url("/hook"))
    #expect(await failure(webhook) == .answered(status: 500, retryAfter: nil))
    #expect(await failure(webhook) == nil)
    let requests = await server.requests(count: 2)
    for request in requests {
      #expect(request.method == "POST")
      #expect(request.body == AlertJSON.encode(alert(7)))
      #expect(request["content-type"] == "application/json")
      #expect(request["idempotency-key"] == "story-7-1")
      #expect(request["authorization"] == nil)
    }
  }

  @Test("says when it wants to be asked again")
  func retryAfter() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/busy", .busy(429, retryAfter: "7"))
    await server.on("/later", .busy(503, retryAfter: "Sun, 06 Nov 1994 08:50:37 GMT"))
    #expect(await failure(Webhook(url: server.url("/busy"))) == .answered(status: 429, retryAfter: 7000))
    #expect(await failure(Webhook(url: server.url("/later"))) == .answered(status: 503, retryAfter: 60_000))
  }

  @Test("is not followed elsewhere")
  func redirect() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/old", .redirect(308, to: "/new"))
    await server.on("/new", Answer(200, text: ""))
    #expect(await failure(Webhook(url: server.url("/old"))) == .answered(status: 308, retryAfter: nil))
    #expect(await server.requests.map(\.path) == ["/old"])
  }

  @Test("has its time limit, and ends with the task")
  func limits() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/slow", .silence)
    #expect(await failure(Webhook(url: server.url("/slow"), timeout: 1)) == .timedOut(seconds: 1))
    let task = Task { await failure(Webhook(url: server.url("/slow"), timeout: 600)) }
    _ = await server.requests(count: 2)
    task.cancel()
    #expect(await task.value == .cancelled)
  }

  @Test("that cannot be reached is a failure that no alert is lost for")
  func unreachable() async throws {
    let server = try await LoopbackServer.start()
    let url = server.url("/hook?token=secret")
    await server.stop()
    let failed = try #require(await failure(Webhook(url: url)))
    #expect(!failed.isRefusal)
    #expect(!failed.description.contains("secret"))
  }

  @Test("takes its authorization from a file, read each time and never shown")
  func authorization() async throws {
    let folder = try TemporaryFolder()
    let server = try await LoopbackServer.start()
    await server.on("/hook", inTurn: [Answer(401, text: ""), Answer(200, text: "")])
    let webhook = Webhook(url: server.url("/hook"), authorizationFile: folder.file("secret"))
    #expect(
      await failure(webhook)
        == .authorization(path: folder.file("secret"), reason: "No such file or directory"))
    try folder.write("Bearer one\n", to: "secret")
    let refused = await failure(webhook)
    #expect(refused == .answered(status: 401, retryAfter: nil))
    #expect(refused?.description.contains("one") == false)
    try folder.write("Bearer two", to: "secret")
    #expect(await failure(webhook) == nil)
    #expect(await server.requests(count: 2).map { $0["authorization"] } == ["Bearer one", "Bearer two"])
    for bad in ["", "a\nb", "Bearer \u{1}", "Bearer é", String(repeating: "a", count: 9000)] {
      try folder.write(bad, to: "secret")
      guard case .authorization(_, let reason) = await failure(webhook) else {
        Issue.record("\(bad.prefix(20)) was taken")
        continue
      }
      #expect(bad.isEmpty || !reason.contains(bad))
    }
  }
}

@Suite("What a delivery wants")
struct DeliveryFilterTests {
  @Test("empty lists want all; else each must agree")
  func filters() {
    var one = alert(1)
    one.assessment.topics = [.economy, .energy]
    #expect(DeliveryFilter().admits(one))
    #expect(DeliveryFilter(kinds: [.visit, .meeting]).admits(one))
    #expect(!DeliveryFilter(kinds: [.visit]).admits(one))
    #expect(DeliveryFilter(stages: [.confirmed]).admits(one))
    #expect(!DeliveryFilter(stages: [.ongoing]).admits(one))
    #expect(DeliveryFilter(topics: [.energy, .health]).admits(one))
    #expect(!DeliveryFilter(topics: [.health]).admits(one))
    #expect(DeliveryFilter(trust: [.outlet]).admits(one))
    #expect(!DeliveryFilter(trust: [.official]).admits(one))
    #expect(DeliveryFilter(minScore: 0.9).admits(one))
    #expect(!DeliveryFilter(minScore: 0.91).admits(one))
    #expect(!DeliveryFilter(kinds: [.meeting], topics: [.health]).admits(one))
    one.assessment.kind = nil
    #expect(!DeliveryFilter(kinds: [.meeting]).admits(one))
  }
}
