import Testing

@testable import HTTP

@Suite("A response's header")
struct ResponseHeadTests {
  private func head(_ lines: [[UInt8]]) -> ResponseHead {
    var head = ResponseHead()
    for line in lines { head.take(line.span) }
    return head
  }

  private func head(_ lines: String...) -> ResponseHead { head(lines.map { Array($0.utf8) }) }

  @Test("is read whatever the case of names and the space around values")
  func spelling() {
    let head = head("HTTP/2 200 \r\n", "eTAG:\t \"x y\" \t\r\n", "LAST-MODIFIED:then\r\n", "retry-after: 5\n", "\r\n")
    #expect(head.status == 200)
    #expect(head.etag == "\"x y\"")
    #expect(head.lastModified == "then")
    #expect(head.retryAfter == "5")
    #expect(head.isComplete)
  }

  @Test("of an interim answer or an earlier one does not show in the last")
  func interim() {
    let head = head("HTTP/1.1 103 Early Hints\r\n", "ETag: \"no\"\r\n", "\r\n", "HTTP/1.1 200 OK\r\n", "\r\n")
    #expect(head.status == 200)
    #expect(head.etag == nil)
  }

  @Test("takes the first of several validators, and all of Cache-Control")
  func repeated() {
    let head = head("HTTP/1.1 200 OK\r\n", "ETag: a\r\n", "ETag: b\r\n", "Cache-Control: a\r\n", "Cache-Control: b\r\n")
    #expect(head.etag == "a")
    #expect(head.cacheControl == "a, b")
  }

  @Test("ends at the empty line: trailers are not header")
  func trailers() {
    #expect(head("HTTP/1.1 200 OK\r\n", "\r\n", "ETag: late\r\n").etag == nil)
  }

  @Test(
    "leaves aside values that could not be sent back",
    arguments: ["a\rb", "a\u{1}b", "a\u{7F}", "", "   ", String(repeating: "x", count: ResponseHead.longestValue + 1)])
  func unfit(value: String) {
    #expect(head("HTTP/1.1 200 OK\r\n", "ETag: \(value)\r\n").etag == nil)
  }

  @Test("keeps bytes beyond ASCII as they are")
  func bytesBeyondASCII() throws {
    let raw: [UInt8] = [0x22, 0xC3, 0xA9, 0xFF, 0x80, 0x22]
    let etag = try #require(head([Array("HTTP/1.1 200 OK\r\n".utf8), Array("ETag: ".utf8) + raw + [13, 10]]).etag)
    #expect(headerBytes(etag) == raw)
  }

  @Test("of nonsense is nonsense, not a crash")
  func nonsense() {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array("HTTP/1.1 200:\r\n\t eEtTaAgG-cache-control\u{0}9".utf8) + [0xFF, 0x80]
    for _ in 0..<20_000 {
      let lines = (0..<3).map { _ in
        (0..<Int.random(in: 0...24, using: &generator)).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
      }
      let head = head(lines)
      #expect((0...999).contains(head.status))
      if let etag = head.etag { #expect(headerBytes(etag) != nil) }
    }
    #expect(head("HTTP/1.1\r\n", "HTTP/1.1 99999999999999999999\r\n").status == 999)
    #expect(head("HTTP/1.1 200 OK\r\n", "Content-Length: 99999999999999999999999\r\n").contentLength == nil)
  }
}

@Suite("The waiting line")
struct WaitingLineTests {
  @Test("serves in order, lets addresses overtake names that must wait, and passes over those who left")
  func order() {
    var line = WaitingLine<String>()
    for (ticket, name) in ["named 1", "direct 2", "named 3", "direct 4"].enumerated() {
      line.append(name, ticket: UInt64(ticket + 1), needsLookup: name.hasPrefix("named"))
    }
    #expect(line.next(mayLookUp: false) == "direct 2")
    #expect(line.remove(3) == "named 3")
    #expect(line.remove(3) == nil)
    #expect(line.next(mayLookUp: true) == "named 1")
    #expect(line.next(mayLookUp: true) == "direct 4")
    #expect(line.next(mayLookUp: true) == nil)
    #expect(line.isEmpty)
  }

  @Test("stays in order through thousands that come and go")
  func many() {
    var line = WaitingLine<Int>()
    var served: [Int] = []
    for ticket in 0..<5000 {
      line.append(ticket, ticket: UInt64(ticket), needsLookup: ticket % 3 == 0)
      if ticket % 2 == 0, let next = line.next(mayLookUp: true) { served.append(next) }
    }
    while let next = line.next(mayLookUp: true) { served.append(next) }
    #expect(served == Array(0..<5000))
  }
}
