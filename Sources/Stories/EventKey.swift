import News

/// Which kinds report one another's events, and for how long.
enum EventKey {
  /// Kinds that report one another's events.
  enum Family {
    /// A visit, a meeting, a call, and what is urged, praised, promised or said in it.
    case contact
    /// Deals, programmes and money.
    case deed
    case conflict
    case force
    case analysis
  }

  static func family(_ kind: Kind) -> Family {
    switch kind {
    case .visit, .meeting, .call, .support, .request, .statement: .contact
    case .agreement, .cooperation, .aid: .deed
    case .dispute, .sanction: .conflict
    case .force: .force
    case .analysis: .analysis
    }
  }

  /// Seconds for which a report of this kind and stage is followed by others: long before the event, short after it.
  static func window(_ kind: Kind?, _ stage: Stage?) -> Int64 {
    let days: (ahead: Int64, ongoing: Int64, after: Int64) =
      switch kind {
      case .visit: (75, 14, 6)
      case .meeting: (30, 7, 4)
      case .call: (8, 2, 2)
      case .agreement, .cooperation, .aid: (30, 14, 6)
      case .sanction: (30, 10, 6)
      case .request, .statement, .support: (14, 5, 4)
      case .dispute: (10, 5, 4)
      case .force: (4, 3, 2)
      case .analysis, nil: (3, 3, 3)
      }
    switch stage {
    case .planned, .confirmed, .cancelled: return days.ahead * 86400
    case .ongoing: return days.ongoing * 86400
    case .concluded, nil: return days.after * 86400
    }
  }

  /// Days for which a named day is waited for.
  private static let ahead = 120

  /// Whether two reports lie no further apart than reports of one event do: by their own times; where one has none, by
  /// when they were seen.
  static func areInWindow(_ a: Sketch, _ b: Sketch) -> Bool {
    if let known = areInWindow(a.outline, b.outline) { return known }
    // The days that they name, or that an address tells, are better than nothing.
    if let days = Sketch.days(between: a, b) {
      return days * 86400 <= max(window(a.outline.kind, a.outline.stage), window(b.outline.kind, b.outline.stage))
    }
    guard let first = a.seenAt, let second = b.seenAt else { return true }
    return abs(first - second) <= 2000
      * max(window(a.outline.kind, a.outline.stage), window(b.outline.kind, b.outline.stage))
  }

  /// `nil` where one of them has no time of its own.
  static func areInWindow(_ a: Outline, _ b: Outline) -> Bool? {
    guard let first = a.time, let second = b.time else { return nil }
    return first <= second ? follows(a, b, gap: second - first) : follows(b, a, gap: first - second)
  }

  /// When a report came, and the latest time at which one that comes later may be of its event; a report without a
  /// time may be of any.
  static func reach(_ sketch: Outline) -> (from: Int64, until: Int64) {
    guard let time = sketch.time else { return (.min, .max) }
    var days = longest(sketch.stage)
    if let last = sketch.lastDay, let own = sketch.day, last > own {
      days = max(days, Int64(min(last - own, ahead)) + 1 + longest(.concluded))
    }
    return (time, time + days * 86_400_000)
  }

  /// The days for which a report of a stage is followed, whatever the kind.
  private static func longest(_ stage: Stage?) -> Int64 {
    let windows = [nil] + Kind.allCases.map(Optional.init)
    return (windows.map { window($0, stage) }.max() ?? 0) / 86400
  }

  private static func follows(_ earlier: Outline, _ later: Outline, gap: Int64) -> Bool {
    var window = max(window(earlier.kind, earlier.stage), EventKey.window(later.kind, earlier.stage))
    // What has happened is not planned again: that is the next one.
    if earlier.stage == .concluded, later.stage == .planned || later.stage == .confirmed {
      window = min(window, 2 * 86400)
    }
    if gap <= window * 1000 { return true }
    // A day that it names is when there will be more to report, though it may have been read as over.
    guard let own = earlier.day, let day = later.day, let last = earlier.lastDay, last > own else { return false }
    return last - own <= EventKey.ahead && day <= last + Int(EventKey.window(later.kind, .concluded) / 86400)
  }
}
