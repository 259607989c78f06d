import Foundation
import Glibc
import Isolation
import News
import Synchronization
import Testing

@testable import Store

@Suite("A crash in the middle of a commit")
struct CrashTests {
  /// Grouping runs inside the transaction: a process that dies there has written its items and half of its alerts.
  @Test("leaves neither items nor validators, and everything comes again", arguments: [1, 2, 3])
  func killed(atCall fatal: Int) async throws {
    let bench = try StoreBench()
    let directory = bench.directory
    let before = try bench.open()
    try await before.take(poll(source("Dawn"), [visit("a", "Carver expected in Islamabad")], etag: "\"1\""))
    try await before.close()

    await #expect(processExitsWith: .signal(SIGKILL)) { [directory = directory as String, fatal = fatal as Int] in
      let store = try AlertStore.open(
        StoreSettings(directory: directory), as: .daemon, queue: SerialQueue(label: "test.child"))
      let calls = Calls()
      var deadly = grouping
      deadly.member = { candidate in
        if calls.next() == fatal { kill(getpid(), SIGKILL) }
        return grouping.member(candidate)
      }
      _ = try await store.commit([CrashTests.outcome], policy: AlertPolicy(), grouping: deadly, now: now)
    }

    let after = try bench.open()
    #expect(after.wasUnclean)
    #expect(try await after.feedStates().map(\.etag) == ["\"1\""])
    #expect(try await after.lastSeq() == 1)
    #expect(try await after.seen(feed: source("Dawn").url, items: [("b", 0), ("c", 0)]) == [.new, .new])
    let receipt = try await after.commit([CrashTests.outcome], policy: AlertPolicy(), grouping: grouping, now: now)
    #expect(receipt.newItems == 3)
    #expect(receipt.alerts.map(\.seq) == [2, 3, 4])
    #expect(try await after.feedStates().map(\.etag) == ["\"2\""])
    try await after.close()
  }

  private static var outcome: PollOutcome {
    poll(
      source("Dawn"),
      [
        visit("b", "Carver lands in Islamabad", stage: .ongoing, ago: 600),
        visit("c", "Dorn expected", person: "Bea Dorn", ago: 500),
        visit("d", "Elm expected", person: "Cy Elm", ago: 400),
      ], etag: "\"2\"")
  }
}

/// Counts calls from wherever they come.
private final class Calls: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}
