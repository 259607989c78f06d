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
      String(decoding: FeedJSON.encode(feed, file: "a.xml"), as: UTF8.self)
        == #"{"file":"a.xml","format":"rss0.9x","title":"News","link":null,"language":"en","items":[{"id":"1","#
        + #""link":"https://example.org/1","title":"A","published":"1970-01-01T00:00:00Z","#
        + #""updated":"1970-01-01T00:00:01Z","author":"B","categories":["x","y"],"summary":"S"},{"id":null,"#
        + #""link":null,"title":null,"published":null,"updated":null,"author":null,"categories":[],"#
        + #""summary":null}],"warnings":["odd"]}"#)
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
