/// Whether a text can be the address of a feed or a webhook.
enum WebAddress {
  /// What is wrong with it, as the end of a sentence that begins with the key's name; `nil` where it will do.
  static func problem(_ text: String, schemes: [String] = ["http", "https"]) -> String? {
    let wanted = "must be an address such as `https://news.example/feed.xml`"
    guard text.utf8.count <= 2048 else { return "is longer than 2048 bytes" }
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return "\(wanted), without blanks" }
    guard let colon = text.range(of: "://") else { return "\(wanted), not `\(shown(text))`" }
    let scheme = text[..<colon.lowerBound].lowercased()
    guard schemes.contains(scheme) else {
      return "must begin with \(schemes.map { "\($0)://" }.joined(separator: " or ")), not `\(shown(scheme))://`"
    }
    var authority = text[colon.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
    var host = authority
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { return "\(wanted); the `[` of its host is not closed" }
      host = authority[authority.index(after: authority.startIndex)..<close]
      authority = authority[authority.index(after: close)...]
    } else if let port = authority.lastIndex(of: ":") {
      host = authority[..<port]
      authority = authority[port...]
    } else {
      authority = ""
    }
    guard !host.isEmpty, host != "." else { return "\(wanted); it names no host" }
    // Looked up byte for byte: two spellings of one name would else be two hosts.
    guard host.utf8.allSatisfy({ $0 < 0x80 }) else { return "has a host beyond ASCII; write its xn-- form" }
    if !authority.isEmpty {
      guard authority.first == ":", let port = Int(authority.dropFirst()), (1...65535).contains(port) else {
        return "has a port that is not a number from 1 to 65535"
      }
    }
    return nil
  }
}

extension String {
  /// Where `needle` first stands. (Foundation's own is slow and wants ICU.)
  fileprivate func range(of needle: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
      start = index(after: start)
    }
    return nil
  }
}
