import Foundation

/// What polls cost: whole rounds of the program, beside `curl --parallel` on the same addresses.
struct CostBench {
  let place: Workplace
  let feeds: BenchFeeds
  static let polling = "interval: 6h, host_pause: 0s, per_host: 64"

  /// Rounds of 304s, each beside one of curl's: what else runs on the machine then meets both.
  static let quietRounds = 5

  /// A first round, a round in which each feed has one item more, and rounds of 304s; the same by curl.
  @discardableResult
  func rounds(_ count: Int, oneHost: Bool, beside curl: Bool = true) throws -> [String: Double] {
    let name = "\(oneHost ? "one" : "each")-\(count)"
    say("\(count) feeds, \(oneHost ? "one host" : "a host each")")
    feeds.round(1)
    let urls = (0..<count).map { feeds.url($0, oneHost: oneHost) }
    let path = try place.configuration(name, urls: urls, polling: Self.polling)
    let off = try place.configuration(
      "\(name)-off", store: name, urls: urls, polling: Self.polling, feed: ", enabled: false")
    let peer = curl ? Run.find("curl") : nil
    var costs: [String: [Double]] = [:]
    for (round, label) in [(1, "first"), (2, "changed")] + Array(repeating: (2, "304"), count: Self.quietRounds) {
      feeds.round(round)
      // What it costs to start with these feeds known and none of them on: configuration, word lists, store.
      let start = try Run(place.attache, ["run", "--once", "--config", off])
      let run = try Run(place.attache, ["run", "--once", "--config", path])
      guard run.status == 0 else { throw BenchFailure("attache ended with \(run.status)") }
      let cpu = max(0.001, run.cpu - start.cpu)
      costs[label, default: []].append(cpu)
      line(label, cpu, run.wall, count)
      guard let peer, label != "changed" else { continue }
      let theirs = label == "first" ? "curl 200" : "curl 304"
      let other = try fetch(peer, urls, etag: label == "first" ? nil : feeds.etag)
      costs[theirs, default: []].append(other.cpu)
      line(theirs, other.cpu, other.wall, count)
    }
    let medians = costs.mapValues { $0.sorted()[$0.count / 2] / Double(count) * 1000 }
    if let own = medians["304"], let other = medians["curl 304"] {
      say("  rounds of 304s, medians of \(Self.quietRounds): \(digits(own / other, 2)) × curl's CPU")
    }
    return medians
  }

  /// A round of curl's, which keeps nothing.
  private func fetch(_ curl: String, _ urls: [String], etag: String?) throws -> Run {
    let list = urls.map { "url = \"\($0)\"\noutput = /dev/null\n" }.joined()
    let header = etag.map { ["--header", "If-None-Match: \($0)"] } ?? []
    return try Run(
      curl, ["--no-progress-meter", "--parallel", "--parallel-max", "64"] + header + ["-K", "-"], input: list)
  }

  /// Whether a poll costs the same however many feeds there are.
  func scale(_ counts: [Int]) throws {
    let costs = try counts.map { try rounds($0, oneHost: false, beside: false) }
    for label in ["first", "changed", "304"] {
      let values = costs.compactMap { $0[label] }
      guard let least = values.min(), let most = values.max() else { continue }
      say(
        "\(label): \(values.map { digits($0, 3) }.joined(separator: ", ")) ms; the dearest \(digits(most / least, 2)) × the cheapest"
      )
    }
  }

  private func line(_ label: String, _ cpu: Double, _ wall: Double, _ count: Int) {
    let name = label + String(repeating: " ", count: max(1, 10 - label.count))
    say(
      "  \(name)\(digits(cpu / Double(count) * 1000, 3)) ms CPU a poll, \(Int(Double(count) / cpu)) polls a CPU-second, "
        + "\(digits(wall, 1)) s in all")
  }
}

struct BenchFailure: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}
