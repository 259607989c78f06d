internal import News
internal import Store

/// What a body showed of its feed's habit. Pure.
struct ShownItems: Hashable, Sendable {
  var count: Int
  /// Those with a date of their own.
  var dated: Int
  /// The time of the latest of the new ones: its own, else now; `nil` where none is new.
  var latestNews: Timestamp?
  /// The longest wait between two of them, in seconds, by their own dates; `nil` where they are too few to tell.
  var longestGap: Int?

  init(count: Int, dated: Int, latestNews: Timestamp?, longestGap: Int? = nil) {
    self.count = count
    self.dated = dated
    self.latestNews = latestNews
    self.longestGap = longestGap
  }

  /// - Parameter seen: what each of `items` is to the store.
  init(_ items: [Item], _ seen: [SeenStatus], now: Timestamp) {
    var times: [Int64] = []
    times.reserveCapacity(items.count)
    var latest: Timestamp?
    for (item, status) in zip(items, seen) {
      if let time = item.time { times.append(min(time, now).seconds) }
      // What lies ahead, such as an announced date, is news of now.
      if status == .new { latest = max(latest ?? Timestamp(seconds: 0), min(item.time ?? now, now)) }
    }
    self.init(count: items.count, dated: times.count, latestNews: latest, longestGap: Self.longestGap(&times))
  }

  /// Of ten gaps and more the longest is left aside: a pinned item of years ago is no habit.
  private static func longestGap(_ times: inout [Int64]) -> Int? {
    guard times.count >= 4 else { return nil }
    times.sort()
    var gaps = zip(times, times.dropFirst()).map { Int($1 - $0) }
    gaps.sort()
    if gaps.count >= 10 { gaps.removeLast() }
    return gaps.last
  }
}

/// Whether a feed that answers is alive: it must not look calm when it is dead. Pure: what is remembered of the feed and
/// the time in, the concern out.
enum FeedHabit {
  /// A feed may be silent for this many times its longest wait so far.
  static let patience: Int64 = 3
  /// And for at least as long, in seconds: a weekend and a day of grace.
  static let shortestSilence: Int64 = 3 * 86400
  /// How long where its habit is not known.
  static let unknownHabit: Int64 = 30 * 86400
  static let longestSilence: Int64 = 400 * 86400

  /// Notes what a body showed. `old` is what was remembered before the poll.
  static func note(_ shown: ShownItems, in state: inout FeedState, old: FeedState) {
    state.shownItems = shown.count
    guard let latest = shown.latestNews else { return }
    if !old.isFirstPoll, let before = old.lastActivity, latest > before {
      let gap = Int(latest.seconds - before.seconds)
      state.longestGap = max(gap, faded(old.longestGap ?? shown.longestGap ?? 0, after: gap))
    } else if old.longestGap == nil {
      state.longestGap = shown.longestGap
    }
    state.lastActivity = max(old.lastActivity ?? latest, latest)
  }

  /// A long wait is forgotten by half in ninety days.
  private static func faded(_ gap: Int, after seconds: Int) -> Int {
    gap - min(gap / 2, Int(Double(gap) * Double(seconds) / Double(180 * 86400)))
  }

  /// How long the feed may be silent before it is remarked upon, in seconds.
  static func patience(with state: FeedState) -> Int64 {
    guard let gap = state.longestGap else { return unknownHabit }
    return min(max(Int64(gap) * patience, shortestSilence), longestSilence)
  }

  /// - Parameters:
  ///   - shown: what a body showed, if one was read
  ///   - old: what was remembered before the poll
  static func concern(_ state: FeedState, shown: ShownItems?, old: FeedState, now: Timestamp) -> FeedConcern? {
    guard let (kind, words) = finding(state, shown, old, now) else { return nil }
    return FeedConcern(kind: kind, words: words, since: old.concern?.kind == kind ? old.concern?.since ?? now : now)
  }

  private static func finding(
    _ state: FeedState, _ shown: ShownItems?, _ old: FeedState, _ now: Timestamp
  ) -> (FeedConcern.Kind, String)? {
    if state.shownItems == 0 { return (.empty, "it is a feed without a single item") }
    if let last = state.lastActivity, now.seconds - last.seconds > patience(with: state) {
      if old.isFirstPoll || old.concern?.kind == .frozen {
        return (.frozen, "its newest item is from \(last.rfc3339): it may no longer be kept")
      }
      let habit = state.longestGap.map { "its longest silence so far was \(spelled($0))" } ?? "its habit is not known"
      return (.silent, "nothing new since \(last.rfc3339); \(habit)")
    }
    if let shown {
      return shown.dated == 0
        ? (.undated, "none of its \(shown.count) items has a date: what is old cannot be told from what is new") : nil
    }
    // No body was read: what was said of its dates still holds.
    return old.concern.flatMap { $0.kind == .undated ? ($0.kind, $0.words) : nil }
  }

  private static func spelled(_ seconds: Int) -> String {
    if seconds >= 2 * 86400 { return "\(seconds / 86400) days" }
    return seconds >= 7200 ? "\(seconds / 3600) hours" : "\(max(1, seconds / 60)) minutes"
  }
}
