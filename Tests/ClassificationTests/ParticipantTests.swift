import Classification
import News
import Testing

@Suite("Who takes part")
struct ParticipantTests {
  private let classifier = ShippedLexicon.classifier

  private func role(of name: String, _ assessment: Assessment) -> String? {
    assessment.participants.first { $0.name == name }?.role
  }

  @Test("a person holds the office of the item's day, and is former after it")
  func datedOffices() {
    let title = "Kerry holds talks with Pakistan's army chief"
    #expect(role(of: "John Kerry", classifier.assess(title, on: "2015-01-13")) == "Secretary of State")
    #expect(role(of: "John Kerry", classifier.assess(title, on: "2018-06-01"))?.hasPrefix("former ") == true)
    #expect(role(of: "John Kerry", classifier.assess(title, on: "2009-12-01"))?.contains("Secretary of State") == false)
  }

  @Test("without a date nobody is former")
  func undated() {
    for title in [
      "Kerry meets Pakistan's prime minister", "Musharraf meets Bush at Camp David", "Powell phones Musharraf",
    ] {
      for participant in classifier.assess(title).participants {
        #expect(participant.role?.hasPrefix("former") != true, "\(participant)")
      }
    }
  }

  @Test("the next holder, whom no list names, is found by the office")
  func unknownHolder() {
    let assessment = classifier.assess(
      "US, Pakistan discuss trade",
      "Pakistan's Foreign Secretary Zubeida Khattakwal met US Treasury Secretary Walter Q. Thornbury in Washington.",
      on: "2031-03-01")
    #expect(assessment.participants.contains { $0.name == "Zubeida Khattakwal" && $0.side == .pk && $0.isPerson })
    #expect(assessment.participants.contains { $0.name.contains("Thornbury") && $0.side == .us && $0.isPerson })
  }

  @Test("a role without a person is a role")
  func bareRole() {
    let names = classifier.assess("Pakistan summons US ambassador over remarks", in: "Reuters").participants.map(\.name)
    #expect(names.contains { $0.contains("Ambassador") })
    #expect(!classifier.assess("US officials visit Pakistan").participants.contains { $0.isPerson })
  }

  @Test("a named holder makes his office no second participant")
  func officeAndHolder() {
    let assessment = classifier.assess(
      "US Secretary of State Marco Rubio phones Pakistan's prime minister",
      "Secretary of State Marco Rubio spoke to Prime Minister Shehbaz Sharif.", on: "2025-05-08")
    #expect(assessment.participants.map(\.name).sorted() == ["Marco Rubio", "Shehbaz Sharif"])
  }

