import News

/// What two reports have in common, and what not.
struct Evidence {
  /// Shared words: the sum of their weights, in hundredths of a rare word's; those in both titles; those of the one's
  /// title that stand in the other's lead, in thousandths of that title's weight, both ways added.
  var shared = 0
  var inTitles = 0
  var titlesTold = 0
  /// Shared words that few reports have.
  var rareWords = 0
  /// Shared words, in thousandths of the lighter text's weight.
  var cover = 0
  /// Share of the shorter text's shingles that the longer has, in hundredths.
  var copied = 0
  var figures = 0
  /// Those of them that are so many of something.
  var sums = 0
  /// Both name sums, and none in common.
  var areSumsApart = false
  /// Named persons of the two sides, and those of them that few reports name.
  var personsUS = 0
  var personsPK = 0
  var rarePersons = 0
  /// Named persons that one report has and the other, which names some of that side, has not.
  var strangers = 0
  /// Offices that the one names and whose holder the other names; persons of the one whose surname stands in the other's
  /// text, though it was not read as a person there.
  var offices = 0
  var surnames = 0
  /// Institutions and roles; sides of which both name some, none of them the same.
  var bodies = 0
  var otherBodies = 0
  var places = 0
  /// Both name places, and none in common; so with days and topics.
  var arePlacesApart = false
  var dates = 0
  var areDatesApart = false
  /// A day that the one names is the other's own, and not its own.
  var isDayTold = false
  var topics = 0
  var areTopicsApart = false
  /// The one acts on the other in the one report, and the other way round in the other.
  var isReverse = false
  /// The earlier says that it has happened, the later that it will.
  var isBackward = false
  /// The one's title answers something, and the other tells of no answer.
  var isOneAnswer = false
  /// One of them says that it was called off.
  var isOneCancelled = false
  var kinds = Kinds.apart
  var isSameLanguage = true
  /// A day of the week in common: 1; both name some, and none in common: -1.
  var weekday = 0
  /// Hours between their own times; `nil` where one has none.
  var hours: Int?
  var areBothUndated = false

  /// Two reports without a word, a name or a figure in common are of two events, however well their kinds and times agree.
  var hasGrounds: Bool { shared > 0 || personsUS + personsPK + bodies + figures > 0 }

  enum Kinds { case same, family, near, apart }

  /// What follows from single values; the rest is to be filled in by ``compareNames(_:_:)`` and ``compareTexts(_:_:)``.
  init(_ a: Outline, _ b: Outline) {
    kinds = Evidence.kinds(a.kind, b.kind)
    if let first = a.time, let second = b.time {
      hours = Int(abs(first - second) / 3_600_000)
      let (earlier, later) = first <= second ? (a.stage, b.stage) : (b.stage, a.stage)
      isBackward =
        abs(first - second) > 30 * 3_600_000 && earlier == .concluded && (later == .planned || later == .confirmed)
    } else {
      areBothUndated = a.time == nil && b.time == nil
      if a.weekdays != 0, b.weekdays != 0 { weekday = a.weekdays & b.weekdays != 0 ? 1 : -1 }
    }
    topics = (a.topics & b.topics).nonzeroBitCount
    areTopicsApart = topics == 0 && a.topics != 0 && b.topics != 0
    isOneAnswer = a.isAnswer && !b.tellsAnswer || b.isAnswer && !a.tellsAnswer
    isReverse = Evidence.isReverse(a.direction, b.direction)
    isOneCancelled = (a.stage == .cancelled) != (b.stage == .cancelled)
    isSameLanguage = a.isArabicScript == b.isArabicScript
  }

  /// Everything but the words.
  mutating func compareNames(_ a: Sketch, _ b: Sketch) {
    comparePersons(a, b)
    bodies = shared(a, b, .bodiesUS) + shared(a, b, .bodiesPK)
    offices = a.shared(b, .offices, .holders) + b.shared(a, .offices, .holders)
    surnames = a.told(b) + b.told(a)
    otherBodies = (a.isApart(b, .bodiesUS) ? 1 : 0) + (a.isApart(b, .bodiesPK) ? 1 : 0)
    figures = shared(a, b, .figures)
    sums = shared(a, b, .sums)
    places = shared(a, b, .places)
    dates = shared(a, b, .dates)
    areSumsApart = sums == 0 && a.count(.sums) > 0 && b.count(.sums) > 0
    arePlacesApart = places == 0 && a.count(.places) > 0 && b.count(.places) > 0
    compareDays(a, b)
    areDatesApart = dates == 0 && a.count(.dates) > 0 && b.count(.dates) > 0
  }

