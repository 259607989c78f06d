internal import News

/// Something that counted, and where.
struct Note: Sendable {
  var rule: String
  /// 0 the title, 1 the summary.
  var reading: Int
  var range: Range<Int>
  var weight: Int
}

/// What speaks for or against an item being about the two sides' relations. Each has its points in `weights.txt`.
enum RelevanceFeature: String, CaseIterable, Sendable {
  /// Every item starts with it.
  case base
  // The two sides in the title, by the standing of the weaker one.
  case titleGovernments = "title.governments"
  case titleCountries = "title.countries"
  case titlePlaces = "title.places"
  case titleWeak = "title.weak"
  /// A government in the title acts on private persons or firms of the other side.
  case titlePrivates = "title.privates"
  // One side in the title, the other in the lead.
  case splitGovernments = "split.governments"
  case splitCountries = "split.countries"
  case splitPlaces = "split.places"
  case splitWeak = "split.weak"
  // Both only in the lead.
  case leadGovernments = "lead.governments"
  case leadCountries = "lead.countries"
  case leadPlaces = "lead.places"
  /// "Pak-US", "US-Pakistan".
  case titleCompound = "title.compound"
  case leadCompound = "lead.compound"
  /// "Coalition Support Fund", "Kerry-Lugar".
  case titleProgramme = "title.programme"
  case leadProgramme = "lead.programme"
  /// A government of the side in title or lead.
  case governmentUS = "government.us"
  case governmentPK = "government.pk"
  // An act that has both sides about it, in one sentence: countries or governments; or one of them less.
  case titleLink = "title.link"
  case titleTouch = "title.touch"
  case leadLink = "lead.link"
  case titleNoun = "title.noun"
  case leadNoun = "lead.noun"
  /// Both sides are there, and no act or subject has them together.
  case unlinked
  // Third parties.
  case thirdSubject = "third.subject"
  case thirdTitle = "third.title"
  case thirdLead = "third.lead"
  case lender = "third.lender"
  case group = "third.group"
  case list = "third.list"
  /// A third party does what the title tells: "India rejects …".
  case thirdActs = "third.acts"
  /// A third party that the title's act has beside the other side: "US urges India and Pakistan".
  case thirdBeside = "third.beside"
  /// A third party speaks: "…: Jaishankar".
  case thirdSpeaker = "third.speaker"
  /// Talks of one side with a third party, the other side only their place.
  case thirdVenue = "third.venue"
  /// "Among them", "50 nations".
  case listed
  /// One side carries messages or mediates for the other.
  case mediation
  /// A private person of one side.
  case privates
  // Points of exclusions, in tens.
  case exclusionTitle = "exclusion.title"
  case exclusionLead = "exclusion.lead"
  /// The same where both governments act.
  case exclusionGoverned = "exclusion.governed"
}

/// A number for each of some features: few, so that looking through them is quicker than hashing.
struct FeatureTable: Sendable {
  private(set) var entries: [(feature: RelevanceFeature, value: Int)] = []

  subscript(_ feature: RelevanceFeature) -> Int? { entries.first { $0.feature == feature }?.value }

  /// Sets a value; gives the one that stood before.
  mutating func update(_ feature: RelevanceFeature, _ value: Int) -> Int? {
    guard let index = entries.firstIndex(where: { $0.feature == feature }) else {
      entries.append((feature, value))
      return nil
    }
    defer { entries[index].value = value }
    return entries[index].value
  }
}

/// Whether an item is about the relations of the two sides: both must be linked, not merely mentioned.
struct Relevance {
  /// Sentences of the summary that count as its lead.
  static let leadSentences = 2

  /// 0 is the line; the score is a logistic map of it.
  var points = 0
  var notes: [Note] = []
  var values = FeatureTable()

  private struct Side {
    var best = Standing.none
    var range: Range<Int> = 0..<0

    mutating func add(_ standing: Standing, _ range: Range<Int>) {
      if standing > best {
        best = standing
        self.range = range
      }
    }
  }

  private struct Zone {
    var us = Side()
    var pk = Side()
    var compound: Range<Int>?
    var programme: Range<Int>?
    var third: [Mention] = []

    var weaker: Standing { min(us.best, pk.best) }
  }

