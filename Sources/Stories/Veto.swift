import News

/// What keeps two reports apart, however alike they sound. An unknown slot forbids nothing.
enum Veto {
  /// What is known of two groups; one pair of reports that forbids is enough.
  enum Knowledge {
    case unknown, allowed, forbidden

    /// What is known of a group that two make together.
    func with(_ other: Knowledge) -> Knowledge {
      if self == .forbidden || other == .forbidden { return .forbidden }
      return self == .allowed && other == .allowed ? .allowed : .unknown
    }
  }

  static func forbids(_ a: Sketch, _ b: Sketch) -> Bool { ground(a, b) != nil }

  /// Why the two are not one event, in a few words; `nil` where nothing forbids it.
  static func ground(_ a: Sketch, _ b: Sketch) -> StaticString? {
    if ordinalsDiffer(a[.ordinals], b[.ordinals]) { return "ordinals differ" }
    // Each chamber passes its own bill, and hears its own witnesses.
    if let one = a.chamber, let other = b.chamber, one != other { return "chambers differ" }
    guard let first = a.outline.kind, let second = b.outline.kind else { return nil }
    if EventKey.family(first) == .contact, EventKey.family(second) == .contact {
      if let one = a.country, let other = b.country, one != other { return "one in each country" }
      let differ = (a.isApart(b, .personsUS) ? 1 : 0) + (a.isApart(b, .personsPK) ? 1 : 0)
      // Two calls are two where one end differs; of other contacts reports name now these, now those.
      if differ == 2 || differ == 1 && first == .call && second == .call { return "persons differ" }
    }
    return first == second ? ground(first, a, b) : nil
  }

  private static func ground(_ kind: Kind, _ a: Sketch, _ b: Sketch) -> StaticString? {
    // The navies' exercise is not the air forces'.
    if a.isApart(b, .bodiesUS), a.isApart(b, .bodiesPK) { return "institutions differ" }
    switch kind {
    case .force:
      if a.isApart(b, .towns) || a.isApart(b, .districts) { return "places differ" }
      return areFurther(a, b, hours: 42) ? "too far apart in time" : nil
    case .meeting:
      // One of each side met one of the other: two such pairs with one end in common are two meetings.
      return areEndsOther(a, b) ? "persons differ" : nil
    case .call:
      if areEndsOther(a, b) { return "persons differ" }
      return a.outline.stage == .concluded && b.outline.stage == .concluded && areFurther(a, b, hours: 60)
        ? "too far apart in time" : nil
    case .aid:
      // Another sum on another day is another gift; so is what another service brings a week later.
      guard areFurther(a, b, hours: 120) else { return nil }
      if a.isApart(b, .bodiesUS) { return "institutions differ" }
      return a.isApart(b, .sums) && a.isApart(b, .dates) ? "sums and days differ" : nil
    case .dispute:
      let isAnswered = a.outline.isAnswer && !b.outline.tellsAnswer || b.outline.isAnswer && !a.outline.tellsAnswer
      return isAnswered && Evidence.isReverse(a.outline.direction, b.outline.direction) ? "one answers the other" : nil
    case .support, .statement:
      // What is condemned in one town is not what is condemned in another; capitals are where it is said.
      let isSaidThere = a.country == .us || b.country == .us || a.isInCapital || b.isInCapital
      return !isSaidThere && a.isApart(b, .towns) ? "places differ" : nil
    case .sanction:
      // A proposal is known by who moves it.
      return a.outline.stage == .planned && b.outline.stage == .planned && a.isApart(b, .personsUS)
        ? "persons differ" : nil
    case .visit:
      guard let one = a.outline.direction, let other = b.outline.direction else { return nil }
      if one == other {
        let isOther = one == .usToPK && a.isApart(b, .personsUS) || one == .pkToUS && a.isApart(b, .personsPK)
        return isOther ? "travellers differ" : nil
      }
      // The same traveller goes one way, whichever way a report was read.
      return Evidence.isReverse(one, other) && a.shared(b, .personsUS) + a.shared(b, .personsPK) == 0
        ? "directions differ" : nil
    default: return nil
    }
  }

  private static func areEndsOther(_ a: Sketch, _ b: Sketch) -> Bool {
    if let one = a.endUS, let other = b.endUS, one.isOther(than: other) { return true }
    if let one = a.endPK, let other = b.endPK, one.isOther(than: other) { return true }
    return false
  }

  /// Further from each other than reports of one such event are, and without a day in common.
  private static func areFurther(_ a: Sketch, _ b: Sketch, hours: Int64) -> Bool {
    guard let first = a.outline.time, let second = b.outline.time, abs(first - second) > hours * 3_600_000 else {
      return false
    }
    return a.shared(b, .dates) == 0
  }

  /// Ordinals of one noun that differ: the 12th round is not the 13th.
  static func ordinalsDiffer(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) -> Bool {
    a.contains { first in
      let others = b.filter { $0 >> 16 == first >> 16 }
      return !others.isEmpty && !a.contains { others.contains($0) }
    }
  }
}
