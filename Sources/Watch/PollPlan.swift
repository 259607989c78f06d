internal import Feeds
internal import HTTP
internal import News
internal import Store

/// How a poll ended, as far as the plan of the next one goes.
indirect enum PollResult: Sendable {
  /// A body was read to its end.
  case read(
    newItems: Int, shown: ShownItems, hints: PollingHints, bodyHash: UInt64, isTruncated: Bool, Response)
  /// A 200 whose body is the one that was read last.
  case unchanged(Response)
  case notModified(Response)
  /// An answer with which nothing can be done, or none: the words for people, and the answer if there was one.
  case failed(String, Response?)

  /// It answered, and the body is the one that was read last.
  var foundNothing: Bool {
    switch self {
    case .unchanged, .notModified: true
    case .read, .failed: false
    }
  }

  /// Bytes of the answer's body as they came.
  var wireBytes: Int {
    switch self {
    case .read(_, _, _, _, _, let response), .unchanged(let response), .notModified(let response): response.wireBytes
    case .failed(_, let response): response?.wireBytes ?? 0
    }
  }
}

/// Decides what is remembered of a feed after a poll, and when to ask it again. Pure: the old state, the result, the
/// time and one random number in, the new state out.
struct PollPlan: Sendable {
  var settings: PollingSettings

  /// Validators that brought nothing but 304 for this long are let go: some servers answer 304 for ever.
  static let longestTrustIn304: Int64 = 8 * 86400
  /// A permanent redirect is taken over after pointing to the same address for this long: captive portals redirect too.
  static let redirectProof: Int64 = 3 * 86400
  /// How often a feed that is gone (410) is asked again.
  static let goneInterval: Int64 = 7 * 86400
  /// How long a 429 or 503 without `Retry-After` stops the host; doubles with each further one.
  static let unnamedHold: Int64 = 600

  /// - Parameter random: 0 ..< 1, for the jitter.
  func next(_ old: FeedState, _ feed: WatchedFeed, after result: PollResult, now: Timestamp, random: Double)
    -> FeedState
  {
    var state = old
    state.name = feed.source.name
    state.lastAttempt = now
    switch result {
    case .failed(let words, let response):
      fail(&state, feed, words, response, now, random)
      return state
    case .read(let newItems, let shown, let hints, let hash, let isTruncated, let response):
      state.hints = hints
      // A cut body vouches for nothing: the next request is unconditional.
      state.etag = isTruncated ? nil : response.etag
      state.lastModified = isTruncated ? nil : response.lastModified
      state.bodyHash = isTruncated ? nil : hash
      state.validatorsSince = nil
      if newItems > 0 { state.lastChange = now }
      state.itemsPerDay = average(old, newItems: newItems, now)
      FeedHabit.note(shown, in: &state, old: old)
      state.concern = FeedHabit.concern(state, shown: shown, old: old, now: now)
      succeed(&state, feed, response, now, random)
    case .unchanged(let response):
      state.etag = response.etag
      state.lastModified = response.lastModified
      state.validatorsSince = nil
      state.itemsPerDay = average(old, newItems: 0, now)
      state.concern = FeedHabit.concern(state, shown: nil, old: old, now: now)
      succeed(&state, feed, response, now, random)
    case .notModified(let response):
      // RFC 9110 §15.4.5: a 304 may bring new validators.
      state.etag = response.etag ?? old.etag
      state.lastModified = response.lastModified ?? old.lastModified
      let since = old.validatorsSince ?? now
      state.validatorsSince = since
      if now.seconds - since.seconds >= Self.longestTrustIn304 {
        state.etag = nil
        state.lastModified = nil
        state.validatorsSince = nil
      }
      state.itemsPerDay = average(old, newItems: 0, now)
      state.concern = FeedHabit.concern(state, shown: nil, old: old, now: now)
      succeed(&state, feed, response, now, random)
    }
    return state
  }

  // MARK: Success

