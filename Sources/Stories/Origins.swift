import News

/// Who reported it for themselves: copies of one agency's report count once, and so do a feed's own repeats.
enum Origins {
  static func count(_ members: [StoryMember]) -> Int {
    var groups: [StoryMember] = []
    var groupOf = [Int](repeating: 0, count: members.count)
    var count = 0
    for (index, member) in members.enumerated() {
      let same = members[..<index].indices.first { isOneOrigin(members[$0], member) }
      if let same {
        groupOf[index] = groupOf[same]
      } else if member.source.trust == .aggregator, !groups.isEmpty {
        // An aggregator has no word of its own: beside others it adds none.
        groupOf[index] = groupOf[0]
      } else {
        groupOf[index] = count
        count += 1
        groups.append(member)
      }
    }
    return max(count, 1)
  }

  private static func isOneOrigin(_ a: StoryMember, _ b: StoryMember) -> Bool {
    if a.source.url == b.source.url { return true }
    if let agency = a.print.agency, agency == b.print.agency { return true }
    return (Fingerprint.containment(a.print.shingles, b.print.shingles) ?? 0) >= 0.3
  }
}
