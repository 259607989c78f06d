import Testing

@testable import Output

@Suite("JSON is written in order and read strictly")
struct JSONTests {
  private func read(_ text: String) throws(JSONFailure) -> JSONValue { try JSONReader.read(Array(text.utf8)) }

  @Test("members, elements and lines are separated as they should be")
  func structure() {
    var json = JSONWriter()
    json.beginObject()
    json.member("b", "x")
    json.member("a", ["1", "2"])
    json.key("c")
    json.beginArray()
    json.beginObject()
    json.endObject()
    json.integer(-3)
    json.null()
    json.boolean(true)
    json.endArray()
    json.member("d", nil)
    json.member("e", integer: UInt64.max)
    json.endObject()
    json.endLine()
    json.string("next")
    #expect(
      json.text == "{\"b\":\"x\",\"a\":[\"1\",\"2\"],\"c\":[{},-3,null,true],\"d\":null,\"e\":18446744073709551615}\n"
        + "\"next\"")
  }

  @Test(
    "numbers are written short",
    arguments: [
      (0.97, 6, "0.97"), (1.0, 6, "1"), (0.0, 6, "0"), (-0.0, 6, "0"), (0.1 + 0.2, 6, "0.3"), (-1.5, 2, "-1.5"),
      (0.005, 2, "0.01"), (0.004, 2, "0"), (1e300, 6, "1e+300"), (.nan, 6, "null"), (.infinity, 6, "null"),
      (123_456_789.5, 6, "123456789.5"), (0.000001, 6, "0.000001"), (0.999_999_9, 6, "1"),
    ])
  func numbers(value: Double, decimals: Int, expected: String) {
    var json = JSONWriter()
    json.double(value, decimals: decimals)
    #expect(json.text == expected)
  }

  @Test("a number in a column has its places")
  func fixed() {
    #expect(DecimalText.fixed(0.9, decimals: 2) == "0.90")
    #expect(DecimalText.fixed(1, decimals: 2) == "1.00")
    #expect(DecimalText.fixed(0.999, decimals: 2) == "1.00")
    #expect(DecimalText.fixed(-0.001, decimals: 2) == "0.00")
    #expect(DecimalText.fixed(12.34, decimals: 0) == "12")
    #expect(DecimalText.fixed(.nan, decimals: 2) == "-")
  }

  @Test("strings come back as they were, and no raw mark is in the bytes")
  func strings() throws {
    let text = "q\" b\\ n\n t\t esc\u{1B} ls\u{2028} bidi\u{202E} zw\u{200B} زبان\u{200C}ها tag\u{E0041} 🇺🇸 é"
    var json = JSONWriter()
    json.string(text)
    #expect(try JSONReader.read(json.bytes) == .string(text))
    #expect(!json.text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x2028 || $0.value == 0x202E })
    #expect(json.text.contains("\\uDB40\\uDC41"))
  }

  @Test("values are read with their types")
  func values() throws {
    let value = try read(" { \"a\" : [ 1 , -2.5e1, true, null, \"\\ud83d\\ude00\\u00e9\\/\" ] , \"b\":{}} \n")
    #expect(value["a"]?.array == [.integer(1), .number(-25), .boolean(true), .null, .string("😀é/")])
    #expect(value["b"] == .object([:]))
    #expect(value["c"] == nil)
    #expect(try read("9223372036854775807").integer == .max)
    #expect(try read("9223372036854775808").double == 9.223372036854775808e18)
  }

  @Test(
    "what is not JSON is refused",
    arguments: [
      "", " ", "{", "}", "[1,]", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "[1 2]", "01", "-", "1.", ".5", "1e", "+1",
      "1e999", "nul", "truely", "\"abc", "\"\\x\"", "\"\\u12\"", "\"\\ud83d\"", "\"\\udc00\"", "\"\\ud83d\\u0041\"",
      "\"tab\there\"", "{\"a\":1,\"a\":2}", "1 2", "[1] x", "'a'", "// c\n1", "NaN",
    ])
  func refuses(text: String) { #expect(throws: JSONFailure.self) { try read(text) } }

  @Test("bad UTF-8, depth and length are refused in bounded time")
  func limits() {
    #expect(throws: JSONFailure.self) { try JSONReader.read([0x22, 0xC3, 0x28, 0x22]) }
    #expect(throws: JSONFailure.self) { try JSONReader.read([0x22, 0xED, 0xA0, 0x80, 0x22]) }
    #expect(throws: JSONFailure.self) { try read(String(repeating: "[", count: 1_000_000)) }
    #expect(throws: JSONFailure.self) { try read(String(repeating: "9", count: 1000)) }
    let tooLong = [UInt8](repeating: 0x20, count: JSONReader.greatestSize + 1)
    #expect(throws: JSONFailure.self) { try JSONReader.read(tooLong) }
  }

  @Test(
    "what is escaped is escaped wherever it stands in a long text, and nothing else is",
    arguments: [
      ("\"", "\\\""), ("\\", "\\\\"), ("\n", "\\n"), ("\u{1B}", "\\u001B"), ("\u{7F}", "\\u007F"),
      ("\u{9F}", "\\u009F"),
      ("\u{61C}", "\\u061C"), ("\u{180E}", "\\u180E"), ("\u{200B}", "\\u200B"), ("\u{202E}", "\\u202E"),
      ("\u{2028}", "\\u2028"), ("\u{2066}", "\\u2066"), ("\u{FEFF}", "\\uFEFF"), ("\u{FFF9}", "\\uFFF9"),
      ("\u{E0001}", "\\uDB40\\uDC01"), ("\u{A0}", "\u{A0}"), ("“", "“"), ("…", "…"), ("ؠ", "ؠ"), ("؛", "؛"), ("ﷲ", "ﷲ"),
      ("ẽ", "ẽ"), ("𝄞", "𝄞"), ("\u{2011}", "\u{2011}"),
    ])
  func everywhere(_ odd: String, _ written: String) {
    for before in 0..<36 {
      for after in [0, 1, 2, 3, 17, 18, 40] {
        let (first, last) = (String(repeating: "a", count: before), String(repeating: "é", count: after))
        var json = JSONWriter()
        json.string(first + odd + last)
        #expect(json.text == "\"\(first)\(written)\(last)\"")
      }
    }
  }
}
