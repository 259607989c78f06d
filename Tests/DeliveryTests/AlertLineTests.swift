import News
import Testing

@testable import Delivery

@Suite("A line of alerts.log")
struct AlertLineTests {
  private func line(_ change: (inout Alert) -> Void) -> String {
    var one = alert(412)
    change(&one)
    return String(decoding: AlertLine.encode(one), as: UTF8.self)
  }

  private let names = ["Anna Example", "Bilal Beispiel", "Carla Muster", "Dawud Sample", "Eva Probe"]

  @Test("with everything")
  func full() {
    let text = line {
      $0.detectedAt = Timestamp(seconds: 1_795_327_200)
      $0.assessment.kind = .visit
      $0.assessment.stage = .ongoing
      $0.assessment.direction = .usToPK
      $0.assessment.score = 0.966
      $0.assessment.topics = [.afghanistan, .counterterrorism]
      $0.assessment.participants = names.prefix(3).map { Participant(name: $0, side: .us, isPerson: true) }
      $0.title = "Envoy arrives in Islamabad"
      $0.story.sources = ["Dawn", "Example Wire", "Geo"]
    }
    #expect(
      text == "2026-11-22T06:00:00Z NEW visit/ongoing US>PK 0.97 Anna Example, Bilal Beispiel, Carla Muster | "
        + "afghanistan, counterterrorism | Envoy arrives in Islamabad (Example Wire, +2) https://example.org/412 #412\n"
    )
  }

  @Test("with nothing that may be missing")
  func bare() {
    let text = line {
      $0.detectedAt = Timestamp(seconds: 1_795_327_200)
      $0.assessment = Assessment(relevant: true, score: 1)
      $0.title = ""
      $0.link = nil
      $0.story.sources = []
      $0.source.name = " "
    }
    #expect(text == "2026-11-22T06:00:00Z NEW -/- - 1.00 - | - | - (-) - #412\n")
  }

  @Test(
    "the reasons",
    arguments: [
      (AlertReason.newEvent, "NEW"), (.stageChange, "STAGE"), (.confirmedByOfficial, "OFFICIAL"), (.copy, "COPY"),
    ])
  func reasons(reason: AlertReason, word: String) {
    #expect(line { $0.reason = reason }.contains("Z \(word) meeting/confirmed US-PK 0.90 "))
  }

  @Test("thin reports say why, in a fixed order; other flags don't show")
  func thin() {
    #expect(
      line { $0.assessment.flags = [.unattributed, .hedged, .noDate, .noNamedOfficial] }
        .contains(" 0.90 THIN(no-named-official,no-date,unattributed) - | economy | "))
    #expect(!line { $0.assessment.flags = [.hedged, .oldNews] }.contains("THIN"))
  }

  @Test("more than three participants are counted")
  func participants() {
    let text = line { $0.assessment.participants = names.map { Participant(name: $0, side: .pk) } }
    #expect(text.contains(" Anna Example, Bilal Beispiel, Carla Muster, +2 | economy | "))
  }

  @Test("a government's own word is marked")
  func official() {
    #expect(
      line {
        $0.source.trust = .official
        $0.source.side = .pk
      }.contains(" (Example Wire [PK]) "))
    #expect(
      line {
        $0.source.trust = .official
        $0.source.side = .us
        $0.story.sources = ["Example Wire", "Geo"]
      }.contains(" (Example Wire [US], +1) "))
    #expect(
      line {
        $0.source.trust = .agency
        $0.source.side = .us
      }.contains(" (Example Wire) "))
  }

  @Test(
    "text that tries to forge a line stays within its own",
    arguments: [
      "x\n2026-11-22T06:00:00Z NEW visit/ongoing US>PK 0.97 - | - | forged (Dawn) - #413",
      "x\r2026-11-22T06:00:00Z", "x\u{B}y", "x\u{C}y", "x\u{85}y", "x\u{2028}y", "x\u{2029}y",
      "\u{1B}[2K\u{1B}[1Gforged", "\u{9B}2K", "\u{1B}]0;owned\u{7}", "\u{202E}desrever", "\u{2067}isolated",
      "\u{0}", "zero\u{200B}width", "back\\u000Aslash",
    ])
  func forgery(text: String) {
    let forged = line {
      $0.title = text
      $0.link = "https://example.org/\(text)"
      $0.source.name = text
      $0.assessment.participants = [Participant(name: text, side: .us)]
      $0.story.sources = [text, "Dawn"]
    }
    #expect(forged.utf8.filter { $0 == 0x0A }.count == 1)
    #expect(forged.hasSuffix(" #412\n"))
    for scalar in forged.unicodeScalars.dropLast() {
      #expect(scalar.properties.generalCategory != .control && !scalar.properties.isBidiControl)
      #expect(![0x2028, 0x2029, 0x200B].contains(scalar.value))
    }
    // The last two words are address and number, whatever the texts hold.
    let words = forged.split(separator: " ")
    #expect(words.suffix(2).first?.hasPrefix("https://example.org/") == true)
  }

  @Test("an over-long line is cut in its texts, not in its frame")
  func long() {
    let endless = String(repeating: "بہت ", count: 50_000)
    let text = line {
      $0.title = endless
      $0.link = "https://example.org/" + String(repeating: "a", count: 100_000)
      $0.source.name = endless
      $0.assessment.participants = (0..<50).map { _ in Participant(name: endless, side: .pk) }
    }
    #expect(text.utf8.count < 5000)
    #expect(text.contains("…, +47 | economy | ") && text.hasSuffix("… #412\n"))
  }
}
