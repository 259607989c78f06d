import Foundation

/// The daemon itself: its memory after a full round, and what it costs while no feed is due.
struct IdleBench {
  let place: Workplace
  let feeds: BenchFeeds

  func run(_ count: Int) async throws {
    feeds.round(1)
    let urls = (0..<count).map { feeds.url($0, oneHost: false) }
    let path = try place.configuration("idle-\(count)", urls: urls, polling: CostBench.polling)
    let before = await feeds.server.requestCount
    let process = try place.daemon(path)
    defer { process.terminate() }
    let began = Date()
    while await feeds.server.requestCount - before < count {
      guard process.isRunning, Date().timeIntervalSince(began) < 600 else { throw BenchFailure("no full round") }
      try await Task.sleep(for: .milliseconds(100))
    }
    let round = Date().timeIntervalSince(began)
    // What came last is still read and stored.
    try await Task.sleep(for: .seconds(5))
    let first = try Observed(process.processIdentifier)
    try await Task.sleep(for: .seconds(30))
    let last = try Observed(process.processIdentifier)
    say(
      "\(count) feeds in the daemon: a full round in \(digits(round, 0)) s (\(digits(first.cpu, 1)) s of CPU, its start "
        + "included), then \(first.memory)")
    say(
      "  idle for 30 s: CPU \(digits((last.cpu - first.cpu) / 30 * 100, 2)) %, "
        + "\(digits(Double(last.switches(since: first)) / 30, 1)) context switches a second, \(last.memory)")
    process.terminate()
    process.waitUntilExit()
  }
}
