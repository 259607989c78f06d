/// The host that an address asks: its name in lower case, without port, user and brackets. Feeds of one host share its
/// limits. The whole address where there is no host to be read.
func hostName(of address: String) -> String {
  var rest = address[...]
  if let colon = rest.firstIndex(of: ":"), rest[colon...].hasPrefix("://") {
    rest = rest[rest.index(colon, offsetBy: 3)...]
  }
  var authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
  if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
  if authority.first == "[", let close = authority.firstIndex(of: "]") {
    authority = authority[authority.index(after: authority.startIndex)..<close]
  } else if let colon = authority.lastIndex(of: ":") {
    authority = authority[..<colon]
  }
  return authority.isEmpty ? address : authority.lowercased()
}
