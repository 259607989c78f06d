import Classification
import Foundation
import News
import Testing

/// Properties that hold for any text: what may be done to it without changing the judgement.
@Suite("The same answer")
struct RobustnessTests {
  private let classifier = ShippedLexicon.classifier

  private static let items: [(title: String, body: String)] = [
    (
      "US urges Pakistan to act against militants",
      "The State Department said on Monday that Pakistan must do more against the Haqqani network."
    ),
    (
      "Blinken arrives in Islamabad",
      "US Secretary of State Antony Blinken reached Pakistan on Tuesday for talks on Afghanistan with Prime Minister Imran Khan."
    ),
    (
      "US suspends aid to Pakistan",
      "The Pentagon said that $300 million would be held back. Islamabad called it unfair."
    ),
    ("Pakistan, China sign rail deal", "Beijing will lend the money. The US had no comment."),
    ("Cricket: Pakistan beat USA", "Babar Azam made eighty runs in Dallas."),
    ("IMF team ends Pakistan visit", "The Fund's mission flew back to Washington on Friday."),
    (
      "امریکا کا پاکستان سے دہشت گردی کے خلاف کارروائی کا مطالبہ",
      "امریکی محکمہ خارجہ کے ترجمان نے کہا کہ پاکستان کو مزید اقدامات کرنے ہوں گے۔"
    ),
    ("انٹربینک میں ڈالر سستا", "اسٹیٹ بینک کے مطابق روپے کی قدر میں اضافہ ہوا۔"),
  ]

  /// What must not change; the marks of style (specificity, flags, evidence) may.
  private func essence(_ assessment: Assessment) -> String {
    "\(assessment.relevant) \(assessment.kind?.rawValue ?? "-") \(assessment.stage?.rawValue ?? "-") \(assessment.topics) "
      + "\(assessment.participants.map(\.name)) \(assessment.direction?.rawValue ?? "-")"
  }

  @Test("a paragraph repeated", arguments: items.indices)
  func repeatedParagraph(_ index: Int) {
    let item = RobustnessTests.items[index]
    let once = classifier.assess(item.title, item.body)
    let thrice = classifier.assess(item.title, [item.body, item.body, item.body].joined(separator: "\n\n"))
    #expect(essence(once) == essence(thrice))
    #expect(once.score == thrice.score)
  }

  @Test("a phrase repeated fifty times", arguments: items.indices)
  func repeatedPhrase(_ index: Int) {
    let item = RobustnessTests.items[index]
    for phrase in ["read the full story here", "the key meeting"] {
      let once = classifier.assess(item.title, item.body + " " + phrase + ".")
      let fifty = classifier.assess(
        item.title, item.body + " " + Array(repeating: phrase + ".", count: 50).joined(separator: " "))
      #expect(essence(once) == essence(fifty))
      #expect(once.score == fifty.score)
    }
  }

  @Test("a comment form appended", arguments: items.indices)
  func commentForm(_ index: Int) {
    let item = RobustnessTests.items[index]
    let plain = classifier.assess(item.title, item.body)
    for form in [
      "\n\nLeave a Reply\n\nYour email address will not be published. Required fields are marked *\nUS Pakistan aid drone",
      " Leave a comment Your email address will not be published. Required fields are marked *",
      "\nتبصرہ کریں آپ کا ای میل ایڈریس شائع نہیں کیا جائے گا",
    ] {
      let formed = classifier.assess(item.title, item.body + form)
      #expect(essence(plain) == essence(formed))
      #expect(plain.score == formed.score)
    }
  }

  @Test("'US', 'U.S.', 'USA' and 'United States'", arguments: items.indices)
  func namesOfTheCountry(_ index: Int) {
    let item = RobustnessTests.items[index]
    let plain = classifier.assess(item.title, item.body)
    for name in ["U.S.", "USA", "United States"] {
      let other = classifier.assess(replaced(item.title, "US", name), replaced(item.body, "US", name))
      #expect(essence(plain) == essence(other), "\(name)")
    }
  }

  @Test("another spelling of the same Urdu", arguments: items.indices)
  func urduSpelling(_ index: Int) {
    let item = RobustnessTests.items[index]
    let plain = classifier.assess(item.title, item.body)
    for (letter, other) in [("ک", "ك"), ("ی", "ي"), ("ہ", "ه"), ("م", "م\u{064F}"), ("ر", "ر\u{200D}")] {
      #expect(
        essence(plain)
          == essence(classifier.assess(replaced(item.title, letter, other), replaced(item.body, letter, other))))
    }
  }

  @Test("on many threads at once")
  func threads() async {
    let expected = RobustnessTests.items.map { classifier.assess($0.title, $0.body) }
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<16 {
        group.addTask {
          RobustnessTests.items.map { classifier.assess($0.title, $0.body) } == expected
        }
      }
      for await same in group { #expect(same) }
    }
  }

  @Test("hostile text is judged in bounded time and without a trap")
  func hostile() {
    for text in [
      "", " ", "\u{0}", String(repeating: "US Pakistan ", count: 8000), String(repeating: "(", count: 50_000),
      String(repeating: "امریکا", count: 10_000), String(repeating: "9", count: 100_000),
      String(repeating: "A. ", count: 30_000), String(repeating: "* ", count: 30_000), "99999999999999999999 May 2024",
      String(repeating: "\n", count: 10_000) + "US", "US-" + String(repeating: "-", count: 10_000), "May", "in May",
      "0-0-0",
    ] {
      let assessment = classifier.assess(title: text, summary: text, published: nil, source: nil)
      #expect(assessment.score >= 0 && assessment.score <= 1)
    }
  }

  private func replaced(_ text: String, _ part: String, _ other: String) -> String {
    var result = ""
    var rest = Substring(text)
    while let range = rest.range(of: part) {
      let before = rest[..<range.lowerBound].last
      let after = rest[range.upperBound...].first
      let isWord = part != "US" || (!(before?.isLetter ?? false) && !(after?.isLetter ?? false))
      result += rest[..<range.lowerBound] + (isWord ? other : part)
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}
