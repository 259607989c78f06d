import LoopbackServer
import Testing

@testable import HTTP

@Suite("The address guard")
struct AddressPolicyTests {
  @Test(
    "refuses every special range, from its first address to its last",
    arguments: [
      ("0.0.0.0", "0.255.255.255"), ("10.0.0.0", "10.255.255.255"), ("100.64.0.0", "100.127.255.255"),
      ("127.0.0.0", "127.255.255.255"), ("169.254.0.0", "169.254.255.255"), ("172.16.0.0", "172.31.255.255"),
      ("192.0.0.0", "192.0.0.255"), ("192.0.2.0", "192.0.2.255"), ("192.88.99.0", "192.88.99.255"),
      ("192.168.0.0", "192.168.255.255"), ("198.18.0.0", "198.19.255.255"), ("198.51.100.0", "198.51.100.255"),
      ("203.0.113.0", "203.0.113.255"), ("224.0.0.0", "239.255.255.255"), ("240.0.0.0", "255.255.255.255"),
      ("::", "::1"), ("::2", "::fffe:ffff:ffff"), ("::1:0:0:0", "64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff"),
      ("64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff"), ("100::", "100::ffff:ffff:ffff:ffff"),
      ("200::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), ("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff"),
      ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"), ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff"),
      ("4000::", "5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), ("5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
      ("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), ("fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
      ("fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), ("ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    ])
  func special(first: String, last: String) throws {
    for text in [first, last] {
      let address = try #require(IPAddress(text), "\(text)")
      #expect(AddressPolicy.reasonToRefuse(address) != nil, "\(text)")
    }
  }

  @Test(
    "lets public addresses pass, up to the borders of the special ranges",
    arguments: [
      "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
      "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "191.255.255.255", "192.0.1.0", "192.0.3.0",
      "192.88.98.255", "192.88.100.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
      "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0", "223.255.255.255", "2000::1", "2001:200::1",
      "2001:db7:ffff::1", "2001:db9::1", "2606:4700::1111", "2a00:1450::1", "3ffe::1", "3fff:1000::1",
    ])
  func open(text: String) throws {
    #expect(AddressPolicy.reasonToRefuse(try #require(IPAddress(text))) == nil)
  }

  @Test(
    "judges IPv6 that carries IPv4 by the IPv4",
    arguments: ["::ffff:%", "64:ff9b::%"])
  func embedded(form: String) throws {
    for (v4, isOpen) in [
      ("10.1.2.3", false), ("127.0.0.1", false), ("169.254.169.254", false), ("93.184.216.34", true),
    ] {
      let address = try #require(IPAddress(form.replacing("%", with: v4)))
      #expect((AddressPolicy.reasonToRefuse(address) == nil) == isOpen, "\(address)")
    }
    #expect(AddressPolicy.reasonToRefuse(try #require(IPAddress("2002:7f00:1::"))) == "loopback")
    #expect(AddressPolicy.reasonToRefuse(try #require(IPAddress("2002:5db8:d822::1"))) == nil)
  }

  @Test("reads and writes addresses", arguments: [("[::1%lo]", "0:0:0:0:0:0:0:1"), ("127.0.0.1", "127.0.0.1")])
  func spelling(text: String, written: String) throws {
    #expect("\(try #require(IPAddress(text)))" == written)
    #expect(IPAddress("localhost") == nil)
    #expect(IPAddress("1.2.3") == nil)
  }

  @Test(
    "refuses the resolved address, however it is spelt",
    arguments: [
      "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "[::1]", "[::ffff:127.0.0.1]", "localhost",
      "[::ffff:7f00:1]", "[fe80::1%25lo]", "127.0.0.2",
    ])
  func spellings(host: String) async throws {
    let server = try await LoopbackServer.start(address: nil)
    let transfers = makeTransfers { $0.allowPrivateAddresses = false }
    guard case .forbiddenAddress = await failure(of: "http://\(host):\(server.port)/", by: transfers) else {
      Issue.record("\(host) was not refused")
      return
    }
    #expect(await server.requestCount == 0)
  }

  @Test("lets an administrator's address pass, and then not its connection for others")
  func reusedConnection() async throws {
    let server = try await LoopbackServer.start()
    await server.onAnythingElse(.feed([]))
    let transfers = makeTransfers { $0.allowPrivateAddresses = false }
    let own = Request(url: "http://localhost:\(server.port)/hook", reuseConnection: true, allowAnyAddress: true)
    #expect(try await transfers.fetch(own).status == 200)
    #expect(try await transfers.fetch(own).status == 200)
    #expect(await server.acceptedConnections == 1)
    var other = own
    other.allowAnyAddress = false
    await #expect(throws: TransferFailure.self) { try await transfers.fetch(other) }
    #expect(await server.requestCount == 2)
  }
}
