/// Why a transfer brought no answer. Hashable, so that a run of the same failure can be told from a new one:
/// nothing in it varies from try to try.
public enum TransferFailure: Error, Hashable, Sendable {
  /// libcurl is not installed, or cannot be used.
  case noLibrary(reason: String)
  /// Not an absolute http or https address.
  case badAddress(reason: String)
  /// A header to send holds a control character or one that is no single byte.
  case badHeader(name: String)
  case nameNotFound(host: String)
  case refused(host: String)
  case unreachable(host: String)
  case timedOut(Wait, host: String)
  case tls(host: String, reason: String)
  case proxy(reason: String)
  /// The body is longer than `limit` bytes after decompression.
  case tooLarge(limit: Int)
  /// The header is longer than `limit` bytes.
  case headerTooLarge(limit: Int)
  case tooManyRedirects(limit: Int)
  /// A redirect led to an address that was already asked in the same chain.
  case redirectLoop
  case redirectRefused(RedirectRefusal)
  /// The name leads to an address outside the public network.
  case forbiddenAddress(host: String, address: String, reason: String)
  /// The connection ended before the answer did. Nothing of its body may be used.
  case cutOff(host: String)
  /// The answer's compression is unknown or broken.
  case encoding(host: String)
  /// What came was not HTTP, or broke its rules.
  case protocolError(host: String, reason: String)
  /// The task that waited was cancelled.
  case cancelled
  /// `Transfers.stop()` was called.
  case stopped

  /// What took too long.
  public enum Wait: Hashable, Sendable {
    case lookup, connect, firstByte, whole
    /// It moved, but below the lowest speed allowed.
    case tooSlow
  }

  public enum RedirectRefusal: Hashable, Sendable {
    /// Neither http nor https.
    case scheme(String)
    case downgrade(host: String)
    /// No address that can be read.
    case unreadable
  }
}

extension TransferFailure: CustomStringConvertible {
  /// One sentence for people, without a full stop, and without the credentials that an address may hold.
  public var description: String {
    switch self {
    case .noLibrary(let reason): "libcurl cannot be used: \(reason); install libcurl 7.85 or later (Debian: libcurl4)"
    case .badAddress(let reason): "the address cannot be used: \(reason)"
    case .badHeader(let name): "the header \(name) cannot be sent: it holds a control character or one beyond U+00FF"
    case .nameNotFound(let host): "the host \(host) was not found: check its spelling and this machine's name service"
    case .refused(let host): "\(host) refused the connection: its server may be down"
    case .unreachable(let host): "\(host) cannot be reached from this machine's network"
    case .timedOut(.lookup, let host): "looking up the host \(host) took too long"
    case .timedOut(.connect, let host): "connecting to \(host) took too long"
    case .timedOut(.firstByte, let host): "\(host) took the request and did not begin to answer in time"
    case .timedOut(.whole, let host): "the answer of \(host) was not complete in time"
    case .timedOut(.tooSlow, let host): "\(host) sends too slowly"
    case .tls(let host, let reason): "no secure connection to \(host): \(reason)"
    case .proxy(let reason): "the proxy cannot be used: \(reason)"
    case .tooLarge(let limit): "the answer is larger than \(limit) bytes after decompression (network.max_body)"
    case .headerTooLarge(let limit): "the answer's header is larger than \(limit) bytes"
    case .tooManyRedirects(let limit): "more than \(limit) redirects in a row"
    case .redirectLoop: "its redirects lead in a circle"
    case .redirectRefused(.scheme(let scheme)): "a redirect leads to \(scheme): only http and https are followed"
    case .redirectRefused(.downgrade(let host)): "a redirect leads from https to plain http at \(host): not followed"
    case .redirectRefused(.unreadable): "a redirect leads to something that is no address"
    case .forbiddenAddress(let host, let address, let reason):
      "\(host) leads to \(address) (\(reason)): not allowed without network.allow_private_addresses"
    case .cutOff(let host): "\(host) closed the connection before its answer was complete"
    case .encoding(let host): "the answer of \(host) is compressed in a way that cannot be read"
    case .protocolError(let host, let reason): "the answer of \(host) is not proper HTTP: \(reason)"
    case .cancelled: "the transfer was cancelled"
    case .stopped: "the transfer was ended because the program stops"
    }
  }
}
