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
}
