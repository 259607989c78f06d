import News

/// Putting an item in its place among reports that come after it.
///
/// Reports arrive in any order. A story's members are what they would be had all come in the order of their time, so
/// an item that is earlier than others in the stories it belongs to makes these find their places again.
enum Replay {
  /// By their own time; those without one at the end of the day on which they were seen, else last; then by what they
  /// say, so that within a day the order of arrival says nothing.
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

  /// The item's story and the other stories that changed; `nil` where it starts a story of its own and changes none.
  static func place(_ member: StoryMember, among stories: [Story]) -> (story: Story, others: [Story])? {
    var groups = Groups(stories.map(\.members))
    let changed = groups.insert(member)
    guard let place = groups.index(of: member.number) else { return nil }
    if changed.isEmpty, place < stories.count {
      let story = stories[place]
      return (StoryLife.compose(story.id, story.members + [member], story.told), [])
    }
    return changed.isEmpty ? nil : named(groups.members, after: stories, with: member)
  }

  /// Gives the groups the names of the stories they come from: each story's name to the group that has most of it.
  private static func named(
    _ groups: [[StoryMember]], after old: [Story], with member: StoryMember
  ) -> (story: Story, others: [Story])? {
    var origin: [Int64: Int] = [:]
    for (index, story) in old.enumerated() {
      for member in story.members { origin[member.number] = index }
    }
    var claims: [(count: Int, group: Int, story: Int)] = []
    for (group, members) in groups.enumerated() {
      var counts: [Int: Int] = [:]
      for member in members { if let story = origin[member.number] { counts[story, default: 0] += 1 } }
      claims += counts.map { (count: $0.value, group: group, story: $0.key) }
    }
    claims.sort { ($1.count, old[$0.story].id, $0.group) < ($0.count, old[$1.story].id, $1.group) }
    var storyOfGroup: [Int: Int] = [:]
    var groupOfStory: [Int: Int] = [:]
    for claim in claims where storyOfGroup[claim.group] == nil && groupOfStory[claim.story] == nil {
      storyOfGroup[claim.group] = claim.story
      groupOfStory[claim.story] = claim.group
    }
    var result: Story?
    var others: [Story] = []
    for (group, members) in groups.enumerated() where !members.isEmpty {
      // A part that leaves a story has been told with it.
      let source = storyOfGroup[group] ?? claims.first { $0.group == group }?.story
      let told = source.map { old[$0].told } ?? StoryTold()
      // Its first report may have given its name to the story that it leaves.
      let id = storyOfGroup[group].map { old[$0].id } ?? StoryGrouper.name(members[0], partedBy: member)
      let story = StoryLife.compose(id, members, told)
      if members.contains(where: { $0.number == member.number }) {
        result = story
      } else if source.map({ Set(old[$0].members.map(\.number)) }) != Set(members.map(\.number)) {
        others.append(story)
      }
    }
    for (index, story) in old.enumerated() where groupOfStory[index] == nil {
      others.append(StoryLife.compose(story.id, [], story.told))
    }
    return result.map { ($0, others) }
  }
}
