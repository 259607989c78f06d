// What the tests are too short for: the real daemon and the real queue under murder, full disks and load, judged from
// outside. Each part prints its figures; a broken promise ends it with status 1 and leaves the folder for a look.
//
//   attache-torture ATTACHE LEXICON      (`make torture` builds and calls it)
//
// TORTURE_PARTS    which of `kills consumers latency disks` (all)
// TORTURE_ROUNDS   lives of the daemon that end by SIGKILL (500)
// TORTURE_ALERTS   alerts for the consumers (10000), TORTURE_CONSUMERS their number (20)
// TORTURE_SECONDS  length of the latency measurement (60)
// TORTURE_SEED     of the random moments (from the clock; printed)

import Foundation
import Glibc
import SeededRandom

/// What one run is asked for, and the promises that it saw broken.
struct Torture {
  let attache: String
  let lexicon: String
  let folder: String
  var random: SeededRandom
  private(set) var faults: [String] = []

  init(attache: String, lexicon: String, folder: String, seed: UInt64) {
    (self.attache, self.lexicon, self.folder) = (attache, lexicon, folder)
    random = SeededRandom(seed: seed)
  }

  mutating func broken(_ text: String) {
    faults.append(text)
    say("BROKEN: \(text)")
  }

  /// Notes it as broken unless `holds`.
  mutating func expect(_ holds: Bool, _ text: @autoclosure () -> String) {
    if !holds { broken(text()) }
  }

  /// A folder of its own for a part.
  func room(_ name: String) throws -> String {
    let path = "\(folder)/\(name)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  static func number(_ name: String, _ standard: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? standard
  }
}

/// A line of the report, at once.
func say(_ text: String) {
  print(text)
  fflush(nil)
}

@main
struct Main {
  static func main() async throws {
    guard CommandLine.arguments.count == 3 else {
      FileHandle.standardError.write(Data("usage: attache-torture ATTACHE LEXICON\n".utf8))
      exit(64)
    }
    signal(SIGPIPE, SIG_IGN)
    let folder = NSTemporaryDirectory() + "attache-torture-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let seed = UInt64(Torture.number("TORTURE_SEED", Int(time(nil))))
    var torture = Torture(
      attache: CommandLine.arguments[1], lexicon: CommandLine.arguments[2], folder: folder, seed: seed)
    let all = "kills consumers latency disks"
    let parts = (ProcessInfo.processInfo.environment["TORTURE_PARTS"] ?? all).split(separator: " ")
    say("torture: seed \(seed), in \(folder)")
    for part in parts {
      say("\n== \(part)")
      switch part {
      case "kills": try await torture.kills(rounds: Torture.number("TORTURE_ROUNDS", 500))
      case "consumers":
        try await torture.consumers(
          Torture.number("TORTURE_CONSUMERS", 20), alerts: Torture.number("TORTURE_ALERTS", 10_000))
      case "latency": try await torture.latency(seconds: Torture.number("TORTURE_SECONDS", 60))
      case "disks": try await torture.disks()
      default:
        FileHandle.standardError.write(Data("no such part: \(part) (there are: \(all))\n".utf8))
        exit(64)
      }
    }
    guard torture.faults.isEmpty else {
      say("\n\(torture.faults.count) promises broken; all of it is left in \(folder)")
      exit(1)
    }
    try? FileManager.default.removeItem(atPath: folder)
    say("\nevery promise held")
  }
}
