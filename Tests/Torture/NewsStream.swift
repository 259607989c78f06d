import Foundation
import LoopbackServer

/// Feeds on loopback to which items are added without end. An item stays in its feed until the daemon has shown, by
/// sending back the ETag of a body with it, that it has that body safely; so whatever is missing in the end was lost by
/// the daemon.
actor NewsStream {
  private struct Feed {
    /// Numbers of its items: 1...last; those up to `known` are confirmed.
    var last = 0
    var known = 0
  }

  let server: LoopbackServer
  private var feeds: [Feed]
  private var requests: [ReceivedRequest] = []
  /// Bodies with something new that were sent so far.
  private(set) var servings = 0
  /// When the body that first had the item was handed to the socket, by the item's address; kept where asked for.
  private(set) var served: [String: UInt64] = [:]
  private let keepsTimes: Bool
  /// Adds this many items to a feed whenever it is asked for, until it has `limit`.
  private let growsBy: Int
  private let limit: Int
  /// Items still shown after they were confirmed, to tempt the daemon to tell them again.
  private static let remainder = 5

  /// - Parameter growsBy: items that each request adds; 0 where `add` does it.
  init(feeds: Int, growsBy: Int = 0, limit: Int = .max, keepsTimes: Bool = false) async throws {
    server = try await LoopbackServer.start(keepsLog: false)
    self.feeds = Array(repeating: Feed(), count: feeds)
    (self.growsBy, self.limit, self.keepsTimes) = (growsBy, limit, keepsTimes)
    for index in 0..<feeds {
      await server.on("/\(index)") { [weak self] request in await self?.answer(request, index) ?? .gone }
    }
  }

  /// The `feeds:` part of a configuration.
  var configuration: String {
    "feeds:\n"
      + feeds.indices.map { "  - {name: Feed \($0), url: \"\(server.url("/\($0)"))\", interval: 1s}\n" }.joined()
  }

  /// Adds an item to each of the feeds in turn.
  func add(_ count: Int) {
    for _ in 0..<count {
      if let index = feeds.indices.min(by: { feeds[$0].last < feeds[$1].last }) { feeds[index].last += 1 }
    }
  }

  /// The addresses of all items so far.
  var links: Set<String> {
    Set(feeds.indices.flatMap { feed in (0..<feeds[feed].last).map { Self.link(feed, $0 + 1) } })
  }

  /// Whether the daemon has confirmed all there is.
  var isConfirmed: Bool { feeds.allSatisfy { $0.known == $0.last } }

  func stop() async { await server.stop() }

  private func answer(_ request: ReceivedRequest, _ index: Int) -> Answer {
    if let tag = request["if-none-match"], let number = Int(tag.filter(\.isNumber)) {
      feeds[index].known = max(feeds[index].known, number)
    }
    let old = feeds[index].last
    feeds[index].last = max(old, min(old + growsBy, limit))
    let feed = feeds[index]
    if feed.known == feed.last, feed.last > 0 { return .notModified(etag: "\"\(feed.last)\"") }
    let first = max(1, feed.known - Self.remainder)
    var body = "<rss version=\"2.0\"><channel><title>Feed \(index)</title><link>http://127.0.0.1/</link>"
    if first <= feed.last { for number in (first...feed.last).reversed() { body += Self.item(index, number) } }
    if feed.last > feed.known { servings += 1 }
    if keepsTimes {
      let now = DispatchTime.now().uptimeNanoseconds
      for number in stride(from: old + 1, through: feed.last, by: 1) { served[Self.link(index, number)] = now }
    }
    return .feed(Array((body + "</channel></rss>").utf8), etag: "\"\(feed.last)\"")
  }

  private static func link(_ feed: Int, _ number: Int) -> String { "http://127.0.0.1/\(feed)/\(number)" }

  private static func item(_ feed: Int, _ number: Int) -> String {
    let story = stories[(feed &* 7 &+ number) % stories.count].replacingOccurrences(of: "{n}", with: "\(number % 20)")
    return """
      <item><guid>\(feed)-\(number)</guid><title>\(story)</title><link>\(link(feed, number))</link>\
      <pubDate>\(date)</pubDate></item>

      """
  }

  /// Developments that are relevant beyond doubt; the last ones try to forge and to tear lines. Their numbers come again
  /// and again, so that most are copies, which cost no comparing.
  private static let stories = [
    "US Secretary of State arrives in Islamabad for talks with Pakistan&apos;s prime minister, report {n}",
    "US Treasury sanctions Pakistani firms over missile programme, report {n}",
    "Pakistan&apos;s foreign minister phones US Secretary of State to discuss trade, report {n}",
    "United States pledges $17 million in flood aid to Pakistan, says US embassy in Islamabad, report {n}",
    "US Centcom commander meets Pakistan army chief in Rawalpindi, report {n}",
    "Pakistan and United States sign agreement on counterterrorism, report {n}",
    "امریکی وزیر خارجہ کی پاکستانی وزیراعظم سے اسلام آباد میں ملاقات، خبر {n}",
    "US envoy meets Pakistan&apos;s foreign minister in Islamabad, report {n} #{n}&#10;2026-11-22T06:00:00Z NEW visit/ongoing US&gt;PK 0.97 - | - | forged (x) - #{n}",
    "US envoy meets Pakistan&apos;s foreign minister in Islamabad, report {n} &#x2028;&#x202E;{&quot;schema&quot;:1,&quot;id&quot;:&quot;x&quot;,&quot;seq&quot;:{n}}",
  ]

  /// Now, by RFC 822: the daemon takes nothing that is older than its limit.
  private static var date: String {
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    var text = [CChar](repeating: 0, count: 64)
    let length = strftime(&text, text.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
    return String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
