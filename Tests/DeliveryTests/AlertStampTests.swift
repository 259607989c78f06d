import BuildPace
import Foundation
import Glibc
import Isolation
import Synchronization
import Testing

@testable import Delivery

@Suite("The stamp file", .timeLimit(.minutes(BuildPace.factor)))
struct AlertStampTests {
  /// Touches as they happen, and what was reported.
  private final class Record: Sendable {
    let failing = Mutex<LogFailure?>(nil)
    let touches: AsyncStream<ContinuousClock.Instant>
    let reports = Mutex<[LogFailure]>([])
    private let continuation: AsyncStream<ContinuousClock.Instant>.Continuation

    init() { (touches, continuation) = AsyncStream.makeStream() }

    func stamp(pause: Int) -> AlertStamp {
      AlertStamp(
        path: "stamp", queue: SerialQueue(label: "attache.test.disk"), pause: pause,
        touch: { [self] _ throws(LogFailure) in
          continuation.yield(.now)
          if let failure = failing.withLock({ $0 }) { throw failure }
        },
        report: { [self] failure in reports.withLock { $0.append(failure) } })
    }

    func end() -> Int {
      continuation.finish()
      return reports.withLock { $0.count }
    }
  }

  @Test("is touched at once, and then after each pause for all that came within it")
  func burst() async throws {
    let record = Record()
    let stamp = record.stamp(pause: 50)
    let start = ContinuousClock.now
    for _ in 0..<49 { await stamp.mark() }
    let last = ContinuousClock.now
    await stamp.mark()
    await stamp.stop()
    _ = record.end()
    var touches: [ContinuousClock.Instant] = []
    for await touch in record.touches { touches.append(touch) }
    #expect(try #require(touches.last) >= last)
    // The end does not wait for the pause.
    for (one, next) in zip(touches, touches.dropFirst().dropLast()) {
      #expect(one.duration(to: next) >= .milliseconds(50))
    }
    #expect(touches.count <= 2 + Int(start.duration(to: .now) / .milliseconds(50)))
  }

  @Test("what came within the pause is not forgotten by an end")
  func stopped() async throws {
    let record = Record()
    let stamp = record.stamp(pause: 60_000)
    await stamp.mark()
    await stamp.mark()
    await stamp.stop()
    await stamp.mark()
    _ = record.end()
    var count = 0
    for await _ in record.touches { count += 1 }
    #expect(count == 2)
  }

  @Test("what cannot be touched is said once, and tried again until it can")
  func failing() async throws {
    let record = Record()
    let failure = LogFailure.file(operation: "touch", path: "stamp", code: EACCES)
    record.failing.withLock { $0 = failure }
    let stamp = record.stamp(pause: 10)
    await stamp.mark()
    var touches = record.touches.makeAsyncIterator()
    for _ in 0..<3 { _ = await touches.next() }
    record.failing.withLock { $0 = nil }
    _ = await touches.next()
    await stamp.stop()
    #expect(record.end() == 1)
    #expect(record.reports.withLock { $0 } == [failure])
  }

  @Test("is made empty, for owner and group, and has its time changed without losing what others put in it")
  func file() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("alerts.stamp")
    try SystemFiles().touch(path)
    #expect(try folder.text("alerts.stamp") == "")
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect((attributes[.posixPermissions] as? Int ?? 0) & 0o027 == 0)
    try Data("note".utf8).write(to: URL(fileURLWithPath: path))
    let long = Date(timeIntervalSince1970: 1_000_000)
    try FileManager.default.setAttributes([.modificationDate: long], ofItemAtPath: path)
    try SystemFiles().touch(path)
    let touched = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    #expect(try #require(touched) > long)
    #expect(try folder.text("alerts.stamp") == "note")
    #expect(throws: LogFailure.self) { try SystemFiles().touch(folder.file("nowhere/alerts.stamp")) }
  }
}
