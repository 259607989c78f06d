import BuildPace
import Foundation
import Isolation
import News
import Store
import Synchronization
import Testing

@testable import Delivery

@Suite("The deliverer keeps both logs up to date", .timeLimit(.minutes(5 * BuildPace.factor)))
struct DelivererTests {
  /// Everything that a deliverer reports, as a stream that tests can await.
  private struct Bench {
    let folder: TemporaryFolder
    let outbox = MemoryOutbox()
    let queue = SerialQueue(label: "attache.test.disk")
    let events: AsyncStream<LogEvent>
    let report: @Sendable (LogEvent) -> Void

    init() throws {
      folder = try TemporaryFolder()
      let (events, continuation) = AsyncStream<LogEvent>.makeStream()
      self.events = events
      report = { continuation.yield($0) }
    }

    var settings: LogSettings {
      LogSettings(
        lines: folder.file("alerts.log"), json: folder.file("alerts.jsonl"), retry: RetryPlan(first: 5, longest: 20))
    }

    func make(files: any LogFiles = SystemFiles()) -> Deliverer {
      Deliverer(settings: settings, outbox: outbox, queue: queue, files: files, report: report)
    }

    func count(_ name: String) throws -> Int { try folder.text(name).split(separator: "\n").count }
  }

  /// Lets only calls on some paths fail, for as long as wanted.
  private final class BrokenPath: LogFiles {
    private let real = SystemFiles()
    private let broken = Mutex<String?>(nil)
    private func check(_ path: String) throws(LogFailure) {
      if path == broken.withLock({ $0 }) { throw .file(operation: "write", path: path, code: ENOSPC) }
    }
    func setBroken(_ path: String?) { broken.withLock { $0 = path } }
    func open(_ path: String, for use: LogFileUse) throws(LogFailure) -> LogFile { try real.open(path, for: use) }
    func close(_ file: LogFile) { real.close(file) }
    func write(_ bytes: ArraySlice<UInt8>, to file: LogFile, at offset: Int64) throws(LogFailure) -> Int {
      try check(file.path)
      return try real.write(bytes, to: file, at: offset)
    }
    func flush(_ file: LogFile) throws(LogFailure) { try real.flush(file) }
    func truncate(_ file: LogFile, to size: Int64) throws(LogFailure) { try real.truncate(file, to: size) }
    func read(_ file: LogFile, at offset: Int64, count: Int) throws(LogFailure) -> [UInt8] {
      try real.read(file, at: offset, count: count)
    }
    func status(_ file: LogFile) throws(LogFailure) -> LogFileStatus { try real.status(file) }
    func status(ofPath path: String) throws(LogFailure) -> LogFileStatus? { try real.status(ofPath: path) }
    func names(inFolder path: String) throws(LogFailure) -> [String] { try real.names(inFolder: path) }
    func flushFolder(_ path: String) throws(LogFailure) { try real.flushFolder(path) }
  }

  @Test("what is committed is in both logs after a wake and a stop")
  func both() async throws {
    let bench = try Bench()
    let deliverer = bench.make()
    for seq in 1...200 as ClosedRange<Int64> { bench.outbox.add(alert(seq)) }
    await deliverer.wake()
    await deliverer.stop()
    #expect(try bench.count("alerts.log") == 200)
    #expect(try bench.count("alerts.jsonl") == 200)
    #expect(await deliverer.conditions.map(\.lastSeq) == [200, 200])
  }

  @Test("a stopped deliverer writes nothing more")
  func stopped() async throws {
    let bench = try Bench()
    let deliverer = bench.make()
    bench.outbox.add(alert(1))
    await deliverer.stop()
    bench.outbox.add(alert(2))
    await deliverer.wake()
    await deliverer.stop()
    #expect(try bench.count("alerts.log") == 1)
  }

