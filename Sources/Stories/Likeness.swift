import News

/// How much speaks for two reports being of one event.
enum Likeness {
  /// From so many points on, two reports are of one event.
  static let threshold = 100

  /// The most that a member of the story has in common with the item; `nil` where one of them forbids it.
  static func score(_ member: StoryMember, _ members: [StoryMember]) -> Int? {
    var best = 0
    for other in members {
      if Veto.forbids(member, other) { return nil }
      best = max(best, Evidence(member, other).points)
    }
    return best
  }

  /// Whether the one would bring the other into its story.
  static func areLinked(_ a: StoryMember, _ b: StoryMember) -> Bool {
    !Veto.forbids(a, b) && Evidence(a, b).points >= threshold
  }
}

/// What two reports have in common.
struct Evidence {
  /// Share of the shorter text's shingles that the longer has, in hundredths.
  var copied = 0
  /// Telling words in common; those in both titles among them.
  var words = 0
  var titleWords = 0
  /// Telling words in common, in hundredths of the shorter text's.
  var overlap = 0
  var figures = 0
  /// Named persons of the two sides.
  var personsUS = 0
  var personsPK = 0
  /// Institutions and roles.
  var bodies = 0
  var places = 0
  var dates = 0
  var topics = 0
  var kinds = Kinds.apart
  var isSameStage = false
  var isSameDirection = false
  var isSameLanguage = true
  /// Hours between their own times; `nil` where one has none.
  var hours: Int?
  /// They follow one another as reports of one event do.
  var isInWindow = true

  enum Kinds { case same, family, near, apart }

  init(_ a: StoryMember, _ b: StoryMember) {
    copied = Int((Fingerprint.containment(a.print.shingles, b.print.shingles) ?? 0) * 100)
    words = Fingerprint.shared(a.print.words, b.print.words)
    titleWords = Fingerprint.shared(a.print.titleWords, b.print.titleWords)
    let shorter = min(a.print.words.count, b.print.words.count)
    overlap = shorter == 0 ? 0 : words * 100 / max(shorter, 6)
    figures = Evidence.common(a.print.figures, b.print.figures)
    personsUS = EventKey.names(a.participants, side: .us).intersection(EventKey.names(b.participants, side: .us)).count
    personsPK = EventKey.names(a.participants, side: .pk).intersection(EventKey.names(b.participants, side: .pk)).count
    bodies = Evidence.common(Evidence.bodies(a), Evidence.bodies(b))
    places = Evidence.common(a.places, b.places)
    dates = a.dates.reduce(0) { $0 + (b.dates.contains($1) ? 1 : 0) }
    topics = a.topics.reduce(0) { $0 + (b.topics.contains($1) ? 1 : 0) }
    kinds = Evidence.kinds(a.kind, b.kind)
    isSameStage = a.stage != nil && a.stage == b.stage
    isSameDirection = a.direction != nil && a.direction == b.direction
    isSameLanguage = Evidence.isUrdu(a) == Evidence.isUrdu(b)
    let window = max(EventKey.window(a.kind, a.stage), EventKey.window(b.kind, b.stage))
    if let first = a.time, let second = b.time {
      let gap = abs(first.seconds - second.seconds)
      hours = Int(gap / 3600)
      isInWindow = gap <= (dates > 0 ? max(window, 60 * 86400) : window)
    } else if let first = a.seenAt, let second = b.seenAt {
      isInWindow = abs(first.seconds - second.seconds) <= 2 * window
    }
  }

  var points: Int {
    guard isInWindow else { return 0 }
    if copied >= 50 { return 200 }
    guard kinds != .apart else { return 0 }
    var points = 0
    points += min(copied * 3, 100)
    points += min(words * 10, 60) + min(titleWords * 8, 32) + overlap / 2
    points += min(figures * 20, 40) + min(dates * 20, 40) + min(places * 8, 16)
    points += min((personsUS + personsPK) * 18, 45) + min(bodies * 6, 12)
    if personsUS > 0, personsPK > 0 { points += 15 }
    switch kinds {
    case .same: points += 15
    case .family: points += 8
    case .near: points += 4
    case .apart: break
    }
    points += min(topics * 5, 10)
    if isSameStage { points += 4 }
    if let hours { points += hours <= 30 ? 25 : hours <= 72 ? 12 : 0 }
    if !isSameLanguage, kinds != .near, personsUS + personsPK > 0, let hours, hours <= 36 { points += 30 }
    return points
  }

  private static func kinds(_ a: Kind?, _ b: Kind?) -> Kinds {
    guard let a, let b else { return a == b ? .same : .apart }
    if a == b { return .same }
    switch (EventKey.family(a), EventKey.family(b)) {
    case (let first, let second) where first == second: return .family
    case (.analysis, _), (_, .analysis), (.force, _), (_, .force): return .apart
    default: return .near
    }
  }

  private static func bodies(_ member: StoryMember) -> [String] {
    member.participants.filter { !$0.isPerson }.map(\.name)
  }

  private static func common(_ a: [String], _ b: [String]) -> Int { Set(a).intersection(b).count }

  private static func isUrdu(_ member: StoryMember) -> Bool {
    member.title.unicodeScalars.contains { (0x0600...0x06FF).contains($0.value) }
  }
}
