import Classification
import News
import Testing

@Suite("Topics, dates, places and flags")
struct TextTests {
  private let classifier = ShippedLexicon.classifier

  @Test(
    "what the item names",
    arguments: [
      ("US, Pakistan discuss tariffs and critical minerals", [Topic.economy]),
      ("US offers Pakistan vaccines against Covid", [.health]),
      ("US urges Pakistan to protect press freedom", [.humanRights]),
      ("US pauses visas for Pakistanis", [.people]), ("US, Pakistan agree on solar power project", [.energy]),
      ("US envoy, Pakistan's army chief discuss Afghan peace", [.afghanistan]),
      ("امریکا اور پاکستان کا انسداد دہشت گردی میں تعاون پر اتفاق", [.counterterrorism]),
    ])
  func topics(_ pair: (String, [Topic])) { #expect(classifier.assess(pair.0).topics == pair.1) }

  @Test("an office's name is no topic")
  func masked() {
    #expect(!classifier.assess("US Defense Secretary meets Pakistan's prime minister").topics.contains(.defence))
    #expect(!classifier.assess("Pakistan's finance minister meets US ambassador", in: "Dawn").topics.contains(.economy))
  }

  @Test("a long text with headings is about its headings")
  func headings() {
    let filler =
      "The talks between the United States and Pakistan will be long, and both sides say that they matter a lot to them."
    let body = """
      The United States and Pakistan will hold talks in Islamabad. \(filler)

      Trade and Investment

      American firms want to buy minerals. Trade has grown. The tariff is to be lower. \(filler)

      Public Health

      Vaccines will be shared. Health workers will be trained. \(filler)

      \(Array(repeating: "One more line number \("x") on nothing in particular that the readers will skip without any loss.", count: 1).joined())
      \((1...12).map { "Observation \($0) tells how the two delegations sat, smiled, drank tea and spoke of old times at length." }.joined(separator: " "))
      A single solar panel stood outside.
      """
    #expect(classifier.assess("US, Pakistan to hold talks", body).topics == [.economy, .health])
  }

  @Test("days resolve against the publication only")
  func dates() {
    let text = "The US envoy met Pakistan's prime minister on Tuesday."
    #expect(
      classifier.assess("US envoy in Islamabad", text, on: "2024-05-16").dates.map(\.description) == ["2024-05-14"])
    #expect(classifier.assess("US envoy in Islamabad", text).dates.isEmpty)
    let named = "The US envoy met Pakistan's prime minister on 10 May 2024, and again on June 3."
    #expect(classifier.assess("US envoy in Islamabad", named).dates.map(\.description) == ["2024-05-10"])
    #expect(
      classifier.assess("US envoy in Islamabad", named, on: "2024-06-04").dates.map(\.description)
        == ["2024-05-10", "2024-06-03"])
  }

  @Test("an impossible day is none")
  func impossibleDates() {
    #expect(classifier.assess("US envoy in Pakistan", "They met on 31 February 2024 and 99999 May 2024.").dates.isEmpty)
  }

  @Test("a city where it happens is a place, a capital that speaks is none")
  func places() {
    #expect(classifier.assess("US envoy meets Pakistan's prime minister in Islamabad").places == ["Islamabad"])
    #expect(classifier.assess("Islamabad rejects US report").places.isEmpty)
  }

  @Test("a thin text is flagged, a full one is more specific")
  func specificity() {
    let thin = classifier.assess(
      "US confirms Pakistan meeting",
      String(
        repeating: "The key US Pakistan meeting may set the tone and could pave the way for win-win ties. ", count: 1)
        + (1...8).map {
          "The US Pakistan key meeting plan number \($0) might be an important step in a wide range of issues."
        }
        .joined(separator: " "))
    for flag in [Flag.noNamedOfficial, .noDate, .unattributed, .repetitive] { #expect(thin.flags.contains(flag)) }
    let full = classifier.assess(
      "Rubio, Dar sign minerals pact in Washington",
      "WASHINGTON: US Secretary of State Marco Rubio and Foreign Minister Ishaq Dar signed a $500 million pact on Friday, July 25, the State Department said. \"It is a start,\" Rubio told reporters.",
      on: "2025-07-25")
    #expect(full.flags.isEmpty, "\(full.flags)")
    #expect(full.specificity > thin.specificity + 0.3)
  }

  @Test("a government's own release needs nobody who says so")
  func ownWord() {
    let title = "Secretary Rubio's Meeting with Foreign Minister Dar of Pakistan"
    let summary = "Marco Rubio met with Ishaq Dar. They discussed trade and critical minerals."
    let department = Source(name: "Releases", url: "https://releases.example/", trust: .official, side: .us)
    let paper = Source(name: "A paper", url: "https://paper.example/", trust: .outlet)
    #expect(
      !classifier.assess(title: title, summary: summary, published: nil, source: department).flags.contains(
        .unattributed))
    #expect(
      classifier.assess(title: title, summary: summary, published: nil, source: paper).flags.contains(.unattributed))
  }

  @Test("evidence stands where it says, in scalars")
  func evidence() {
    for (title, body) in [
      ("US urges Pakistan’s “leaders” to act", "The State Department’s spokesman met Pakistan’s envoy."),
      ("امریکی وزیر خارجہ کا پاکستان سے مطالبہ", "مارکو روبیو نے وزیراعظم شہباز شریف سے بات کی۔"),
    ] {
      let assessment = classifier.assess(title, body)
      #expect(!assessment.evidence.isEmpty)
      for evidence in assessment.evidence where !evidence.text.isEmpty {
        let field = Array((evidence.field == "title" ? title : body).unicodeScalars)
        let text = Array(evidence.text.unicodeScalars)
        #expect(evidence.offset + text.count <= field.count)
        #expect(Array(field[evidence.offset..<evidence.offset + text.count]) == text)
      }
    }
  }
}
