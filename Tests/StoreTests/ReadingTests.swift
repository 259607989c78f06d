import News
import Testing

@testable import Store

@Suite("Reading the store")
struct ReadingTests {
  let bench: StoreBench
  let store: AlertStore

  init() throws {
    bench = try StoreBench()
    store = try bench.open()
  }

  @Test("finds alerts by what commands ask for")
  func queries() async throws {
    let dawn = source("Dawn")
    let state = source("State Department", trust: .official, side: .us)
    try await store.take(poll(dawn, [visit("a", "Carver expected", score: 0.6)]))
    var other = visit("b", "Dorn lands", stage: .ongoing, person: "Bea Dorn")
    other.assessment.kind = .sanction
    other.assessment.topics = [.climate, .people]
    other.assessment.direction = nil
    try await store.take(poll(state, [other]), at: now.adding(seconds: 10))
    var third = visit("c", "Elm expected", person: "Cy Elm")
    third.assessment.direction = .pkToUS
    try await store.take(poll(dawn, [third]), at: now.adding(seconds: 20))

    func seqs(_ query: AlertQuery) async throws -> [Int64] { try await store.alerts(query).map(\.seq) }
    #expect(try await seqs(AlertQuery()) == [1, 2, 3])
    #expect(try await seqs(AlertQuery(since: now.adding(seconds: 10))) == [2, 3])
    #expect(try await seqs(AlertQuery(kinds: [.sanction, .call])) == [2])
    #expect(try await seqs(AlertQuery(stages: [.planned])) == [1, 3])
    #expect(try await seqs(AlertQuery(topics: [.people, .health])) == [2])
    #expect(try await seqs(AlertQuery(side: .us)) == [1, 2])
    #expect(try await seqs(AlertQuery(side: .pk)) == [3])
    #expect(try await seqs(AlertQuery(minScore: 0.9)) == [2, 3])
    #expect(try await seqs(AlertQuery(last: 2)) == [2, 3])
    #expect(try await seqs(AlertQuery(stages: [.planned], last: 1)) == [3])
    #expect(try await seqs(AlertQuery(after: 1)) == [2, 3])
    #expect(try await store.alerts(after: 1, limit: 1).map(\.seq) == [2])
  }

  @Test("gives an alert back as it was raised")
  func wholeAlert() async throws {
    let raised = try #require(
      try await store.take(poll(source("Dawn"), [visit("a", "Carver expected", summary: "Two officials said so.")]))
        .alerts.first)
    var kept = try #require(try await store.alerts(after: 0, limit: 1).first)
    // The alert as users read it names the feed, not its address.
    kept.source.url = raised.source.url
    #expect(kept == raised)
  }

  @Test("keeps cursors of logs and notes")
  func smallThings() async throws {
    #expect(try await store.logCursor("text") == nil)
    let cursor = LogCursor(lastSeq: 7, device: .max, inode: 12, offset: 4096)
    try await store.saveLogCursor("text", cursor)
    #expect(try await store.logCursor("text") == cursor)
    #expect(try await store.logCursor("json") == nil)
    try await store.setNote("poll.last", "x")
    try await store.setNote("poll.last", "y")
    let command = try bench.open(.command)
    #expect(try await command.note("poll.last") == "y")
    try await store.setNote("poll.last", nil)
    #expect(try await command.note("poll.last") == nil)
  }

  @Test("lists stories with their life, their members and their alerts")
  func stories() async throws {
    try await store.take(poll(source("Dawn"), [visit("a", "Carver expected in Islamabad")]))
    try await store.take(
      poll(source("Geo"), [visit("b", "Carver lands in Islamabad", stage: .ongoing, ago: 60)]))
    try await store.take(poll(source("Geo"), [visit("old", "Dorn expected", person: "Bea Dorn", ago: 200 * 86400)]))
    let all = try await store.stories(grouping: grouping, now: now)
    #expect(all.map(\.alerts) == [[1, 2], []])
    #expect(all.map(\.isOpen) == [true, false])
    let open = try await store.stories(open: true, since: now, grouping: grouping, now: now)
    #expect(open.map(\.story) == [all[0].story])
    #expect(try await store.story(id: all[1].story.id, grouping: grouping, now: now) == all[1])
    #expect(try await store.story(id: "none", grouping: grouping, now: now) == nil)
    let member = try #require(all[0].story.members.first)
    #expect((member.title, member.link) == ("Carver expected in Islamabad", "https://example.org/a"))
    #expect(member.participants == [Participant(name: "Ann Carver", side: .us, isPerson: true)])
  }

  @Test("forgets by age in small steps, but nothing that a feed still carries")
  func pruning() async throws {
    let dawn = source("Dawn")
    let items = (0..<20).map { visit("k\($0)", "Envoy number\($0)x tours", person: "Person P\($0)") }
    try await store.take(poll(dawn, items))
    let later = now.adding(seconds: 366 * 86400)
    // The feed still carries the first ten.
    try await store.take(
      PollOutcome(
        source: dawn, state: state(dawn), items: [], seenKeys: items.prefix(10).map(\.key), isFirstPoll: false),
      at: later)
    var steps = 0
    while try await store.prune(now: later, limit: 6).isUnfinished { steps += 1 }
    #expect(steps == 3)
    #expect(try await store.alerts(AlertQuery()).isEmpty)
    #expect(try await store.stories(grouping: grouping, now: later).isEmpty)
    let statuses = try await store.seen(feed: dawn.url, items: items.map { ($0.key, $0.textHash) })
    #expect(statuses.prefix(10).allSatisfy { $0 == .known })
    #expect(statuses.suffix(10).allSatisfy { $0 == .new })
  }
}
