import News
import Testing

@testable import attache

@Suite struct TerminalTextTests {
  @Test func aTextIsCutByColumnsNotByBytes() {
    #expect(TextColumns.cut("Pakistan", to: 8) == "Pakistan")
    #expect(TextColumns.cut("Pakistan", to: 5) == "Paki…")
    #expect(TextColumns.cut("a b", to: 2) == "a…")
    #expect(TextColumns.cut("中国新闻", to: 5) == "中国…")
    #expect(TextColumns.width("پاکستان") == 7)
    #expect(TextColumns.cut("x", to: 0) == "")
  }

  @Test func aTextIsWrappedAtItsBlanks() {
    #expect(TextColumns.wrap("one two three", to: 7) == ["one two", "three"])
    #expect(TextColumns.wrap("https://example.org/long x", to: 10) == ["https://example.org/long", "x"])
    #expect(TextColumns.wrap("", to: 10) == [])
  }

  @Test(arguments: [40, 60, 80, 140])
  func aTableFitsTheTerminal(width: Int) {
    var table = Table(["FEED", "N", "WHY"], alignedRight: [1], flexible: (column: 0, atLeast: 8))
    table.add(
      ["State Department, South and Central Asia", "12", "its interval of 5m held to min_interval, and more words"],
      below: "the server answered 404 (not found): check the feed's address, or look for another one")
    table.add(["Dawn", "3", "the default interval"])
    let lines = table.text(width: width).split(separator: "\n")
    #expect(lines.allSatisfy { TextColumns.width($0) <= width })
    #expect(lines.count >= 4)
  }

  @Test func withoutATerminalATableIsWhole() {
    var table = Table(["FEED", "WHY"], flexible: (column: 0, atLeast: 8))
    table.add([String(repeating: "n", count: 90), String(repeating: "w", count: 200)])
    #expect(table.text(width: nil).contains(String(repeating: "w", count: 200)))
  }

  @Test func coloursAreUsedOnlyWhereWanted() {
    #expect(Colour.paint("x", [.bold, .red], if: true) == "\u{1B}[1;31mx\u{1B}[0m")
    #expect(Colour.paint("x", [.bold], if: false) == "x")
  }

  @Test(arguments: [
    (["statsu"], "attache status"), (["feeds", "lst"], "attache feeds list"),
    (["queue", "nxt", "--consumer", "x"], "attache queue next"), (["help", "feeds", "tets"], "attache feeds test"),
  ])
  func aMistypedCommandIsGuessed(arguments: [String], meant: String) {
    #expect(Subcommands.mistake(in: arguments)?.hasSuffix("did you mean `\(meant)`?") == true)
  }

  @Test(arguments: [
    [], ["status"], ["feeds"], ["feeds", "--json"], ["feeds", "test", "statsu"], ["--version"], ["help"],
  ])
  func whatIsTypedRightIsLeftAlone(arguments: [String]) { #expect(Subcommands.mistake(in: arguments) == nil) }

  @Test func aWordThatIsNearNothingIsPointedToTheHelp() {
    #expect(Subcommands.mistake(in: ["frobnicate"])?.contains("`attache --help`") == true)
  }

  @Test func anAlertAtATerminalFitsItAndNothingInItBreaksOut() {
    var assessment = Assessment()
    assessment.kind = .visit
    assessment.stage = .ongoing
    assessment.score = 0.97
    assessment.flags = [.noDate]
    let alert = Alert(
      id: "a", seq: 412, detectedAt: Timestamp(seconds: 1_795_800_000), publishedAt: nil, reason: .newEvent,
      changes: AlertChanges(), title: "Blinken arrives in Islamabad\u{1B}[2J for talks on counterterrorism and trade",
      link: "https://dawn.example/1", summary: nil, source: Source(name: "Dawn", url: "https://dawn.example/feed"),
      assessment: assessment,
      story: StorySummary(
        id: "s", items: 1, sources: ["Dawn", "Geo"], origins: 1, firstSeen: Timestamp(seconds: 1_795_800_000),
        official: [], history: []))
    let now = Timestamp(seconds: 1_795_800_180)
    let text = AlertCard(width: 60, colour: false).text(alert, now: now)
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "#412     3m ago  NEW       visit/ongoing          -      0.97  THIN")
    #expect(lines.dropFirst().allSatisfy { TextColumns.width($0) <= 60 && $0.hasPrefix("       ") })
    #expect(text.contains("\\u001B[2J"))
    #expect(text.contains("Dawn, +1 · 2026-11-27T"))
    #expect(!text.utf8.contains(0x1B))
    #expect(AlertCard(width: 60, colour: true).text(alert, now: now).contains("\u{1B}[1;32mNEW"))
  }
}
