import News
import Testing

@testable import Watch

@Suite struct ServerHintsTests {
  let now = Timestamp(seconds: 1_800_000_000)

  @Test(arguments: [
    ("120", 120), ("0", 0), (" 7 ", 7), ("86401", 86400), ("99999999999999999999999", 86400),
    ("Fri, 15 Jan 2027 08:10:00 GMT", 600), ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
    ("Fri, 15 Jan 2100 08:10:00 GMT", 86400),
  ])
  func retryAfterIsSecondsOrADateAndAtMostADay(field: String, seconds: Int64) {
    #expect(ServerHints.retryAfter(field, now: now) == seconds)
  }

  @Test(arguments: [nil, "", "soon", "-5", "1.5"])
  func anUnreadableRetryAfterIsNone(field: String?) { #expect(ServerHints.retryAfter(field, now: now) == nil) }

  @Test(
    arguments: [
      ("max-age=600", nil, nil, nil, 600), ("public, Max-Age=600", nil, nil, "100", 500),
      ("max-age=\"60\"", nil, nil, nil, 60), ("max-age=60", nil, nil, "61", 0),
      ("no-cache, max-age=600", nil, nil, nil, nil),
      ("no-store", "Fri, 15 Jan 2027 09:00:00 GMT", nil, nil, nil),
      (nil, "Fri, 15 Jan 2027 08:10:00 GMT", nil, nil, 600),
      (nil, "Fri, 15 Jan 2027 08:10:00 GMT", "Fri, 15 Jan 2027 08:05:00 GMT", nil, 300), (nil, "0", nil, nil, nil),
      (nil, nil, nil, nil, nil), ("max-age=504911232000", nil, nil, nil, 2_147_483_648),
      ("max-age=-1", nil, nil, nil, nil),
    ] as [(String?, String?, String?, String?, Int64?)])
  func freshnessIsMaxAgeElseExpiresLessAge(
    cacheControl: String?, expires: String?, date: String?, age: String?, seconds: Int64?
  ) {
    #expect(
      ServerHints.freshness(cacheControl: cacheControl, expires: expires, date: date, age: age, now: now) == seconds)
  }
}
