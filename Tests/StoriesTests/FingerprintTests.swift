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
    #expect(Words.list(text, limit: 50) == expected)
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
    #expect(print(summary: text).figures.sorted() == expected.sorted())
  }

  @Test(
    "agencies are read from the author and the marks, not from the prose",
    arguments: [
      ("KABUL (Reuters) - Safe havens", nil, "reuters"), ("Talks held. (AP)", nil, "ap"),
      ("Talks held.", "AFP", "afp"), ("WASHINGTON, (APP): The minister", nil, "app"),
      ("The app was banned", nil, nil), ("He told Reuters on Monday", nil, nil),
    ] as [(String, String?, String?)])
  func agencies(summary: String, author: String?, expected: String?) {
    #expect(Agency.name(author: author, summary: summary) == expected)
  }

  @Test(
    "addresses are one without what only counts readers",
    arguments: [
      "https://www.dawn.com/news/1?utm_source=x", "http://dawn.com/news/1/", "https://dawn.com/news/1#top",
    ])
  func addresses(link: String) {
    #expect(Addresses.canonical(link) == "dawn.com/news/1")
  }

  @Test("a copy shares the shingles of what it copies, whatever surrounds them")
  func containment() throws {
    let text = "Two officials said on Monday that the talks on cotton duties would go on for another week in Geneva"
    let whole = print(summary: text).shingles
    let copy = print(summary: "Our reporter adds: " + text + ". More follows at noon").shingles
    let other = print(
      summary: "The minister left for London where she is to open a school for nurses from five countries")
    #expect(try #require(Fingerprint.containment(whole, copy)) == 1)
    #expect(try #require(Fingerprint.containment(whole, other.shingles)) == 0)
    #expect(Fingerprint.containment(whole, []) == nil)
  }

  @Test("hostile text costs no more than its length allows")
  func hostile() {
    let long = String(repeating: "x", count: 200_000)
    let hostile = print(title: long, summary: String(repeating: "9", count: 200_000) + " 8.8.8 .,.,")
    #expect(hostile.words.count < 200)
    #expect(hostile.figures.allSatisfy { $0.utf8.count <= 60 })
  }
}

/// A text's print, without participants.
private func print(title: String? = nil, summary: String? = nil) -> TextPrint {
  Fingerprint.print(title: title, summary: summary, author: nil, participants: [])
}

@Suite("Words that say the same")
struct TermTests {
  private func terms(_ text: String) -> Set<UInt32> { Set(print(title: text).words) }

  @Test(
    "endings, synonyms and the other language meet",
    arguments: [
      ("suspends", "suspended"), ("halts", "suspending"), ("scraps", "cancelled"), ("missiles", "میزائل"),
      ("ceasefire", "جنگ بندی"), ("helicopters", "ہیلی کاپٹر"), ("tariffs", "ٹیرف"), ("floods", "سیلاب"),
    ])
  func meet(a: String, b: String) {
    #expect(!terms(a).isEmpty)
    #expect(terms(a) == terms(b))
  }

  @Test("what every report has is none of them", arguments: ["US", "say", "policy", "Pakistan", "کے", "امریکی", "12"])
  func common(word: String) { #expect(terms(word).isEmpty) }

  @Test("a participant's name is no word of the text")
  func names() {
    let envoy = Participant(name: "Ann Carver", side: .us, isPerson: true)
    let with = Fingerprint.print(title: "Carver opens clinic", summary: nil, author: nil, participants: [envoy])
    #expect(with.words == print(title: "opens clinic").words)
  }

  @Test("title and lead are told from the rest")
  func place() throws {
    let print = print(title: "Clinic", summary: String(repeating: "word ", count: 40) + "ending clinic")
    let clinic = try #require(print.words.first { $0 & ~3 == Terms.hash("clinic") })
    #expect(clinic & 3 == Terms.inTitle | Terms.inLead)
    #expect(print.words.contains(Terms.hash(Stem.root("ending"))))
  }

  @Test(
    "sums are one however they are counted",
    arguments: [
      ("450 million", "45 crore", true), ("3.7 million", "37 lakh", true), ("1.25 billion", "1250 million", true),
      ("75", "75", true), ("75", "75 million", false), ("12 nov", "12", false),
    ])
  func sums(a: String, b: String, areOne: Bool) {
    #expect((Figures.value(a).hash == Figures.value(b).hash) == areOne)
  }
}

@Suite("What must not differ")
struct VetoTests {
  private func sketch(
    _ kind: Kind, ordinals: [String] = [], places: [String] = [], us: [String] = [], direction: Direction? = nil,
    hour: Int64 = 0
  ) -> Sketch {
    Sketch(
      StoryMember(
        number: 0, source: Source(name: "A", url: "a"), title: "t", time: Timestamp(seconds: hour * 3600), kind: kind,
        stage: .concluded, direction: direction,
        participants: us.map { Participant(name: $0, side: .us, isPerson: true) }, places: places, ordinals: ordinals))
  }

