import News

/// How much speaks for an item being of a story's event.
enum Likeness {
  /// Hundredths of a logit; from nought on, two reports are rather of one event than of two.
  static let threshold = 0
  /// What a pair counts for that has nothing to say, or speaks of another time.
  private static let floor = -200
  private static let limit = 48

  /// The best pair counts most, all pairs together the rest: one chance likeness to a long story is not enough.
  /// `nil` where that is too little, or a member forbids it.
  static func score(_ member: StoryMember, _ members: some Collection<StoryMember>) -> Int? {
    // Of a story that everybody carries, its beginning and its end say enough.
    let compared =
      members.count <= limit ? Array(members) : Array(members.prefix(limit / 2) + members.suffix(limit / 2))
    guard !compared.isEmpty else { return nil }
    var best = floor
    var sum = 0
    for other in compared {
      let points = max(Evidence.points(member, other) ?? floor, floor)
      best = max(best, points)
      sum += points
    }
    let score = (best * 3 + sum * 2 / compared.count) / 5
    guard score >= threshold, !compared.contains(where: { Veto.forbids(member, $0) }) else { return nil }
    return score
  }
}
