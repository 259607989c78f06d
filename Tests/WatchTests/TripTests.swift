import Classification
import Delivery
import Foundation
import HTTP
import Isolation
import LexiconFolder
import LoopbackServer
import News
import Store
import Testing

@testable import Watch

/// The whole trip over real sockets: a loopback server, the shipped word lists, a store and logs in a folder of its own.
@Suite struct TripTests {
  @Test func aRoundTellsNewDevelopmentsOnceAndTheNextOneAsksConditionally() async throws {
    let desk = try await Desk()
    await desk.server.on("/ledger.rss") { request in
      Answer.conditional(request, body: Desk.body([Desk.arrival, Desk.cricket]), etag: "\"one\"")
    }
    let first = try await desk.round()
    #expect(first.polled == 1)
    #expect(first.alerts == 1)
    #expect(desk.logLines.count == 1)
    #expect(desk.logLines.first?.contains(" NEW visit/ongoing US>PK ") == true)
    #expect(desk.jsonLines.count == 1)

    let second = try await desk.round()
    #expect(second.alerts == 0)
    #expect(desk.logLines.count == 1)
    let requests = await desk.server.requests(count: 2)
    #expect(requests[0]["If-None-Match"] == nil, "one unconditional request in the life of a feed")
    #expect(requests[1]["If-None-Match"] == "\"one\"", "restarts included")
  }

  @Test func aCopyInAnotherFeedIsCountedAndNotTold() async throws {
    let desk = try await Desk(feeds: ["/ledger.rss", "/wire.rss"])
    await desk.server.on("/ledger.rss", Answer.feed(Desk.body([Desk.arrival])))
    await desk.server.on("/wire.rss", Answer.feed(Desk.body([Desk.arrivalAgain])))
    #expect(try await desk.round().alerts == 1)
    #expect(desk.logLines.count == 1)
  }

  @Test func anUnchangedBodyIsNotReadAgainAndAChangedOneIs() async throws {
    let desk = try await Desk()
    await desk.server.on(
      "/ledger.rss",
      inTurn: [
        Answer.feed(Desk.body([Desk.cricket])), Answer.feed(Desk.body([Desk.cricket])),
        Answer.feed(Desk.body([Desk.cricket, Desk.arrival])),
      ])
    #expect(try await desk.round().items == 1)
    #expect(try await desk.round().items == 0)
    #expect(try await desk.round().alerts == 1)
  }

  @Test func whatIsNoFeedIsSaidInWordsAndKept() async throws {
    let desk = try await Desk(feeds: ["/page", "/missing"])
    await desk.server.on("/page", Answer.loginPage)
    await desk.server.on("/missing", Answer.notFound)
    let tally = try await desk.round()
    #expect(tally.failed == 2)
    let states = try await desk.states()
    #expect(states.allSatisfy { $0.failures == 1 && $0.lastError != nil })
    #expect(states.contains { $0.lastStatus == 404 && $0.lastError?.contains("not found") == true })
    #expect(desk.said.count == 2, "once for each feed")
    _ = try await desk.round()
    #expect(desk.said.count == 2, "and not at each try")
  }