  init(_ title: Reading, _ body: Reading, _ lexicon: Lexicon, _ day: CivilDay?) {
    let head = Relevance.zone(title, 99, lexicon, day)
    let lead = Relevance.zone(body, 2, lexicon, day)
    set(.base, 1, 0, 0..<0)
    sides(head, lead)
    if let range = head.compound {
      set(.titleCompound, 1, 0, range)
    } else if let range = lead.compound {
      set(.leadCompound, 1, 1, range)
    }
    if let range = head.programme {
      set(.titleProgramme, 1, 0, range)
    } else if let range = lead.programme {
      set(.leadProgramme, 1, 1, range)
    }
    for (feature, first, second) in [
      (RelevanceFeature.governmentUS, head.us, lead.us), (.governmentPK, head.pk, lead.pk),
    ] {
      if first.best == .government {
        set(feature, 1, 0, first.range)
      } else if second.best == .government {
        set(feature, 1, 1, second.range)
      }
    }
    links(title, 0, lexicon)
    links(body, 1, lexicon)
    let isLinked = [
      RelevanceFeature.titleLink, .titleTouch, .titleNoun, .leadLink, .leadNoun, .titleCompound, .leadCompound,
    ]
    .contains { values[$0] != nil }
    if !isLinked, head.weaker == .none { set(.unlinked, 1, 0, 0..<min(1, title.tokens.count)) }
    thirdParties(title, body, head, lead, lexicon)
    exclusions(title, body, head, lead, lexicon)
    for (feature, value) in values.entries { points += lexicon.weight(feature) * value }
    for index in notes.indices {
      if let feature = RelevanceFeature(rawValue: notes[index].rule) {
        notes[index].weight = lexicon.weight(feature) * (values[feature] ?? 0)
      }
    }
    notes.removeAll { $0.weight == 0 }
  }

  private mutating func set(_ feature: RelevanceFeature, _ value: Int, _ reading: Int, _ range: Range<Int>) {
    guard values.update(feature, value) == nil, feature != .base else { return }
    notes.append(Note(rule: feature.rawValue, reading: reading, range: range, weight: 0))
  }

  private static func zone(_ reading: Reading, _ sentences: Int, _ lexicon: Lexicon, _ day: CivilDay?) -> Zone {
    var zone = Zone()
    for mention in reading.mentions where mention.sentence < sentences {
      if mention.role == .third { zone.third.append(mention) }
      // Programmes are dated; they are looked at below.
      if mention.role == .programme { continue }
      let standing = mention.standing
      guard standing > .none else { continue }
      if mention.role == .compound { zone.compound = zone.compound ?? mention.range }
      if mention.side == .us || mention.side == .none { zone.us.add(standing, mention.range) }
      if mention.side == .pk || mention.side == .none { zone.pk.add(standing, mention.range) }
      switch mention.nested {
      case .us: zone.us.add(.place, mention.range)
      case .pk: zone.pk.add(.place, mention.range)
      default: break
      }
    }
    for hit in reading.hits where !hit.roles.isDisjoint(with: .programme) && !reading.dropped[Int(hit.first)] {
      let sentence = reading.sentence(of: Int(hit.first))
      guard sentence >= 0, sentence < sentences else { continue }
      for term in lexicon.vocabulary.terms[hit.terms] where term.role == .programme {
        let period = lexicon.programmes[Int(term.index)]
        if let day, !period.holds(on: day) { continue }
        zone.programme = zone.programme ?? hit.range
        if term.side != .pk { zone.us.add(.place, hit.range) }
        if term.side != .us { zone.pk.add(.place, hit.range) }
      }
    }
    return zone
  }

