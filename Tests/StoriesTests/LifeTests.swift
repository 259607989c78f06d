import News
import SeededRandom
import Stories
import Testing

@Suite("Lives of stories")
struct LifeTests {
  let candidates = Fixture.lives.enumerated().map { $0.element.candidate($0.offset) }
  let stories = Fixture.lives.map(\.story)

  /// What feeds leave of a report's time.
  enum Clock: String, CaseIterable, CustomTestStringConvertible {
    case asWritten, daysOnly, everyThirdUndated

    var testDescription: String { rawValue }

    func candidate(_ candidate: StoryCandidate) -> StoryCandidate {
      var candidate = candidate
      switch self {
      case .asWritten: break
      case .daysOnly:
        candidate.time = candidate.time.map { Timestamp(day: $0.day, secondOfDay: 43200) }
        candidate.item.published = candidate.time
      case .everyThirdUndated where candidate.number % 3 == 0:
        candidate.time = nil
        candidate.item.published = nil
      case .everyThirdUndated: break
      }
      return candidate
    }
  }

  @Test("reports of one event meet, in other words and another language, and no others", arguments: Clock.allCases)
  func bcubed(clock: Clock) throws {
    let found = partition(candidates.map(clock.candidate))
    #expect(candidates.count >= 240)
    var precision = 0.0
    var recall = 0.0
    for story in found {
      for number in story {
        let gold = stories[Int(number)]
        let same = Double(story.count { stories[Int($0)] == gold })
        precision += same / Double(story.count)
        recall += same / Double(stories.count { $0 == gold })
      }
    }
    precision /= Double(candidates.count)
    recall /= Double(candidates.count)
    // A report without a time has only its words.
    #expect(precision >= (clock == .everyThirdUndated ? 0.94 : 0.97))
    #expect(recall >= (clock == .everyThirdUndated ? 0.7 : 0.95))
  }

  @Test("the order of arrival says nothing", arguments: 0..<2)
  func anyOrder(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    #expect(partition(candidates.shuffled(using: &random)) == partition(candidates))
  }

  @Test("undated reports find the place that they would have found last", arguments: 0..<2)
  func undated(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let half = candidates.map { candidate in
      guard candidate.number % 2 == 0 else { return candidate }
      var undated = candidate
      undated.time = nil
      undated.seenAt = nil
      undated.item.published = nil
      return undated
    }
    let dated = half.filter { $0.time != nil } + half.filter { $0.time == nil }
    #expect(partition(half.shuffled(using: &random)) == partition(dated))
  }

  @Test("look-alikes stay apart", arguments: Fixture.lookAlikes)
  func lookAlikes(pair: LookAlikes) {
    #expect(partition([pair.a.candidate(0), pair.b.candidate(1)]).count == 2)
    #expect(partition([pair.b.candidate(1), pair.a.candidate(0)]).count == 2)
  }
}
