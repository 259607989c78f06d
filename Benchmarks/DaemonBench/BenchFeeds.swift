import Foundation
import LoopbackServer
import Synchronization

/// The feeds of the benchmark: each 50 KB, with its own texts, served on loopback; what they hold depends on the round.
///
/// In round r a feed holds the items r … r + 32, newest first: one round later each feed has one item more and has lost
/// its oldest. One feed in fifty is a desk's: one in ten of its items is about the two governments, and such items are
/// the same in all of these feeds, as wire copy is.
final class BenchFeeds: Sendable {
  static let itemsPerFeed = 33
  static let bytes = 50_000

  let server: LoopbackServer
  private let state: Mutex<State>
  private let start = Date()

  /// The documents of the round, with the places of their feed's number.
  private struct State {
    var round = 0
    var ordinary = Template(bytes: [], places: [])
    var desk = Template(bytes: [], places: [])
  }

  struct Template {
    var bytes: [UInt8]
    var places: [Int]
  }

  /// Digits of a feed's number.
  static let width = 7

  init() async throws {
    server = try await LoopbackServer.start(address: nil, keepsLog: false)
    state = Mutex(State())
    round(1)
    await server.on("/feed.xml") { [weak self] request in self?.answer(request) ?? .notFound }
  }

  /// Begins round `number`.
  func round(_ number: Int) {
    let ordinary = template(number, isDesk: false)
    let desk = template(number, isDesk: true)
    state.withLock { $0 = State(round: number, ordinary: ordinary, desk: desk) }
  }

  var etag: String { "\"\(state.withLock { $0.round })\"" }

  /// The address of feed `index`.
  func url(_ index: Int, oneHost: Bool) -> String {
    let host = oneHost ? "127.0.0.1" : "127.\(1 + index / 62_500).\(index / 250 % 250).\(index % 250 + 1)"
    return "http://\(host):\(server.port)/feed.xml?\(index)"
  }

  private func answer(_ request: ReceivedRequest) -> Answer {
    let now = state.withLock { $0 }
    let etag = "\"\(now.round)\""
    if request["if-none-match"] == etag { return .notModified(etag: etag) }
    let index = Int(request.target.split(separator: "?").last ?? "") ?? 0
    let template = index % 50 == 0 ? now.desk : now.ordinary
    var body = template.bytes
    var digits = [UInt8](repeating: 0x30, count: Self.width)
    var rest = index
    for place in digits.indices.reversed() {
      digits[place] = UInt8(0x30 + rest % 10)
      rest /= 10
    }
    for place in template.places {
      for offset in 0..<Self.width { body[place + offset] = digits[offset] }
    }
    return .feed(body, etag: etag)
  }

  private func template(_ round: Int, isDesk: Bool) -> Template {
    let mark = String(repeating: "#", count: Self.width)
    var text =
      "<rss version=\"2.0\"><channel><title>Bench \(mark)</title><link>http://bench.example/</link><description>-</description>"
    for number in (round..<round + Self.itemsPerFeed).reversed() { text += item(number, mark, isDesk) }
    let bytes = Array((text + "</channel></rss>").utf8)
    let sign = UInt8(ascii: "#")
    let places = bytes.indices.filter { bytes[$0] == sign && bytes[$0 - 1] != sign }
    return Template(bytes: bytes, places: places)
  }

  private func item(_ number: Int, _ mark: String, _ isDesk: Bool) -> String {
    let isAboutBoth = isDesk && number % 10 == 0
    let title =
      isAboutBoth
      ? Self.developments[number / 10 % Self.developments.count]
      : "Council of town \(number)-\(mark) votes on its \(number * 7) budget"
    let lead =
      isAboutBoth
      ? "\(title), officials said in a statement on \(number)."
      : "The meeting number \(number) of \(mark) went on for \(number % 9) hours. Officials said that talks would go on next week."
    let filler = "Further lines of ordinary report follow here, as they do in feeds of newspapers of any town. "
    let date = start.addingTimeInterval(Double(number - Self.itemsPerFeed - 1) * 3600)
    return """
      <item><title>\(title)</title><link>http://bench.example/\(mark)/\(number)</link><guid>\(mark)-\(number)</guid>
      <pubDate>\(Self.written(date))</pubDate><description><![CDATA[<p>\(lead)</p>
      <p>\(String(repeating: filler, count: 12)) <a href="http://bench.example/more">more</a></p>]]></description></item>

      """
  }

  private static let developments = [
    "US envoy meets Pakistan's foreign minister in Islamabad", "Pakistan and US hold counterterrorism dialogue",
    "US Treasury sanctions four Pakistani firms over missile parts", "Pakistan's finance minister visits Washington",
    "US Congress delegation arrives in Lahore", "Washington and Islamabad sign trade framework",
    "US State Department urges Pakistan to protect minorities",
    "Pakistan summons US chargé d'affaires over drone strike",
  ]

  /// As an RSS feed writes it.
  static func written(_ date: Date) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return format.string(from: date)
  }
}
