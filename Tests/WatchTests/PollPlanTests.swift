import HTTP
import News
import Store
import Testing

@testable import Watch

@Suite struct PollPlanTests {
  let now = Timestamp(rfc3339: "2026-11-22T06:00:20Z")!
  let plan = PollPlan(settings: PollingSettings())

  private func feed(_ interval: Int64? = nil) -> WatchedFeed {
    WatchedFeed(source: Source(name: "Ledger", url: "http://ledger.example/feed"), interval: interval)
  }

  private func fresh() -> FeedState { FeedState(url: "http://ledger.example/feed", name: "Ledger", nextDue: now) }

  private func read(
    _ response: Response, newItems: Int = 1, hints: PollingHints = PollingHints(), truncated: Bool = false
  ) -> PollResult {
    .read(
      newItems: newItems, shown: ShownItems(count: 1, dated: 1, latestNews: now), hints: hints, bodyHash: 7,
      isTruncated: truncated, response)
  }

  private func answer(_ status: Int = 200) -> Response {
    Response(status: status, finalURL: "http://ledger.example/feed", etag: "\"a\"", lastModified: "yesterday-ish")
  }

  private func wait(_ state: FeedState) -> Int64 { state.nextDue.seconds - now.seconds }

  // MARK: Validators

  @Test func validatorsAreKeptAsSentAndAThreeOhFourMayBringNewOnes() {
    var state = plan.next(fresh(), feed(), after: read(answer()), now: now, random: 0)
    #expect(state.etag == "\"a\"")
    #expect(state.lastModified == "yesterday-ish")
    #expect(state.bodyHash == 7)
    var unchanged = Response(status: 304, finalURL: "http://ledger.example/feed")
    state = plan.next(state, feed(), after: .notModified(unchanged), now: now, random: 0)
    #expect(state.etag == "\"a\"")
    unchanged.etag = "W/\"b\""
    state = plan.next(state, feed(), after: .notModified(unchanged), now: now, random: 0)
    #expect(state.etag == "W/\"b\"")
    #expect(state.lastModified == "yesterday-ish")
  }

  @Test func anAnswerWithoutValidatorsTakesTheOldOnesAway() {
    let state = plan.next(fresh(), feed(), after: read(answer()), now: now, random: 0)
    let bare = Response(status: 200, finalURL: "http://ledger.example/feed")
    #expect(plan.next(state, feed(), after: read(bare), now: now, random: 0).etag == nil)
  }

  @Test func aCutBodyVouchesForNothing() {
    let state = plan.next(fresh(), feed(), after: read(answer(), truncated: true), now: now, random: 0)
    #expect(state.etag == nil)
    #expect(state.lastModified == nil)
    #expect(state.bodyHash == nil)
  }

  @Test func eightDaysOfNothingButThreeOhFourLetTheValidatorsGo() {
    var state = plan.next(fresh(), feed(), after: read(answer()), now: now, random: 0)
    let unchanged = PollResult.notModified(Response(status: 304, finalURL: "http://ledger.example/feed"))
    for day in 0..<8 {
      state = plan.next(state, feed(), after: unchanged, now: now.adding(seconds: Int64(day) * 86400), random: 0)
      #expect(state.etag != nil)
    }
    state = plan.next(state, feed(), after: unchanged, now: now.adding(seconds: 8 * 86400), random: 0)
    #expect(state.etag == nil)
  }

  @Test func aFailureKeepsTheValidators() {
    let state = plan.next(fresh(), feed(), after: read(answer()), now: now, random: 0)
    #expect(plan.next(state, feed(), after: .failed("refused", nil), now: now, random: 0).etag == "\"a\"")
  }

  // MARK: When

  @Test func aWrittenIntervalIsKeptWhateverTheFeedHints() {
    let hints = PollingHints(ttlMinutes: 240, updatePeriodSeconds: 86400)
    let state = plan.next(fresh(), feed(300), after: read(answer(), hints: hints), now: now, random: 0)
    #expect(wait(state) == 300)
    #expect(state.dueReason == "its interval of 5m")
  }

  @Test func theServersHeadersLengthenAWrittenIntervalInsideTheLimits() {
    var response = answer()
    response.cacheControl = "max-age=1200"
    #expect(wait(plan.next(fresh(), feed(300), after: read(response), now: now, random: 0)) == 1200)
    response.cacheControl = "max-age=10"
    #expect(wait(plan.next(fresh(), feed(300), after: read(response), now: now, random: 0)) == 300)
    response.cacheControl = "max-age=31536000"
    #expect(wait(plan.next(fresh(), feed(300), after: read(response), now: now, random: 0)) == 21600)
  }

  @Test func hintsLengthenTheDefaultInterval() {
    let ttl = plan.next(
      fresh(), feed(), after: read(answer(), hints: PollingHints(ttlMinutes: 60)), now: now, random: 0)
    #expect(wait(ttl) == 3600)
    #expect(ttl.dueReason.contains("ttl"))
    let long = PollingHints(ttlMinutes: 1_000_000)
    #expect(wait(plan.next(fresh(), feed(), after: read(answer(), hints: long), now: now, random: 0)) == 21600)
    let period = PollingHints(updatePeriodSeconds: 7200)
    #expect(wait(plan.next(fresh(), feed(), after: read(answer(), hints: period), now: now, random: 0)) == 7200)
  }

