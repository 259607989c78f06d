import News
import SeededRandom
import Testing

@testable import Stories

@Suite("Any order of arrival")
struct OrderTests {
  /// Of each life by itself: the order in which its reports come, and what is told.
  private static let lives = Dictionary(grouping: Fixture.lives.enumerated(), by: { $0.element.story ?? "" })
    .values.map { $0.map { $0.element.candidate($0.offset) } }.sorted { $0[0].number < $1[0].number }

  private struct Outcome: Equatable {
    var partition: Set<Set<Int64>>
    var lives: Set<[StageRecord]>
    var origins: [Int]
  }

  private func outcome(_ candidates: [StoryCandidate]) -> (Outcome, [StoryDecision]) {
    var book = StoryBook()
    let decisions = candidates.map { book.add($0) }
    let stories = book.stories
    return (
      Outcome(
        partition: Set(stories.map { Set($0.members.map(\.number)) }), lives: Set(stories.map(\.history)),
        origins: stories.map(\.origins)), decisions
    )
  }

  @Test("stories, their lives and their origins are the same; each is told once, and how far it has come")
  func permutations() {
    var random = SeededRandom(seed: 3)
    var again = 0
    for life in OrderTests.lives {
      let (expected, _) = outcome(life)
      for _ in 0..<12 {
        let (found, decisions) = outcome(life.shuffled(using: &random))
        #expect(found == expected)
        let told = decisions.count { $0.reason == .newEvent }
        #expect(told >= found.partition.count)
        again += told - found.partition.count
      }
    }
    // Two that only a later report shows to be one have both been told; that is rare.
    #expect(again * 20 <= OrderTests.lives.count * 12)
  }

  @Test("whatever comes last, readers know the stage that a story has reached")
  func stages() {
    var random = SeededRandom(seed: 5)
    for life in OrderTests.lives {
      for _ in 0..<12 {
        var book = StoryBook()
        for candidate in life.shuffled(using: &random) { book.add(candidate) }
        for story in book.stories { #expect(story.told.stage == story.stage) }
      }
    }
  }

  @Test("what one by one and all at once make is the same, however the reports are dealt out")
  func interleaved() {
    let all = Fixture.lives.enumerated().map { $0.element.candidate($0.offset) }
    let expected = outcome(all).0
    let dealt = (0..<7).flatMap { hand in stride(from: hand, to: all.count, by: 7).map { all[$0] } }
    #expect(outcome(dealt).0 == expected)
    #expect(outcome(all.reversed()).0 == expected)
  }

  @Test("stories that were put away and taken out again go on as if nothing had happened")
  func restarted() {
    let all = Fixture.lives.enumerated().map { $0.element.candidate($0.offset) }
    var book = StoryBook()
    for candidate in all.prefix(120) { book.add(candidate) }
    var after = StoryBook()
    for story in book.stories.reversed() { after.hold(story) }
    for candidate in all.dropFirst(120) { after.add(candidate) }
    #expect(Set(after.stories.map { Set($0.members.map(\.number)) }) == outcome(all).0.partition)
  }

  @Test("copies of one text stand behind the earliest, in any order, and with it when it is edited")
  func copies() throws {
    let first = Report(0, .planned, "Carver expected in Islamabad for talks on cotton and steel")
    let copies = (1...6).map {
      Report(Int64($0), .planned, "Carver expected in Islamabad for talks on cotton and steel", from: "Paper\($0)")
    }
    let all = ([first] + copies).enumerated().map { $0.element.candidate($0.offset) }
    for order in [all, all.reversed(), Array(all[3...] + all[..<3])] {
      let (found, decisions) = outcome(order)
      #expect(found.partition == [Set(0...6)])
      #expect(decisions.map(\.reason) == [.newEvent] + Array(repeating: .copy, count: 6))
    }
    var book = StoryBook()
    for candidate in all { book.add(candidate) }
    var edited = all[0]
    edited.item.title = "Carver to land in Islamabad for talks on cotton and steel"
    let decision = book.revise(StoryGrouper.member(edited))
    #expect(decision.story.members.count == 7)
    #expect(decision.others.isEmpty)
    #expect(book.stories.map(\.id) == [decision.story.id])
  }

  @Test("a report that shows two stories to be one: one goes on, the other is gone, neither is told again")
  func merged() throws {
    let first = Report(0, .planned, "Envoy expected in Islamabad", person: "Ann Carver")
    let second = Report(3, .ongoing, "American visitor lands at night with ten trucks of wheat", person: "")
    var candidates = [first, second].enumerated().map { $0.element.candidate($0.offset) }
    candidates[1].assessment.participants = []
    candidates[1].assessment.places = []
    candidates[1].assessment.topics = []
    var book = StoryBook()
    let told = candidates.map { book.add($0).reason }
    #expect(told == [.newEvent, .newEvent])
    #expect(book.stories.count == 2)
    var third = Report(4, .ongoing, "Carver, American visitor, lands at night in Islamabad with ten trucks of wheat")
      .candidate(2)
    third.item.summary = "Envoy expected in Islamabad lands at night"
    let decision = book.add(third)
    #expect(book.stories.count == 1)
    #expect(decision.others.map(\.members.count) == [0])
    #expect(decision.story.told.alerts == 2 + (decision.reason == .copy ? 0 : 1))
    #expect(decision.reason != .newEvent)
  }
}
