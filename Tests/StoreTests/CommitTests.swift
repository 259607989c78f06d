import Foundation
import News
import Testing

@testable import Store

@Suite("Committing what a poll brought")
struct CommitTests {
  let bench: StoreBench
  let store: AlertStore

  init() throws {
    bench = try StoreBench()
    store = try bench.open()
  }

  @Test("stores the feed's validators with its items, and counts both")
  func together() async throws {
    let dawn = source("Dawn")
    let receipt = try await store.take(
      poll(dawn, [visit("a", "Carver expected"), visit("b", "Cricket", relevant: false)], etag: "\"1\""))
    #expect(receipt.newItems == 2)
    #expect(receipt.alerts.map(\.seq) == [1])
    let kept = try #require(try await store.feedStates().first)
    #expect(kept == receipt.states.first)
    #expect((kept.etag, kept.items, kept.alerts) == ("\"1\"", 2, 1))
    let again = try await store.take(poll(dawn, [visit("a", "Carver expected")], etag: "\"2\""))
    #expect((again.newItems, again.edits, again.alerts.count) == (0, 0, 0))
    #expect(try await store.feedStates().first?.items == 2)
  }

  @Test("keeps every field of a feed's state")
  func feedState() async throws {
    let full = FeedState(
      url: "https://a.example/", name: "A", etag: "e", lastModified: "m", validatorsSince: now, bodyHash: .max,
      nextDue: now, dueReason: "Retry-After", lastAttempt: now, lastSuccess: now, lastChange: now, failures: 3,
      failingSince: now, lastError: "404", lastStatus: 404, redirectTarget: "https://b.example/", redirectSince: now,
      learnedURL: "https://c.example/",
      hints: PollingHints(ttlMinutes: 60, skipHours: [0, 23], skipDays: [6], updatePeriodSeconds: 7200),
      intervalSeconds: 900, itemsPerDay: 2.5, heldUntil: now, lastActivity: now, longestGap: 3600, shownItems: 20,
      concern: FeedConcern(kind: .undated, words: "no dates", since: now))
    try await store.save([full])
    #expect(try await store.feedStates() == [full])
    let bare = FeedState(url: "https://a.example/", name: "Renamed", nextDue: now)
    try await store.save([bare])
    #expect(try await store.feedStates() == [bare])
    try await store.removeFeed(url: "https://a.example/")
    #expect(try await store.feedStates().isEmpty)
  }

