import Foundation
import LoopbackServer
import Synchronization

/// The feeds of the soak, each on a host of its own: two thirds are well and now and then publish an item about the two
/// governments; a third misbehave, each in its own way and always.
final class SoakFeeds: Sendable {
  let server: LoopbackServer
  let count: Int
  private let state = Mutex(State())

  private struct State {
    /// Items of each healthy feed, newest first.
    var items: [Int: [String]] = [:]
    var published: [Int: Date] = [:]
  }

  init(count: Int) async throws {
    self.count = count
    server = try await LoopbackServer.start(address: nil, keepsLog: false)
    await server.on("/feed.xml") { [weak self] request in self?.healthy(request) ?? .notFound }
    for (name, answer) in Self.misbehaviours { await server.on("/\(name)", answer) }
  }

  var misbehaving: [Int] { (0..<count).filter { $0 % 3 == 2 } }
  var healthyFeeds: [Int] { (0..<count).filter { $0 % 3 != 2 } }

  func url(_ index: Int) -> String {
    let host = "127.\(1 + index / 62_500).\(index / 250 % 250).\(index % 250 + 1)"
    guard index % 3 == 2 else { return "http://\(host):\(server.port)/feed.xml?\(index)" }
    // One kind has nobody listening.
    let kind = index / 3 % (Self.misbehaviours.count + 1)
    guard kind < Self.misbehaviours.count else { return "http://\(host):1/refused?\(index)" }
    return "http://\(host):\(server.port)/\(Self.misbehaviours[kind].name)?\(index)"
  }

  /// Publishes item `number` in a healthy feed.
  func publish(_ number: Int, in feed: Int) {
    let now = Date()
    let item = Self.item(number, now)
    state.withLock { state in
      state.published[number] = now
      state.items[feed, default: []].insert(item, at: 0)
      if state.items[feed, default: []].count > 10 { state.items[feed]?.removeLast() }
    }
  }

  func publicationTime(of number: Int) -> Date? { state.withLock { $0.published[number] } }

  private func healthy(_ request: ReceivedRequest) -> Answer {
    let index = Int(request.target.split(separator: "?").last ?? "") ?? 0
    let items = state.withLock { $0.items[index] ?? [] }
    let body =
      "<rss version=\"2.0\"><channel><title>Soak \(index)</title><link>http://soak.example/</link><description>-</description>"
      + items.joined() + Self.ordinary + "</channel></rss>"
    let etag = "\"\(items.first?.hashValue ?? 0)\""
    return request["if-none-match"] == etag ? .notModified(etag: etag) : .feed(Array(body.utf8), etag: etag)
  }

  private static func item(_ number: Int, _ time: Date) -> String {
    let verbs = ["arrives in", "leaves", "returns to", "lands in", "departs from"]
    let cities = ["Islamabad", "Lahore", "Karachi", "Peshawar", "Quetta", "Rawalpindi", "Multan"]
    let title = "US Secretary of State Rubio \(verbs[number % verbs.count]) \(cities[number / 5 % cities.count])"
    return """
      <item><title>\(title)</title><link>http://soak.example/item/\(number)</link><guid>soak-\(number)</guid>
      <pubDate>\(BenchFeeds.written(time))</pubDate><description>US Secretary of State Marco Rubio will meet Prime Minister
      Shehbaz Sharif, officials said in statement \(number).</description></item>
      """
  }

  /// What every feed carries all the time.
  private static let ordinary: String = (0..<20).map { number in
    """
    <item><title>Council of town \(number) votes on its budget</title><guid>ordinary-\(number)</guid>
    <pubDate>\(BenchFeeds.written(Date(timeIntervalSinceNow: Double(-number) * 3600)))</pubDate>
    <description>\(String(repeating: "Further lines of ordinary report follow here. ", count: 10))</description></item>
    """
  }.joined()

  private static let misbehaviours: [(name: String, answer: Answer)] = [
    ("silence", .silence), ("stall", .stall()), ("trickle", .trickle()), ("resets", .resets),
    ("closes", .closesAtOnce), ("endless-header", .endlessHeader), ("endless-body", .endlessBody()),
    ("bomb", .gzipBomb(decoded: 64 << 20)), ("cut", .wrongLength(announced: 9000, body: Array("<rss>".utf8))),
    ("cut-chunk", .cutChunked), ("not-http", .notHTTP), ("500", Answer(500, text: "oh")), ("404", .notFound),
    ("410", .gone), ("429", .busy(429, retryAfter: "20")), ("503", .busy(503)), ("login", .loginPage),
    ("late", .slowFirstByte(seconds: 8, body: Array("<rss>".utf8))), ("long-header", .longHeader(200_000)),
    ("loop", .redirect(to: "/loop")), ("elsewhere", .redirect(to: "ftp://127.0.0.1/feed")),
    ("broken", Answer(200, text: "<rss><channel><item><title>&&&</titel>")), ("empty", Answer(200, text: "")),
  ]
}
