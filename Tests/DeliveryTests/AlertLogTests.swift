import Foundation
import News
import Store
import Testing

@testable import Delivery

@Suite("A log on disk")
struct AlertLogTests {
  private let folder: TemporaryFolder
  private let outbox = MemoryOutbox()

  init() throws { folder = try TemporaryFolder() }

  private func makeLog(_ format: LogFormat = .line, files: any LogFiles = SystemFiles()) -> AlertLog {
    AlertLog(sink: "log", path: folder.file("alerts.log"), format: format, files: files, outbox: outbox)
  }

  private func drain(_ log: inout AlertLog) throws { while try log.advance() {} }

  private func lines(_ seqs: Int64...) -> String {
    seqs.map { String(decoding: AlertLine.encode(alert($0)), as: UTF8.self) }.joined()
  }

  @Test("is made with mode 0640 and begins with the oldest alert kept")
  func made() throws {
    outbox.add(alert(1), alert(2))
    var log = makeLog()
    try drain(&log)
    #expect(try folder.text("alerts.log") == lines(1, 2))
    let mode = try FileManager.default.attributesOfItem(atPath: folder.file("alerts.log"))[.posixPermissions]
    #expect(((mode as? NSNumber)?.intValue ?? 0) & 0o137 == 0)
  }

  @Test("takes more alerts than one batch holds")
  func batches() throws {
    for seq in 1...Int64(AlertLog.batch * 2 + 3) { outbox.add(alert(seq)) }
    var log = makeLog()
    try drain(&log)
    #expect(try folder.text("alerts.log").split(separator: "\n").count == AlertLog.batch * 2 + 3)
  }

  @Test("a renamed file is left alone and a new one begun, without any signal")
  func renamed() throws {
    var log = makeLog()
    outbox.add(alert(1))
    try drain(&log)
    try folder.rename("alerts.log", to: "alerts.log.1")
    outbox.add(alert(2))
    try drain(&log)
    #expect(try folder.text("alerts.log.1") == lines(1))
    #expect(try folder.text("alerts.log") == lines(2))
  }

  @Test("a new file that the rotation made is used as it is")
  func createdByRotation() throws {
    var log = makeLog()
    outbox.add(alert(1))
    try drain(&log)
    try folder.rename("alerts.log", to: "alerts.log.1")
    try folder.write("", to: "alerts.log")
    outbox.add(alert(2))
    try drain(&log)
    #expect(try folder.text("alerts.log") == lines(2))
  }

  @Test("a file deleted while running is made again and goes on with the next alert")
  func deleted() throws {
    var log = makeLog()
    outbox.add(alert(1))
    try drain(&log)
    try folder.remove("alerts.log")
    outbox.add(alert(2))
    try drain(&log)
    #expect(try folder.text("alerts.log") == lines(2))
  }

  @Test("a file shortened by others is not filled again, and that is said")
  func shortened() throws {
    var log = makeLog()
    outbox.add(alert(1), alert(2))
    try drain(&log)
    try folder.write("", to: "alerts.log")
    outbox.add(alert(3))
    try drain(&log)
    #expect(try folder.text("alerts.log") == lines(3))
    #expect(log.takeNotices().first?.contains("shorter than it was left") == true)
    #expect(log.takeNotices().isEmpty)
  }

