import Classification
import News
import Testing

@Suite("What is about the two sides")
struct RelevanceTests {
  private let classifier = ShippedLexicon.classifier

  @Test(
    "an act of one side towards the other, or of both",
    arguments: [
      "US urges Pakistan to act against militants", "Pakistan summons US ambassador over drone strikes",
      "Munir lunches with Trump at White House", "Pak-US trade talks open in Washington",
      "Foreign Office rejects State Department report", "Senate panel debates aid to Pakistan",
      "Exim Bank approves loan for Reko Diq mine in Pakistan",
      "Pentagon withholds Coalition Support Fund payment to Pakistan",
      "US embassy in Islamabad condemns Quetta blast", "Trump urges India and Pakistan to de-escalate",
      "Rubio telephones Shehbaz Sharif", "US slaps visa curbs on Pakistani officials",
      "Pakistan hands over militant to US", "Four suspects handed over to US by Pakistan",
      "CENTCOM chief calls on Pakistan's army chief", "US will close the consulate in Peshawar, Pakistan",
      "US will permanently close consulate in Lahore, Pakistan",
      "Pakistan and America: a loveless marriage",
      "Trump praises Pakistan's role in Iran ceasefire talks, thanks Munir",
      "Sixty Pakistanis to be deported from US today",
      "US hands to Pakistan militant held in Afghanistan",
      "US consul general's visit highlights ties with Pakistan",
      "امریکی وزیر خارجہ کا پاکستانی ہم منصب سے ٹیلی فونک رابطہ", "پاکستان اور امریکا کے درمیان تجارتی معاہدہ",
    ])
  func linked(_ title: String) { #expect(classifier.assess(title).relevant) }

  @Test("a third navy that drills with the two is one more beside them")
  func third() {
    #expect(
      classifier.assess(
        "US, Pakistani and Turkish navies hold joint exercise", "Ships of the US and Pakistan held a passing exercise."
      ).relevant)
  }

