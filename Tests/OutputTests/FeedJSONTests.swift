import News
import Testing

@testable import Output

@Suite("What parse and classify print")
struct FeedJSONTests {
  @Test("a feed with a full item and an empty one")
  func feed() {
    let feed = Feed(
      format: .rss0, title: "News", link: nil, language: "en",
      items: [
        Item(
          id: "1", link: "https://example.org/1", title: "A", published: Timestamp(seconds: 0),
          updated: Timestamp(seconds: 1), author: "B", categories: ["x", "y"], summary: "S"), Item(),
      ], warnings: ["odd"])
    #expect(
      written(feed, file: "a.xml")
        == #"{"file":"a.xml","format":"rss0.9x","title":"News","link":null,"language":"en","items":[{"id":"1","#
        + #""link":"https://example.org/1","title":"A","published":"1970-01-01T00:00:00Z","#
        + #""updated":"1970-01-01T00:00:01Z","author":"B","categories":["x","y"],"summary":"S"},{"id":null,"#
        + #""link":null,"title":null,"published":null,"updated":null,"author":null,"categories":[],"#
        + #""summary":null}],"warnings":["odd"]}"#)
  }

  @Test("a long feed comes in pieces that make one object")
  func pieces() throws {
    let items = (0..<3000).map { Item(id: "\($0)", title: "Talks “\($0)”", summary: "In Islamabad\n") }
    var count = 0
    FeedJSON.write(Feed(format: .rss2, items: items), file: "a.xml") { piece in
      count += 1
      #expect(piece.count < 128 * 1024)
    }
    #expect(count > 3)
    let whole = try JSONReader.read(Array(written(Feed(format: .rss2, items: items), file: "a.xml").utf8))
    #expect(whole["items"]?.array?.count == 3000)
    #expect(whole["items"]?.array?.last?["id"]?.string == "2999")
  }

  private func written(_ feed: Feed, file: String) -> String {
    var bytes: [UInt8] = []
    FeedJSON.write(feed, file: file) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("a file that could not be parsed")
  func error() {
    #expect(
      String(decoding: FeedJSON.encodeError(file: "b.html", error: "an HTML page"), as: UTF8.self)
        == #"{"file":"b.html","error":"an HTML page"}"#)
  }

  @Test("an assessment, with and without its evidence")
  func assessment() throws {
    let judged = Assessment(
      score: 0.12, evidence: [Evidence(rule: "r", text: "t", field: "title", offset: 0, weight: 1)])
    let full = try JSONReader.read(
      AssessmentJSON.encode(id: "1", title: "T", link: nil, assessment: judged))
    #expect(full["assessment"]?["evidence"]?.array?.count == 1)
    #expect(full["assessment"]?["kind"] == .null)
    let short = try JSONReader.read(
      AssessmentJSON.encode(id: nil, title: "T", link: nil, assessment: judged, evidence: false))
    #expect(short["assessment"]?["evidence"] == nil)
    #expect(short["id"] == .null)
  }
}
