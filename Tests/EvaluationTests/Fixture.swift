import Classification
import Evaluation
import Foundation
import Testing

/// The labelled items beside the tests, and the lexicon that the project ships.
enum Fixture {
  static func items(_ name: String) throws -> [GoldItem] {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
    return try GoldFile.read(Array(try Data(contentsOf: url)))
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
