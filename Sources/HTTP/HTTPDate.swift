/// Dates in HTTP header fields (RFC 9110 §5.6.7): the preferred form, the two obsolete ones, and the numeric zones that
/// servers send against the letter.
public enum HTTPDate {
  /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`.
  /// - Returns: seconds since 1970; `nil` for anything else, `0` and `-1` among it.
  public static func seconds(_ text: String) -> Int64? {
    guard text.utf8.count <= 64 else { return nil }
    var day: Int?
    var month: Int?
    var year: Int?
    var second: Int?
    var zone = 0
    for word in text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "-" || $0 == "\t" }) {
      if word.utf8.contains(0x3A) {
        guard second == nil, let time = timeOfDay(word) else { return nil }
        second = time
      } else if let number = Int(word), word.utf8.first != 0x2B {
        if day == nil, (1...31).contains(number), word.utf8.count <= 2 {
          day = number
        } else if year == nil, word.utf8.count == 4 || word.utf8.count == 2 {
          // RFC 9110: a two-digit year over 50 years ahead is of the past century. Read as 1970 to 2069.
          year = word.utf8.count == 4 ? number : number + (number < 70 ? 2000 : 1900)
        } else {
          return nil
        }
      } else if let index = months.firstIndex(of: word.prefix(3).lowercased()), month == nil {
        month = index + 1
      } else if word.utf8.first == 0x2B, word.utf8.count == 5, let offset = Int(word.dropFirst()) {
        zone = offset / 100 * 3600 + offset % 100 * 60
      }
    }
    guard let day, let month, let year, let second, let days = daysSince1970(year, month, day) else { return nil }
    return Int64(days * 86400 + second - zone)
  }

  /// In the Gregorian calendar; `nil` for a day that the month does not have.
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...9999).contains(year), (1...12).contains(month), (1...lengths[month - 1]).contains(day) else {
      return nil
    }
    let before = year - 1
    let years = before * 365 + before / 4 - before / 100 + before / 400
    return years + lengths[..<(month - 1)].reduce(0, +) + day - 1 - 719_162
  }

  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  private static func timeOfDay(_ word: Substring) -> Int? {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2],
      (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }
}
