/// How transfers behave. Read once when `Transfers` is made, and again by `Transfers.update`.
public struct TransferSettings: Hashable, Sendable {
  /// Sent as `User-Agent`; a name, a version and a way to reach someone (RFC 9110 §10.1.5). One line.
  public var userAgent: String
  /// Seconds for a whole transfer, redirects and the wait for the server included.
  public var timeout: Double
  /// Seconds until a connection stands, the look-up of the name included; never longer than `timeout`.
  public var connectTimeout: Double
  /// Seconds from the start of a request to the first byte of its answer; never longer than `timeout`.
  public var firstByteTimeout: Double
  /// A transfer slower than this many bytes a second for `slowSeconds` is given up.
  public var lowestSpeed: Int
  /// See `lowestSpeed`; whole seconds, at least one.
  public var slowSeconds: Int
  /// Largest body, in bytes after decompression.
  public var maxBody: Int
  /// Largest header of one answer, in bytes.
  public var maxHeader: Int
  /// Redirects followed before a transfer is given up.
  public var maxRedirects: Int
  /// Lets transfers reach loopback, private and otherwise special addresses.
  public var allowPrivateAddresses: Bool
  /// A proxy's address; `nil` for none. The environment's proxies are never used.
  public var proxy: String?
  /// File of the certificates (PEM) that are trusted in place of the system's; `nil` for the system's.
  public var authorities: String?
  /// Transfers at a time; others wait in order.
  public var maxTransfers: Int
  /// Name look-ups at a time: each is a thread of libcurl's.
  public var maxLookups: Int
  /// Bytes of bodies in memory at a time, those already handed out and still held included;
  /// at least one transfer always goes on, so `maxBody` is the floor.
  public var inFlightBytes: Int

  public init(
    userAgent: String = "attache (feed reader)", timeout: Double = 30, connectTimeout: Double = 15,
    firstByteTimeout: Double = 25, lowestSpeed: Int = 10, slowSeconds: Int = 15, maxBody: Int = 8 << 20,
    maxHeader: Int = 64 << 10, maxRedirects: Int = 5, allowPrivateAddresses: Bool = false, proxy: String? = nil,
    authorities: String? = nil, maxTransfers: Int = 64, maxLookups: Int = 32, inFlightBytes: Int = 64 << 20
  ) {
    self.userAgent = userAgent
    self.timeout = timeout
    self.connectTimeout = connectTimeout
    self.firstByteTimeout = firstByteTimeout
    self.lowestSpeed = lowestSpeed
    self.slowSeconds = slowSeconds
    self.maxBody = maxBody
    self.maxHeader = maxHeader
    self.maxRedirects = maxRedirects
    self.allowPrivateAddresses = allowPrivateAddresses
    self.proxy = proxy
    self.authorities = authorities
    self.maxTransfers = maxTransfers
    self.maxLookups = maxLookups
    self.inFlightBytes = inFlightBytes
  }
}
