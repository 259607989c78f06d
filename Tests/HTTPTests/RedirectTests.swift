import LoopbackServer
import SeededRandom
import Testing

@testable import HTTP

@Suite("Redirects")
struct RedirectTests {
  @Test("are followed, each with its status", arguments: [301, 302, 303, 307, 308])
  func followed(status: Int) async throws {
    let server = try await LoopbackServer.start()
    await server.on("/old", .redirect(status, to: "new?x=1"))
    await server.on("/new?x=1", .feed(bytes("<rss/>")))
    let response = try await makeTransfers().fetch(Request(url: server.url("/old"), etag: "\"e\""))
    #expect(response.status == 200)
    #expect(response.body == bytes("<rss/>"))
    #expect(response.finalURL == server.url("/new?x=1"))
    #expect(response.redirects == [.init(status: status, url: server.url("/new?x=1"))])
    #expect(response.permanentAddress == (status == 301 || status == 308 ? server.url("/new?x=1") : nil))
    #expect(await server.requests(count: 2).map { $0["if-none-match"] } == ["\"e\"", "\"e\""])
  }

  @Test("give up the old address only as far as they are permanent from the start")
  func permanentPrefix() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/1", .redirect(301, to: "/2"))
    await server.on("/2", .redirect(308, to: "/3"))
    await server.on("/3", .redirect(302, to: "/4"))
    await server.on("/4", .redirect(301, to: "/5"))
    await server.on("/5", .feed([]))
    let response = try await makeTransfers().fetch(Request(url: server.url("/1")))
    #expect(response.redirects.map(\.status) == [301, 308, 302, 301])
    #expect(response.permanentAddress == server.url("/3"))
    #expect(response.finalURL == server.url("/5"))
  }

  @Test("lead from host to host")
  func acrossHosts() async throws {
    let server = try await LoopbackServer.start(address: nil)
    await server.on("/here", .redirect(to: server.url("/there", host: "127.0.0.9")))
    await server.on("/there", .feed([]))
    let response = try await makeTransfers().fetch(Request(url: server.url("/here", host: "127.0.0.8")))
    #expect(response.status == 200)
    #expect(await server.requests(count: 2).map(\.localAddress) == ["127.0.0.8", "127.0.0.9"])
  }

  @Test("end after the limit")
  func tooMany() async throws {
    let server = try await LoopbackServer.start()
    await server.onAnythingElse { request in .redirect(to: request.path + "x") }
    #expect(await failure(of: server.url("/x"), by: makeTransfers()) == .tooManyRedirects(limit: 5))
    #expect(await server.requests.count == 6)
  }

  @Test("are not followed in a circle")
  func loop() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/a", .redirect(to: "/b"))
    await server.on("/b", .redirect(to: "/a"))
    #expect(await failure(of: server.url("/a"), by: makeTransfers()) == .redirectLoop)
    #expect(await server.requests.count == 2)
  }

  @Test(
    "to other schemes are refused",
    arguments: [
      ("file:///etc/passwd", "file"), ("gopher://127.0.0.1:70/x", "gopher"), ("ftp://127.0.0.1/x", "ftp"),
      ("javascript:alert(1)", "javascript"), ("data:text/xml,x", "data"),
    ])
  func otherSchemes(target: String, scheme: String) async throws {
    let server = try await LoopbackServer.start()
    await server.on("/a", .redirect(to: target))
    #expect(await failure(of: server.url("/a"), by: makeTransfers()) == .redirectRefused(.scheme(scheme)))
  }

  @Test("that cannot be read are refused")
  func unreadable() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/a", .redirect(to: "http://[::bad"))
    #expect(await failure(of: server.url("/a"), by: makeTransfers()) == .redirectRefused(.unreadable))
  }

  @Test("without an address are answers")
  func withoutLocation() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/a", Answer(302, text: "where?"))
    let response = try await makeTransfers().fetch(Request(url: server.url("/a")))
    #expect(response.status == 302)
    #expect(response.body == bytes("where?"))
  }

  @Test("with a body without end are followed all the same")
  func endlessBody() async throws {
    let server = try await LoopbackServer.start()
    await server.on("/a", .endlessBody(status: 301, headers: [("Location", "/b")]))
    await server.on("/b", .feed(bytes("<rss/>")))
    #expect(try await makeTransfers().fetch(Request(url: server.url("/a"))).body == bytes("<rss/>"))
  }

  @Test("share the time of the whole")
  func sharedTime() async throws {
    let server = try await LoopbackServer.start()
    await server.onAnythingElse { request in
      Answer(steps: [.pause(seconds: 0.3)] + Answer.redirect(to: request.path + "x").steps)
    }
    // Six times 0.3 seconds: each is within the limit, all together are not.
    guard case .timedOut = await failure(of: server.url("/x"), by: makeTransfers { $0.timeout = 1 }) else {
      Issue.record("each redirect had the time of a whole transfer")
      return
    }
  }

  @Test("never lead from https to http")
  func downgrade() throws {
    let secure = try WebAddress("https://a.example/feed")
    #expect(throws: TransferFailure.redirectRefused(.downgrade(host: "a.example"))) {
      try RedirectRule.follow("http://a.example/feed", from: secure)
    }
    #expect(try RedirectRule.follow("https://b.example/", from: secure).text == "https://b.example/")
    let plain = try WebAddress("http://a.example/feed")
    #expect(try RedirectRule.follow("https://a.example/feed", from: plain).isSecure)
  }

  @Test("do not choose the name under which we log in elsewhere")
  func credentials() throws {
    let origin = try WebAddress("http://me:mine@a.example/feed")
    #expect(try RedirectRule.follow("http://you:yours@b.example/x", from: origin).text == "http://b.example/x")
    #expect(try RedirectRule.follow("http://me:mine@a.example/y", from: origin).text == "http://me:mine@a.example/y")
  }

  @Test(
    "addresses are made plain before they are judged",
    arguments: [
      ("HTTP://Example.ORG:80/a/../b#frag", "example.org"), ("http://0x7f.1/", "127.0.0.1"),
      ("http://2130706433/", "127.0.0.1"), ("http://0177.0.0.1/", "127.0.0.1"), ("http://[::1]/", "[::1]"),
    ])
  func normalised(text: String, host: String) throws {
    #expect(try WebAddress(text).host == host)
    #expect(try !WebAddress(text).text.contains("#"))
  }

  @Test("a plain address is read as curl reads it, and what curl would change is left to it")
  func plain() throws {
    for plain in [
      "http://a.example/", "https://www.state.gov/rss-feed/press-releases/feed/", "http://127.0.0.1:8080/304?7",
      "http://a.example:80/x.xml?a=b&c=d", "https://feeds.a-b.example/~me/rss.xml",
    ] {
      #expect(WebAddress(plain: plain) != nil, "\(plain)")
    }
    let hosts = [
      "a.example", "A.example", "127.0.0.1", "127.1", "01.2.3.4", "1.2.3.256", "1.2.3.4.", "[::1]", "x--y", "xn--a",
      "me@a.example", "me:x@a.example", "a..b", "-a", "a_b", "",
    ]
    let ports = ["", "", ":80", ":443", ":8080", ":0", ":080", ":65535", ":65536", ":"]
    let steps = [
      "/", "/a", "/a.b", "-_", "//", "~", "?a=b&c=:d", "?", ".", "/../b", "/./", "/.a", "..", "?x=/../1", "#f", "%2f",
      "%2F", " ", "é",
      "\\", "+", ";:,", "*", "{", "|",
    ]
    var random = SeededRandom(seed: 4)
    var read = 0
    for _ in 0..<3000 {
      var text = Bool.random(using: &random) ? "http://" : "https://"
      // Half of them have little that is odd.
      let isTame = Bool.random(using: &random)
      text += (hosts.prefix(isTame ? 3 : hosts.count).randomElement(using: &random) ?? "")
      text += (ports.prefix(isTame ? 5 : ports.count).randomElement(using: &random) ?? "")
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        text += steps.prefix(isTame ? 9 : steps.count).randomElement(using: &random) ?? ""
      }
      guard let plain = WebAddress(plain: text) else { continue }
      read += 1
      let whole = try WebAddress(readByCurl: text)
      #expect(
        plain.text == whole.text && plain.isSecure == whole.isSecure && plain.host == whole.host
          && plain.port == whole.port && plain.hasCredentials == whole.hasCredentials && plain.literal == whole.literal,
        "\(text)")
    }
    #expect(read > 200)
  }

  @Test("addresses have the same origin when scheme, host and port are the same, written or not")
  func origins() throws {
    let origin = try WebAddress("http://a.example/feed")
    for same in ["http://A.example:80/", "http://me:p%40ss@a.example/x", "http://a.example?x=@b.example"] {
      #expect(try WebAddress(same).hasSameOrigin(as: origin), "\(same)")
    }
    for other in ["https://a.example/", "http://a.example:443/", "http://b.example/", "http://a.example@b.example/"] {
      #expect(try !WebAddress(other).hasSameOrigin(as: origin), "\(other)")
    }
    let own = try WebAddress("https://[2001:DB8::1]:8443/feed?at=@")
    #expect(own.port == "8443")
    #expect(own.host == "[2001:db8::1]")
    #expect(own.literal == IPAddress("2001:db8::1"))
    #expect(!own.hasCredentials)
  }

  @Test(
    "addresses of other kinds are refused before anything is sent",
    arguments: [
      "", "feed", "/feed", "file:///etc/passwd", "ftp://a.example/", "http://", "http://a b/", "http://\u{E9}.example/",
      "http://a.example/\r\nX: y",
    ])
  func badAddresses(text: String) async {
    guard case .badAddress = await failure(of: text, by: makeTransfers()) else {
      Issue.record("\(text) was not refused")
      return
    }
  }
}
