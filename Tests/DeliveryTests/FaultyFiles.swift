import Delivery
import Foundation
import News
import Store
import Synchronization

/// What goes wrong, and when: counts every call to files and store and lets the chosen one fail.
final class FaultPlan: Sendable {
  enum Fault: Sendable, Hashable, CaseIterable {
    /// One call fails and does nothing.
    case once
    /// One write writes half and then fails; any other call fails.
    case torn
    /// One write writes half and says so; other calls work.
    case short
    /// All calls from that one on fail.
    case forever
    /// The process dies before the call.
    case crash
    /// The process dies in the middle of the call: half of a write is there, any other call is done.
    case crashWithin
    /// The power fails in the middle of the call: what was not flushed is gone.
    case powerCut
    /// The same, and the lost bytes are zeros: the length was on the disk, the content was not.
    case powerCutLeavingZeros
    /// One call fails; when the logs have come to rest, the power fails.
    case onceThenPowerCut
  }

  enum Verdict { case proceed, fail, half, halfThenFail, doThenFail }

  private struct State {
    var calls = 0
    var isDead = false
    var isLifted = false
  }
  let fault: Fault?
  let at: Int
  private let state = Mutex(State())

  /// - Parameter at: number of the call that fails, from 1.
  init(_ fault: Fault? = nil, at: Int = 0) {
    self.fault = fault
    self.at = at
  }

  var isDead: Bool { state.withLock { $0.isDead } }
  var wasReached: Bool { state.withLock { $0.calls >= at } }

  /// The cause is gone: the disk has room again.
  func lift() { state.withLock { $0.isLifted = true } }

  func next() -> Verdict {
    state.withLock { state in
      if state.isDead { return .fail }
      state.calls += 1
      guard let fault, !state.isLifted, state.calls >= at else { return .proceed }
      guard state.calls == at || fault == .forever else { return .proceed }
      switch fault {
      case .once, .forever, .onceThenPowerCut: return .fail
      case .torn: return .halfThenFail
      case .short: return .half
      case .crash:
        state.isDead = true
        return .fail
      case .crashWithin, .powerCut, .powerCutLeavingZeros:
        state.isDead = true
        return .doThenFail
      }
    }
  }
}

/// Real files, whose calls fail by plan, with a model of what a power cut leaves: only flushed bytes, where a failed
/// flush makes the kernel forget what it had to flush.
final class FaultyFiles: LogFiles {
  private struct Disk {
    /// By inode.
    var durable: [UInt64: [UInt8]] = [:]
    var dirty: [UInt64: [Range<Int64>]] = [:]
  }
  private let real = SystemFiles()
  private let plan: FaultPlan
  private let disk: Mutex<Disk>
  private let open = Mutex<Set<LogFile>>([])

  init(_ plan: FaultPlan) {
    self.plan = plan
    disk = Mutex(Disk())
  }

  /// The same disk under a new process.
  init(_ plan: FaultPlan, after other: FaultyFiles) {
    self.plan = plan
    disk = Mutex(other.disk.withLock { $0 })
  }

  /// What is left open when the process has died.
  func closeAll() {
    open.withLock { files in
      for file in files { real.close(file) }
      files = []
    }
  }

  private func failure(_ operation: String, _ path: String) -> LogFailure {
    .file(operation: operation, path: path, code: operation == "write" ? ENOSPC : EIO)
  }

  /// For calls that are done or not.
  private func gate<Value>(
    _ operation: String, _ path: String, _ body: () throws(LogFailure) -> Value
  ) throws(LogFailure) -> Value {
    switch plan.next() {
    case .proceed, .half: return try body()
    case .fail, .halfThenFail: throw failure(operation, path)
    case .doThenFail:
      _ = try body()
      throw failure(operation, path)
    }
  }

  func open(_ path: String, for use: LogFileUse) throws(LogFailure) -> LogFile {
    let file = try gate("open", path) { () throws(LogFailure) in try real.open(path, for: use) }
    open.withLock { _ = $0.insert(file) }
    return file
  }

  func close(_ file: LogFile) {
    if open.withLock({ $0.remove(file) }) != nil { real.close(file) }
  }

  func write(_ bytes: ArraySlice<UInt8>, to file: LogFile, at offset: Int64) throws(LogFailure) -> Int {
    let half = bytes.prefix((bytes.count + 1) / 2)
    switch plan.next() {
    case .proceed: return try record(bytes, file, offset)
    case .fail: throw failure("write", file.path)
    case .half: return try record(half, file, offset)
    case .halfThenFail, .doThenFail:
      _ = try record(half, file, offset)
      throw failure("write", file.path)
    }
  }

  private func record(_ bytes: ArraySlice<UInt8>, _ file: LogFile, _ offset: Int64) throws(LogFailure) -> Int {
    let written = try real.write(bytes, to: file, at: offset)
    let inode = try real.status(file).inode
    disk.withLock { $0.dirty[inode, default: []].append(offset..<offset + Int64(written)) }
    return written
  }

