import Foundation
import Glibc
import Isolation
import News
import Testing

@testable import Store

@Suite("Whatever call of the engine fails, and wherever the process or the power ends, the store keeps its promises")
struct StoreFaultTests {
  /// One life of a store: polls, a consumer, a log's cursor, a checkpoint and a clean end. Each step is tried until it
  /// works, as the daemon does; what has answered is held against what is found later.
  struct Life {
    let bench: StoreBench
    private(set) var disk: FaultyDisk
    private var store: AlertStore?
    /// Links of alerts whose commit has answered.
    private var committed: [String] = []
    private var acknowledged: Set<Int64> = []
    private var handed: Set<Int64> = []
    private var etags: [String: String] = [:]
    /// What was found broken on the way.
    private(set) var faults: [String] = []

    init(_ disk: FaultyDisk, in bench: StoreBench) {
      self.disk = disk
      self.bench = bench
      FaultyEngine.put(disk, under: bench.directory)
    }

    static let polls = [
      poll(
        source("Dawn"), [visit("a", "Carver expected in Islamabad"), visit("b", "Dorn expected", person: "Bea Dorn")],
        etag: "\"1\""),
      poll(source("Dawn"), [visit("e", "Fenn expected", person: "Di Fenn")], etag: "\"2\""),
    ]

    mutating func run() async throws {
      try await commit(Self.polls[0])
      try await take(2)
      try await step { try await $0.saveLogCursor("log", LogCursor(lastSeq: 2, device: 1, inode: 2, offset: 3)) }
      try await step { _ = try await $0.pragma("wal_checkpoint(TRUNCATE)") }
      try await commit(Self.polls[1])
      try await step { try await $0.close() }
      close()
    }

    /// Leases alerts, acknowledges the first and gives back the second.
    private mutating func take(_ limit: Int) async throws {
      var leased: [Int64] = []
      try await step { leased = try await $0.next(consumer: "desk", limit: limit, lease: 0, now: now).map(\.alert.seq) }
      handed.formUnion(leased)
      let again = acknowledged.intersection(leased)
      if !again.isEmpty { faults.append("acknowledged and handed out again: \(again)") }
      guard let first = leased.first else { return }
      try await step { store in
        do throws(QueueFailure) {
          try await store.ack(consumer: "desk", seqs: [first], now: now)
        } catch .notHeld {
          // A try before this one was told of an error, and yet was on the disk.
        }
      }
      acknowledged.insert(first)
      guard let second = leased.dropFirst().first else { return }
      try await step { store in
        do throws(QueueFailure) {
          try await store.release(consumer: "desk", seqs: [second], now: now)
        } catch .notHeld {
          // As above.
        }
      }
    }

    private mutating func commit(_ outcome: PollOutcome) async throws {
      var receipt = CommitReceipt()
      try await step { receipt = try await $0.take(outcome, policy: AlertPolicy(copies: .all)) }
      // A commit that failed and is found done after all gives nothing new.
      _ = receipt
      committed += outcome.items.compactMap { $0.item.link }
      etags[outcome.source.url] = outcome.state.etag
    }

    /// Tries until it works; a dead process is followed by another on the same disk.
    private mutating func step(_ body: (AlertStore) async throws -> Void) async throws {
      var failures = 0
      while true {
        do {
          let store = try await opened()
          try await body(store)
          return
        } catch {
          if disk.isDead {
            try restart()
            failures = 0
          }
          failures += 1
          if failures == 3 { disk.lift() }
          try #require(failures < 6, "it does not recover: \(error)")
        }
      }
    }

    private mutating func opened() async throws -> AlertStore {
      if let store { return store }
      let new = try await bench.openWhenFree()
      store = new
      try await look(new)
      return new
    }

    private mutating func close() { store = nil }

    /// Another process on what the last one left.
    private mutating func restart() throws {
      store = nil
      if disk.fault == .powerCut || disk.fault == .powerCutKeepingSome { try disk.cutPower(in: bench.directory) }
      disk = FaultyDisk()
      FaultyEngine.put(disk, under: bench.directory)
    }

