import Foundation

/// What other programs for feeds cost on the same addresses, in rounds: everything new to each of them, one item of 33
/// new in each feed, and nothing new.
struct PeerBench {
  let place: Workplace
  let feeds: BenchFeeds
  static let rounds: [(number: Int, name: String)] = [(1, "all new"), (2, "one new"), (2, "nothing new")]

  func run(_ count: Int) throws {
    let urls = (0..<count).map { feeds.url($0, oneHost: false) }
    say("\(count) feeds, a host each; ms of CPU a feed, the program and its children, its start included")
    say("                        \(Self.rounds.map { padded($0.name, 18) }.joined())exit status")
    let own = try attache(urls)
    let programs: [(String, () throws -> [Run]?)] = [
      ("newsboat -x reload", { try newsboat(urls) }), ("sfeed_update", { try sfeed(urls) }),
    ]
    for (name, rounds) in programs {
      guard let runs = try rounds() else {
        say("  \(name) is not installed")
        continue
      }
      report(name, runs, count) { round, cost in
        "\(digits(cost, 3)) (\(digits(cost / own.rounds[round], 1)) ×, \(digits(cost / own.withoutStart[round], 1)) ×)"
      }
    }
    say("  in brackets: times attache's, its start included and without it")
  }

  /// Milliseconds a feed of each round.
  private func attache(_ urls: [String]) throws -> (rounds: [Double], withoutStart: [Double]) {
    let name = "peers-\(urls.count)"
    let path = try place.configuration(name, urls: urls, polling: CostBench.polling)
    let off = try place.configuration(
      "\(name)-off", store: name, urls: urls, polling: CostBench.polling, feed: ", enabled: false")
    var starts: [Double] = []
    let runs = try rounds {
      starts.append(try Run(place.attache, ["run", "--once", "--config", off]).cpu)
      return try Run(place.attache, ["run", "--once", "--config", path])
    }
    report("attache run --once", runs, urls.count) { digits($1, 3) }
    let count = Double(urls.count)
    let rest = zip(runs, starts).map { max(1e-6, ($0.cpu - $1) / count * 1000) }
    say("    without its start     " + rest.map { padded(digits($0, 3), 18) }.joined())
    say("    its start: \(digits((starts.max() ?? 0) * 1000, 0)) ms")
    return (runs.map { $0.cpu / count * 1000 }, rest)
  }

  private func newsboat(_ urls: [String]) throws -> [Run]? {
    guard let newsboat = Run.find("newsboat") else { return nil }
    let folder = "\(place.folder)/newsboat-\(urls.count)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try (urls.joined(separator: "\n") + "\n").write(toFile: "\(folder)/urls", atomically: true, encoding: .utf8)
    try "".write(toFile: "\(folder)/config", atomically: true, encoding: .utf8)
    return try rounds {
      try Run(
        newsboat, ["-u", "\(folder)/urls", "-c", "\(folder)/cache.db", "-C", "\(folder)/config", "-x", "reload"],
        environment: ["HOME": folder])
    }
  }

  private func sfeed(_ urls: [String]) throws -> [Run]? {
    guard let sfeed = Run.find("sfeed_update") else { return nil }
    let folder = "\(place.folder)/sfeed-\(urls.count)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var text = "sfeedpath=\"\(folder)/feeds\"\nfeeds() {\n"
    for (index, url) in urls.enumerated() { text += "  feed \"feed\(index)\" \"\(url)\"\n" }
    try (text + "}\n").write(toFile: "\(folder)/sfeedrc", atomically: true, encoding: .utf8)
    return try rounds { try Run(sfeed, ["\(folder)/sfeedrc"], environment: ["HOME": folder]) }
  }

  private func rounds(_ run: () throws -> Run) throws -> [Run] {
    try Self.rounds.map { round in
      feeds.round(round.number)
      return try run()
    }
  }

  /// - Parameter cell: what stands in the column of a round, given its number and its cost.
  private func report(_ name: String, _ runs: [Run], _ count: Int, cell: (Int, Double) -> String) {
    let cells = runs.enumerated().map { padded(cell($0, $1.cpu / Double(count) * 1000), 18) }
    say("  " + padded(name, 22) + cells.joined() + runs.map { "\($0.status)" }.joined(separator: " "))
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