  func flush(_ file: LogFile) throws(LogFailure) {
    let inode = try real.status(file).inode
    do throws(LogFailure) {
      try gate("flush", file.path) { () throws(LogFailure) in
        let status = try real.status(file)
        let content = try real.read(file, at: 0, count: Int(status.size))
        disk.withLock { disk in
          var durable = disk.durable[inode] ?? []
          durable.append(contentsOf: [UInt8](repeating: 0, count: max(0, content.count - durable.count)))
          durable.removeLast(durable.count - content.count)
          for range in disk.dirty[inode] ?? [] {
            let range = Int(range.lowerBound)..<min(Int(range.upperBound), content.count)
            if !range.isEmpty { durable.replaceSubrange(range, with: content[range]) }
          }
          disk.durable[inode] = durable
          disk.dirty[inode] = []
        }
      }
    } catch {
      if !plan.isDead { disk.withLock { $0.dirty[inode] = [] } }
      throw error
    }
  }

  func truncate(_ file: LogFile, to size: Int64) throws(LogFailure) {
    try gate("shorten", file.path) { () throws(LogFailure) in try real.truncate(file, to: size) }
  }

  func read(_ file: LogFile, at offset: Int64, count: Int) throws(LogFailure) -> [UInt8] {
    try gate("read", file.path) { () throws(LogFailure) in try real.read(file, at: offset, count: count) }
  }

  func status(_ file: LogFile) throws(LogFailure) -> LogFileStatus {
    try gate("look at", file.path) { () throws(LogFailure) in try real.status(file) }
  }

  func status(ofPath path: String) throws(LogFailure) -> LogFileStatus? {
    try gate("look at", path) { () throws(LogFailure) in try real.status(ofPath: path) }
  }

  func names(inFolder path: String) throws(LogFailure) -> [String] {
    try gate("list", path) { () throws(LogFailure) in try real.names(inFolder: path) }
  }

  func flushFolder(_ path: String) throws(LogFailure) {
    try gate("flush", path) { () throws(LogFailure) in }
  }

  /// Leaves in the folder's files what was flushed, and maybe zeros where the length was on the disk but not the content.
  func cutPower(in folder: String, leavingZeros: Bool) throws {
    for name in try real.names(inFolder: folder) where name.hasPrefix("alerts") {
      let file = try real.open("\(folder)/\(name)", for: .repair)
      defer { real.close(file) }
      let inode = try real.status(file).inode
      var durable = disk.withLock { $0.durable[inode] ?? [] }
      let lost = Int(try real.status(file).size) - durable.count
      if leavingZeros, lost > 0 { durable += [UInt8](repeating: 0, count: lost) }
      try real.truncate(file, to: 0)
      if !durable.isEmpty { _ = try real.write(durable[...], to: file, at: 0) }
    }
    disk.withLock { $0.dirty = [:] }
  }
}

/// A store in memory, whose calls fail by the same plan; what was saved outlives the process.
final class MemoryOutbox: AlertOutbox {
  private struct State {
    var alerts: [Alert] = []
    var cursors: [String: LogCursor] = [:]
    var waiters: [Waiter] = []
  }
  private struct Waiter {
    var sink: String
    var seq: Int64
    var continuation: CheckedContinuation<Void, Never>
  }
  private let state: Mutex<State>
  private let plan: FaultPlan

  init(_ plan: FaultPlan = FaultPlan()) {
    self.plan = plan
    state = Mutex(State())
  }

  /// The same store under a new process.
  init(_ plan: FaultPlan, after other: MemoryOutbox) {
    self.plan = plan
    state = Mutex(other.state.withLock { $0 })
  }

  /// Returns when the cursor called `sink` has been saved at `seq` or later.
  func saved(_ sink: String, _ seq: Int64) async {
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        if state.cursors[sink].map({ $0.lastSeq >= seq }) ?? false { return true }
        state.waiters.append(Waiter(sink: sink, seq: seq, continuation: continuation))
        return false
      }
      if isThere { continuation.resume() }
    }
  }

  private func keep(_ cursor: LogCursor, _ sink: String) {
    let done = state.withLock { state in
      state.cursors[sink] = cursor
      let done = state.waiters.filter { $0.sink == sink && $0.seq <= cursor.lastSeq }
      state.waiters.removeAll { $0.sink == sink && $0.seq <= cursor.lastSeq }
      return done
    }
    for waiter in done { waiter.continuation.resume() }
  }

  func add(_ alerts: Alert...) { state.withLock { $0.alerts += alerts } }
  var all: [Alert] { state.withLock { $0.alerts } }

  func pending(after seq: Int64, limit: Int) throws(LogFailure) -> [Alert] {
    guard case .proceed = plan.next() else { throw .store("the store does not answer") }
    return state.withLock { Array($0.alerts.filter { $0.seq > seq }.prefix(limit)) }
  }

  func newestSeq() throws(LogFailure) -> Int64 {
    guard case .proceed = plan.next() else { throw .store("the store does not answer") }
    return state.withLock { $0.alerts.last?.seq ?? 0 }
  }

  func cursor(of sink: String) throws(LogFailure) -> LogCursor? {
    guard case .proceed = plan.next() else { throw .store("the store does not answer") }
    return state.withLock { $0.cursors[sink] }
  }

  func save(_ cursor: LogCursor, of sink: String) throws(LogFailure) {
    let verdict = plan.next()
    switch verdict {
    case .proceed, .half, .doThenFail: keep(cursor, sink)
    case .fail, .halfThenFail: break
    }
    switch verdict {
    case .proceed, .half: return
    default: throw .store("the store does not answer")
    }
  }
}
