import Classification
import News
import Testing

@Suite("What happened and how far it has come")
struct EventTests {
  private let classifier = ShippedLexicon.classifier

  @Test(
    "the title's main verb gives the kind",
    arguments: [
      ("Blinken arrives in Islamabad", Kind.visit), ("Pakistan's foreign minister meets Rubio in Washington", .meeting),
      ("Rubio telephones Shehbaz Sharif", .call), ("US, Pakistan sign minerals agreement", .agreement),
      ("Pakistan, US navies hold joint exercise", .cooperation), ("US announces $10m flood aid for Pakistan", .aid),
      ("Trump praises Pakistan's army chief", .support), ("US urges Pakistan to release doctor", .request),
      ("Pakistan summons US envoy over drone strike", .dispute), ("US imposes sanctions on Pakistani firms", .sanction),
      ("US drone strike kills five in North Waziristan", .force), ("US names new ambassador to Pakistan", .statement),
      ("Why Washington keeps misreading Pakistan", .analysis),
    ])
  func kinds(_ pair: (String, Kind)) { #expect(classifier.assess(pair.0).kind == pair.1) }

  @Test(
    "what a light verb does to its object",
    arguments: [
      ("US suspends military aid to Pakistan", Kind.sanction), ("US resumes aid to Pakistan", .aid),
      ("US approves sale of F-16 parts to Pakistan", .cooperation),
      ("US extends condolences to Pakistan over blast", .support),
      ("US lifts sanctions on Pakistani firms", .support),
      ("US condemns attack on Peshawar mosque in Pakistan", .support),
      ("Pakistan condemns US drone strike", .dispute), ("US provides F-16 spare parts to Pakistan", .cooperation),
    ])
  func objects(_ pair: (String, Kind)) { #expect(classifier.assess(pair.0).kind == pair.1) }

  @Test(
    "the guide's rulings",
    arguments: [
      ("US envoy calls on Pakistan's finance minister", "", Kind.meeting),
      ("US calls on Pakistan to hold fair polls", "", .request),
      ("US, Pakistani ministers discuss trade", "They spoke by telephone on Monday, the State Department said.", .call),
      ("US senators write letter urging Pakistan to free journalist", "", .request),
      ("Senate rejects bid to block F-16 sale to Pakistan", "", .cooperation),
      ("US warns Pakistan aid could be suspended", "", .sanction),
      ("Nawaz, Obama renew vow to fight terror", "The two met at the White House on Thursday.", .meeting),
    ])
  func rulings(_ row: (String, String, Kind)) { #expect(classifier.assess(row.0, row.1).kind == row.2) }

  @Test(
    "words behind 'after', 'amid' or a comma's speaker do not decide",
    arguments: [
      ("Pakistan's army chief meets Pentagon officials after aid cut", Kind.meeting),
      ("As tensions flare, Rubio phones Pakistan's prime minister", .call),
      ("Trump to visit Pakistan in May, White House insists", .visit),
    ])
  func background(_ pair: (String, Kind)) { #expect(classifier.assess(pair.0).kind == pair.1) }

  @Test(
    "stages",
    arguments: [
      ("Blinken arrives in Islamabad", Stage.ongoing), ("Blinken to visit Pakistan next week", .confirmed),
      ("Blinken likely to visit Pakistan", .planned), ("Pakistan's army chief postpones visit to US", .cancelled),
      ("White House denies reports of Trump's visit to Pakistan", .cancelled),
      ("US suspends aid to Pakistan", .concluded), ("US mulls sanctions on Pakistani firms", .planned),
      ("US, Pakistan sign trade deal", .concluded), ("Committee votes to cut Pakistan aid in US Senate", .planned),
      ("US notifies Congress of F-16 sale to Pakistan", .planned),
      ("US pledges $10m for Pakistan flood victims", .confirmed),
      ("Rubio wraps up visit to Islamabad", .concluded), ("Pakistan to protest US drone strikes", .planned),
      ("امریکی وزیر خارجہ آئندہ ہفتے پاکستان آئیں گے", .confirmed), ("امریکی وزیر خارجہ اسلام آباد پہنچ گئے", .ongoing),
    ])
  func stages(_ pair: (String, Stage)) { #expect(classifier.assess(pair.0).stage == pair.1) }

  @Test("an analysis has no stage")
  func analysisStage() { #expect(classifier.assess("Why Washington keeps misreading Pakistan").stage == nil) }

  @Test("May is a month beside a number")
  func may() {
    #expect(classifier.assess("Rubio to visit Pakistan on May 12").stage == .confirmed)
    #expect(classifier.assess("Rubio may visit Pakistan").stage == .planned)
  }

  @Test(
    "who acts on whom",
    arguments: [
      ("US urges Pakistan to act", Direction.usToPK), ("Pakistan urges US to act", .pkToUS),
      ("US, Pakistan sign trade deal", .mutual), ("Blinken arrives in Islamabad", .usToPK),
      ("Pakistan's prime minister visits Washington", .pkToUS),
    ])
  func direction(_ pair: (String, Direction)) { #expect(classifier.assess(pair.0).direction == pair.1) }

  @Test("rounds are told apart by their ordinals, in both languages")
  func ordinals() {
    #expect(classifier.assess("US, Pakistan hold 12th round of talks").ordinals == ["12 round"])
    #expect(classifier.assess("Third session of US-Pakistan dialogue opens").ordinals.contains("3 session"))
  }
}
