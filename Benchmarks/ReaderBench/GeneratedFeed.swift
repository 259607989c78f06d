/// A news feed like those that papers publish: RSS 2.0 with four namespaces, descriptions partly escaped and partly in
/// CDATA, `content:encoded` beside some, one item in eight in Urdu. The same seed gives the same bytes.
struct GeneratedFeed {
  private var state: UInt64

  private init(seed: UInt64) { state = seed }

  /// A feed of at least `size` bytes.
  static func bytes(size: Int, seed: UInt64 = 42) -> [UInt8] {
    var generator = GeneratedFeed(seed: seed)
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
       xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
      <channel><title>The Generated Herald</title><link>https://herald.example/</link>
      <atom:link href="https://herald.example/feed" rel="self" type="application/rss+xml"/>
      <description>News that nobody made</description><language>en-gb</language><ttl>15</ttl>

      """
    var number = 0
    while text.utf8.count < size {
      text += generator.item(number)
      number += 1
    }
    text += "</channel></rss>\n"
    return Array(text.utf8)
  }

  private mutating func item(_ number: Int) -> String {
    let isUrdu = number % 8 == 7
    let paragraphs = (0..<3 + Int(next() % 3)).map { _ in sentence(isUrdu, words: 20 + Int(next() % 30)) }
    let html = paragraphs.map { "<p>\($0) <a href=\"https://herald.example/t/\(number)?a=1&amp;b=2\">more</a></p>" }
    let lead = html.prefix(2).joined(separator: "\n")
    let description =
      number % 2 == 0 ? "<![CDATA[\(lead)]]>" : Self.escaped(lead)
    let content =
      number % 3 == 0 ? "<content:encoded><![CDATA[\(html.joined(separator: "\n"))]]></content:encoded>\n" : ""
    return """
      <item><title>\(Self.escaped(sentence(isUrdu, words: 9)))</title>
      <link>https://herald.example/news/\(number)?id=\(next() % 100_000)&amp;edition=intl</link>
      <guid isPermaLink="false">herald-\(number)-\(next() % 1_000_000)</guid>
      <pubDate>Sun, \(10 + number % 18) Nov 2026 \(10 + number % 13):\(10 + number % 49):00 +0500</pubDate>
      <dc:creator>\(sentence(false, words: 2))</dc:creator><category>World</category><category>South Asia</category>
      <description>\(description)</description>
      \(content)<media:thumbnail url="https://herald.example/i/\(number).jpg" width="240" height="135"/></item>

      """
  }

  private mutating func sentence(_ isUrdu: Bool, words: Int) -> String {
    let list = isUrdu ? Self.urdu : Self.english
    let picked = (0..<words).map { _ in list[Int(next() % UInt64(list.count))] }
    return picked.joined(separator: " ") + (isUrdu ? "۔" : ".")
  }

  private mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static let english = [
    "the", "minister", "said", "on", "Monday", "talks", "with", "officials", "from", "Washington", "would", "go", "on",
    "in", "Islamabad", "about", "trade", "and", "security", "after", "a", "long", "pause", "“measured”", "steps",
  ]
  private static let urdu = [
    "وزیر", "خارجہ", "نے", "کہا", "کہ", "مذاکرات", "جاری", "رہیں", "گے", "اور", "دونوں", "ملک", "تعاون", "کریں",
    "امریکی",
  ]
}
