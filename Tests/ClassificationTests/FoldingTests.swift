import News
import Testing

@Suite("Folding a text")
struct FoldingTests {
  private func folded(_ text: String) -> String { String(decoding: FoldedText(text).bytes, as: UTF8.self) }

  @Test(
    "spellings that a reader takes for the same become the same",
    arguments: [
      ("Pakistan’s envoy", "pakistan envoy"), ("officials' visit", "officials visit"),
      ("C.I.A. and F.B.I.", "cia and fbi"),
      ("counter-terrorism", "counter terrorism"), ("Chargé d’Affaires", "charge daffaires"), ("ＵＳ ａｉｄ", "us aid"),
      ("US–Pakistan ties", "usa pakistan ties"), ("U.S.-Pakistan", "usa pakistan"), ("J. D. Vance", "jd vance"),
      ("Elazığ  and\tÇavuşoğlu", "elazig and cavusoglu"), ("lies & deceit", "lies and deceit"), ("AT&T", "at&t"),
      ("zero\u{200B}width", "zerowidth"), ("“quoted”", "\"quoted\""),
    ])
  func spellings(_ pair: (String, String)) { #expect(folded(pair.0) == pair.1) }

  @Test("US in capitals is the country, in small letters the pronoun, before a dollar sign the currency")
  func country() {
    #expect(folded("US and U.S. and U.S.A. and USA") == "usa and usa and usa and usa")
    #expect(folded("tell us more") == "tell us more")
    #expect(folded("Us versus them") == "us versus them")
    #expect(folded("US$ 5m and US$5m") == "us$ 5m and us$5m")
    #expect(folded("USS Nimitz, bus, PLUS") == "uss nimitz, bus, plus")
  }

  @Test("a dotted acronym at the end of a sentence keeps the stop")
  func acronymAtTheEnd() {
    #expect(folded("in the U.S. The talks") == "in the usa. the talks")
    #expect(folded("the U.S. Senate") == "the usa senate")
  }

  @Test(
    "Arabic letter forms, vowel signs and digits become the Urdu ones",
    arguments: [
      ("امريكي", "امریکی"), ("وزیرِ خارجہ", "وزیر خارجہ"), ("ﻣﻼﻗﺎﺕ", "ملاقات"), ("دہـــشت", "دہشت"), ("٢٠٢٤", "2024"),
      ("۲۰۲۴", "2024"), ("محکمۂ خارجہ", "محکمہ خارجہ"), ("ا\u{653}باد", "آباد"), ("گي\u{654}ی", "گئی"),
      ("اسلام\u{200C}آباد", "اسلامآباد"), ("مُلاقات،", "ملاقات,"),
    ])
  func urdu(_ pair: (String, String)) { #expect(folded(pair.0) == folded(pair.1)) }

  @Test("folding twice changes nothing more")
  func idempotent() {
    for text in ["Chargé d’Affaires in Islamabad — today", "امريكي وزیرِ خارجہ", "A & B, 'quoted' (U.K.)"] {
      #expect(folded(folded(text)) == folded(text))
    }
  }

  @Test("every folded part leads back to the words it came from")
  func wayBack() throws {
    let text = "The U.S. and Pakistan’s ﻣﻼﻗﺎﺕ — “Chargé” said"
    let folded = FoldedText(text)
    for (part, original) in [
      ("usa", "U.S."), ("pakistan", "Pakistan"), ("ملاقات", "ﻣﻼﻗﺎﺕ"), ("charge", "Chargé"), ("said", "said"),
    ] {
      let bytes = Array(part.utf8)
      let start = try #require(
        (0...folded.bytes.count - bytes.count).first { folded.bytes[$0..<$0 + bytes.count].elementsEqual(bytes) })
      #expect(folded.sourceText(of: start..<start + bytes.count) == original)
    }
  }

  @Test("offsets are counted in scalars")
  func scalars() throws {
    let folded = FoldedText("ﻣﻼﻗﺎﺕ US")
    let start = folded.bytes.count - 3
    #expect(folded.scalars(before: folded.sourceOffset(of: start)) == "ﻣﻼﻗﺎﺕ ".unicodeScalars.count)
  }

  @Test("malformed bytes and odd ends do no harm")
  func hostile() {
    for bytes: [UInt8] in [
      [], [0xFF], [0xE2, 0x80], [0x55, 0x53], [0x55, 0x2E], [0x27], [0x2D, 0x2D], [0xF0, 0x9F, 0x98],
    ] {
      #expect(FoldedText(utf8: bytes).bytes.count <= 2 * bytes.count + 16)
    }
    #expect(FoldedText(String(repeating: "U.S. ", count: 20_000)).bytes.count < 200_000)
  }

  @Test("wherever it stands among the bytes that are folded at once, a text folds to the same, and leads back")
  func anyPlace() {
    let pieces = [
      "US", "U.S.", "C.I.A.", "USS", "IMF", " ", "  ", "-", "'s ", "’s", "Pakistan", "a", "B", ".", ",", "$5m", "& ",
      "É",
      "ß", "ہے", "ی", "ي", "م\u{64F}", "ﻻ", "۔", "٢٠", "\t", "\u{200B}", "1,000", "says", "The ", "`", "\u{7F}", "😀",
    ]
    var state: UInt64 = 11
    for _ in 0..<400 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      let plain = FoldedText(text)
      guard !plain.bytes.isEmpty else { continue }
      for shift in 1...17 {
        let moved = FoldedText(String(repeating: "x", count: shift) + "\n" + text)
        #expect(Array(moved.bytes.dropFirst(shift + 1)) == plain.bytes, "\(text)")
        #expect(
          plain.bytes.indices.allSatisfy {
            moved.sourceOffset(of: $0 + shift + 1) == plain.sourceOffset(of: $0) + shift + 1
          },
          "\(text)")
      }
    }
  }
}