  @Test("lines of others stay, and an unfinished one does not run into ours")
  func foreign() throws {
    var log = makeLog()
    outbox.add(alert(1))
    try drain(&log)
    try folder.append("--- checked by the night shift\n", to: "alerts.log")
    outbox.add(alert(2))
    try drain(&log)
    try folder.append("unfinished", to: "alerts.log")
    outbox.add(alert(3))
    try drain(&log)
    #expect(
      try folder.text("alerts.log") == lines(1) + "--- checked by the night shift\n" + lines(2) + "unfinished\n"
        + lines(3))
  }

  @Test("a line that was written but not confirmed is found; a torn one is cut and written anew")
  func unconfirmed() throws {
    var log = makeLog()
    outbox.add(alert(1))
    try drain(&log)
    outbox.add(alert(2), alert(3))
    try folder.append(lines(2) + String(lines(3).prefix(40)), to: "alerts.log")
    var next = makeLog()
    try drain(&next)
    #expect(try folder.text("alerts.log") == lines(1, 2, 3))
    #expect(next.takeNotices().contains { $0.contains("torn line of 40 bytes") })
  }

  @Test(
    "the same in a file that was rotated before the start",
    arguments: ["alerts.log.1", "alerts.log-20261122", "alerts-2026.log"])
  func unconfirmedInRotated(name: String) throws {
    var log = makeLog()
    outbox.add(alert(1))
    try drain(&log)
    outbox.add(alert(2), alert(3))
    try folder.append(lines(2) + String(lines(3).prefix(40)), to: "alerts.log")
    try folder.rename("alerts.log", to: name)
    var next = makeLog()
    try drain(&next)
    #expect(try folder.text(name) == lines(1, 2))
    #expect(try folder.text("alerts.log") == lines(3))
  }

  @Test(
    "where the rotated file is compressed or gone, the cursor is believed",
    arguments: ["alerts.log.1.gz", "elsewhere.log"])
  func rotatedAway(name: String) throws {
    var log = makeLog()
    outbox.add(alert(1))
    try drain(&log)
    let torn = String(lines(2).prefix(30))
    outbox.add(alert(2))
    try folder.append(torn, to: "alerts.log")
    try folder.rename("alerts.log", to: name)
    var next = makeLog()
    try drain(&next)
    #expect(try folder.text(name) == lines(1) + torn)
    #expect(try folder.text("alerts.log") == lines(2))
  }

  @Test("a line spelt by an earlier version counts as written")
  func otherSpelling() throws {
    var log = makeLog()
    outbox.add(alert(1))
    try drain(&log)
    outbox.add(alert(2))
    try folder.append("\(alert(2).detectedAt.rfc3339) NEW another spelling #2\n", to: "alerts.log")
    var next = makeLog()
    try drain(&next)
    #expect(try folder.text("alerts.log") == lines(1) + "\(alert(2).detectedAt.rfc3339) NEW another spelling #2\n")
  }

  @Test("an alert of another store with the same number does not count")
  func aheadOfStore() throws {
    var log = makeLog()
    outbox.add(alert(1))
    try drain(&log)
    let stranger = "2020-01-01T00:00:00Z NEW visit/ongoing US>PK 0.97 - | - | before the backup (Dawn) - #2\n"
    outbox.add(alert(2))
    try folder.append(stranger, to: "alerts.log")
    var next = makeLog()
    try drain(&next)
    #expect(try folder.text("alerts.log") == lines(1) + stranger + lines(2))
    #expect(next.takeNotices().contains { $0.contains("1 lines that attache did not write there") })
  }

  @Test("a log found without a cursor is continued; its torn last line is cut, another's is closed")
  func withoutCursor() throws {
    try folder.write(lines(7) + String(lines(8).prefix(50)), to: "alerts.log")
    outbox.add(alert(1))
    var log = makeLog()
    try drain(&log)
    #expect(try folder.text("alerts.log") == lines(7, 1))
    try folder.write("notes", to: "other.log")
    var other = AlertLog(
      sink: "other", path: folder.file("other.log"), format: .line, files: SystemFiles(), outbox: outbox)
    try drain(&other)
    #expect(try folder.text("other.log") == "notes\n" + lines(1))
  }

  @Test("a failed write leaves whole lines at once", arguments: 1...12)
  func failedWrite(call: Int) throws {
    let plan = FaultPlan(.torn, at: call)
    outbox.add(alert(1), alert(2))
    var log = makeLog(files: FaultyFiles(plan))
    for _ in 1...3 {
      do throws(LogFailure) {
        while try log.advance() {}
      } catch {
        let text = folder.exists("alerts.log") ? try folder.text("alerts.log") : ""
        #expect(["", lines(1, 2)].contains(text))
      }
    }
    #expect(try folder.text("alerts.log") == lines(1, 2))
  }

  @Test("a cursor that the store would not save is saved at the next attempt, though nothing is written")
  func savedLater() throws {
    // Asked for the cursor, saved it for the new file, asked for alerts; the fourth call saves what was written.
    let plan = FaultPlan(.once, at: 4)
    let outbox = MemoryOutbox(plan)
    outbox.add(alert(1), alert(2))
    var log = AlertLog(
      sink: "log", path: folder.file("alerts.log"), format: .line, files: SystemFiles(), outbox: outbox)
    #expect(throws: LogFailure.self) { try log.advance() }
    #expect(try outbox.cursor(of: "log")?.lastSeq == 0)
    #expect(try log.advance() == false)
    #expect(try outbox.cursor(of: "log")?.lastSeq == 2)
    #expect(try folder.text("alerts.log") == lines(1, 2))
  }

  @Test("what is no ordinary file, and a missing folder, are refused in words")
  func refused() throws {
    var log = AlertLog(sink: "log", path: folder.path, format: .line, files: SystemFiles(), outbox: outbox)
    #expect(throws: LogFailure.self) { try log.advance() }
    var device = AlertLog(sink: "log", path: "/dev/null", format: .line, files: SystemFiles(), outbox: outbox)
    #expect(throws: LogFailure.file(operation: "open", path: "/dev/null", code: EINVAL)) { try device.advance() }
    let path = folder.file("missing/alerts.log")
    var missing = AlertLog(sink: "log", path: path, format: .line, files: SystemFiles(), outbox: outbox)
    do throws(LogFailure) {
      _ = try missing.advance()
      Issue.record("a missing folder was not noticed")
    } catch {
      #expect(
        error.description == "cannot open \(path): No such file or directory; make its folder, or name another path")
    }
  }
}

