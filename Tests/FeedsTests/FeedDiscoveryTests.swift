import BuildPace
import Feeds
import Testing

private func links(_ page: String, at address: String = "https://news.example/world/index.html") -> [String] {
  FeedDiscovery.links(in: Array(page.utf8), address: address).map(\.address)
}

@Suite("Feeds that a page names")
struct FeedDiscoveryTests {
  @Test func alternateLinksOfFeedTypesCountInTheirOrder() {
    let page = """
      <!DOCTYPE html><html><head>
      <link rel="stylesheet" href="/a.css">
      <link rel="alternate" type="application/rss+xml" title="News &amp; views" href="/feed?a=1&amp;b=2">
      <LINK REL='Alternate feed' TYPE='Application/Atom+XML; charset=utf-8' HREF='atom.xml' />
      <link rel=alternate type=application/feed+json href=https://cdn.example/feed.json>
      <link rel="alternate" type="text/html" hreflang="ur" href="/ur">
      <link rel="alternate" type="application/json" href="/wp-json/1">
      <link rel="alternate stylesheet" type="application/rss+xml" href="/odd.css">
      <link type="application/rss+xml" href="/unrelated">
      <link rel="alternate" type="application/rss+xml" href="/feed?a=1&amp;b=2#again">
      </head><body><a rel="alternate" type="application/rss+xml" href="/anchor">RSS</a></body></html>
      """
    let found = FeedDiscovery.links(in: Array(page.utf8), address: "https://news.example/world/index.html")
    #expect(
      found == [
        FeedDiscovery.Link(address: "https://news.example/feed?a=1&b=2", title: "News & views"),
        FeedDiscovery.Link(address: "https://news.example/world/atom.xml"),
        FeedDiscovery.Link(address: "https://cdn.example/feed.json"),
      ])
  }

  @Test func theFirstBaseHoldsWhereverItStands() {
    let page = """
      <link rel="alternate" type="application/rss+xml" href="feed.xml">
      <base href="/blog/"><base href="https://other.example/">
      """
    #expect(links(page) == ["https://news.example/blog/feed.xml"])
  }

  @Test(
    "What is no mark-up of the page names nothing",
    arguments: [
      "<!-- LINK -->", "<!-- > LINK -->", "<script>'LINK'</script >", "<style>/* LINK */</STYLE>",
      "<title>LINK</title>", "<textarea>LINK</textarea>", "<template>LINK</template>", "<p title='LINK'>",
      "<!-- LINK", "<script>LINK", "<a title=\"LINK", "&lt;LINK",
    ])
  func hidden(frame: String) {
    let link = "<link rel=alternate type=application/rss+xml href=/hidden>"
    let isEscaped = frame.hasPrefix("&")
    let page = frame.split(separator: "LINK", omittingEmptySubsequences: false)
      .joined(separator: isEscaped ? String(link.dropFirst()) : link)
    #expect(links(page) == [])
  }

  @Test func blanksInAnAddressAreWrittenAsBrowsersDo() {
    #expect(
      links("<link rel=alternate type=application/rss+xml href=' /all news.xml '>")
        == ["https://news.example/all%20news.xml"])
  }

  @Test func onlyAddressesOfTheWebAreTaken() {
    for address in ["javascript:alert(1)", "data:text/xml,x", "file:///etc/passwd", "feed:x", "", "  "] {
      #expect(links("<link rel=alternate type=application/rss+xml href='\(address)'>") == [])
    }
  }

  @Test func aPageInAnotherEncodingIsRead() {
    var page = Array("<meta charset=windows-1252><link rel=alternate type=application/rss+xml title='Caf".utf8)
    page += [0xE9] + Array("' href=/f>".utf8)
    #expect(FeedDiscovery.links(in: page, address: "https://a.example/").map(\.title) == ["Café"])
  }

  /// In quadratic time these pages would take hours.
  @Test(.timeLimit(.minutes(BuildPace.factor))) func pagesMadeToCostTimeAreReadInTimeThatGrowsWithTheirSize() {
    let pieces = [
      "<", "<!", "<!--", "<link ", "<link a='", "<script>", "</script", "<link rel=alternate type=\"", "<a=", "\"",
      "<base",
      "<link rel=alternate type=application/rss+xml href=/f>",
    ]
    for piece in pieces {
      let page = String(repeating: piece, count: (1 << 18) / piece.utf8.count)
      #expect(links(page).count <= FeedDiscovery.maxLinks)
    }
  }

  @Test func theUsualPlacesAreThoseOfTheSite() {
    #expect(
      FeedDiscovery.wellKnown(for: "https://news.example:8443/world/a?b#c")
        == ["/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml"].map {
          "https://news.example:8443" + $0
        })
    #expect(FeedDiscovery.wellKnown(for: "nonsense") == [])
  }
}
