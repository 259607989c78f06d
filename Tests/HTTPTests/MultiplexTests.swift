import BuildPace
import Foundation
import Glibc
import HTTP
import LoopbackServer
import Testing

/// HTTP/2 over TLS, against nghttp2's server with a certificate of an authority of the test's own.
@Suite(
  "HTTP/2",
  .enabled("nghttpd (Debian: nghttp2-server) and openssl are not both installed") {
    TLSServer.program("nghttpd") != nil && TLSServer.program("openssl") != nil
  })
struct MultiplexTests {
  @Test("requests that come together share one connection, and the next ones use it again")
  func multiplexed() async throws {
    let server = try await TLSServer()
    defer { server.stop() }
    let transfers = makeTransfers { $0.authorities = server.authority }
    for _ in 0..<2 {
      try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<12 {
          let request = Request(url: server.url("/feed.xml?\(number)"), reuseConnection: true)
          group.addTask { try await transfers.fetch(request).body.count }
        }
        for try await count in group { #expect(count == TLSServer.body.utf8.count) }
      }
    }
    await transfers.stop()
    let log = server.log()
    #expect(log.streams == 24)
    #expect(log.connections == 1)
  }

  @Test("a certificate of an unknown authority is refused")
  func unknownAuthority() async throws {
    let server = try await TLSServer()
    defer { server.stop() }
    let transfers = makeTransfers()
    guard case .tls = await failure(of: server.url("/feed.xml"), by: transfers) else {
      Issue.record("it was believed")
      return
    }
  }
}

/// nghttpd on a free port of the loopback device, with a folder that holds one feed.
private final class TLSServer {
  static let body = "<rss version=\"2.0\"><channel><title>Ledger</title></channel></rss>"
  private let folder: String
  private let process = Process()
  private let port: UInt16

  /// The certificate that vouches for the server.
  var authority: String { folder + "/certificate.pem" }

  init() async throws {
    folder = NSTemporaryDirectory() + "attache-tls-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Self.body.write(toFile: folder + "/feed.xml", atomically: true, encoding: .utf8)
    try Self.run(
      "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
        "/CN=attache-tests", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder + "/key.pem", "-out",
        folder + "/certificate.pem",
      ])
    port = try await Self.freePort()
    guard FileManager.default.createFile(atPath: folder + "/log", contents: nil),
      let log = FileHandle(forWritingAtPath: folder + "/log"), let program = Self.program("nghttpd")
    else { throw Failure("no log") }
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [
      "-v", "-a", "127.0.0.1", "-d", folder, "\(port)", folder + "/key.pem", folder + "/certificate.pem",
    ]
    process.standardOutput = log
    process.standardError = log
    try process.run()
    try await awaitListening()
  }

  func url(_ path: String) -> String { "https://127.0.0.1:\(port)\(path)" }

  func stop() {
    // It may have inherited a mask that keeps gentler signals off.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// What it tells of requests: `[id=1] [  0.004] recv (stream_id=1) :path: /feed.xml`.
  func log() -> (connections: Int, streams: Int) {
    let text = (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? ""
    let requests = text.split(separator: "\n").filter { $0.contains(":path: /feed.xml") }
    return (Set(requests.compactMap { $0.split(separator: "]").first }).count, requests.count)
  }

  /// It says so when it does.
  private func awaitListening() async throws {
    let deadline = Date(timeIntervalSinceNow: Double(60 * BuildPace.factor))
    while process.isRunning, Date() < deadline {
      if let text = try? String(contentsOfFile: folder + "/log", encoding: .utf8), text.contains("listen 127.0.0.1") {
        return
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw Failure("nghttpd does not listen")
  }

  /// One that was free a moment ago.
  private static func freePort() async throws -> UInt16 {
    let server = try await LoopbackServer.start()
    let port = server.port
    await server.stop()
    return UInt16(port)
  }

  private static func run(_ name: String, _ arguments: [String]) throws {
    guard let path = program(name) else { throw Failure("no \(name)") }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure("\(name) ended with \(process.terminationStatus)") }
  }

  static func program(_ name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/usr/sbin").split(separator: ":")
      .map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private struct Failure: Error {
    var words: String
    init(_ words: String) { self.words = words }
  }
}
