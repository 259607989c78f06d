import Foundation
import SeededRandom
import Synchronization

/// What the disk under a database does: counts the engine's calls and lets the chosen one fail, with a model of what a
/// power cut leaves.
final class FaultyDisk: Sendable {
  enum Fault: Hashable, Sendable, CaseIterable {
    /// One call fails and does nothing.
    case once
    /// One write finds the disk full, in its middle.
    case full
    /// All calls from that one on fail, until the cause is gone.
    case forever
    /// The process dies in the middle of the call: half of a write is there, any other call is not done.
    case crash
    /// The power fails there: what was not synced is gone.
    case powerCut
    /// The power fails there: of what was not synced, some is on the disk and some is not.
    case powerCutKeepingSome
    /// The process is killed there, for good: only in a process of its own.
    case kill
  }

  enum Verdict { case proceed, fail, halfThenFail, halfThenFull }

  private struct State {
    var calls = 0
    var isDead = false
    var isLifted = false
    var durable: [String: [UInt8]] = [:]
    var unsynced: [String: [(offset: Int, bytes: [UInt8])]] = [:]
  }
  let fault: Fault?
  let at: Int
  private let state = Mutex(State())

  /// - Parameter at: number of the call that fails, from 1; among all that open, write, sync, shorten and delete.
  init(_ fault: Fault? = nil, at: Int = 0) {
    self.fault = fault
    self.at = at
  }

  var isDead: Bool { state.withLock { $0.isDead } }
  var wasReached: Bool { state.withLock { $0.calls >= at } }
  var calls: Int { state.withLock { $0.calls } }

  /// The cause is gone.
  func lift() { state.withLock { $0.isLifted = true } }

  func next() -> Verdict {
    state.withLock { state in
      if state.isDead { return .fail }
      state.calls += 1
      guard let fault, !state.isLifted, state.calls >= at, state.calls == at || fault == .forever else {
        return .proceed
      }
      switch fault {
      case .once, .forever: return .fail
      case .full: return .halfThenFull
      case .crash, .powerCut, .powerCutKeepingSome, .kill:
        state.isDead = true
        return .halfThenFail
      }
    }
  }

  // MARK: What a power cut leaves

  private var isModelled: Bool { fault == .powerCut || fault == .powerCutKeepingSome }

  func wrote(_ bytes: [UInt8], at offset: Int, _ path: String) {
    guard isModelled else { return }
    state.withLock { $0.unsynced[path, default: []].append((offset, bytes)) }
  }

  func shortened(_ path: String, to size: Int) {
    state.withLock { state in
      state.unsynced[path] = (state.unsynced[path] ?? []).compactMap { write in
        write.offset < size ? (write.offset, Array(write.bytes.prefix(size - write.offset))) : nil
      }
      if let content = state.durable[path], content.count > size { state.durable[path] = Array(content.prefix(size)) }
    }
  }

  func synced(_ path: String) {
    guard isModelled else { return }
    state.withLock { state in
      state.durable[path] = Self.applied(state.unsynced[path] ?? [], to: state.durable[path] ?? [])
      state.unsynced[path] = []
    }
  }

  func deleted(_ path: String) {
    state.withLock { state in
      state.durable[path] = nil
      state.unsynced[path] = nil
    }
  }

  /// A file is opened that may have been there before; only the power cuts want to know.
  func found(_ path: String) {
    guard isModelled else { return }
    state.withLock { state in
      guard state.durable[path] == nil, state.unsynced[path] == nil else { return }
      state.durable[path] = FileManager.default.contents(atPath: path).map { [UInt8]($0) }
    }
  }

  /// Puts into the folder what the disk has after the cut.
  func cutPower(in folder: String) throws {
    let (durable, unsynced) = state.withLock { ($0.durable, $0.unsynced) }
    var random = SeededRandom(seed: UInt64(at))
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasPrefix("attache.db") {
      let path = "\(folder)/\(name)"
      guard !name.hasSuffix("-shm") else {
        try FileManager.default.removeItem(atPath: path)
        continue
      }
      var kept: [(offset: Int, bytes: [UInt8])] = []
      if fault == .powerCutKeepingSome {
        kept = (unsynced[path] ?? []).filter { _ in Bool.random(using: &random) }
      }
      try Data(Self.applied(kept, to: durable[path] ?? [])).write(to: URL(fileURLWithPath: path))
    }
  }

  private static func applied(_ writes: [(offset: Int, bytes: [UInt8])], to content: [UInt8]) -> [UInt8] {
    var content = content
    for (offset, bytes) in writes {
      let end = offset + bytes.count
      if content.count < end { content += [UInt8](repeating: 0, count: end - content.count) }
      content.replaceSubrange(offset..<end, with: bytes)
    }
    return content
  }
}
