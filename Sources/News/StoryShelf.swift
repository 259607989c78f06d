/// Stories that an item may still join, findable by what they are about.
///
/// Finding costs what the stories that share a key cost, however many others there are.
public struct StoryShelf: Sendable {
  public private(set) var stories: [String: Story] = [:]
  private var keysOfStory: [String: Set<UInt64>] = [:]
  private var storiesOfKey: [UInt64: Set<String>] = [:]

  /// More candidates than this are never looked at.
  public static let candidateLimit = 64

  public init() {}

  /// Those that share a key, the ones that share most first; the order depends on nothing else.
  public func candidates(for keys: [UInt64]) -> [Story] {
    var shared: [String: Int] = [:]
    for key in keys {
      for id in storiesOfKey[key] ?? [] { shared[id, default: 0] += 1 }
    }
    let best = shared.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return best.prefix(StoryShelf.candidateLimit).compactMap { stories[$0.key] }
  }

  /// Keeps `story` as it is now; without members it is removed. A story whose members are all retrospective is not found by key.
  public mutating func put(_ story: Story, keys: (StoryMember) -> [UInt64]) {
    if let held = stories[story.id], let added = StoryShelf.additions(to: held.members, in: story.members) {
      // The usual case: the story has grown by a report. Its keys are added to those of the others.
      stories[story.id] = story
      for member in added where !member.isRetrospective {
        for key in keys(member) where keysOfStory[story.id, default: []].insert(key).inserted {
          storiesOfKey[key, default: []].insert(story.id)
        }
      }
      return
    }
    remove(story.id)
    guard !story.members.isEmpty else { return }
    stories[story.id] = story
    var all: Set<UInt64> = []
    for member in story.members where !member.isRetrospective { all.formUnion(keys(member)) }
    keysOfStory[story.id] = all
    for key in all { storiesOfKey[key, default: []].insert(story.id) }
  }

  /// What `new` has besides all of `old`, in the same order; `nil` where a member is gone or has changed.
  private static func additions(to old: [StoryMember], in new: [StoryMember]) -> [StoryMember]? {
    var added: [StoryMember] = []
    var index = 0
    for member in new {
      if index < old.count, old[index] == member { index += 1 } else { added.append(member) }
    }
    return index == old.count ? added : nil
  }

  public mutating func remove(_ id: String) {
    guard stories.removeValue(forKey: id) != nil else { return }
    for key in keysOfStory.removeValue(forKey: id) ?? [] {
      storiesOfKey[key]?.remove(id)
      if storiesOfKey[key]?.isEmpty == true { storiesOfKey[key] = nil }
    }
  }
}
