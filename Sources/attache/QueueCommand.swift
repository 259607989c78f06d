import ArgumentParser
import Delivery
import Glibc
import News
import Output
import Store

struct QueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "The durable queue: each consumer gets each alert at least once, in order.",
    discussion: """
      A consumer is made by its first use. It leases alerts, works on them, and acknowledges each by its `seq`; what it \
      does not acknowledge in time it gets again.

      Example: attache queue next --consumer desk --limit 10 |
                 while read -r alert; do
                   post "$alert" &&
                     attache queue ack --consumer desk "$(jq .seq <<<"$alert")"
                 done
      """,
    subcommands: [
      QueueNextCommand.self, QueueAckCommand.self, QueueReleaseCommand.self, QueueStatusCommand.self,
      QueueDeadCommand.self,
    ])
}

/// `--consumer`, which all but the overviews need.
struct ConsumerOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The consumer's name.", valueName: "name"))
  var consumer: String

  func validate() throws {
    guard (1...200).contains(consumer.utf8.count),
      consumer.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
    else { throw ValidationError("--consumer takes a name of 1 to 200 bytes without blanks") }
  }
}

struct QueueNextCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next",
    abstract:
      "Leases the next alerts to a consumer and prints each as a line of JSON; prints nothing when there is none.",
    discussion: """
      Example: attache queue next --consumer desk --limit 10 --lease 5m
      """)

  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var consumer: ConsumerOptions

  @Option(help: ArgumentHelp("How many at most.", valueName: "N"))
  var limit = 1

  @Option(help: ArgumentHelp("How long they are the consumer's alone.", valueName: "duration"))
  var lease = DurationArgument(seconds: 60)

  @Option(
    help: ArgumentHelp(
      "Where a new consumer begins: `now`, or (left out) with the oldest alert kept.", valueName: "now"))
  var from: Start?

  enum Start: String, ExpressibleByArgument { case now }

  func validate() throws {
    guard (1...10_000).contains(limit) else { throw ValidationError("--limit takes a number from 1 to 10000") }
    guard lease.seconds >= 1 else { throw ValidationError("--lease takes a duration from 1s up") }
  }

  func run() async throws {
    try await reportingFailures {
      let store = try OpenStore.forCommand(try configuration.settings())
      let alerts = try await asking {
        try await store.next(
          consumer: consumer.consumer, limit: limit, lease: lease.seconds, fromNow: from == .now, now: OpenStore.now())
      }
      for queued in alerts { Console.write(line: AlertJSON.encode(queued.alert)) }
    }
  }
}

struct QueueAckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ack", abstract: "Acknowledges alerts: the consumer is done with them.",
    discussion: """
      Exit status: 0 done; 65 for what the consumer does not hold, the others being acknowledged.

      Example: attache queue ack --consumer desk 412 413
      """)

  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var consumer: ConsumerOptions

  @Argument(help: ArgumentHelp("The alerts' numbers (`seq`).", valueName: "seq"))
  var seqs: [Int64]

  func run() async throws {
    try await reportingFailures {
      let store = try OpenStore.forCommand(try configuration.settings())
      try await asking { try await store.ack(consumer: consumer.consumer, seqs: seqs, now: OpenStore.now()) }
    }
  }
}

struct QueueReleaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Gives leased alerts back, to be handed out again at once.",
    discussion: "Example: attache queue release --consumer desk 412")

  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var consumer: ConsumerOptions

  @Argument(help: ArgumentHelp("The alerts' numbers (`seq`).", valueName: "seq"))
  var seqs: [Int64]

  func run() async throws {
    try await reportingFailures {
      let store = try OpenStore.forCommand(try configuration.settings())
      try await asking { try await store.release(consumer: consumer.consumer, seqs: seqs, now: OpenStore.now()) }
    }
  }
}

struct QueueStatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "How each consumer stands: backlog, oldest alert, leases, given up, pruned.",
    discussion: "Example: attache queue status --json | jq .oldest_age_seconds")

  @OptionGroup var configuration: ConfigurationOptions

  @Option(help: ArgumentHelp("Only this consumer.", valueName: "name"))
  var consumer: String?

  @ArgumentParser.Flag(help: "Print a JSON object a consumer.")
  var json = false

  func run() async throws {
    try await reportingFailures {
      let store = try OpenStore.forCommand(try configuration.settings())
      let now = OpenStore.now()
      let all = try await asking { try await store.queueStatus(now: now) }
      let chosen = all.filter { consumer == nil || $0.name == consumer }
      if json {
        for status in chosen { Console.write(line: encode(status, now)) }
        return
      }
      var table = Table(["CONSUMER", "BACKLOG", "OLDEST", "LEASED", "GIVEN UP", "PRUNED"], alignedRight: [1, 3, 4, 5])
      for status in chosen {
        table.add([
          VisibleText.escape(status.name), "\(status.backlog)", status.oldest.map { Ago.text($0, now) } ?? "-",
          "\(status.leased)", "\(status.dead)", "\(status.pruned)",
        ])
      }
      if chosen.isEmpty {
        Console.message("no consumers yet; the first `attache queue next --consumer NAME` makes one")
      }
      Console.write(Array(table.text(width: Terminal.columns(STDOUT_FILENO), colour: Console.usesColour).utf8))
    }
  }

  private func encode(_ status: ConsumerStatus, _ now: Timestamp) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("consumer", status.name)
    json.member("backlog", integer: status.backlog)
    json.member("oldest", status.oldest?.rfc3339)
    json.member("oldest_age_seconds", integer: status.oldest.map { max(0, now.seconds - $0.seconds) })
    json.member("leased", integer: status.leased)
    json.member("dead", integer: status.dead)
    json.member("pruned", integer: status.pruned)
    json.member("created", status.created.rfc3339)
    json.member("last_used", status.lastUsed.rfc3339)
    json.endObject()
    return json.bytes
  }
}

struct QueueDeadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dead", abstract: "The alerts that were given up after too many tries.",
    discussion: "Example: attache queue dead --consumer desk --json")

  @OptionGroup var configuration: ConfigurationOptions

  @Option(help: ArgumentHelp("Only of this consumer.", valueName: "name"))
  var consumer: String?

  @ArgumentParser.Flag(help: "Print a JSON object an alert.")
  var json = false

  func run() async throws {
    try await reportingFailures {
      let store = try OpenStore.forCommand(try configuration.settings())
      for dead in try await asking({ try await store.dead(consumer: consumer) }) {
        if json {
          Console.write(line: AlertJSON.encode(dead.alert))
        } else {
          let who = VisibleText.escape(dead.consumer)
          Console.write(
            Array("\(who) (\(dead.tries) tries, \(dead.since.rfc3339)): ".utf8) + AlertLine.encode(dead.alert))
        }
      }
    }
  }
}