    /// What was answered is there, and nothing by halves.
    private mutating func look(_ store: AlertStore) async throws {
      let alerts = try await store.alerts(after: 0, limit: 100)
      let links = alerts.compactMap(\.link)
      let missing = Set(committed).subtracting(links)
      if !missing.isEmpty { faults.append("committed and gone: \(missing)") }
      if Set(links).count != links.count { faults.append("told twice: \(links)") }
      if alerts.map(\.seq) != (0..<Int64(alerts.count)).map({ $0 + 1 }) {
        faults.append("numbers: \(alerts.map(\.seq))")
      }
      for state in try await store.feedStates() {
        if let etag = etags[state.url], state.etag != etag, !Self.isLater(state.etag, than: etag) {
          faults.append("\(state.name): ETag \(state.etag ?? "none") after \(etag)")
        }
        for outcome in Self.polls where outcome.source.url == state.url && outcome.state.etag == state.etag {
          let missing = Set(outcome.items.compactMap { $0.item.link }).subtracting(links)
          if !missing.isEmpty { faults.append("\(state.name) has the validators of items that it has not: \(missing)") }
        }
      }
    }

    private static func isLater(_ one: String?, than other: String) -> Bool { one.map { $0 > other } ?? false }

    /// The end, on a sound disk.
    mutating func check() async throws -> [String] {
      if disk.isDead { try restart() }
      FaultyEngine.put(nil, under: bench.directory)
      let store = try await bench.openWhenFree()
      try await look(store)
      if try await store.pragma("integrity_check") != "ok" { faults.append("damaged") }
      if try await store.lastSeq() != 3 { faults.append("last number \(try await store.lastSeq())") }
      if Set(committed).count != 3 { faults.append("committed \(committed)") }
      if try await store.logCursor("log")?.lastSeq != 2 { faults.append("the log's cursor is lost") }
      let rest = try await store.next(consumer: "desk", limit: 10, lease: 60, now: now.adding(seconds: 100))
        .map(\.alert.seq)
      if !acknowledged.isDisjoint(with: rest) { faults.append("acknowledged and handed out: \(rest)") }
      if handed.union(rest) != Set(1...3) { faults.append("handed out \(handed), then \(rest)") }
      try await store.close()
      return faults
    }
  }

  @Test(
    "the Nth call fails, N from 1 until none is left", arguments: FaultyDisk.Fault.allCases.filter { $0 != .kill })
  func everyCall(fault: FaultyDisk.Fault) async throws {
    let sample = try StoreBench()
    try await sample.open().close()
    var call = 1
    while true {
      let bench = try StoreBench()
      try FileManager.default.copyItem(atPath: sample.settings.path, toPath: bench.settings.path)
      let disk = FaultyDisk(fault, at: call)
      var life = Life(disk, in: bench)
      try await life.run()
      let faults = try await life.check()
      #expect(faults.isEmpty, "\(fault) at call \(call)")
      if !disk.wasReached { break }
      call += 1
    }
    // Fewer would mean that the faults are not met.
    #expect(call > 30)
  }

  @Test("a process that is killed at the Nth call leaves what the next one goes on with")
  func killed() async throws {
    let sample = try StoreBench()
    try await sample.open().close()
    let dry = try StoreBench()
    try FileManager.default.copyItem(atPath: sample.settings.path, toPath: dry.settings.path)
    let counter = FaultyDisk()
    FaultyEngine.put(counter, under: dry.directory)
    try await Self.short(in: dry.directory)
    FaultyEngine.put(nil, under: dry.directory)
    #expect(counter.calls > 10)

    for fatal in 1...counter.calls {
      let bench = try StoreBench()
      let directory = bench.directory
      try FileManager.default.copyItem(atPath: sample.settings.path, toPath: bench.settings.path)
      await #expect(processExitsWith: .signal(SIGKILL)) { [directory = directory as String, fatal = fatal as Int] in
        FaultyEngine.put(FaultyDisk(.kill, at: fatal), under: directory)
        try await StoreFaultTests.short(in: directory)
      }
      try await Self.short(in: directory)
      let store = try bench.open(.command)
      #expect(try await store.pragma("integrity_check") == "ok")
      #expect(try await store.alerts(after: 0, limit: 10).map(\.seq) == [1, 2], "killed at call \(fatal)")
      try await store.close()
    }
  }

  /// A short life that can be led again on what it left.
  private static func short(in directory: String) async throws {
    let store = try AlertStore.open(
      StoreSettings(directory: directory), as: .daemon, queue: SerialQueue(label: "test.store"))
    try await store.take(Life.polls[0])
    try await store.close()
  }
}

extension StoreBench {
  /// A daemon's store, once the one before it, which has no holder any more, is really gone; and with it its lock, which
  /// a process that is just being started may hold for a moment too.
  fileprivate func openWhenFree() async throws -> AlertStore {
    for _ in 0..<5000 {
      do throws(StoreFailure) {
        return try open()
      } catch {
        guard case .inUse = error else { throw error }
      }
      try await Task.sleep(for: .milliseconds(1))
    }
    return try open()
  }
}
