import News

/// Which group of reports goes on under which story's name, and what readers have been told of each.
struct Naming {
  /// A group as it is now.
  struct Group {
    /// How many of its reports were in which story.
    var sizes: [String: Int]
    var isRetrospective: Bool
  }

  /// The name of each group; `nil` where it needs one of its own.
  private(set) var names: [String?]
  /// Stories whose reports have all gone to others.
  private(set) var gone: [String] = []
  private let groups: [Group]
  private let stories: [String: Story]
  /// By story that is gone: the group that has most of it.
  private var heirs: [String: Int] = [:]

  /// Each story's name goes to the group that has most of it. A retrospective gives no name to what others report.
  init(groups: [Group], stories: [String: Story]) {
    self.groups = groups
    self.stories = stories
    names = Array(repeating: nil, count: groups.count)
    var claims: [(count: Int, group: Int, story: String)] = []
    for (index, group) in groups.enumerated() {
      for (id, count) in group.sizes {
        guard let story = stories[id] else { continue }
        if !group.isRetrospective, story.members.allSatisfy(\.isRetrospective), !story.members.isEmpty { continue }
        claims.append((count, index, id))
      }
    }
    claims.sort { ($1.count, $0.story, $0.group) < ($0.count, $1.story, $1.group) }
    var taken: Set<String> = []
    for claim in claims where names[claim.group] == nil && !taken.contains(claim.story) {
      names[claim.group] = claim.story
      taken.insert(claim.story)
    }
    for id in stories.keys.sorted() where !taken.contains(id) {
      gone.append(id)
      heirs[id] = claims.first { $0.story == id }?.group
    }
  }

  /// The group is a part of a story that goes on without it.
  func isPart(_ group: Int) -> Bool { names[group] == nil && groups[group].sizes.keys.contains { stories[$0] != nil } }

  func isNew(_ id: String) -> Bool { stories[id] == nil }

  /// What readers have been told: of the story whose name it bears; a part that leaves a story has been told with it;
  /// and of those that are gone into it.
  func told(_ group: Int, stage: Stage? = nil) -> StoryTold {
    let sizes = groups[group].sizes
    let largest = sizes.keys.filter { stories[$0] != nil }.max { (sizes[$0] ?? 0, $1) < (sizes[$1] ?? 0, $0) }
    var told = (names[group] ?? largest).flatMap { stories[$0]?.told } ?? StoryTold()
    for id in gone where heirs[id] == group && id != names[group] {
      guard let other = stories[id]?.told, id != largest || names[group] != nil else { continue }
      told.alerts += other.alerts
      if told.stage == nil || other.stage == stage { told.stage = other.stage ?? told.stage }
      for side in other.official where !told.official.contains(side) { told.official.append(side) }
    }
    return told
  }
}