  private mutating func sides(_ head: Zone, _ lead: Zone) {
    let (weak, reading, range) =
      head.us.best <= head.pk.best ? (head.us, 0, head.us.range) : (head.pk, 0, head.pk.range)
    switch head.weaker {
    case .government: return set(.titleGovernments, 1, reading, range)
    case .country: return set(.titleCountries, 1, reading, range)
    case .place: return set(.titlePlaces, 1, reading, range)
    default: break
    }
    // The better of the two ways to split the sides over title and lead.
    let split = max(min(head.us.best, lead.pk.best), min(head.pk.best, lead.us.best))
    if split >= .place || (head.weaker == .none && split == .weak) {
      let lower = min(head.us.best, lead.pk.best) >= min(head.pk.best, lead.us.best) ? lead.pk.range : lead.us.range
      switch split {
      case .government: set(.splitGovernments, 1, 1, lower)
      case .country: set(.splitCountries, 1, 1, lower)
      case .place: set(.splitPlaces, 1, 1, lower)
      default: set(.splitWeak, 1, 1, lower)
      }
    } else if lead.weaker >= .place {
      let lower = lead.us.best <= lead.pk.best ? lead.us.range : lead.pk.range
      switch lead.weaker {
      case .government: set(.leadGovernments, 1, 1, lower)
      case .country: set(.leadCountries, 1, 1, lower)
      default: set(.leadPlaces, 1, 1, lower)
      }
    }
    if weak.best == .weak { set(.titleWeak, 1, reading, range) }
    if weak.best == .privates, max(head.us.best, head.pk.best) == .government { set(.titlePrivates, 1, reading, range) }
  }

  // MARK: Links

  /// An act with both sides about it: one before its verb and the other after, both before, or both about a noun.
  private mutating func links(_ reading: Reading, _ number: Int, _ lexicon: Lexicon) {
    let sentences = number == 0 ? reading.sentences.count : min(2, reading.sentences.count)
    for sentence in 0..<sentences {
      let actors = reading.mentions.filter { $0.sentence == sentence }
      guard sides(actors.map { ($0, $0.standing) }, .privates) == 2 else { continue }
      for candidate in EventKind.candidates(reading, sentences: sentence..<sentence + 1, lexicon) {
        let range = candidate.hit.range
        guard candidate.weight >= 6 else { continue }
        if candidate.hit.isVerb, lexicon.verbs[candidate.hit.group].name == "mediate", number == 0 {
          set(.mediation, 1, number, range)
        }
        if candidate.hit.isVerb, candidate.kind != .statement, candidate.weight >= 8 {
          let before = actors.filter { $0.range.upperBound <= range.lowerBound }
          let near = before.last { $0.role == .third || $0.standing >= .country }
          if near?.role == .third || before.isEmpty { continue }
          let weakest =
            sides(actors.map { ($0, $0.standing) }, .weak) == 2 ? Standing.country : .government
          if sides(before.map { ($0, $0.standing) }, weakest) >= 1 || reading.language == "ur" {
            let isBond = sides(actors.map { ($0, $0.standing) }, .country) == 2
            set(number == 0 ? (isBond ? .titleLink : .titleTouch) : .leadLink, 1, number, range)
          }
        } else if !candidate.hit.isVerb, candidate.kind != .statement,
          sides(actors.map { ($0, $0.standing) }, .weak) == 2
        {
          set(number == 0 ? .titleNoun : .leadNoun, 1, number, range)
        }
      }
    }
  }

  private func sides(_ actors: [(Mention, Standing)], _ least: Standing) -> Int {
    var us = false
    var pk = false
    for (mention, standing) in actors where standing >= least {
      if mention.side == .us || mention.side == .none { us = true }
      if mention.side == .pk || mention.side == .none { pk = true }
    }
    return (us ? 1 : 0) + (pk ? 1 : 0)
  }

  // MARK: Against

