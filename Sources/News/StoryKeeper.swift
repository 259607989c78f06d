/// The open stories, held in memory by whoever groups items.
///
/// What is kept follows from the reports that are held, not from the order in which they came.
public protocol StoryKeeper: Sendable {
  /// Takes in a story as it was kept. One that is held is not taken again.
  mutating func hold(_ story: Story)

  /// Finds an item its story.
  mutating func place(_ member: StoryMember) -> StoryDecision

  /// Finds an item of a story that is held its place anew: it was edited.
  mutating func revise(_ member: StoryMember) -> StoryDecision

  /// Gives a story that is held another id.
  mutating func rename(_ id: String, to name: String)

  /// Notes what readers have been told of a story that is held.
  mutating func note(_ told: StoryTold, of id: String)

  /// Lets go of a story: no report may join it any more.
  mutating func drop(_ id: String)
}

/// How items are grouped, handed to whoever keeps the stories.
public struct Grouping: Sendable {
  /// What a story keeps of an item.
  public var member: @Sendable (StoryCandidate) -> StoryMember
  /// What a story keeps of a text of which only the title is left.
  public var print: @Sendable (_ title: String, _ participants: [Participant]) -> TextPrint
  /// A story of these members, its stage, history, sources and origins worked out.
  public var compose: @Sendable (_ id: String, _ members: [StoryMember], _ told: StoryTold) -> Story
  /// Nothing held yet.
  public var keeper: @Sendable () -> any StoryKeeper

  public init(
    member: @escaping @Sendable (StoryCandidate) -> StoryMember,
    print: @escaping @Sendable (String, [Participant]) -> TextPrint,
    compose: @escaping @Sendable (String, [StoryMember], StoryTold) -> Story,
    keeper: @escaping @Sendable () -> any StoryKeeper
  ) {
    self.member = member
    self.print = print
    self.compose = compose
    self.keeper = keeper
  }
}
