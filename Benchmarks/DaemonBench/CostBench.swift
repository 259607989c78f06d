import Foundation

/// What polls cost: whole rounds of the program, beside `curl --parallel` on the same addresses.
struct CostBench {
  let place: Workplace
  let feeds: BenchFeeds
  static let polling = "interval: 6h, host_pause: 0s, per_host: 64"

  /// A first round, a round in which each feed has one item more, and rounds of 304s; then the same by curl.
  @discardableResult
  func rounds(_ count: Int, oneHost: Bool, beside curl: Bool = true) throws -> [String: Double] {
    let name = "\(oneHost ? "one" : "each")-\(count)"
    say("\(count) feeds, \(oneHost ? "one host" : "a host each")")
    feeds.round(1)
    let urls = (0..<count).map { feeds.url($0, oneHost: oneHost) }
    let path = try place.configuration(name, urls: urls, polling: Self.polling)
    let off = try place.configuration(
      "\(name)-off", store: name, urls: urls, polling: Self.polling, feed: ", enabled: false")
    let list = urls.map { "url = \"\($0)\"\noutput = /dev/null\n" }.joined()
    var ours: [String: [Double]] = [:]
    for (round, label) in [(1, "first"), (2, "changed"), (2, "304"), (2, "304"), (2, "304")] {
      feeds.round(round)
      // What it costs to start with these feeds known and none of them on: configuration, word lists, store.
      let start = try Run(place.attache, ["run", "--once", "--config", off])
      let run = try Run(place.attache, ["run", "--once", "--config", path])
      guard run.status == 0 else { throw BenchFailure("attache ended with \(run.status)") }
      let cpu = max(0.001, run.cpu - start.cpu)
      ours[label, default: []].append(cpu)
      line(label, cpu, run.wall, count)
    }
    let medians = ours.mapValues { $0.sorted()[$0.count / 2] / Double(count) * 1000 }
    guard curl else { return medians }
    for (label, header) in [("200", []), ("304", ["--header", "If-None-Match: \(feeds.etag)"])] {
      guard let curl = Run.find("curl") else { break }
      let arguments = ["--no-progress-meter", "--parallel", "--parallel-max", "64"] + header + ["-K", "-"]
      let run = try Run(curl, arguments, input: list)
      line("curl \(label)", run.cpu, run.wall, count)
      if label == "304", let own = medians[label] {
        say("  a round of 304s: \(digits(own * Double(count) / 1000 / run.cpu, 2)) × curl's CPU")
      }
    }
    return medians
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
