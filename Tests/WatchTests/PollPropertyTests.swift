import HTTP
import News
import SeededRandom
import Store
import Testing

@testable import Watch

/// What holds of every plan, whatever servers answer and whenever.
@Suite struct PollPropertyTests {
  /// A server's answer out of a hat: a status and header fields, sensible or not.
  private func answer(_ random: inout SeededRandom) -> Response {
    let fields: [String?] = [
      nil, "", "0", "-1", "7", "900", "86400", "99999999999999999999", "soon", "Wed, 21 Oct 2026 07:28:00 GMT",
      "Fri, 31 Dec 9999 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "max-age=60", "max-age=31536000",
      "no-store, max-age=7", "max-age=abc",
    ]
    func field() -> String? { fields.randomElement(using: &random) ?? nil }
    var response = Response(
      status: [200, 304, 301, 401, 403, 404, 410, 429, 500, 503].randomElement(using: &random) ?? 200,
      finalURL: "http://ledger.example/feed",
      etag: [nil, "\"a\"", "W/\"b\"", "junk"].randomElement(using: &random) ?? nil,
      lastModified: field(), retryAfter: field(), cacheControl: field(), expires: field(), date: field(), age: field())
    if Bool.random(using: &random) {
      response.redirects = [
        Response.Redirect(status: 301, url: "http://new.example/\(Int.random(in: 0...1, using: &random))")
      ]
    }
    return response
  }

  private func result(_ response: Response, _ random: inout SeededRandom, _ now: Timestamp) -> PollResult {
    switch response.status {
    case 304: return .notModified(response)
    case 200 where Bool.random(using: &random): return .unchanged(response)
    case 200:
      let hints = PollingHints(
        ttlMinutes: [nil, 0, 5, 60, 1 << 40].randomElement(using: &random) ?? nil,
        skipHours: Set((0..<24).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }),
        skipDays: Set((0..<7).filter { _ in Int.random(in: 0..<6, using: &random) == 0 }),
        updatePeriodSeconds: [nil, 0, 1800, 1 << 40].randomElement(using: &random) ?? nil)
      return .read(
        newItems: Int.random(in: 0...40, using: &random), shown: ShownItems(count: 40, dated: 40, latestNews: now),
        hints: hints, bodyHash: random.next(), isTruncated: Int.random(in: 0..<8, using: &random) == 0, response)
    default: return .failed("words", Bool.random(using: &random) ? response : nil)
    }
  }

  @Test(arguments: 0..<60)
  func everyPlanIsWithinItsBounds(seed: UInt64) {
    var random = SeededRandom(seed: seed &* 0x9E37_79B9_7F4A_7C15 &+ 11)
    var settings = PollingSettings()
    settings.minInterval = Int64.random(in: 1...120, using: &random)
    settings.maxInterval = settings.minInterval + Int64.random(in: 0...40_000, using: &random)
    settings.interval = Int64.random(in: 1...40_000, using: &random)
    let plan = PollPlan(settings: settings)
    let written = Bool.random(using: &random) ? Int64.random(in: 1...50_000, using: &random) : nil
    let feed = WatchedFeed(source: Source(name: "L", url: "http://ledger.example/feed"), interval: written)
    var now = Timestamp(rfc3339: "2026-11-22T06:00:20Z")!
    var state = FeedState(url: feed.source.url, name: "L", nextDue: now)
    var sent: Set<String?> = [nil]
    for _ in 0..<300 {
      let response = answer(&random)
      let old = state
      let result = result(response, &random, now)
      state = plan.next(old, feed, after: result, now: now, random: Double.random(in: 0..<1, using: &random))
      let wait = state.nextDue.milliseconds - now.milliseconds

      #expect(wait >= 1000, "never at once")
      let longest = max(settings.maxInterval, PollPlan.goneInterval, ServerHints.longestRetryAfter)
      #expect(wait <= longest * 1000 + 7000, "never out of sight")
      if case .failed = result {
      } else {
        #expect(wait >= settings.minInterval * 1000)
        #expect(wait <= max(settings.clamp(written ?? 1), settings.maxInterval) * 1000 + 7000)
        #expect(state.failures == 0 && state.lastError == nil && state.heldUntil == nil)
        if let written { #expect(wait >= settings.clamp(written) * 1000, "what is written is never shortened") }
      }
      if wait >= 60_000 { #expect(state.nextDue.seconds % 60 != 0 || !state.hintsAreNone, "not on the full minute") }
      #expect(!state.dueReason.isEmpty)

      // Validators: what the server sent, as it sent it, or none.
      sent.insert(response.etag)
      #expect(sent.contains(state.etag))
      if case .failed = result, state.learnedURL == old.learnedURL { #expect(state.etag == old.etag) }
      now = now.adding(seconds: Int64.random(in: 1...100_000, using: &random))
    }
  }

  @Test(arguments: [nil, 300, 3600] as [Int64?])
  func backOffNeverShrinksNeverEndsAndIsCapped(interval: Int64?) {
    let plan = PollPlan(settings: PollingSettings())
    let feed = WatchedFeed(source: Source(name: "L", url: "http://ledger.example/feed"), interval: interval)
    let now = Timestamp(rfc3339: "2026-11-22T06:00:20Z")!
    var state = FeedState(url: feed.source.url, name: "L", nextDue: now)
    var last: Int64 = 0
    for _ in 0..<10_000 {
      state = plan.next(state, feed, after: .failed("refused", nil), now: now, random: 0)
      let wait = state.nextDue.seconds - now.seconds
      #expect(wait >= last && wait <= 21_600)
      last = wait
    }
    #expect(last == 21_600)
  }

  /// A date at the full hour is when all that were told it come back.
  @Test func retryAfterAtTheFullHourIsNotMetOnTheDot() {
    let plan = PollPlan(settings: PollingSettings())
    let now = Timestamp(rfc3339: "2026-11-22T06:50:00Z")!
    let feed = WatchedFeed(source: Source(name: "L", url: "http://ledger.example/feed"), interval: 60)
    var busy = Response(status: 503, finalURL: "http://ledger.example/feed")
    busy.retryAfter = "Sun, 22 Nov 2026 07:00:00 GMT"
    for step in 0..<10 {
      let state = plan.next(
        FeedState(url: feed.source.url, name: "L", nextDue: now), feed, after: .failed("busy", busy), now: now,
        random: Double(step) / 10)
      #expect(state.heldUntil == Timestamp(rfc3339: "2026-11-22T07:00:00Z"))
      #expect(state.nextDue.seconds > 1_795_330_800 && state.nextDue.seconds < 1_795_330_810)
    }
  }
}

extension FeedState {
  /// The feed does not say when it sleeps: then its due time is the plan's alone.
  fileprivate var hintsAreNone: Bool { hints.skipHours.isEmpty && hints.skipDays.isEmpty }
}
