/// An item that asks to be grouped: what was read, how it was judged, and when.
public struct StoryCandidate: Hashable, Sendable {
  /// Names the item among all items; whoever keeps the stories chooses the numbers.
  public var number: Int64
  public var item: Item
  public var assessment: Assessment
  public var source: Source
  /// The item's own time; `nil` where it has none that can be believed.
  public var time: Timestamp?
  /// When it was first seen; `nil` where there is no clock at all (the evaluation of a file).
  public var seenAt: Timestamp?

  public init(
    number: Int64, item: Item, assessment: Assessment, source: Source, time: Timestamp?, seenAt: Timestamp?
  ) {
    self.number = number
    self.item = item
    self.assessment = assessment
    self.source = source
    self.time = time
    self.seenAt = seenAt
  }
}

/// What of a text is kept to recognise it by. All lists are sorted and without repeats.
public struct TextPrint: Hashable, Sendable {
  /// Hashes of the telling words, each reduced to its stem or to its concept; the two lowest bits of each say that it
  /// stands in the title, and in the title or the lead.
  public var words: [UInt32]
  /// Numbers, sums and days as they stand: "33 million", "75", "21 jan".
  public var figures: [String]
  /// Days of the week that the text names, one bit each: Monday is 1, Sunday 64.
  public var weekdays: Int
  /// Hashes of runs of three words: copies share them, whatever surrounds them.
  public var shingles: [UInt32]
  /// The news agency that the text names as its author, folded.
  public var agency: String?
  /// Written in Arabic letters: its words say nothing beside those of another script.
  public var isArabicScript: Bool

  public init(
    words: [UInt32] = [], figures: [String] = [], weekdays: Int = 0,
    shingles: [UInt32] = [], agency: String? = nil, isArabicScript: Bool = false
  ) {
    self.words = words
    self.figures = figures
    self.weekdays = weekdays
    self.shingles = shingles
    self.agency = agency
    self.isArabicScript = isArabicScript
  }
}

/// An item as its story keeps it.
public struct StoryMember: Hashable, Sendable {
  public var number: Int64
  public var source: Source
  public var title: String
  public var link: String?
  public var time: Timestamp?
  public var seenAt: Timestamp?
  public var kind: Kind?
  public var stage: Stage?
  public var direction: Direction?
  public var participants: [Participant]
  public var places: [String]
  public var dates: [CivilDay]
  public var ordinals: [String]
  public var topics: [Topic]
  /// It tells of the past: it may join a story, and opens none that others could join.
  public var isRetrospective: Bool
  public var print: TextPrint

  /// When it happened, as far as anybody knows: the item's own time, else when it was first seen.
  public var clock: Timestamp? { time ?? seenAt }

  public init(
    number: Int64, source: Source, title: String, link: String? = nil, time: Timestamp? = nil,
    seenAt: Timestamp? = nil, kind: Kind? = nil, stage: Stage? = nil, direction: Direction? = nil,
    participants: [Participant] = [], places: [String] = [], dates: [CivilDay] = [], ordinals: [String] = [],
    topics: [Topic] = [], isRetrospective: Bool = false, print: TextPrint = TextPrint()
  ) {
    self.number = number
    self.source = source
    self.title = title
    self.link = link
    self.time = time
    self.seenAt = seenAt
    self.kind = kind
    self.stage = stage
    self.direction = direction
    self.participants = participants
    self.places = places
    self.dates = dates
    self.ordinals = ordinals
    self.topics = topics
    self.isRetrospective = isRetrospective
    self.print = print
  }
}

/// One development and the reports of it. All but `id` and `told` follows from the members:
/// the same members give the same story, in whatever order they came.
public struct Story: Hashable, Sendable {
  /// Short, unique, the same for good.
  public var id: String
  /// By their clock, those without one last.
  public var members: [StoryMember]
  public var kind: Kind?
  public var stage: Stage?
  public var history: [StageRecord]
  /// Names of the feeds that carried it, in order of their first report.
  public var sources: [String]
  /// Independent origins: copies of one agency's report count once.
  public var origins: Int
  /// The governments whose own feeds have carried it, in order.
  public var official: [Side]
  /// Until when reports may still join it, by its own clock; `nil` where it has none.
  public var closes: Timestamp?
  public var told: StoryTold

  public init(
    id: String, members: [StoryMember], kind: Kind? = nil, stage: Stage? = nil, history: [StageRecord] = [],
    sources: [String] = [], origins: Int = 0, official: [Side] = [], closes: Timestamp? = nil,
    told: StoryTold = StoryTold()
  ) {
    self.id = id
    self.members = members
    self.kind = kind
    self.stage = stage
    self.history = history
    self.sources = sources
    self.origins = origins
    self.official = official
    self.closes = closes
    self.told = told
  }
}

/// What readers have been told of a story.
public struct StoryTold: Hashable, Sendable {
  /// Number of alerts raised.
  public var alerts: Int
  public var stage: Stage?
  public var official: [Side]

  public init(alerts: Int = 0, stage: Stage? = nil, official: [Side] = []) {
    self.alerts = alerts
    self.stage = stage
    self.official = official
  }
}

/// Where an item belongs, and what it adds.
public struct StoryDecision: Hashable, Sendable {
  /// The story that holds the item now, as it must be kept.
  public var story: Story
  /// The story had not been there before.
  public var isNew: Bool
  /// Other stories that the item changed: reports find their place anew when a better one appears. One without
  /// members is gone.
  public var others: [Story]
  /// `copy` where the item adds nothing that is worth an alert.
  public var reason: AlertReason
  public var changes: AlertChanges
  /// What readers will have been told once this item has raised its alert.
  public var told: StoryTold

  public init(
    story: Story, isNew: Bool, others: [Story] = [], reason: AlertReason, changes: AlertChanges = AlertChanges(),
    told: StoryTold
  ) {
    self.story = story
    self.isNew = isNew
    self.others = others
    self.reason = reason
    self.changes = changes
    self.told = told
  }
}
