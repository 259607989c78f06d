/// The host that an address asks: its name in lower case, without port, user and brackets. Feeds of one host share its
/// limits. The whole address where there is no host to be read.
func hostName(of address: String) -> String {
  var rest = Array(address.utf8)[...]
  if let colon = rest.firstIndex(of: UInt8(ascii: ":")), rest[colon...].starts(with: "://".utf8) {
    rest = rest[(colon + 3)...]
  }
  var host = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
  if let at = host.lastIndex(of: UInt8(ascii: "@")) { host = host[(at + 1)...] }
  if host.first == UInt8(ascii: "["), let close = host.firstIndex(of: UInt8(ascii: "]")) {
    host = host[(host.startIndex + 1)..<close]
  } else if let colon = host.lastIndex(of: UInt8(ascii: ":")) {
    host = host[..<colon]
  }
  guard !host.isEmpty else { return address }
  return String(decoding: host.lazy.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
}
