// What the whole daemon costs: fetched, read, judged, stored and told, against a server on loopback.
//
//   daemon-bench ATTACHE LEXICON cost FEEDS…     rounds of FEEDS feeds, on one host and on a host each, beside curl
//   daemon-bench ATTACHE LEXICON scale FEEDS…    the same without curl, and whether a poll costs the same
//   daemon-bench ATTACHE LEXICON idle FEEDS…     the daemon: memory after a full round, and its idling
//   daemon-bench ATTACHE LEXICON peers FEEDS…    beside newsboat and sfeed, where they are installed
//   daemon-bench ATTACHE LEXICON soak SECONDS [FEEDS]   the daemon among feeds of which a third misbehave
//
// CPU is user and system of the measured process alone. Rounds are `attache run --once`, less what the program costs with
// the same feeds switched off.

import Foundation
import LoopbackServer

@main
struct DaemonBench {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 3 else {
      say("usage: daemon-bench ATTACHE LEXICON cost|… …")
      exit(64)
    }
    let place = try Workplace(attache: arguments[0], lexicon: arguments[1])
    defer { place.remove() }
    let numbers = arguments.dropFirst(3).compactMap { Int($0) }
    let feeds = try await BenchFeeds()
    switch arguments[2] {
    case "cost":
      let bench = CostBench(place: place, feeds: feeds)
      for count in numbers {
        for oneHost in [true, false] { try bench.rounds(count, oneHost: oneHost) }
      }
    case "scale": try CostBench(place: place, feeds: feeds).scale(numbers)
    case "idle": for count in numbers { try await IdleBench(place: place, feeds: feeds).run(count) }
    case "peers":
      for count in numbers.isEmpty ? [300] : numbers { try PeerBench(place: place, feeds: feeds).run(count) }
    case "soak":
      try await SoakBench(place: place).run(
        seconds: Double(numbers.first ?? 1800), count: numbers.dropFirst().first ?? 1000)
    default: say("no such benchmark: \(arguments[2])")
    }
    await feeds.server.stop()
  }
}
