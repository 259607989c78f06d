import Classification
import Evaluation
import Foundation
import LexiconFolder
import Testing

/// The labelled items beside the tests, and the lexicon that the project ships.
enum Fixture {
  static func items(_ name: String) throws -> [GoldItem] {
    try GoldFile.read(Array(try data(name)))
  }

  /// The lines of a list, without its comments.
  static func lines(_ name: String) throws -> [String] {
    String(decoding: try data(name), as: UTF8.self).split(separator: "\n").map(String.init)
      .filter { !$0.hasPrefix("#") }
  }

  private static func data(_ name: String) throws -> Data {
    try Data(contentsOf: try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil)))
  }

  /// The word lists in `config/lexicon`, read once.
  static let lexiconFiles: [LexiconText] = {
    do {
      return try LexiconFolder.read(LexiconFolder.shipped)
    } catch {
      fatalError("the shipped lexicon can't be read: \(error)")
    }
  }()

  static let classifier: Classifier = {
    do throws(LexiconFailure) {
      return Classifier(lexicon: try Lexicon(files: lexiconFiles))
    } catch {
      fatalError("the shipped lexicon does not load: \(error)")
    }
  }()
}