  private mutating func thirdParties(_ title: Reading, _ body: Reading, _ head: Zone, _ lead: Zone, _ lexicon: Lexicon)
  {
    let first = title.mentions.first { $0.role == .third || $0.standing >= .weak }
    if let first, first.role == .third {
      switch lexicon.thirds[first.index].kind {
      case .lender: set(.lender, 1, 0, first.range)
      case .group: set(.group, 1, 0, first.range)
      default:
        set(.thirdSubject, 1, 0, first.range)
        let end = first.range.upperBound
        let verb = title.events.first { event in
          event.isVerb && event.range.lowerBound >= end && event.range.lowerBound <= end + 2
            && lexicon.verbs[event.group].weight >= 8
        }
        if let verb,
          !title.mentions.contains(where: { $0.range.lowerBound >= end && $0.range.upperBound <= verb.range.lowerBound }
          )
        {
          set(.thirdActs, 1, 0, verb.range)
        }
      }
    } else if let other = head.third.first {
      switch lexicon.thirds[other.index].kind {
      case .lender: set(.lender, 1, 0, other.range)
      case .group: break
      default:
        let beside =
          (values[.titleLink] ?? values[.titleTouch]) != nil
          && first.map { $0.standing >= .country } ?? false
        set(beside ? .thirdBeside : .thirdTitle, 1, 0, other.range)
      }
    }
    if let other = lead.third.first(where: { lexicon.thirds[$0.index].kind != .group }), head.third.isEmpty {
      set(.thirdLead, 1, 1, other.range)
    }
    let states = Set((head.third).filter { lexicon.thirds[$0.index].kind == .state }.map(\.index))
    if states.count > 1, let last = head.third.last { set(.list, 1, 0, last.range) }
    speaker(title, lexicon)
    venue(title, lexicon)
    if let cue = title.cues.first(where: { $0.cue == .listed }) {
      set(.listed, 1, 0, cue.range)
    } else if head.weaker == .none, let cue = body.cues.first(where: { $0.cue == .listed && $0.sentence < 2 }) {
      set(.listed, 1, 1, cue.range)
    }
  }

  /// "…: Congress", "…, says Jaishankar": whose word it is.
  private mutating func speaker(_ title: Reading, _ lexicon: Lexicon) {
    guard let last = title.mentions.last, last.role == .third, last.range.upperBound >= title.tokens.count - 2 else {
      return
    }
    let start = last.range.lowerBound
    for back in 0...3 where start - back > 0 {
      let says = title.events.contains {
        $0.isVerb && lexicon.verbs[$0.group].name == "say" && $0.range.contains(start - back)
      }
      if title.tokens[start - back].gap == .colon || (says && title.tokens[start - back].gap >= .comma)
        || (says && back > 0)
      {
        return set(.thirdSpeaker, 1, 0, last.range)
      }
    }
  }

  /// "US-Iran talks in Islamabad", "US envoys head to Pakistan for Iran talks".
  private mutating func venue(_ title: Reading, _ lexicon: Lexicon) {
    for mention in title.mentions where mention.role == .third && lexicon.thirds[mention.index].kind != .lender {
      let end = mention.range.upperBound
      let near = title.events.contains {
        !$0.isVerb && ["talks", "deal", "mediation"].contains(lexicon.nouns[$0.group].name)
          && $0.range.lowerBound >= end
          && $0.range.lowerBound <= end + 2
      }
      guard near else { continue }
      let hosts = title.mentions.contains {
        $0.side == .pk && [.weak, .place].contains($0.standing)
          || $0.side == .pk && title.isBehindPreposition($0, lexicon)
      }
      if hosts { return set(.thirdVenue, 1, 0, mention.range) }
    }
  }

  private mutating func exclusions(_ title: Reading, _ body: Reading, _ head: Zone, _ lead: Zone, _ lexicon: Lexicon) {
    var sums = [0, 0]
    var ranges: [Range<Int>?] = [nil, nil]
    for (number, reading) in [title, body].enumerated() {
      var classes: [Int: Int] = [:]
      for mention in reading.mentions where mention.role == .exclusion && (number == 0 || mention.sentence < 2) {
        if mention.weight > classes[mention.index] ?? 0 { classes[mention.index] = mention.weight }
        ranges[number] = ranges[number] ?? mention.range
      }
      sums[number] = min(100, classes.values.reduce(0, +)) / 10
    }
    let governed = min(max(head.us.best, lead.us.best), max(head.pk.best, lead.pk.best)) == .government
    if governed {
      let sum = sums[0] + sums[1] / 2
      if sum > 0 { set(.exclusionGoverned, sum, ranges[0] == nil ? 1 : 0, ranges[0] ?? ranges[1] ?? 0..<0) }
    } else {
      if let range = ranges[0] { set(.exclusionTitle, sums[0], 0, range) }
      if let range = ranges[1] { set(.exclusionLead, sums[1], 1, range) }
    }
    for (number, reading) in [title, body].enumerated() {
      for mention in reading.mentions
      where mention.sentence < 2 && (mention.role == .adjective || mention.role == .country) {
        if mention.standing == .privates { set(.privates, 1, number, mention.range) }
      }
    }
  }
}
