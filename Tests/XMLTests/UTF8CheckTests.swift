import Testing

@testable import XML

@Suite("UTF-8 is told from what is none as the standard library tells it")
struct UTF8CheckTests {
  /// First and last bytes of each of UTF-8's ranges, and those beside them.
  private static let bytes: [UInt8] = [
    0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
    0xF0,
    0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
  ]

  @Test("whatever three bytes stand together, at the beginning, the end and each seam of sixteen", arguments: bytes)
  func threeBytes(first: UInt8) {
    for second in Self.bytes {
      for third in Self.bytes {
        for place in [0, 13, 14, 15, 16, 17, 18, 19, 37] {
          var text = [UInt8](repeating: 0x61, count: 40)
          text.replaceSubrange(place..<place + 3, with: [first, second, third])
          #expect(Self.isFound(text) == Self.isValid(text), "\(text)")
        }
      }
    }
  }

  @Test("characters of every length, whole, cut and spoilt, at each place")
  func characters() {
    for scalar in [
      "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}",
    ] {
      for place in 0..<40 {
        let text = Array((String(repeating: "a", count: place) + scalar + "ب" + String(repeating: "“", count: 9)).utf8)
        #expect(Self.isFound(text))
        for length in [1, 2, 3, place, place + 1, place + 2, place + 3] where length <= text.count {
          let cut = Array(text.prefix(length))
          #expect(Self.isFound(cut) == Self.isValid(cut))
        }
        for spoilt in place..<min(place + 6, text.count) {
          var text = text
          text.remove(at: spoilt)
          #expect(Self.isFound(text) == Self.isValid(text))
        }
      }
    }
  }

  private static func isFound(_ bytes: [UInt8]) -> Bool {
    let found = UTF8Check.find(bytes.span)
    #expect((found == .ascii) == bytes.allSatisfy { $0 < 0x80 })
    return found != .neither
  }
  private static func isValid(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }
}
