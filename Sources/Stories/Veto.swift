import News

/// What keeps two reports apart, however alike they sound. An unknown slot forbids nothing.
enum Veto {
  static func forbids(_ a: StoryMember, _ b: StoryMember) -> Bool {
    if EventKey.ordinalsDiffer(a.ordinals, b.ordinals) { return true }
    guard let first = a.kind, let second = b.kind else { return false }
    let areContacts = EventKey.family(first) == .contact && EventKey.family(second) == .contact
    if areContacts {
      if EventKey.placesDiffer(a.places, b.places) { return true }
      let differ = Side.allCases.filter { EventKey.personsDiffer(a.participants, b.participants, side: $0) }
      // Two calls are two where one end differs; of other contacts reports name now these, now those.
      if differ.count == 2 || differ.count == 1 && first == .call && second == .call { return true }
    }
    if first == .visit, second == .visit, let one = a.direction, let other = b.direction {
      guard one == other else { return one != .mutual && other != .mutual }
      let visitor: Side? = one == .usToPK ? .us : one == .pkToUS ? .pk : nil
      if let visitor, EventKey.personsDiffer(a.participants, b.participants, side: visitor) { return true }
    }
    if let one = a.time, let other = b.time, first == second, a.dates.filter({ b.dates.contains($0) }).isEmpty {
      let gap = abs(one.seconds - other.seconds)
      if first == .force, gap > 42 * 3600 { return true }
      if first == .call, gap > 60 * 3600, a.stage == .concluded, b.stage == .concluded { return true }
    }
    return false
  }
}