  private func report(
    _ kind: Kind, title: String = "t", day: Int64? = 0, direction: Direction? = nil, dates: [String] = [],
    link: String? = nil, _ participants: Participant...
  ) -> Sketch {
    Sketch(
      StoryMember(
        number: 0, source: Source(name: "A", url: "a"), title: title, link: link,
        time: day.map { Timestamp(seconds: 1_700_000_000 + $0 * 86400) }, kind: kind, stage: .concluded,
        direction: direction, participants: participants, dates: dates.compactMap(CivilDay.init),
        print: Fingerprint.print(title: title, summary: nil, author: nil, participants: participants)))
  }

  @Test("whoever alone acts for a side is somebody else, by name or by office; a name may hold the office")
  func ends() {
    let caller = Participant(name: "Ann Carver", side: .us, role: "Secretary of State", isPerson: true)
    func call(_ name: String, _ role: String?, isPerson: Bool) -> Sketch {
      report(.call, caller, Participant(name: name, side: .pk, role: role, isPerson: isPerson))
    }
    let chief = call("Chief of Army Staff of Pakistan", "Chief of Army Staff", isPerson: false)
    let minister = call("Foreign Minister of Pakistan", "Foreign Minister", isPerson: false)
    #expect(forbids(chief, minister))
    #expect(!forbids(chief, call("Omar Dost", "Chief of Army Staff", isPerson: true)))
    #expect(forbids(minister, call("Omar Dost", "Chief of Army Staff", isPerson: true)))
    #expect(!forbids(chief, call("Omar Dost", nil, isPerson: true)))
    #expect(!forbids(call("Omar Dost", nil, isPerson: true), call("Omar Dost", "former Minister", isPerson: true)))
  }

  @Test("the House's bill is not the Senate's; their committees are theirs, and Congress is either's")
  func chambers() {
    func bill(_ name: String) -> Sketch { report(.aid, Participant(name: name, side: .us)) }
    #expect(forbids(bill("US Senate"), bill("US House of Representatives")))
    #expect(forbids(bill("Senate Foreign Relations Committee"), bill("House Armed Services Committee")))
    #expect(!forbids(bill("US Senate"), bill("Senate Foreign Relations Committee")))
    #expect(!forbids(bill("US Senate"), bill("US Congress")))
    #expect(!forbids(bill("US Senate"), bill("White House")))
  }

  @Test("an answer is not what it answers")
  func answers() {
    let charge = report(.dispute, title: "US accuses Islamabad of helping raiders", direction: .usToPK)
    #expect(forbids(charge, report(.dispute, title: "Islamabad rejects charge of helping raiders", direction: .pkToUS)))
    #expect(!forbids(charge, report(.dispute, title: "Islamabad rejects charge", direction: .usToPK)))
    #expect(!forbids(charge, report(.dispute, title: "Islamabad helps raiders, it is said", direction: .pkToUS)))
  }

  @Test("a report without a time is followed from the days that it names or that its address tells")
  func windows() {
    func undated(_ dates: [String], _ link: String? = nil) -> Sketch {
      report(.request, day: nil, dates: dates, link: link)
    }
    #expect(EventKey.areInWindow(undated(["2024-02-08"]), undated(["2024-02-10"])))
    #expect(!EventKey.areInWindow(undated(["2024-02-08"]), undated(["2024-02-26"])))
    #expect(EventKey.areInWindow(undated(["2024-02-08"]), undated([])))
    let dated = report(.request, day: 1)
    #expect(EventKey.areInWindow(dated, undated([], "https://a.example/2023/11/16/a-long-headline")))
    #expect(EventKey.areInWindow(dated, undated([], "https://a.example/2023/11/a-long-headline")))
    #expect(!EventKey.areInWindow(dated, undated([], "https://a.example/2023/10/02/a-long-headline")))
  }

