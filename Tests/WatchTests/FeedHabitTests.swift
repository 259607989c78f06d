import HTTP
import News
import SeededRandom
import Store
import Testing

@testable import Watch

/// A feed that answers and is dead must not look calm.
@Suite struct FeedHabitTests {
  let now = Timestamp(rfc3339: "2026-11-22T06:00:20Z")!
  let plan = PollPlan(settings: PollingSettings())
  let feed = WatchedFeed(source: Source(name: "Ledger", url: "http://ledger.example/feed"))

  private func read(_ items: [Item], new: Int, at time: Timestamp) -> PollResult {
    let seen = items.indices.map { $0 < new ? SeenStatus.new : .known }
    return .read(
      newItems: new, shown: ShownItems(items, seen, now: time), hints: PollingHints(), bodyHash: 1,
      isTruncated: false, Response(status: 200, finalURL: "http://ledger.example/feed"))
  }

  private let unchanged = PollResult.notModified(Response(status: 304, finalURL: "http://ledger.example/feed"))

  /// Items a given number of hours old, newest first.
  private func items(_ hours: [Int64], at time: Timestamp) -> [Item] {
    hours.map { Item(id: "\($0)", published: time.adding(seconds: -$0 * 3600)) }
  }

  private func first(_ items: [Item]) -> FeedState {
    let fresh = FeedState(url: "http://ledger.example/feed", name: "Ledger", nextDue: now)
    return plan.next(fresh, feed, after: read(items, new: items.count, at: now), now: now, random: 0)
  }

  @Test func aFeedThatKeepsItsHabitGivesNoConcern() {
    let state = first(items([1, 5, 9, 20, 30], at: now))
    #expect(state.concern == nil)
    #expect(state.longestGap == 11 * 3600)
    #expect(state.lastActivity == now.adding(seconds: -3600))
    let later = plan.next(state, feed, after: unchanged, now: now.adding(seconds: 2 * 86400), random: 0)
    #expect(later.concern == nil, "a weekend is no death")
  }

  @Test func silenceFarBeyondItsHabitIsSaidOnceAndEndsWithNews() throws {
    var state = first(items([1, 5, 9, 20, 30], at: now))
    var times: [Timestamp] = []
    for day in 1...10 as ClosedRange<Int64> {
      let time = now.adding(seconds: day * 86400)
      state = plan.next(state, feed, after: unchanged, now: time, random: 0)
      if let concern = state.concern { times.append(concern.since) }
    }
    let concern = try #require(state.concern)
    #expect(concern.kind == .silent)
    #expect(concern.words == "nothing new since 2026-11-22T05:00:20Z; its longest silence so far was 11 hours")
    #expect(
      Set(times) == [now.adding(seconds: 3 * 86400)], "since the day on which it began, however often it is polled")
    let back = now.adding(seconds: 11 * 86400)
    let next = plan.next(state, feed, after: read(items([0], at: back), new: 1, at: back), now: back, random: 0)
    #expect(next.concern == nil)
    #expect(next.longestGap == 265 * 3600, "and what it has done once is no surprise again")
  }

  @Test func aWeeklyFeedMayBeSilentForWeeks() {
    let weekly = first(items([10, 178, 346, 514, 682], at: now))
    for day in [3, 7, 14, 20] as [Int64] {
      let state = plan.next(weekly, feed, after: unchanged, now: now.adding(seconds: day * 86400), random: 0)
      #expect(state.concern == nil)
    }
    let dead = plan.next(weekly, feed, after: unchanged, now: now.adding(seconds: 22 * 86400), random: 0)
    #expect(dead.concern?.kind == .silent)
  }

  @Test func aFeedWhoseNewestItemIsOldWhenItIsFirstReadIsFrozen() throws {
    let state = first(items([9000, 9010, 9030, 9050, 9070], at: now))
    let concern = try #require(state.concern)
    #expect(concern.kind == .frozen)
    #expect(concern.words.contains("its newest item is from 2025-11-12"))
    let later = plan.next(state, feed, after: unchanged, now: now.adding(seconds: 3600), random: 0)
    #expect(later.concern == concern, "it stays what it was")
  }

  @Test func newItemsWithOldDatesDoNotThawIt() {
    let state = first(items([9000, 9010, 9030, 9050], at: now))
    let churned = plan.next(
      state, feed, after: read(items([9001, 9011, 9031], at: now), new: 3, at: now.adding(seconds: 900)),
      now: now.adding(seconds: 900), random: 0)
    #expect(churned.concern?.kind == .frozen)
  }

  @Test func aFeedWithoutADateOrWithoutAnItemIsSaidAtOnceAndStaysSo() {
    let undated = first([Item(id: "a"), Item(id: "b")])
    #expect(undated.concern?.kind == .undated)
    #expect(undated.concern?.words.contains("none of its 2 items has a date") == true)
    let later = plan.next(undated, feed, after: unchanged, now: now.adding(seconds: 3600), random: 0)
    #expect(later.concern == undated.concern)
    let silent = plan.next(undated, feed, after: unchanged, now: now.adding(seconds: 31 * 86400), random: 0)
    #expect(silent.concern?.kind == .silent, "and its silence counts all the same")
    let mended = plan.next(
      undated, feed, after: read(items([1], at: now), new: 1, at: now), now: now.adding(seconds: 60), random: 0)
    #expect(mended.concern == nil)
    #expect(first([]).concern?.kind == .empty)
  }

  @Test func aPinnedOldItemIsNoHabitAndAnAnnouncedDateIsNewsOfNow() {
    let hours: [Int64] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 90_000]
    #expect(first(items(hours, at: now)).longestGap == 3600)
    let ahead = first([Item(id: "a", published: now.adding(seconds: 9 * 86400))])
    #expect(ahead.lastActivity == now)
  }

  @Test func aFailureKeepsTheConcern() {
    let state = first([])
    let failed = plan.next(state, feed, after: .failed("refused", nil), now: now.adding(seconds: 60), random: 0)
    #expect(failed.concern == state.concern)
  }

  /// Whatever comes: a concern is there exactly while the silence is beyond the patience, and it keeps its beginning.
  @Test(arguments: 0..<30)
  func silenceIsJudgedByThePatienceAlone(seed: UInt64) {
    var random = SeededRandom(seed: seed &* 0x9E37_79B9_7F4A_7C15 &+ 5)
    var state = first(items((0..<8).map { _ in Int64.random(in: 1...200, using: &random) }.sorted(), at: now))
    var time = now
    for _ in 0..<200 {
      time = time.adding(seconds: Int64.random(in: 60...200_000, using: &random))
      let before = state
      let hasNews = Int.random(in: 0..<4, using: &random) == 0
      state = plan.next(
        state, feed, after: hasNews ? read(items([0], at: time), new: 1, at: time) : unchanged, now: time, random: 0)
      let silence = time.seconds - (state.lastActivity?.seconds ?? 0)
      #expect((state.concern != nil) == (silence > FeedHabit.patience(with: state)))
      if hasNews { #expect(state.concern == nil) }
      if let old = before.concern, let new = state.concern, old.kind == new.kind { #expect(old.since == new.since) }
      #expect(FeedHabit.patience(with: state) >= FeedHabit.shortestSilence)
    }
  }
}
