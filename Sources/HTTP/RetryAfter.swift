/// `Retry-After` (RFC 9110 §10.2.3), which is a number of seconds or a date.
public enum RetryAfter {
  /// Seconds to wait from `now` on (seconds since 1970); never negative, and no more than `longest` however much is
  /// asked for. `nil` where the field is absent or unreadable.
  public static func seconds(_ field: String?, now: Int64, longest: Int64) -> Int64? {
    guard let field else { return nil }
    if let seconds = deltaSeconds(field) { return min(seconds, longest) }
    return HTTPDate.seconds(field).map { min(max(0, $0 - now), longest) }
  }

  /// A non-negative number of seconds, possibly quoted; one too large to hold counts as 2³¹ (RFC 9111 §1.2.2).
  public static func deltaSeconds(_ text: some StringProtocol) -> Int64? {
    let digits = text.utf8.filter { $0 != 0x22 && $0 != 0x20 && $0 != 0x09 }
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.count > 10 ? 1 << 31 : digits.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
  }
}
