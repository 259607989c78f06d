internal import News

/// What has both sides together: an act between them, a word that one says to the other, a paper that leaves its own out.
extension Relevance {
  /// An act with both sides about it: one before its verb and the other after, both before, or both about a noun.
  mutating func links(_ reading: Reading, _ number: Int, _ lexicon: Lexicon) {
    let sentences = number == 0 ? reading.sentences.count : min(2, reading.sentences.count)
    for sentence in 0..<sentences {
      let actors = reading.mentions(in: sentence)
      guard sides(actors, .privates, lexicon) == 2 else { continue }
      for candidate in EventKind.candidates(reading, sentences: sentence..<sentence + 1, lexicon) {
        let range = candidate.hit.range
        guard candidate.weight >= 6 else { continue }
        if candidate.hit.isVerb, lexicon.verbs[candidate.hit.group].name == "mediate", number == 0 {
          set(.mediation, 1, number, range)
        }
        if candidate.hit.isVerb, candidate.weight >= 8,
          // Who is sent to the other side is an act towards it.
          candidate.kind != .statement || Relevance.dealings.contains(lexicon.verbs[candidate.hit.group].name)
        {
          let before = actors.prefix { $0.range.upperBound <= range.lowerBound }
          // "Pakistan car bomb targets US consulate": nobody's government does that.
          if candidate.kind == .force, isBombers(before: candidate.hit, reading) { continue }
          // "Pakistanis to be deported from US": one side's people, sent away by the other.
          if number == 0, isExpelled(candidate.hit, reading), sides(actors, .place, lexicon) == 2 {
            set(.titleTouch, 1, 0, range)
            continue
          }
          // Militants are handed over and fought, they stand beside no one.
          let near = before.last {
            $0.role == .third && !lexicon.thirds[$0.index].kind.isGroup || $0.standing >= .country
          }
          if near == nil, isPassive(candidate.hit, reading, actors, lexicon) {
            set(number == 0 ? .titleLink : .leadLink, 1, number, range)
            continue
          }
          if near?.role == .third && !isBeside(before, reading.tokens) || before.isEmpty { continue }
          let weakest =
            sides(actors, .weak, lexicon) == 2 ? Standing.country : .government
          if sides(before, weakest, lexicon) >= 1 || reading.language == "ur" {
            let isBond = sides(actors, .country, lexicon) == 2
            set(number == 0 ? (isBond ? .titleLink : .titleTouch) : .leadLink, 1, number, range)
          }
        } else if !candidate.hit.isVerb, candidate.kind != .statement,
          sides(actors, .weak, lexicon) == 2
        {
          set(number == 0 ? .titleNoun : .leadNoun, 1, number, range)
        }
      }
    }
  }

  /// "Suspects handed over to US by Pakistan": what is done to others, by one side for the other.
  private func isPassive(
    _ verb: EventHit, _ reading: Reading, _ actors: ArraySlice<Mention>, _ lexicon: Lexicon
  ) -> Bool {
    let after = actors.drop { $0.range.lowerBound < verb.range.upperBound }
    return !verb.form.isDisjoint(with: [.past, .participle]) && sides(after, .place, lexicon) == 2
      && after.contains {
        $0.range.lowerBound > 0 && Relevance.by.contains(reading.tokens[$0.range.lowerBound - 1])
      }
  }

  private static let expelled: WordSet = ["deported", "repatriated", "expelled", "extradited"]

  private func isExpelled(_ verb: EventHit, _ reading: Reading) -> Bool {
    Relevance.expelled.contains(reading.tokens[verb.range.lowerBound])
  }

  private static let bombers: WordSet = [
    "bomber", "bombers", "gunmen", "gunman", "militants", "attackers", "insurgents", "terrorists", "extremists", "mob",
    "protesters", "rioters", "bomb", "blast", "explosion", "rockets", "rocket",
  ]

  /// "Car bomb targets", "gunmen fire on", "mob storms".
  func isBombers(before verb: EventHit, _ reading: Reading) -> Bool {
    let start = verb.range.lowerBound
    let end = verb.range.upperBound
    return start > 0 && reading.tokens[start].gap == .space && Relevance.bombers.contains(reading.tokens[start - 1])
      // "Ten militants killed in US drone strike"
      && !(end < reading.tokens.count && Relevance.passive.contains(reading.tokens[end]))
  }

  private static let passive: WordSet = ["in", "by", "as", "after", "near", "during"]

  /// Statements that are acts towards the other side, too.
  private static let dealings: [GroupName] = ["appoint", "mission"]
  private static let by: WordSet = ["by"]

