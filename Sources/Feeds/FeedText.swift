import XML

/// Small readings of short texts.
enum FeedText {
  /// Without mark-up's meaning: white space folded; `nil` where nothing is left.
  static func folded(_ text: String) -> String? {
    let folded = HTMLText.folded(text)
    return folded.isEmpty ? nil : folded
  }

  /// A whole number with nothing behind it but what people write there (`60 minutes`); `nil` outside `range`.
  static func number(_ text: String, in range: ClosedRange<Int>) -> Int? {
    let digits = text.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard !digits.isEmpty, digits.count <= 9 else { return nil }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return range.contains(value) ? value : nil
  }

  /// 0 is Monday; by the first three letters of the English name.
  static func weekday(_ text: String) -> Int? {
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].firstIndex(of: FeedAddress.lowercased(String(text.prefix(3))))
  }

  /// Whether `text` is written as base64 is: its letters alone, in fours.
  static func isBase64(_ text: String) -> Bool {
    var count = 0
    for byte in text.utf8 where byte > 0x20 {
      switch byte {
      case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2B, 0x2F, 0x3D: count += 1
      default: return false
      }
    }
    return count > 0 && count % 4 == 0
  }

  /// The text that base64 (RFC 4648 §4) stands for; `nil` where that is none.
  static func base64(_ text: String) -> String? {
    var result: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text.utf8 {
      let value: UInt8
      switch byte {
      case 0x41...0x5A: value = byte - 0x41
      case 0x61...0x7A: value = byte - 0x61 + 26
      case 0x30...0x39: value = byte - 0x30 + 52
      case 0x2B, 0x2D: value = 62
      case 0x2F, 0x5F: value = 63
      case 0x3D, 0x00...0x20: continue
      default: return nil
      }
      bits = bits << 6 | UInt32(value)
      count += 1
      if count % 4 != 1 { result.append(UInt8(truncatingIfNeeded: bits >> (6 - 2 * UInt32((count + 3) % 4)))) }
    }
    guard let string = String(validating: result, as: UTF8.self) else { return nil }
    let plain = HTMLText.plain(string)
    return plain.isEmpty ? nil : plain
  }
}
