import News

/// Who reported it for themselves: copies of one agency's report count once, and so do a feed's own repeats.
struct Origins: Sendable {
  /// A report for each origin.
  private var first: [StoryMember] = []
  private var looked = 0

  /// More reports than this are not looked at, and more origins not told apart.
  private static let limit = (reports: 300, origins: 64)

  /// At least one.
  var count: Int { max(first.count, 1) }

  mutating func take(_ member: StoryMember) {
    guard looked < Origins.limit.reports, first.count < Origins.limit.origins else { return }
    looked += 1
    guard !first.contains(where: { Origins.isOne($0, member) }) else { return }
    // An aggregator has no word of its own: beside others it adds none.
    if member.source.trust != .aggregator || first.isEmpty { first.append(member) }
  }

  static func count(_ members: [StoryMember]) -> Int {
    var origins = Origins()
    for member in members { origins.take(member) }
    return origins.count
  }

  private static func isOne(_ a: StoryMember, _ b: StoryMember) -> Bool {
    if a.source.url == b.source.url { return true }
    if let agency = a.print.agency, agency == b.print.agency { return true }
    return (Fingerprint.containment(a.print.shingles, b.print.shingles) ?? 0) >= 0.3
  }
}
