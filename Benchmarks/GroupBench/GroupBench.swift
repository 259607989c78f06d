// What grouping costs: one item more beside 2,000 open stories, with and without 100,000 items in the archive; and beside
// as many reports that are all much alike. In memory (finding the item's story), and in the store (the whole commit,
// without the wait for the disk).
//
//   group-bench LEXICON ITEMS.jsonl [STORIES [ARCHIVE]]

import Classification
import Evaluation
import Foundation
import Isolation
import LexiconFolder
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
    bench.crowd(stories)
    for held in [0, archive] { try await bench.store(stories, archive: held) }
  }

  init(lexicon folder: String, items: String) throws {
    let classifier = Classifier(lexicon: try Lexicon(files: try LexiconFolder.read(folder)))
    base = try GoldFile.read([UInt8](try Data(contentsOf: URL(fileURLWithPath: items)))).compactMap { gold in
      let assessment = classifier.assess(
        title: gold.item.title, summary: gold.item.summary, published: gold.item.time, source: gold.source)
      return assessment.relevant ? (gold.item, assessment) : nil
    }
  }

  /// A report of one of `count` events. Each event has the wording of a labelled item in which many words are its own, the
  /// institutions, offices and places of another, people of its own, and a day of its own that
  /// it is planned for; each report of it tells some of it, in another order, with a word and a figure of its own.
  private mutating func report(_ number: Int, of count: Int) -> Store.JudgedItem {
    // A third of the events have most of the reports, as in the news.
    let event = Int.random(in: 0..<(Bool.random(using: &random) ? count : max(1, count / 3)), using: &random)
    var own = SeededRandom(seed: UInt64(event) &+ 1000)
    let text = base[Int.random(in: 0..<base.count, using: &own)]
    let other = base[Int.random(in: 0..<base.count, using: &own)]
    var assessment = text.assessment
    assessment.participants = other.assessment.participants.map { known in
      guard known.isPerson else { return known }
      var person = known
      person.name = GroupBench.word(&own).capitalized + " " + GroupBench.word(&own).capitalized
      return person
    }
    assessment.places = other.assessment.places
    assessment.stage = .planned
    assessment.dates = [CivilDay(daysSinceEpoch: now.day.daysSinceEpoch + Int.random(in: 1...60, using: &own))]
    let day = Int64.random(in: 0..<300 * 86400, using: &own)
    let title = words(text.item.title, of: &own)
    let summary = words(text.item.summary, of: &own)
    return judged(
      number, assessment, title: title.filter { _ in Int.random(in: 0..<4, using: &random) > 0 },
      summary: summary.shuffled(using: &random).prefix(25) + [GroupBench.word(&random)],
      time: now.adding(seconds: -day - Int64.random(in: 0..<2 * 86400, using: &random)))
  }

  /// A text's words, of which more than half of the longer ones are replaced by words that nothing else has.
  private func words(_ text: String?, of random: inout SeededRandom) -> [String] {
    (text ?? "").split(separator: " ").map { word in
      word.utf8.count > 4 && Int.random(in: 0..<10, using: &random) < 6 ? GroupBench.word(&random) : String(word)
    }
  }

  private static func word(_ random: inout SeededRandom) -> String {
    (0..<3).map { _ in
      ["ba", "dor", "fi", "gul", "kam", "lez", "mi", "nor", "pa", "qas", "ri", "sun", "tov", "wa", "yel", "zu"][
        Int.random(in: 0..<16, using: &random)]
    }.joined()
  }

  /// A report that is much like many others: the head of one title and the tail of another, people and places of either.
  private mutating func alike(_ number: Int) -> Store.JudgedItem {
    let text = base[Int.random(in: 0..<base.count, using: &random)]
    let other = base[Int.random(in: 0..<base.count, using: &random)]
    var assessment = text.assessment
    if Bool.random(using: &random) { assessment.participants = other.assessment.participants }
    if Bool.random(using: &random) { assessment.places = other.assessment.places }
    assessment.dates = []
    let head = (text.item.title ?? "").split(separator: " ").map(String.init)
    let tail = (other.item.title ?? "").split(separator: " ").map(String.init)
    return judged(
      number, assessment, title: head.prefix((head.count + 1) / 2) + tail.suffix(tail.count / 2),
      summary: (other.item.summary ?? "").split(separator: " ").map(String.init).shuffled(using: &random).prefix(20),
      time: now.adding(seconds: -Int64.random(in: 0..<30 * 86400, using: &random)))
  }

  private mutating func judged(
    _ number: Int, _ assessment: Assessment, title: some Sequence<String>, summary: some Sequence<String>,
    time: Timestamp
  ) -> Store.JudgedItem {
    let item = Item(
      id: "r\(number)", link: "https://news.example/report/\(number)", title: title.joined(separator: " "),
      published: time,
      summary: summary.joined(separator: " ") + " \(100 + Int.random(in: 0..<900, using: &random)) million")
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
        book.add(candidate(report(number, of: stories * 2), number))
      }
    }
    let (text, prints) = time(&book) { $0.report($1, of: stories * 2) }
    say(
      "memory: \(book.stories.count) open stories of \(number) reports, the largest of \(largest(book)); an item: \(text); "
        + "\(milliseconds(prints)) ms of it to read its words")
    let same = report(0, of: 1)
    var copies = Double.infinity
    for round in 0..<3 {
      let start = cpuSeconds()
      for index in 0..<1000 { book.add(candidate(same, 1_000_000 + round * 1000 + index)) }
      copies = min(copies, (cpuSeconds() - start) / 1000)
    }
    say("memory: one of 1,000 exact copies: \(milliseconds(copies)) ms")
  }

  /// Reports of which each is like hundreds of others.
  private mutating func crowd(_ reports: Int) {
    var book = StoryBook()
    for number in 0..<reports { book.add(candidate(alike(number), number)) }
    let (text, _) = time(&book) { $0.alike($1) }
    say(
      "memory: \(reports) reports that are much alike, in \(book.stories.count) stories, the largest of \(largest(book)); an item: \(text)"
    )
  }

  /// What each of 1,000 items costs, and what it costs at the mean to read their words.
  private mutating func time(
    _ book: inout StoryBook, _ report: (inout GroupBench, Int) -> Store.JudgedItem
  ) -> (String, Double) {
    var times: [Double] = []
    var prints = 0.0
    for number in 2_000_000..<2_001_000 {
      let item = candidate(report(&self, number), number)
      let before = cpuSeconds()
      _ = StoryGrouper.member(item)
      prints += cpuSeconds() - before
      let start = cpuSeconds()
      book.add(item)
      times.append(cpuSeconds() - start)
    }
    return (text(times), prints / 1000)
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
        var item = report(number, of: archive / 4)
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
          items.append(report(number, of: stories * 2))
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
        items.append(report(number, of: stories * 2))
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
