import News
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1), ("2000-02-29T12:00:00Z", 951_825_600),
    ("2026-11-22T06:00:00Z", 1_795_327_200), ("0001-01-01T00:00:00Z", -62_135_596_800),
  ])
  func rfc3339ReadsAndPrintsTheSameMoment(text: String, seconds: Int64) {
    #expect(Timestamp(rfc3339: text) == Timestamp(seconds: seconds))
    #expect(Timestamp(seconds: seconds).rfc3339 == text)
  }

  @Test func offsetsAndFractionsAreTakenIntoAccount() {
    #expect(
      Timestamp(rfc3339: "2026-11-22T11:00:00.250+05:00") == Timestamp(milliseconds: 1_795_327_200_250))
    #expect(Timestamp(rfc3339: "2026-11-21T22:30:00-07:30") == Timestamp(seconds: 1_795_327_200))
  }

  @Test func aBareDayIsNoon() {
    #expect(Timestamp(rfc3339: "2026-11-22")?.rfc3339 == "2026-11-22T12:00:00Z")
  }

  @Test(arguments: [
    "", "2026", "2026-13-01", "2026-02-30", "2026-11-22T06:00", "2026-11-22T24:00:00Z", "2026-11-22T06:00:00",
    "2026-11-22T06:00:00+05", "2026-11-22T06:00:00Zx", "two thousand", "2026-11-22T06:00:00.",
  ])
  func whatIsNoMomentIsRefused(text: String) { #expect(Timestamp(rfc3339: text) == nil) }

  @Test func everyDayOfFourCenturiesComesBack() throws {
    let first = try #require(CivilDay("1800-01-01"))
    let last = try #require(CivilDay("2200-12-31"))
    var weekday = first.weekday
    for days in first.daysSinceEpoch...last.daysSinceEpoch {
      let day = CivilDay(daysSinceEpoch: days)
      let (year, month, dayOfMonth) = day.components
      #expect(CivilDay(year: year, month: month, day: dayOfMonth) == day)
      #expect(day.weekday == weekday)
      weekday = (weekday + 1) % 7
    }
    #expect(CivilDay("2021-09-07")?.weekday == 1, "a Tuesday")
  }

  @Test func secondsRoundDownBeforeTheEpochToo() {
    #expect(Timestamp(milliseconds: -1).seconds == -1)
    #expect(Timestamp(milliseconds: -1).day.description == "1969-12-31")
    #expect(Timestamp(milliseconds: -86_400_000).day.description == "1969-12-31")
    #expect(Timestamp(milliseconds: 1999).seconds == 1)
  }
}
