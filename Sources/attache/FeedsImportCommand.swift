import ArgumentParser
import Feeds
import HTTP
import News
import Output
import Settings

struct FeedsImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Adds the feeds of an OPML file to the configuration, whose comments stay.",
    discussion: """
      Folders become comments. Feeds that are there already are skipped; addresses that are neither http nor https, such as \
      commands of other readers, are refused. Nothing is fetched, and nothing in the file is run.

      Exit status: 0 done; 1 some were refused; 65 no OPML, or without a feed.

      Example: attache feeds import subscriptions.opml
      """)

  @OptionGroup var configuration: ConfigurationOptions

  @ArgumentParser.Flag(help: "Print a JSON object a feed of the file.")
  var json = false

  @Argument(help: ArgumentHelp("The OPML file; `-` is standard input.", valueName: "opml"))
  var file: String

  private struct Outcome {
    enum Status: String { case added, known, refused }
    var subscription: SubscriptionList.Subscription
    var status: Status
    var name: String?
    var reason: String?
  }

  func run() async throws {
    try await reportingFailures {
      let progress = Progress()
      defer { progress.end() }
      let list: SubscriptionList
      do {
        list = try SubscriptionList(opml: try InputFile.read(file))
      } catch let failure as OPMLFailure {
        throw CommandFailure(.badData, "\(file): \(failure.description)")
      }
      guard !list.subscriptions.isEmpty else { throw CommandFailure(.badData, "\(file): there is no feed in it") }
      let outcomes = try ConfigurationFile.edit(configuration.path) { editor throws(CommandFailure) in
        let (groups, outcomes) = Self.sort(list.subscriptions, into: editor.settings.feeds, progress)
        progress.update("writing \(configuration.path)")
        do throws(FeedListFailure) {
          try editor.add(groups)
        } catch {
          throw CommandFailure(error)
        }
        return outcomes
      }
      progress.end()
      report(outcomes)
      if outcomes.contains(where: { $0.status == .refused }) { throw ExitStatus.someFailed.code }
    }
  }

  /// What is new, by folder: those in none first, then in the order in which folders first appear.
  private static func sort(
    _ subscriptions: [SubscriptionList.Subscription], into feeds: [FeedEntry], _ progress: Progress
  ) -> ([FeedGroup], [Outcome]) {
    var addresses = Set(feeds.flatMap { [$0.source.url, FeedAddress.canonical($0.source.url) ?? $0.source.url] })
    var names = Set(feeds.map(\.source.name))
    var groups = [FeedGroup(feeds: [])]
    var places: [[String]: Int] = [[]: 0]
    var outcomes: [Outcome] = []
    for (index, subscription) in subscriptions.enumerated() {
      progress.update("\(index) of \(subscriptions.count) feeds looked at")
      var outcome = Outcome(subscription: subscription, status: .added)
      let address = subscription.address
      let name = FeedName.unique(
        title: subscription.title, host: FeedDiscovery.host(of: address) ?? "", taken: names)
      let entry = FeedEntry(source: Source(name: name, url: address))
      if let problem = FeedListEditor.problem(with: entry) {
        outcome.status = .refused
        outcome.reason = problem
      } else if addresses.contains(address) || addresses.contains(FeedAddress.canonical(address) ?? address) {
        outcome.status = .known
      } else {
        addresses.formUnion([address, FeedAddress.canonical(address) ?? address])
        names.insert(name)
        outcome.name = name
        let place = places[subscription.folders] ?? groups.count
        if place == groups.count {
          places[subscription.folders] = place
          groups.append(FeedGroup(heading: subscription.folders.joined(separator: " / "), feeds: []))
        }
        groups[place].feeds.append(entry)
      }
      outcomes.append(outcome)
    }
    return (groups, outcomes)
  }

  private func report(_ outcomes: [Outcome]) {
    for outcome in outcomes where json || outcome.status == .refused {
      let subscription = outcome.subscription
      guard json else {
        Console.message("\(subscription.title ?? "a feed without a title"): refused: \(outcome.reason ?? "")")
        continue
      }
      var line = JSONWriter()
      line.beginObject()
      line.member("title", subscription.title)
      line.member("url", withoutCredentials(subscription.address))
      line.member("folders", subscription.folders)
      line.member("status", outcome.status.rawValue)
      line.member("name", outcome.name)
      line.member("reason", outcome.reason)
      line.endObject()
      Console.write(line: line.bytes)
    }
    func count(_ status: Outcome.Status) -> Int { outcomes.count { $0.status == status } }
    let added = count(.added)
    if !json {
      Console.print("\(added) added, \(count(.known)) there already, \(count(.refused)) refused")
    }
    if added > 0 { Console.message("\(configuration.path) is changed; \(FeedsAddCommand.reload)") }
  }
}
