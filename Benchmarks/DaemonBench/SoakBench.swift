import Foundation

/// The daemon for a long time among feeds of which a third misbehave: whether what the healthy ones publish is alerted
/// in time, and whether memory and descriptors stay where they are.
struct SoakBench {
  let place: Workplace
  static let interval = 60.0
  /// Seconds until every feed has been met; nothing is published before.
  static let warmUp = 120.0
  /// Between two looks at the process.
  static let lookEvery = 15.0

  func run(seconds: Double, count: Int) async throws {
    let feeds = try await SoakFeeds(count: count)
    let path = try place.configuration(
      "soak", urls: (0..<count).map { feeds.url($0) }, polling: "interval: 15m, min_interval: 1s",
      feed: ", interval: 60s", alerts: ", copies: all")
    let messages = "\(place.folder)/soak.err"
    _ = FileManager.default.createFile(atPath: messages, contents: nil)
    guard let log = FileHandle(forWritingAtPath: messages) else { throw BenchFailure("no room for messages") }
    let daemon = try place.daemon(path, messages: log)
    defer { daemon.terminate() }
    say(
      "\(count) feeds, a host each, every \(Int(Self.interval)) s; \(feeds.misbehaving.count) misbehave; "
        + "\(Int(Self.warmUp)) s of warm-up, then \(Int(seconds)) s")
    try await Task.sleep(for: .seconds(Self.warmUp))

    let healthy = feeds.healthyFeeds
    var alerts = AlertTail(path: "\(place.folder)/soak/alerts.jsonl")
    var looks: [Observed] = []
    var published = 0
    let start = Date()
    var nextLook = start
    while Date().timeIntervalSince(start) < seconds {
      if daemon.isRunning == false { throw BenchFailure("the daemon ended") }
      feeds.publish(published, in: healthy[published * 7919 % healthy.count])
      published += 1
      if Date() >= nextLook {
        looks.append(try Observed(daemon.processIdentifier))
        nextLook += Self.lookEvery
      }
      for _ in 0..<5 {
        alerts.read()
        try await Task.sleep(for: .milliseconds(200))
      }
    }
    let end = Date()
    while Date().timeIntervalSince(end) < Self.interval + 15 {
      alerts.read()
      try await Task.sleep(for: .milliseconds(200))
    }
    report(alerts, feeds, published)
    report(looks)
    daemon.terminate()
    daemon.waitUntilExit()
    let said = (try? String(contentsOfFile: messages, encoding: .utf8)) ?? ""
    let fails = said.split(separator: "\n").count { $0.contains(" fails: ") }
    let again = said.split(separator: "\n").count { $0.contains(" works again") }
    say("  messages: \(fails) feeds said to fail, \(again) to work again; exit status \(daemon.terminationStatus)")
    await feeds.server.stop()
  }

  private func report(_ alerts: AlertTail, _ feeds: SoakFeeds, _ published: Int) {
    var waits: [Double] = []
    for (number, seen) in alerts.seen {
      if let time = feeds.publicationTime(of: number) { waits.append(seen.timeIntervalSince(time)) }
    }
    waits.sort()
    guard let longest = waits.last else { return say("  no alert at all of \(published) items") }
    let late = waits.count { $0 > Self.interval + 5 }
    say(
      "  \(published) items published, \(waits.count) alerted, \(alerts.repeated) twice; wait median "
        + "\(digits(waits[waits.count / 2], 1)) s, 95 of 100 within \(digits(waits[waits.count * 95 / 100], 1)) s, longest "
        + "\(digits(longest, 1)) s; \(late) later than the interval and 5 s")
  }

  private func report(_ looks: [Observed]) {
    guard let first = looks.first, let last = looks.last else { return }
    for (label, index) in [
      ("start", 0), ("quarter", looks.count / 4), ("half", looks.count / 2), ("end", looks.count - 1),
    ] {
      say("  \(label): \(looks[index].memory), \(looks[index].descriptors) descriptors")
    }
    let span = Double(looks.count - 1) * Self.lookEvery
    say(
      "  descriptors between \(looks.map(\.descriptors).min() ?? 0) and \(looks.map(\.descriptors).max() ?? 0); "
        + "CPU \(digits((last.cpu - first.cpu) / max(1, span) * 100, 1)) %, "
        + "\(digits(Double(last.switches(since: first)) / max(1, span), 0)) context switches a second")
  }
}

/// Reads what is appended to the daemon's JSON log, and notes when an alert was first seen there.
struct AlertTail {
  let path: String
  private var offset: UInt64 = 0
  private var rest: [UInt8] = []
  private(set) var seen: [Int: Date] = [:]
  private(set) var repeated = 0

  init(path: String) { self.path = path }

  mutating func read() {
    guard let file = FileHandle(forReadingAtPath: path) else { return }
    defer { try? file.close() }
    try? file.seek(toOffset: offset)
    guard let data = try? file.readToEnd(), !data.isEmpty else { return }
    offset += UInt64(data.count)
    rest.append(contentsOf: data)
    let now = Date()
    while let end = rest.firstIndex(of: 0x0A) {
      let line = String(decoding: rest[..<end], as: UTF8.self)
      rest.removeSubrange(...end)
      guard let link = line.range(of: "http://soak.example/item/"),
        let number = Int(line[link.upperBound...].prefix { $0.isNumber })
      else { continue }
      if seen[number] == nil { seen[number] = now } else { repeated += 1 }
    }
  }
}
