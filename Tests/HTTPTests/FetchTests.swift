import HTTP
import LoopbackServer
import Testing

@Suite("Fetching")
struct FetchTests {
  @Test("brings the body, the status and the headers that pollers need")
  func happyPath() async throws {
    let server = try await LoopbackServer.start()
    await server.on(
      "/feed",
      Answer(
        200,
        headers: [
          ("Content-Type", "application/rss+xml; charset=utf-8"), ("ETag", "W/\"a-1\""),
          ("Last-Modified", "Sun, 22 Nov 2026 06:00:00 GMT"), ("Cache-Control", "public"),
          ("cache-control", "max-age=600"), ("Expires", "0"), ("Date", "Sun, 22 Nov 2026 06:00:01 GMT"), ("Age", "7"),
        ], text: "<rss/>"))
    let response = try await makeTransfers().fetch(Request(url: server.url("/feed")))
    #expect(response.status == 200)
    #expect(response.body == bytes("<rss/>"))
    #expect(response.finalURL == server.url("/feed"))
    #expect(response.redirects.isEmpty)
    #expect(response.contentType == "application/rss+xml; charset=utf-8")
    #expect(response.etag == "W/\"a-1\"")
    #expect(response.lastModified == "Sun, 22 Nov 2026 06:00:00 GMT")
    #expect(response.cacheControl == "public, max-age=600")
    #expect(response.expires == "0")
    #expect(response.date == "Sun, 22 Nov 2026 06:00:01 GMT")
    #expect(response.age == "7")
    #expect(response.retryAfter == nil)
  }

  @Test("asks as a polite feed reader does")
  func politeHeaders() async throws {
    let server = try await LoopbackServer.start()
    _ = try await makeTransfers().fetch(Request(url: server.url("/feed?page=1#top")))
    let request = try #require(await server.requests(count: 1).first)
    #expect(request.method == "GET")
    #expect(request.target == "/feed?page=1")
    #expect(request["user-agent"] == "attache-tests/1 (+https://example.invalid/)")
    #expect(request["accept"]?.contains("application/rss+xml") == true)
    #expect(request["accept"]?.contains("application/atom+xml") == true)
    #expect(request["accept-encoding"] == "gzip, deflate")
    for name in ["cookie", "referer", "authorization", "if-none-match", "if-modified-since", "proxy-connection"] {
      #expect(request[name] == nil)
    }
  }

  @Test(
    "sends validators back byte for byte, and reports a new one on a 304",
    arguments: ["\"plain\"", "W/\"weak\"", "unquoted", "\"latin-\u{E9}\u{FF}\"", "\"a,b\"", "\"\""])
  func validators(etag: String) async throws {
    let server = try await LoopbackServer.start()
    await server.on(
      "/feed",
      inTurn: [.feed(bytes("<rss/>"), etag: etag, lastModified: "yesterday, at noon"), .notModified(etag: "\"new\"")])
    let transfers = makeTransfers()
    let first = try await transfers.fetch(Request(url: server.url("/feed")))
    #expect(first.etag == etag)
    let second = try await transfers.fetch(
      Request(url: server.url("/feed"), etag: first.etag, lastModified: first.lastModified))
    #expect(second.status == 304)
    #expect(second.etag == "\"new\"")
    #expect(second.body.isEmpty)
    let asked = await server.requests(count: 2)[1]
    #expect(asked["if-none-match"] == etag)
    #expect(asked["if-modified-since"] == "yesterday, at noon")
  }

  @Test("sends no validators that a later request does not hold, though handles are used again")
  func validatorsDoNotLeak() async throws {
    let server = try await LoopbackServer.start()
    let transfers = makeTransfers { $0.maxTransfers = 1 }
    _ = try await transfers.fetch(Request(url: server.url("/a"), etag: "\"a\"", lastModified: "then"))
    _ = try await transfers.fetch(Request(url: server.url("/b")))
    let asked = await server.requests(count: 2)[1]
    #expect(asked["if-none-match"] == nil)
    #expect(asked["if-modified-since"] == nil)
  }

