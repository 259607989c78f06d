import CCurl
import Glibc

/// An http or https address in its parts, read by libcurl's own reader, so that what is judged here
/// and what is connected to cannot differ.
struct WebAddress: Sendable {
  /// The whole, normalised: scheme and host in lower case, odd spellings of IPv4 made plain, no fragment.
  let text: String
  let isSecure: Bool
  /// Without port; IPv6 in brackets.
  let host: String
  /// As written; `nil` for the scheme's own.
  let port: String?
  let hasCredentials: Bool
  /// The host, where it is written as an address and needs no look-up.
  let literal: IPAddress?

  /// Reads an absolute address.
  init(_ text: String) throws(TransferFailure) {
    // Whatever the address, nothing can be asked without it.
    if let fault = NetworkLibrary.fault { throw fault }
    if let plain = WebAddress(plain: text) {
      self = plain
      return
    }
    try self.init(readByCurl: text)
  }

  /// The same, by curl's reader whatever the address.
  init(readByCurl text: String) throws(TransferFailure) {
    guard let bytes = WebAddress.zeroEnded(Array(text.utf8)) else { throw WebAddress.malformed }
    try self.init(bytes, base: nil)
  }

  /// Resolves a redirect's `Location`, as sent (RFC 3986 §5).
  init(location: String, base: WebAddress) throws(TransferFailure) {
    guard let bytes = headerBytes(location), let bytes = WebAddress.zeroEnded(bytes) else { throw WebAddress.malformed }
    try self.init(bytes, base: base)
  }

  private init(_ bytes: [UInt8], base: WebAddress?) throws(TransferFailure) {
    guard let url = unsafe attache_url() else {
      throw NetworkLibrary.fault ?? .badAddress(reason: "no memory to read it")
    }
    defer { unsafe attache_url_cleanup(url) }
    // CURLU_NON_SUPPORT_SCHEME, so that other schemes get a word of their own below.
    let flags = UInt32(CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE)
    if let base { unsafe attache_url_set(url, CURLUPART_URL, base.text, 0) }
    // Sound: `bytes` ends with its only zero.
    let code = unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) {
        unsafe attache_url_set(url, CURLUPART_URL, $0.baseAddress, flags)
      }
    }
    guard code == CURLUE_OK else { throw WebAddress.malformed }
    unsafe attache_url_set(url, CURLUPART_FRAGMENT, nil, 0)
    guard let given = unsafe WebAddress.part(CURLUPART_HOST, of: url), !given.isEmpty else {
      throw WebAddress.failureWithoutHost(unsafe WebAddress.part(CURLUPART_SCHEME, of: url))
    }
    guard given.utf8.allSatisfy({ $0 < 0x80 }) else {
      throw .badAddress(reason: "its host is not in ASCII; write the xn-- form of the name")
    }
    host = given.utf8.contains { (0x41...0x5A).contains($0) } ? given.lowercased() : given
    if host != given { unsafe attache_url_set(url, CURLUPART_HOST, host, 0) }
    guard let text = unsafe WebAddress.part(CURLUPART_URL, of: url) else { throw WebAddress.malformed }
    self.text = text

    // Curl wrote `text` anew: scheme://[user[:password]@]host[:port]/…, so its parts can be told apart plainly.
    let written = Array(text.utf8)
    let scheme = written.prefix { $0 != UInt8(ascii: ":") }
    isSecure = scheme.elementsEqual("https".utf8)
    guard isSecure || scheme.elementsEqual("http".utf8) else {
      throw WebAddress.otherScheme(String(decoding: scheme, as: UTF8.self))
    }
    let authority = written.dropFirst(scheme.count + 3).prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    let at = authority.lastIndex(of: UInt8(ascii: "@"))
    hasCredentials = at != nil
    let server = at.map { authority[($0 + 1)...] } ?? authority
    let rest = server.dropFirst(host.utf8.count)
    let number = rest.first == UInt8(ascii: ":") ? String(decoding: rest.dropFirst(), as: UTF8.self) : nil
    port = number == (isSecure ? "443" : "80") ? nil : number
    let first = host.utf8.first ?? 0
    literal = first == UInt8(ascii: "[") || (0x30...0x39).contains(first) ? IPAddress(host) : nil
  }

  private static func otherScheme(_ scheme: String) -> TransferFailure {
    .badAddress(reason: "its scheme is \(printable(scheme)), only http and https are fetched")
  }

  private static func failureWithoutHost(_ scheme: String?) -> TransferFailure {
    guard let scheme, scheme != "http", scheme != "https" else { return .badAddress(reason: "it names no host") }
    return otherScheme(scheme)
  }

  private static let malformed = TransferFailure.badAddress(reason: "it is not of the form http://host/path")

  /// `nil` for control characters, which no address has.
  private static func zeroEnded(_ bytes: [UInt8]) -> [UInt8]? {
    bytes.contains { $0 < 0x20 || $0 == 0x7F } ? nil : bytes + [0]
  }

  /// Same scheme, host and port (RFC 6454).
  func hasSameOrigin(as other: WebAddress) -> Bool {
    isSecure == other.isSecure && host == other.host && port == other.port
  }

  /// The same without user and password.
  var withoutCredentials: String {
    hasCredentials ? strippedOfCredentials(text) : text
  }

  /// Sound to call with a live handle; what curl hands out is copied and freed here.
  fileprivate static func part(_ part: CURLUPart, of url: OpaquePointer, flags: UInt32 = 0) -> String? {
    var value: UnsafeMutablePointer<CChar>?
    guard unsafe attache_url_get(url, part, &value, flags) == CURLUE_OK, let value = unsafe value else { return nil }
    defer { unsafe attache_free(value) }
    return unsafe String(cString: value)
  }
}

/// `address` without the user and password that it may hold, for logs; what is no address at all becomes a dash.
public func withoutCredentials(_ address: String) -> String {
  address.utf8.contains(UInt8(ascii: "@")) ? strippedOfCredentials(address) : address
}

private func strippedOfCredentials(_ address: String) -> String {
  guard let url = unsafe attache_url() else { return "-" }
  defer { unsafe attache_url_cleanup(url) }
  guard
    unsafe attache_url_set(url, CURLUPART_URL, address, UInt32(CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE)) == CURLUE_OK
  else { return "-" }
  unsafe attache_url_set(url, CURLUPART_USER, nil, 0)
  unsafe attache_url_set(url, CURLUPART_PASSWORD, nil, 0)
  return unsafe WebAddress.part(CURLUPART_URL, of: url) ?? "-"
}

/// The printable ASCII in `text`, at most `limit` characters of it: for words of strangers within a failure's sentence.
func printable(_ text: some StringProtocol, limit: Int = 120) -> String {
  String(decoding: text.utf8.lazy.filter { $0 >= 0x20 && $0 < 0x7F }.prefix(limit), as: UTF8.self)
}