  private func succeed(
    _ state: inout FeedState, _ feed: WatchedFeed, _ response: Response, _ now: Timestamp, _ random: Double
  ) {
    state.lastSuccess = now
    state.lastStatus = response.status
    state.failures = 0
    state.failingSince = nil
    state.lastError = nil
    state.heldUntil = nil
    learnRedirect(&state, response, now)
    let freshness = ServerHints.freshness(
      cacheControl: response.cacheControl, expires: response.expires, date: response.date, age: response.age, now: now)
    var (interval, reason) = interval(feed, state)
    state.intervalSeconds = Int(interval)
    if let freshness, freshness > interval {
      let clamped = min(freshness, max(settings.maxInterval, interval))
      if clamped > interval {
        interval = clamped
        reason = "the server asks for \(spelled(freshness)) (Cache-Control or Expires)"
      }
    }
    schedule(&state, in: interval, reason, now, random)
    skip(&state, now, random)
  }

  /// The interval before the server's headers count, and why.
  private func interval(_ feed: WatchedFeed, _ state: FeedState) -> (Int64, String) {
    if let written = feed.interval {
      let kept = settings.clamp(written)
      return (
        kept,
        kept == written
          ? "its interval of \(spelled(written))"
          : "its interval of \(spelled(written)) held to \(kept > written ? "min_interval" : "max_interval")"
      )
    }
    var (interval, reason) = adapted(state)
    if let ttl = state.hints.ttlMinutes, Int64(ttl) * 60 > interval {
      (interval, reason) = (Int64(ttl) * 60, "the feed's ttl of \(ttl) minutes")
    }
    if let period = state.hints.updatePeriodSeconds, Int64(period) > interval {
      (interval, reason) = (Int64(period), "the feed's sy:updatePeriod of \(spelled(Int64(period)))")
    }
    return (settings.clamp(interval), reason)
  }

  /// Where much is published, up to three times as often as the default; where little, up to twice as seldom.
  private func adapted(_ state: FeedState) -> (Int64, String) {
    let usual = settings.clamp(settings.interval)
    guard state.itemsPerDay > 0, state.lastChange != nil else { return (usual, "the default interval") }
    // Half the average gap between two items: what a reader would wait for on average is then a quarter of it.
    let half = Int64(43200 / max(state.itemsPerDay, 0.001))
    let adapted = settings.clamp(min(max(half, usual / 3), usual * 2))
    // Within a tenth it is the default.
    if abs(adapted - usual) * 10 <= usual { return (usual, "the default interval") }
    return (adapted, adapted < usual ? "it publishes often" : "it publishes seldom")
  }

  /// The items a day at which the adapted interval is the default one.
  private var neutralRate: Double { 43200 / Double(settings.clamp(settings.interval)) }

  /// New items a day, as an average that forgets with a time constant of three days.
  private func average(_ old: FeedState, newItems: Int, _ now: Timestamp) -> Double {
    // The first poll brings a backlog of unknown age, which says nothing: a feed begins at the rate for which the
    // default interval is right, and only days of another one move it away.
    guard let last = old.lastSuccess else { return neutralRate }
    guard now > last else { return old.itemsPerDay }
    let days = Double(now.milliseconds - last.milliseconds) / 86_400_000
    let weight = min(1, days / 3)
    return old.itemsPerDay * (1 - weight) + Double(newItems) / max(days, 1e-6) * weight
  }

  /// Moves the due time out of the hours and days that the feed says it sleeps (RSS 2.0 skipHours and skipDays, GMT),
  /// at most `max_interval` ahead. Not at the first second of the hour in which it wakes, when all others come.
  private func skip(_ state: inout FeedState, _ now: Timestamp, _ random: Double) {
    let hints = state.hints
    guard !hints.skipHours.isEmpty || !hints.skipDays.isEmpty else { return }
    let latest = now.adding(seconds: max(settings.maxInterval, state.nextDue.seconds - now.seconds))
    var due = state.nextDue
    while due < latest {
      let hour = Int((due.seconds - Int64(due.day.daysSinceEpoch) * 86400) / 3600)
      guard hints.skipHours.contains(hour) || hints.skipDays.contains(due.day.weekday) else { break }
      due = Timestamp(day: due.day, secondOfDay: (hour + 1) * 3600 + 5 + Int(random * 50))
    }
    due = min(due, latest)
    if due > state.nextDue {
      state.nextDue = due
      state.dueReason = "the feed's skipHours or skipDays"
    }
  }

