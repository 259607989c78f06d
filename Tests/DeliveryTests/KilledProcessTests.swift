import Foundation
import Glibc
import News
import Output
import Store
import Synchronization
import Testing

@testable import Delivery

@Suite("A process that is killed at any of its calls to the log files")
struct KilledProcessTests {
  /// Counts the calls and, at one of them, kills the process: in the middle of a write, before any other call.
  private final class DeadlyFiles: LogFiles {
    private let real = SystemFiles()
    private let calls = Mutex(0)
    private let fatal: Int

    init(fatal: Int) { self.fatal = fatal }

    var count: Int { calls.withLock { $0 } }

    private func next(_ last: () -> Void = {}) {
      let number = calls.withLock { calls in
        calls += 1
        return calls
      }
      guard number == fatal else { return }
      last()
      kill(getpid(), SIGKILL)
    }

    func open(_ path: String, for use: LogFileUse) throws(LogFailure) -> LogFile {
      next()
      return try real.open(path, for: use)
    }
    func close(_ file: LogFile) { real.close(file) }
    func write(_ bytes: ArraySlice<UInt8>, to file: LogFile, at offset: Int64) throws(LogFailure) -> Int {
      next { _ = try? real.write(bytes.prefix(bytes.count * 2 / 3), to: file, at: offset) }
      return try real.write(bytes, to: file, at: offset)
    }
    func flush(_ file: LogFile) throws(LogFailure) {
      next()
      try real.flush(file)
    }
    func truncate(_ file: LogFile, to size: Int64) throws(LogFailure) {
      next()
      try real.truncate(file, to: size)
    }
    func read(_ file: LogFile, at offset: Int64, count: Int) throws(LogFailure) -> [UInt8] {
      next()
      return try real.read(file, at: offset, count: count)
    }
    func status(_ file: LogFile) throws(LogFailure) -> LogFileStatus {
      next()
      return try real.status(file)
    }
    func status(ofPath path: String) throws(LogFailure) -> LogFileStatus? {
      next()
      return try real.status(ofPath: path)
    }
    func names(inFolder path: String) throws(LogFailure) -> [String] {
      next()
      return try real.names(inFolder: path)
    }
    func flushFolder(_ path: String) throws(LogFailure) {
      next()
      try real.flushFolder(path)
    }
  }

  private static let alerts: Int64 = 7

  /// Alerts in the store, told; the logs rotated; more alerts, told. On the real store and the real file system.
  private static func live(in folder: String, files: any LogFiles) async throws {
    let store = try StoreSample.open(in: folder)
    try await StoreSample.fill(store, upTo: 4)
    try await tell(store, folder, files)
    for name in ["alerts.log", "alerts.jsonl"]
    where !FileManager.default.fileExists(atPath: "\(folder)/\(name).1") {
      try FileManager.default.moveItem(atPath: "\(folder)/\(name)", toPath: "\(folder)/\(name).1")
    }
    try await StoreSample.fill(store, upTo: alerts)
    try await tell(store, folder, files)
    try await store.close()
  }

  private static func tell(_ store: AlertStore, _ folder: String, _ files: any LogFiles) async throws {
    let settings = LogSettings(lines: "\(folder)/alerts.log", json: "\(folder)/alerts.jsonl")
    let deliverer = Deliverer(settings: settings, outbox: store, queue: store.queue, files: files) { event in
      if case .failing(_, let failure) = event { Issue.record("\(failure)") }
    }
    await deliverer.stop()
  }

  @Test("leaves logs that the next one completes: nothing lost, nothing twice, nothing torn")
  func killed() async throws {
    let dry = try TemporaryFolder()
    let counter = DeadlyFiles(fatal: 0)
    try await Self.live(in: dry.path, files: counter)
    try await check(dry)
    #expect(counter.count > 30)

    for fatal in 1...counter.count {
      let folder = try TemporaryFolder()
      let path = folder.path
      await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, fatal = fatal as Int] in
        try await KilledProcessTests.live(in: path, files: DeadlyFiles(fatal: fatal))
      }
      try await Self.live(in: folder.path, files: SystemFiles())
      try await check(folder)
    }
  }

  private func check(_ folder: TemporaryFolder) async throws {
    let store = try StoreSample.open(in: folder.path, as: .command)
    let alerts = try await store.alerts(after: 0, limit: 100)
    try await store.close()
    #expect(alerts.map(\.seq) == Array(1...Self.alerts))
    #expect(
      try folder.text("alerts.log.1") + folder.text("alerts.log") == alerts.map { text(AlertLine.encode($0)) }.joined())
    #expect(
      try folder.text("alerts.jsonl.1") + folder.text("alerts.jsonl")
        == alerts.map { text(AlertJSON.encode($0)) + "\n" }.joined())
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
