// Fits what words speak for (words.txt) on labelled items: for each label a logistic regression over the words of title
// and lead.
//
//   fit-words LEXICON ITEMS.jsonl … > words.txt
//   fit-words --features LEXICON ITEMS.jsonl …    what there is to learn from: an item a line, parted by tabs
//
// Items in which words are to be tried must not be among them: figures on items that were fitted on say nothing.

import Classification
import Evaluation
import Foundation
import LexiconFolder
import News

@main
struct FitWords {
  /// In how many items a feature must stand.
  private static let fewest = 4
  /// Found on set-aside items: between 5 and 20 little changes.
  private static let ridge = 15.0
  /// Smaller weights, in hundredths, are left out.
  private static let least = 2

  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let paths = arguments.filter { $0 != "--features" }
    guard paths.count > 1, paths.allSatisfy({ !$0.hasPrefix("-") }) else {
      print("usage: fit-words [--features] LEXICON ITEMS.jsonl … > words.txt")
      exit(64)
    }
    let whole = try paths.dropFirst().flatMap {
      try GoldFile.read([UInt8](try Data(contentsOf: URL(fileURLWithPath: $0))))
    }
    // Of a feed that gives no summary, or its beginning, items are judged by the same weights: each is learned from
    // three times.
    let items = whole + whole.map { shortened($0, to: 100) } + whole.map { shortened($0, to: 0) }
    let spelled = try features(of: items, lexicon: paths[0])
    if arguments.contains("--features") {
      for (item, own) in zip(whole, spelled) { print(item.id, own.joined(separator: "\t"), separator: "\t") }
      return
    }
    var counts: [String: Int] = [:]
    for own in spelled.prefix(whole.count) { for feature in own { counts[feature, default: 0] += 1 } }
    let names = counts.filter { $0.value >= fewest }.map(\.key).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(names, 0..<Int32(names.count)))
    let numbered = spelled.map { $0.compactMap { numbers[$0] } }
    let relevant = items.indices.filter { items[$0].relevant }
    // Relevance is learned from whole items, and its bias is known to be theirs.
    let all = Logistic(features: Array(numbered.prefix(whole.count)), width: names.count, ridge: ridge)
    let events = Logistic(features: relevant.map { numbered[$0] }, width: names.count, ridge: ridge)
    let related = relevant.map { items[$0] }
    var columns = [all.fit(whole.map { $0.relevant ? 1 : 0 })]
    for kind in Kind.allCases { columns.append(events.fit(related.map { target(kind, $0.kinds) })) }
    for stage in Stage.allCases { columns.append(events.fit(related.map { target(stage, $0.stages) })) }
    for topic in Topic.allCases {
      columns.append(events.fit(related.map { $0.topics.union($0.topicsOr).contains(topic) ? 1 : 0 }))
    }
    write(names, columns, items: whole.count)
  }

  /// The item with no more of its summary than some characters.
  private static func shortened(_ gold: GoldItem, to length: Int) -> GoldItem {
    var gold = gold
    gold.item.summary = gold.item.summary.map { String($0.prefix(length)) }
    return gold
  }

  /// The features of each item, as `words.txt` writes them.
  private static func features(of items: [GoldItem], lexicon folder: String) throws -> [[String]] {
    var files = try LexiconFolder.read(folder)
    // The weights that are to be made anew may be of other labels, and are not asked for.
    files.removeAll { $0.name == "words.txt" }
    files.append(LexiconText(name: "words.txt", bytes: Array(labelLine.utf8)))
    let classifier = Classifier(lexicon: try Lexicon(files: files))
    return items.map { classifier.wordFeatures(title: $0.item.title, summary: $0.item.summary) }
  }

  /// Whether it is the answer to learn: the first labeller's, where two differ.
  private static func target<Label: Equatable>(_ label: Label, _ answers: [Label?]) -> Double {
    answers.first == label ? 1 : 0
  }

  private static let labelLine = "labels | - | \(Classifier.wordLabels.joined(separator: " "))"

  private static func write(_ names: [String], _ columns: [(weights: [Double], bias: Double)], items: Int) {
    func number(_ weight: Double, _ most: Double, _ least: Int) -> Int {
      let hundredths = Int(max(-most, min(most, weight * 100)).rounded())
      return abs(hundredths) < least ? 0 : hundredths
    }
    print(
      """
      # What words speak for: for each label a weight in hundredths of a unit of log-odds. Fitted on \(items) labelled items by
      # `make fit-words`, not written by hand. `title`: a word of the title; `any`: of title or lead (its first 50 words), or
      # two side by side; `*`: a beginning; `#`: any number.
      #   zone | words | a weight for each label
      """)
    print(labelLine)
    print("bias | - | \(columns.map { String(number($0.bias, 3000, 0)) }.joined(separator: " "))")
    for (feature, name) in names.enumerated() {
      let row = columns.map { number($0.weights[feature], 127, least) }
      if row.contains(where: { $0 != 0 }) { print("\(name) | \(row.map(String.init).joined(separator: " "))") }
    }
  }
}
