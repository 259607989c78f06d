/// Where a redirect may lead.
enum RedirectRule {
  /// The statuses that carry a new address to be asked by GET (RFC 9110 §15.4). 300 and 304 do not.
  static func isRedirect(_ status: Int) -> Bool {
    switch status {
    case 301, 302, 303, 307, 308: true
    default: false
    }
  }

  /// The next address, or why there is none.
  ///
  /// - Parameters:
  ///   - location: the `Location` header, as sent
  ///   - origin: the address that answered with the redirect
  static func follow(_ location: String, from origin: WebAddress) throws(TransferFailure) -> WebAddress {
    var next: WebAddress
    do {
      next = try WebAddress(location: location, base: origin)
    } catch {
      throw .redirectRefused(refusal(of: location))
    }
    // What was asked for secretly is not asked for in the open.
    if origin.isSecure, !next.isSecure { throw .redirectRefused(.downgrade(host: next.host)) }
    // A stranger's redirect does not choose the name under which we log in elsewhere.
    if next.hasCredentials, !next.hasSameOrigin(as: origin) { next = try WebAddress(next.withoutCredentials) }
    return next
  }

  /// Tells a foreign scheme from rubbish.
  private static func refusal(of target: String) -> TransferFailure.RedirectRefusal {
    let scheme = target.prefix { $0 != ":" }
    let isScheme =
      scheme.utf8.count < target.utf8.count && scheme.utf8.count <= 20
      && scheme.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2D
          || byte == 0x2E
      }
    let lowered = scheme.lowercased()
    return isScheme && !scheme.isEmpty && lowered != "http" && lowered != "https" ? .scheme(lowered) : .unreadable
  }
}

extension Transfer.Job {
  /// Moves on to where `location` leads.
  mutating func redirect(to location: String, status: Int, limit: Int) throws(TransferFailure) {
    guard redirects.count < limit else { throw .tooManyRedirects(limit: limit) }
    let next = try RedirectRule.follow(location, from: address)
    visited.insert(address.text)
    // The same question again, without cookies, has the same answer.
    guard !visited.contains(next.text) else { throw .redirectLoop }
    redirects.append(Response.Redirect(status: status, url: next.text))
    address = next
  }
}