  private func learnRedirect(_ state: inout FeedState, _ response: Response, _ now: Timestamp) {
    guard let target = response.permanentAddress else {
      state.redirectTarget = nil
      state.redirectSince = nil
      return
    }
    guard state.redirectTarget == target, let since = state.redirectSince else {
      state.redirectTarget = target
      state.redirectSince = now
      return
    }
    if now.seconds - since.seconds >= Self.redirectProof {
      // The validators come from the answers of that very address: they stay.
      state.learnedURL = target
      state.redirectTarget = nil
      state.redirectSince = nil
    }
  }

  // MARK: Failure

  private func fail(
    _ state: inout FeedState, _ feed: WatchedFeed, _ words: String, _ response: Response?, _ now: Timestamp,
    _ random: Double
  ) {
    state.failures += 1
    state.failingSince = state.failingSince ?? now
    state.lastError = words
    state.lastStatus = response?.status
    if state.failures >= 3, state.learnedURL != nil {
      // The address that a redirect taught may be the broken one: the configured one is asked again.
      state.learnedURL = nil
      state.etag = nil
      state.lastModified = nil
    }
    switch response?.status {
    case 429, 503:
      let named = ServerHints.retryAfter(response?.retryAfter, now: now)
      let doubled = Self.unnamedHold << Int64(min(state.failures - 1, 10))
      let wait = max(1, named ?? min(doubled, ServerHints.longestRetryAfter))
      state.heldUntil = now.adding(seconds: wait)
      schedule(
        &state, in: wait, named == nil ? "the server is busy" : "the server asked to wait (Retry-After)", now, random)
    case 410:
      schedule(&state, in: Self.goneInterval, "the server says that the feed is gone for good", now, random)
    case 404:
      // A feed that is not there is asked four times as seldom from the start.
      schedule(&state, in: backoff(feed, state.failures + 2), "not found; asked less and less often", now, random)
    default:
      schedule(
        &state, in: backoff(feed, state.failures), "failure \(state.failures) in a row; asked less and less often", now,
        random)
    }
  }

  /// The interval, doubled with each failure in a row, capped by `max_interval`; it never ends.
  private func backoff(_ feed: WatchedFeed, _ failures: Int) -> Int64 {
    let start = settings.clamp(feed.interval ?? settings.interval)
    return min(start << Int64(min(max(0, failures - 1), 24)), max(settings.maxInterval, start))
  }

  // MARK: Due times

  /// Adds a jitter of up to a tenth (at most three seconds, so that a written interval is kept for all purposes), and
  /// keeps off the full minute, at which everybody else polls.
  private func schedule(
    _ state: inout FeedState, in interval: Int64, _ reason: String, _ now: Timestamp, _ random: Double
  ) {
    let spread = min(Double(interval) * 100, 3000)
    var due = Timestamp(milliseconds: now.milliseconds + interval * 1000 + Int64(spread * random))
    if interval >= 60 {
      let second = due.seconds % 60
      if second == 59 || second == 0 { due.milliseconds += 2000 + Int64(2000 * random) }
    }
    state.nextDue = due
    // Most often the same again: the old text stays, and is held once by all who came by it together.
    if state.dueReason != reason { state.dueReason = reason }
  }

  private func spelled(_ seconds: Int64) -> String {
    if seconds % 3600 == 0, seconds > 0 { return "\(seconds / 3600)h" }
    return seconds % 60 == 0 && seconds > 0 ? "\(seconds / 60)m" : "\(seconds)s"
  }
}