  /// The most that two reports can have in common of which no more is known than this, and the least that parts them: no
  /// such pair has more points.
  mutating func presume(shared: Int, _ a: Outline, _ b: Outline) {
    presume(shared: shared, weights: (a.weight, b.weight), titles: (a.titleWeight, b.titleWeight))
    personsUS = a.mostShared(b, .personsUS)
    personsPK = a.mostShared(b, .personsPK)
    rarePersons = personsUS + personsPK
    strangers = Evidence.strangers(a, b, .personsUS, personsUS) + Evidence.strangers(a, b, .personsPK, personsPK)
    bodies = a.mostShared(b, .bodiesUS) + a.mostShared(b, .bodiesPK)
    otherBodies = (a.isApart(b, .bodiesUS) ? 1 : 0) + (a.isApart(b, .bodiesPK) ? 1 : 0)
    if a.namesOffices || b.namesOffices { (offices, surnames) = (1, 2) }
    figures = a.mostShared(b, .figures)
    sums = a.mostShared(b, .sums)
    places = a.mostShared(b, .places)
    dates = a.mostShared(b, .dates)
    areSumsApart = a.isApart(b, .sums)
    arePlacesApart = a.isApart(b, .places)
    areDatesApart = a.isApart(b, .dates)
    isDayTold = a.mayName(dayOf: b) || b.mayName(dayOf: a)
  }

  /// What words that weigh so much can say at most, wherever they stand.
  mutating func presume(shared: Int, weights: (Int32, Int32), titles: (Int32, Int32)) {
    self.shared = shared
    inTitles = shared
    rareWords = shared / 85
    cover = shared * 1000 / max(Int(min(weights.0, weights.1)), 300)
    titlesTold = shared * 1000 / max(Int(titles.0), 100) + shared * 1000 / max(Int(titles.1), 100)
  }

  mutating func compareTexts(_ a: Sketch, _ b: Sketch) {
    compareWords(a, b)
    let shorter = min(a.count(.shingles), b.count(.shingles))
    if shorter >= 8, rareWords > 1 { copied = a.shared(b, .shingles) * 100 / shorter }
  }

  private mutating func compareDays(_ a: Sketch, _ b: Sketch) {
    guard let first = a.outline.day, let second = b.outline.day, abs(first - second) > 2 else { return }
    isDayTold = (a.distance(to: second...second) ?? 2) <= 1 || (b.distance(to: first...first) ?? 2) <= 1
  }

  private mutating func compareWords(_ a: Sketch, _ b: Sketch) {
    let (first, second) = (a.range(.terms), b.range(.terms))
    var (i, j) = (first.lowerBound, second.lowerBound)
    var (ofA, ofB) = (0, 0)
    (shared, rareWords, inTitles) = (0, 0, 0)
    while i < first.upperBound, j < second.upperBound {
      let (one, other) = (a.values[i] | Terms.place, b.values[j] | Terms.place)
      if one == other {
        let weight = Int(a.weights[i])
        let (atA, atB) = (a.values[i], b.values[j])
        shared += weight
        if weight >= 85 { rareWords += 1 }
        if atA & atB & Terms.inTitle != 0 { inTitles += weight }
        if atA & Terms.inTitle != 0, atB & Terms.inLead != 0 { ofA += weight }
        if atB & Terms.inTitle != 0, atA & Terms.inLead != 0 { ofB += weight }
      }
      if one <= other { i += 1 }
      if other <= one { j += 1 }
    }
    cover = shared * 1000 / max(Int(min(a.outline.weight, b.outline.weight)), 300)
    titlesTold = ofA * 1000 / max(Int(a.outline.titleWeight), 100) + ofB * 1000 / max(Int(b.outline.titleWeight), 100)
  }

  private mutating func comparePersons(_ a: Sketch, _ b: Sketch) {
    personsUS = shared(a, b, .personsUS)
    personsPK = shared(a, b, .personsPK)
    strangers =
      Evidence.strangers(a.outline, b.outline, .personsUS, personsUS)
      + Evidence.strangers(a.outline, b.outline, .personsPK, personsPK)
    guard personsUS + personsPK > 0 else { return }
    for part in [Sketch.Part.personsUS, .personsPK] { rarePersons += a.shared(b, part) { $0 & 1 == 0 } }
  }

  private static func strangers(_ a: Outline, _ b: Outline, _ mark: Outline.Mark, _ shared: Int) -> Int {
    let (first, second) = (a.count(mark), b.count(mark))
    return first > 0 && second > 0 ? first + second - 2 * shared : 0
  }

  private func shared(_ a: Sketch, _ b: Sketch, _ mark: Outline.Mark) -> Int {
    a.outline.mayShare(b.outline, mark) ? a.shared(b, mark.part) : 0
  }

  static func isReverse(_ a: Direction?, _ b: Direction?) -> Bool {
    a == .usToPK && b == .pkToUS || a == .pkToUS && b == .usToPK
  }

  /// Analyses and strikes are of one event with little else; other kinds report one another's events.
  private static func kinds(_ a: Kind?, _ b: Kind?) -> Kinds {
    guard let a, let b else { return a == b ? .same : .apart }
    if a == b { return .same }
    switch (EventKey.family(a), EventKey.family(b)) {
    case (let first, let second) where first == second: return .family
    case (.analysis, _), (_, .analysis), (.force, _), (_, .force): return .apart
    default: return .near
    }
  }
}
