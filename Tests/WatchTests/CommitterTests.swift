import Foundation
import Isolation
import News
import Store
import Testing

@testable import Watch

/// What is noted and what is waited for, over a real store.
@Suite struct CommitterTests {
  let folder = NSTemporaryDirectory() + "attache-committer-\(UUID().uuidString)"
  let store: AlertStore
  let committer: Committer
  let now = Timestamp(seconds: 1_795_327_200)

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let now = now
    store = try AlertStore.open(
      StoreSettings(directory: folder), as: .daemon, queue: SerialQueue(label: "committer.disk"))
    committer = Committer(
      store: store, policy: AlertPolicy(), clock: Clock(wall: { now }, steady: { 0 }),
      queue: SerialQueue(label: "committer.io"), onAlerts: { _ in })
  }

  private func state(_ name: String, due seconds: Int64) -> FeedState {
    FeedState(url: "https://\(name).example/feed", name: name, nextDue: now.adding(seconds: seconds), lastSuccess: now)
  }

  private func outcome(_ state: FeedState) -> PollOutcome {
    PollOutcome(
      source: Source(name: state.name, url: state.url), state: state, items: [], seenKeys: [], isFirstPoll: false)
  }

  @Test func whatIsNotedIsWrittenSoonThoughNobodyWaits() async throws {
    let (results, heard) = AsyncStream.makeStream(of: Bool.self)
    await committer.watch { heard.yield($0 == nil) }
    #expect(await committer.noteHere(state("ledger", due: 900)))
    #expect(await results.first { _ in true } == true)
    #expect(try await store.feedStates().map(\.name) == ["ledger"])
    try await end()
  }

  @Test func whatIsWaitedForTakesAlongWhatWasNotedBefore() async throws {
    #expect(await committer.noteHere(state("ledger", due: 900)))
    _ = try await committer.commit(outcome(state("ledger", due: 1800)))
    let kept = try await store.feedStates()
    #expect(kept.map(\.nextDue) == [now.adding(seconds: 1800)], "the later poll's word stands")
    await committer.settle()
    #expect(try await store.feedStates() == kept)
    try await end()
  }

  @Test func settlingWritesAllThatIsLeft() async throws {
    for number in 0..<(Committer.notedBatch + 10) {
      #expect(await committer.noteHere(state("feed\(number)", due: 60)))
    }
    await committer.settle()
    #expect(try await store.feedStates().count == Committer.notedBatch + 10)
    try await end()
  }

  @Test func aStoreThatFailsIsSaidAndTakesNoMoreNotes() async throws {
    try await store.close()
    await confirmation(expectedCount: 1...) { failed in
      await committer.watch { if $0 != nil { failed() } }
      #expect(await committer.noteHere(state("ledger", due: 900)), "nobody knows yet")
      await committer.settle()
    }
    #expect(await committer.noteHere(state("ledger", due: 900)) == false)
    await #expect(throws: StoreFailure.self) { try await committer.commit(outcome(state("ledger", due: 900))) }
    try FileManager.default.removeItem(atPath: folder)
  }

  private func end() async throws {
    try await store.close()
    try FileManager.default.removeItem(atPath: folder)
  }
}

extension Committer {
  /// `note`, on this actor's queue.
  fileprivate func noteHere(_ state: FeedState) -> Bool { RoutinePoll(state, after: state).map { note($0) } ?? false }
}

@Suite struct HeapRestTests {
  @Test func pagesGoBackInAPauseOrOnceAMinute() {
    var heap = HeapRest()
    func isDue(after bytes: Int, now: Int64, isPause: Bool) -> Bool {
      heap.isDue(after: bytes, now: now, isPause: isPause)
    }
    #expect(isDue(after: 0, now: 0, isPause: true), "what the start left")
    #expect(!isDue(after: HeapRest.worth - 1, now: 100_000, isPause: true), "too little")
    #expect(!isDue(after: 1, now: 3000, isPause: true), "too soon")
    #expect(!isDue(after: 0, now: 30_000, isPause: false), "busy")
    #expect(isDue(after: 0, now: 60_000, isPause: false))
    #expect(!isDue(after: 0, now: 200_000, isPause: true), "nothing since")
  }
}
