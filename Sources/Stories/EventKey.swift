import News

/// What must agree, or must not differ, for two reports to be of one event.
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
      case .agreement, .cooperation, .aid: (30, 21, 6)
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

  /// Whether the gap between two reports, in seconds, is one that reports of one event have.
  static func follows(_ earlier: StoryMember, _ later: StoryMember, gap: Int64) -> Bool {
    var window = max(window(earlier.kind, earlier.stage), EventKey.window(later.kind, earlier.stage))
    // What has happened is not planned again: that is the next one.
    if earlier.stage == .concluded, later.stage == .planned || later.stage == .confirmed {
      window = min(window, 2 * 86400)
    }
    return gap <= window
  }

  /// Ordinals of one noun that differ: the 12th round is not the 13th.
  static func ordinalsDiffer(_ a: [String], _ b: [String]) -> Bool {
    for first in a {
      let noun = noun(first)
      let others = b.filter { self.noun($0) == noun }
      if !others.isEmpty, !others.contains(first), !a.contains(where: { others.contains($0) }) { return true }
    }
    return false
  }

  private static func noun(_ ordinal: String) -> Substring {
    ordinal.firstIndex(of: " ").map { ordinal[ordinal.index(after: $0)...] } ?? ""
  }

  /// Named persons of one side, without a name in common.
  static func personsDiffer(_ a: [Participant], _ b: [Participant], side: Side) -> Bool {
    areApart(names(a, side: side), names(b, side: side))
  }

  /// The judge's names are canonical: they are compared as they stand.
  static func names(_ participants: [Participant], side: Side) -> [String] {
    participants.filter { $0.isPerson && $0.side == side }.map(\.name)
  }

  /// Institutions and roles.
  static func bodies(_ participants: [Participant], side: Side) -> [String] {
    participants.filter { !$0.isPerson && $0.side == side }.map(\.name)
  }

  /// Both lists say something, and not the same.
  static func areApart(_ a: [String], _ b: [String]) -> Bool {
    !a.isEmpty && !b.isEmpty && !a.contains { b.contains($0) }
  }

  /// A name that many reports have: it says little of which event they tell.
  static func isUsual(_ name: String) -> Bool {
    Fingerprint.words(name, limit: 12).allSatisfy { CommonWords.usual.contains(Fingerprint.short($0)) }
  }
}
