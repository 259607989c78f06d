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

  @Test(
    "a label is known however it is punctuated, and by the names of registers and nicknames",
    arguments: [
      ("windows_1251", 0xC0, "А"), ("1251", 0xC0, "А"), ("cp-1251", 0xC0, "А"), ("ISO_8859_5_1988", 0xB0, "А"),
      ("cp_is", 0x8D, "Þ"), ("csIBM861", 0x8D, "Þ"), ("861", 0x8D, "Þ"), ("MacRoman", 0x8E, "é"),
      ("mac_iceland", 0xDE, "Þ"), ("hp-roman8", 0xC5, "é"), ("ruscii", 0x80, "А"), ("tis_620_2529_1", 0xA1, "ก"),
    ] as [(String, UInt8, String)])
  func label(_ label: String, _ byte: UInt8, _ character: String) {
    // A byte that is no UTF-8 behind it: else no label is asked.
    #expect(CharacterDecoder([byte, 0x20, byte], charset: label).bytes == Array("\(character) \(character)".utf8))
  }

  @Test(
    "EBCDIC says in EBCDIC which it is",
    arguments: ["cp037", "ebcdic_cp_be", "ibm039", "IBM273", "csIBM500", "1140", "ebcdic-cp-us"])
  func ebcdic(_ label: String) throws {
    // `<?xml version="1.0" encoding="` …: letters, digits and these signs are alike in all of EBCDIC's code pages.
    let document = "<?xml version=\"1.0\" encoding=\"\(label)\"?><rss/>"
    let codes: [Character: UInt8] = [
      "<": 0x4C, "?": 0x6F, ">": 0x6E, "=": 0x7E, "\"": 0x7F, " ": 0x40, ".": 0x4B, "-": 0x60, "_": 0x6D, "/": 0x61,
    ]
    let bytes = document.map { character -> UInt8 in
      if let code = codes[character] { return code }
      guard let byte = character.asciiValue else { return 0x6F }
      switch byte {
      case 0x30...0x39: return byte - 0x30 + 0xF0
      case 0x61...0x69: return byte - 0x61 + 0x81
      case 0x6A...0x72: return byte - 0x6A + 0x91
      case 0x73...0x7A: return byte - 0x73 + 0xA2
      case 0x41...0x49: return byte - 0x41 + 0xC1
      case 0x4A...0x52: return byte - 0x4A + 0xD1
      default: return byte - 0x53 + 0xE2
      }
    }
    #expect(CharacterDecoder(bytes, charset: nil).bytes == Array(document.utf8))
  }

  @Test("a lone 80 is a euro sign where the encoding has nothing there, and nowhere else")
  func euro() {
    for label in ["gbk", "euc-kr", "shift_jis", "cp869"] {
      let decoded = CharacterDecoder([0x35, 0x80], charset: label)
      #expect(decoded.bytes == Array("5€".utf8), "\(label)")
      #expect(decoded.replacements == 0)
    }
    #expect(CharacterDecoder([0x35, 0x80], charset: "koi8-r").bytes == Array("5─".utf8))
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