  @Test("a poll that found nothing changes times, validators and pace alone, and all of them are written")
  func routine() async throws {
    let before = FeedState(
      url: "https://a.example/", name: "A", etag: "e", bodyHash: 7, nextDue: now, lastAttempt: now, lastSuccess: now,
      hints: PollingHints(ttlMinutes: 60), shownItems: 20)
    try await store.save([before])
    var after = before
    after.name = "Renamed"
    (after.etag, after.lastModified, after.validatorsSince) = ("f", "m", now)
    (after.nextDue, after.dueReason) = (now.adding(seconds: 900), "its interval of 15m")
    (after.lastAttempt, after.lastSuccess) = (now.adding(seconds: 1), now.adding(seconds: 1))
    (after.lastStatus, after.intervalSeconds, after.itemsPerDay) = (304, 900, 2.5)
    try await store.note([#require(RoutinePoll(after, after: before))])
    #expect(try await store.feedStates() == [after])

    let changes: [(inout FeedState) -> Void] = [
      { $0.bodyHash = 8 }, { $0.failures = 1 }, { $0.failingSince = now }, { $0.lastError = "500" },
      { $0.learnedURL = "https://b.example/" }, { $0.redirectTarget = "https://b.example/" },
      { $0.redirectSince = now }, { $0.heldUntil = now }, { $0.hints.ttlMinutes = nil }, { $0.lastChange = now },
      { $0.concern = FeedConcern(kind: .silent, words: "nothing new", since: now) }, { $0.shownItems = 19 },
      { $0.lastActivity = now }, { $0.longestGap = 60 }, { $0.items = 1 }, { $0.alerts = 1 },
    ]
    for (number, change) in changes.enumerated() {
      var other = after
      change(&other)
      #expect(RoutinePoll(other, after: before) == nil, "change \(number)")
    }
  }

  @Test("polls that changed nothing but times are written to their own feed's row, whatever became of it meanwhile")
  func routineTimes() async throws {
    func later(_ state: FeedState, _ seconds: Int64) throws -> (FeedState, RoutinePoll) {
      var next = state
      (next.nextDue, next.lastAttempt) = (now.adding(seconds: 900 + seconds), now.adding(seconds: seconds))
      (next.lastSuccess, next.validatorsSince, next.itemsPerDay) = (next.lastAttempt, now, Double(seconds))
      let poll = try #require(RoutinePoll(next, after: state))
      #expect(poll.keepsTexts)
      return (next, poll)
    }
    try await store.save(["c", "b", "a"].map { FeedState(url: "https://\($0).example/", name: $0, nextDue: now) })
    let read = try await store.feedStates()
    #expect(read.map(\.row.id) == [3, 2, 1])
    let first = try read.map { try later($0, 1) }
    let second = try later(first[0].0, 2)
    try await store.note([first[0].1, first[2].1, first[1].1, second.1])
    #expect(try await store.feedStates() == [second.0, first[1].0, first[2].0])

    // Its row's number may be another feed's by now.
    try await store.removeFeed(url: "https://a.example/")
    let other = FeedState(url: "https://z.example/", name: "z", nextDue: now)
    try await store.save([other])
    #expect(try await store.feedStates().last?.row.id == 3)
    let third = try later(second.0, 3)
    try await store.note([third.1])
    #expect(try await store.feedStates() == [third.0, first[1].0, first[2].0, other])
  }

  @Test("a feed's state equals another one however it came about")
  func sameState() {
    var state = FeedState(url: "https://a.example/", name: "A", nextDue: now)
    let calm = state
    (state.failures, state.lastError, state.learnedURL) = (2, "500", "https://b.example/")
    #expect(state != calm)
    #expect((state.failures, state.lastError, state.learnedURL) == (2, "500", "https://b.example/"))
    (state.failures, state.lastError, state.learnedURL) = (0, nil, nil)
    #expect(state == calm)
  }

  @Test("tells new items from edited and known ones")
  func seen() async throws {
    let dawn = source("Dawn")
    let item = visit("a", "Carver expected")
    #expect(try await store.seen(feed: dawn.url, items: [("a", 1), ("a", 2), ("b", 1)]) == [.new, .known, .new])
    try await store.take(poll(dawn, [item]))
    let statuses = try await store.seen(
      feed: dawn.url, items: [("a", item.textHash), ("a", 0), ("b", 0)])
    #expect(statuses == [.known, .known, .new])
    #expect(try await store.seen(feed: dawn.url, items: [("a", 7)]) == [.edited])
    #expect(try await store.seen(feed: source("Geo").url, items: [("a", item.textHash)]) == [.new])
  }

  @Test("gives two feeds with one event one story and one alert, in one commit or in two")
  func oneStory() async throws {
    let receipt = try await store.take(
      poll(source("Dawn"), [visit("a", "Carver expected in Islamabad next week for trade talks")]),
      poll(source("Geo"), [visit("b", "US envoy Carver to visit Islamabad next week for trade talks")]))
    #expect(receipt.alerts.map(\.reason) == [.newEvent])
    let later = try await store.take(
      poll(source("ARY"), [visit("c", "Carver trip to Islamabad expected next week, trade on agenda")]))
    #expect(later.alerts.isEmpty)
    let story = try #require(try await store.stories(grouping: grouping, now: now).first?.story)
    #expect(story.members.count == 3)
    #expect(Set(story.sources) == ["Dawn", "Geo", "ARY"])
  }

  @Test("leaves nothing behind when the disk is full, and goes on when there is room")
  func fullDisk() async throws {
    let dawn = source("Dawn")
    try await store.take(poll(dawn, [visit("a", "Carver expected in Islamabad")], etag: "\"1\""))
    let pages = try await store.pragma("page_count")
    _ = try await store.pragma("max_page_count = \(pages)")
    let items = (0..<60).map {
      visit("n\($0)", "Carver lands in Islamabad", stage: .ongoing, summary: String(repeating: "word ", count: 200))
    }
    await #expect(throws: StoreFailure.fullDisk) { try await store.take(poll(dawn, items, etag: "\"2\"")) }
    #expect(try await store.feedStates().first?.etag == "\"1\"")
    #expect(try await store.seen(feed: dawn.url, items: [("n0", 0)]) == [.new])
    #expect(try await store.lastSeq() == 1)
    _ = try await store.pragma("max_page_count = 1000000")
    let receipt = try await store.take(poll(dawn, items, etag: "\"2\""))
    #expect(receipt.alerts.map(\.reason) == [.stageChange])
    #expect(receipt.alerts.first?.seq == 2)
  }

  @Test("never gives a number twice, not even after the alert has gone")
  func numbers() async throws {
    try await store.fill(5)
    let later = now.adding(seconds: 400 * 86400)
    while try await store.prune(now: later).isUnfinished {}
    #expect(try await store.alerts(after: 0, limit: 10).isEmpty)
    try await store.close()
    let again = try bench.open()
    try await again.fill(2, from: 10, at: later)
    #expect(try await again.alerts(after: 0, limit: 10).map(\.seq) == [6, 7])
    try await again.close()
  }

  @Test("keeps its stories over a restart")
  func restart() async throws {
    let first = try await store.take(poll(source("Dawn"), [visit("a", "Carver expected in Islamabad")]))
    try await store.close()
    let again = try bench.open()
    let receipt = try await again.take(
      poll(source("Geo"), [visit("b", "Carver lands in Islamabad", stage: .ongoing)]),
      at: now.adding(seconds: 60))
    let alert = try #require(receipt.alerts.first)
    #expect(alert.reason == .stageChange)
    #expect(alert.story.id == first.alerts.first?.story.id)
    #expect(alert.changes.stage == AlertChanges.StageChange(from: .planned, to: .ongoing))
    #expect(alert.story.history.map(\.stage) == [.planned, .ongoing])
    #expect(alert.id == "\(alert.story.id)-2")
    try await again.close()
  }

  @Test("says the same of the same items in whatever order the feeds come")
  func order() async throws {
    let outcomes = [
      poll(source("Dawn"), [visit("a", "Carver expected in Islamabad", ago: 7200)]),
      poll(source("Geo"), [visit("b", "Carver lands in Islamabad", stage: .ongoing, ago: 60)]),
      poll(source("ARY"), [visit("c", "Carver to visit Islamabad, officials say", stage: .confirmed, ago: 3600)]),
    ]
    var reasons: [[AlertReason]] = []
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
      let bench = try StoreBench()
      let store = try bench.open()
      let receipt = try await store.commit(
        order.map { outcomes[$0] }, policy: AlertPolicy(), grouping: grouping, now: now)
      reasons.append(receipt.alerts.map(\.reason))
    }
    #expect(reasons == Array(repeating: [.newEvent, .stageChange, .stageChange], count: 3))
  }
}
