// What judging costs, on the project's own labelled items: loading the word lists, folding and matching text (beside
// ripgrep with the same phrases, where it is installed), and whole judgements a CPU-second.
//
//   judge-bench LEXICON ITEMS.jsonl [text | judge [PASSES]]      (the last two for a profile of one half)

import Classification
import Evaluation
import Foundation
import LexiconFolder
import News

@main
struct JudgeBench {
  static func main() throws {
    guard (3...5).contains(CommandLine.arguments.count) else {
      print("usage: judge-bench LEXICON ITEMS.jsonl [text | judge [PASSES]]")
      exit(64)
    }
    // Few passes for a tool that counts instructions, which takes fifty times as long.
    let passes = CommandLine.arguments.count > 4 ? max(1, Int(CommandLine.arguments[4]) ?? 1) : nil
    let texts = try LexiconFolder.read(CommandLine.arguments[1])
    let lexicon = try load(texts)
    let data = try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[2]))
    let items = try GoldFile.read([UInt8](data)).map(\.item)
    let part = CommandLine.arguments.count > 3 ? CommandLine.arguments[3] : ""
    if part != "judge" { try TextBench(lexicon: lexicon, files: texts, items: items).run(passes: passes) }
    guard part != "text" else { return }
    let classifier = Classifier(lexicon: lexicon)
    judge(classifier, items.indices.map { lengthened(items, $0) }, "with summaries of 300 characters", passes)
    guard passes == nil else { return }
    judge(classifier, items, "as they stand", nil)
    judge(classifier, items.map(stranger), "that name neither side, with summaries of 300 characters", nil)
  }

  private static func load(_ texts: [LexiconText]) throws -> Lexicon {
    var best = Double.infinity
    var loaded: Lexicon?
    for _ in 0..<5 {
      let start = cpuSeconds()
      loaded = try Lexicon(files: texts)
      best = min(best, cpuSeconds() - start)
    }
    guard let loaded else { exit(70) }
    print(
      "lexicon: loaded in \(Int(best * 1000)) ms of CPU; \(loaded.phraseCount) phrases in "
        + "\(loaded.footprint / 1024) KiB of tables")
    return loaded
  }

  private static func judge(_ classifier: Classifier, _ items: [Item], _ what: String, _ passes: Int?) {
    let bytes = items.reduce(0) { $0 + ($1.title ?? "").utf8.count + ($1.summary ?? "").utf8.count }
    var times: [Double] = []
    var relevant = 0
    let turns = passes == nil ? 5 : 1
    for _ in 0..<(passes ?? 9) {
      let start = cpuSeconds()
      relevant = 0
      for _ in 0..<turns {
        for item in items {
          let assessment = classifier.assess(
            title: item.title, summary: item.summary, published: item.time, source: nil)
          if assessment.relevant { relevant += 1 }
        }
      }
      times.append(cpuSeconds() - start)
    }
    times.sort()
    let count = Double(items.count * turns)
    print(
      "judge: \(items.count) items \(what), \(bytes / max(1, items.count)) bytes on average, \(relevant / turns) relevant: "
        + "\(Int(count / times[times.count / 2])) items a CPU-second (best \(Int(count / times[0])))")
  }

  /// The item with its summary made up to 300 characters from the summaries that follow it in the file.
  private static func lengthened(_ items: [Item], _ index: Int) -> Item {
    var item = items[index]
    var summary = item.summary ?? ""
    var next = index + 1
    while summary.count < 300, next < index + 20 {
      summary += " " + (items[next % items.count].summary ?? "")
      next += 1
    }
    item.summary = String(summary.prefix(300))
    return item
  }

  /// An item of a usual feed: news of somewhere else.
  private static func stranger(_ item: Item) -> Item {
    var item = item
    item.title = "Ministers in Brussels agree on rules for fishing quotas after a night of talks"
    item.summary = String(
      ("The ministers of twenty-seven countries agreed early on Wednesday on how much cod and herring their fleets may "
        + "catch next year, after a night of talks that one delegate called exhausting. Scientists had asked for deeper "
        + "cuts; \"we have listened,\" said the minister who led the talks, \"and we will look at the figures again.\"")
        .prefix(300))
    return item
  }

  static func cpuSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}
