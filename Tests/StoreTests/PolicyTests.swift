import News
import Testing

@testable import Store

@Suite("What raises an alert")
struct PolicyTests {
  let bench: StoreBench
  let store: AlertStore

  init() throws {
    bench = try StoreBench()
    store = try bench.open()
  }

  private func reasons(_ items: JudgedItem..., from name: String = "Dawn", first: Bool = false) async throws
    -> [AlertReason]
  {
    try await store.take(poll(source(name), items, isFirstPoll: first)).alerts.map(\.reason)
  }

  @Test("an item over the age joins and raises nothing; its story is told by the next that may")
  func age() async throws {
    #expect(try await reasons(visit("a", "Carver expected in Islamabad", ago: 4 * 86400)).isEmpty)
    #expect(try await reasons(visit("b", "Carver visit to Islamabad expected")) == [.newEvent])
    let story = try #require(try await store.stories(grouping: grouping, now: now).first?.story)
    #expect(story.members.count == 2)
  }

  @Test("an undated item is new, except on the first poll of its feed")
  func undated() async throws {
    #expect(try await reasons(visit("a", "Carver expected in Islamabad", ago: nil), first: true).isEmpty)
    #expect(try await reasons(visit("b", "Dorn expected", person: "Bea Dorn", ago: nil)) == [.newEvent])
    // An edit does not make the first one younger.
    #expect(try await reasons(visit("a", "Carver expected in Islamabad soon", ago: nil)).isEmpty)
  }

  @Test("a time more than a day ahead counts as first seen")
  func ahead() async throws {
    let receipt = try await store.take(poll(source("Dawn"), [visit("a", "Carver expected", ago: -30 * 86400)]))
    #expect(receipt.alerts.count == 1)
    #expect(receipt.alerts.first?.publishedAt == nil)
    #expect(receipt.alerts.first?.story.history.first?.at == now)
    let soon = try await store.take(poll(source("Dawn"), [visit("b", "Dorn expected", person: "Bea Dorn", ago: -3600)]))
    #expect(soon.alerts.first?.publishedAt == now.adding(seconds: 3600))
  }

  @Test("a low score raises nothing, and does not take the alert from a better report")
  func score() async throws {
    let policy = AlertPolicy(minScore: 0.8)
    let low = visit("a", "Carver expected in Islamabad", score: 0.7)
    #expect(try await store.take(poll(source("Dawn"), [low]), policy: policy).alerts.isEmpty)
    let high = visit("b", "Carver visit to Islamabad expected")
    #expect(try await store.take(poll(source("Geo"), [high]), policy: policy).alerts.map(\.reason) == [.newEvent])
  }

  @Test("copies are quiet, or told every one")
  func copies() async throws {
    #expect(try await reasons(visit("a", "Carver expected in Islamabad")) == [.newEvent])
    #expect(try await reasons(visit("b", "Carver expected in Islamabad"), from: "Geo").isEmpty)
    let all = try await store.take(
      poll(source("ARY"), [visit("c", "Carver expected in Islamabad"), visit("d", "Carver expected in Islamabad")]),
      policy: AlertPolicy(copies: .all))
    #expect(all.alerts.map(\.reason) == [.copy, .copy])
    #expect(all.alerts.last?.story.items == 4)
  }

  @Test("each government's own feed confirms once")
  func official() async throws {
    let state = source("State Department", trust: .official, side: .us)
    let office = source("Foreign Office", trust: .official, side: .pk)
    let title = "Ann Carver to visit Islamabad"
    #expect(try await reasons(visit("a", title)) == [.newEvent])
    func take(_ source: Source, _ key: String, ago: Int64) async throws -> [AlertReason] {
      try await store.take(poll(source, [visit(key, title, ago: ago)])).alerts.map(\.reason)
    }
    #expect(try await take(state, "b", ago: 1200) == [.confirmedByOfficial])
    #expect(try await take(state, "c", ago: 900) == [])
    #expect(try await take(office, "d", ago: 600) == [.confirmedByOfficial])
    let story = try #require(try await store.stories(grouping: grouping, now: now).first?.story)
    #expect(story.official == [.us, .pk])
  }

  @Test("an edited headline is the same item: it tells what it changes and no more")
  func edits() async throws {
    #expect(try await reasons(visit("a", "Carver expected in Islamabad")) == [.newEvent])
    let edit = try await store.take(
      poll(source("Dawn"), [visit("a", "US envoy Carver expected in Islamabad")]), policy: AlertPolicy(copies: .all))
    #expect((edit.edits, edit.newItems, edit.alerts.count) == (1, 0, 0))
    #expect(try await reasons(visit("a", "US envoy Carver arrives in Islamabad", stage: .ongoing)) == [.stageChange])
    let story = try #require(try await store.stories(grouping: grouping, now: now).first?.story)
    #expect(story.members.map(\.title) == ["US envoy Carver arrives in Islamabad"])
  }

  @Test("an item that an edit makes relevant is new")
  func becomesRelevant() async throws {
    #expect(try await reasons(visit("a", "Market news", relevant: false)).isEmpty)
    #expect(try await reasons(visit("a", "Carver expected in Islamabad")) == [.newEvent])
  }
}
