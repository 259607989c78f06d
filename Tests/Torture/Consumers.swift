import Foundation
import Glibc

extension Torture {
  /// Many processes take alerts off the queue by `attache queue`, as scripts do: undisturbed, each consumer gets each
  /// alert once; killed at any moment, at least once; and none is lost.
  mutating func consumers(_ count: Int, alerts: Int) async throws {
    let feeds = 10
    let stream = try await NewsStream(feeds: feeds, growsBy: alerts / feeds, limit: alerts / feeds)
    let life = try await DaemonLife(self, stream, in: try room("consumers"))
    var start = Date()
    _ = try await Child.output(life.command("run", "--once"), in: life.folder, within: 1200)
    let seqs = try await self.alerts(in: life.state).map(\.seq)
    expect(seqs.count == alerts, "\(seqs.count) alerts of \(alerts)")
    say("\(seqs.count) alerts made in \(seconds(since: start)) s")

    start = Date()
    var names = (1...count).map { "calm-\($0)" }
    let calm = try names.map { try consumer($0, life, batch: 250) }
    for child in calm {
      let status = try await child.end(within: 3600)
      expect(status == 0, "a consumer ended with \(status); see \(life.folder)/commands.err")
    }
    let exact = try names.count { try worked($0, life) == seqs }
    expect(exact == count, "\(count - exact) of \(count) undisturbed consumers did not get each alert once, in order")
    say(
      "\(count) consumers undisturbed: \(exact) got each of \(seqs.count) alerts once, in order; "
        + "\(seconds(since: start)) s")

    start = Date()
    // One name, shared: together they get each alert once.
    let crew = try (1...count).map { try consumer("crew", life, batch: 50, journal: "crew-\($0)") }
    for child in crew { expect(try await child.end(within: 3600) == 0, "one of the crew did not end well") }
    let shared = try (1...count).flatMap { try worked("crew-\($0)", life) }
    let different = Set(shared).count
    expect(shared.sorted() == seqs, "a crew under one name: \(shared.count) alerts, \(different) different")
    say(
      "\(count) processes under one name: \(shared.count) alerts handed out, \(different) different; "
        + "\(seconds(since: start)) s")

    start = Date()
    names = (1...count).map { "doomed-\($0)" }
    var doomed = try names.map { try consumer($0, life, batch: 250, lease: "3s") }
    var kills = 0
    var isDone = Array(repeating: false, count: count)
    let limit = Date(timeIntervalSinceNow: 3600)
    while isDone.contains(false), Date() < limit {
      try await Task.sleep(for: .milliseconds(Int.random(in: 10...200, using: &random)))
      for index in isDone.indices where !isDone[index] {
        if let status = doomed[index].ended() {
          expect(status == 0, "a consumer ended with \(status); see \(life.folder)/commands.err")
          isDone[index] = true
        } else if Int.random(in: 0..<count, using: &random) == 0, kills < 10 * count {
          doomed[index].murder()
          kills += 1
          doomed[index] = try consumer(names[index], life, batch: 250, lease: "3s")
        }
      }
    }
    var lost = 0
    var again = 0
    for name in names {
      let got = try worked(name, life)
      lost += Set(seqs).subtracting(got).count
      again += got.count - Set(got).count
    }
    let status = try await Child.output(life.command("queue", "status", "--json"), in: life.folder)
    let left = status.split(separator: "\n").count { !$0.contains("\"backlog\":0,") && !$0.contains("\"backlog\": 0,") }
    expect(lost == 0 && left == 0, "killed consumers: \(lost) alerts lost, \(left) consumers with a backlog")
    say("\(count) consumers killed \(kills) times: \(lost) lost, \(again) handed out again; \(seconds(since: start)) s")
    await stream.stop()
  }

  func seconds(since start: Date) -> String { String(format: "%.1f", -start.timeIntervalSinceNow) }

  /// A script that works off the queue: it notes what it got in a file, then acknowledges.
  ///
  /// - Parameters:
  ///   - journal: name of that file, else the consumer's.
  ///   - goesOn: until the file `NAME.end` is there and nothing is left; else until nothing is left, not even leased.
  func consumer(
    _ name: String, _ life: DaemonLife, batch: Int, lease: String = "600s", journal: String? = nil,
    pause: String = "0.05", goesOn: Bool = false
  ) throws -> Child {
    let script = """
      attache=$1 config=$2 name=$3 batch=$4 lease=$5 journal=$6 pause=$7 goeson=$8
      while :; do
        if [ -n "$goeson" ]; then [ ! -e "$goeson" ] || last=yes; fi
        alerts=$("$attache" queue next --config "$config" --consumer "$name" --limit "$batch" --lease "$lease"); status=$?
        # No store yet, or a daemon that has it for a moment.
        case $status in 0) ;; 69 | 75) sleep 0.2; continue ;; *) exit "$status" ;; esac
        if [ -z "$alerts" ]; then
          if [ -n "$goeson" ]; then
            [ -z "${last:-}" ] || exit 0
          else
            "$attache" queue status --config "$config" --consumer "$name" --json | grep -q '"backlog": *[1-9]' || exit 0
          fi
          sleep "$pause"
          continue
        fi
        seqs=$(printf '%s\\n' "$alerts" | sed -n 's/^{"schema": *1, *"id": *"[^"]*", *"seq": *\\([0-9]*\\),.*/\\1/p')
        printf '%s\\n' "$seqs" >>"$journal"
        # shellcheck disable=SC2086
        "$attache" queue ack --config "$config" --consumer "$name" $seqs || exit $?
        [ -z "$goeson" ] || sleep "$pause"
      done
      """
    return try Child(
      [
        "/bin/sh", "-c", script, "consumer", life.attache, "\(life.folder)/attache.yaml", name, "\(batch)", lease,
        "\(life.folder)/\(journal ?? name).seqs", pause, goesOn ? "\(life.folder)/\(name).end" : "",
      ], errors: "\(life.folder)/commands.err")
  }

  /// What a consumer noted, in its order.
  func worked(_ journal: String, _ life: DaemonLife) throws -> [Int64] {
    let path = "\(life.folder)/\(journal).seqs"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap { Int64($0) }
  }
}
