// The door of Stories: which development an item reports, and what it adds to it.
//
// In: an item with its assessment. Out: its story as it must be kept, and why it is worth an alert, if it is. Touches
// nothing: no disk, no clock. The open stories are a value that whoever keeps them holds (`StoryBook`).
//
// What depends on the order of arrival, and what does not: the stories do not. Their members, stages, histories, sources
// and origins follow from the reports alone (an edited one counts as it reads last). Alerts are told as reports come: a
// stage that is reported only after a later one moves nothing and is told by none, and a government's own word is told
// when it comes, unless it is what opens the story or moves its stage. So two orders differ in `stage-change` and
// `confirmed-by-official` alerts only, and only by such late ones; and each story has one `new-event`, whichever report
// comes first. Where a later report shows two stories to be one, both have been told, and neither is told again.

public import News

/// Groups reports of one event. All functions are pure.
public enum StoryGrouper {
  /// What the store, and whoever else keeps stories, is handed.
  public static let grouping = Grouping(
    member: member,
    print: { title, participants in
      Fingerprint.print(title: title, summary: nil, author: nil, participants: participants)
    }, compose: compose, keeper: { StoryBook() })

  /// What a story keeps of an item.
  public static func member(_ candidate: StoryCandidate) -> StoryMember {
    let item = candidate.item
    let assessment = candidate.assessment
    return StoryMember(
      number: candidate.number, source: candidate.source, title: item.title ?? "", link: item.link,
      time: candidate.time, seenAt: candidate.seenAt, kind: assessment.kind, stage: assessment.stage,
      direction: assessment.direction, participants: assessment.participants, places: assessment.places,
      dates: assessment.dates, ordinals: assessment.ordinals, topics: assessment.topics,
      isRetrospective: assessment.flags.contains(.oldNews),
      print: Fingerprint.print(
        title: item.title, summary: item.summary, author: item.author, participants: assessment.participants))
  }

  /// Ten letters and digits that follow from the first report alone, and from the item that parted it from others.
  static func name(_ member: StoryMember, partedBy other: StoryMember? = nil) -> String {
    let reports = [member] + (other.map { [$0] } ?? [])
    var hash = Fingerprint.hash(
      reports.map { "\($0.source.url)\n\($0.link ?? "")\n\($0.title)\n\($0.time?.seconds ?? 0)" }
        .joined(separator: "\n\n"))
    let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".unicodeScalars)
    var name = ""
    for _ in 0..<10 {
      name.unicodeScalars.append(digits[Int(hash & 31)])
      hash >>= 5
    }
    return name
  }

  // MARK: - What it adds

  /// - Parameter additions: what the item says that no other report of the story does.
  static func verdict(
    _ member: StoryMember, _ story: Story, additions: AlertChanges, others: [Story], isNew: Bool
  ) -> StoryDecision {
    var told = story.told
    let reason = reason(member, story)
    var changes = reason == .newEvent || story.members.count < 2 ? AlertChanges() : additions
    if reason == .stageChange, let stage = story.stage {
      changes.stage = AlertChanges.StageChange(from: story.told.stage, to: stage)
    }
    told.alerts += 1
    if reason != .copy {
      told.stage = story.stage ?? told.stage
      if member.source.trust == .official, let side = member.source.side, !told.official.contains(side) {
        told.official.append(side)
      }
    }
    return StoryDecision(
      story: story, isNew: isNew, others: others, reason: reason, changes: changes, told: told)
  }

  /// An item tells what readers have not been told: whatever was kept silent, by its age or its score, is told by the
  /// first item that may.
  private static func reason(_ member: StoryMember, _ story: Story) -> AlertReason {
    if member.isRetrospective { return .copy }
    if story.told.alerts == 0 { return .newEvent }
    if let stage = story.stage, stage == member.stage, stage != story.told.stage { return .stageChange }
    if member.source.trust == .official, let side = member.source.side, !story.told.official.contains(side) {
      return .confirmedByOfficial
    }
    return .copy
  }

  /// A story of these members, all that follows from them worked out.
  public static func compose(_ id: String, _ members: [StoryMember], _ told: StoryTold) -> Story {
    StoryLife.compose(id, members, told)
  }
}
