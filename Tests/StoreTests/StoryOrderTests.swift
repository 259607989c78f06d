import News
import SeededRandom
import Testing

@testable import Store

@Suite("Stories through the store, in any order and beside one another")
struct StoryOrderTests {
  /// Twelve visits, each told by four papers at three stages.
  private static let outcomes: [PollOutcome] = (0..<4).map { paper in
    poll(
      source("Paper \(Character(UnicodeScalar(UInt8(65 + paper))))"),
      (0..<12).flatMap { event -> [JudgedItem] in
        let person = "Envoy Number\(event)x"
        let stages: [(Stage, String)] = [
          (.planned, "\(person) expected in Islamabad"), (.confirmed, "Trip of \(person) to Islamabad is confirmed"),
          (.ongoing, "\(person) lands in Islamabad"),
        ]
        return stages.enumerated().map { index, told in
          visit(
            "\(event)-\(index)", told.1, stage: told.0, person: person,
            ago: Int64(7200 - 1800 * index + 60 * paper + 7 * event))
        }
      })
  }

  private func partition(_ store: AlertStore) async throws -> Set<Set<String>> {
    Set(
      try await store.stories(grouping: grouping, now: now).map { overview in
        Set(overview.story.members.map { "\($0.source.name) \($0.link ?? "")" })
      })
  }

  private func single(_ outcome: PollOutcome) -> [PollOutcome] {
    outcome.items.map { item in
      PollOutcome(
        source: outcome.source, state: outcome.state, items: [item], seenKeys: [item.key], isFirstPoll: false)
    }
  }

  @Test("one poll, many, shuffled, or all at once: the same stories, and each new event told once")
  func anyWay() async throws {
    let whole = try StoreBench().open()
    let receipt = try await whole.commit(
      StoryOrderTests.outcomes, policy: AlertPolicy(), grouping: grouping, now: now)
    let expected = try await partition(whole)
    #expect(expected.count == 12)
    #expect(receipt.alerts.count { $0.reason == .newEvent } == 12)
    #expect(receipt.alerts.count { $0.reason == .stageChange } == 24)

    var random = SeededRandom(seed: 11)
    let parts = StoryOrderTests.outcomes.flatMap(single).shuffled(using: &random)
    let shuffled = try StoreBench().open()
    var reasons: [AlertReason] = []
    for part in parts { reasons += try await shuffled.take(part).alerts.map(\.reason) }
    #expect(try await partition(shuffled) == expected)
    #expect(reasons.count { $0 == .newEvent } == 12)
    #expect(reasons.count { $0 == .stageChange } <= 24)

    let bench = try StoreBench()
    let together = try bench.open()
    let alerts = try await withThrowingTaskGroup(of: [AlertReason].self) { group in
      for part in parts { group.addTask { try await together.take(part).alerts.map(\.reason) } }
      return try await group.reduce(into: [AlertReason]()) { $0 += $1 }
    }
    #expect(try await partition(together) == expected)
    #expect(alerts.count { $0 == .newEvent } == 12)

    // A daemon that starts again finds them as they were.
    try await together.close()
    let after = try bench.open()
    try await after.take(
      poll(
        source("Paper Z"),
        [visit("z", "Envoy Number3x lands in Islamabad", stage: .ongoing, person: "Envoy Number3x", ago: 60)]))
    #expect(try await partition(after).count == 12)
    #expect(try await after.stories(grouping: grouping, now: now).contains { $0.story.members.count == 13 })
  }
}
