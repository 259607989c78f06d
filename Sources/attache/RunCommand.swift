import ArgumentParser
import HTTP
import Settings
import Watch

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs the daemon in the foreground.",
    discussion: """
      SIGTERM and SIGINT stop it cleanly; SIGHUP reads the configuration and the word lists again and reopens the logs.

      Example: attache run --config config/attache.yaml
      Example: attache run --once && attache alerts --since 1d
      """)

  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var lexicon: LexiconOptions

  @ArgumentParser.Flag(
    help:
      "Poll every enabled feed once, due or not, write and deliver what follows, and end: 0, or 1 if every feed failed."
  )
  var once = false

  func run() async throws {
    try await reportingFailures {
      BodyMemory.goesBackToTheSystem()
      let signals = Signals()
      if !once { await signals.listen(for: [.reload]) }
      let settings = try configuration.settings()
      let service = try Service(configuration, lexicon: lexicon.lexicon, settings: settings, once: once)
      guard once else { return try await service.run(signals) }
      let tally = try await service.once()
      Console.message(
        "\(tally.polled) feeds polled, \(tally.failed) failed; \(tally.items) new items, \(tally.alerts) alerts")
      if tally.storeFailed { throw CommandFailure(.inputOutput, "the store did not take everything") }
      if tally.polled > 0, tally.failed == tally.polled { throw CommandFailure(.someFailed, "every feed failed") }
    }
  }
}
