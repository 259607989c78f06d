import Classification
import News
import Testing

@Suite("Replies, briefings, subjects and measures")
struct ReplyTests {
  private let classifier = ShippedLexicon.classifier

  @Test(
    "what is replied to is not what happened",
    arguments: [
      ("Islamabad reacts to US curbs on missile suppliers", "The Foreign Office rejected the listing.", Kind.dispute),
      ("Pakistan reacts to US sanctions on shipping agents", "A spokesperson read from a paper on Monday.", .dispute),
      ("Pakistan responds to US senators' plea for jailed leader", "Islamabad values its ties, it said.", .statement),
      (
        "US State Department speaks on Munir's nuclear threats",
        "It had seen the reports about Pakistan's army chief, a spokesperson said.", .statement
      ),
      ("Pentagon briefs Pakistan's ambassador about cadet courses", "", .meeting),
      (
        "US envoy highlights American assistance to Pakistan",
        "US Ambassador Cameron Munter met Pakistan's finance minister on Tuesday.", .meeting
      ),
      ("Pak-US engagement has grown: Foreign Office", "The spokesperson of Pakistan said so on Friday.", .statement),
      ("US funds were dues, not aid: Pakistan ambassador", "He told reporters in Washington.", .statement),
    ])
  func replies(_ row: (String, String, Kind)) { #expect(classifier.assess(row.0, row.1).kind == row.2) }

  @Test(
    "who is told, ordered, or agrees to do something",
    arguments: [
      ("Washington tells Islamabad to widen tax net, sell airline", "", Kind.request),
      ("Apologise for border raid: Pakistan's envoy to US", "", .request),
      ("Dismantle camps, Powell tells Musharraf", "", .request),
      ("US plans to slash security aid to Pakistan", "", .sanction),
      ("USAID gives Rs2bn to Pakistan flood victims", "", .aid),
      ("Bring bombers to book, US tells Pakistan", "", .request),
      ("Pakistan plans to meet US negotiators", "", .meeting),
      ("What Blinken said about Pakistan's polls", "Antony Blinken spoke on Monday of irregularities.", .statement),
    ])
  func orders(_ row: (String, String, Kind)) { #expect(classifier.assess(row.0, row.1).kind == row.2) }

  @Test(
    "who or what acts",
    arguments: [
      ("US tariffs hurt Pakistan's exports", "The Trump administration imposed them last week.", Kind.sanction),
      (
        "90 Pakistani teachers leave for US summer institute", "The US Embassy in Islamabad pays for the programme.",
        .cooperation
      ),
      (
        "Blast near American consulate in Peshawar kills four",
        "The US condemned the car bombing in Pakistan on Monday.", .support
      ),
      ("Pakistan backs Taliban raids, says US general", "", .dispute),
      ("FO terms US House text ill-informed", "Pakistan's Foreign Office issued it on Friday.", .dispute),
      ("US reaffirms concerns over Pakistan's rockets", "", .dispute),
      ("US reluctant on Pakistan's request for reactors", "", .dispute),
      ("US curtails staff travel in Pakistan", "", .sanction),
      ("US restricts staff movement in Pakistan", "", .statement),
      ("Musharraf and Bush: old comrades", "They go back a long way.", .analysis),
      ("US-Pakistan ties post-withdrawal: a new balance", "", .analysis),
    ])
  func actors(_ row: (String, String, Kind)) { #expect(classifier.assess(row.0, row.1).kind == row.2) }

  @Test(
    "a plan of the background is none of the event's",
    arguments: [
      ("US team to visit Pakistan as two sides seek to mend ties", "", Stage.confirmed),
      ("US commits to helping Pakistan's weavers", "", .confirmed),
      (
        "Obama's first meeting with Pakistan's Sharif in October",
        "President Obama will hold talks with Prime Minister Sharif at the White House.", .confirmed
      ),
    ])
  func stages(_ row: (String, String, Stage)) { #expect(classifier.assess(row.0, row.1).stage == row.2) }

  @Test("whose arrest is spoken of, and under whom ties soured, takes no part; who speaks does")
  func parts() {
    func names(_ title: String, _ summary: String) -> [String] {
      classifier.assess(title, summary).participants.map(\.name)
    }
    #expect(!names("US silent on the arrest of Imran Khan in Pakistan", "").contains("Imran Khan"))
    #expect(
      !names("US envoy in Pakistan", "Ties were strained under former Prime Minister Imran Khan.").contains(
        "Imran Khan"))
    #expect(
      names("US tariffs hit Pakistan", "Pakistan's Foreign Office is weighing the levies.")
        == ["Ministry of Foreign Affairs of Pakistan"])
    #expect(
      !names("US strike in Pakistan", "Four were killed, Pakistani military sources said.").contains("Pakistan Army"))
  }
}