  @Test("a bare surname is who held office on the day")
  func sharedSurname() {
    let title = "Obama presses Sharif on militants"
    #expect(
      classifier.assess(title, "The Pakistani leader was in Washington.", on: "2013-10-23").participants.contains {
        $0.name == "Nawaz Sharif"
      })
    let later = classifier.assess(
      "Rubio urges Sharif to de-escalate with India", "The US diplomat called Islamabad.", on: "2025-05-08")
    #expect(later.participants.contains { $0.name == "Shehbaz Sharif" })
  }

  @Test("a building in which they meet takes no part, one that speaks does")
  func buildings() {
    let met = classifier.assess("Trump hosts Pakistan's army chief Asim Munir at the White House")
    #expect(!met.participants.contains { $0.name == "White House" })
    let spoke = classifier.assess("White House condemns attack on school in Pakistan")
    #expect(spoke.participants.contains { $0.name == "White House" })
  }

  @Test("names in Urdu have their English canonical form")
  func urdu() {
    let assessment = classifier.assess("مارکو روبیو کا شہباز شریف سے ٹیلی فونک رابطہ", on: "2025-05-08")
    #expect(assessment.participants.map(\.name).sorted() == ["Marco Rubio", "Shehbaz Sharif"])
    #expect(assessment.language == "ur")
  }

  @Test("a person of the headline who takes no part in the text is flagged and left out")
  func headlineMismatch() {
    let assessment = classifier.assess(
      "What Biden's Pakistan trip tells of American plans",
      """
      US Secretary of State Antony Blinken arrived in Islamabad on Tuesday with CIA Director William Burns, the first \
      senior visitors of the new administration. They will see Prime Minister Imran Khan. The two sides are to speak of \
      Afghanistan, of counterterrorism and of trade. The talks are expected to be long, and neither side hopes for much. \
      Pakistan wants its help to be seen. Washington wants a way to watch militants across the border from there. Much \
      has been said before and little has been done, as officials in both capitals will say when asked about the past.
      """)
    #expect(assessment.flags.contains(.headlineMismatch))
    #expect(assessment.participants.map(\.name).sorted() == ["Antony Blinken", "Imran Khan", "William Burns"])
    #expect(assessment.kind == .visit)
    #expect(assessment.stage == .ongoing)
  }

  @Test(
    "ranks and initials are no part of a name",
    arguments: [
      (
        "Islamabad told of concern",
        "President Bush will work with President Gen. Pervez Musharraf of Pakistan, he said.", "2006-03-04",
        "Pervez Musharraf"
      ),
      (
        "US diplomat in Karachi", "US Consul General Rear Adm. Horace Q. Thornbury met Pakistan's interior minister.",
        nil, "Horace Thornbury"
      ),
    ])
  func plainNames(_ title: String, _ summary: String, _ day: String?, _ name: String) {
    let names = classifier.assess(title, summary, on: day).participants.filter(\.isPerson).map(\.name)
    #expect(names.contains(name), "\(names)")
    #expect(names.count { $0.hasSuffix(name.split(separator: " ")[1]) } == 1, "\(names)")
  }

  @Test("who is loosely called a general or an envoy is not counted beside his name")
  func looseOffices() {
    let named = classifier.assess(
      "US general in Islamabad for talks", "Centcom chief Gen Michael Kurilla met Pakistan's army chief.",
      on: "2023-12-16")
    #expect(named.participants.map(\.name).contains("Michael Kurilla"))
    #expect(!named.participants.map(\.name).contains("Military Commander of the United States"))
    let unnamed = classifier.assess("US general in Islamabad for talks with Pakistan's army chief")
    #expect(unnamed.participants.map(\.name).contains("Military Commander of the United States"))
  }

  @Test("a lawmaker whom nobody names is his house; one who is named is himself")
  func lawmakers() {
    let unnamed = classifier.assess("US lawmaker tells Pakistan to free jailed opposition leaders").participants.map(
      \.name)
    #expect(unnamed.contains("US Congress"), "\(unnamed)")
    let named = classifier.assess(
      "US lawmaker presses Pakistan on elections", "Congressman Greg Casar said the vote in Pakistan must be examined.",
      on: "2024-03-01"
    ).participants.map(\.name)
    #expect(named.contains("Greg Casar") && !named.contains("US Congress"), "\(named)")
  }

  @Test("the Pakistani military is its army; soldiers are nobody in particular")
  func armies() {
    let names = { (title: String) in classifier.assess(title).participants.map(\.name) }
    #expect(names("Pakistani military rejects US report on border raid").contains("Pakistan Army"))
    #expect(!names("US troops kill two Pakistani soldiers at border post").contains { $0.hasSuffix("Armed Forces") })
  }

  @Test(
    "an office is named as its country's, a post abroad by where it is, a province by itself",
    arguments: [
      ("Pakistan's foreign secretary briefs US envoys", "Foreign Secretary of Pakistan"),
      ("Pakistan summons US ambassador over raid", "Ambassador of the United States to Pakistan"),
      ("Governor of Punjab hosts US consul in Lahore", "Governor of Punjab"),
    ])
  func titles(_ pair: (String, String)) {
    let names = classifier.assess(pair.0).participants.map(\.name)
    #expect(names.contains(pair.1), "\(names)")
  }

  @Test(
    "whom a word only points to, and who is named already, is not counted",
    arguments: [
      ("US envoy called in over raid in Pakistan", "", "Special Envoy of the United States"),
      ("US rejects PTI's charges against Pakistan policy", "", "Pakistan Tehreek-e-Insaf"),
      (
        "US strike kills three in North Waziristan",
        "The house was hit at dawn, Pakistani intelligence officials said.",
        "Inter-Services Intelligence"
      ),
      (
        "Trump telephones Shehbaz Sharif", "The two spoke of Pakistan's trade, the Prime Minister's Office said.",
        "Prime Minister's Office of Pakistan"
      ),
      ("Biden picks judge", "The White House named Zahid Qureshi, of Pakistani descent.", "Shah Mahmood Qureshi"),
    ])
  func nobody(_ row: (String, String, String)) {
    let names = classifier.assess(row.0, row.1, on: "2025-08-01").participants.map(\.name)
    #expect(!names.contains(row.2), "\(names)")
  }

  @Test("the only field marshal is meant by his rank")
  func fieldMarshal() {
    let names = classifier.assess("Trump thanks Pakistan's PM and field marshal", on: "2025-09-26").participants.map(
      \.name)
    #expect(names.contains("Asim Munir"), "\(names)")
  }
}
