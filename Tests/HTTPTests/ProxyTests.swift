import Glibc
import HTTP
import LoopbackServer
import Testing

@Suite("Proxies")
struct ProxyTests {
  @Test("a configured one is asked instead of the host, and private addresses stay out of bounds")
  func configured() async throws {
    let proxy = try await LoopbackServer.start()
    await proxy.onAnythingElse(.feed(bytes("<rss/>")))
    let transfers = makeTransfers {
      $0.proxy = proxy.url("")
      $0.allowPrivateAddresses = false
    }
    let response = try await transfers.fetch(Request(url: "http://feeds.invalid/feed"))
    #expect(response.body == bytes("<rss/>"))
    #expect(await proxy.requests(count: 1)[0].target == "http://feeds.invalid/feed")
    guard case .forbiddenAddress = await failure(of: "http://10.0.0.1/feed", by: transfers) else {
      Issue.record("a private address went through the proxy")
      return
    }
    #expect(await proxy.requestCount == 1)
  }

  @Test("the administrator's hosts on this machine are asked directly")
  func ownHosts() async throws {
    let proxy = try await LoopbackServer.start()
    let server = try await LoopbackServer.start()
    let transfers = makeTransfers { $0.proxy = proxy.url("") }
    _ = try await transfers.fetch(.post(url: server.url("/hook"), body: []))
    #expect(await server.requestCount == 1)
    #expect(await proxy.requestCount == 0)
  }

  @Test("one that is down is named as such")
  func down() async throws {
    let proxy = try await LoopbackServer.start()
    let transfers = makeTransfers { $0.proxy = proxy.url("") }
    await proxy.stop()
    guard case .proxy = await failure(of: "http://feeds.invalid/feed", by: transfers) else {
      Issue.record("a proxy that is down passed for the host")
      return
    }
  }

  @Test("the environment's are never used")
  func environment() async {
    await #expect(processExitsWith: .success) {
      for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        unsafe setenv(name, "http://127.0.0.1:1", 1)
      }
      let server = try await LoopbackServer.start()
      await server.on("/feed", .feed([]))
      let response = try await makeTransfers().fetch(Request(url: server.url("/feed")))
      exit(response.status == 200 ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }
}
