// Items judged a CPU-second: titles with summaries of about 300 characters, from the project's own labelled set.
//
//   judge-bench LEXICON ITEMS.jsonl

import Classification
import Evaluation
import Foundation
import News

@main
struct JudgeBench {
  static func main() throws {
    guard CommandLine.arguments.count == 3 else {
      print("usage: judge-bench LEXICON ITEMS.jsonl")
      exit(64)
    }
    let folder = CommandLine.arguments[1]
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }.sorted()
    let texts = try names.map {
      LexiconText(name: $0, bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)"))))
    }
    let loading = cpuSeconds()
    let classifier = Classifier(lexicon: try Lexicon(files: texts))
    print("lexicon loaded in \(Int((cpuSeconds() - loading) * 1000)) ms of CPU")
    let data = try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[2]))
    let items = try GoldFile.read([UInt8](data)).map(\.item)
    let characters = items.reduce(0) { $0 + ($1.title ?? "").utf8.count + ($1.summary ?? "").utf8.count }
    var best = Double.infinity
    var relevant = 0
    for _ in 0..<5 {
      let start = cpuSeconds()
      relevant = 0
      for _ in 0..<10 {
        for item in items {
          let assessment = classifier.assess(
            title: item.title, summary: item.summary, published: item.time, source: nil)
          if assessment.relevant { relevant += 1 }
        }
      }
      best = min(best, cpuSeconds() - start)
    }
    print(
      "\(items.count) items of \(characters / max(1, items.count)) bytes on average, \(relevant / 10) of them relevant: "
        + "\(Int(Double(items.count * 10) / best)) items a CPU-second")
  }

  private static func cpuSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}
