// What the whole daemon costs: fetched, read, judged, stored and told, against a server on loopback.
//
//   daemon-bench ATTACHE LEXICON [FEEDS]
//
// Each feed is on a host of its own (127.x.y.z) and has a body of 50 KB. First a round of changed feeds, then a round of
// 304s, each as `attache run --once`, less what the program costs without feeds; then the daemon itself, idle with all
// feeds known. CPU is user and system of the daemon's process alone.

import Foundation
import LoopbackServer

/// One run of the program to its end.
struct Run {
  var cpu: Double
  var wall: Double
  var status: Int32

  init(_ program: String, _ arguments: [String]) throws {
    let start = Date()
    var before = rusage()
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &before)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    var after = rusage()
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &after)
    cpu = Run.seconds(after) - Run.seconds(before)
    wall = Date().timeIntervalSince(start)
    status = process.terminationStatus
  }

  private static func seconds(_ usage: rusage) -> Double {
    Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
      / 1e6
  }
}

/// A process as /proc shows it.
struct Observed {
  var residentKB: Int
  var privateDirtyKB: Int
  var cpuTicks: Int
  /// Voluntary context switches by thread: threads come and go.
  var switches: [String: Int] = [:]

  init(_ pid: Int32) throws {
    let rollup = try String(contentsOfFile: "/proc/\(pid)/smaps_rollup", encoding: .utf8)
    residentKB = Observed.number("Rss:", rollup)
    privateDirtyKB = Observed.number("Private_Dirty:", rollup)
    let fields =
      try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8).split(separator: ")").last?
      .split(separator: " ") ?? []
    cpuTicks = fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : 0
    for thread in try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task") {
      let status = (try? String(contentsOfFile: "/proc/\(pid)/task/\(thread)/status", encoding: .utf8)) ?? ""
      switches[thread] = Observed.number("voluntary_ctxt_switches:", status)
    }
  }

  private static func number(_ key: String, _ text: String) -> Int {
    for line in text.split(separator: "\n") where line.hasPrefix(key) {
      return Int(line.dropFirst(key.count).split(whereSeparator: { $0 == " " || $0 == "\t" }).first ?? "") ?? 0
    }
    return 0
  }
}

@main
struct DaemonBench {
  static func main() async throws {
    guard CommandLine.arguments.count >= 3 else {
      print("usage: daemon-bench ATTACHE LEXICON [FEEDS]")
      exit(64)
    }
    let attache = CommandLine.arguments[1]
    let lexicon = CommandLine.arguments[2]
    let feeds = CommandLine.arguments.count > 3 ? Int(CommandLine.arguments[3]) ?? 1000 : 1000
    let folder = NSTemporaryDirectory() + "attache-bench-\(ProcessInfo.processInfo.processIdentifier)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let server = try await LoopbackServer.start(address: nil, keepsLog: false)
    // One feed in fifty carries a few items about the two governments: about what a desk's feeds hold.
    let ordinary = feed(bytes: 50_000, relevant: false)
    let relevant = feed(bytes: 50_000, relevant: true)
    await server.on("/feed.xml") { request in
      let isRelevant = request.localAddress.split(separator: ".").last.flatMap { Int($0) }.map { $0 % 50 == 0 } ?? false
      return Answer.conditional(request, body: isRelevant ? relevant : ordinary, etag: "\"1\"")
    }
    try write(folder, lexicon, port: server.port, feeds: 0)
    let empty = try Run(attache, ["run", "--once", "--config", "\(folder)/0.yaml"])
    try write(folder, lexicon, port: server.port, feeds: feeds)
    let arguments = ["run", "--once", "--config", "\(folder)/\(feeds).yaml"]
    print("\(feeds) feeds of 50 KB, a host each; CPU of the daemon's process")
    for name in ["changed", "304"] {
      let run = try Run(attache, arguments)
      let cpu = max(0.001, run.cpu - empty.cpu)
      print(
        "\(name): \(digits(cpu / Double(feeds) * 1000, 3)) ms a poll, \(Int(Double(feeds) / cpu)) polls a CPU-second, "
          + "\(digits(run.wall, 1)) s in all, exit status \(run.status)")
    }
    try await idle(attache, "\(folder)/\(feeds).yaml", server, feeds)
    await server.stop()
  }

  /// The daemon with all feeds known and none due.
  private static func idle(_ attache: String, _ config: String, _ server: LoopbackServer, _ feeds: Int) async throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: attache)
    process.arguments = ["run", "--config", config]
    process.standardError = FileHandle.nullDevice
    try process.run()
    try await Task.sleep(for: .seconds(5))
    let before = try Observed(process.processIdentifier)
    try await Task.sleep(for: .seconds(20))
    let after = try Observed(process.processIdentifier)
    let switches = after.switches.reduce(0) { $0 + $1.value - (before.switches[$1.key] ?? 0) }
    let ticks = Double(after.cpuTicks - before.cpuTicks) / Double(sysconf(Int32(_SC_CLK_TCK)))
    print(
      "idle: resident \(digits(Double(after.residentKB) / 1024, 1)) MB, private \(digits(Double(after.privateDirtyKB) / 1024, 1)) MB, "
        + "CPU \(digits(ticks / 20 * 100, 2)) %, \(digits(Double(switches) / 20, 1)) context switches a second"
    )
    process.terminate()
    process.waitUntilExit()
  }

  private static func write(_ folder: String, _ lexicon: String, port: UInt16, feeds: Int) throws {
    var text = """
      lexicon: \(lexicon)
      storage: {directory: \(folder)/state-\(feeds)}
      alerts: {log: \(folder)/alerts-\(feeds).log}
      polling: {interval: 6h, host_pause: 0s}
      network: {allow_private_addresses: true}
      feeds: []

      """
    if feeds > 0 { text = text.replacingOccurrences(of: "feeds: []", with: "feeds:") }
    for index in 0..<feeds {
      let host = "127.\(1 + index / 62_500).\(index / 250 % 250).\(index % 250 + 1)"
      text += "  - {name: feed \(index), url: \"http://\(host):\(port)/feed.xml\"}\n"
    }
    try text.write(toFile: "\(folder)/\(feeds).yaml", atomically: true, encoding: .utf8)
  }

  /// News of every day, dated long ago so that none is told; with `relevant`, one item in ten about the two governments.
  private static func feed(bytes: Int, relevant: Bool) -> [UInt8] {
    var text =
      "<rss version=\"2.0\"><channel><title>Bench</title><link>http://bench.example/</link><description>-</description>"
    var index = 0
    while text.utf8.count < bytes {
      let title =
        relevant && index % 10 == 0
        ? "US envoy meets Pakistan's foreign minister in Islamabad, round \(index)"
        : "Council of town \(index) votes on its \(index * 7) budget"
      text += """
        <item><title>\(title)</title><link>http://bench.example/\(index)</link><guid>\(index)</guid>
        <pubDate>Tue, 07 Sep 2021 10:00:00 GMT</pubDate><description><![CDATA[<p>The meeting number \(index) went on for \(index % 9) hours. Officials said that
        talks would go on next week, and that a statement of \(index * 31 % 997) words would follow; <a href="http://bench.example/more">more</a>.</p>
        \(String(repeating: "Further lines of ordinary report follow here, as they do in feeds. ", count: 20))]]></description></item>

        """
      index += 1
    }
    return Array((text + "</channel></rss>").utf8)
  }

  private static func digits(_ value: Double, _ count: Int) -> String { String(format: "%.\(count)f", value) }
}