@Suite("Knowing a line again")
struct LogFormatTests {
  private func line(_ format: LogFormat, _ seq: Int64) -> ArraySlice<UInt8> { format.encode(alert(seq)).dropLast() }

  @Test("the expected one, another, and what is torn", arguments: [LogFormat.line, .json])
  func recognition(format: LogFormat) {
    let one = line(format, 14)
    #expect(format.recognise(one, expecting: alert(14)) == .expected)
    #expect(format.recognise(one, expecting: alert(15)) == .other)
    #expect(format.recognise(one, expecting: nil) == .other)
    #expect(format.recognise(one.dropFirst(12), expecting: alert(14)) == (format == .line ? .torn : .other))
    #expect(format.recognise([0, 0, 0] + one.dropFirst(3), expecting: alert(14)) == .torn)
    #expect(format.recognise(one.prefix(60) + [0, 0] + one.dropFirst(62), expecting: alert(14)) == .torn)
    #expect(format.recognise("# a note"[...].utf8.map { $0 }[...], expecting: alert(14)) == .other)
    #expect(format.recognise([], expecting: alert(14)) == .other)
  }

  @Test("a torn JSON object is not JSON")
  func tornJSON() {
    let one = line(.json, 14)
    #expect(LogFormat.json.recognise(one.prefix(100) + one, expecting: alert(14)) == .torn)
  }

  @Test("every beginning of a line may be ours", arguments: [LogFormat.line, .json])
  func beginnings(format: LogFormat) {
    let one = line(format, 14)
    for length in 0...one.count { #expect(format.mayBegin(one.prefix(length))) }
    #expect(!format.mayBegin(Array("note".utf8)[...]))
  }

  @Test("the number at the end")
  func number() {
    func number(_ text: String) -> Int64? { LogFormat.number(atEndOf: Array(text.utf8)[...]) }
    #expect(number("x #412") == 412)
    #expect(number("x #9223372036854775807") == .max)
    #expect(number("x #9223372036854775808") == nil)
    #expect(number("x#412") == nil)
    #expect(number("x #") == nil)
    #expect(number("#1") == nil)
    #expect(number("x #12a") == nil)
  }
}
