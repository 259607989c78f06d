import Foundation
import Isolation
import News
import Testing

@testable import Store

@Suite("Opening the store")
struct OpeningTests {
  @Test("makes files that others cannot read")
  func modes() async throws {
    let bench = try StoreBench()
    let store = try bench.open()
    try await store.take(poll(source("Dawn"), [visit("a", "Carver expected")]))
    #expect(try bench.mode("attache.db") & 0o137 == 0)
    #expect(try bench.mode("attache.db-wal") & 0o137 == 0)
    #expect(try bench.mode("attache.lock") & 0o177 == 0)
    try await store.close()
  }

  @Test("syncs every commit, though the engine's wrapper would not")
  func durability() async throws {
    let bench = try StoreBench()
    let store = try bench.open()
    #expect(try await store.pragma("synchronous") == "2")
    #expect(try await store.pragma("journal_mode") == "wal")
    #expect(try await store.pragma("busy_timeout") == "10000")
    #expect(try await store.pragma("journal_size_limit") == "16777216")
    let command = try bench.open(.command)
    #expect(try await command.pragma("synchronous") == "2")
  }

  @Test("refuses a second daemon, and takes it once the first has ended")
  func oneDaemon() async throws {
    let bench = try StoreBench()
    let store = try bench.open()
    #expect(throws: StoreFailure.inUse(directory: bench.directory)) { try bench.open() }
    try await store.take(poll(source("Dawn"), []))
    try await store.close()
    let next = try bench.open()
    #expect(!next.wasUnclean)
    try await next.close()
  }

  @Test("lets go at its end though a process that was started meanwhile still has its descriptors")
  func inheritedLock() async throws {
    let bench = try StoreBench()
    let first = try bench.open()
    // A process between fork and exec has a copy of each descriptor: here, a copy in this one.
    var copies: [Int32] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
      guard let descriptor = Int32(name),
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)"),
        target == bench.settings.lockPath
      else { continue }
      copies.append(dup(descriptor))
    }
    defer { for copy in copies { close(copy) } }
    #expect(!copies.isEmpty)
    try await first.close()
    try await bench.open().close()
  }

  @Test("lets a command in beside the daemon, and tells it when there is nothing yet")
  func commands() async throws {
    let bench = try StoreBench()
    #expect(throws: StoreFailure.missing(path: bench.settings.path)) { try bench.open(.command) }
    let daemon = try bench.open()
    let command = try bench.open(.command)
    try await daemon.fill(3)
    #expect(try await command.alerts(after: 0, limit: 10).map(\.seq) == [1, 2, 3])
    #expect(try await command.next(consumer: "a", limit: 1, lease: 60, now: now).map(\.alert.seq) == [1])
    #expect(try await daemon.queueStatus(now: now).map(\.backlog) == [3])
  }

  @Test("says what is missing")
  func missingDirectory() throws {
    let bench = try StoreBench()
    let settings = StoreSettings(directory: bench.directory + "/nowhere")
    let failure = #expect(throws: StoreFailure.self) {
      try AlertStore.open(settings, as: .daemon, queue: SerialQueue(label: "test.store"))
    }
    guard case .cannotOpen(let path, _) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(path == bench.directory + "/nowhere/attache.lock")
  }

  @Test("notices an end that was not clean, and checks the file then")
  func uncleanEnd() async throws {
    let bench = try StoreBench()
    do {
      let store = try bench.open()
      try await store.fill(40)
    }
    let again = try bench.open()
    #expect(again.wasUnclean)
    try await again.fill(1, from: 500)
    _ = try await again.pragma("wal_checkpoint(TRUNCATE)")
    try await again.endAbruptly()

    let damaged = try StoreBench()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: bench.settings.path))
    for index in bytes.count / 3..<bytes.count / 3 * 2 { bytes[index] = 0xA5 }
    try bytes.write(to: URL(fileURLWithPath: damaged.settings.path))
    let failure = #expect(throws: StoreFailure.self) { try damaged.open() }
    guard case .corrupt = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  @Test("refuses a file that is no database, and one of a later version")
  func strangers() async throws {
    let bench = try StoreBench()
    try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: bench.settings.path))
    let failure = #expect(throws: StoreFailure.self) { try bench.open() }
    guard case .corrupt = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }

    let later = try StoreBench()
    let store = try later.open()
    _ = try await store.pragma("user_version = 99")
    try await store.close()
    let refused = StoreFailure.newerSchema(path: later.settings.path, found: 99, known: Schema.version)
    #expect(throws: refused) { try later.open() }
    #expect(throws: refused) { try later.open(.command) }
  }

  @Test("brings a database of every earlier version up to date", arguments: 1...Schema.version)
  func upgrades(version: Int) async throws {
    let bench = try StoreBench()
    let fixture = try #require(
      Bundle.module.url(forResource: "store-v\(version)", withExtension: "db", subdirectory: "Fixtures"))
    try FileManager.default.copyItem(atPath: fixture.path, toPath: bench.settings.path)
    let store = try bench.open()
    #expect(try await store.pragma("user_version") == "\(Schema.version)")
    let feed = try #require(try await store.feedStates().first)
    #expect(feed.etag == "\"v1\"")
    #expect((feed.items, feed.alerts) == (3, 2))
    #expect(try await store.alerts(after: 0, limit: 10).map(\.reason) == [.newEvent, .stageChange])
    #expect(try await store.queueStatus(now: now).map(\.name) == ["desk"])
    let story = try #require(try await store.stories(grouping: grouping, now: now).first)
    #expect(story.story.history.map(\.stage) == [.planned, .ongoing])
    // What it remembers still counts.
    let again = try await store.take(poll(source("Dawn"), [visit("a", "Carver expected in Islamabad")]))
    #expect(again.newItems == 0)
    try await store.close()
  }
}
