import Classification
import Evaluation
import News
import Testing

/// What may be done to any text without changing its judgement, tried on labelled items.
@Suite("The same answer, on labelled items")
struct PropertyTests {
  private let classifier = Fixture.classifier

  private struct Text {
    var title: String
    var summary: String
  }

  /// All but the marks of style: those may see what was done to the text.
  private func essence(_ text: Text, _ gold: GoldItem) -> Assessment {
    var assessment = classifier.assess(
      title: text.title, summary: text.summary, published: gold.item.time, source: gold.source)
    assessment.evidence = []
    assessment.flags = []
    assessment.specificity = 0
    assessment.specificityParts = []
    return assessment
  }

  /// Judges every second item with its text changed in two ways, which must come to the same.
  private func compare(_ one: (Text) -> Text = { $0 }, with other: (Text) -> Text) throws {
    var different: [String] = []
    let items = try Fixture.items("own.jsonl")
    for gold in stride(from: 0, to: items.count, by: 2).map({ items[$0] }) {
      let text = Text(title: gold.item.title ?? "", summary: gold.item.summary ?? "")
      if essence(one(text), gold) != essence(other(text), gold) { different.append(gold.id) }
    }
    #expect(different.isEmpty)
  }

  @Test("a paragraph repeated")
  func repeatedParagraph() throws {
    try compare { Text(title: $0.title, summary: $0.summary + "\n\n" + $0.summary) }
  }

  @Test("a phrase repeated fifty times")
  func repeatedPhrase() throws {
    let phrase = " It was the key meeting."
    try compare(
      { Text(title: $0.title, summary: $0.summary + phrase) },
      with: { Text(title: $0.title, summary: $0.summary + String(repeating: phrase, count: 50)) })
  }

  @Test("a comment form appended, to Urdu articles too")
  func commentForm() throws {
    let form =
      "\n\nLeave a Reply\n\nYour email address will not be published. Required fields are marked *\nName * Email * "
      + "US Pakistan drone aid. " + String(repeating: "Save my name and website in this browser. ", count: 20)
    try compare { Text(title: $0.title, summary: $0.summary + form) }
  }

  @Test("the country's names", arguments: ["U.S.", "USA", "United States", "United States of America"])
  func names(_ name: String) throws {
    func renamed(_ text: String) -> String {
      // The two capitals by themselves: no part of a longer word, and no dollar.
      var result = ""
      let parts = text.split(separator: "US", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        result += part
        guard index + 1 < parts.count else { break }
        let isOpen = part.last.map { !$0.isLetter && !$0.isNumber && $0 != "." } ?? (index == 0)
        let isClosed = parts[index + 1].first.map { " ,;:)'’".contains($0) } ?? (index + 2 == parts.count)
        result += isOpen && isClosed ? name : "US"
      }
      return result
    }
    try compare { Text(title: renamed($0.title), summary: renamed($0.summary)) }
  }

  @Test(
    "another spelling of the same letters",
    arguments: [
      ("ک", "ك"), ("ی", "ي"), ("ہ", "ه"), ("م", "م\u{064F}"), ("ر", "ر\u{200D}"), ("وزیر ", "وزیرِ "), ("'s", "’s"),
      (" ", "\u{A0}"), ("-", "\u{2011}"), ("\"", "“"),
    ])
  func spelling(_ pair: (String, String)) throws {
    func respelt(_ text: String) -> String {
      var result = String.UnicodeScalarView()
      let from = Array(pair.0.unicodeScalars)
      let scalars = Array(text.unicodeScalars)
      var index = 0
      while index < scalars.count {
        if scalars[index...].starts(with: from) {
          result.append(contentsOf: pair.1.unicodeScalars)
          index += from.count
        } else {
          result.append(scalars[index])
          index += 1
        }
      }
      return String(result)
    }
    try compare { Text(title: respelt($0.title), summary: respelt($0.summary)) }
  }

  @Test("on one to sixteen threads, and in another order")
  func threads() async throws {
    let items = try Fixture.items("own.jsonl")
    func judged(_ order: [Int]) -> [Int: Assessment] {
      var found: [Int: Assessment] = [:]
      for index in order {
        let gold = items[index]
        found[index] = classifier.assess(
          title: gold.item.title, summary: gold.item.summary, published: gold.item.time, source: gold.source)
      }
      return found
    }
    let some = Array(stride(from: 0, to: items.count, by: 16))
    let expected = judged(some)
    for threads in 1...16 {
      await withTaskGroup(of: Bool.self) { group in
        for thread in 0..<threads {
          // Each from another place on, every second one backwards.
          let turned = Array(some[(thread % some.count)...] + some[..<(thread % some.count)])
          let order = thread % 2 == 0 ? turned : turned.reversed()
          group.addTask { judged(order) == expected }
        }
        for await same in group { #expect(same) }
      }
    }
  }
}
