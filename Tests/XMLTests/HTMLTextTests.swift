import Testing
import XML

@Suite("HTML becomes plain text")
struct HTMLTextTests {
  @Test(
    "block elements break words and inline ones do not",
    arguments: [
      ("<p>One</p><p>two</p>", "One two"), ("Isla<b>ma</b>bad", "Islamabad"), ("a<br>b<br/>c", "a b c"),
      ("a<blockquote>b</blockquote>c<figcaption>d</figcaption>e", "a b c d e"), ("<TD>a</TD><td>b", "a b"),
      ("a<wbr>b<span class='x'>c</span>", "abc"), ("a<custom-element>b</custom-element>", "ab"),
    ])
  func blocks(_ html: String, _ text: String) {
    #expect(HTMLText.plain(html) == text)
  }

  @Test(
    "scripts, styles, comments and forms drop",
    arguments: [
      ("a<script>b</script>c", "a c"), ("a<STYLE>b</style >c", "a c"), ("a<!-- <p>b --> -->c", "a -->c"),
      ("a<form><p>b</p></form>c", "a c"), ("a<script src='x'/>b", "a b"), ("a<script>b", "a b"),
      ("a<!-- b", "a<!-- b"), ("a<svg><title>b</title></svg>c", "a c"),
    ])
  func dropped(_ html: String, _ text: String) {
    #expect(HTMLText.plain(html) == text)
  }

  @Test(
    "what is no tag stays",
    arguments: [
      ("a < b", "a < b"), ("a <3 b", "a <3 b"), ("a <- b", "a <- b"), ("a<", "a<"), ("1<2>0", "1<2>0"), ("<>", "<>"),
      ("a <! b", "a <! b"), ("</ p>", "</ p>"),
    ])
  func noTag(_ html: String, _ text: String) {
    #expect(HTMLText.plain(html) == text)
  }

  @Test(
    "references are decoded once",
    arguments: [
      ("&amp;lt;", "&lt;"), ("&lt;b&gt;", "<b>"), ("caf&eacute;", "café"), ("caf&eacute", "café"),
      ("&#233;&#xE9;", "éé"),
      ("&#146;", "’"), ("AT&T", "AT&T"), ("a&b;c", "a&b;c"), ("?a=1&copy=2", "?a=1&copy=2"),
      ("&nbsp;a&nbsp;&nbsp;b", "a b"),
      ("&#0;", "\u{FFFD}"), ("&#x110000;", "\u{FFFD}"), ("&#99999999999999999999;", "\u{FFFD}"), ("&#;", "&#;"),
      ("&", "&"),
      ("&ThickSpace;x", "x"), ("&notin;", "∉"),
    ])
  func references(_ html: String, _ text: String) {
    #expect(HTMLText.plain(html) == text)
  }

  @Test("white space of every kind is folded, and none stands at the ends")
  func whiteSpace() {
    #expect(HTMLText.folded("  a \t\r\n b\u{A0}\u{2003}c\u{3000} ") == "a b c")
    #expect(HTMLText.folded("a\u{0}\u{7}b") == "ab")
    // Long runs take the quick way: blanks at every place of it.
    for length in 1...40 {
      let word = String(repeating: "x", count: length)
      #expect(HTMLText.folded("\(word)  \(word) \(word)   ") == "\(word) \(word) \(word)")
      #expect(HTMLText.folded("\(word) خبر  \(word)\u{A0}ß") == "\(word) خبر \(word) ß")
    }
  }

  @Test("marks of direction and joiners stay")
  func direction() {
    let text = "\u{202B}می\u{200C}خواهد\u{202C} \u{2066}USA\u{2069}"
    #expect(HTMLText.plain(text) == text)
  }

  @Test("titles are taken for mark-up only on good grounds")
  func looks() {
    #expect(HTMLText.looksLikeMarkup("<b>a</b>"))
    #expect(HTMLText.looksLikeMarkup("a &amp; b"))
    #expect(HTMLText.looksLikeMarkup("a<br>b"))
    #expect(!HTMLText.looksLikeMarkup("the <b> tag"))
    #expect(!HTMLText.looksLikeMarkup("a < b & c"))
    #expect(!HTMLText.looksLikeMarkup("</nosuchtag>"))
  }

  @Test(
    "what is more than a letter is met wherever it stands in a long text",
    arguments: [
      ("  ", " "), ("\t", " "), (" \n", " "), ("\u{A0}", " "), ("\u{2003}", " "), ("\u{2028}", " "), ("\u{205F}", " "),
      ("\u{3000}", " "), ("\u{1680}", " "), ("\u{85}", "…"), ("\u{92}", "’"), ("\u{7F}", ""), ("\u{FFFE}", ""),
      ("“", "“"), ("\u{200B}", "\u{200B}"), ("é", "é"), ("ﷲ", "ﷲ"), ("ẽ", "ẽ"), ("、", "、"), ("&amp;", "&"),
      ("<b>", ""), ("<p>", " "), ("]", "]"), (" x ", " x "),
    ])
  func everywhere(_ odd: String, _ text: String) {
    for before in 0..<36 {
      for after in [0, 1, 2, 3, 17, 18, 19, 40] {
        let (first, last) = (String(repeating: "a", count: before), String(repeating: "پ", count: after))
        var expected = first + text + last
        if before == 0, expected.first == " " { expected.removeFirst() }
        if after == 0, expected.last == " " { expected.removeLast() }
        #expect(HTMLText.plain(first + odd + last) == expected)
      }
    }
  }
}