  /// "US, India tell Pakistan": a third party that acts together with the side right before it.
  private func isBeside(_ before: ArraySlice<Mention>, _ tokens: [Token]) -> Bool {
    guard before.count > 1, let last = before.last, last.role == .third else { return false }
    let other = before[before.endIndex - 2]
    // "Respect Pakistan's rights, China tells": another word between them.
    return other.standing >= .country && joins(tokens, other.range.upperBound..<last.range.lowerBound)
  }

  /// Nothing or a single "and" stands there.
  func joins(_ tokens: [Token], _ words: Range<Int>) -> Bool {
    words.count <= 1 && words.allSatisfy { Relevance.joining.contains(tokens[$0]) }
  }

  /// "Pakistan and America: a marriage", "US, Pakistan agree": the two side by side at the head, and no third one with them.
  func pair(_ title: Reading) -> Range<Int>? {
    guard title.language == "en", title.mentions.count > 1 else { return nil }
    let first = title.mentions[0]
    let second = title.mentions[1]
    guard [.country, .place].contains(first.role), [.country, .place].contains(second.role),
      first.standing >= .place, second.standing >= .place, first.side.side != nil, second.side.side != nil,
      first.side != second.side, first.range.lowerBound <= 1,
      joins(title.tokens, first.range.upperBound..<second.range.lowerBound),
      title.tokens[second.range.lowerBound].gap <= .comma
    else { return nil }
    let end = second.range.upperBound
    let isThree = title.mentions.dropFirst(2).contains {
      $0.role == .third && joins(title.tokens, end..<$0.range.lowerBound)
    }
    return isThree ? nil : first.range.lowerBound..<end
  }

  /// "US tells Pakistan to", "Blome assures Dar": one side speaks to the other.
  mutating func telling(_ title: Reading) {
    for event in title.events where event.isVerb && event.range.count == 1 {
      guard Relevance.tells.contains(title.tokens[event.range.lowerBound]),
        let after = title.mentions.first(where: { $0.range.lowerBound >= event.range.upperBound }),
        after.range.lowerBound - event.range.upperBound <= 1, after.standing >= .place, let other = after.side.side,
        title.mentions.contains(where: {
          $0.range.upperBound <= event.range.lowerBound && $0.standing >= .place && $0.side.side != nil
            && $0.side.side != other
        }),
        // "China tells US": whose word it is.
        title.mentions.last(where: { $0.range.upperBound <= event.range.lowerBound })?.role != .third
      else { continue }
      return set(.titleLink, 1, 0, event.range)
    }
  }

  private static let ways: WordSet = ["via", "through", "by"]
  private static let brokered: WordSet = ["mediated", "brokered", "facilitated"]

  /// "Via mediator Pakistan", "Pakistani mediation", "Pakistan-brokered": between the US and another state, by Pakistan.
  func isMediated(_ title: Reading, _ lexicon: Lexicon) -> Bool {
    guard title.language == "en" else { return false }
    let goBetweens = title.events.filter { !$0.isVerb && lexicon.nouns[$0.group].name == "mediation" }
    return title.mentions.contains { mention in
      guard mention.side == .pk, mention.role == .country || mention.role == .adjective || mention.role == .place else {
        return false
      }
      let start = mention.range.lowerBound
      let end = mention.range.upperBound
      if goBetweens.contains(where: { $0.range.upperBound == start || $0.range.lowerBound == end }) { return true }
      if end < title.tokens.count, Relevance.brokered.contains(title.tokens[end]) { return true }
      // "Iran sends reply via Pakistan"
      return start > 0 && Relevance.ways.contains(title.tokens[start - 1])
        && title.events.contains {
          !$0.isVerb && ["phonecall", "demand", "remark", "deal"].contains(lexicon.nouns[$0.group].name)
        }
    }
  }

  private static let joining: WordSet = ["and", "with", "اور"]
  private static let bonds: WordSet = [
    "relationship", "relations", "ties", "alliance", "trust", "mistrust", "partnership", "rapprochement", "rift",
    "impasse", "thaw", "estrangement", "تعلقات",
  ]

