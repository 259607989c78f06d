import News

/// What keeps two reports apart, however alike they sound. An unknown slot forbids nothing.
enum Veto {
  static func forbids(_ a: StoryMember, _ b: StoryMember) -> Bool {
    if EventKey.ordinalsDiffer(a.ordinals, b.ordinals) { return true }
    guard let first = a.kind, let second = b.kind else { return false }
    let areContacts = EventKey.family(first) == .contact && EventKey.family(second) == .contact
    if areContacts {
      if Places.areInTwoCountries(a.places, b.places) { return true }
      let differ = Side.allCases.filter { EventKey.personsDiffer(a.participants, b.participants, side: $0) }
      // Two calls are two where one end differs; of other contacts reports name now these, now those.
      if differ.count == 2 || differ.count == 1 && first == .call && second == .call { return true }
    }
    if first == .force, second == .force, Places.areTwo(a.places, b.places) { return true }
    if first == .meeting, second == .meeting, arePairsApart(a.participants, b.participants) { return true }
    // What one side does and what the other says against it are two events.
    if first != second, first == .dispute || second == .dispute, areReverse(a.direction, b.direction) { return true }
    // A proposal is known by who moves it.
    if first == .sanction, second == .sanction, a.stage == .planned, b.stage == .planned,
      EventKey.personsDiffer(a.participants, b.participants, side: .us)
    {
      return true
    }
    // The navies' exercise is not the air forces'.
    if first == second, Side.allCases.allSatisfy({ areBodiesApart(a, b, side: $0) }) {
      return true
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

  private static func areReverse(_ a: Direction?, _ b: Direction?) -> Bool {
    a == .usToPK && b == .pkToUS || a == .pkToUS && b == .usToPK
  }

  private static func areBodiesApart(_ a: StoryMember, _ b: StoryMember, side: Side) -> Bool {
    EventKey.areApart(EventKey.bodies(a.participants, side: side), EventKey.bodies(b.participants, side: side))
  }

  /// One named person of each side met one of the other: two such pairs with one end in common are two meetings.
  private static func arePairsApart(_ a: [Participant], _ b: [Participant]) -> Bool {
    Side.allCases.contains { side in
      let first = EventKey.names(a, side: side)
      let second = EventKey.names(b, side: side)
      return first.count == 1 && second.count == 1 && first != second
    }
  }
}
