import Foundation
import News
import Stories
import Testing

/// A report of the fixtures, with its judgement as the label.
struct LabelledReport: Decodable {
  struct Person: Decodable {
    var name: String
    var side: String
    var person: Bool
  }
  var story: String?
  var source: String
  var trust: String
  var side: String?
  var date: String?
  var lang: String
  var title: String
  var summary: String
  var kind: String
  var stage: String?
  var participants: [Person]
  var topics: [String]
  var places: [String]
  var dates: [String]
  var ordinals: [String]
  var direction: String?

  var assessment: Assessment {
    Assessment(
      relevant: true, score: 0.9, kind: Kind(rawValue: kind), stage: stage.flatMap(Stage.init(rawValue:)),
      direction: direction.flatMap(Direction.init(rawValue:)), topics: topics.compactMap(Topic.init(rawValue:)),
      participants: participants.compactMap { person in
        Side(rawValue: person.side).map { Participant(name: person.name, side: $0, isPerson: person.person) }
      },
      places: places, dates: dates.compactMap(CivilDay.init), language: lang, ordinals: ordinals)
  }

  func candidate(_ number: Int) -> StoryCandidate {
    let time = date.flatMap(Timestamp.init(rfc3339:))
    return StoryCandidate(
      number: Int64(number),
      item: Item(link: "https://news.example/\(number)", title: title, published: time, summary: summary),
      assessment: assessment,
      source: Source(
        name: source, url: "https://\(source.lowercased().filter(\.isLetter)).example/feed",
        trust: Trust(rawValue: trust) ?? .outlet, side: side.flatMap(Side.init(rawValue:))),
      time: time, seenAt: time)
  }
}

/// Two reports that sound alike and are of two events.
struct LookAlikes: Decodable, CustomTestStringConvertible {
  var pair: Int
  var why: String
  var a: LabelledReport
  var b: LabelledReport

  var testDescription: String { "\(pair): \(why)" }
}

enum Fixture {
  static let lives: [LabelledReport] = read("lives")
  static let lookAlikes: [LookAlikes] = read("lookalikes")

  private static func read<Line: Decodable>(_ name: String) -> [Line] {
    do {
      let url = try #require(Bundle.module.url(forResource: name, withExtension: "jsonl", subdirectory: "Fixtures"))
      return try Data(contentsOf: url).split(separator: 0x0A).map { try JSONDecoder().decode(Line.self, from: $0) }
    } catch {
      Issue.record("\(name).jsonl: \(error)")
      return []
    }
  }
}

/// The stories that the items make, each as the set of its items' numbers.
func partition(_ candidates: [StoryCandidate]) -> Set<Set<Int64>> {
  var book = StoryBook()
  for candidate in candidates { book.add(candidate) }
  return Set(book.stories.map { Set($0.members.map(\.number)) })
}
