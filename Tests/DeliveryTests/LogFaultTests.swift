import Foundation
import News
import SeededRandom
import Store
import Testing

@testable import Delivery

@Suite("Whatever call fails, and wherever the process dies, each alert is in the log once, in order, untorn")
struct LogFaultTests {
  /// One life of a log: alerts in several batches, rotations in between, told and untold.
  private struct Life {
    let folder: TemporaryFolder
    let format: LogFormat
    var plan: FaultPlan
    var files: FaultyFiles
    var outbox: MemoryOutbox
    var log: AlertLog

    /// A rotation comes between the fault and the next attempt.
    var rotatesAtFault: Bool
    /// Oldest first.
    var rotated: [String] = []

    init(_ plan: FaultPlan, _ format: LogFormat, rotatesAtFault: Bool) throws {
      folder = try TemporaryFolder()
      self.format = format
      self.rotatesAtFault = rotatesAtFault
      self.plan = plan
      files = FaultyFiles(plan)
      outbox = MemoryOutbox(plan)
      log = AlertLog(sink: "log", path: folder.file("alerts.log"), format: format, files: files, outbox: outbox)
    }

    /// What goes wrong in the processes that follow, one after another; then nothing does.
    var laterPlans: [FaultPlan] = []

    /// A new process on the same disk and store.
    mutating func restart() throws {
      files.closeAll()
      if let fault = plan.fault, [.powerCut, .powerCutLeavingZeros, .onceThenPowerCut].contains(fault) {
        try files.cutPower(in: folder.path, leavingZeros: fault == .powerCutLeavingZeros)
      }
      plan = laterPlans.popLast() ?? FaultPlan()
      files = FaultyFiles(plan, after: files)
      outbox = MemoryOutbox(plan, after: outbox)
      log = AlertLog(sink: "log", path: folder.file("alerts.log"), format: format, files: files, outbox: outbox)
    }

    /// Tries until the log is up to date; a cause that stays is lifted after some attempts; a dead process is followed
    /// by another.
    mutating func drain() throws {
      var attempts = 0
      while true {
        do throws(LogFailure) {
          if try !log.advance() { return }
        } catch {
          attempts += 1
          if rotatesAtFault, folder.exists("alerts.log") {
            rotatesAtFault = false
            try rotate(to: "alerts.log-20261122")
          }
          if plan.isDead {
            try restart()
            attempts = 0
          }
          if attempts == 4 { plan.lift() }
          try #require(attempts < 8, "it does not recover: \(error)")
        }
      }
    }

    mutating func run() throws {
      outbox.add(alert(1), alert(2), alert(3))
      try drain()
      outbox.add(alert(4), alert(7))
      try drain()
      try rotate(to: "alerts.log.1")
      outbox.add(alert(8), alert(9))
      try drain()
      try rotate(to: "alerts-2.log")
      log.detach()
      try drain()
      outbox.add(alert(10), alert(11), alert(12))
      try drain()
      if plan.fault == .onceThenPowerCut {
        try restart()
        try drain()
      }
    }

    mutating func rotate(to name: String) throws {
      try folder.rename("alerts.log", to: name)
      rotated.append(name)
    }

    func check(_ comment: Comment) throws {
      let written = try (rotated + ["alerts.log"]).map { try folder.text($0) }.joined()
      let expected = outbox.all.map { String(decoding: format.encode($0), as: UTF8.self) }.joined()
      #expect(written == expected, comment)
    }
  }

  @Test(
    "the Nth call fails, N from 1 until none is left", arguments: FaultPlan.Fault.allCases,
    [(LogFormat.line, false), (.line, true), (.json, false), (.json, true)])
  func everyCall(fault: FaultPlan.Fault, how: (format: LogFormat, rotatesAtFault: Bool)) throws {
    var call = 1
    while true {
      let plan = FaultPlan(fault, at: call)
      var life = try Life(plan, how.format, rotatesAtFault: how.rotatesAtFault)
      try life.run()
      try life.check("\(fault) at call \(call)")
      if !plan.wasReached { break }
      call += 1
    }
    // As many points as the life above has calls; fewer would mean that the faults are not met.
    #expect(call > 40)
  }

  @Test("many lives, with rotations, restarts and faults by chance", arguments: 1...60 as ClosedRange<UInt64>)
  func byChance(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var plans: [FaultPlan] = []
    for _ in 0..<12 {
      plans.append(
        FaultPlan(FaultPlan.Fault.allCases.randomElement(using: &random), at: Int.random(in: 1...25, using: &random)))
    }
    var life = try Life(FaultPlan(), seed % 2 == 0 ? .line : .json, rotatesAtFault: false)
    life.laterPlans = plans
    var seq: Int64 = 0
    for step in 0..<60 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0...5:
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          // Numbers rise, not always by one.
          seq += Int64.random(in: 1...2, using: &random)
          life.outbox.add(alert(seq))
        }
        try life.drain()
      case 6 where life.folder.exists("alerts.log"):
        try life.rotate(to: ["alerts.log.\(step)", "alerts-\(step).log"][step % 2])
      case 7: life.log.detach()
      case 8: try life.restart()
      default: try life.drain()
      }
    }
    try life.restart()
    try life.drain()
    try life.check("seed \(seed)")
  }
}