  @Test func aRedirectToALoginPageIsNamedAsSuch() async throws {
    let desk = try await Desk(feeds: ["/feed"])
    await desk.server.on("/feed", Answer.redirect(to: "/portal/login?session=17"))
    await desk.server.on("/portal/login", Answer.loginPage)
    _ = try await desk.round()
    #expect(
      try await desk.states().first?.lastError
        == "a redirect leads to a login page instead of the feed: \(desk.server.url("/portal/login"))")
  }

  @Test func aFeedThatComesBackIsSaidToo() async throws {
    let desk = try await Desk()
    await desk.server.on("/ledger.rss", inTurn: [Answer.notFound, Answer.feed(Desk.body([Desk.arrival]))])
    _ = try await desk.round()
    #expect(try await desk.round().alerts == 1)
    #expect(desk.said.last?.hasPrefix("recovered") == true)
    #expect(try await desk.states().first?.failures == 0)
  }

  @Test func aFeedThatAnswersAndMayBeDeadIsSaidOnceAndKept() async throws {
    let desk = try await Desk()
    let old = Desk.cricket.replacing(Desk.now, with: "Tue, 07 Sep 2021 10:00:00 GMT")
    await desk.server.on(
      "/ledger.rss", inTurn: [Answer.feed(Desk.body([old])), Answer.feed(Desk.body([old, Desk.arrival]))])
    _ = try await desk.round()
    #expect(desk.said.count == 1)
    #expect(desk.said.first?.hasPrefix("doubtful /ledger.rss: its newest item is from 2021-09-07") == true)
    #expect(try await desk.states().first?.concern?.kind == .frozen)
    _ = try await desk.round()
    #expect(desk.said.last == "trusted /ledger.rss")
    _ = try await desk.round()
    #expect(desk.said.count == 2, "and not at each poll")
    #expect(try await desk.states().first?.concern == nil)
  }

  @Test func aCutFeedGivesItsWholeItemsAndNoValidators() async throws {
    let desk = try await Desk()
    let whole = Desk.rss([Desk.arrival, Desk.cricket])
    let cut = String(whole.prefix(whole.count - 60))
    await desk.server.on(
      "/ledger.rss", Answer(200, headers: [("ETag", "\"cut\""), ("Content-Type", "text/xml")], text: cut))
    #expect(try await desk.round().alerts == 1)
    _ = try await desk.round()
    let requests = await desk.server.requests(count: 2)
    #expect(requests[1]["If-None-Match"] == nil)
  }

  @Test func retryAfterHoldsInASingleRoundToo() async throws {
    let desk = try await Desk()
    await desk.server.on("/ledger.rss", Answer.busy(429, retryAfter: "3600"))
    #expect(try await desk.round().failed == 1)
    #expect(try await desk.round().polled == 0)
    #expect(await desk.server.requestCount == 1)
  }

  @Test func aSecondDaemonOnTheSameStorageIsRefused() async throws {
    let desk = try await Desk()
    let store = try AlertStore.open(
      StoreSettings(directory: desk.folder), as: .daemon, queue: SerialQueue(label: "first"))
    #expect(throws: StoreFailure.inUse(directory: desk.folder)) {
      _ = try AlertStore.open(
        StoreSettings(directory: desk.folder), as: .daemon, queue: SerialQueue(label: "second"))
    }
    try await store.close()
  }

  @Test func aFeedTextCannotForgeALine() async throws {
    let desk = try await Desk()
    let forged = Desk.arrival.replacingOccurrences(
      of: "<title>", with: "<title>x&#10;2026-01-01T00:00:00Z NEW visit/ongoing &#x202E;&#27;[2J ")
    await desk.server.on("/ledger.rss", Answer.feed(Desk.body([forged])))
    _ = try await desk.round()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(desk.folder)/alerts.log"))
    #expect(bytes.filter { $0 == 0x0A }.count == desk.logLines.count)
    #expect(!bytes.contains(0x1B))
    #expect(!String(decoding: bytes, as: UTF8.self).unicodeScalars.contains("\u{202E}"))
  }
}

/// A reader's desk: a folder, a server, and the daemon's parts, which a round puts together afresh as a restart does.
final class Desk: Sendable {
  let server: LoopbackServer
  let folder: String
  private let feeds: [String]
  let classifier: Classifier
  private let heard = Heard()

