import Classification
import Foundation
import News

/// Megabytes a CPU-second of folding and matching, and ripgrep's on the same text with the same phrases.
struct TextBench {
  private let lexicon: Lexicon
  private let files: [LexiconText]
  /// Titles and summaries, in articles of about 4 KiB.
  private let articles: [[UInt8]]

  init(lexicon: Lexicon, files: [LexiconText], items: [Item]) {
    self.lexicon = lexicon
    self.files = files
    var articles: [[UInt8]] = []
    var article: [UInt8] = []
    for item in items {
      article += Array(((item.title ?? "") + "\n" + (item.summary ?? "") + "\n").utf8)
      if article.count >= 4096 {
        articles.append(article)
        article = []
      }
    }
    if !article.isEmpty { articles.append(article) }
    self.articles = articles
  }

  func run(passes: Int?) throws {
    let rounds = passes ?? 100
    let megabytes = Double(articles.reduce(0) { $0 + $1.count } * rounds) / 1e6
    let folded = articles.map { FoldedText(utf8: $0) }
    let foldedMegabytes = Double(folded.reduce(0) { $0 + $1.bytes.count } * rounds) / 1e6
    let fold = median(rounds) { articles.reduce(0) { $0 &+ FoldedText(utf8: $1).bytes.count } }
    let match = median(rounds) { folded.reduce(0) { $0 &+ lexicon.phrases(in: $1) } }
    let both = median(rounds) { articles.reduce(0) { $0 &+ lexicon.phrases(in: FoldedText(utf8: $1)) } }
    print(
      "text: fold \(Int(megabytes / fold)), match \(Int(foldedMegabytes / match)), fold and match "
        + "\(Int(megabytes / both)) MB a CPU-second")
    guard passes == nil else { return }
    try ripgrep(folded.map(\.bytes), foldedMegabytes / Double(rounds), foldedMegabytes / match)
  }

  /// The middle one of seven runs of `rounds`, in CPU-seconds. The sum is kept, so that no run can be left out.
  private func median(_ rounds: Int, _ work: () -> Int) -> Double {
    var times: [Double] = []
    var sum = 0
    for _ in 0..<7 {
      let start = JudgeBench.cpuSeconds()
      for _ in 0..<rounds { sum &+= work() }
      times.append(JudgeBench.cpuSeconds() - start)
    }
    if sum == 42 { print("") }
    return times.sorted()[3]
  }

  /// `rg -F -o` over the folded text in one file, repeated to 20 MB, output thrown away; CPU of the child.
  private func ripgrep(_ folded: [[UInt8]], _ megabytes: Double, _ ours: Double) throws {
    guard let tool = ["/usr/bin/rg", "/usr/local/bin/rg"].first(where: FileManager.default.isExecutableFile(atPath:))
    else {
      print("text: no ripgrep here (Debian: ripgrep), so nothing beside it")
      return
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("judge-bench-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let phrases = try LexiconOrigins(files: files).phrases
    try Data(phrases.joined(separator: "\n").utf8).write(to: folder.appendingPathComponent("phrases"))
    var text = Data()
    let once = Data(folded.joined(separator: [0x0A]))
    while text.count < 20_000_000 { text += once }
    try text.write(to: folder.appendingPathComponent("text"))
    try Data("x\n".utf8).write(to: folder.appendingPathComponent("nothing"))
    let start = try seconds(tool, folder, "nothing")
    let all = try seconds(tool, folder, "text")
    let rate = Double(text.count) / 1e6 / max(1e-9, all - start)
    print(
      "text: rg -F -o with the same \(phrases.count) phrases \(Int(rate)) MB a CPU-second (\(Int(start * 1000)) ms to "
        + "build left out), so the match is \(Double(Int(ours / rate * 100)) / 100) times as fast")
  }

  /// The middle of three runs.
  private func seconds(_ tool: String, _ folder: URL, _ name: String) throws -> Double {
    var times: [Double] = []
    for _ in 0..<3 {
      var before = rusage()
      getrusage(RUSAGE_CHILDREN.rawValue, &before)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: tool)
      process.arguments = ["-F", "-o", "--no-config", "--no-line-number", "-j1", "-f", "phrases", name]
      process.currentDirectoryURL = folder
      process.standardOutput = FileHandle(forWritingAtPath: "/dev/null")
      try process.run()
      process.waitUntilExit()
      var after = rusage()
      getrusage(RUSAGE_CHILDREN.rawValue, &after)
      times.append(total(after) - total(before))
    }
    return times.sorted()[1]
  }

  private func total(_ usage: rusage) -> Double {
    Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
      / 1e6
  }
}
