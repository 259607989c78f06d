import ArgumentParser
import Classification
import Feeds
import HTTP
import Isolation
import News
import Output
import Settings

struct FeedsTestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Fetches an address once, reads it as the daemon would, and says what it found.",
    discussion: """
      Exit status: 0 it is a feed; 65 it is none; 69 it is out of reach.

      Example: attache feeds test https://www.dawn.com/feeds/home
      """)

  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var lexicon: LexiconOptions

  @ArgumentParser.Flag(help: "Print one JSON object.")
  var json = false

  @Argument(help: ArgumentHelp("The feed's address.", valueName: "url"))
  var url: String

  func run() async throws {
    try await reportingFailures {
      let settings = try configuration.settingsIfAny() ?? Settings()
      let transfers = Transfers(settings: settings.transferSettings, queue: SerialQueue(label: "attache.io"))
      let response: Response
      do {
        response = try await Progress().showing { [address = withoutCredentials(url)] progress in
          "asking \(address): \(progress.seconds) s of \(settings.network.timeout) s at most"
        } while: {
          try await transfers.fetch(Request(url: url))
        }
      } catch let failure {
        throw CommandFailure(.unavailable, "\(withoutCredentials(url)): \(failure)")
      }
      await transfers.stop()
      guard (200...299).contains(response.status) else {
        throw CommandFailure(.unavailable, "\(withoutCredentials(url)): the server answered \(response.status)")
      }
      let feed: Feed
      do throws(FeedFailure) {
        feed = try FeedParser().parse(response.body, contentType: response.contentType, address: response.finalURL)
      } catch {
        throw CommandFailure(.badData, "\(withoutCredentials(url)): \(error.description)")
      }
      let progress = Progress()
      defer { progress.end() }
      let folder = try LexiconFolder.find(
        option: lexicon.lexicon, settings: settings, configuration: configuration.path)
      let classifier = Classifier(lexicon: try folder.load())
      let relevant = feed.items.enumerated().filter { index, item in
        progress.update("\(index) of \(feed.items.count) items judged")
        return classifier.assess(title: item.title, summary: item.summary, published: item.time, source: nil).relevant
      }.map(\.element)
      progress.end()
      Console.write(json ? encode(feed, response, relevant) : Array(describe(feed, response, relevant).utf8))
    }
  }

  private func describe(_ feed: Feed, _ response: Response, _ relevant: [Item]) -> String {
    var lines = ["\(feed.format.rawValue): \(VisibleText.escape(feed.title ?? "without a title"))"]
    if !response.redirects.isEmpty { lines.append("redirected to \(withoutCredentials(response.finalURL))") }
    let newest = feed.items.compactMap(\.time).max()
    lines.append(
      "\(feed.items.count) items" + (newest.map { ", the newest from \($0.rfc3339)" } ?? ", none with a date")
        + "; \(relevant.count) about US–Pakistan relations")
    lines += relevant.prefix(5).map { "  \(VisibleText.escape($0.title ?? "-"))" }
    let validators = [response.etag.map { _ in "ETag" }, response.lastModified.map { _ in "Last-Modified" }]
    let named = validators.compactMap { $0 }
    lines.append(
      named.isEmpty
        ? "the server sends no ETag or Last-Modified: the whole feed is fetched at each poll"
        : "the server sends \(named.joined(separator: " and "))")
    lines += feed.warnings.prefix(10).map { "warning: \(VisibleText.escape($0))" }
    return lines.joined(separator: "\n") + "\n"
  }

  private func encode(_ feed: Feed, _ response: Response, _ relevant: [Item]) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("url", withoutCredentials(url))
    json.member("final_url", withoutCredentials(response.finalURL))
    json.member("status", integer: response.status)
    json.member("format", feed.format.rawValue)
    json.member("title", feed.title)
    json.member("items", integer: feed.items.count)
    json.member("newest", feed.items.compactMap(\.time).max()?.rfc3339)
    json.member("relevant", integer: relevant.count)
    json.member("etag", boolean: response.etag != nil)
    json.member("last_modified", boolean: response.lastModified != nil)
    json.member("warnings", feed.warnings)
    json.endObject()
    return json.bytes + [0x0A]
  }
}
