/// What kind of event an item reports; the values of the labelling guide.
public enum Kind: String, Hashable, Sendable, CaseIterable {
  case visit, meeting, call, agreement, cooperation, aid, support, request, dispute, sanction, force, statement,
    analysis
}

/// How far the event has come.
public enum Stage: String, Hashable, Sendable, CaseIterable {
  /// Expected, likely, proposed, sought.
  case planned
  /// Officially announced for a future time.
  case confirmed
  /// Has arrived, is under way.
  case ongoing
  /// Has happened.
  case concluded
  /// Called off, postponed, denied.
  case cancelled
}

/// Who acts on whom.
public enum Direction: String, Hashable, Sendable, CaseIterable {
  case usToPK = "US>PK"
  case pkToUS = "PK>US"
  /// Both act, or neither side leads.
  case mutual = "US-PK"
}

/// What is discussed.
public enum Topic: String, Hashable, Sendable, CaseIterable, Comparable {
  case afghanistan, counterterrorism
  case regionalSecurity = "regional-security"
  case defence, economy, energy, climate, health
  case humanRights = "human-rights"
  case people

  public static func < (a: Topic, b: Topic) -> Bool { a.rawValue < b.rawValue }
}

/// What a reader should know before trusting an item.
public enum Flag: String, Hashable, Sendable, CaseIterable {
  /// What it reports is guarded by "may", "likely", "expected" and the like.
  case hedged
  /// Nobody is named as the source of what it says.
  case unattributed
  case noNamedOfficial = "no-named-official"
  case noDate = "no-date"
  /// The same phrases over and over, as written for search engines.
  case repetitive
  /// A person named in the headline takes no part in what the text reports.
  case headlineMismatch = "headline-mismatch"
  /// It tells of the past: an anniversary, a retrospective, an old item dated anew.
  case oldNews = "old-news"

  /// The flags that make an alert `THIN(…)` in the log, in the order in which it names them.
  public static let thin: [Flag] = [.noNamedOfficial, .noDate, .unattributed, .repetitive, .headlineMismatch]
}

/// An official or institution that acts, speaks or is addressed.
public struct Participant: Hashable, Sendable {
  /// Canonical English name; where no person is named, the role ("Foreign Secretary of Pakistan").
  public var name: String
  public var side: Side
  /// The office held at the item's date ("Secretary of State"); "former …" after it; `nil` for an institution.
  public var role: String?
  /// A person by name, as against an institution or a bare role.
  public var isPerson: Bool

  public init(name: String, side: Side, role: String? = nil, isPerson: Bool = false) {
    self.name = name
    self.side = side
    self.role = role
    self.isPerson = isPerson
  }
}

/// A rule that counted, and the words that set it off.
public struct Evidence: Hashable, Sendable {
  /// Dotted name of the rule, general to particular: `actor.us.person`, `kind.visit.arrive`.
  public var rule: String
  /// The words as they stand in the item.
  public var text: String
  /// `title` or `summary`.
  public var field: String
  /// Where `text` begins in that field, in Unicode scalars.
  public var offset: Int
  /// What the rule added; negative where it counted against.
  public var weight: Int

  public init(rule: String, text: String, field: String, offset: Int, weight: Int) {
    self.rule = rule
    self.text = text
    self.field = field
    self.offset = offset
    self.weight = weight
  }
}

/// What adds to an item's specificity, or takes from it.
public struct SpecificityPart: Hashable, Sendable {
  /// In plain words: "named officials".
  public var name: String
  /// How many there are.
  public var count: Int
  /// Hundredths; negative where it takes away.
  public var points: Int

  public init(name: String, count: Int, points: Int) {
    self.name = name
    self.count = count
    self.points = points
  }
}

/// The judgement of one item. A pure function of the item and the lexicon made it.
public struct Assessment: Hashable, Sendable {
  /// `score ≥ 0.5`.
  public var relevant: Bool
  /// The probability, 0…1, that the item is about US–Pakistan relations; two decimals.
  public var score: Double
  /// `nil` where not relevant.
  public var kind: Kind?
  /// `nil` for an analysis and where no stage can be told.
  public var stage: Stage?
  public var direction: Direction?
  /// Sorted; empty where not relevant.
  public var topics: [Topic]
  /// In order of importance: who acts first.
  public var participants: [Participant]
  /// Canonical names of the places where it happens.
  public var places: [String]
  /// Days that the text names, resolved against the publication date only; sorted.
  public var dates: [CivilDay]
  /// 0…1: named officials, dates, places, numbers and quotes against hedges, filler and repetition.
  public var specificity: Double
  /// What it is the sum of, for who asks why; not kept with an alert.
  public var specificityParts: [SpecificityPart] = []
  public var flags: [Flag]
  public var evidence: [Evidence]
  /// `en` or `ur`, by the script of the text.
  public var language: String
  /// Ordinals that tell rounds and sessions apart: "12th round" gives `12 round`. Folded, sorted.
  public var ordinals: [String]

  public init(
    relevant: Bool = false, score: Double = 0, kind: Kind? = nil, stage: Stage? = nil, direction: Direction? = nil,
    topics: [Topic] = [], participants: [Participant] = [], places: [String] = [], dates: [CivilDay] = [],
    specificity: Double = 0, flags: [Flag] = [], evidence: [Evidence] = [], language: String = "en",
    ordinals: [String] = []
  ) {
    self.relevant = relevant
    self.score = score
    self.kind = kind
    self.stage = stage
    self.direction = direction
    self.topics = topics
    self.participants = participants
    self.places = places
    self.dates = dates
    self.specificity = specificity
    self.flags = flags
    self.evidence = evidence
    self.language = language
    self.ordinals = ordinals
  }
}
