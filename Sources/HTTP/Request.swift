/// What to ask for. Header values are text in which each character stands for one byte (U+0000…U+00FF),
/// as `Response` hands them out: what a server sent goes back to it byte for byte.
public struct Request: Hashable, Sendable {
  public enum Method: Hashable, Sendable {
    case get
    /// Sends `body`, whose `Content-Type` belongs in `headers`.
    case post(body: [UInt8])
  }

  /// Absolute, `http` or `https`.
  public var url: String
  public var method: Method
  /// Sent as `If-None-Match` (RFC 9110 §13.1.2), exactly as the server sent it: quotes, `W/` and all.
  public var etag: String?
  /// Sent as `If-Modified-Since` (RFC 9110 §13.1.3), exactly as the server sent it.
  public var lastModified: String?
  /// Further headers.
  public var headers: [Header]
  /// Keeps the connection for the next request to the same host. Worth it for hosts that are asked several
  /// times within a minute or two, harmful for others: ten thousand idle connections serve nobody.
  public var reuseConnection: Bool
  /// Without it, a redirect is an answer like others.
  public var followRedirects: Bool
  /// Switches the address guard off: for addresses that the administrator wrote, such as a webhook.
  public var allowAnyAddress: Bool

  public struct Header: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Asks for a feed or a page.
  public init(
    url: String, etag: String? = nil, lastModified: String? = nil, reuseConnection: Bool = false,
    headers: [Header] = [], followRedirects: Bool = true, allowAnyAddress: Bool = false
  ) {
    self.url = url
    self.method = .get
    self.etag = etag
    self.lastModified = lastModified
    self.reuseConnection = reuseConnection
    self.headers = headers
    self.followRedirects = followRedirects
    self.allowAnyAddress = allowAnyAddress
  }

  /// Posts to an address that the administrator wrote: no redirect is followed and any address may be reached.
  public static func post(
    url: String, body: [UInt8], contentType: String = "application/json", headers: [Header] = [],
    reuseConnection: Bool = false
  ) -> Request {
    var request = Request(
      url: url, reuseConnection: reuseConnection, headers: [Header("Content-Type", contentType)] + headers,
      followRedirects: false, allowAnyAddress: true)
    request.method = .post(body: body)
    return request
  }
}
