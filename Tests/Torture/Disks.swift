import Foundation
import Glibc

extension Torture {
  /// A small disk is filled and freed under load: once with a log on it alone, once with the store.
  mutating func disks() async throws {
    for (name, size) in [("log", "256k"), ("state", "8m")] {
      let folder = try room("disk-\(name)")
      let disk = "\(folder)/disk"
      try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
      let mount = try Child(
        ["mount", "-t", "tmpfs", "-o", "size=\(size)", "tmpfs", disk], errors: "\(folder)/commands.err")
      guard try await mount.end(within: 10) == 0 else {
        say("NOT RUN: no tmpfs can be mounted here; `make torture` as root can")
        return
      }
      try await fullDisk(name, folder, disk)
      _ = try? await Child(["umount", disk]).end(within: 10)
    }
  }

  private mutating func fullDisk(_ name: String, _ folder: String, _ disk: String) async throws {
    let stream = try await NewsStream(feeds: 4)
    let isState = name == "state"
    let life = try await DaemonLife(
      self, stream, in: folder, state: isState ? disk : nil, lines: isState ? nil : "\(disk)/alerts.log")
    var daemon = try life.start()
    let news = Task {
      while !Task.isCancelled {
        await stream.add(1)
        try? await Task.sleep(for: .milliseconds(100))
      }
    }
    let ballast = "\(disk)/ballast"
    let rounds = 12
    var full = 0
    for round in 1...rounds {
      try await Task.sleep(for: .milliseconds(Int.random(in: 500...2000, using: &random)))
      let before = try said(life)
      fill(ballast)
      // Until it says so, or for as long as it does not need the room.
      let limit = Date(timeIntervalSinceNow: 6)
      while try said(life) == before, Date() < limit { try await Task.sleep(for: .milliseconds(20)) }
      if try said(life) > before { full += 1 }
      try await Task.sleep(for: .milliseconds(Int.random(in: 0...1500, using: &random)))
      if round % 3 == 0 {
        // Killed while there is no room. One that then cannot even start is started again when there is.
        daemon.murder()
        daemon = try life.start()
        try await Task.sleep(for: .milliseconds(500))
      }
      unlink(ballast)
      if daemon.ended() != nil { daemon = try life.start() }
    }
    news.cancel()
    await news.value
    daemon.send(SIGTERM)
    _ = try await daemon.end(within: 60)
    try await settle(life, stream)
    say("\(name) alone on a small disk: filled and freed \(rounds) times, said \(full) times")
    expect(full > 0, "the disk was never full, or the daemon did not say so; see \(life.errors)")
    try await reckon(life, await stream.links)
    await stream.stop()
  }

  /// How often the daemon has said that there is no room.
  private func said(_ life: DaemonLife) throws -> Int {
    guard let data = FileManager.default.contents(atPath: life.errors) else { return 0 }
    let text = String(decoding: data, as: UTF8.self)
    return text.components(separatedBy: "No space left").count
      + text.components(separatedBy: "no room on the disk").count
  }

  /// Takes all the room there is.
  private func fill(_ path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { return }
    let block = [UInt8](repeating: 0x55, count: 4096)
    var size = block.count
    while size > 0 { if write(file, block, size) <= 0 { size /= 2 } }
    close(file)
  }
}
