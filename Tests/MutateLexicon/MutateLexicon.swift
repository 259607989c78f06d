// Deletes each term of verbs, nouns, combinations, cues, topics and exclusions in turn and lists those whose loss nothing
// notices: neither a labelled item nor a sentence made for the term.
//
//   mutate-lexicon LEXICON ITEMS.jsonl REASONS [--list | --wrong]
//
// Exit status 1 where a group of terms is unnoticed and REASONS has no line for it.
//
// --list names the terms that others make needless too; --wrong those of which no sentence has the answer that their line
// promises, in the form of excused-terms.txt.

import Classification
import Evaluation
import Foundation
import LexiconFolder
import LexiconProbes
import News

@main
struct MutateLexicon {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    let paths = Array(arguments.filter { !$0.hasPrefix("--") })
    guard paths.count == 3, arguments.allSatisfy({ !$0.hasPrefix("--") || $0 == "--list" || $0 == "--wrong" }),
      let folder = paths.first, let reasonsPath = paths.last
    else {
      print("usage: mutate-lexicon LEXICON ITEMS.jsonl REASONS [--list | --wrong]")
      exit(64)
    }
    let files = try LexiconFolder.read(folder)
    let items = try GoldFile.read([UInt8](try Data(contentsOf: URL(fileURLWithPath: paths[1]))))
    let run = try MutationRun(files: files, items: items)
    let results = await judged(run)
    if arguments.contains("--wrong") {
      for result in results where !result.isRight {
        print("\(result.term.file) | \(result.term.group) | \(result.term.text) # \(result.verdict.rawValue)")
      }
      return
    }
    summary(results)
    let areExplained = survivors(results, try reasons(reasonsPath), all: arguments.contains("--list"))
    harmful(results)
    exit(areExplained ? 0 : 1)
  }

  /// Every term's result, in order; as many at once as there are processors.
  private static func judged(_ run: MutationRun) async -> [MutationResult] {
    let terms = run.terms
    let parts = 64
    return await withTaskGroup(of: (Int, [MutationResult]).self) { group in
      for part in 0..<parts {
        group.addTask {
          let mine = stride(from: part, to: terms.count, by: parts)
          return (part, mine.map { run.result(of: terms[$0]) })
        }
      }
      var results = [MutationResult?](repeating: nil, count: terms.count)
      for await (part, found) in group {
        for (index, result) in found.enumerated() { results[part + index * parts] = result }
      }
      return results.compactMap { $0 }
    }
  }

  private static func summary(_ results: [MutationResult]) {
    print(row(["list", "terms"] + MutationResult.Verdict.allCases.map(\.rawValue)))
    for file in MutationRun.files + [""] {
      let mine = results.filter { file.isEmpty || $0.term.file == file }
      print(
        row(
          [file.isEmpty ? "all" : file, "\(mine.count)"]
            + MutationResult.Verdict.allCases.map { verdict in "\(mine.count { $0.verdict == verdict })" }))
    }
    print("\nlabelled: a labelled item goes wrong without it; sentence: a sentence made for it has another answer;")
    print("repeated: another line gives the same; covered: a shorter term inside it has the same effect\n")
  }

  /// Prints the terms whose loss nothing notices, by group, each group with its reason; false where one has none.
  private static func survivors(_ results: [MutationResult], _ reasons: [Place: String], all: Bool) -> Bool {
    let unnoticed = results.filter {
      $0.verdict == .unnoticed || (all && $0.verdict != .labelled && $0.verdict != .sentence)
    }
    var areExplained = true
    for place in Set(unnoticed.map { Place(file: $0.term.file, group: $0.term.group) }).sorted() {
      let mine = unnoticed.filter { $0.term.file == place.file && $0.term.group == place.group }
      let count = mine.count { $0.verdict == .unnoticed }
      if count > 0, reasons[place] == nil { areExplained = false }
      print("\(place.file) \(place.group): \(count) unnoticed: \(reasons[place] ?? "NO REASON GIVEN")")
      for result in mine {
        let verdict = result.verdict == .unnoticed ? "" : " (\(result.verdict.rawValue))"
        print("    \(place.file):\(result.term.line):\(result.term.column): \(result.term.text)\(verdict)")
      }
    }
    return areExplained
  }

  /// `file | group | reason`, a line a group.
  private static func reasons(_ path: String) throws -> [Place: String] {
    var reasons: [Place: String] = [:]
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      if fields.count == 3 { reasons[Place(file: fields[0], group: fields[1])] = fields[2] }
    }
    return reasons
  }

  /// Terms without which labelled items are right that are wrong now.
  private static func harmful(_ results: [MutationResult]) {
    let mine = results.filter { $0.better.count > $0.worse.count }
    guard !mine.isEmpty else { return }
    print("\nwithout which more labelled items would be right:")
    for result in mine {
      print(
        "    \(result.term.file):\(result.term.line):\(result.term.column): \(result.term.text): "
          + "mends \(result.better.joined(separator: " "))"
          + (result.worse.isEmpty ? "" : ", breaks \(result.worse.joined(separator: " "))"))
    }
  }

  private struct Place: Hashable, Comparable {
    var file: String
    var group: String

    static func < (a: Place, b: Place) -> Bool { (a.file, a.group) < (b.file, b.group) }
  }

  private static func row(_ cells: [String]) -> String {
    cells.enumerated().map { index, cell in
      let space = String(repeating: " ", count: max(1, (index == 0 ? 18 : 11) - cell.count))
      return index == 0 ? cell + space : space + cell
    }.joined()
  }
}
