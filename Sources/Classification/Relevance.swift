internal import News

/// Something that counted, and where.
struct Note: Sendable {
  var rule: String
  /// 0 the title, 1 the summary.
  var reading: Int
  var range: Range<Int>
  var weight: Int
}

/// Whether an item is about the relations of the two sides: both must be linked, not merely mentioned.
struct Relevance {
  /// Sentences of the summary that count as its lead.
  static let leadSentences = 2

  /// 0 is the line; the score is a logistic map of it.
  var points = 0
  var notes: [Note] = []
  /// What each note is of.
  private var features: [RelevanceFeature] = []
  var values = FeatureTable()
  /// Both sides are in title or lead.
  private var areBothThere = false

  struct Presence {
    var best = Standing.none
    var range: Range<Int> = 0..<0

    mutating func add(_ standing: Standing, _ range: Range<Int>) {
      if standing > best {
        best = standing
        self.range = range
      }
    }
  }

  struct Zone {
    var us = Presence()
    var pk = Presence()
    var compound: Range<Int>?
    var programme: Range<Int>?
    /// A programme or an event that is both sides' own stands in it: "Salala", "Coalition Support Fund".
    var isJoint = false
    /// One side's mission to the other stands in it: "US Ambassador to Pakistan", "US Consulate in Peshawar".
    var isMission = false
    var third: [Mention] = []

    var weaker: Standing { min(us.best, pk.best) }
  }

  /// - Parameters:
  ///   - home: the side in whose country the outlet writes.
  ///   - official: the side whose government's own word the item is.
  init(_ title: Reading, _ body: Reading, _ lexicon: Lexicon, _ day: CivilDay?, home: Side?, official: Side?) {
    var head = Relevance.zone(title, 99, lexicon, day)
    if head.compound == nil { head.compound = pair(title) }
    let lead = Relevance.zone(body, 2, lexicon, day)
    set(.base, 1, 0, 0..<0)
    if let official { Relevance.own(official, &head, lead) }
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
    governed(.governmentUS, head.us, lead.us)
    governed(.governmentPK, head.pk, lead.pk)
    links(title, 0, lexicon)
    telling(title)
    links(body, 1, lexicon)
    discussing(title, body, lexicon)
    mediating(title, body, head, lexicon)
    let isLinked = values.entries.contains { entry in
      switch entry.feature {
      case .titleLink, .titleTouch, .titleNoun, .leadLink, .leadNoun, .titleCompound, .leadCompound: true
      default: false
      }
    }
    if !isLinked, head.weaker == .none, !isMission(body, head, lead, lexicon, day) {
      set(.unlinked, 1, 0, 0..<min(1, title.tokens.count))
    }
    if official == nil { imply(title, head, home == .pk, lead.pk.best >= .place, lexicon) }
    thirdParties(title, body, head, lead, lexicon)
    exclusions(title, body, head, lead, lexicon)
    privateCase(title, head, lead, lexicon)
    for (feature, value) in values.entries { points += lexicon.weight(feature) * value }
    for (index, feature) in features.enumerated() {
      notes[index].weight = lexicon.weight(feature) * (values[feature] ?? 0)
    }
    notes.removeAll { $0.weight == 0 }
    areBothThere = min(max(head.us.best, lead.us.best), max(head.pk.best, lead.pk.best)) > .none
  }

  /// Adds what the words speak for. Where the rules leave no doubt there is nothing to ask.
  mutating func lean(_ leanings: Leanings) {
    guard let note = leanings.relevance(canRaise: areBothThere) else { return }
    points += note.weight
    notes.append(note)
  }

  /// A mission of one side to the other is at work, in the title or the lead's first sentence, and both are there.
  private func isMission(
    _ body: Reading, _ head: Zone, _ lead: Zone, _ lexicon: Lexicon, _ day: CivilDay?
  ) -> Bool {
    min(max(head.us.best, lead.us.best), max(head.pk.best, lead.pk.best)) > .none
      && (head.isMission || Relevance.zone(body, 1, lexicon, day).isMission)
  }

  private mutating func governed(_ feature: RelevanceFeature, _ head: Presence, _ lead: Presence) {
    if head.best == .government {
      set(feature, 1, 0, head.range)
    } else if lead.best == .government {
      set(feature, 1, 1, lead.range)
    }
  }

  /// A government's own paper that names the other side: its author is a party to it, and need not name itself.
  private static func own(_ side: Side, _ head: inout Zone, _ lead: Zone) {
    let other = side == .us ? (head.pk.best, lead.pk.best) : (head.us.best, lead.us.best)
    // "Pakistani National Sentenced": a government's paper on a private person.
    guard other.0 != .privates, other.0 >= .place || other.1 >= .country else { return }
    if side == .us { head.us.add(.government, 0..<1) } else { head.pk.add(.government, 0..<1) }
  }

  mutating func set(_ feature: RelevanceFeature, _ value: Int, _ reading: Int, _ range: Range<Int>) {
    guard values.update(feature, value) == nil, feature != .base else { return }
    features.append(feature)
    notes.append(Note(rule: feature.rawValue, reading: reading, range: range, weight: 0))
  }

  private static func zone(_ reading: Reading, _ sentences: Int, _ lexicon: Lexicon, _ day: CivilDay?) -> Zone {
    var zone = Zone()
    for mention in reading.mentions where mention.sentence < sentences {
      if mention.role == .third {
        zone.third.append(mention)
        if lexicon.thirds[mention.index].kind == .militants { zone.pk.add(.place, mention.range) }
      }
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
      if mention.nested == .us || mention.nested == .pk, mention.nested != mention.side, mention.side.side != nil {
        zone.isMission = true
      }
      if mention.role == .institution, lexicon.institutions[mention.index].kind == .mission { zone.isMission = true }
    }
    for hit in reading.hits where !hit.roles.isDisjoint(with: .programme) {
      let sentence = reading.sentence(of: Int(hit.first))
      guard sentence >= 0, sentence < sentences else { continue }
      for term in lexicon.vocabulary.terms[hit.terms] where term.role == .programme {
        let period = lexicon.programmes[Int(term.index)]
        if let day, !period.holds(on: day) { continue }
        zone.programme = zone.programme ?? hit.range
        if term.side == .none { zone.isJoint = true }
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
}
