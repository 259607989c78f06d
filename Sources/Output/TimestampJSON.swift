internal import News

extension Timestamp {
  /// RFC 3339 for JSON; `nil` outside the years 0 to 9999, which RFC 3339 cannot say.
  var json: String? { (0...9999).contains(day.year) ? rfc3339 : nil }

  /// The same where a time must stand: the nearest that RFC 3339 can say.
  var nearestJSON: String {
    json ?? (milliseconds < 0 ? "0000-01-01T00:00:00Z" : "9999-12-31T23:59:59Z")
  }
}
