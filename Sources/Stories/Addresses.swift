import News

/// Addresses of articles.
enum Addresses {
  /// An address without scheme, "www.", query and fragment, and closing slash: what copies of it share.
  static func canonical(_ link: String) -> String {
    var rest = link[...]
    for start in ["https://", "http://", "www."] where rest.hasPrefix(start) { rest = rest.dropFirst(start.count) }
    if let end = rest.firstIndex(of: "#") { rest = rest[..<end] }
    if let start = rest.firstIndex(of: "?") {
      let query = rest[rest.index(after: start)...].split(separator: "&")
        .filter { !$0.hasPrefix("utm_") && !$0.hasPrefix("fbclid") && !$0.hasPrefix("at_") }
      rest = rest[..<start] + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }
    while rest.hasSuffix("/") { rest = rest.dropLast() }
    return rest.lowercased()
  }

  /// The hash of an article's address, never 0; 0 where it is a site's front page, or a section's.
  static func article(_ link: String) -> UInt32 {
    let address = canonical(link)
    guard let slash = address.firstIndex(of: "/"), address[slash...].utf8.count >= 12 else { return 0 }
    return Terms.hash(address) | 4
  }

  /// The days that an address tells ("/2024/05/13/", "/2024/05/"), since 1970; `nil` where it tells none.
  static func days(_ link: String) -> ClosedRange<Int>? {
    let address = canonical(link)
    let parts = address.split(whereSeparator: { $0 == "/" || $0 == "-" })
    for (index, part) in parts.enumerated().dropFirst() {
      guard part.utf8.count == 4, let year = Int(part), (1990...2100).contains(year), index + 1 < parts.count,
        let month = number(parts[index + 1], upTo: 12)
      else { continue }
      let text = "\(year)-\(month < 10 ? "0" : "")\(month)-"
      if index + 2 < parts.count, let day = number(parts[index + 2], upTo: 31),
        let found = CivilDay("\(text)\(day < 10 ? "0" : "")\(day)")
      {
        return found.daysSinceEpoch...found.daysSinceEpoch
      }
      return CivilDay(text + "01").map { $0.daysSinceEpoch...$0.daysSinceEpoch + 30 }
    }
    return nil
  }

  /// A number of one or two digits, from 1 on.
  private static func number(_ text: Substring, upTo limit: Int) -> Int? {
    guard text.utf8.count <= 2, let number = Int(text), (1...limit).contains(number) else { return nil }
    return number
  }
}
