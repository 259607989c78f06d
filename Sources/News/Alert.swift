/// Why an alert was raised.
public enum AlertReason: String, Hashable, Sendable, CaseIterable {
  case newEvent = "new-event"
  case stageChange = "stage-change"
  /// The first from a government's own feed (and again from the other government's).
  case confirmedByOfficial = "confirmed-by-official"
  /// Only with `copies: all`.
  case copy

  /// The word that stands for it in the alert log.
  public var logWord: String {
    switch self {
    case .newEvent: "NEW"
    case .stageChange: "STAGE"
    case .confirmedByOfficial: "OFFICIAL"
    case .copy: "COPY"
    }
  }
}

/// What an alert adds to what the story held before.
public struct AlertChanges: Hashable, Sendable {
  /// Before and after; `nil` where the stage did not move.
  public var stage: StageChange?
  /// Names of participants that the story had not had.
  public var participants: [String]
  public var places: [String]
  public var dates: [CivilDay]
  /// Sums and numbers: "450 million", "75".
  public var figures: [String]

  public struct StageChange: Hashable, Sendable {
    public var from: Stage?
    public var to: Stage
    public init(from: Stage?, to: Stage) {
      self.from = from
      self.to = to
    }
  }

  public init(
    stage: StageChange? = nil, participants: [String] = [], places: [String] = [], dates: [CivilDay] = [],
    figures: [String] = []
  ) {
    self.stage = stage
    self.participants = participants
    self.places = places
    self.dates = dates
    self.figures = figures
  }
}

/// The story as it stood when an alert was raised.
public struct StorySummary: Hashable, Sendable {
  public var id: String
  /// Number of items in it, this one included.
  public var items: Int
  /// Names of the feeds that carried it, in order of first appearance.
  public var sources: [String]
  /// Independent origins among them.
  public var origins: Int
  public var firstSeen: Timestamp
  /// The governments whose own feeds have carried it.
  public var official: [Side]
  public var history: [StageRecord]

  public init(
    id: String, items: Int, sources: [String], origins: Int, firstSeen: Timestamp, official: [Side],
    history: [StageRecord]
  ) {
    self.id = id
    self.items = items
    self.sources = sources
    self.origins = origins
    self.firstSeen = firstSeen
    self.official = official
    self.history = history
  }
}

/// A stage that a story reached, and the item that moved it there.
public struct StageRecord: Hashable, Sendable {
  public var stage: Stage
  public var at: Timestamp
  public var link: String?

  public init(stage: Stage, at: Timestamp, link: String?) {
    self.stage = stage
    self.at = at
    self.link = link
  }
}

/// One development, told once.
public struct Alert: Hashable, Sendable {
  /// Version of the JSON shape; readers ignore fields they don't know.
  public static let schema = 1

  /// Stable and unique; what consumers outside the machine deduplicate by.
  public var id: String
  /// Position in the queue and the logs: rises, never reused.
  public var seq: Int64
  public var detectedAt: Timestamp
  public var publishedAt: Timestamp?
  public var reason: AlertReason
  public var changes: AlertChanges
  public var title: String
  public var link: String?
  public var summary: String?
  public var source: Source
  public var assessment: Assessment
  public var story: StorySummary

  public init(
    id: String, seq: Int64, detectedAt: Timestamp, publishedAt: Timestamp?, reason: AlertReason,
    changes: AlertChanges, title: String, link: String?, summary: String?, source: Source, assessment: Assessment,
    story: StorySummary
  ) {
    self.id = id
    self.seq = seq
    self.detectedAt = detectedAt
    self.publishedAt = publishedAt
    self.reason = reason
    self.changes = changes
    self.title = title
    self.link = link
    self.summary = summary
    self.source = source
    self.assessment = assessment
    self.story = story
  }
}
