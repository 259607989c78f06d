import Feeds
import Foundation
import News
import Testing

/// A feed that says in a comment what it shows and what must come out:
///
///     Shows: CDATA holds HTML as well
///     Address: https://herald.example/feed
///     Expect: items[0].title = "Aid & trade"
///
/// What must come out is written in JSON. `items` alone is their number, `warnings` the warnings', `warning` a part of one
/// of them, `error` the name of the failure's case.
struct Fixture: CustomTestStringConvertible, Sendable {
  let path: String
  let body: [UInt8]
  let shows: String
  let address: String?
  let contentType: String?
  let expectations: [Expectation]

  struct Expectation: Sendable {
    let path: String
    /// JSON.
    let value: String
  }

  var testDescription: String { "\(path): \(shows)" }

  /// All fixtures below the folder, by path.
  static func all() -> [Fixture] {
    guard let folder = Bundle.module.resourceURL?.appendingPathComponent("Fixtures"),
      let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap({ $0 as? String })
    else { return [] }
    return names.sorted().compactMap { name in
      guard let data = FileManager.default.contents(atPath: folder.appendingPathComponent(name).path),
        name.contains("."), name.contains("/")
      else { return nil }
      return Fixture(path: name, body: [UInt8](data))
    }
  }

  private init(path: String, body: [UInt8]) {
    self.path = path
    self.body = body
    // The comment is ASCII in every encoding of the web, but for zeros between its letters.
    let text = String(decoding: body.filter { $0 != 0 && $0 < 0x80 }, as: UTF8.self)
    let isJSON = path.hasSuffix(".json")
    var lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
    if isJSON { lines = lines.map(Self.unquoted) }
    func value(_ key: String) -> String? {
      lines.first { $0.hasPrefix(key + ": ") }.map { String($0.dropFirst(key.count + 2)) }
    }
    shows = value("Shows") ?? ""
    address = value("Address")
    contentType = value("Content-Type")
    expectations = lines.filter { $0.hasPrefix("Expect: ") }.compactMap { line in
      let parts = line.dropFirst(8).components(separatedBy: " = ")
      guard parts.count >= 2 else { return nil }
      return Expectation(path: parts[0], value: parts.dropFirst().joined(separator: " = "))
    }
  }

  /// In a JSON fixture each line is a string of a list.
  private static func unquoted(_ line: String) -> String {
    let string = line.hasSuffix(",") ? String(line.dropLast()) : line
    guard let value = try? JSONSerialization.jsonObject(with: Data(string.utf8), options: .fragmentsAllowed) as? String
    else { return line }
    return value
  }

  /// What came out, under the names that expectations use.
  struct Outcome {
    var feed: Feed?
    var failure: FeedFailure?

    func value(at path: String) -> Any? {
      if path == "error" { return failure.map { FailureName($0).description } }
      guard let feed else { return nil }
      if path.hasPrefix("items[") {
        let digits = path.dropFirst(6).prefix { $0 != "]" }
        guard let index = Int(digits), feed.items.indices.contains(index) else { return nil }
        return Self.value(of: feed.items[index], named: String(path.split(separator: ".").last ?? ""))
      }
      switch path {
      case "format": return feed.format.rawValue
      case "title": return feed.title
      case "link": return feed.link
      case "language": return feed.language
      case "items": return feed.items.count
      case "warnings": return feed.warnings.count
      case "truncated": return feed.isTruncated
      case "ttl": return feed.hints.ttlMinutes
      case "skipHours": return feed.hints.skipHours.sorted()
      case "skipDays": return feed.hints.skipDays.sorted()
      case "updatePeriod": return feed.hints.updatePeriodSeconds
      default: return "no such thing: \(path)"
      }
    }

    private static func value(of item: Item, named name: String) -> Any? {
      switch name {
      case "id": item.id
      case "link": item.link
      case "title": item.title
      case "published": item.published?.rfc3339
      case "updated": item.updated?.rfc3339
      case "author": item.author
      case "categories": item.categories
      case "summary": item.summary
      default: "no such field: \(name)"
      }
    }
  }
}

/// The bare name of a failure's case.
struct FailureName: CustomStringConvertible {
  let description: String
  init(_ failure: FeedFailure) {
    description =
      switch failure {
      case .empty: "empty"
      case .htmlPage: "htmlPage"
      case .challengePage: "challengePage"
      case .notAFeed: "notAFeed"
      case .badJSON: "badJSON"
      case .notAJSONFeed: "notAJSONFeed"
      case .tooManyItems: "tooManyItems"
      case .tooLarge: "tooLarge"
      case .tagTooLong: "tagTooLong"
      case .tooManyAttributes: "tooManyAttributes"
      case .tooManyNamespaces: "tooManyNamespaces"
      case .tooDeep: "tooDeep"
      case .entityBomb: "entityBomb"
      case .externalEntity: "externalEntity"
      case .unreadable: "unreadable"
      }
  }
}
