/// Whether a text can be the address of a feed or a webhook.
enum WebAddress {
  /// What is wrong with it, as the end of a sentence that begins with the key's name; `nil` where it will do.
  static func problem(_ text: String, schemes: [String] = ["http", "https"]) -> String? {
    let wanted = "must be an address such as `https://news.example/feed.xml`"
    let bytes = Array(text.utf8)
    guard bytes.count <= 2048 else { return "is longer than 2048 bytes" }
    guard bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return "\(wanted), without blanks" }
    guard let colon = bytes.indices.first(where: { bytes[$0...].starts(with: [0x3A, 0x2F, 0x2F]) }) else {
      return "\(wanted), not `\(shown(text))`"
    }
    guard schemes.contains(where: { isScheme($0, bytes[..<colon]) }) else {
      let scheme = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
      return "must begin with \(schemes.map { "\($0)://" }.joined(separator: " or ")), not `\(shown(scheme))://`"
    }
    var authority = bytes[(colon + 3)...].prefix { $0 != 0x2F && $0 != 0x3F && $0 != 0x23 }
    if let at = authority.lastIndex(of: 0x40) { authority = authority[(at + 1)...] }
    var host = authority
    if authority.first == 0x5B {
      guard let close = authority.firstIndex(of: 0x5D) else { return "\(wanted); the `[` of its host is not closed" }
      host = authority[(authority.startIndex + 1)..<close]
      authority = authority[(close + 1)...]
    } else if let port = authority.lastIndex(of: 0x3A) {
      host = authority[..<port]
      authority = authority[port...]
    } else {
      authority = []
    }
    guard !host.isEmpty, !host.elementsEqual([0x2E]) else { return "\(wanted); it names no host" }
    // Looked up byte for byte: two spellings of one name would else be two hosts.
    guard host.allSatisfy({ $0 < 0x80 }) else { return "has a host beyond ASCII; write its xn-- form" }
    if !authority.isEmpty {
      guard authority.first == 0x3A, let port = Int(String(decoding: authority.dropFirst(), as: UTF8.self)),
        (1...65535).contains(port)
      else { return "has a port that is not a number from 1 to 65535" }
    }
    return nil
  }

  /// Whether `bytes` is the scheme, in letters of either case.
  private static func isScheme(_ scheme: String, _ bytes: ArraySlice<UInt8>) -> Bool {
    scheme.utf8.count == bytes.count && zip(scheme.utf8, bytes).allSatisfy { $0 == $1 || $0 == $1 | 0x20 }
  }
}
