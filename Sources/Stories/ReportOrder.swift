import News

/// The order in which reports count, which says nothing of the order in which they came.
enum ReportOrder {
  /// By their own time; those without one at the end of the day on which they were seen, else last; then by what they
  /// say.
  static func isEarlier(_ a: StoryMember, _ b: StoryMember) -> Bool {
    let first = place(a)
    let second = place(b)
    if first != second { return first < second }
    return (a.source.url, a.title, a.link ?? "") < (b.source.url, b.title, b.link ?? "")
  }

  private static func place(_ member: StoryMember) -> Int64 {
    if let time = member.time { return time.milliseconds }
    guard let seen = member.seenAt else { return .max }
    return Timestamp(day: seen.day, secondOfDay: 86400).milliseconds
  }

  /// By their clock, those without one last; then by what they say: the order of a story's members.
  static func isBefore(_ a: StoryMember, _ b: StoryMember) -> Bool {
    switch (a.clock, b.clock) {
    case (let first?, let second?) where first != second: return first < second
    case (.some, nil): return true
    case (nil, .some): return false
    default: return (a.source.url, a.title, a.link ?? "", a.number) < (b.source.url, b.title, b.link ?? "", b.number)
    }
  }
}
