import News
import Output
import Settings
import Store

/// The feeds in a table, in the configuration's order. On a terminal it fits the width, and what ails a feed stands
/// below its row; into a pipe go whole rows, one a feed.
struct FeedsTable {
  /// Columns of the terminal; `nil` where there is none.
  var width: Int?
  var colour: Bool

  enum Health: String {
    case healthy, failing
    /// It answers, and may be dead all the same.
    case doubtful
    /// Not polled yet.
    case new
    /// Not enabled.
    case off
  }

  static func health(_ feed: FeedEntry, _ state: FeedState?) -> Health {
    if !feed.enabled { return .off }
    guard let state, state.lastAttempt != nil else { return .new }
    if state.failures > 0 { return .failing }
    return state.concern == nil ? .healthy : .doubtful
  }

  /// What is doubtful says why in its word: silent, frozen, undated, empty.
  private static func word(_ health: Health, _ state: FeedState) -> String? {
    health == .doubtful ? state.concern?.kind.rawValue : nil
  }

  func text(_ feeds: [FeedEntry], _ states: [String: FeedState], now: Timestamp) -> String {
    var table = Table(
      ["FEED", "STATE", "LAST OK", "NEXT", "ITEMS", "ALERTS", "WHY THEN"], alignedRight: [2, 3, 4, 5],
      flexible: (column: 0, atLeast: 14))
    for feed in feeds {
      let state = states[feed.source.url]
      let health = Self.health(feed, state)
      let failures = state?.failures ?? 0
      let trouble = health == .failing ? state?.lastError : health == .doubtful ? state?.concern?.words : nil
      let error = trouble.map { VisibleText.escape($0) }
      var why = health == .off ? "switched off" : state.map { VisibleText.escape($0.dueReason) } ?? "at the start"
      // Rows are for programs to take apart: nothing stands below them.
      if width == nil, let error { why += ": \(error)" }
      table.add(
        [
          VisibleText.escape(feed.source.name, limit: 120),
          health == .failing ? "failing \(failures)" : state.flatMap { Self.word(health, $0) } ?? health.rawValue,
          state?.lastSuccess.map { Ago.short($0, now) } ?? "-",
          health == .off ? "-" : state.map { max($0.nextDue, now) }.map { Ago.short($0, now) } ?? "-",
          "\(state?.items ?? 0)", "\(state?.alerts ?? 0)", why,
        ], colours: colours(health), below: width == nil ? nil : error.map { below($0, state, now) })
    }
    return table.text(width: width, colour: colour)
  }

  private func below(_ error: String, _ state: FeedState?, _ now: Timestamp) -> String {
    guard let since = state?.failingSince ?? state?.concern?.since else { return error }
    return "for \(Ago.length(now.seconds - since.seconds)): \(error)"
  }

  private func colours(_ health: Health) -> [Int: [Colour]] {
    switch health {
    case .healthy: [1: [.green]]
    case .failing: [1: [.bold, .red]]
    case .new, .doubtful: [1: [.yellow]]
    case .off: [0: [.faint], 1: [.faint], 6: [.faint]]
    }
  }
}
