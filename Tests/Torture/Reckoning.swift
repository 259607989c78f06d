import Delivery
import Foundation
import Isolation
import News
import Output
import Store

/// What is in store, queue and logs, held against what the feeds had.
extension Torture {
  /// Expects each item told exactly once everywhere, in order, byte for byte. `news` are the addresses of all items.
  mutating func reckon(_ life: DaemonLife, _ news: Set<String>) async throws {
    let alerts = try await alerts(in: life.state)
    let told = alerts.compactMap(\.link)
    let lost = news.subtracting(told).count
    let twice = told.count - Set(told).count
    expect(lost == 0 && twice == 0, "store: \(lost) lost, \(twice) twice")
    expect(zip(alerts, alerts.dropFirst()).allSatisfy { $0.seq < $1.seq }, "store: numbers do not rise")
    say("store: \(news.count) items, \(alerts.count) alerts: \(lost) lost, \(twice) twice")

    compare(try life.text(of: life.lines), alerts.map(AlertLine.encode), "alerts.log")
    compare(try life.text(of: life.json), alerts.map { AlertJSON.encode($0) + [0x0A] }, "alerts.jsonl")

    let text = try await Child.output(
      life.command("queue", "next", "--consumer", "reckoning", "--limit", "10000"), in: life.folder)
    var queued = text.split(separator: "\n").compactMap { Self.seq(of: $0) }
    while let last = queued.last, queued.count < alerts.count {
      let more = try await Child.output(
        life.command("queue", "next", "--consumer", "reckoning", "--limit", "10000"), in: life.folder)
      queued += more.split(separator: "\n").compactMap { Self.seq(of: $0) }
      if queued.last == last { break }
    }
    expect(queued == alerts.map(\.seq), "queue: \(queued.count) alerts of \(alerts.count), or in another order")
    say("queue: \(queued.count) handed out, each once, in order")
  }

  /// What the store holds, read beside the daemon.
  func alerts(in state: String) async throws -> [Alert] {
    let store = try AlertStore.open(
      StoreSettings(directory: state), as: .command, queue: SerialQueue(label: "torture.store"))
    let alerts = try await store.alerts(after: 0, limit: .max)
    try await store.close()
    return alerts
  }

  private mutating func compare(_ text: [UInt8], _ expected: [[UInt8]], _ name: String) {
    let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
    var counts: [ArraySlice<UInt8>: Int] = [:]
    for line in lines.dropLast() { counts[line, default: 0] += 1 }
    let wanted = Set(expected.map { $0.dropLast() })
    let lost = wanted.count { counts[$0] == nil }
    let twice = counts.values.reduce(0) { $0 + $1 - 1 }
    let torn = counts.keys.count { !wanted.contains($0) } + (lines.last.map { $0.isEmpty ? 0 : 1 } ?? 0)
    let isExact = text.elementsEqual(expected.joined())
    expect(isExact, "\(name): \(lost) lost, \(twice) twice, \(torn) torn, or out of order")
    say("\(name): \(lines.count - 1) lines: \(lost) lost, \(twice) twice, \(torn) torn")
  }

  /// The number in an alert's JSON, which stands near its beginning.
  static func seq(of line: some StringProtocol) -> Int64? {
    guard let start = line.range(of: "\"seq\":") else { return nil }
    return Int64(line[start.upperBound...].drop { $0 == " " }.prefix { $0.isNumber })
  }
}
