import HTTP
import LoopbackServer
import Testing

@Suite("Limits")
struct LimitTests {
  @Test("a body may be as long as the limit and no longer, however it comes", arguments: [1000, 1001])
  func bodySize(count: Int) async throws {
    let server = try await LoopbackServer.start()
    let body = [UInt8](repeating: 0x61, count: count)
    await server.on("/plain", Answer(200, body: body))
    await server.on("/chunked", .chunked([body]))
    await server.on("/gzip", .gzipped(body))
    let transfers = makeTransfers { $0.maxBody = 1000 }
    for path in ["/plain", "/chunked", "/gzip"] {
      let failure = await failure(of: server.url(path), by: transfers)
      #expect(failure == (count > 1000 ? .tooLarge(limit: 1000) : nil), "\(path)")
    }
  }

  @Test("a compressed bomb is stopped at the limit of decoded bytes")
  func bomb() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/bomb", .gzipBomb(decoded: 20 << 20))
    await server.on("/small", .gzipBomb(decoded: 100_000))
    let transfers = makeTransfers()
    #expect(await failure(of: server.url("/bomb"), by: transfers) == .tooLarge(limit: 8 << 20))
    let small = try await transfers.fetch(Request(url: server.url("/small")))
    #expect(small.body.count >= 100_000)
    #expect(small.body.allSatisfy { $0 == 0x20 })
  }

  @Test("a body without end is stopped")
  func endlessBody() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/endless", .endlessBody())
    #expect(await failure(of: server.url("/endless"), by: makeTransfers()) == .tooLarge(limit: 8 << 20))
  }

  @Test("an error page without end is cut, and is still an answer")
  func endlessErrorPage() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/endless", .endlessBody(status: 503, headers: [("Retry-After", "60")]))
    let response = try await makeTransfers().fetch(Request(url: server.url("/endless")))
    #expect(response.status == 503)
    #expect(response.retryAfter == "60")
    #expect(response.body.count == 64 << 10)
  }

  @Test("limits that make no sense are strict, not fatal")
  func senseless() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/busy", .busy(503, retryAfter: "9"))
    await server.on("/feed", .feed(bytes("<rss/>")))
    let none = makeTransfers {
      $0.maxBody = -1
      $0.inFlightBytes = 0
      $0.maxTransfers = 0
      $0.maxLookups = -3
      $0.slowSeconds = -1
      $0.lowestSpeed = .min
    }
    #expect(try await none.fetch(Request(url: server.url("/busy"))).retryAfter == "9")
    #expect(await failure(of: server.url("/feed"), by: none) == .tooLarge(limit: -1))
    let wide = makeTransfers {
      $0.maxBody = .max
      $0.inFlightBytes = .max
      $0.timeout = .infinity
      $0.connectTimeout = .nan
      $0.firstByteTimeout = .infinity
    }
    // A connection that must stand within a millisecond may or may not do so: nothing more is asked of it.
    _ = await failure(of: server.url("/feed"), by: wide)
    let endless = makeTransfers {
      $0.maxBody = .max
      $0.timeout = .infinity
      $0.firstByteTimeout = .infinity
    }
    #expect(try await endless.fetch(Request(url: server.url("/feed"))).body == bytes("<rss/>"))
  }

  @Test("a header without end, or one line too long, is stopped")
  func header() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/endless", .endlessHeader)
    await server.on("/long", .longHeader(200_000))
    await server.on("/fair", .longHeader(20_000))
    let transfers = makeTransfers()
    #expect(await failure(of: server.url("/endless"), by: transfers) == .headerTooLarge(limit: 64 << 10))
    #expect(await failure(of: server.url("/long"), by: transfers) == .headerTooLarge(limit: 64 << 10))
    #expect(await failure(of: server.url("/fair"), by: transfers) == nil)
  }

  @Test("a validator that is too long to send again is left aside")
  func longValidator() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/feed", .feed([], etag: "\"" + String(repeating: "x", count: 10_000) + "\""))
    #expect(try await makeTransfers().fetch(Request(url: server.url("/feed"))).etag == nil)
  }

  @Test("a cut answer is a failure: short of its length, in a chunk, before its header's end, or without a word")
  func cutOff() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/length", .wrongLength(announced: 100, body: bytes("<rss>")))
    await server.on("/chunk", .cutChunked)
    await server.on("/nothing", .closesAtOnce)
    await server.on("/reset", .resets)
    let transfers = makeTransfers()
    for path in ["/length", "/chunk", "/nothing", "/reset"] {
      #expect(await failure(of: server.url(path), by: transfers) == .cutOff(host: "127.0.0.1"), "\(path)")
    }
  }

  @Test("a cut error page or redirect is still an answer: its header has said all")
  func cutErrorPage() async throws {
    let server = try await LoopbackServer.start()
    await server.on(
      "/busy", .wrongLength(503, headers: [("Retry-After", "90")], announced: 100, body: bytes("later")))
    await server.on("/old", .wrongLength(301, headers: [("Location", "/new")], announced: 100, body: bytes("moved")))
    await server.on("/new", .feed(bytes("<rss/>")))
    let transfers = makeTransfers()
    let busy = try await transfers.fetch(Request(url: server.url("/busy")))
    #expect(busy.status == 503)
    #expect(busy.retryAfter == "90")
    #expect(try await transfers.fetch(Request(url: server.url("/old"))).body == bytes("<rss/>"))
  }

  @Test("what is not HTTP is a failure")
  func notHTTP() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/mail", .notHTTP)
    guard case .protocolError = await failure(of: server.url("/mail"), by: makeTransfers()) else {
      Issue.record("something that is not HTTP was taken")
      return
    }
  }

  @Test("a first byte that is late, an answer that stalls and one that drips are told apart")
  func times() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/silence", .silence)
    await server.on("/stall", .stall())
    await server.on("/trickle", .trickle(everySeconds: 0.1))
    let first = makeTransfers { $0.firstByteTimeout = 0.3 }
    #expect(await failure(of: server.url("/silence"), by: first) == .timedOut(.firstByte, host: "127.0.0.1"))
    let whole = makeTransfers { $0.timeout = 2 }
    #expect(await failure(of: server.url("/trickle"), by: whole) == .timedOut(.whole, host: "127.0.0.1"))
    let slow = makeTransfers {
      $0.lowestSpeed = 1000
      $0.slowSeconds = 1
    }
    #expect(await failure(of: server.url("/stall"), by: slow) == .timedOut(.tooSlow, host: "127.0.0.1"))
    #expect(await failure(of: server.url("/trickle"), by: slow) == .timedOut(.tooSlow, host: "127.0.0.1"))
  }

  @Test("an answer that is slow but within the limits arrives")
  func slowFirstByte() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/slow", .slowFirstByte(seconds: 0.3, body: bytes("<rss/>")))
    let response = try await makeTransfers { $0.firstByteTimeout = 10 }.fetch(Request(url: server.url("/slow")))
    #expect(response.body == bytes("<rss/>"))
  }

  @Test("a closed port, an unknown name and a port that speaks no TLS each have their word")
  func noConnection() async throws {
    let server = try await LoopbackServer.start()
    let transfers = makeTransfers()
    guard case .tls("127.0.0.1", let reason) = await failure(of: "https://127.0.0.1:\(server.port)/", by: transfers)
    else {
      Issue.record("TLS with a plain server did not fail as it should")
      return
    }
    #expect(!reason.isEmpty)
    await server.stop()
    #expect(await failure(of: server.url("/"), by: transfers) == .refused(host: "127.0.0.1"))
    // "invalid" exists nowhere (RFC 6761 §6.4), with or without a network.
    #expect(
      await failure(of: "http://nowhere.invalid/", by: transfers) == .nameNotFound(host: "nowhere.invalid"))
  }
}
