internal import HTTP
internal import News

/// What a server's header fields say of when to come again. Pure: text and the time of the answer in, seconds out.
enum ServerHints {
  /// A server that names a longer wait is not believed: 24 hours.
  static let longestRetryAfter: Int64 = 86400

  /// Seconds to wait by `Retry-After` (RFC 9110 §10.2.3), which is a number of seconds or a date; at most 24 hours.
  /// `nil` where it is absent or unreadable.
  static func retryAfter(_ field: String?, now: Timestamp) -> Int64? {
    RetryAfter.seconds(field, now: now.seconds, longest: longestRetryAfter)
  }

  /// How long the answer stays fresh (RFC 9111 §4.2.1): `max-age`, else `Expires` less `Date`, both less `Age`.
  /// `nil` where the server says nothing, or forbids storing.
  static func freshness(
    cacheControl: String?, expires: String?, date: String?, age: String?, now: Timestamp
  ) -> Int64? {
    let old = age.flatMap { RetryAfter.deltaSeconds($0) } ?? 0
    for part in (cacheControl ?? "").split(separator: ",") {
      let directive = part.drop { $0 == " " || $0 == "\t" }.lowercased()
      if directive.hasPrefix("no-cache") || directive.hasPrefix("no-store") { return nil }
      if directive.hasPrefix("max-age="), let seconds = RetryAfter.deltaSeconds(directive.dropFirst(8)) {
        return max(0, seconds - old)
      }
    }
    guard let expires, let end = HTTPDate.seconds(expires) else { return nil }
    let start = date.flatMap(HTTPDate.seconds) ?? now.seconds
    return max(0, end - start - old)
  }
}