  @Test(
    "refuses to send a header that could begin another one", arguments: ["a\r\nX: y", "a\nb", "a\u{0}b", "\u{2028}"])
  func headerInjection(value: String) async throws {
    let server = try await LoopbackServer.start()
    let transfers = makeTransfers()
    await #expect(throws: TransferFailure.badHeader(name: "If-None-Match")) {
      try await transfers.fetch(Request(url: server.url("/"), etag: value))
    }
    await #expect(throws: TransferFailure.badHeader(name: "If-Modified-Since")) {
      try await transfers.fetch(Request(url: server.url("/"), lastModified: value))
    }
    #expect(await server.requests.isEmpty)
  }

  @Test(
    "hands other statuses over with their headers", arguments: [(429, "120"), (503, "Sun, 22 Nov 2026 07:00:00 GMT")])
  func busy(status: Int, retryAfter: String) async throws {
    let server = try await LoopbackServer.start()
    await server.on("/feed", .busy(status, retryAfter: retryAfter))
    let response = try await makeTransfers().fetch(Request(url: server.url("/feed")))
    #expect(response.status == status)
    #expect(response.retryAfter == retryAfter)
  }

  @Test("hands over 404, 410 and pages that are no feed", arguments: [404, 410, 200])
  func notAFeed(status: Int) async throws {
    let server = try await LoopbackServer.start()
    await server.on("/feed", status == 404 ? .notFound : status == 410 ? .gone : .loginPage)
    let response = try await makeTransfers().fetch(Request(url: server.url("/feed")))
    #expect(response.status == status)
    #expect(!response.body.isEmpty)
    if status == 200 { #expect(response.contentType == "text/html; charset=utf-8") }
  }

  @Test("gathers chunked and compressed bodies")
  func encodings() async throws {
    let server = try await LoopbackServer.start()
    let body = [UInt8]((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    await server.on("/chunked", .chunked([Array(body[..<1000]), Array(body[1000...])]))
    await server.on("/gzip", .gzipped(body))
    let transfers = makeTransfers()
    #expect(try await transfers.fetch(Request(url: server.url("/chunked"))).body == body)
    #expect(try await transfers.fetch(Request(url: server.url("/gzip"))).body == body)
  }

  @Test("keeps a connection only where the request says so")
  func reuse() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/feed", .feed(bytes("<rss/>")))
    let transfers = makeTransfers()
    for _ in 0..<3 { _ = try await transfers.fetch(Request(url: server.url("/feed"), reuseConnection: true)) }
    #expect(await server.acceptedConnections == 1)
    for _ in 0..<3 { _ = try await transfers.fetch(Request(url: server.url("/feed"))) }
    let connections = await Set(server.requests(count: 6).map(\.connection))
    // The first of the three may take the idle one, and closes it.
    #expect(connections.count >= 3)
  }

  @Test("posts a body as it is, and follows nothing")
  func post() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/hook", .redirect(307, to: "/elsewhere"))
    let transfers = makeTransfers { $0.allowPrivateAddresses = false }
    let body = bytes("{\"id\":\"1\"}") + [UInt8](repeating: 0x20, count: 100_000)
    let response = try await transfers.fetch(
      .post(url: server.url("/hook"), body: body, headers: [.init("Idempotency-Key", "1")]))
    #expect(response.status == 307)
    #expect(response.location == "/elsewhere")
    let request = try #require(await server.requests(count: 1).first)
    #expect(request.method == "POST")
    #expect(request.body == body)
    #expect(request["content-type"] == "application/json")
    #expect(request["idempotency-key"] == "1")
    #expect(request["expect"] == nil)
  }

  @Test("gets after it has posted, on the same handle, and posts an empty body")
  func getAfterPost() async throws {
    let server = try await LoopbackServer.start()
    let transfers = makeTransfers { $0.maxTransfers = 1 }
    _ = try await transfers.fetch(.post(url: server.url("/hook"), body: []))
    _ = try await transfers.fetch(Request(url: server.url("/feed")))
    let requests = await server.requests(count: 2)
    #expect(requests.map(\.method) == ["POST", "GET"])
    #expect(requests[0].body.isEmpty)
    #expect(requests[0]["content-length"] == "0")
    #expect(requests[1]["content-length"] == nil)
    #expect(requests[1]["content-type"] == nil)
  }

  @Test("new settings hold from the next request on")
  func update() async throws {
    let server = try await LoopbackServer.start()
    let transfers = makeTransfers()
    _ = try await transfers.fetch(Request(url: server.url("/")))
    var settings = TransferSettings(userAgent: "other/2", allowPrivateAddresses: true)
    await transfers.update(settings)
    _ = try await transfers.fetch(Request(url: server.url("/")))
    #expect(
      await server.requests(count: 2).map { $0["user-agent"] } == [
        "attache-tests/1 (+https://example.invalid/)", "other/2",
      ])
    settings.allowPrivateAddresses = false
    await transfers.update(settings)
    guard case .forbiddenAddress = await failure(of: server.url("/"), by: transfers) else {
      Issue.record("the guard was not switched on")
      return
    }
  }

  @Test("sends the user and password of an address, and keeps them out of its words")
  func credentials() async throws {
    let server = try await LoopbackServer.start()
    let url = "http://reader:s3cret@127.0.0.1:\(server.port)/feed"
    let transfers = makeTransfers()
    _ = try await transfers.fetch(Request(url: url))
    #expect(await server.requests(count: 1)[0]["authorization"] == "Basic cmVhZGVyOnMzY3JldA==")
    await server.stop()
    let failure = try #require(await failure(of: url, by: transfers))
    #expect(!"\(failure)".contains("s3cret"))
    #expect(withoutCredentials(url) == server.url("/feed"))
    #expect(withoutCredentials(server.url("/feed")) == server.url("/feed"))
  }
}
