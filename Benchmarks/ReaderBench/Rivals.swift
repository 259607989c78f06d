// For `timeval`, which this module declares as well.
import CLibXML2
import Glibc

/// `attache parse` beside other programs that read feeds, as processes on the same file: CPU of each, and what is left of
/// it without the program's start, which is what it takes for a feed of one item. The programs take turns, and the least
/// that each took counts: what the work costs when nobody disturbs it.
struct Rivals {
  private struct Program {
    let name: String
    /// The program and its arguments; the file comes last, unless it is its standard input.
    let words: [String]
    var readsInput = false
    /// Runs of which the best counts.
    var rounds = 25
  }

  /// What a program takes, in microseconds of CPU.
  private struct Cost {
    var whole = Int.max
    var start = Int.max
    var net: Int { max(1, whole - start) }
  }

  private let programs: [Program]
  private let probe: String

  /// - Parameters:
  ///   - attache: path of the program under test.
  ///   - python: an interpreter that may have `fastfeedparser` and `feedparser`.
  init(attache: String, python: String) {
    func script(_ module: String) -> String {
      "import sys, \(module); \(module).parse(open(sys.argv[1], 'rb').read())"
    }
    let candidates = [
      Program(name: "attache parse", words: [attache, "parse"]),
      Program(name: "sfeed", words: ["sfeed"], readsInput: true),
      Program(name: "fastfeedparser", words: [python, "-c", script("fastfeedparser")], rounds: 5),
      Program(name: "feedparser", words: [python, "-c", script("feedparser")], rounds: 5),
    ]
    let probe = Self.file(named: "probe", holding: GeneratedFeed.bytes(size: 1))
    self.probe = probe
    programs = candidates.filter { program in
      let isHere = Self.run(program, probe) != nil
      if !isHere { print("not here to compare with: \(program.name)") }
      return isHere
    }
  }

  /// Prints a line a program for a feed of `bytes`; `limit` is what libxml2 with empty handlers takes for it, in seconds.
  func compare(_ name: String, _ bytes: [UInt8], limit: Double) {
    let feed = Self.file(named: "feed", holding: bytes)
    var costs = programs.map { _ in Cost() }
    for round in 0..<(programs.map(\.rounds).max() ?? 0) {
      for (index, program) in programs.enumerated() where round < program.rounds {
        if let time = Self.run(program, feed) { costs[index].whole = min(costs[index].whole, time) }
        if let time = Self.run(program, probe) { costs[index].start = min(costs[index].start, time) }
      }
    }
    for (program, cost) in zip(programs, costs) where cost.whole != .max && cost.start != .max {
      let words = [
        "\(name), \(program.name): \(Self.tenths(cost.whole, 1000)) ms CPU, \(Self.tenths(cost.net, 1000)) ms without its start",
        "\(Self.tenths(cost.whole, Int(limit * 1e6))) and \(Self.tenths(cost.net, Int(limit * 1e6))) × libxml2",
        program.name == programs[0].name
          ? nil
          : "\(Self.tenths(cost.whole, costs[0].whole)) × attache parse, \(Self.tenths(cost.net, costs[0].net)) × without the starts",
      ]
      print(words.compactMap { $0 }.joined(separator: "; "))
    }
  }

  private static func tenths(_ value: Int, _ unit: Int) -> String {
    let tenths = (value * 10 + max(1, unit) / 2) / max(1, unit)
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// Takes its files away.
  func clean() {
    for name in ["probe", "feed"] { unsafe unlink(Self.path(of: name)) }
  }

  private static func path(of name: String) -> String {
    // Sound: the environment's string is copied at once.
    let folder = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    return "\(folder)/attache-bench-\(getpid())-\(name).xml"
  }

  /// A file in the folder for temporary ones, overwritten at each call.
  private static func file(named name: String, holding bytes: [UInt8]) -> String {
    let path = path(of: name)
    // Sound: the path and the bytes outlive the calls.
    if let stream = unsafe fopen(path, "w") {
      _ = unsafe bytes.withUnsafeBytes { unsafe fwrite($0.baseAddress, 1, $0.count, stream) }
      unsafe fclose(stream)
    }
    return path
  }

  /// Runs `program` on `file` and returns the CPU that it used, in microseconds; `nil` where it did not end well.
  private static func run(_ program: Program, _ file: String) -> Int? {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, program.readsInput ? file : "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // Sound: the C strings live until they are freed here, after the call.
    let arguments = program.words + (program.readsInput ? [] : [file])
    var words: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) } + [nil]
    defer { for index in unsafe words.indices { unsafe free(words[index]) } }
    var id: pid_t = 0
    guard unsafe posix_spawnp(&id, program.words[0], &actions, nil, &words, environ) == 0 else { return nil }
    var usage = rusage()
    var status: Int32 = 0
    // Sound: `wait4` fills what it is given.
    guard unsafe wait4(id, &status, 0, &usage) == id, status == 0 else { return nil }
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000 + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
  }
}
