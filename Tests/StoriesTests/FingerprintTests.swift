import News
import Testing

@testable import Stories

@Suite("What a text is known by")
struct FingerprintTests {
  @Test(
    "words are folded",
    arguments: [
      ("U.S. and C.I.A. talks", ["us", "and", "cia", "talk"]),
      ("Pakistan's countries, sanctions.", ["pakistan", "country", "sanction"]),
      ("$1.25bn, 1,000 and 33 million.", ["1.25bn", "1000", "and", "33", "million"]),
      ("ÉLYSÉE São", ["élysée", "são"]),
      ("كى ي ۱۲", ["کی", "ی", "12"]),
      ("zero\u{200C}width ke\u{0301}", ["zerowidth", "ke"]),
      ("", []), (". , ' -", []),
    ])
  func words(text: String, expected: [String]) {
    #expect(Fingerprint.words(text, limit: 50) == expected)
  }

  @Test(
    "figures keep their unit; years and single digits are none",
    arguments: [
      ("aid of $33 million in 2024, 7 days", ["33 million"]),
      ("a $1.25bn loan and 75 countries", ["1.25 billion", "75"]),
      ("from January 21 to 3 March", ["21 jan", "3 mar"]),
      ("۳۷ لاکھ خوراکیں", ["37 lakh"]),
    ])
  func figures(text: String, expected: [String]) {
    #expect(Fingerprint.print(of: Item(summary: text)).figures.sorted() == expected.sorted())
  }

  @Test(
    "agencies are read from the author and the marks, not from the prose",
    arguments: [
      ("KABUL (Reuters) - Safe havens", nil, "reuters"), ("Talks held. (AP)", nil, "ap"),
      ("Talks held.", "AFP", "afp"), ("WASHINGTON, (APP): The minister", nil, "app"),
      ("The app was banned", nil, nil), ("He told Reuters on Monday", nil, nil),
    ] as [(String, String?, String?)])
  func agencies(summary: String, author: String?, expected: String?) {
    #expect(Agency.name(in: Item(author: author, summary: summary)) == expected)
  }

  @Test(
    "addresses are one without what only counts readers",
    arguments: [
      "https://www.dawn.com/news/1?utm_source=x", "http://dawn.com/news/1/", "https://dawn.com/news/1#top",
    ])
  func addresses(link: String) {
    #expect(Fingerprint.canonicalAddress(link) == "dawn.com/news/1")
  }

  @Test("a copy shares the shingles of what it copies, whatever surrounds them")
  func containment() throws {
    let text = "Two officials said on Monday that the talks on cotton duties would go on for another week in Geneva"
    let whole = Fingerprint.print(of: Item(summary: text)).shingles
    let copy = Fingerprint.print(of: Item(summary: "Our reporter adds: " + text + ". More follows at noon")).shingles
    let other = Fingerprint.print(
      of: Item(summary: "The minister left for London where she is to open a school for nurses from five countries"))
    #expect(try #require(Fingerprint.containment(whole, copy)) == 1)
    #expect(try #require(Fingerprint.containment(whole, other.shingles)) == 0)
    #expect(Fingerprint.containment(whole, []) == nil)
  }

  @Test("hostile text costs no more than its length allows")
  func hostile() {
    let long = String(repeating: "x", count: 200_000)
    let print = Fingerprint.print(
      of: Item(title: long, summary: String(repeating: "9", count: 200_000) + " 8.8.8 .,.,"))
    #expect(print.words.count < 200)
    #expect(print.figures.allSatisfy { $0.utf8.count <= 60 })
  }
}

@Suite("What must not differ")
struct EventKeyTests {
  @Test(
    "ordinals of one noun differ; unknown ones forbid nothing",
    arguments: [
      (["12 round"], ["13 round"], true), (["12 round"], ["12 round"], false), (["12 round"], [], false),
      (["12 round"], ["2 session"], false), (["12 round", "2 session"], ["2 session", "12 round"], false),
      (["12 round"], ["11 round", "12 round"], false),
    ])
  func ordinals(a: [String], b: [String], differ: Bool) {
    #expect(EventKey.ordinalsDiffer(a, b) == differ)
    #expect(EventKey.ordinalsDiffer(b, a) == differ)
  }

  @Test(
    "places of two countries differ; two of one do not",
    arguments: [
      (["Islamabad"], ["Washington"], true), (["Islamabad"], ["Rawalpindi"], false), ([], ["Washington"], false),
      (["Islamabad", "Washington"], ["Washington"], false), (["Atlantis"], ["Washington"], false),
    ])
  func places(a: [String], b: [String], differ: Bool) {
    #expect(Places.areInTwoCountries(a, b) == differ)
  }

  @Test(
    "two towns are two places, a town and its district may be one",
    arguments: [
      (["Miranshah"], ["Datta Khel"], true), (["North Waziristan"], ["South Waziristan"], true),
      (["Miranshah"], ["North Waziristan"], false), (["Pakistan"], ["Miranshah"], false), ([], ["Miranshah"], false),
      (["Miranshah", "North Waziristan"], ["Miranshah"], false),
    ])
  func towns(a: [String], b: [String], areTwo: Bool) {
    #expect(Places.areTwo(a, b) == areTwo)
    #expect(Places.areTwo(b, a) == areTwo)
  }

  @Test("copies of one agency, and a feed's repeats, are one origin")
  func origins() {
    func member(_ name: String, _ summary: String, trust: Trust = .outlet) -> StoryMember {
      StoryGrouper.member(
        StoryCandidate(
          number: 0, item: Item(title: "t", summary: summary), assessment: Assessment(),
          source: Source(name: name, url: name, trust: trust), time: nil, seenAt: nil))
    }
    let own = "The chamber in Lahore heard from three growers why their trees had died in the dry spring of the year"
    let wire = "ISLAMABAD (Reuters) - Officials met on Tuesday"
    #expect(Origins.count([member("A", wire)]) == 1)
    #expect(Origins.count([member("A", wire), member("B", "LAHORE (Reuters): They met")]) == 1)
    #expect(Origins.count([member("A", wire), member("B", own)]) == 2)
    #expect(Origins.count([member("A", own), member("B", "Copied. " + own)]) == 1)
    #expect(Origins.count([member("A", own), member("A", "Something else altogether was said there")]) == 1)
    #expect(Origins.count([member("A", own), member("N", "Their trees died", trust: .aggregator)]) == 1)
  }
}
