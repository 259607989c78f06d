// What the whole daemon costs: fetched, read, judged, stored and told, against a server on loopback.
//
//   daemon-bench ATTACHE LEXICON cost FEEDS…       rounds of FEEDS feeds, beside curl
//
// CPU is user and system of the measured process alone. Rounds are `attache run --once`, less what the program costs
// without feeds.

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
    default: say("no such benchmark: \(arguments[2])")
    }
    await feeds.server.stop()
  }
}
