/// What the server does with a request: a row of steps, so that it can misbehave in any way.
public struct Answer: Sendable {
  public enum Step: Sendable {
    case send([UInt8])
    case pause(seconds: Double)
    /// Sends the same bytes again and again until the client goes.
    case repeatForever([UInt8], everySeconds: Double)
    /// Says nothing more, and keeps the connection open until the client goes.
    case stall
    case close
    /// Ends the connection without the usual farewell (RST).
    case reset
  }

  /// After the last one the connection is ready for the next request.
  public var steps: [Step]

  public init(steps: [Step]) { self.steps = steps }

  /// A well-formed answer of known length.
  public init(_ status: Int, headers: [(String, String)] = [], body: [UInt8] = []) {
    var bytes = Answer.head(status, headers: headers, length: status == 304 || status == 204 ? nil : body.count)
    bytes.append(contentsOf: body)
    steps = [.send(bytes)]
  }

  public init(_ status: Int, headers: [(String, String)] = [], text: String) {
    self.init(status, headers: headers, body: Array(text.utf8))
  }

  /// The status line and the header, the empty line included. Characters up to U+00FF are sent as one byte each.
  public static func head(_ status: Int, headers: [(String, String)] = [], length: Int?) -> [UInt8] {
    var text = "HTTP/1.1 \(status) \(reasons[status] ?? "Other")\r\n"
    for (name, value) in headers { text += "\(name): \(value)\r\n" }
    if let length { text += "Content-Length: \(length)\r\n" }
    text += "\r\n"
    return text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }

  private static let reasons = [
    200: "OK", 301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified", 307: "Temporary Redirect",
    308: "Permanent Redirect", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 410: "Gone",
    429: "Too Many Requests", 500: "Internal Server Error", 503: "Service Unavailable",
  ]
}

// MARK: Well-behaved answers

extension Answer {
  /// A feed's document with its validators.
  public static func feed(
    _ body: [UInt8], etag: String? = nil, lastModified: String? = nil, contentType: String = "application/rss+xml",
    headers: [(String, String)] = []
  ) -> Answer {
    var all = [("Content-Type", contentType)] + headers
    if let etag { all.append(("ETag", etag)) }
    if let lastModified { all.append(("Last-Modified", lastModified)) }
    return Answer(200, headers: all, body: body)
  }

  /// The feed, or 304 for a request that holds its `etag`.
  public static func conditional(_ request: ReceivedRequest, body: [UInt8], etag: String) -> Answer {
    request["if-none-match"] == etag ? .notModified(etag: etag) : .feed(body, etag: etag)
  }

  public static func notModified(etag: String? = nil, headers: [(String, String)] = []) -> Answer {
    Answer(304, headers: headers + (etag.map { [("ETag", $0)] } ?? []))
  }

  public static func redirect(_ status: Int = 302, to location: String) -> Answer {
    Answer(status, headers: [("Location", location)], text: "moved")
  }

  /// 429 or 503. `retryAfter` is sent as it is: seconds or a date.
  public static func busy(_ status: Int = 503, retryAfter: String? = nil) -> Answer {
    Answer(status, headers: retryAfter.map { [("Retry-After", $0)] } ?? [], text: "later")
  }

  public static let gone = Answer(410, text: "gone")
  public static let notFound = Answer(404, text: "nothing here")

  /// A page where a feed was expected.
  public static let loginPage = Answer(
    200, headers: [("Content-Type", "text/html; charset=utf-8")],
    text: "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action=\"/login\"></form></body></html>")

  /// `body` compressed.
  public static func gzipped(_ body: [UInt8]) -> Answer {
    Answer(200, headers: [("Content-Encoding", "gzip")], body: Gzip.stored(body))
  }

  /// `pieces` in chunks (RFC 9112 §7.1).
  public static func chunked(_ pieces: [[UInt8]], headers: [(String, String)] = []) -> Answer {
    var bytes = head(200, headers: [("Transfer-Encoding", "chunked")] + headers, length: nil)
    for piece in pieces where !piece.isEmpty { bytes += chunk(piece) }
    return Answer(steps: [.send(bytes + Array("0\r\n\r\n".utf8))])
  }

  static func chunk(_ bytes: [UInt8]) -> [UInt8] {
    Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + [0x0D, 0x0A]
  }
}
