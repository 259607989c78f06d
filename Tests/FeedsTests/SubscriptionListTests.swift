import Feeds
import Testing

private func read(_ document: String) throws -> [SubscriptionList.Subscription] {
  try SubscriptionList(opml: Array(document.utf8)).subscriptions
}

private func failure(_ document: String, limits: OPMLLimits = OPMLLimits()) -> OPMLFailure? {
  do {
    _ = try SubscriptionList(opml: Array(document.utf8), limits: limits)
    return nil
  } catch {
    return error
  }
}

@Suite("Lists of feeds in OPML")
struct SubscriptionListTests {
  @Test func outlinesAreReadWithTheFoldersThatTheyStandIn() throws {
    let list = try read(
      """
      <?xml version="1.0"?>
      <!-- exported -->
      <opml version="1.1"><head><title>mine</title></head><body>
        <outline text="Top" xmlUrl=" https://top.example/feed "/>
        <outline text="Press">
          <outline text="Pakistan" title="Pakistan &amp; region">
            <outline type="rss" text="dawn" title="Dawn" xmlUrl="https://dawn.example/?a=1&amp;b=2" htmlUrl="https://dawn.example/"/>
          </outline>
          <outline text="Geo" xmlUrl="https://geo.example/rss"></outline>
        </outline>
        <outline text="" xmlUrl="https://last.example/"/>
        <outline text="empty folder"/>
      </body></opml>
      """)
    #expect(
      list == [
        .init(address: "https://top.example/feed", title: "Top"),
        .init(address: "https://dawn.example/?a=1&b=2", title: "Dawn", folders: ["Press", "Pakistan & region"]),
        .init(address: "https://geo.example/rss", title: "Geo", folders: ["Press"]),
        .init(address: "https://last.example/"),
      ])
  }

  @Test func whatIsCommentedOutDoesNotCount() throws {
    let list = try read(
      """
      <opml><body><outline isComment="true" text="off"><outline text="A" xmlUrl="https://a.example/"/></outline>
      <outline isComment="true" text="B" xmlUrl="https://b.example/"/><outline text="C" xmlUrl="https://c.example/"/></body></opml>
      """)
    #expect(list.map(\.address) == ["https://c.example/"])
  }

  @Test func bareAmpersandsAreMended() throws {
    let list = try read(#"<opml><body><outline text="A & B" xmlUrl="https://a.example/?x=1&y=2"/></body></opml>"#)
    #expect(list == [.init(address: "https://a.example/?x=1&y=2", title: "A & B")])
  }

  @Test func whatOtherReadersRunIsOnlyText() throws {
    let list = try read(#"<opml><body><outline text="x" xmlUrl="exec:touch /never" filtercmd="rm -r"/></body></opml>"#)
    #expect(list == [.init(address: "exec:touch /never", title: "x")])
  }

  @Test func otherDocumentsAreNamedAsWhatTheyAre() {
    #expect(failure("") == .notOPML(element: nil))
    #expect(failure("<rss version='2.0'><channel/></rss>") == .notOPML(element: "rss"))
    #expect(failure("<opml><body><outline text='a' xmlUrl='https://a.example/'/>") == .cutOff)
  }

  @Test func whatIsTooLargeOrTooDeepIsRefused() {
    var limits = OPMLLimits()
    limits.maxOutlines = 3
    limits.maxBytes = 4096
    let outline = "<outline text='a' xmlUrl='https://a.example/'/>"
    func document(_ count: Int) -> String {
      "<opml><body>" + String(repeating: outline, count: count) + "</body></opml>"
    }
    #expect(failure(document(3), limits: limits) == nil)
    #expect(failure(document(4), limits: limits) == .tooMany(limit: 3))
    #expect(failure(document(200), limits: limits) == .tooLarge(limit: 4096))
    let deep = String(repeating: "<outline text='d'>", count: 100) + String(repeating: "</outline>", count: 100)
    #expect(failure("<opml><body>\(deep)</body></opml>") == .tooDeep(limit: 64))
  }

  @Test func entitiesOfFilesAndBombsAreRefused() {
    let file =
      "<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><opml><body><outline text='&x;' xmlUrl='https://a.example/'/></body></opml>"
    let bomb =
      "<!DOCTYPE opml [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><opml><body><outline text='&b;' xmlUrl='https://a.example/'/></body></opml>"
    #expect(failure(file) == .unreadable)
    #expect(failure(bomb) == .unreadable)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let list = SubscriptionList([
      .init(address: "https://a.example/?x=1&y=%22", title: #"A & "B" <c> 'd'"#), .init(address: "https://b.example/"),
      .init(address: "https://c.example/", title: "ڈان"),
    ])
    let document = list.opml(title: "Feeds & more")
    #expect(
      String(decoding: document, as: UTF8.self).hasPrefix(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">"))
    var expected = list.subscriptions
    expected[1].title = "https://b.example/"
    #expect(try SubscriptionList(opml: document).subscriptions == expected)
  }

  @Test func charactersThatXMLDoesNotHaveAreLeftOut() throws {
    let document = SubscriptionList([.init(address: "https://a.example/", title: "a\u{1}\u{FFFE}\u{85}b\nc")]).opml(
      title: "")
    #expect(try SubscriptionList(opml: document).subscriptions.first?.title == "ab c")
  }
}
