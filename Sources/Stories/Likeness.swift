import News

/// How much speaks for an item being of a story's event.
enum Likeness {
  /// Hundredths of a logit; from nought on, two reports are rather of one event than of two.
  static let threshold = 0
  /// What a pair counts for that has nothing to say, or speaks of another time.
  private static let floor = -200

  /// The best pair counts most, all pairs together the rest: one chance likeness to a long story is not enough.
  /// `nil` where a member forbids it.
  static func score(_ member: StoryMember, _ members: some Collection<StoryMember>) -> Int? {
    var best = floor
    var sum = 0
    for other in members {
      if Veto.forbids(member, other) { return nil }
      let points = max(Evidence(member, other).points ?? floor, floor)
      best = max(best, points)
      sum += points
    }
    return members.isEmpty ? nil : (best * 3 + sum * 2 / members.count) / 5
  }
}
