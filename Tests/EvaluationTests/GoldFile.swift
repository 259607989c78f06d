import Classification
import Evaluation
import Foundation
import News
import Testing

/// The labelled items of a fixture, and the lexicon that the project ships.
enum GoldFile {
  static func read(_ name: String) throws -> [GoldItem] {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map { line in
      let value = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      return try item(value)
    }
  }

  private static func item(_ value: [String: Any]) throws -> GoldItem {
    let id = try #require(value["id"] as? String)
    var item = Item(id: id, title: value["title"] as? String, summary: value["summary"] as? String)
    item.published = (value["date"] as? String).flatMap(Timestamp.init(rfc3339:))
    return GoldItem(
      id: id, item: item, source: (value["source"] as? String).map { Source(name: $0, url: "") },
      language: value["lang"] as? String ?? "en", relevant: value["relevant"] as? Bool ?? false,
      kinds: answers("kind", value).map { $0.flatMap(Kind.init) },
      stages: answers("stage", value).map { $0.flatMap(Stage.init) }, topics: topics("topics", value),
      topicsOr: topics("topics_or", value), participants: participants("participants", value),
      participantsOr: participants("participants_or", value), story: value["story"] as? String)
  }

  private static func answers(_ key: String, _ value: [String: Any]) -> [String?] {
    let first = value[key] as? String
    guard let other = value[key + "_or"] else { return [first] }
    return [first, other as? String]
  }

  private static func topics(_ key: String, _ value: [String: Any]) -> Set<Topic> {
    Set((value[key] as? [String] ?? []).compactMap(Topic.init))
  }

  private static func participants(_ key: String, _ value: [String: Any]) -> [GoldParticipant] {
    (value[key] as? [[String: Any]] ?? []).compactMap { entry in
      guard let name = entry["name"] as? String, let side = (entry["side"] as? String).flatMap(Side.init) else {
        return nil
      }
      return GoldParticipant(name: name, side: side)
    }
  }

  /// The word lists in `config/lexicon`, read once.
  static let classifier: Classifier = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("config/lexicon")
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".txt") }
      let files = try names.sorted().map {
        LexiconText(name: $0, bytes: Array(try Data(contentsOf: root.appendingPathComponent($0))))
      }
      return Classifier(lexicon: try Lexicon(files: files))
    } catch {
      fatalError("the shipped lexicon does not load: \(error)")
    }
  }()
}
