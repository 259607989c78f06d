import Testing

@testable import Output

@Suite("Text from outside is shown as one harmless line")
struct VisibleTextTests {
  @Test(
    "what acts or hides is made visible",
    arguments: [
      ("two\nlines", "two\\u000Alines"),
      ("\r\n", "\\u000D\\u000A"),
      ("\u{1B}[31mred", "\\u001B[31mred"),
      ("\u{9B}31m", "\\u009B31m"),
      ("nul\u{0}del\u{7F}", "nul\\u0000del\\u007F"),
      ("a\u{2028}b\u{2029}c", "a\\u2028b\\u2029c"),
      ("\u{202E}gpj.exe", "\\u202Egpj.exe"),
      ("\u{2066}x\u{2069}", "\\u2066x\\u2069"),
      ("\u{061C}\u{200E}\u{200F}", "\\u061C\\u200E\\u200F"),
      ("zero\u{200B}width\u{FEFF}", "zero\\u200Bwidth\\uFEFF"),
      ("tag\u{E0041}", "tag\\uDB40\\uDC41"),
      ("back\\slash \\u000A", "back\\\\slash \\\\u000A"),
    ])
  func escapes(text: String, expected: String) { #expect(VisibleText.escape(text) == expected) }

  @Test(
    "ordinary text of any script stays as it is",
    arguments: ["", "Plain \"quoted\" text", "وزیرِ خارجہ کی ملاقات", "naïve café", "中文", "🇵🇰 👍🏽", "soft\u{AD}hyphen"])
  func keeps(text: String) { #expect(VisibleText.escape(text) == text) }

  @Test("joiners stay between Arabic letters only")
  func joiners() {
    #expect(VisibleText.escape("خواب\u{200C}ها") == "خواب\u{200C}ها")
    #expect(VisibleText.escape("ک\u{200D}ے") == "ک\u{200D}ے")
    #expect(VisibleText.escape("pass\u{200C}word") == "pass\\u200Cword")
    #expect(VisibleText.escape("ک\u{200C}") == "ک\\u200C")
    #expect(VisibleText.escape("\u{200C}ک") == "\\u200Cک")
    #expect(VisibleText.escape("ک\u{200C}\u{200C}ے") == "ک\\u200C\\u200Cے")
    #expect(VisibleText.escape("👩\u{200D}🚀") == "👩\\u200D🚀")
  }

  @Test("nothing concealed is left, whatever the scalar")
  func everyScalar() {
    for value in (UInt32(0)...0x2FFF).map({ $0 }) + (0xE000...0x10FFFF).filter({ $0 > 0xFDFF }) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let seen = VisibleText.escape("a" + String(Character(scalar)) + "b")
      for left in seen.unicodeScalars {
        if left.properties.generalCategory == .control || left.properties.isBidiControl
          || left.properties.generalCategory == .lineSeparator
          || left.properties.generalCategory == .paragraphSeparator
        {
          Issue.record("U+\(String(left.value, radix: 16)) came through")
        }
      }
    }
  }

  @Test("a long text is cut between characters and ends in an ellipsis")
  func cut() {
    #expect(VisibleText.escape("abcdef", limit: 6) == "abcdef")
    #expect(VisibleText.escape("abcdefg", limit: 6) == "abc…")
    #expect(VisibleText.escape("ééééé", limit: 8) == "éé…")
    // Not inside an escape, and not inside a character made of several scalars.
    #expect(VisibleText.escape("ab\ncdefghij", limit: 10) == "ab…")
    #expect(VisibleText.escape("ab\ncdefghij", limit: 11) == "ab\\u000A…")
    #expect(VisibleText.escape("a👍🏽bcdefgh", limit: 11) == "a…")
    #expect(VisibleText.escape("a👍🏽bcdefgh", limit: 12) == "a👍🏽…")
    #expect(VisibleText.escape("\n\n\n", limit: 12) == "\\u000A…")
    // One character with a hundred thousand marks is cut through.
    let tower = "e" + String(repeating: "\u{301}", count: 100_000)
    let seen = VisibleText.escape(tower, limit: 1000)
    #expect(seen.utf8.count <= 1000)
    #expect(seen.utf8.count > 990)
  }

  @Test("the limit holds for every text and every limit")
  func limit() {
    let texts = ["\u{200C}ک\u{200C}ے\\\n", "👩\u{200D}🚀👍🏽x", "\u{E0041}\u{0}ab", "é\\é\\"]
    for text in texts {
      let long = String(repeating: text, count: 7)
      for limit in 3...80 { #expect(VisibleText.escape(long, limit: limit).utf8.count <= limit) }
    }
  }
}
