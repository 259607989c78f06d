import Classification
import News
import Testing

@Suite("What does not happen, and what is only said of it")
struct NegationTests {
  private let classifier = ShippedLexicon.classifier

  @Test(
    "a verb that is denied says the contrary",
    arguments: [
      ("Biden has not phoned Pakistan's prime minister yet, says adviser", Kind.dispute),
      ("US won't release aid to Pakistan", .dispute),
      ("Kerry refuses to withhold aid for Pakistan", .statement),
      ("No intention of answering US tariffs, says Aurangzeb", .statement),
    ])
  func denied(_ pair: (String, Kind)) { #expect(classifier.assess(pair.0).kind == pair.1) }

  @Test(
    "pledges, warnings, lists and votes are what they lead to",
    arguments: [
      ("US vows to work with Pakistan on security", Kind.support, Stage.concluded),
      ("Washington ready to work with Islamabad on water", .support, .concluded),
      ("US warns Pakistan to rein in militants", .request, .concluded),
      ("US warns Pakistan of new visa curbs", .sanction, .planned),
      ("US adds nine Pakistani firms to export control list", .sanction, .concluded),
      ("US blacklists Pakistan over religious freedom", .dispute, .concluded),
      ("US Congress votes to cut aid to Pakistan", .sanction, .concluded),
      ("Bill in US Congress seeks to declare Pakistan a terrorist state", .sanction, .planned),
      ("US ends scholarship programme for Pakistan", .sanction, .concluded),
      ("Rohrabacher: Cut aid to Pakistan", .request, .concluded),
    ])
  func pledged(_ row: (String, Kind, Stage)) {
    let found = classifier.assess(row.0)
    #expect(found.kind == row.1)
    #expect(found.stage == row.2)
  }

  @Test(
    "who is sent travels, who is welcomed meets, who assures has spoken",
    arguments: [
      ("Bush sending Rumsfeld to Pakistan", "", Kind.visit), ("Clinton welcomes Rehman to Washington", "", .meeting),
      ("US envoy pays farewell call on Pakistan PM", "", .meeting), ("Kerry opens talks in Islamabad", "", .meeting),
      ("Pakistan assures US of action on militants", "Khan and Pompeo spoke by telephone on Friday.", .call),
      ("Pakistan hands over al-Qaeda suspect to US", "", .cooperation),
      ("Pakistan conveys anger to US over raid", "", .dispute), ("Pakistan condemns US attacks on Iran", "", .dispute),
    ])
  func moved(_ row: (String, String, Kind)) { #expect(classifier.assess(row.0, row.1).kind == row.2) }

  @Test(
    "a view that nobody is said to hold is the writer's own",
    arguments: [
      (
        "Washington must rethink its Pakistan policy",
        "The alliance has outlived its use, and neither capital is honest about it.", Kind.analysis
      ),
      ("US must respect Pakistan's sovereignty, says Khar", "The foreign minister spoke in Islamabad.", .request),
      ("Pak-US ties: What to make of the reset", "", .analysis),
    ])
  func views(_ row: (String, String, Kind)) { #expect(classifier.assess(row.0, row.1).kind == row.2) }

  @Test(
    "go-betweens and joint appeals are about the two, errands and parties are not",
    arguments: [
      ("Iran sends response to US proposal via mediator Pakistan", "", true),
      ("India, US urge Pakistan to act against militants", "", true),
      (
        "Pakistan's finance minister heads to US for IMF meetings",
        "He will attend the spring meetings of the lender in Washington.", false
      ),
      (
        "Helicopter crashes near Skardu, killing six",
        "The American-made machine came down in fog in northern Pakistan, police said.", false
      ),
      (
        "Congress seeks debate on strikes in Pakistan",
        "NEW DELHI: The party asked Prime Minister Modi to speak in the house.", false
      ),
    ])
  func sides(_ row: (String, String, Bool)) { #expect(classifier.assess(row.0, row.1).relevant == row.2) }
}
