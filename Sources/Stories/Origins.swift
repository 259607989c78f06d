import News

/// Who reported it for themselves: copies of one agency's report count once, and so do a feed's own repeats.
enum Origins {
  /// More reports than this are not looked at.
  private static let limit = 300

  static func count(_ members: [StoryMember]) -> Int {
    var origins: [StoryMember] = []
    for member in members.prefix(limit) where !origins.contains(where: { isOneOrigin($0, member) }) {
      // An aggregator has no word of its own: beside others it adds none.
      if member.source.trust != .aggregator || origins.isEmpty { origins.append(member) }
    }
    return max(origins.count, 1)
  }

  private static func isOneOrigin(_ a: StoryMember, _ b: StoryMember) -> Bool {
    if a.source.url == b.source.url { return true }
    if let agency = a.print.agency, agency == b.print.agency { return true }
    return (Fingerprint.containment(a.print.shingles, b.print.shingles) ?? 0) >= 0.3
  }
}
