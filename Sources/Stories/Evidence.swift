import News

/// What two reports have in common, and what not.
struct Evidence {
  /// Share of the shorter text's shingles that the longer has, in hundredths.
  var copied = 0
  /// Telling words in common; those in both titles among them.
  var words = 0
  var titleWords = 0
  /// Those of them that few reports have.
  var rareWords = 0
  /// Telling words in common, in hundredths of the shorter text's.
  var overlap = 0
  var figures = 0
  /// Both name sums, and none in common.
  var areSumsApart = false
  /// A day of the week in common: 1; both name some, and none in common: -1.
  var weekday = 0
  /// Named persons of the two sides.
  var personsUS = 0
  var personsPK = 0
  /// Those of them that few reports name.
  var rarePersons = 0
  /// Named persons that one report has and the other, which names some of that side, has not.
  var strangers = 0
  /// Institutions and roles.
  var bodies = 0
  /// Sides of which both name institutions, none of them the same.
  var otherBodies = 0
  var places = 0
  /// Both name places, and none in common; so with days.
  var arePlacesApart = false
  var dates = 0
  var areDatesApart = false
  /// The one acts on the other in the one report, and the other way round in the other.
  var isReverse = false
  var topics = 0
  var kinds = Kinds.apart
  var isSameStage = false
  var isSameLanguage = true
  /// Hours between their own times; `nil` where one has none.
  var hours: Int?
  /// They follow one another as reports of one event do.
  var isInWindow = true

  enum Kinds { case same, family, near, apart }

  init(_ a: StoryMember, _ b: StoryMember) {
    kinds = Evidence.kinds(a.kind, b.kind)
    if let first = a.time, let second = b.time {
      let gap = abs(first.seconds - second.seconds)
      hours = Int(gap / 3600)
      isInWindow = first <= second ? EventKey.follows(a, b, gap: gap) : EventKey.follows(b, a, gap: gap)
    } else if let first = a.seenAt, let second = b.seenAt {
      let window = max(EventKey.window(a.kind, a.stage), EventKey.window(b.kind, b.stage))
      isInWindow = abs(first.seconds - second.seconds) <= 2 * window
    }
    guard isInWindow else { return }
    copied = Int((Fingerprint.containment(a.print.shingles, b.print.shingles) ?? 0) * 100)
    let common = Fingerprint.common(a.print.words, b.print.words)
    words = common.count
    rareWords = common.count { !CommonWords.usual.contains($0) }
    titleWords = Fingerprint.common(a.print.titleWords, b.print.titleWords).count
    overlap = words * 100 / max(min(a.print.words.count, b.print.words.count), 6)
    figures = a.print.figures.count { b.print.figures.contains($0) }
    areSumsApart = EventKey.areApart(
      a.print.figures.filter(Evidence.isSum), b.print.figures.filter(Evidence.isSum))
    if a.print.weekdays != 0, b.print.weekdays != 0 { weekday = a.print.weekdays & b.print.weekdays != 0 ? 1 : -1 }
    compareParticipants(a, b)
    places = a.places.count { b.places.contains($0) }
    arePlacesApart = EventKey.areApart(a.places, b.places)
    dates = a.dates.count { b.dates.contains($0) }
    areDatesApart = dates == 0 && !a.dates.isEmpty && !b.dates.isEmpty
    if let first = a.direction, let second = b.direction {
      isReverse = first != second && first != .mutual && second != .mutual
    }
    topics = a.topics.count { b.topics.contains($0) }
    isSameStage = a.stage != nil && a.stage == b.stage
    isSameLanguage = a.print.isArabicScript == b.print.isArabicScript
  }

  private mutating func compareParticipants(_ a: StoryMember, _ b: StoryMember) {
    for side in Side.allCases {
      let first = EventKey.names(a.participants, side: side)
      let second = EventKey.names(b.participants, side: side)
      let both = first.filter(second.contains)
      if side == .us { personsUS = both.count } else { personsPK = both.count }
      rarePersons += both.count { !EventKey.isUsual($0) }
      if !first.isEmpty, !second.isEmpty { strangers += first.count + second.count - 2 * both.count }
      let institutions = EventKey.bodies(a.participants, side: side)
      let others = EventKey.bodies(b.participants, side: side)
      bodies += institutions.count { others.contains($0) }
      if EventKey.areApart(institutions, others) { otherBodies += 1 }
    }
  }

  /// Analyses and strikes are of one event with nothing else; other kinds report one another's events.
  private static func kinds(_ a: Kind?, _ b: Kind?) -> Kinds {
    guard let a, let b else { return a == b ? .same : .apart }
    if a == b { return .same }
    switch (EventKey.family(a), EventKey.family(b)) {
    case (let first, let second) where first == second: return .family
    case (.analysis, _), (_, .analysis), (.force, _), (_, .force): return .apart
    default: return .near
    }
  }

  /// "33 million", as against "75" and "21 jan".
  private static func isSum(_ figure: String) -> Bool { figure.hasSuffix("illion") || figure.hasSuffix("crore") }
}
