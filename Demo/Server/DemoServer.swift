// Serves a folder of feeds on loopback whose items appear over time: `<item after="12">` is there from the twelfth
// second on, and `{when}` in it becomes the moment at which it appeared. Prints its port and serves until it is ended.

import Foundation
import LoopbackServer
import News

/// A feed of the folder, cut into the part before its items, the items, and the rest.
struct TimedFeed: Sendable {
  struct TimedItem: Sendable {
    var after: Int64
    var text: String
  }

  var head: String
  var items: [TimedItem] = []
  var tail = ""
  /// RSS 2.0 writes its dates after RFC 822, the others after RFC 3339.
  var isRSS2: Bool

  init(_ text: String, fileName: String) {
    isRSS2 = fileName.hasSuffix(".rss")
    let name = fileName.hasSuffix(".atom") ? "entry" : "item"
    var parts = text.components(separatedBy: "<\(name) after=\"")
    head = parts.removeFirst()
    for part in parts {
      let pieces = part.components(separatedBy: "</\(name)>")
      guard pieces.count == 2, let quote = pieces[0].range(of: "\">"), let after = Int64(pieces[0][..<quote.lowerBound])
      else { continue }
      items.append(TimedItem(after: after, text: "<\(name)>\(pieces[0][quote.upperBound...])</\(name)>"))
      tail = pieces[1]
    }
  }

  /// The document as it is `seconds` after `start`, newest item first, and how many items it has.
  func document(seconds: Int64, start: Timestamp) -> (text: String, count: Int) {
    let visible = items.filter { $0.after <= seconds }.sorted { $0.after > $1.after }
    let texts = visible.map { item in
      let time = start.adding(seconds: item.after)
      return item.text.replacingOccurrences(of: "{when}", with: isRSS2 ? rfc822(time) : time.rfc3339)
    }
    let now = start.adding(seconds: visible.first?.after ?? 0)
    let opening = head.replacingOccurrences(of: "{when}", with: isRSS2 ? rfc822(now) : now.rfc3339)
    return (opening + texts.joined(separator: "\n") + tail, visible.count)
  }

  private func rfc822(_ time: Timestamp) -> String {
    let (year, month, day) = time.day.components
    let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][time.day.weekday]
    let name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month - 1]
    return "\(weekday), \(day < 10 ? "0" : "")\(day) \(name) \(year) \(time.rfc3339.dropFirst(11).dropLast()) GMT"
  }
}

@main
struct DemoServer {
  static func main() async throws {
    guard CommandLine.arguments.count == 2 else {
      FileHandle.standardError.write(Data("usage: attache-demo-server FOLDER\n".utf8))
      exit(64)
    }
    let folder = CommandLine.arguments[1]
    let start = Timestamp(seconds: Int64(Date().timeIntervalSince1970))
    let server = try await LoopbackServer.start()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      if name.hasSuffix(".html") {
        await server.on("/\(name)", Answer(200, headers: [("Content-Type", "text/html")], text: text))
        continue
      }
      let feed = TimedFeed(text, fileName: name)
      await server.on("/\(name)") { request in
        let seconds = Int64(Date().timeIntervalSince1970) - start.seconds
        let (text, count) = feed.document(seconds: seconds, start: start)
        return Answer.conditional(request, body: Array(text.utf8), etag: "\"\(count)\"")
      }
    }
    print(server.port)
    fflush(nil)
    while true { try await Task.sleep(for: .seconds(3600)) }
  }
}
