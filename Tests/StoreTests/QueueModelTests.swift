import News
import SeededRandom
import Testing

@testable import Store

/// The queue as one would write it down: every alert, for every consumer, in a list.
private struct Model {
  enum State: Equatable {
    case fresh
    case leased(until: Int64)
    case waiting(until: Int64)
    case done
    case dead
  }
  struct Entry {
    var state = State.fresh
    var tries = 0
  }
  var consumers: [String: [Int64: Entry]] = [:]
  var last: Int64 = 0
  /// When each alert that is kept was detected.
  var detected: [Int64: Int64] = [:]
  /// Alerts that were removed before a consumer was done with them.
  var pruned: [String: Int] = [:]

  mutating func make(_ count: Int64, at moment: Int64) {
    for seq in last + 1..<last + 1 + count {
      detected[seq] = moment
      for name in consumers.keys { consumers[name]?[seq] = Entry() }
    }
    last += count
  }

  mutating func next(_ name: String, limit: Int, lease: Int64, fromNow: Bool, at moment: Int64) -> [Int64] {
    if consumers[name] == nil {
      let kept = fromNow ? [] : Array(detected.keys)
      consumers[name] = Dictionary(uniqueKeysWithValues: kept.map { ($0, Entry()) })
    }
    var entries = consumers[name] ?? [:]
    for (seq, entry) in entries where entry.tries >= AlertStore.maxTries {
      switch entry.state {
      case .leased(let until), .waiting(let until): if until <= moment { entries[seq]?.state = .dead }
      default: break
      }
    }
    let ready = entries.keys.sorted().filter { seq in
      guard let entry = entries[seq] else { return false }
      let pause: Int64 = entry.tries < 3 ? 0 : 1 << min(Int64(entry.tries) - 3, 6)
      switch entry.state {
      case .fresh: return true
      case .leased(let until): return until + pause <= moment
      case .waiting(let until): return until <= moment
      case .done, .dead: return false
      }
    }
    for seq in ready.prefix(limit) {
      entries[seq]?.tries += 1
      entries[seq]?.state = .leased(until: moment + lease)
    }
    consumers[name] = entries
    return Array(ready.prefix(limit))
  }

  /// Forgets the oldest alerts, at most `limit`, that were detected before `moment`.
  mutating func prune(before moment: Int64, limit: Int) {
    let old = detected.keys.sorted().prefix { detected[$0].map { $0 < moment } ?? false }.prefix(limit)
    for seq in old {
      detected[seq] = nil
      for name in consumers.keys {
        guard let entry = consumers[name]?.removeValue(forKey: seq) else { continue }
        if entry.state != .done, entry.state != .dead { pruned[name, default: 0] += 1 }
      }
    }
  }

  /// What is not held, of `seqs`.
  mutating func settle(_ name: String, _ seqs: [Int64], to state: State) -> [Int64] {
    var missing: [Int64] = []
    for seq in seqs {
      if case .leased = consumers[name]?[seq]?.state {
        consumers[name]?[seq]?.state = state
      } else {
        missing.append(seq)
      }
    }
    return missing
  }
}

@Suite("The queue over random sequences")
struct QueueModelTests {
  @Test("does what the model does", arguments: 0..<4)
  func sequences(seed: Int) async throws {
    let bench = try StoreBench()
    let keep: Int64 = 60
    let store = try bench.open(keep: keep)
    let other = try bench.open(.command)
    var model = Model()
    var random = SeededRandom(seed: UInt64(seed))
    var moment: Int64 = 0
    var prunings = 0
    for step in 0..<200 {
      moment += Int64.random(in: 0...4, using: &random)
      let time = now.adding(seconds: moment)
      let name = ["a", "b", "c"].randomElement(using: &random) ?? "a"
      let queue = Bool.random(using: &random) ? store : other
      let seqs = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        Int64.random(in: 1...max(1, model.last + 1), using: &random)
      }
      switch Int.random(in: 0..<11, using: &random) {
      case 10:
        let limit = Int.random(in: 1...6, using: &random)
        let before = model.detected.count
        model.prune(before: moment - keep, limit: limit)
        #expect(try await store.prune(now: time, limit: limit).alerts == before - model.detected.count, "step \(step)")
        prunings += before - model.detected.count
      case 0:
        let count = Int.random(in: 1...3, using: &random)
        try await store.fill(count, from: Int(model.last), at: time)
        model.make(Int64(count), at: moment)
      case 1...4:
        let limit = Int.random(in: 1...4, using: &random)
        let lease = Int64.random(in: 1...6, using: &random)
        let fromNow = model.consumers[name] == nil && Bool.random(using: &random)
        let expected = model.next(name, limit: limit, lease: lease, fromNow: fromNow, at: moment)
        let held = try await queue.next(consumer: name, limit: limit, lease: lease, fromNow: fromNow, now: time)
        #expect(held.map(\.alert.seq) == expected, "step \(step)")
        #expect(held.map(\.tries) == expected.map { model.consumers[name]?[$0]?.tries ?? 0 }, "step \(step)")
      case 5...7:
        guard model.consumers[name] != nil else { continue }
        let unique = Array(Set(seqs)).sorted()
        let missing = model.settle(name, unique, to: .done)
        try await expect(missing, name) { () async throws(QueueFailure) in
          try await queue.ack(consumer: name, seqs: unique, now: time)
        }
      default:
        guard model.consumers[name] != nil else { continue }
        let unique = Array(Set(seqs)).sorted()
        let after = Int64.random(in: 0...5, using: &random)
        let missing = model.settle(name, unique, to: .waiting(until: moment + after))
        try await expect(missing, name) { () async throws(QueueFailure) in
          try await queue.release(consumer: name, seqs: unique, after: after, now: time)
        }
      }
    }
    #expect(prunings > 0)
    for status in try await other.queueStatus(now: now.adding(seconds: moment)) {
      let entries = model.consumers[status.name] ?? [:]
      let open = entries.filter { $0.value.state != .done && $0.value.state != .dead }
      #expect(status.backlog == open.count)
      #expect(status.oldest == open.keys.min().flatMap { model.detected[$0] }.map { now.adding(seconds: $0) })
      #expect(status.pruned == model.pruned[status.name] ?? 0)
      let dead = entries.filter { $0.value.state == .dead }.keys.sorted()
      #expect(status.dead == dead.count)
      #expect(try await other.dead(consumer: status.name).map(\.alert.seq) == dead)
    }
  }

  /// Runs the operation and expects it to name exactly what is missing.
  private func expect(
    _ missing: [Int64], _ name: String, _ operation: () async throws(QueueFailure) -> Void
  ) async throws {
    do throws(QueueFailure) {
      try await operation()
      #expect(missing.isEmpty)
    } catch {
      #expect(error == .notHeld(consumer: name, seqs: missing))
    }
  }
}
