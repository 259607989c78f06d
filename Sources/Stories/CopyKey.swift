import News

/// The same in reports of one text, judged alike, of one day.
struct CopyKey: Hashable, Sendable {
  private let hash: Int
  private let other: UInt64

  init(_ member: StoryMember) {
    let print = member.print
    var hasher = Hasher()
    hasher.combine(print)
    hasher.combine(member.kind)
    hasher.combine(member.stage)
    hasher.combine(member.direction)
    hasher.combine(member.participants)
    hasher.combine(member.places)
    hasher.combine(member.dates)
    hasher.combine(member.ordinals)
    hasher.combine(member.topics)
    hasher.combine(member.isRetrospective)
    hasher.combine((member.time ?? member.seenAt)?.day)
    hasher.combine(member.time == nil)
    hash = hasher.finalize()
    // A text that is too short to be known is a copy of none.
    other =
      print.shingles.isEmpty
      ? UInt64(bitPattern: member.number)
      : print.words.reduce(0x9E37_79B9) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}
