public import News

/// Stories kept in memory: what the store does on the disk, for the evaluation of files and for tests.
public struct StoryBook: Sendable {
  private var shelf = StoryShelf()

  public init() {}

  /// All stories, by their first report.
  public var stories: [Story] {
    shelf.stories.values.sorted { StoryLife.isEarlier($0.members[0], $1.members[0]) }
  }

  /// Groups an item; as if every item worth an alert had raised one.
  @discardableResult
  public mutating func add(_ candidate: StoryCandidate) -> StoryDecision {
    let grouping = StoryGrouper.grouping
    let member = grouping.member(candidate)
    var decision = grouping.decide(member, shelf.candidates(for: grouping.keys(member)))
    if decision.isNew {
      let name = decision.story.id
      var count = 1
      while shelf.stories[decision.story.id] != nil {
        count += 1
        decision.story.id = "\(name)-\(count)"
      }
    }
    if decision.reason != .copy { decision.story.told = decision.told }
    shelf.put(decision.story, keys: grouping.keys)
    for other in decision.others { shelf.put(other, keys: grouping.keys) }
    return decision
  }
}
