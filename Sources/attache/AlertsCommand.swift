import ArgumentParser
import Delivery
import Glibc
import News
import Output
import Settings
import Store

struct AlertsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts",
    abstract: "Prints the alerts in the store, oldest first, as lines of the alert log or as JSON.",
    discussion: """
      On a terminal each alert takes a few lines, with its age and in colour; into a pipe or a file go the lines of the \
      alert log.

      Example: attache alerts --since 7d --kind visit --kind sanction
      Example: attache alerts -f --json | jq .title
      """)

  @OptionGroup var configuration: ConfigurationOptions

  @Option(help: ArgumentHelp("Only those detected within this time.", valueName: "duration"))
  var since: DurationArgument?

  @Option(help: ArgumentHelp("Only this kind; may be repeated.", valueName: "kind"))
  var kind: [Kind] = []

  @Option(help: ArgumentHelp("Only this stage; may be repeated.", valueName: "stage"))
  var stage: [Stage] = []

  @Option(help: ArgumentHelp("Only with this topic; may be repeated.", valueName: "topic"))
  var topic: [Topic] = []

  @Option(help: ArgumentHelp("Only acts and words of this side: US or PK.", valueName: "side"))
  var side: Side?

  @Option(help: ArgumentHelp("Only with this score or more.", valueName: "0…1"))
  var minScore: Double?

  @Option(name: .customShort("n"), help: ArgumentHelp("Only the last N.", valueName: "N"))
  var last: Int?

  @ArgumentParser.Flag(
    name: .customShort("f"), help: "Go on, and print further alerts as they come; begins with the last 10.")
  var follow = false

  @ArgumentParser.Flag(help: "Print a JSON object an alert.")
  var json = false

  func validate() throws {
    if let last, last < 0 { throw ValidationError("-n takes a number from 0 up") }
    if let minScore, !(0...1).contains(minScore) { throw ValidationError("--min-score takes a number from 0 to 1") }
  }

  func run() async throws {
    try await reportingFailures {
      let store = try OpenStore.forCommand(try configuration.settings())
      var query = AlertQuery(
        since: since.map { OpenStore.now().adding(seconds: -$0.seconds) }, kinds: kind, stages: stage, topics: topic,
        side: side, minScore: minScore, last: last)
      if follow, last == nil, since == nil { query.last = 10 }
      // Read before the alerts, so that none that comes in between is passed over.
      query.after = 0
      var end = try await asking { try await store.lastSeq() }
      for alert in try await asking({ try await store.alerts(query) }) {
        print(alert)
        end = max(end, alert.seq)
      }
      query.last = nil
      query.since = nil
      while follow {
        try await Task.sleep(for: .milliseconds(300))
        let newest = try await asking { try await store.lastSeq() }
        guard newest > end else { continue }
        query.after = end
        for alert in try await asking({ try await store.alerts(query) }) where alert.seq <= newest { print(alert) }
        end = newest
      }
    }
  }

  private func print(_ alert: Alert) {
    if json {
      Console.write(AlertJSON.encode(alert) + [0x0A])
    } else if let width = Terminal.columns(STDOUT_FILENO) {
      let card = AlertCard(width: width, colour: Console.usesColour)
      Console.write(Array(card.text(alert, now: OpenStore.now()).utf8))
    } else {
      Console.write(AlertLine.encode(alert))
    }
  }
}
