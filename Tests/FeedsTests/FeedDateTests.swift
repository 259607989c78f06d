import Feeds
import News
import Testing

@Suite("Dates")
struct FeedDateTests {
  @Test("every day of four years comes back in every common spelling")
  func roundTrip() throws {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let first = try #require(CivilDay(year: 2023, month: 1, day: 1)).daysSinceEpoch
    for offset in 0..<4 * 366 {
      let day = CivilDay(daysSinceEpoch: first + offset)
      let (year, month, date) = day.components
      let wanted = Timestamp(day: day, secondOfDay: 6 * 3600 + 5 * 60 + 4)
      let twoDigits = date < 10 ? "0\(date)" : "\(date)"
      for text in [
        "\(day)T06:05:04Z", "\(day) 06:05:04", "Xxx, \(twoDigits) \(months[month - 1]) \(year) 06:05:04 GMT",
        "\(date) \(months[month - 1]) \(year) 11:05:04 +0500", "\(months[month - 1]) \(date), \(year) 6:05:04 AM",
      ] {
        #expect(FeedDate.read(text) == wanted, "\(text)")
      }
    }
  }

  @Test(
    "the quick way and the long way agree", arguments: ["Sun, 22 Nov 2026 06:00:00 +0530", "2026-11-22T06:00:00-08:00"])
  func twoWays(_ text: String) {
    #expect(FeedDate.read(text) != nil)
    #expect(FeedDate.read(text) == FeedDate.read(text + " "))
  }

  @Test(
    "nonsense is no date",
    arguments: [
      "", " ", "-", "today", "Sun", "Sunday", "12:00", "06:00:00 GMT", "Nov", "32 Nov 2026 06:00 GMT", "2026-02-30",
      "2026-11-22T06:61:00Z", "\u{FFFD}", "::::", "9999999999999999999999999", "2026-11-22T99:99:99+99:99",
      "Sun, 22 Nov 2026 06:00:00:00:00:00 +", "+0500", "T", "Mon, 31 Feb 2026 06:00:00 GMT",
    ])
  func nonsense(_ text: String) {
    if let date = FeedDate.read(text) {
      // What has a day and a year, and nonsense behind them, may keep those.
      #expect(date.day == CivilDay(year: 2026, month: 11, day: 22), "\(text)")
    }
  }
}
