public import Classification
internal import Foundation

/// The word lists of a folder, for tests, benches and tools.
public enum LexiconFolder {
  /// `config/lexicon` of this project.
  public static let shipped = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("config/lexicon").path

  /// Every `*.txt` of the folder, by name.
  /// - Throws: what the file system says.
  public static func read(_ path: String) throws -> [LexiconText] {
    let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".txt") }.sorted()
    return try names.map {
      LexiconText(name: $0, bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(path)/\($0)"))))
    }
  }
}
