// The door of Stories: which development an item reports, and what it adds to it.
//
// In: an item with its assessment, and the open stories that share a key with it. Out: its story as it must be kept,
// and why it is worth an alert, if it is. Touches nothing: no disk, no clock, no order but the items' own time. The
// partition is the one that taking all items in the order of their time, undated ones last, would give; an item that
// arrives late is put in its place, and reports that came after it are looked at again.

public import News

/// Groups reports of one event. All functions are pure.
public enum StoryGrouper {
  /// What the store, and whoever else keeps stories, is handed.
  public static let grouping = Grouping(
    member: member, keys: keys, compose: compose, decide: decide, revise: revise)

  /// What a story keeps of an item.
  public static func member(_ candidate: StoryCandidate) -> StoryMember {
    let item = candidate.item
    let assessment = candidate.assessment
    return StoryMember(
      number: candidate.number, source: candidate.source, title: item.title ?? "", link: item.link,
      time: candidate.time, seenAt: candidate.seenAt, kind: assessment.kind, stage: assessment.stage,
      direction: assessment.direction, participants: assessment.participants, places: assessment.places,
      dates: assessment.dates, ordinals: assessment.ordinals, topics: assessment.topics,
      isRetrospective: assessment.flags.contains(.oldNews), print: Fingerprint.print(of: item))
  }

  /// What a member is found by: its participants, its telling title words, its figures, its address, and some of its
  /// shingles, the same in every copy.
  public static func keys(_ member: StoryMember) -> [UInt64] {
    var keys: Set<UInt64> = []
    func add(_ class: UInt64, _ hash: UInt64) { keys.insert(hash << 3 | `class`) }
    for participant in member.participants { add(1, Fingerprint.hash(participant.name)) }
    for word in member.print.titleWords { add(2, UInt64(word)) }
    for figure in member.print.figures { add(3, Fingerprint.hash(figure)) }
    if let link = member.link { add(4, Fingerprint.hash(Fingerprint.canonicalAddress(link))) }
    for shingle in member.print.shingles.prefix(6) { add(5, UInt64(shingle)) }
    return keys.sorted()
  }

  /// The item's place among `stories`, which share a key with it.
  public static func decide(_ member: StoryMember, _ stories: [Story]) -> StoryDecision {
    let open = stories.filter { !$0.members.isEmpty && !isRetrospective($0) }
    // The same text is the same report, wherever it stands: a thousand copies cost no comparison.
    if let story = open.first(where: { $0.members.contains { isCopy(member, $0) } }) {
      return verdict(member, compose(story.id, story.members + [member], story.told))
    }
    guard let placed = Replay.place(member, among: open) else {
      return verdict(member, compose(name(member), [member], StoryTold()), isNew: true)
    }
    let isNew = !open.contains { $0.id == placed.story.id }
    return verdict(member, placed.story, others: placed.others, isNew: isNew)
  }

  /// The place of an item that was edited: where it was.
  public static func revise(_ member: StoryMember, _ story: Story) -> StoryDecision {
    let others = story.members.filter { $0.number != member.number }
    return verdict(member, compose(story.id, others + [member], story.told))
  }

  /// Judged alike, with the same words and shingles, and told within a day of each other.
  private static func isCopy(_ a: StoryMember, _ b: StoryMember) -> Bool {
    guard a.print == b.print, !a.print.shingles.isEmpty, a.kind == b.kind, a.stage == b.stage else { return false }
    guard a.participants == b.participants, a.ordinals == b.ordinals, a.dates == b.dates else { return false }
    guard let first = a.time, let second = b.time else { return a.time == nil && b.time == nil }
    return abs(first.seconds - second.seconds) <= 86400
  }

  private static func isRetrospective(_ story: Story) -> Bool { story.members.allSatisfy(\.isRetrospective) }

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

  private static func verdict(
    _ member: StoryMember, _ story: Story, others: [Story] = [], isNew: Bool = false
  ) -> StoryDecision {
    let before = story.members.filter { $0.number != member.number }
    var changes = AlertChanges()
    var told = story.told
    let reason = reason(member, story)
    if reason != .newEvent, !before.isEmpty {
      let names = Set(before.flatMap { $0.participants.map(\.name) })
      changes.participants = member.participants.map(\.name).filter { !names.contains($0) }
      changes.places = member.places.filter { place in !before.contains { $0.places.contains(place) } }
      changes.dates = member.dates.filter { day in !before.contains { $0.dates.contains(day) } }
    }
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
