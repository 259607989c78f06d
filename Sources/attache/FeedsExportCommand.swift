import ArgumentParser
import Feeds
import HTTP
import News
import Settings

struct FeedsExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Prints the enabled feeds as OPML 2.0, for other readers.",
    discussion: """
      Users and passwords in addresses are left out.

      Example: attache feeds export > feeds.opml
      """)

  @OptionGroup var configuration: ConfigurationOptions

  func run() async throws {
    try await reportingFailures {
      let feeds = try configuration.settings().feeds.filter(\.enabled)
      let list = SubscriptionList(
        feeds.map { SubscriptionList.Subscription(address: withoutCredentials($0.source.url), title: $0.source.name) })
      Console.write(list.opml(title: "Feeds of Attaché"))
      for feed in feeds where withoutCredentials(feed.source.url) != feed.source.url && feed.source.url.contains("@") {
        Console.message("\(feed.source.name): exported without the user and password in its address")
      }
    }
  }
}
