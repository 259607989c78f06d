/// An answer, whatever its status. Header values are as sent, outer white space removed, each character standing
/// for one byte; `nil` where the server sent none, or sent one that could not be sent back (control characters).
public struct Response: Sendable {
  /// The last answer's, after all redirects.
  public var status: Int
  /// The address that answered: the request's, or the last redirect's.
  /// It may carry the user and password that the configuration wrote: see `withoutCredentials(_:)`.
  public var finalURL: String
  /// Each redirect followed, in order.
  public var redirects: [Redirect]
  /// Decoded, at most `TransferSettings.maxBody`; of an answer with a status from 400 up at most its first 64 KiB.
  public var body: [UInt8]
  /// Bytes of the body as they came, before decoding; of the last answer alone.
  public var wireBytes = 0
  public var contentType: String?
  public var etag: String?
  public var lastModified: String?
  /// Seconds or a date (RFC 9110 §10.2.3).
  public var retryAfter: String?
  /// All of its lines, joined by commas (RFC 9110 §5.3).
  public var cacheControl: String?
  public var expires: String?
  public var date: String?
  public var age: String?
  /// Where a redirect that was not followed points to, as sent.
  public var location: String?
  /// Gives the body's bytes back to the budget of `Transfers` when the last copy of the response goes.
  var loan: BodyLoan?

  public struct Redirect: Hashable, Sendable {
    /// 301, 302, 303, 307 or 308.
    public var status: Int
    /// Where it led to, absolute.
    public var url: String

    public init(status: Int, url: String) {
      self.status = status
      self.url = url
    }

    /// Whether the old address is to be given up for the new one (RFC 9110 §15.4.2, §15.4.9).
    public var isPermanent: Bool { status == 301 || status == 308 }
  }

  public init(
    status: Int, finalURL: String, redirects: [Redirect] = [], body: [UInt8] = [], contentType: String? = nil,
    etag: String? = nil, lastModified: String? = nil, retryAfter: String? = nil, cacheControl: String? = nil,
    expires: String? = nil, date: String? = nil, age: String? = nil, location: String? = nil
  ) {
    self.status = status
    self.finalURL = finalURL
    self.redirects = redirects
    self.body = body
    self.contentType = contentType
    self.etag = etag
    self.lastModified = lastModified
    self.retryAfter = retryAfter
    self.cacheControl = cacheControl
    self.expires = expires
    self.date = date
    self.age = age
    self.location = location
  }

  /// The same without its body, whose memory may go.
  public var withoutBody: Response {
    var response = self
    response.body = []
    response.loan = nil
    return response
  }

  /// Where the permanent redirects at the start of the chain led; `nil` when the first was temporary or there was none.
  /// A permanent redirect behind a temporary one says nothing about the address that was asked.
  public var permanentAddress: String? {
    redirects.prefix(while: \.isPermanent).last?.url
  }
}
