import Feeds
import News
import Output

/// The items that a file holds, whatever its form: a feed document, lines of JSON, or one article as plain text.
enum ItemFile {
  struct Entry: Sendable {
    var item: Item
    var source: Source?
  }

  /// - Throws: a failure that names the file, and the line where one is at fault.
  static func read(_ path: String) throws(CommandFailure) -> [Entry] {
    let bytes = try InputFile.read(path)
    if path.hasSuffix(".jsonl") { return try lines(bytes, path) }
    if path.hasSuffix(".txt") { return [article(bytes, path)] }
    do {
      return try FeedParser().parse(bytes, contentType: nil, address: nil).items.map { Entry(item: $0, source: nil) }
    } catch {
      throw CommandFailure(.badData, "\(path): \(error.description)")
    }
  }

  private static func lines(_ bytes: [UInt8], _ path: String) throws(CommandFailure) -> [Entry] {
    var entries: [Entry] = []
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      let value: JSONValue
      do {
        value = try JSONReader.read(Array(line))
      } catch {
        throw CommandFailure(.badData, "\(path):\(number + 1): \(error.description)")
      }
      guard case .object = value else {
        throw CommandFailure(.badData, "\(path):\(number + 1): a line must be a JSON object with a `title`")
      }
      var item = Item(id: value["id"]?.string, title: value["title"]?.string, summary: value["summary"]?.string)
      item.link = value["link"]?.string ?? value["url"]?.string
      if let date = value["date"]?.string {
        guard let time = Timestamp(rfc3339: date) else {
          throw CommandFailure(
            .badData, "\(path):\(number + 1): `date` must be like 2026-11-22 or 2026-11-22T06:00:00Z")
        }
        item.published = time
      }
      let source = value["source"]?.string.map { Source(name: $0, url: "", language: value["lang"]?.string) }
      entries.append(Entry(item: item, source: source))
    }
    return entries
  }

  /// The first line that is not blank is the title, the rest the text; the file's name is the id.
  private static func article(_ bytes: [UInt8], _ path: String) -> Entry {
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let titleIndex = lines.firstIndex { $0.contains { !$0.isWhitespace } } ?? 0
    let title = lines.indices.contains(titleIndex) ? trimmed(lines[titleIndex]) : ""
    let body = lines.dropFirst(titleIndex + 1).joined(separator: "\n")
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return Entry(item: Item(id: name, title: title, summary: trimmed(body[...])), source: nil)
  }

  private static func trimmed(_ text: Substring) -> String {
    var rest = text.drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    if rest.unicodeScalars.first == "\u{FEFF}" { rest.unicodeScalars.removeFirst() }
    return String(rest)
  }
}
