import ArgumentParser
import News
import Output
import Settings
import Store

struct FeedsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feeds",
    abstract: "The feeds and their health.",
    discussion: "Example: attache feeds test https://www.dawn.com/feeds/home",
    subcommands: [
      FeedsListCommand.self, FeedsAddCommand.self, FeedsRemoveCommand.self, FeedsImportCommand.self,
      FeedsExportCommand.self, FeedsTestCommand.self,
    ],
    defaultSubcommand: FeedsListCommand.self)
}

struct FeedsListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Each feed: last success, next poll and why then, failures, items, alerts, last error.")

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
      var table = Table(
        ["FEED", "HEALTH", "LAST SUCCESS", "NEXT POLL", "ITEMS", "ALERTS", "WHY"], alignedRight: [4, 5])
      for feed in settings.feeds {
        let state = states[feed.source.url]
        if json {
          Console.write(line: encode(feed, state))
          continue
        }
        table.add([
          VisibleText.escape(feed.source.name, limit: 40), health(feed, state),
          state?.lastSuccess.map { Ago.text($0, now) } ?? "-",
          !feed.enabled ? "-" : state.map { Ago.text($0.nextDue, now) } ?? "at the start", "\(state?.items ?? 0)",
          "\(state?.alerts ?? 0)", VisibleText.escape(state?.lastError ?? state?.dueReason ?? "-"),
        ])
      }
      if !json { Console.write(Array(table.text(width: Console.width).utf8)) }
    }
  }

  private func health(_ feed: FeedEntry, _ state: FeedState?) -> String {
    if !feed.enabled { return "off" }
    guard let state, state.lastAttempt != nil else { return "new" }
    return state.failures > 0 ? "failing (\(state.failures))" : "healthy"
  }

  private func encode(_ feed: FeedEntry, _ state: FeedState?) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("name", feed.source.name)
    json.member("url", feed.source.url)
    json.member("enabled", boolean: feed.enabled)
    json.member("trust", feed.source.trust.rawValue)
    json.member("side", feed.source.side?.rawValue)
    json.member("health", health(feed, state).prefix { $0 != " " }.description)
    json.member("last_attempt", state?.lastAttempt?.rfc3339)
    json.member("last_success", state?.lastSuccess?.rfc3339)
    json.member("last_change", state?.lastChange?.rfc3339)
    json.member("next_poll", feed.enabled ? state?.nextDue.rfc3339 : nil)
    json.member("next_poll_reason", state?.dueReason)
    json.member("failures", integer: state?.failures ?? 0)
    json.member("failing_since", state?.failingSince?.rfc3339)
    json.member("last_error", state?.lastError)
    json.member("last_status", integer: state?.lastStatus)
    json.member("moved_to", state?.learnedURL)
    json.member("items", integer: state?.items ?? 0)
    json.member("alerts", integer: state?.alerts ?? 0)
    json.endObject()
    return json.bytes
  }
}