  /// - Parameter address: of the server; `nil` for all of 127.0.0.0/8
  init(feeds: [String] = ["/ledger.rss"], address: String? = "127.0.0.1") async throws {
    server = try await LoopbackServer.start(address: address)
    folder = NSTemporaryDirectory() + "attache-desk-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    self.feeds = feeds
    classifier = try Desk.shippedClassifier.get()
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Polls each feed once, as `attache run --once` does.
  func round() async throws -> WatchTally {
    let store = try AlertStore.open(
      StoreSettings(directory: folder), as: .daemon, queue: SerialQueue(label: "desk.disk"))
    let io = SerialQueue(label: "desk.io")
    let transfers = Transfers(settings: TransferSettings(timeout: 10, allowPrivateAddresses: true), queue: io)
    let deliverer = Deliverer(
      settings: LogSettings(lines: "\(folder)/alerts.log", json: "\(folder)/alerts.jsonl"), outbox: store,
      queue: store.queue, report: { _ in })
    let heard = heard
    let parts = Daemon.Parts(
      io: io, store: store, transfers: transfers, deliverer: deliverer, clock: .system, report: { heard.hear($0) })
    let watched = feeds.map { WatchedFeed(source: Source(name: $0, url: server.url($0))) }
    let orders = Daemon.Orders(
      feeds: watched, polling: PollingSettings(hostPause: 0), policy: AlertPolicy(), classifier: classifier)
    let daemon = Daemon(parts, orders, once: true)
    try await daemon.start(orders)
    let tally = await daemon.untilDone()
    await daemon.stop()
    try await store.close()
    return tally
  }

  func states() async throws -> [FeedState] {
    let store = try AlertStore.open(
      StoreSettings(directory: folder), as: .command, queue: SerialQueue(label: "desk.look"))
    let states = try await store.feedStates()
    try await store.close()
    return states
  }

  var logLines: [String] { lines("alerts.log") }
  var jsonLines: [String] { lines("alerts.jsonl") }
  /// What was said of feeds, as `fails …` and `recovered …`.
  var said: [String] { heard.words }

  private func lines(_ name: String) -> [String] {
    let text = (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  // MARK: Texts

  static let arrival = """
    <item><title>US Secretary of State Rubio arrives in Islamabad</title><link>http://ledger.example/1</link>
    <guid>1</guid><pubDate>\(now)</pubDate><description>US Secretary of State Marco Rubio arrived in Islamabad on a
    two-day visit and will meet Prime Minister Shehbaz Sharif.</description></item>
    """
  static let arrivalAgain = """
    <item><title>Rubio lands in Islamabad on two-day visit</title><link>http://wire.example/9</link>
    <guid>9</guid><pubDate>\(now)</pubDate><description>US Secretary of State Marco Rubio arrived in Islamabad on a
    two-day visit, officials said.</description></item>
    """
  static let cricket = """
    <item><title>USA stun Pakistan in super over</title><link>http://ledger.example/2</link><guid>2</guid>
    <pubDate>\(now)</pubDate><description>The hosts won the Twenty20 match in Houston by five runs.</description></item>
    """

  static func body(_ items: [String]) -> [UInt8] { Array(rss(items).utf8) }

  static func rss(_ items: [String]) -> String {
    "<rss version=\"2.0\"><channel><title>Ledger</title><link>http://ledger.example/</link>"
      + "<description>-</description>\(items.joined())</channel></rss>"
  }

  /// Now, as an RSS feed writes it.
  static let now: String = {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return format.string(from: Date())
  }()

  /// The word lists that are shipped, read once for all tests.
  private static let shippedClassifier: Result<Classifier, any Error> = Result {
    Classifier(lexicon: try Lexicon(files: try LexiconFolder.read(LexiconFolder.shipped)))
  }
}

/// Collects what the watch says of feeds.
private final class Heard: Sendable {
  private let queue = DispatchQueue(label: "heard")
  private let box = Box()

  /// Confined to `queue`.
  private final class Box: @unchecked Sendable { var words: [String] = [] }

  func hear(_ event: WatchEvent) {
    queue.sync {
      switch event {
      case .feedFails(let name, let words, _): box.words.append("fails \(name): \(words)")
      case .feedRecovered(let name, _): box.words.append("recovered \(name)")
      case .feedDoubtful(let name, let words): box.words.append("doubtful \(name): \(words)")
      case .feedTrusted(let name, _): box.words.append("trusted \(name)")
      default: break
      }
    }
  }

  var words: [String] { queue.sync { box.words } }
}