  @Test("a named day is waited for")
  func waiting() {
    let notice = report(.meeting, dates: ["2023-11-30"])
    #expect(EventKey.areInWindow(notice, report(.meeting, day: 18)))
    #expect(!EventKey.areInWindow(report(.meeting), report(.meeting, day: 18)))
    #expect(!EventKey.areInWindow(notice, report(.meeting, day: 30)))
  }

  @Test(
    "days in addresses",
    arguments: [
      ("https://a.example/2024/05/13/x", "2024-05-13", 1), ("https://a.example/world/2024/05/x", "2024-05-01", 31),
      ("https://a.example/2024-05-03-x", "2024-05-03", 1), ("https://a.example/story/20240513", nil, 0),
      ("https://a.example/2024/13/x", nil, 0), ("https://a.example/2024", nil, 0),
    ])
  func addresses(link: String, first: String?, count: Int) {
    let days = Addresses.days(link)
    #expect(days?.lowerBound == first.flatMap(CivilDay.init)?.daysSinceEpoch)
    #expect(days?.count ?? 0 == count)
  }

  private func forbids(_ a: Sketch, _ b: Sketch) -> Bool {
    #expect(Veto.forbids(a, b) == Veto.forbids(b, a))
    return Veto.forbids(a, b)
  }

  @Test(
    "ordinals of one noun differ; unknown ones forbid nothing",
    arguments: [
      (["12 round"], ["13 round"], true), (["12 round"], ["12 round"], false), (["12 round"], [], false),
      (["12 round"], ["2 session"], false), (["12 round", "2 session"], ["2 session", "12 round"], false),
      (["12 round"], ["11 round", "12 round"], false),
    ])
  func ordinals(a: [String], b: [String], differ: Bool) {
    #expect(forbids(sketch(.aid, ordinals: a), sketch(.meeting, ordinals: b)) == differ)
  }

  @Test(
    "places of two countries differ; two of one do not",
    arguments: [
      (["Islamabad"], ["Washington"], true), (["Islamabad"], ["Rawalpindi"], false), ([], ["Washington"], false),
      (["Islamabad", "Washington"], ["Washington"], false), (["Atlantis"], ["Washington"], false),
    ])
  func places(a: [String], b: [String], differ: Bool) {
    #expect(forbids(sketch(.meeting, places: a), sketch(.visit, places: b)) == differ)
  }

  @Test(
    "two towns are two places, a town and its district may be one",
    arguments: [
      (["Miranshah"], ["Datta Khel"], true), (["North Waziristan"], ["South Waziristan"], true),
      (["Miranshah"], ["North Waziristan"], false), (["Pakistan"], ["Miranshah"], false), ([], ["Miranshah"], false),
      (["Miranshah", "North Waziristan"], ["Miranshah"], false),
    ])
  func towns(a: [String], b: [String], areTwo: Bool) {
    #expect(forbids(sketch(.force, places: a), sketch(.force, places: b)) == areTwo)
  }

  @Test("a strike two days later is another; a traveller goes one way at a time; two calls have two ends")
  func others() {
    #expect(forbids(sketch(.force), sketch(.force, hour: 43)))
    #expect(!forbids(sketch(.force), sketch(.force, hour: 41)))
    #expect(forbids(sketch(.visit, direction: .usToPK), sketch(.visit, direction: .pkToUS)))
    let carver = sketch(.visit, us: ["Ann Carver"], direction: .usToPK)
    #expect(!forbids(carver, sketch(.visit, us: ["Ann Carver"], direction: .pkToUS)))
    #expect(forbids(carver, sketch(.visit, us: ["Bea Dorn"], direction: .usToPK)))
    #expect(forbids(sketch(.call, us: ["Ann Carver"]), sketch(.call, us: ["Bea Dorn"])))
    #expect(!forbids(sketch(.meeting, us: ["Ann Carver"]), sketch(.support, us: ["Bea Dorn"])))
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
