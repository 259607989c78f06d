import Delivery
import Foundation
import Glibc
import News
import Testing
import Watch

@testable import attache

@Suite("What the daemon says to the journal")
struct JournalTests {
  /// A journal's socket, and what came to it.
  private final class Listener {
    let folder: TestFolder
    let path: String
    private let descriptor: Int32

    init() throws {
      folder = try TestFolder()
      path = folder.file("socket")
      descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
      var name = sockaddr_un()
      name.sun_family = sa_family_t(AF_UNIX)
      let bytes = Array(path.utf8)
      unsafe withUnsafeMutableBytes(of: &name.sun_path) { unsafe $0.copyBytes(from: bytes) }
      let length = socklen_t(MemoryLayout<sockaddr_un>.size)
      let bound = unsafe withUnsafePointer(to: &name) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, length) }
      }
      try #require(descriptor >= 0 && bound == 0)
    }

    deinit { close(descriptor) }

    /// The fields of the next entry, by the rules of the protocol; `nil` where nothing has come.
    func next() throws -> [(name: String, value: String)]? {
      var buffer = [UInt8](repeating: 0, count: 1 << 20)
      var control = [UInt8](repeating: 0, count: 64)
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe control.withUnsafeMutableBytes { room in
          var part = unsafe iovec(iov_base: bytes.baseAddress, iov_len: bytes.count)
          return unsafe withUnsafeMutablePointer(to: &part) { part in
            var message = unsafe msghdr()
            unsafe message.msg_iov = part
            unsafe message.msg_iovlen = 1
            unsafe message.msg_control = room.baseAddress
            unsafe message.msg_controllen = room.count
            return unsafe recvmsg(descriptor, &message, Int32(MSG_DONTWAIT))
          }
        }
      }
      guard count >= 0 else { return nil }
      if count > 0 { return try Self.fields(Array(buffer[..<count])) }
      // No bytes: a file was passed, behind the header of 16 bytes.
      let file = control[16..<20].enumerated().reduce(Int32(0)) { $0 | Int32($1.element) << Int32(8 * $1.offset) }
      defer { close(file) }
      // It has no name: nothing is left behind.
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(file)").hasSuffix("(deleted)"))
      let size = Int(lseek(file, 0, SEEK_END))
      var content = [UInt8](repeating: 0, count: size)
      let got = unsafe content.withUnsafeMutableBytes { unsafe pread(file, $0.baseAddress, $0.count, 0) }
      #expect(got == size)
      return try Self.fields(content)
    }

    private static func fields(_ bytes: [UInt8]) throws -> [(name: String, value: String)] {
      var fields: [(String, String)] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let end = try #require(rest.firstIndex { $0 == 0x3D || $0 == 0x0A })
        let name = String(decoding: rest[..<end], as: UTF8.self)
        let isPlain = rest[end] == 0x3D
        rest = rest[(end + 1)...]
        if isPlain {
          let line = try #require(rest.firstIndex(of: 0x0A))
          fields.append((name, String(decoding: rest[..<line], as: UTF8.self)))
          rest = rest[(line + 1)...]
        } else {
          let length = rest.prefix(8).enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
          rest = rest.dropFirst(8)
          fields.append((name, String(decoding: rest.prefix(length), as: UTF8.self)))
          try #require(rest.dropFirst(length).first == 0x0A)
          rest = rest.dropFirst(length + 1)
        }
      }
      return fields
    }
  }

  /// What the journal's variable would be if a file were standard error.
  private static func stream(_ descriptor: Int32) -> String {
    var information = stat()
    unsafe fstat(descriptor, &information)
    return "\(information.st_dev):\(information.st_ino)"
  }

  private static let alert = Alert(
    id: "story-1-7", seq: 7, detectedAt: Timestamp(seconds: 1_795_327_200), publishedAt: nil, reason: .newEvent,
    changes: AlertChanges(), title: "Envoys meet\n<3>forged \\ \u{202E}", link: "https://example.org/7", summary: nil,
    source: Source(name: "Example Wire", url: "https://example.org/feed"),
    assessment: Assessment(
      relevant: true, score: 0.9, kind: .meeting, stage: .confirmed, direction: .mutual, topics: [.economy]),
    story: StorySummary(
      id: "story-1", items: 1, sources: ["Example Wire"], origins: 1, firstSeen: Timestamp(seconds: 1_795_327_200),
      official: [], history: []))

  @Test("an alert is an entry with its fields, and its text cannot make another")
  func alert() throws {
    let listener = try Listener()
    let journal = ServiceJournal(
      environment: ["JOURNAL_STREAM": Self.stream(STDIN_FILENO)], standardError: STDIN_FILENO, socket: listener.path)
    journal.say(ServiceMessage(Self.alert))
    let fields = try #require(try listener.next())
    #expect(
      fields.map(\.name) == [
        "MESSAGE", "PRIORITY", "SYSLOG_IDENTIFIER", "MESSAGE_ID", "ATTACHE_ALERT_ID", "ATTACHE_SEQ", "ATTACHE_STORY",
        "ATTACHE_REASON", "ATTACHE_KIND", "ATTACHE_STAGE", "ATTACHE_SCORE", "ATTACHE_FEED", "ATTACHE_URL",
        "ATTACHE_TITLE",
      ])
    let values = Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    #expect(
      values["MESSAGE"]
        == "NEW meeting/confirmed US-PK 0.90 - | economy | Envoys meet\\u000A<3>forged \\\\ \\u202E (Example Wire) https://example.org/7 #7"
    )
    #expect(values["PRIORITY"] == "5")
    #expect(values["SYSLOG_IDENTIFIER"] == "attache")
    #expect(values["ATTACHE_ALERT_ID"] == "story-1-7")
    #expect(values["ATTACHE_FEED"] == "Example Wire")
    #expect(values["ATTACHE_TITLE"] == "Envoys meet\\u000A<3>forged \\\\ \\u202E")
    #expect(try listener.next() == nil)
  }

  @Test("what fails is an error that names the feed, the log or the delivery")
  func failures() throws {
    let listener = try Listener()
    let journal = ServiceJournal(
      environment: ["JOURNAL_STREAM": Self.stream(STDIN_FILENO)], standardError: STDIN_FILENO, socket: listener.path)
    let messages = [
      try #require(ServiceMessage(.feedFails("Dawn", "answered 500", nextTry: Timestamp(seconds: 0)))),
      ServiceMessage(.failing(path: "/logs/alerts.log", .store("no room"))),
      ServiceMessage(.failing(name: "desk", seq: 3, .exited(status: 1))),
    ]
    for message in messages { journal.say(message) }
    let expected = [("ATTACHE_FEED", "Dawn"), ("ATTACHE_LOG", "/logs/alerts.log"), ("ATTACHE_DELIVERY", "desk")]
    var kinds: Set<String> = []
    for (name, value) in expected {
      let fields = try #require(try listener.next())
      #expect(fields.contains { $0 == (name, value) })
      kinds.formUnion(fields.filter { $0.name == "MESSAGE_ID" }.map(\.value))
    }
    #expect(kinds.count == 3)
  }

  @Test("text with line feeds is sent with its length, and what no datagram holds as a file without a name")
  func large() throws {
    let listener = try Listener()
    var entry = JournalEntry()
    entry.add("MESSAGE", "one\ntwo=2\n")
    #expect(entry.send(to: listener.path) == 0)
    #expect(try #require(try listener.next()).elementsEqual([("MESSAGE", "one\ntwo=2\n")], by: ==))
    let long = String(repeating: "long ", count: 1_000_000)
    entry.add("ATTACHE_TITLE", long)
    #expect(entry.send(to: listener.path) == 0)
    let fields = try #require(try listener.next())
    #expect(fields.map(\.name) == ["MESSAGE", "ATTACHE_TITLE"])
    #expect(fields.last?.value == long)
  }

  @Test("a standard error of one's own, or none that is the journal's, is written to in lines")
  func elsewhere() throws {
    let listener = try Listener()
    for environment in [[:], ["JOURNAL_STREAM": "1:1"], ["JOURNAL_STREAM": "nonsense"]] {
      ServiceJournal(environment: environment, socket: listener.path).say(ServiceMessage(Self.alert))
      #expect(try listener.next() == nil)
    }
    var entry = JournalEntry()
    entry.add("MESSAGE", "nobody hears it")
    #expect(entry.send(to: listener.folder.file("nowhere")) == ENOENT)
    #expect(entry.send(to: "/" + String(repeating: "x", count: 200)) == ENAMETOOLONG)
  }
}
