import Feeds
import HTTP
import Isolation
import News
import Output
import Settings

/// Finds the feeds behind an address: the document itself, else what the page names, else the places where feeds commonly
/// are. Each is fetched and read as the daemon would, one after another, with a pause between.
struct FeedSearch {
  /// A feed that was found and could be read.
  struct Found {
    /// Where it was asked for.
    var address: String
    /// Where it came from, after redirects.
    var finalAddress: String
    var feed: Feed
  }

  /// How many of the feeds that a page names are looked at.
  static let most = 10

  private let transfers: Transfers
  private let pause: Int64

  /// - Parameter settings: the guards, limits and pauses that hold for the daemon too.
  init(settings: Settings) {
    transfers = Transfers(settings: settings.transferSettings, queue: SerialQueue(label: "attache.io"))
    pause = settings.polling.hostPause
  }

  /// The feeds found, at least one.
  /// - Throws: out of reach, or without a feed.
  func feeds(behind address: String) async throws(CommandFailure) -> [Found] {
    let shown = withoutCredentials(address)
    let page: Response
    do {
      page = try await transfers.fetch(Request(url: address))
    } catch {
      throw CommandFailure(.unavailable, "\(shown): \(error)")
    }
    guard (200...299).contains(page.status) else {
      throw CommandFailure(.unavailable, "\(shown): the server answered \(page.status)")
    }
    do throws(FeedFailure) {
      return [Found(address: address, finalAddress: page.finalURL, feed: try read(page))]
    } catch .htmlPage, .notAFeed {
      // A page, perhaps of a site that has feeds.
    } catch {
      throw CommandFailure(.badData, "\(shown): \(error.description)")
    }
    let named = await named(on: page)
    if !named.isEmpty { return named }
    if let found = await common(to: page) { return [found] }
    throw CommandFailure(
      .badData,
      "\(shown): a page that names no feed that could be read, and there is none in the usual places; give the feed's own address"
    )
  }

  func stop() async { await transfers.stop() }

  private func named(on page: Response) async -> [Found] {
    var found: [Found] = []
    for link in FeedDiscovery.links(in: page.body, address: page.finalURL).prefix(Self.most) {
      guard case .feed(let feed) = await look(at: link.address, isNamed: true) else { continue }
      let own = FeedAddress.canonical(feed.finalAddress)
      if !found.contains(where: { FeedAddress.canonical($0.finalAddress) == own }) { found.append(feed) }
    }
    return found
  }

  private func common(to page: Response) async -> Found? {
    for address in FeedDiscovery.wellKnown(for: page.finalURL) {
      switch await look(at: address, isNamed: false) {
      case .feed(let found): return found
      case .none: continue
      // A server that asks to be left alone is, and one that is gone is not asked five times more.
      case .unwilling: return nil
      }
    }
    return nil
  }

  private enum Sight {
    case feed(Found)
    case none
    case unwilling
  }

  private func look(at address: String, isNamed: Bool) async -> Sight {
    try? await Task.sleep(for: .seconds(pause))
    func note(_ words: String) {
      if isNamed { Console.message("\(withoutCredentials(address)), which the page names: \(words)") }
    }
    let response: Response
    do {
      response = try await transfers.fetch(Request(url: address))
    } catch {
      note("\(error)")
      return .unwilling
    }
    guard (200...299).contains(response.status) else {
      note("the server answered \(response.status)")
      return response.status == 429 || response.status == 503 ? .unwilling : .none
    }
    do {
      return .feed(Found(address: address, finalAddress: response.finalURL, feed: try read(response)))
    } catch {
      note(error.description)
      return .none
    }
  }

  private func read(_ response: Response) throws(FeedFailure) -> Feed {
    try FeedParser().parse(response.body, contentType: response.contentType, address: response.finalURL)
  }
}

extension FeedSearch.Found {
  /// The newest item's time.
  var newest: Timestamp? { feed.items.compactMap(\.time).max() }

  /// For people: what it is, its items, where it was found.
  func description() -> [String] {
    var lines = [
      "\(withoutCredentials(address))",
      "  \(feed.format.rawValue): \(VisibleText.escape(feed.title ?? "without a title"))",
    ]
    if finalAddress != address, withoutCredentials(finalAddress) != withoutCredentials(address) {
      lines.append("  redirected to \(withoutCredentials(finalAddress))")
    }
    lines.append(
      "  \(feed.items.count) \(feed.items.count == 1 ? "item" : "items")"
        + (newest.map { ", the newest from \($0.rfc3339)" } ?? (feed.items.isEmpty ? "" : ", none with a date")))
    return lines
  }
}
