import ArgumentParser
import Delivery
import News
import Store
import Watch

struct DeliverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deliver",
    abstract: "Runs a command for each alert, with the alert's JSON on its standard input.",
    discussion: """
      Exit status 0 of the command acknowledges the alert; anything else is tried again with back-off. Goes on until \
      SIGTERM or SIGINT, or, with --once, until nothing is waiting.

      Example: attache deliver --consumer desk -- /usr/local/bin/post-alert --room desk
      """)

  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var consumer: ConsumerOptions

  @Option(
    help: ArgumentHelp(
      "Where a new consumer begins: `now`, or (left out) with the oldest alert kept.", valueName: "now"))
  var from: QueueNextCommand.Start?

  @Option(help: ArgumentHelp("How long the command may take for one alert.", valueName: "duration"))
  var timeout = DurationArgument(seconds: 30)

  @ArgumentParser.Flag(help: "End when nothing is waiting; exit status 1 if an alert could not be delivered.")
  var once = false

  @Argument(parsing: .postTerminator, help: ArgumentHelp("The program and its arguments.", valueName: "command"))
  var command: [String]

  func validate() throws {
    guard !command.isEmpty else { throw ValidationError("name the command behind `--`") }
    guard timeout.seconds >= 1 else { throw ValidationError("--timeout takes a duration from 1s up") }
  }

  func run() async throws {
    try await reportingFailures {
      let store = try OpenStore.forCommand(try configuration.settings())
      let delivery = ConsumerDelivery(
        consumer: consumer.consumer, command: Command(command, timeout: timeout.seconds), store: store,
        now: { Clock.system.wall() })
      let signals = Signals()
      await signals.listen()
      let work = Task { try await deliver(delivery) }
      let watch = Task {
        for await signal in signals.stream where signal == .stop { work.cancel() }
      }
      defer { watch.cancel() }
      let failed = try await work.value
      if failed { throw CommandFailure(.someFailed, "some alert could not be delivered") }
    }
  }

  /// Whether some alert could not be delivered.
  private func deliver(_ delivery: ConsumerDelivery) async throws -> Bool {
    var isFirst = true
    var failed = false
    while !Task.isCancelled {
      let step = try await asking { try await delivery.step(fromNow: isFirst && from == .now) }
      isFirst = false
      switch step {
      case .told: continue
      case .interrupted: return failed
      case .cannotStart(let failure): throw CommandFailure(.unavailable, "\(failure)")
      case .failed(let seq, let tries, let failure, let retryAfter):
        failed = true
        Console.message("alert #\(seq), try \(tries): \(failure); again in \(retryAfter) s")
      case .idle:
        if once { return failed }
        try? await Task.sleep(for: .milliseconds(500))
      }
    }
    return failed
  }
}
