// What grouping costs: one item more beside 2,000 open stories that are much alike, with and without 100,000 items in the
// archive. In memory (finding the item's story), and in the store (the whole commit, without the wait for the disk).
//
//   group-bench LEXICON ITEMS.jsonl [STORIES [ARCHIVE]]

import Classification
import Evaluation
import Foundation
import Isolation
import News
import SeededRandom
import Store
import Stories

@main
struct GroupBench {
  /// The labelled items that are relevant, judged.
  let base: [(item: Item, assessment: Assessment)]
  var random = SeededRandom(seed: 7)
  let now = Timestamp(seconds: 1_795_327_200)

  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3 else {
      print("usage: group-bench LEXICON ITEMS.jsonl [STORIES [ARCHIVE]]")
      exit(64)
    }
    let stories = arguments.count > 3 ? Int(arguments[3]) ?? 2000 : 2000
    let archive = arguments.count > 4 ? Int(arguments[4]) ?? 100_000 : 100_000
    var bench = try GroupBench(lexicon: arguments[1], items: arguments[2])
    bench.memory(stories)
    for held in [0, archive] { try await bench.store(stories, archive: held) }
  }

  init(lexicon folder: String, items: String) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".txt") }.sorted()
    let texts = try names.map {
      LexiconText(name: $0, bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)"))))
    }
    let classifier = Classifier(lexicon: try Lexicon(files: texts))
    base = try GoldFile.read([UInt8](try Data(contentsOf: URL(fileURLWithPath: items)))).compactMap { gold in
      let assessment = classifier.assess(
        title: gold.item.title, summary: gold.item.summary, published: gold.item.time, source: gold.source)
      return assessment.relevant ? (gold.item, assessment) : nil
    }
  }

  /// A report that shares its words with some others, its people with more, and its time with all of a month.
  private mutating func report(_ number: Int) -> Store.JudgedItem {
    let text = base[Int.random(in: 0..<base.count, using: &random)]
    let other = base[Int.random(in: 0..<base.count, using: &random)]
    var assessment = text.assessment
    if Int.random(in: 0..<2, using: &random) == 0 { assessment.participants = other.assessment.participants }
    if Int.random(in: 0..<2, using: &random) == 0 { assessment.places = other.assessment.places }
    assessment.dates = []
    let time = now.adding(seconds: -Int64(Int.random(in: 0..<30 * 86400, using: &random)))
    // The head of one title and the tail of another.
    let head = (text.item.title ?? "").split(separator: " ")
    let tail = (other.item.title ?? "").split(separator: " ")
    let title = (head.prefix((head.count + 1) / 2) + tail.suffix(tail.count / 2)).joined(separator: " ")
    let half = (other.item.summary ?? "").split(separator: " ").shuffled(using: &random).prefix(20)
    let item = Item(
      id: "r\(number)", link: "https://news.example/report/\(number)", title: title, published: time,
      summary: half.joined(separator: " ") + " \(100 + Int.random(in: 0..<900, using: &random)) million")
    return Store.JudgedItem(item: item, key: "r\(number)", textHash: UInt64(number), assessment: assessment)
  }

  private func candidate(_ judged: Store.JudgedItem, _ number: Int) -> StoryCandidate {
    let name = "Feed \(number % 50)"
    return StoryCandidate(
      number: Int64(number), item: judged.item, assessment: judged.assessment,
      source: Source(name: name, url: "https://\(number % 50).example/"), time: judged.item.time, seenAt: now)
  }

  // MARK: - In memory

  private mutating func memory(_ stories: Int) {
    var book = StoryBook()
    var number = 0
    while book.stories.count < stories {
      for _ in 0..<500 {
        number += 1
        book.add(candidate(report(number), number))
      }
    }
    var times: [Double] = []
    var prints = 0.0
    for _ in 0..<1000 {
      number += 1
      let item = candidate(report(number), number)
      let before = cpuSeconds()
      _ = StoryGrouper.member(item)
      prints += cpuSeconds() - before
      let start = cpuSeconds()
      book.add(item)
      times.append(cpuSeconds() - start)
    }
    say(
      "memory: \(book.stories.count) open stories of \(number) reports, the largest of \(largest(book)); an item: \(text(times)); "
        + "\(milliseconds(prints / 1000)) ms of it to read its words"
    )
    let same = report(0)
    var copies = Double.infinity
    for round in 0..<3 {
      let start = cpuSeconds()
      for index in 0..<1000 { book.add(candidate(same, 1_000_000 + round * 1000 + index)) }
      copies = min(copies, (cpuSeconds() - start) / 1000)
    }
    say("memory: one of 1,000 exact copies: \(milliseconds(copies)) ms")
  }

  private func largest(_ book: StoryBook) -> Int { book.stories.map(\.members.count).max() ?? 0 }

  // MARK: - In the store

  private mutating func store(_ stories: Int, archive: Int) async throws {
    let directory = NSTemporaryDirectory() + "group-bench-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let store = try AlertStore.open(
      StoreSettings(directory: directory), as: .daemon, queue: SerialQueue(label: "group-bench"))
    let past = now.adding(seconds: -200 * 86400)
    var number = 0
    // One in twenty is of a story that has closed since.
    while number < archive {
      var items: [Store.JudgedItem] = []
      for _ in 0..<2000 {
        number += 1
        var item = report(number)
        if number % 20 != 0 { item.assessment.relevant = false }
        item.item.published = item.item.published?.adding(seconds: -200 * 86400)
        items.append(item)
      }
      try await commit(items, to: store, at: past)
    }
    var open = 0
    while open < stories {
      for _ in 0..<10 {
        var items: [Store.JudgedItem] = []
        for _ in 0..<200 {
          number += 1
          items.append(report(number))
        }
        try await commit(items, to: store, at: now)
      }
      open = try await store.stories(open: true, grouping: StoryGrouper.grouping, now: now.adding(seconds: -20 * 86400))
        .count
    }
    var times: [Double] = []
    for _ in 0..<40 {
      var items: [Store.JudgedItem] = []
      for _ in 0..<20 {
        number += 1
        items.append(report(number))
      }
      let start = cpuSeconds()
      try await commit(items, to: store, at: now)
      times.append((cpuSeconds() - start) / 20)
    }
    try await store.close()
    say("store: \(archive) items in the archive, \(open) open stories; an item of a commit of 20: \(text(times))")
  }

  private func commit(_ items: [Store.JudgedItem], to store: AlertStore, at moment: Timestamp) async throws {
    let source = Source(name: "Feed", url: "https://feed.example/")
    let state = FeedState(url: source.url, name: source.name, nextDue: moment)
    _ = try await store.commit(
      [
        PollOutcome(
          source: source, state: state, items: items, seenKeys: items.map(\.key), isFirstPoll: false)
      ], policy: AlertPolicy(), grouping: StoryGrouper.grouping, now: moment)
  }

  // MARK: - Figures

  private func text(_ times: [Double]) -> String {
    let sorted = times.sorted()
    func at(_ share: Double) -> String {
      milliseconds(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))])
    }
    return "\(at(0.5)) ms of CPU at the median, \(at(0.95)) at the 95th, \(at(0.999)) at most"
  }

  private func milliseconds(_ seconds: Double) -> String { String(format: "%.3f", seconds * 1000) }
}

/// Prints a line at once, into a pipe too.
private func say(_ line: String) {
  print(line)
  fflush(nil)
}

/// CPU time of this process.
private func cpuSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
