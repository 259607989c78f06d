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

  /// Something that the one would be found by beside the other.
  var hasKey = false

  /// So many hundredths of one text in the other are a copy, whatever else was made of it.
  static let copy = 50

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
    titleWords = Fingerprint.shared(a.print.titleWords, b.print.titleWords)
    compareParticipants(a, b)
    figures = a.print.figures.count { b.print.figures.contains($0) }
    hasKey = titleWords + figures + personsUS + personsPK + bodies > 0
    guard hasKey || copied >= Evidence.copy else { return }
    for word in Fingerprint.common(a.print.words, b.print.words) {
      words += 1
      if !CommonWords.usual.contains(word) { rareWords += 1 }
    }
    overlap = words * 100 / max(min(a.print.words.count, b.print.words.count), 6)
    areSumsApart = EventKey.areApart(
      a.print.figures.filter(Evidence.isSum), b.print.figures.filter(Evidence.isSum))
    if a.print.weekdays != 0, b.print.weekdays != 0 { weekday = a.print.weekdays & b.print.weekdays != 0 ? 1 : -1 }
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
    var names = (us: (first: 0, second: 0), pk: (first: 0, second: 0))
    var institutions = names
    var sharedBodies = (us: 0, pk: 0)
    for one in a.participants {
      count(one, &names.us.first, &names.pk.first, &institutions.us.first, &institutions.pk.first)
      for other in b.participants
      where one.side == other.side && one.isPerson == other.isPerson && one.name == other.name {
        switch (one.isPerson, one.side) {
        case (true, .us): personsUS += 1
        case (true, .pk): personsPK += 1
        case (false, .us): sharedBodies.us += 1
        case (false, .pk): sharedBodies.pk += 1
        }
        if one.isPerson, !EventKey.isUsual(one.name) { rarePersons += 1 }
        break
      }
    }
    for other in b.participants {
      count(other, &names.us.second, &names.pk.second, &institutions.us.second, &institutions.pk.second)
    }
    bodies = sharedBodies.us + sharedBodies.pk
    strangers = strange(names.us, personsUS) + strange(names.pk, personsPK)
    otherBodies = other(institutions.us, sharedBodies.us) + other(institutions.pk, sharedBodies.pk)
  }

  private func count(_ one: Participant, _ namesUS: inout Int, _ namesPK: inout Int, _ us: inout Int, _ pk: inout Int) {
    switch (one.isPerson, one.side) {
    case (true, .us): namesUS += 1
    case (true, .pk): namesPK += 1
    case (false, .us): us += 1
    case (false, .pk): pk += 1
    }
  }

  private func strange(_ named: (first: Int, second: Int), _ shared: Int) -> Int {
    named.first > 0 && named.second > 0 ? max(0, named.first + named.second - 2 * shared) : 0
  }

  private func other(_ named: (first: Int, second: Int), _ shared: Int) -> Int {
    named.first > 0 && named.second > 0 && shared == 0 ? 1 : 0
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