  @Test("one log on a full disk does not stop the other, says so once, and catches up by itself")
  func oneBroken() async throws {
    let bench = try Bench()
    let files = BrokenPath()
    files.setBroken(bench.settings.lines)
    let deliverer = bench.make(files: files)
    var events = bench.events.makeAsyncIterator()
    bench.outbox.add(alert(1), alert(2))
    await deliverer.wake()
    let full = LogFailure.file(operation: "write", path: bench.settings.lines, code: ENOSPC)
    #expect(await events.next() == .failing(path: bench.settings.lines, full))
    bench.outbox.add(alert(3))
    await deliverer.wake()
    while await deliverer.conditions[1].lastSeq < 3 { await Task.yield() }
    #expect(try bench.count("alerts.jsonl") == 3)
    #expect(await deliverer.conditions[0].failure == full)
    #expect(full.isFull)
    files.setBroken(nil)
    // The very next event: nothing was said in between, however often it was tried.
    #expect(await events.next() == .recovered(path: bench.settings.lines))
    await deliverer.stop()
    #expect(try bench.count("alerts.log") == 3)
    #expect(await deliverer.conditions[0].failure == nil)
  }

  @Test("a reopening takes up a new path and keeps what was written")
  func reopen() async throws {
    let bench = try Bench()
    let deliverer = bench.make()
    bench.outbox.add(alert(1))
    await deliverer.wake()
    while await !deliverer.isIdle { await Task.yield() }
    try bench.folder.rename("alerts.log", to: "alerts.log.1")
    var settings = bench.settings
    settings.json = bench.folder.file("moved.jsonl")
    await deliverer.reopen(settings)
    bench.outbox.add(alert(2))
    await deliverer.wake()
    await deliverer.stop()
    #expect(try bench.count("alerts.log.1") == 1)
    #expect(try bench.count("alerts.log") == 1)
    #expect(try bench.count("alerts.jsonl") == 1)
    #expect(try bench.count("moved.jsonl") == 1)
  }

  @Test("a log that is deleted is made again, though there is nothing to write")
  func madeAgain() async throws {
    let bench = try Bench()
    let deliverer = Deliverer(
      settings: bench.settings, outbox: bench.outbox, queue: bench.queue, lookInterval: 10, report: bench.report)
    bench.outbox.add(alert(1))
    await deliverer.wake()
    while await deliverer.conditions.contains(where: { $0.lastSeq < 1 }) { await Task.yield() }
    try bench.folder.remove("alerts.log")
    // Ends when the file is there; the test's own time limit says when it never comes.
    while !bench.folder.exists("alerts.log") { try await Task.sleep(for: .milliseconds(5)) }
    bench.outbox.add(alert(2))
    await deliverer.stop()
    #expect(try bench.count("alerts.log") == 1)
    #expect(try bench.count("alerts.jsonl") == 2)
  }

  @Test("a reopening makes the file at once, though there is nothing to write")
  func reopenMakesFile() async throws {
    let bench = try Bench()
    let deliverer = bench.make()
    bench.outbox.add(alert(1))
    await deliverer.wake()
    while await !deliverer.isIdle { await Task.yield() }
    try bench.folder.rename("alerts.log", to: "alerts.log.1")
    await deliverer.reopen(bench.settings)
    while await !deliverer.isIdle { await Task.yield() }
    #expect(bench.folder.exists("alerts.log"))
    await deliverer.stop()
  }
}

@Suite("When a failure is tried again")
struct RetryPlanTests {
  @Test("twice as long each time, up to the longest")
  func doubling() {
    let plan = RetryPlan(first: 500, longest: 30_000)
    #expect(
      (0...9).map { plan.delay(afterFailures: $0) } == [
        500, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000,
      ])
    #expect(plan.delay(afterFailures: .max) == 30_000)
    #expect(plan.delay(afterFailures: .min) == 500)
    #expect(RetryPlan(first: .max / 2, longest: .max).delay(afterFailures: 3) == .max)
  }

  @Test("what the other end asks for is waited, within a day")
  func asked() {
    let plan = RetryPlan(first: 1000, longest: 8000)
    #expect(plan.delay(afterFailures: 1, asked: 5000) == 5000)
    #expect(plan.delay(afterFailures: 9, asked: 5000) == 8000)
    #expect(plan.delay(afterFailures: 1, asked: .max) == 86_400_000)
    #expect(plan.delay(afterFailures: 1, asked: -1) == 1000)
  }
}
