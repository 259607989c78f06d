import Foundation
import Glibc

/// A configuration and the daemons that live on it, one after another.
struct DaemonLife {
  let attache: String
  /// Where its files are, but for those that were asked to be elsewhere.
  let folder: String
  let state: String
  let lines: String
  let json: String
  private(set) var rotations = 0

  init(_ torture: Torture, _ stream: NewsStream, in folder: String, state: String? = nil, lines: String? = nil)
    async throws
  {
    attache = torture.attache
    self.folder = folder
    self.state = state ?? "\(folder)/state"
    self.lines = lines ?? "\(folder)/alerts.log"
    json = "\(folder)/alerts.jsonl"
    try FileManager.default.createDirectory(atPath: self.state, withIntermediateDirectories: true)
    let text = """
      lexicon: \(torture.lexicon)
      storage: {directory: \(self.state)}
      alerts: {log: \(self.lines), json: \(json), copies: all, min_score: 0}
      polling: {interval: 1s, min_interval: 1s, max_interval: 1s, host_pause: 0s, per_host: 256}
      network: {allow_private_addresses: true}

      """
    try (text + (await stream.configuration)).write(toFile: "\(folder)/attache.yaml", atomically: true, encoding: .utf8)
  }

  private var configuration: [String] { ["--config", "\(folder)/attache.yaml"] }
  var errors: String { "\(folder)/daemon.err" }

  /// A daemon; what it says goes to the file `errors`.
  func start() throws -> Child { try Child([attache, "run"] + configuration, errors: errors) }

  /// A command beside it, or `run --once`.
  func command(_ words: String...) -> [String] {
    // Options of a subcommand stand behind it.
    [attache] + words + configuration
  }

  /// Renames the logs as logrotate does, one of them or both; a log that is not there is left out.
  mutating func rotate(lines movesLines: Bool, json movesJSON: Bool) {
    rotations += 1
    let number = String(rotations + 1_000_000).dropFirst()
    if movesLines { rename(lines, "\(lines).\(number)") }
    if movesJSON { rename(json, "\(json).\(number)") }
  }

  /// A log with all its rotated parts, oldest first.
  func text(of log: String) throws -> [UInt8] {
    let url = URL(fileURLWithPath: log)
    let parts = try FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path)
      .filter { $0.hasPrefix(url.lastPathComponent + ".") }.sorted()
    return try (parts + [url.lastPathComponent]).flatMap { name in
      Array(try Data(contentsOf: url.deletingLastPathComponent().appendingPathComponent(name)))
    }
  }
}
