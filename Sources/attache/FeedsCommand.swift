import ArgumentParser
import Glibc
import News
import Output
import Settings
import Store

struct FeedsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feeds",
    abstract: "The feeds and their health.",
    discussion: """
      Example: attache feeds
      Example: attache feeds test https://www.dawn.com/feeds/home
      """,
    subcommands: [
      FeedsListCommand.self, FeedsAddCommand.self, FeedsRemoveCommand.self, FeedsImportCommand.self,
      FeedsExportCommand.self, FeedsTestCommand.self,
    ],
    defaultSubcommand: FeedsListCommand.self)
}

struct FeedsListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Each feed: last success, next poll and why then, failures, items, alerts, last error.",
    discussion: "Example: attache feeds list --json | jq -r 'select(.health == \"failing\").name'")

  @OptionGroup var configuration: ConfigurationOptions

  @ArgumentParser.Flag(help: "Print a JSON object a feed.")
  var json = false

  func run() async throws {
    try await reportingFailures {
      let settings = try configuration.settings()
      let now = OpenStore.now()
      var states: [String: FeedState] = [:]
      do {
        let store = try OpenStore.forCommand(settings)
        let all = try await asking { try await store.feedStates() }
        states = Dictionary(all.map { ($0.url, $0) }, uniquingKeysWith: { first, _ in first })
      } catch let failure as CommandFailure where failure.status == .unavailable {
        Console.message(failure.message)
      }
      if json {
        for feed in settings.feeds { Console.write(line: encode(feed, states[feed.source.url])) }
      } else {
        let table = FeedsTable(width: Terminal.columns(STDOUT_FILENO), colour: Console.usesColour)
        Console.write(Array(table.text(settings.feeds, states, now: now).utf8))
      }
    }
  }

  private func encode(_ feed: FeedEntry, _ state: FeedState?) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("name", feed.source.name)
    json.member("url", feed.source.url)
    json.member("enabled", boolean: feed.enabled)
    json.member("trust", feed.source.trust.rawValue)
    json.member("side", feed.source.side?.rawValue)
    json.member("health", FeedsTable.health(feed, state).rawValue)
    json.member("last_attempt", state?.lastAttempt?.rfc3339)
    json.member("last_success", state?.lastSuccess?.rfc3339)
    json.member("last_change", state?.lastChange?.rfc3339)
    json.member("next_poll", feed.enabled ? state?.nextDue.rfc3339 : nil)
    json.member("next_poll_reason", state?.dueReason)
    json.member("failures", integer: state?.failures ?? 0)
    json.member("failing_since", state?.failingSince?.rfc3339)
    json.member("last_error", state?.lastError)
    json.member("concern_kind", state?.concern?.kind.rawValue)
    json.member("concern", state?.concern?.words)
    json.member("concern_since", state?.concern?.since.rfc3339)
    json.member("last_activity", state?.lastActivity?.rfc3339)
    json.member("last_status", integer: state?.lastStatus)
    json.member("moved_to", state?.learnedURL)
    json.member("items", integer: state?.items ?? 0)
    json.member("alerts", integer: state?.alerts ?? 0)
    json.endObject()
    return json.bytes
  }
}
