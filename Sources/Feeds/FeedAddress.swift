/// Addresses in feeds: resolved against the address that they stand in (RFC 3986 §5), and brought to the form in which
/// two of them can be compared.
public enum FeedAddress {
  /// `reference`, absolute, as seen from `base`; `reference` itself where it is absolute or `base` is no help; `nil` for
  /// what is no address for a reader (`javascript:`, `data:`).
  public static func resolve(_ reference: String, base: String?) -> String? {
    if isPlainWeb(reference) { return reference }
    let reference = tidied(reference)
    guard !reference.isEmpty else { return nil }
    if let scheme = scheme(of: reference) {
      return ["javascript", "vbscript", "data"].contains(scheme.lowercased()) ? nil : reference
    }
    guard let base, let parts = Parts(base) else { return reference }
    return parts.resolve(reference)
  }

  /// Whether `text` is `http://…` or `https://…` without a blank in it: what nearly every link is.
  static func isPlainWeb(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      // Sound: the buffer is used within the closure only, and `index` is below its count.
      guard bytes.count > 8, unsafe bytes[0] == 0x68, unsafe bytes[1] == 0x74, unsafe bytes[2] == 0x74,
        unsafe bytes[3] == 0x70
      else { return false }
      let colon = unsafe bytes[4] == 0x73 ? 5 : 4
      guard unsafe bytes[colon] == 0x3A, unsafe bytes[colon + 1] == 0x2F, unsafe bytes[colon + 2] == 0x2F else {
        return false
      }
      for index in 0..<bytes.count where unsafe bytes[index] <= 0x20 { return false }
      return true
    }
  }

  /// `text` with each `&amp;` that is left in it as the `&` that was meant.
  static func withoutEntities(_ text: String) -> String {
    let bytes = text.utf8.span
    var result: [UInt8] = []
    var copied = 0
    var index = 0
    while index + 4 < bytes.count {
      // Sound: `index` is below the count, as is what follows it.
      if unsafe bytes[unchecked: index] == 0x26, bytes[index + 1] == 0x61, bytes[index + 2] == 0x6D,
        bytes[index + 3] == 0x70, bytes[index + 4] == 0x3B
      {
        for kept in copied...index { result.append(bytes[kept]) }
        index += 5
        copied = index
      } else {
        index += 1
      }
    }
    guard copied > 0 else { return text }
    for kept in copied..<bytes.count { result.append(bytes[kept]) }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether `text` is an address of a page.
  static func isWeb(_ text: String) -> Bool {
    let scheme = scheme(of: tidied(text)).map { lowercased(String($0)) }
    return scheme == "http" || scheme == "https"
  }

  /// Whether `text` begins with a scheme.
  static func isAbsolute(_ text: String) -> Bool { scheme(of: text) != nil }

  /// The form under which two addresses of one page are equal: scheme and host in small letters, without default port,
  /// fragment, user, and the parameters that only count clicks (`utm_…`, `fbclid` and their kin). `nil` for what is no
  /// http address.
  public static func canonical(_ address: String) -> String? {
    guard let parts = Parts(tidied(address)), parts.scheme == "http" || parts.scheme == "https",
      !parts.authority.isEmpty
    else { return nil }
    var authority = lowercased(parts.authority)
    if let at = authority.lastIndex(of: "@") { authority = String(authority[authority.index(after: at)...]) }
    let port = parts.scheme == "http" ? ":80" : ":443"
    if authority.hasSuffix(port) { authority.removeLast(port.utf8.count) }
    if authority.hasSuffix(".") { authority.removeLast() }
    let path = parts.path.isEmpty ? "/" : parts.path
    let kept = (parts.query ?? "").split(separator: "&").filter { !isTracking($0) }
    return "\(parts.scheme)://\(authority)\(path)\(kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))"
  }

  /// The host of an address, small letters, without its port.
  static func host(of address: String) -> String? {
    guard let parts = Parts(address) else { return nil }
    let authority = lowercased(parts.authority).split(separator: "@").last ?? ""
    let host = authority.split(separator: ":").first.map(String.init)
    return host?.isEmpty == false ? host : nil
  }

  private static func isTracking(_ parameter: Substring) -> Bool {
    let name = lowercased(String(parameter.prefix { $0 != "=" }))
    if name.hasPrefix("utm_") || name.hasPrefix("at_") && name != "at_" || name.hasPrefix("mtm_") { return true }
    return tracking.contains(name)
  }

  private static let tracking: Set<String> = [
    "fbclid", "gclid", "dclid", "msclkid", "yclid", "twclid", "igshid", "mc_cid", "mc_eid", "cmpid", "cmp", "ocid",
    "ns_mchannel", "ns_source", "ns_campaign", "ns_linkname", "ns_fee", "ref_src", "guccounter", "wt.mc_id",
    "ftag", "ftcamp", "smid", "_ga", "icid", "xtor", "traffic_source",
  ]

  /// Without white space at its ends, and without line breaks and tabs within (WHATWG URL §4.4).
  private static func tidied(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 <= 0x20 }) else { return text }
    let bytes = Array(text.utf8.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D })
    guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 }) else {
      return ""
    }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }

  static func lowercased(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x41 && $0 <= 0x5A }) else { return text }
    return String(decoding: text.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  private static func scheme(of text: String) -> Substring? {
    guard let colon = text.utf8.firstIndex(of: 0x3A), colon > text.startIndex else { return nil }
    let scheme = text[..<colon]
    guard let first = scheme.utf8.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A else { return nil }
    let isScheme = scheme.utf8.allSatisfy {
      $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E
    }
    return isScheme ? scheme : nil
  }

  /// The five parts of an address (RFC 3986 §3).
  private struct Parts {
    var scheme: String
    var authority: String
    var path: String
    var query: String?

    init?(_ text: String) {
      guard let found = FeedAddress.scheme(of: text) else { return nil }
      scheme = FeedAddress.lowercased(String(found))
      var rest = text[found.endIndex...].dropFirst()
      authority = ""
      if rest.hasPrefix("//") {
        rest = rest.dropFirst(2)
        let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
        authority = String(rest[..<end])
        rest = rest[end...]
      }
      if let mark = rest.firstIndex(of: "#") { rest = rest[..<mark] }
      if let mark = rest.firstIndex(of: "?") {
        query = String(rest[rest.index(after: mark)...])
        rest = rest[..<mark]
      }
      path = String(rest)
    }

    func resolve(_ reference: String) -> String {
      if reference.hasPrefix("//") { return "\(scheme):\(reference)" }
      let root = authority.isEmpty ? "\(scheme):" : "\(scheme)://\(authority)"
      if reference.hasPrefix("#") { return root + path + (query.map { "?" + $0 } ?? "") + reference }
      if reference.hasPrefix("?") { return root + path + reference }
      let end = reference.firstIndex { $0 == "?" || $0 == "#" } ?? reference.endIndex
      let tail = reference[end...]
      var target = String(reference[..<end])
      if !target.hasPrefix("/") {
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
        target = folder + target
      }
      return root + Self.withoutDots(target) + tail
    }

    /// RFC 3986 §5.2.4.
    private static func withoutDots(_ path: String) -> String {
      guard path.contains("/.") else { return path }
      var kept: [Substring] = []
      let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
      for (index, segment) in segments.enumerated() {
        let isLast = index == segments.count - 1
        if segment == ".." {
          if !kept.isEmpty { kept.removeLast() }
          if isLast { kept.append("") }
        } else if segment == "." {
          if isLast { kept.append("") }
        } else {
          kept.append(segment)
        }
      }
      return "/" + kept.joined(separator: "/")
    }
  }
}
