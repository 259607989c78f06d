import Testing
import XML

@Suite("Bytes become UTF-8")
struct CharacterDecoderTests {
  @Test(
    "valid UTF-8 is UTF-8, whatever a label says", arguments: ["windows-1251", "utf-16", "gb2312", "nonsense", nil])
  func validUTF8(_ label: String?) {
    let decoded = CharacterDecoder(Array("<a>خبر</a>".utf8), charset: label)
    #expect(decoded.bytes == Array("<a>خبر</a>".utf8))
    #expect(decoded.encoding == "UTF-8")
    #expect(decoded.replacements == 0)
  }

  @Test("a byte order mark goes")
  func mark() {
    #expect(CharacterDecoder([0xEF, 0xBB, 0xBF, 0x61], charset: nil).bytes == [0x61])
    #expect(CharacterDecoder([0xFF, 0xFE, 0x61, 0x00], charset: nil).bytes == [0x61])
    #expect(CharacterDecoder([0xFE, 0xFF, 0x00, 0x61], charset: nil).bytes == [0x61])
  }

  @Test(
    "a label may not steer the converter",
    arguments: ["utf-8//IGNORE", "../../etc/passwd", "", "\u{0}", "a b", String(repeating: "x", count: 1000)])
  func hostileLabel(_ label: String) {
    #expect(CharacterDecoder([0x63, 0x61, 0x66, 0xE9], charset: label).bytes == Array("café".utf8))
  }

  @Test("UTF-16 that ends within a character is replaced there")
  func cutUTF16() {
    let decoded = CharacterDecoder([0xFF, 0xFE, 0x61, 0x00, 0x62], charset: nil)
    #expect(decoded.bytes == Array("a\u{FFFD}".utf8))
    #expect(decoded.replacements == 1)
  }

  @Test(
    "every byte alone becomes valid UTF-8",
    arguments: [nil, "windows-1252", "shift_jis", "big5", "koi8-r", "utf-8", "gb18030", "iso-2022-jp", "utf-16"])
  func everyByte(_ label: String?) {
    for byte in UInt8.min...UInt8.max {
      let decoded = CharacterDecoder([0x3C, byte, byte, 0x20, byte], charset: label)
      #expect(String(validating: decoded.bytes, as: UTF8.self) != nil)
    }
  }
}
