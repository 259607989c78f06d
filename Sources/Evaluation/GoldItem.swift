public import News

/// A participant as a labeller wrote it.
public struct GoldParticipant: Hashable, Sendable {
  public var name: String
  public var side: Side

  public init(name: String, side: Side) {
    self.name = name
    self.side = side
  }
}

/// An item with its labels. Where a second labeller differed, his answer stands beside the first and counts too.
public struct GoldItem: Sendable {
  public var id: String
  public var item: Item
  public var source: Source?
  /// `en` or `ur`.
  public var language: String
  public var relevant: Bool
  /// Answers that count, the first labeller's first; `nil` among them where "none" is one.
  public var kinds: [Kind?]
  public var stages: [Stage?]
  public var topics: Set<Topic>
  /// Right to name, and right to leave out.
  public var topicsOr: Set<Topic>
  public var participants: [GoldParticipant]
  public var participantsOr: [GoldParticipant]
  /// The same word for items that report one event; `nil` where it stands alone.
  public var story: String?

  public init(
    id: String, item: Item, source: Source? = nil, language: String = "en", relevant: Bool, kinds: [Kind?] = [nil],
    stages: [Stage?] = [nil], topics: Set<Topic> = [], topicsOr: Set<Topic> = [],
    participants: [GoldParticipant] = [], participantsOr: [GoldParticipant] = [], story: String? = nil
  ) {
    self.id = id
    self.item = item
    self.source = source
    self.language = language
    self.relevant = relevant
    self.kinds = kinds
    self.stages = stages
    self.topics = topics
    self.topicsOr = topicsOr
    self.participants = participants
    self.participantsOr = participantsOr
    self.story = story
  }
}

/// A labelled item with what the program says of it.
public struct JudgedItem: Sendable {
  public var gold: GoldItem
  public var assessment: Assessment
  /// The program's story; `nil` where it has none.
  public var story: String?

  public init(gold: GoldItem, assessment: Assessment, story: String? = nil) {
    self.gold = gold
    self.assessment = assessment
    self.story = story
  }

  /// Relevant by both, so that kind, stage and the rest can be compared.
  var isFound: Bool { gold.relevant && assessment.relevant }
}
