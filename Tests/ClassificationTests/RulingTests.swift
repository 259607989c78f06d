import Classification
import News
import Testing

@Suite("Rulings on single shapes of titles")
struct RulingTests {
  private let classifier = ShippedLexicon.classifier

  @Test(
    "who calls, calls on, visits, is told",
    arguments: [
      ("US embassy team calls on Pakistan's interior minister", "", Kind.meeting),
      (
        "American consul's office",
        "US consul general called on the Minister for Interior of Pakistan to discuss visas.",
        .meeting
      ),
      ("US general calls his Pakistani counterpart, discusses border", "", .call),
      ("Pakistan's ambassador visits White House", "", .meeting),
      ("US delegation visits GHQ in Rawalpindi", "", .meeting),
      ("US envoy presents her credentials to Zardari in Pakistan", "", .meeting),
      ("Pakistan tells Americans to vacate desert base", "Islamabad gave Washington two weeks.", .request),
      ("Dar, Rubio stress need for restraint", "Ishaq Dar and Marco Rubio spoke by telephone on Monday.", .call),
      (
        "Secretary Rubio and Deputy Prime Minister Dar Before Their Meeting",
        "SECRETARY RUBIO: We welcome our friends from Pakistan.", .meeting
      ),
      ("Pakistan's army chief strengthens US ties in Pentagon talks", "", .meeting),
    ])
  func encounters(_ row: (String, String, Kind)) { #expect(classifier.assess(row.0, row.1).kind == row.2) }

  @Test(
    "what is said, and what is only denied",
    arguments: [
      ("US denies cutting aid to Pakistan", "", Kind.statement),
      ("US denies Pakistan visa for minister", "", .dispute),
      ("Pak-US ties rest on shared interests: Ishaq Dar", "", .statement),
      ("Arrest is Pakistan's internal matter: US", "The State Department said so in Washington.", .statement),
      ("US readout of Dar-Rubio call 'contrary to facts', says Pakistan", "", .dispute),
      ("Pakistan assembly resolution slams US raids", "", .dispute),
      ("Minorities in Pakistan forcibly converted: US congressman", "", .dispute),
      ("White House attacks Pakistan over Taliban havens", "", .dispute),
      ("US orders consulate staff to leave Pakistan", "", .statement),
      ("Grenell hits out at Pakistan's defence minister", "", .dispute),
      ("Pakistan has no objection to US listing of group, says Dar", "", .support),
    ])
  func words(_ row: (String, String, Kind)) { #expect(classifier.assess(row.0, row.1).kind == row.2) }

  @Test(
    "help and penalties by their objects",
    arguments: [
      ("US extends support to Pakistan's flood victims", Kind.aid),
      ("US gives Pakistan police forensic equipment", .aid), ("USAID enhances assistance to Pakistan", .aid),
      ("Pentagon requests $900m for Pakistan", .aid), ("US to review military aid to Pakistan", .sanction),
      ("US Treasury targets Pakistan-based terror groups", .sanction),
      ("US Senate approves Baker as new ambassador to Pakistan", .statement),
      ("Pakistan hands over suspected bomber to US", .cooperation),
      ("US deports 40 Pakistanis", .dispute),
    ])
  func objects(_ pair: (String, Kind)) { #expect(classifier.assess(pair.0).kind == pair.1) }

  @Test(
    "near misses",
    arguments: [
      (
        "'Blow to our diplomacy': Congress on Trump-Munir lunch",
        "NEW DELHI: The Congress on Friday attacked the Modi government after the lunch in Washington."
      ),
      ("Respect Pakistan's rights, China tells US", "A spokesman in Beijing said so on Friday."),
      (
        "Taliban minister, US envoy to meet in Islamabad", "Amir Khan Muttaqi will attend talks on Afghanistan."
      ),
      ("US Ambassador meets Prime Minister Sheikh Hasina in Dhaka", "They talked about trade with Bangladesh."),
      (
        "Appeal of doctor who tracked bin Laden adjourned",
        "A court put off the case of Shakil Afridi, who helped the CIA."
      ),
    ])
  func nearMisses(_ pair: (String, String)) { #expect(!classifier.assess(pair.0, pair.1).relevant) }

  @Test(
    "still about the two",
    arguments: [
      (
        "$90m US-India radar deal draws criticism from Pakistan",
        "The United States approved the sale to New Delhi; Islamabad's foreign ministry voiced concern."
      ),
      (
        "A question of trust",
        "Trust between Pakistan and the United States has fallen to its lowest point, and the dialogue has stalled."
      ),
      (
        "Pakistan tells NATO to leave air base",
        "Islamabad set fifteen days after the border attack. Washington pledges support for an inquiry."
      ),
    ])
  func relevant(_ pair: (String, String)) { #expect(classifier.assess(pair.0, pair.1).relevant) }

  @Test(
    "an Urdu title that ends with whose word it is, and what kind of word",
    arguments: [
      ("شدت پسندوں کے خلاف کارروائی کریں، امریکا کا پاکستان سے مطالبہ", Kind.request),
      ("ٹھکانوں پر حملہ کر سکتے ہیں، پاکستان کو امریکا کا انتباہ", .dispute),
      ("انتخابات کا نتیجہ پاکستان کے عوام نے طے کرنا ہے: ترجمان امریکی محکمہ خارجہ", .statement),
    ])
  func urduHeads(_ title: String, _ kind: Kind) { #expect(classifier.assess(title).kind == kind) }

  @Test("a doctor or a contractor is what the two talk about, and takes no part")
  func privates() {
    let names = classifier.assess(
      "US presses Pakistan to free Shakil Afridi", "The State Department on Friday again asked for his release."
    ).participants.map(\.name)
    #expect(!names.contains("Shakil Afridi"))
    #expect(names.contains("US Department of State"))
  }

  @Test("an institution's listing, its spokesperson's word and what goes through it are its acts")
  func institutions() {
    for text in [
      "Pakistan rejected the State Department's designation of the group.",
      "Pakistan is a partner, said a spokesperson for the State Department.",
      "The State Department on Monday firmly rejected Pakistan's charge.",
    ] {
      #expect(
        classifier.assess("US and Pakistan", text).participants.contains { $0.name == "US Department of State" },
        "\(text)")
    }
  }
}
