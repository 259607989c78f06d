import Feeds
import News
import Testing

@Suite("An item's key tells it apart from every other item of its feed")
struct IdentityTests {
  @Test("an id is the key, whatever else changes")
  func id() {
    let before = Item(id: "g-1", link: "https://herald.example/1", title: "Talks")
    let after = Item(id: "g-1", link: "https://herald.example/1-edited", title: "Talks begin")
    #expect(ItemIdentity.keys(of: [before]) == ItemIdentity.keys(of: [after]))
  }

  @Test("an id that stands on several items counts together with the link")
  func repeatedID() {
    let items = (1...3).map { Item(id: "same", link: "https://herald.example/\($0)") }
    #expect(Set(ItemIdentity.keys(of: items)).count == 3)
  }

  @Test("an item that stands twice in a document has one key")
  func twice() {
    let items = [
      Item(id: "g", link: "https://herald.example/1?utm_source=rss"), Item(id: "g", link: "https://herald.example/1"),
    ]
    #expect(Set(ItemIdentity.keys(of: items)).count == 1)
  }

  @Test("without an id the link is the key, but not what counts clicks in it")
  func link() {
    let items = [
      Item(link: "https://Herald.example:443/1?id=7&utm_source=rss#top"), Item(link: "https://herald.example/1?id=7"),
      Item(link: "https://herald.example/1?id=8"),
    ]
    let keys = ItemIdentity.keys(of: items)
    #expect(keys[0] == keys[1])
    #expect(keys[0] != keys[2])
  }

  @Test("with neither, title and date are the key")
  func title() {
    let day = Timestamp(seconds: 1_795_327_200)
    let items = [
      Item(title: "Briefing", published: day), Item(title: "Briefing", published: day.adding(seconds: 86400)),
      Item(title: "Other", published: day),
    ]
    #expect(Set(ItemIdentity.keys(of: items)).count == 3)
  }

  @Test("an id never equals a link's key")
  func kinds() {
    let keys = ItemIdentity.keys(of: [Item(id: "https://herald.example/1"), Item(link: "https://herald.example/1")])
    #expect(keys[0] != keys[1])
  }

  @Test(
    "one page has one canonical address",
    arguments: [
      ("HTTP://Herald.Example/a", "http://herald.example/a"),
      ("http://herald.example:80", "http://herald.example/"),
      ("https://herald.example:443/a#b", "https://herald.example/a"),
      ("https://herald.example:8443/a", "https://herald.example:8443/a"),
      ("https://user:pw@herald.example/a", "https://herald.example/a"),
      ("https://herald.example/a?fbclid=x&b=1&UTM_Medium=y", "https://herald.example/a?b=1"),
      ("https://herald.example/a?gclid=x", "https://herald.example/a"),
      ("https://herald.example/A/b?Q=R", "https://herald.example/A/b?Q=R"),
      (" https://herald.example/\n a ", "https://herald.example/ a"),
    ])
  func canonical(_ address: String, _ wanted: String) {
    #expect(FeedAddress.canonical(address) == wanted)
  }

  @Test(
    "what is no web address has no canonical form", arguments: ["mailto:a@b.example", "urn:x", "news/1", "", "http://"])
  func noCanonical(_ address: String) {
    #expect(FeedAddress.canonical(address) == nil)
  }

  // RFC 3986 §5.4, the examples that name a page.
  @Test(
    "a reference is resolved as RFC 3986 says",
    arguments: [
      ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
      ("/g", "http://a/g"),
      ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q#s"),
      ("g#s", "http://a/b/c/g#s"), (";x", "http://a/b/c/;x"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"),
      ("..", "http://a/b/"), ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"),
      ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"),
      ("g.", "http://a/b/c/g."), (".g", "http://a/b/c/.g"), ("./../g", "http://a/b/g"), ("g/./h", "http://a/b/c/g/h"),
      ("g/../h", "http://a/b/c/h"), ("g?y/../x", "http://a/b/c/g?y/../x"),
    ])
  func resolve(_ reference: String, _ wanted: String) {
    #expect(FeedAddress.resolve(reference, base: "http://a/b/c/d;p?q") == wanted)
  }
}
