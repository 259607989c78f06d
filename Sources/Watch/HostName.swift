/// The host that an address asks: its name in lower case, without port, user and brackets. Feeds of one host share its
/// limits. The whole address where there is no host to be read.
func hostName(of address: String) -> String {
  let bytes = address.utf8
  var start = bytes.startIndex
  if let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8) {
    start = bytes.index(colon, offsetBy: 3)
  }
  var host = bytes[start...].prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
  if let at = host.lastIndex(of: UInt8(ascii: "@")) { host = host[bytes.index(after: at)...] }
  if host.first == UInt8(ascii: "["), let close = host.firstIndex(of: UInt8(ascii: "]")) {
    host = host[bytes.index(after: host.startIndex)..<close]
  } else if let colon = host.lastIndex(of: UInt8(ascii: ":")) {
    host = host[..<colon]
  }
  guard !host.isEmpty else { return address }
  // Most are in lower case: only others are spelt anew.
  guard host.contains(where: { (0x41...0x5A).contains($0) }) else { return String(Substring(host)) }
  return String(decoding: host.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
}
