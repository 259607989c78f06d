import Foundation

/// What other programs for feeds cost on the same addresses, everything new to each of them.
struct PeerBench {
  let place: Workplace
  let feeds: BenchFeeds

  func run(_ count: Int) throws {
    feeds.round(1)
    let urls = (0..<count).map { feeds.url($0, oneHost: false) }
    say("\(count) feeds, a host each, all of them new; CPU of the program and its children")
    let path = try place.configuration("peers", urls: urls, polling: CostBench.polling)
    let off = try place.configuration(
      "peers-off", store: "peers-off", urls: urls, polling: CostBench.polling, feed: ", enabled: false")
    let start = try Run(place.attache, ["run", "--once", "--config", off]).cpu
    let own = try Run(place.attache, ["run", "--once", "--config", path]).cpu
    say("  attache run --once    \(digits(own / Double(count) * 1000, 2)) ms a feed, its start included")
    say("                        \(digits((own - start) / Double(count) * 1000, 2)) ms a feed, without its start")
    try newsboat(urls, own)
    try sfeed(urls, own)
  }

  private func newsboat(_ urls: [String], _ own: Double) throws {
    guard let newsboat = Run.find("newsboat") else { return say("  newsboat is not installed") }
    let folder = "\(place.folder)/newsboat"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try (urls.joined(separator: "\n") + "\n").write(toFile: "\(folder)/urls", atomically: true, encoding: .utf8)
    try "".write(toFile: "\(folder)/config", atomically: true, encoding: .utf8)
    let run = try Run(
      newsboat, ["-u", "\(folder)/urls", "-c", "\(folder)/cache.db", "-C", "\(folder)/config", "-x", "reload"],
      environment: ["HOME": folder])
    report("newsboat -x reload", run, urls.count, own)
  }

  private func sfeed(_ urls: [String], _ own: Double) throws {
    guard let sfeed = Run.find("sfeed_update") else { return say("  sfeed is not installed") }
    let folder = "\(place.folder)/sfeed"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var text = "sfeedpath=\"\(folder)/feeds\"\nfeeds() {\n"
    for (index, url) in urls.enumerated() { text += "  feed \"feed\(index)\" \"\(url)\"\n" }
    try (text + "}\n").write(toFile: "\(folder)/sfeedrc", atomically: true, encoding: .utf8)
    let run = try Run(sfeed, ["\(folder)/sfeedrc"], environment: ["HOME": folder])
    report("sfeed_update", run, urls.count, own)
  }

  private func report(_ name: String, _ run: Run, _ count: Int, _ own: Double) {
    let padded = name + String(repeating: " ", count: max(1, 22 - name.count))
    say(
      "  \(padded)\(digits(run.cpu / Double(count) * 1000, 2)) ms a feed, \(digits(run.cpu / own, 1)) × attache's "
        + "(exit status \(run.status))")
  }
}
