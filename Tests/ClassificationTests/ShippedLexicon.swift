import Classification
import LexiconFolder
import News

/// The word lists in `config/lexicon`.
enum ShippedLexicon {
  static let files: [LexiconText] = {
    do {
      return try LexiconFolder.read(LexiconFolder.shipped)
    } catch {
      fatalError("config/lexicon can't be read: \(error)")
    }
  }()

  static func text(of name: String) -> String {
    files.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  static let lexicon: Lexicon = {
    do throws(LexiconFailure) {
      return try Lexicon(files: files)
    } catch {
      fatalError("the shipped lexicon does not load: \(error.faults)")
    }
  }()

  /// As the daemon judges.
  static let whole = Classifier(lexicon: lexicon)

  /// The rules alone: what words lean to would hide what a rule does.
  static let classifier = Classifier(lexicon: lexicon.withoutWords())
}

extension Classifier {
  /// Judges a title with a lead, by default undated and of no source.
  func assess(_ title: String, _ summary: String = "", on day: String? = nil, in outlet: String? = nil) -> Assessment {
    assess(
      title: title, summary: summary, published: day.flatMap(Timestamp.init(rfc3339:)),
      source: outlet.map { Source(name: $0, url: "https://news.example/\($0)") })
  }
}
