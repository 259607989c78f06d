import Foundation
import Isolation
import Store

extension Torture {
  /// From the moment at which a feed's last byte is handed to the socket until the store says that the alert's line is
  /// flushed to the log: the cursor is saved after `fdatasync`, so the figure is on the safe side by one commit.
  mutating func latency(seconds: Int) async throws {
    // Each feed brings one item a second; a poll comes a little later than its interval says.
    let stream = try await NewsStream(feeds: 11, growsBy: 1, keepsTimes: true)
    let life = try await DaemonLife(self, stream, in: try room("latency"))
    let daemon = try life.start()
    while await stream.servings < 11 { try await Task.sleep(for: .milliseconds(50)) }
    let queue = SerialQueue(label: "torture.latency")
    let store = try AlertStore.open(StoreSettings(directory: life.state), as: .command, queue: queue)
    var sightings: [String: [(seq: Int64, time: UInt64)]] = ["alerts.log": [], "alerts.json": []]
    let end = Date(timeIntervalSinceNow: Double(seconds))
    while Date() < end {
      for sink in sightings.keys {
        let seq = try await store.logCursor(sink)?.lastSeq ?? 0
        let now = DispatchTime.now().uptimeNanoseconds
        if seq > sightings[sink]?.last?.seq ?? 0 { sightings[sink]?.append((seq, now)) }
      }
      try await Task.sleep(for: .microseconds(500))
    }
    daemon.send(SIGTERM)
    expect(try await daemon.end(within: 60) == 0, "the daemon did not end well; see \(life.errors)")
    let alerts = try await store.alerts(after: 0, limit: .max)
    let served = await stream.served
    for (sink, seen) in sightings.sorted(by: { $0.key < $1.key }) {
      var waits: [Double] = []
      var next = 0
      for alert in alerts {
        while next < seen.count, seen[next].seq < alert.seq { next += 1 }
        // What was told before the first look, or after the last, has no time.
        guard next > 0, next < seen.count, let link = alert.link, let start = served[link] else { continue }
        waits.append(Double(seen[next].time &- start) / 1e6)
      }
      waits.sort()
      guard let longest = waits.last else {
        broken("latency: nothing came in \(sink)")
        continue
      }
      func quantile(_ part: Double) -> String { String(format: "%.1f", waits[Int(part * Double(waits.count - 1))]) }
      say(
        "\(sink): \(waits.count) alerts, \(String(format: "%.1f", Double(waits.count) / Double(seconds))) a second: p50 \(quantile(0.5)), "
          + "p90 \(quantile(0.9)), p99 \(quantile(0.99)), longest \(String(format: "%.1f", longest)) ms from the feed's last byte, flushed"
      )
    }
    try await store.close()
    await stream.stop()
  }
}
