import Foundation
import Glibc

extension Torture {
  /// The daemon is killed again and again, at any moment or in the milliseconds after it was sent news, while items come,
  /// logs are rotated with and without a signal, and a consumer works beside it.
  mutating func kills(rounds: Int) async throws {
    let stream = try await NewsStream(feeds: 8)
    var life = try await DaemonLife(self, stream, in: try room("kills"))
    let start = Date()
    var aimed = 0
    // What the daemon does under murder is no cause for the news to stop.
    let news = Task {
      while !Task.isCancelled {
        await stream.add(1)
        try? await Task.sleep(for: .milliseconds(100))
      }
    }
    let desk = try consumer("desk", life, batch: 20, pause: "0.3", goesOn: true)
    for round in 1...max(1, rounds) {
      let daemon = try life.start()
      if Bool.random(using: &random) {
        aimed += 1
        let before = await stream.servings
        let count = Int.random(in: 1...4, using: &random)
        let limit = Date(timeIntervalSinceNow: 5)
        while await stream.servings < before + count, Date() < limit { try await Task.sleep(for: .milliseconds(1)) }
        let moment = Int.random(in: 0...60_000, using: &random)
        try await disturb(&life, daemon, microseconds: moment)
      } else {
        try await disturb(&life, daemon, microseconds: Int.random(in: 0...1_500_000, using: &random))
      }
      if let status = daemon.ended() {
        if status == 128 + SIGHUP { continue }
        broken("round \(round): the daemon ended by itself with \(status); see \(life.errors)")
        break
      }
      daemon.murder()
      if Int.random(in: 0..<8, using: &random) == 0 { rotate(&life) }
      if round % 50 == 0 {
        let items = await stream.links.count
        say("round \(round): \(items) items, \(life.rotations) rotations, \(seconds(since: start)) s")
      }
    }
    news.cancel()
    await news.value
    try await settle(life, stream)
    // The consumer ends when it has nothing left and the file says that no more will come.
    try Data().write(to: URL(fileURLWithPath: "\(life.folder)/desk.end"))
    let status = try await desk.end(within: 300)
    expect(status == 0, "the consumer ended with \(status)")
    say(
      "\(rounds) kills, \(aimed) of them within 60 ms of news; \(life.rotations) rotations; \(seconds(since: start)) s")
    let links = await stream.links
    try await reckon(life, links)
    let seqs = try await alerts(in: life.state).map(\.seq)
    expect(try worked("desk", life) == seqs, "the consumer beside the daemon did not get each alert once, in order")
    say("consumer beside it: \(try worked("desk", life).count) alerts, each once, in order")
    await stream.stop()
  }

  /// Waits so long, with a rotation in between now and then, told or untold.
  private mutating func disturb(_ life: inout DaemonLife, _ daemon: Child, microseconds: Int) async throws {
    guard Int.random(in: 0..<2, using: &random) == 0 else {
      return try await Task.sleep(for: .microseconds(microseconds))
    }
    let before = Int.random(in: 0...microseconds, using: &random)
    try await Task.sleep(for: .microseconds(before))
    rotate(&life)
    if Bool.random(using: &random) {
      // In its first moments, before it listens, SIGHUP ends it as it ends any program: one more way to die.
      daemon.send(SIGHUP)
    }
    try await Task.sleep(for: .microseconds(microseconds - before))
  }

  private mutating func rotate(_ life: inout DaemonLife) {
    let which = Int.random(in: 0..<4, using: &random)
    life.rotate(lines: which != 0, json: which != 1)
  }

  /// A last life, without disturbance: until all news is confirmed, and to a clean end.
  mutating func settle(_ life: DaemonLife, _ stream: NewsStream) async throws {
    let daemon = try life.start()
    let limit = Date(timeIntervalSinceNow: 120)
    while await !stream.isConfirmed, Date() < limit { try await Task.sleep(for: .milliseconds(50)) }
    expect(await stream.isConfirmed, "the daemon does not come to rest")
    daemon.send(SIGTERM)
    let status = try await daemon.end(within: 60)
    expect(status == 0, "the last daemon ended with \(status); see \(life.errors)")
  }
}
