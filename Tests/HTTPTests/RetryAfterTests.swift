import HTTP
import Testing

@Suite struct HTTPDateTests {
  @Test(arguments: [
    "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    "Sun, 6 Nov 1994 08:49:37 UTC", "sun, 06 nov 1994 08:49:37 gmt", "06 Nov 1994 13:49:37 +0500",
  ])
  func theThreeFormsOfTheStandardAndWhatServersMakeOfThemAreRead(text: String) {
    #expect(HTTPDate.seconds(text) == 784_111_777)
  }

  @Test(arguments: [
    "", "0", "-1", "now", "Sun, 06 Nov 1994", "06 Nov 1994 25:00:00 GMT", "32 Nov 1994 08:49:37 GMT",
    "06 Foo 1994 08:49:37 GMT", "31 Feb 1994 08:49:37 GMT", "29 Feb 1900 08:49:37 GMT", "06 Nov 1994 08:49 GMT",
    "1 2 3 4 5 6",
    String(repeating: "Nov ", count: 50),
  ])
  func whatIsNoDateIsRefused(text: String) { #expect(HTTPDate.seconds(text) == nil) }
}

@Suite struct RetryAfterTests {
  /// Sun, 06 Nov 1994 08:49:37 GMT.
  let now: Int64 = 784_111_777

  @Test(
    arguments: [
      ("0", 0), ("120", 120), (" 7 ", 7), ("86401", 86_400), ("99999999999999999999", 86_400),
      ("Sun, 06 Nov 1994 08:49:38 GMT", 1), ("Sun, 06 Nov 1994 08:49:36 GMT", 0),
      ("Thu, 29 Feb 1996 00:00:00 GMT", 86_400), ("-1", nil), ("", nil), ("soon", nil), ("1.5", nil),
      ("Sun, 31 Feb 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 1994 25:49:37 GMT", nil),
    ] as [(String, Int64?)])
  func isSecondsOrADateAndNeverBeyondTheLongest(field: String, expected: Int64?) {
    #expect(RetryAfter.seconds(field, now: now, longest: 86_400) == expected)
  }

  /// Every day from 1970 to 2100, against a count of days.
  @Test func datesAreReadForEveryDayOfTheCalendar() {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    var day: Int64 = 0
    for year in 1970...2100 {
      for month in 1...12 {
        let isLeap = year % 4 == 0 && year != 2100
        let length = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
        for number in 1...length {
          #expect(HTTPDate.seconds("Mon, \(number) \(names[month - 1]) \(year) 00:00:01 GMT") == day * 86400 + 1)
          day += 1
        }
      }
    }
  }
}