  @Test func pollingAdaptsBetweenAThirdAndTwiceTheDefault() {
    var busy = plan.next(fresh(), feed(), after: read(answer()), now: now, random: 0)
    var time = now
    for _ in 0..<200 {
      time = time.adding(seconds: 900)
      busy = plan.next(busy, feed(), after: read(answer(), newItems: 5), now: time, random: 0)
    }
    #expect(busy.nextDue.seconds - time.seconds == 300)
    var quiet = busy
    for _ in 0..<100 {
      time = time.adding(seconds: 21600)
      quiet = plan.next(quiet, feed(), after: .notModified(answer(304)), now: time, random: 0)
    }
    #expect(quiet.nextDue.seconds - time.seconds == 1800)
  }

  @Test func theJitterOnlyAddsAndIsSmall() {
    for step in 0..<100 {
      let random = Double(step) / 100
      for interval in [1, 10, 60, 300, 3600] as [Int64] {
        var settings = PollingSettings()
        settings.minInterval = 1
        let state = PollPlan(settings: settings).next(
          fresh(), feed(interval), after: read(answer()), now: now, random: random)
        let milliseconds = state.nextDue.milliseconds - now.milliseconds
        #expect(milliseconds >= interval * 1000)
        #expect(milliseconds <= interval * 1000 + min(interval * 100, 3000) + 4000)
        if interval >= 60 { #expect(![0, 59].contains(state.nextDue.seconds % 60), "the full minute is everybody's") }
      }
    }
  }

  @Test func skipHoursAndSkipDaysAreKeptInsideTheLongestInterval() {
    let asleep = PollingHints(skipHours: [6, 7])
    let state = plan.next(fresh(), feed(300), after: read(answer(), hints: asleep), now: now, random: 0)
    #expect(state.nextDue == Timestamp(rfc3339: "2026-11-22T08:00:05Z"))
    #expect(state.dueReason.contains("skipHours"))
    let closed = PollingHints(skipDays: [6])
    let sunday = plan.next(fresh(), feed(300), after: read(answer(), hints: closed), now: now, random: 0)
    #expect(wait(sunday) == 21600, "max_interval holds")
    let always = PollingHints(skipHours: Set(0...23))
    #expect(wait(plan.next(fresh(), feed(300), after: read(answer(), hints: always), now: now, random: 0)) == 21600)
  }

  // MARK: Failures

  @Test func failuresBackOffWithoutEndAndNeverBeyondTheLongestInterval() {
    var state = fresh()
    var waits: [Int64] = []
    for _ in 0..<40 {
      state = plan.next(state, feed(300), after: .failed("refused", nil), now: now, random: 0)
      waits.append(wait(state))
    }
    #expect(waits.prefix(4) == [300, 600, 1200, 2400])
    #expect(waits.last == 21600)
    #expect(state.failures == 40)
    #expect(state.failingSince == now)
    let well = plan.next(state, feed(300), after: read(answer()), now: now, random: 0)
    #expect(well.failures == 0)
    #expect(well.lastError == nil)
    #expect(wait(well) == 300)
  }

  @Test func retryAfterHoldsAndWithoutItTenMinutesDoubling() {
    var busy = answer(429)
    busy.retryAfter = "90"
    var state = plan.next(fresh(), feed(300), after: .failed("busy", busy), now: now, random: 0)
    #expect(wait(state) == 90)
    #expect(state.heldUntil == state.nextDue)
    busy.retryAfter = nil
    state = fresh()
    var waits: [Int64] = []
    for _ in 0..<12 {
      state = plan.next(state, feed(300), after: .failed("busy", busy), now: now, random: 0)
      waits.append(wait(state))
    }
    #expect(waits.prefix(3) == [600, 1200, 2400])
    #expect(waits.last == 86400)
  }

  @Test func aFeedThatIsGoneIsAskedOnceAWeekAndOneNotFoundMoreSeldom() {
    #expect(wait(plan.next(fresh(), feed(300), after: .failed("gone", answer(410)), now: now, random: 0)) == 604_800)
    #expect(wait(plan.next(fresh(), feed(300), after: .failed("gone", answer(404)), now: now, random: 0)) == 1200)
  }

  // MARK: Redirects

  @Test func aPermanentRedirectIsTakenOverAfterThreeDaysOfTheSameTarget() {
    var moved = answer()
    moved.redirects = [Response.Redirect(status: 301, url: "http://new.example/feed")]
    var state = plan.next(fresh(), feed(), after: read(moved), now: now, random: 0)
    #expect(state.learnedURL == nil)
    state = plan.next(state, feed(), after: read(moved), now: now.adding(seconds: 2 * 86400), random: 0)
    #expect(state.learnedURL == nil)
    state = plan.next(state, feed(), after: read(moved), now: now.adding(seconds: 3 * 86400), random: 0)
    #expect(state.learnedURL == "http://new.example/feed")
  }

  @Test func aRedirectThatChangesItsMindProvesNothing() {
    var moved = answer()
    moved.redirects = [Response.Redirect(status: 301, url: "http://portal.example/1")]
    var state = plan.next(fresh(), feed(), after: read(moved), now: now, random: 0)
    moved.redirects = [Response.Redirect(status: 301, url: "http://portal.example/2")]
    state = plan.next(state, feed(), after: read(moved), now: now.adding(seconds: 4 * 86400), random: 0)
    #expect(state.learnedURL == nil)
    state = plan.next(state, feed(), after: read(answer()), now: now.adding(seconds: 5 * 86400), random: 0)
    #expect(state.redirectTarget == nil)
  }

  @Test func aLearntAddressThatFailsIsGivenUpForTheConfiguredOne() {
    var state = fresh()
    state.learnedURL = "http://new.example/feed"
    for _ in 0..<3 { state = plan.next(state, feed(), after: .failed("refused", nil), now: now, random: 0) }
    #expect(state.learnedURL == nil)
  }
}
