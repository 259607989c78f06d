import News

/// A report with what is worked out of it once, however often its story is counted anew. A reference: a story of a
/// thousand copies is put in order without copying them.
final class ReportFacts: Sendable {
  let member: StoryMember
  /// The same in reports of one text and stage that name the same days; `nil` where the text is too short to be known.
  let text: Int?
  /// What its figures say, in the order of the print's.
  let figures: [UInt32]
  /// How long it keeps its story open.
  let closes: Timestamp?

  init(_ member: StoryMember) {
    self.member = member
    figures = member.print.figures.map { Figures.value($0).hash }
    closes = StoryLife.closes(member)
    guard !member.print.shingles.isEmpty else {
      text = nil
      return
    }
    var hasher = Hasher()
    hasher.combine(member.print)
    hasher.combine(member.dates)
    hasher.combine(member.stage)
    text = hasher.finalize()
  }

  /// The order of a story's members.
  func isBefore(_ other: ReportFacts) -> Bool { ReportOrder.isBefore(member, other.member) }
}
