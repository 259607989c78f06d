import ArgumentParser
import Feeds
import HTTP
import News
import Output
import Settings

struct FeedsAddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Finds the feed behind an address and adds it to the configuration, whose comments stay.",
    discussion: """
      The address may be the feed's own or a page's, whose feeds are then looked for. Where a page has several, they are \
      printed and none is added: give the address of one of them, or --first.

      Exit status: 0 added; 64 several feeds, or there already; 65 no feed; 69 out of reach.

      Example: attache feeds add https://www.dawn.com/ --first --interval 5m
      """)

  @OptionGroup var configuration: ConfigurationOptions

  @Option(help: ArgumentHelp("The feed's name (default: its title, made unique).", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("How often to poll it, such as `5m`; a written interval is kept.", valueName: "duration"))
  var interval: DurationArgument?

  @Option(help: ArgumentHelp("How far its word goes.", valueName: "trust"))
  var trust = Trust.outlet

  @Option(help: ArgumentHelp("With `official`: whose word it is.", valueName: "side"))
  var side: Side?

  @Option(help: ArgumentHelp("The language that it is in, such as `en` or `ur`.", valueName: "tag"))
  var language: String?

  @ArgumentParser.Flag(help: "Of several feeds take the first.")
  var first = false

  @ArgumentParser.Flag(help: "Print a JSON object a feed found.")
  var json = false

  @Argument(help: ArgumentHelp("The address of a feed or a page; without a scheme it is https.", valueName: "url"))
  var url: String

  func validate() throws {
    // A name is not known yet where none is given.
    if let problem = FeedListEditor.problem(with: entry(name: name ?? "-", url: address)) {
      throw ValidationError(problem)
    }
  }

  private var address: String { url.contains("://") ? url : "https://\(url)" }

  func run() async throws {
    try await reportingFailures {
      let settings = try configuration.settings()
      try refuseKnown([address], settings.feeds)
      if let name, settings.feeds.contains(where: { $0.source.name == name }) {
        throw CommandFailure(.usage, "there is a feed `\(name)` already; names must differ")
      }
      let search = FeedSearch(settings: settings)
      let found = try await search.feeds(behind: address)
      await search.stop()
      guard let chosen = found.first, first || found.count == 1 else {
        for feed in found { show(feed, added: nil, settings.feeds) }
        throw CommandFailure(
          .usage, "\(found.count) feeds were found; add one by its address, or the first of them with --first")
      }
      let (added, warnings) = try ConfigurationFile.edit(configuration.path) { editor throws(CommandFailure) in
        // The file may have changed during the search.
        try refuseKnown([chosen.address, chosen.finalAddress], editor.settings.feeds)
        let entry = entry(name: name ?? uniqueName(chosen, editor.settings.feeds), url: chosen.address)
        do throws(FeedListFailure) {
          try editor.add([FeedGroup(feeds: [entry])])
        } catch {
          throw CommandFailure(error)
        }
        let line = editor.settings.feeds.last?.line ?? 0
        return (entry, editor.settings.warnings.filter { $0.line >= line })
      }
      show(chosen, added: added.source.name, settings.feeds)
      for warning in warnings { Console.message("warning: \(warning)") }
      Console.message("added to \(configuration.path); \(Self.reload)")
    }
  }

  /// What is left to do after a change.
  static let reload = "a running daemon takes it over with `systemctl reload attache` (SIGHUP)"

  private func entry(name: String, url: String) -> FeedEntry {
    FeedEntry(
      source: Source(name: name, url: url, trust: trust, side: side, language: language?.lowercased()),
      interval: interval?.seconds)
  }

  private func uniqueName(_ found: FeedSearch.Found, _ feeds: [FeedEntry]) -> String {
    FeedName.unique(
      title: found.feed.title, host: FeedDiscovery.host(of: found.address) ?? "",
      taken: Set(feeds.map(\.source.name)))
  }

  /// The feed of the configuration that `found` is.
  private func known(_ found: FeedSearch.Found, _ feeds: [FeedEntry]) -> FeedEntry? {
    feeds.entry(of: found.address) ?? feeds.entry(of: found.finalAddress)
  }

  private func refuseKnown(_ addresses: [String], _ feeds: [FeedEntry]) throws(CommandFailure) {
    for address in addresses {
      if let entry = feeds.entry(of: address) {
        throw CommandFailure(
          .usage, "\(withoutCredentials(address)): is there already as `\(entry.source.name)`, line \(entry.line)")
      }
    }
  }

  private func show(_ found: FeedSearch.Found, added: String?, _ feeds: [FeedEntry]) {
    let known = known(found, feeds)
    guard json else {
      var lines = found.description()
      if let known { lines.append("  there already as `\(VisibleText.escape(known.source.name))`") }
      if let added { lines.append("  added as `\(VisibleText.escape(added))`") }
      for line in lines { Console.print(line) }
      return
    }
    var line = JSONWriter()
    line.beginObject()
    line.member("url", withoutCredentials(found.address))
    line.member("final_url", withoutCredentials(found.finalAddress))
    line.member("format", found.feed.format.rawValue)
    line.member("title", found.feed.title)
    line.member("items", integer: found.feed.items.count)
    line.member("newest", found.newest?.rfc3339)
    line.member("name", added ?? known?.source.name)
    line.member("added", boolean: added != nil)
    line.member("known", boolean: known != nil)
    line.endObject()
    Console.write(line: line.bytes)
  }
}

extension [FeedEntry] {
  /// The feed at an address, however that is spelt.
  func entry(of address: String) -> FeedEntry? {
    let own = FeedAddress.canonical(address)
    return first { $0.source.url == address || own != nil && FeedAddress.canonical($0.source.url) == own }
  }
}