  /// "Trust between Pakistan and the United States has …", "relations with Washington": a title that names nobody over a
  /// lead on the two sides' relations.
  mutating func discussing(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    guard values[.leadLink] == nil, !title.mentions.contains(where: { $0.strength > 0 || $0.role == .third }) else {
      return
    }
    for sentence in 0..<min(2, body.sentences.count) {
      let actors = body.mentions(in: sentence)
      guard sides(actors, .country, lexicon) == 2,
        actors.contains(where: { $0.role == .compound }) || !actors.contains(where: { $0.role == .third })
      else { continue }
      guard let word = body.sentences[sentence].first(where: { Relevance.bonds.contains(body.tokens[$0]) }) else {
        continue
      }
      return set(.leadLink, 1, 1, word..<word + 1)
    }
  }

  /// A lead on what Pakistan does between the US and another state, under a title that names only Pakistan.
  mutating func mediating(_ title: Reading, _ body: Reading, _ head: Zone, _ lexicon: Lexicon) {
    guard values[.leadLink] == nil, head.pk.best >= .place, head.us.best == .none else { return }
    for sentence in 0..<min(2, body.sentences.count) {
      let actors = body.mentions(in: sentence)
      guard
        let verb = body.events(in: sentence..<sentence + 1).first(where: { event in
          event.isVerb && lexicon.verbs[event.group].name == "mediate"
            && actors.contains { $0.side == .pk && $0.range.upperBound <= event.range.lowerBound }
        }),
        actors.contains(where: { $0.side == .us && $0.range.lowerBound >= verb.range.upperBound }),
        actors.contains(where: {
          $0.role == .third && $0.range.lowerBound >= verb.range.upperBound
            && [.state, .leader].contains(lexicon.thirds[$0.index].kind)
        })
      else { continue }
      set(.leadLink, 1, 1, verb.range)
      return set(.mediation, 1, 1, verb.range)
    }
  }

  private static let tells: WordSet = ["tell", "tells", "told", "assures", "informs", "reminds", "briefs"]

  func sides(_ actors: ArraySlice<Mention>, _ least: Standing, _ lexicon: Lexicon) -> Int {
    var us = false
    var pk = false
    // "US designates LeT commander": a group that fights from Pakistan stands for the place.
    if least <= .place,
      actors.contains(where: { $0.role == .third && lexicon.thirds[$0.index].kind == .militants })
    {
      pk = true
    }
    for mention in actors where mention.standing >= least {
      if mention.side == .us || mention.side == .none { us = true }
      if mention.side == .pk || mention.side == .none { pk = true }
    }
    return (us ? 1 : 0) + (pk ? 1 : 0)
  }

  /// A Pakistani paper leaves its own side out: "with US", "to US", "from US" beside a noun or verb of dealings.
  /// - Parameters:
  ///   - isHome: the paper writes from Pakistan.
  ///   - isNamed: the lead names Pakistan.
  mutating func imply(_ title: Reading, _ head: Zone, _ isHome: Bool, _ isNamed: Bool, _ lexicon: Lexicon) {
    guard isHome || isNamed else { return }
    guard head.pk.best <= .weak, head.us.best >= .place, head.third.isEmpty else { return }
    let candidates = EventKind.candidates(title, sentences: 0..<title.sentences.count, lexicon)
    guard let act = candidates.first(where: { $0.weight >= 6 && $0.kind != .statement && $0.kind != .force }) else {
      return
    }
    // "US delegation arrives today", "USAID funds small projects": here, where the paper is.
    if let subject = title.mentions.first, subject.side == .us, subject.standing == .government,
      subject.range.upperBound <= act.hit.range.lowerBound, act.hit.isVerb, act.weight >= 8,
      !title.mentions.contains(where: { $0.role == .place || $0.role == .country && $0.index != subject.index })
    {
      let isHere = act.kind == .visit && lexicon.verbs[act.hit.group].name == "arrive"
      let isAgency =
        subject.role == .institution && lexicon.institutions[subject.index].kind == .mission
        || title.words(subject.range).elementsEqual("usaid".utf8)
      if isHere && isHome || isAgency && act.kind == .aid { return set(.implied, 1, 0, act.hit.range) }
    }
    guard isHome else { return }
    for mention in title.mentions where mention.side == .us && mention.standing >= .place {
      let start = mention.range.lowerBound
      let end = mention.range.upperBound
      if title.language == "ur" {
        if end < title.tokens.count, Relevance.urduLinks.contains(title.tokens[end]) {
          return set(.implied, 1, 0, act.hit.range)
        }
      } else if start > 0, Relevance.links.contains(title.tokens[start - 1]) {
        return set(.implied, 1, 0, act.hit.range)
      }
    }
  }

  private static let links: WordSet = ["with", "to", "from", "by"]
  private static let urduLinks: WordSet = ["سے", "کو", "کے", "کا", "کی"]
}