  @Test(
    "the near misses stay out",
    arguments: [
      "USA beat Pakistan in super over at T20 World Cup", "Pakistani student wins science contest in Texas",
      "Pakistani man sentenced in New York for visa fraud", "Rupee gains against US dollar in interbank market",
      "US and India discuss defence ties in Delhi", "Pakistan, China review CPEC projects",
      "IMF board approves tranche for Pakistan", "Taliban and Pakistan trade fire at Torkham",
      "Pakistani-American elected mayor in New Jersey", "State Bank of Pakistan holds policy rate",
      "Help us, Pakistan flood victims say", "Lahore, Virginia, holds its county fair",
      "India's Congress questions Modi over Pakistan", "British foreign secretary lands in Islamabad",
      "Iran and US resume nuclear talks in Geneva", "Heatwave grips Karachi", "Stocks fall on Wall Street",
      "Car bomb targets US consulate convoy in Pakistan", "Jaishankar reacts to US missile sale to Pakistan",
      "PTI dismayed by US silence on Imran's trial", "Shehbaz, Saudi prince discuss Iran-US talks",
      "Aafia Siddiqui writes to Trump from jail", "عافیہ صدیقی کی صدر ٹرمپ سے رحم کی اپیل",
      "Biden names Pakistani-American Qureshi as federal judge",
      "پاکستان نے امریکا کو ٹی ٹوئنٹی میچ میں ہرا دیا", "انٹربینک میں ڈالر کی قیمت میں کمی",
    ])
  func nearMisses(_ title: String) { #expect(!classifier.assess(title).relevant) }

  @Test(
    "a third party's word about the two is its own; what it says of a side that speaks is not",
    arguments: [
      ("Indian foreign secretary summons US envoy over arms for Pakistan", false),
      ("India rejects Trump's claim that he mediated with Pakistan", false),
      ("Taliban accuse Pakistan of letting US drones use its airspace", false),
      ("India slams Munir's remarks made from the US", false),
      ("Trump says Pak-India ceasefire came after his threat of tariffs", true),
      ("Pakistan voices regret over US veto on Gaza deal at UNSC", true),
      ("Ambassador Siddiqui says Pakistan-US ties rest on firm ground", true),
    ])
  func thirdWord(_ title: String, _ relevant: Bool) { #expect(classifier.assess(title).relevant == relevant) }

  @Test("talks that others hold in Pakistan are theirs, unless Pakistan goes between")
  func venues() {
    let lead = "The American team landed on Saturday for a new round with Tehran's negotiators at a hotel."
    #expect(!classifier.assess("US envoys arrive in Islamabad as Iranian team flies in", lead).relevant)
    #expect(!classifier.assess("Islamabad talks end with no deal between US and Iran", lead).relevant)
    #expect(
      classifier.assess(
        "US envoys arrive in Islamabad as Iranian team flies in", "Foreign Minister Ishaq Dar received the Americans."
      ).relevant)
    #expect(classifier.assess("President Bush to go to Pakistan after India, says White House").relevant)
  }

  @Test("a mission to the other side is at work there")
  func missions() {
    #expect(
      classifier.assess("US ambassador begins his work", "The new US Ambassador to Pakistan took up his post.").relevant
    )
    #expect(
      !classifier.assess("US ambassador begins his work", "The new envoy to Nepal took up his post in Kathmandu.")
        .relevant)
  }

  @Test("a mission of which nobody says where it is, is anywhere")
  func loneMission() { #expect(!classifier.assess("US Embassy closes its visa section").relevant) }

  @Test("a title that names nobody, over a lead on the relations of the two")
  func relations() {
    #expect(
      classifier.assess(
        "An old mistrust", "Relations with the United States are at their lowest since Pakistan was founded."
      )
      .relevant)
  }

  @Test(
    "cases before courts and deals over property are nobody's relations",
    arguments: [
      "Pakistani man on trial over plot to kill US politician", "Pakistanis sentenced on terror charges in US",
      "PIA puts Roosevelt Hotel in New York up for lease",
    ])
  func privateMatters(_ title: String) { #expect(!classifier.assess(title).relevant) }

  @Test("a namesake in capitals is not the country")
  func namesakes() {
    #expect(!classifier.assess("Let us remember Pakistan's poets").relevant)
    #expect(!classifier.assess("Who will lead Pakistan's cricket board?").relevant)
  }

  @Test("the score is in hundredths and agrees with the verdict")
  func score() {
    for title in ["US urges Pakistan to act", "Cricket: Pakistan win", "Pakistan and the US", ""] {
      let assessment = classifier.assess(title)
      #expect(assessment.relevant == (assessment.score >= 0.5))
      #expect((assessment.score * 100).rounded() == assessment.score * 100)
    }
  }

  @Test("what is not relevant has no kind, stage, topics, participants or direction")
  func emptyWhenIrrelevant() {
    let assessment = classifier.assess("Pakistan, China sign CPEC energy deal", "Beijing will lend the money.")
    #expect(!assessment.relevant)
    #expect(assessment.kind == nil && assessment.stage == nil && assessment.direction == nil)
    #expect(assessment.topics.isEmpty && assessment.participants.isEmpty)
  }

  @Test("an outlet's country supplies the side of a bare office")
  func outlet() {
    let title = "FO rejects US report on religious freedom"
    #expect(
      classifier.assess(title, in: "Dawn").participants.map(\.name).contains("Ministry of Foreign Affairs of Pakistan"))
    #expect(classifier.assess("Foreign Office summons Chinese envoy", in: "The Guardian").relevant == false)
  }

  @Test("drone strikes speak for the US only in the years of the campaign")
  func datedProgramme() {
    let title = "Drone strike kills four in North Waziristan"
    #expect(classifier.assess(title, on: "2010-05-11").score > classifier.assess(title, on: "2025-05-11").score)
  }
}
