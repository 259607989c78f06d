import BuildPace
import Feeds
import News
import Testing

@Suite("Hostile documents cost little and end in a named failure")
struct HostileTests {
  private func failure(of document: String) -> FeedFailure? {
    do throws(FeedFailure) {
      _ = try FeedParser().parse(Array(document.utf8), contentType: nil, address: nil)
      return nil
    } catch {
      return error
    }
  }

  private func rss(_ items: String) -> String { "<rss version=\"2.0\"><channel>\(items)</channel></rss>" }

  @Test("nothing, and nothing but white space, is empty", arguments: ["", " \n\t ", "\u{FEFF}", "\u{FEFF} \n"])
  func empty(_ document: String) {
    #expect(failure(of: document) == .empty)
  }

  @Test("a tag with 300,000 attributes never reaches libxml2", .timeLimit(.minutes(BuildPace.factor)))
  func attributes() {
    let attributes = (0..<300_000).map { "a\($0)=\"\"" }.joined(separator: " ")
    #expect(failure(of: rss("<item \(attributes)/>")) == .tagTooLong(limit: 64 * 1024))
  }

  @Test("a tag of 64 KiB is refused where greater-than signs hide in its attributes")
  func hiddenEnd() {
    let attributes = (0..<9000).map { "a\($0)=\">\"" }.joined(separator: " ")
    #expect(failure(of: rss("<item \(attributes)/>")) == .tagTooLong(limit: 64 * 1024))
  }

  @Test("a long text, a long comment and a long CDATA section are no long tag")
  func longTexts() throws {
    let text = String(repeating: "All is well. ", count: 20_000)
    let feed = try FeedParser().parse(
      Array(
        rss(
          "<!-- \(text) --><item><title>a</title><description>\(text)</description></item><item><description><![CDATA[\(text)]]></description></item>"
        ).utf8),
      contentType: nil, address: nil)
    #expect(feed.items.count == 2)
    #expect(feed.items.allSatisfy { ($0.summary?.utf8.count ?? 0) > 200_000 })
  }

  @Test("many tags, each with many attributes, stop at the first", .timeLimit(.minutes(BuildPace.factor)))
  func manyAttributes() {
    let tag = "<b " + (0..<5000).map { "a\($0)=\"\"" }.joined(separator: " ") + "/>"
    let body = String(repeating: tag, count: 100)
    #expect(failure(of: rss("<item>\(body)</item>")) == .tooManyAttributes(limit: 256))
  }

  @Test("more items than the limit are refused", .timeLimit(.minutes(BuildPace.factor)))
  func items() {
    #expect(failure(of: rss(String(repeating: "<item/>", count: 1_000_000))) == .tooManyItems(limit: 20_000))
    let json = "{\"items\":[" + Array(repeating: "{}", count: 20_001).joined(separator: ",") + "]}"
    #expect(failure(of: json) == .tooManyItems(limit: 20_000))
  }

  @Test("a document beyond the limit is refused before anything else")
  func size() {
    let parser = FeedParser(limits: FeedLimits(maxBytes: 100))
    #expect(throws: FeedFailure.tooLarge(limit: 100)) {
      try parser.parse([UInt8](repeating: 0x20, count: 101), contentType: nil, address: nil)
    }
  }

  @Test("text beyond the limit is cut, not refused")
  func hugeText() throws {
    let text = String(repeating: "x", count: 3_000_000)
    let feed = try FeedParser().parse(
      Array(rss("<item><title>\(text)</title></item><item><title>b</title></item>").utf8), contentType: nil,
      address: nil)
    #expect(feed.items.count == 2)
    #expect((feed.items.first?.title?.utf8.count ?? 0) <= 1024 * 1024)
  }

  @Test(
    "what repeats without end costs time in proportion to its length", .timeLimit(.minutes(BuildPace.factor)),
    arguments: [
      "&", "&a", "&a;", "&#", "<", "</a>", "<a", "<a ", "<a b='", "<a b=\"", "<!--", "<![CDATA[", "]]>", "<?", "<!",
      "\u{1}",
      "<a/>", "<a>", "<item>", "<title>", "</item>", "&lt;a ", "&lt;a b='>'", "&lt;script>", "&lt;form>", "&lt;!--",
      "&amp;lt;",
      "&lt;a =\">\"", "&amp;#", "&lt;![CDATA[", "&lt;a:b ", "{", "[", "\"", "\\u",
    ])
  func repetition(_ piece: String) {
    let many = String(repeating: piece, count: 60_000 / piece.utf8.count)
    for document in [
      rss("<item><description>\(many)</description></item>"), rss("<item \(many)"), many, "{\"items\":[\(many)",
    ] {
      _ = failure(of: document)
    }
  }

  @Test("whatever the byte at which a feed ends, its whole items are kept and nothing crashes")
  func cut() throws {
    let whole = Array(
      """
      <?xml version="1.0"?><rss version="2.0"><channel><title>T &amp; t</title>\
      <item><title>a</title><guid>1</guid></item><item><title><![CDATA[b]]></title><guid>2</guid></item>\
      <item><description>&lt;p&gt;c&lt;/p&gt;</description><guid isPermaLink="false">3</guid></item></channel></rss>
      """.utf8)
    let marks = whole.indices.filter { whole[..<$0].reversed().starts(with: "</item>".utf8.reversed()) }
    #expect(marks.count == 3)
    for end in whole.indices {
      guard let feed = try? FeedParser().parse(Array(whole[..<end]), contentType: nil, address: nil) else { continue }
      let complete = marks.count { $0 <= end }
      #expect(feed.isTruncated, "cut at \(end)")
      #expect(feed.items.count == complete || feed.items.count == complete + 1, "cut at \(end)")
      #expect(
        feed.items.prefix(complete).map(\.id) == ["1", "2", "3"].prefix(complete).map(Optional.some), "cut at \(end)")
    }
  }

  @Test("many threads may read at once")
  func threads() async {
    let document = Array(rss("<item><title>a &amp; b</title></item>").utf8)
    let parser = FeedParser()
    let titles = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<200 {
        group.addTask { try? parser.parse(document, contentType: nil, address: nil).items.first?.title }
      }
      return await group.reduce(into: Set<String?>()) { $0.insert($1) }
    }
    #expect(titles == ["a & b"])
  }
}
