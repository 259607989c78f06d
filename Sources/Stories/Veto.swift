import News

/// What keeps two reports apart, however alike they sound. An unknown slot forbids nothing.
enum Veto {
  static func forbids(_ a: StoryMember, _ b: StoryMember) -> Bool {
    if EventKey.ordinalsDiffer(a.ordinals, b.ordinals) { return true }
    guard let first = a.kind, let second = b.kind else { return false }
    let areContacts = EventKey.family(first) == .contact && EventKey.family(second) == .contact
    if areContacts {
      if EventKey.placesDiffer(a.places, b.places) { return true }
      if EventKey.personsDiffer(a.participants, b.participants, side: .us),
        EventKey.personsDiffer(a.participants, b.participants, side: .pk)
      {
        return true
      }
    }
    if first == .visit, second == .visit {
      if let one = a.direction, let other = b.direction, one != other, one != .mutual, other != .mutual { return true }
    }
    if let one = a.time, let other = b.time, first == second, a.dates.filter({ b.dates.contains($0) }).isEmpty {
      let gap = abs(one.seconds - other.seconds)
      if first == .force, gap > 42 * 3600 { return true }
      if first == .call, gap > 60 * 3600, a.stage == .concluded, b.stage == .concluded { return true }
    }
    return false
  }
}
