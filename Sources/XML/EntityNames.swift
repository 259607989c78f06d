/// HTML's named character references, looked up by name.
enum EntityNames {
  /// UTF-8 of the character that `name` stands for (without `&` and `;`), or `nil`. Names are told apart by case.
  static func text(of name: some Collection<UInt8>) -> [UInt8]? {
    // The longest name, CounterClockwiseContourIntegral, has 31 letters.
    guard name.count <= 31 else { return nil }
    return known[String(decoding: name, as: UTF8.self)]
  }

  /// Whether HTML knows `name` without a semicolon after it.
  static func isBare(_ name: some Collection<UInt8>) -> Bool {
    guard name.count <= 8 else { return false }
    return bare.contains(String(decoding: name, as: UTF8.self))
  }

  private static let known: [String: [UInt8]] = {
    var result: [String: [UInt8]] = [:]
    result.reserveCapacity(2200)
    var name: Substring?
    for word in EntityTable.names.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      guard let current = name else {
        name = word
        continue
      }
      var text: [UInt8] = []
      for code in word.split(separator: "+") {
        if let value = UInt32(code, radix: 16), let scalar = Unicode.Scalar(value) {
          text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
      }
      result[String(current)] = text
      name = nil
    }
    return result
  }()

  private static let bare: Set<String> = Set(
    EntityTable.bare.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}

/// Numeric character references and the code points that they may give.
enum CharacterCode {
  /// What windows-1252 has at 0x80…0x9F. Pages written on Windows use these numbers as if they were Unicode's.
  static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
    0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0x9D, 0x017E, 0x0178,
  ]

  /// The character that a reference to `code` means: C1 controls read as windows-1252; U+FFFD for what is no
  /// character; `nil` for a control that text cannot hold.
  static func scalar(_ code: UInt32) -> Unicode.Scalar? {
    switch code {
    case 0x09, 0x0A, 0x0D: return Unicode.Scalar(code)
    case 0x80...0x9F: return Unicode.Scalar(windows1252[Int(code - 0x80)])
    case 1..<0x20, 0x7F: return nil
    case 0, 0xFFFE, 0xFFFF: return "\u{FFFD}"
    default: return Unicode.Scalar(code) ?? "\u{FFFD}"
    }
  }

  /// Reads the digits of `&#…;` or `&#x…;` between `start` (past the `#`) and the end of `bytes`.
  /// - Returns: the code (capped above Unicode's last) and the index past the digits; `nil` without a digit.
  static func number(in bytes: Span<UInt8>, from start: Int) -> (code: UInt32, end: Int)? {
    var index = start
    var code: UInt32 = 0
    if index < bytes.count, bytes[index] | 0x20 == 0x78 {
      index += 1
      let first = index
      while index < bytes.count, let digit = hexadecimal(bytes[index]) {
        code = min(code * 16 + digit, 0x110000)
        index += 1
      }
      return index > first ? (code, index) : nil
    }
    while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 {
      code = min(code * 10 + UInt32(bytes[index] - 0x30), 0x110000)
      index += 1
    }
    return index > start ? (code, index) : nil
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x37)
    case 0x61...0x66: UInt32(byte - 0x57)
    default: nil
    }
  }
}
