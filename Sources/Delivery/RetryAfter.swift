internal import News

/// The Retry-After header (RFC 9110 §10.2.3).
enum RetryAfter {
  /// Milliseconds to wait: from seconds, or from an IMF-fixdate; `nil` for anything else. Never negative.
  static func milliseconds(_ text: String, now: Timestamp) -> Int64? {
    if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      guard let seconds = Int64(text) else { return RetryPlan.longestAsked }
      return min(seconds, RetryPlan.longestAsked / 1000) * 1000
    }
    guard let date = date(text) else { return nil }
    return max(0, date.milliseconds - now.milliseconds)
  }

  /// `Sun, 06 Nov 1994 08:49:37 GMT`; the other two forms are obsolete, and senders must not use them.
  private static func date(_ text: String) -> Timestamp? {
    let words = text.split(separator: " ")
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard words.count == 6, words[5] == "GMT", let month = months.firstIndex(of: String(words[2])),
      let day = Int(words[1]), let year = Int(words[3]), words[3].utf8.count == 4,
      let civil = CivilDay(year: year, month: month + 1, day: day)
    else { return nil }
    let clock = words[4].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]), (0...60).contains(clock[2]) else {
      return nil
    }
    return Timestamp(day: civil, secondOfDay: clock[0] * 3600 + clock[1] * 60 + clock[2])
  }
}
