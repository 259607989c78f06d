internal import News

/// Settling who and which side the entities are.
extension Reading {
  /// Settles who is meant where a name or office alone does not say it.
  ///
  /// - Parameters:
  ///   - day: the item's date, for surnames that several have borne.
  ///   - country: the outlet's, `PK` or `US` where it is one of the two.
  ///   - context: the side that the item names first; `sides`: all that it names.
  ///   - isForeign: the outlet writes from a third country.
  ///   - known: persons that are named in full elsewhere in the item.
  func settle(
    _ lexicon: Lexicon, day: CivilDay?, home: Side?, known: Set<Int>, context: TermSide, sides: TermSides,
    isForeign: Bool
  ) {
    for index in mentions.indices where mentions[index].strength == -1 {
      let mention = mentions[index]
      let terms = alternatives(mention, lexicon)
      var chosen: Term?
      if mention.role == .person {
        chosen = person(index, terms, lexicon, day, known)
      } else {
        chosen = office(index, terms, lexicon, home, context, sides: sides, isForeign: isForeign)
      }
      if let chosen {
        mentions[index].index = Int(chosen.index)
        mentions[index].side = chosen.side
        let weak = mention.role == .institution && lexicon.institutions[Int(chosen.index)].isWeak
        mentions[index].strength = weak ? 1 : 3
      } else {
        mentions[index].strength = 0
        mentions[index].side = .none
      }
    }
  }

  private func alternatives(_ mention: Mention, _ lexicon: Lexicon) -> [Term] {
    for hit in hits[hits(from: mention.range.lowerBound)...] {
      if Int(hit.first) > mention.range.lowerBound { break }
      guard Int(hit.end) == mention.range.upperBound else { continue }
      return lexicon.vocabulary.terms[hit.terms]
        .filter { $0.role == mention.role }
    }
    return []
  }

  /// The side of the entity that stands right before the mention (a word between at most), if it is one.
  private func sideBefore(_ index: Int) -> TermSide? {
    guard index > 0 else { return nil }
    let before = mentions[index - 1]
    let distance = mentions[index].range.lowerBound - before.range.upperBound
    guard distance <= 1, before.sentence == mentions[index].sentence,
      tokens[mentions[index].range.lowerBound].gap <= .space
    else { return nil }
    switch before.role {
    case .country, .adjective, .third, .place: return before.side == .none ? nil : before.side
    default: return nil
    }
  }

  /// "… of Pakistan", "… for Pakistan", "… in Washington".
  private func sideAfter(_ index: Int, _ lexicon: Lexicon) -> TermSide? {
    guard index + 1 < mentions.count else { return nil }
    let after = mentions[index + 1]
    let end = mentions[index].range.upperBound
    // "Prime Minister Sheikh Hasina": a word that is a surname of ours elsewhere.
    if after.role == .person, after.strength <= 0, after.range.lowerBound == end, index + 2 < mentions.count,
      mentions[index + 2].role == .third, mentions[index + 2].range.lowerBound == after.range.upperBound
    {
      return .third
    }
    guard after.sentence == mentions[index].sentence else { return nil }
    if after.range.lowerBound == end, tokens[end].gap == .space,
      after.role == .person && after.strength > 0 || after.role == .third
    {
      return after.side
    }
    guard end < tokens.count, after.range.lowerBound - end <= 2, after.range.lowerBound > end else { return nil }
    // "Prime Minister Sheikh Hasina": a first name between.
    if after.role == .third, after.range.lowerBound == end + 1, tokens[end].gap == .space,
      tokens[end + 1].gap == .space, isCapitalised(end), isCapitalised(end + 1), !isFunction(end, lexicon),
      lexicon.thirds[after.index].kind != .group
    {
      return .third
    }
    let link = tokens[end].word
    guard link == lexicon.words[.of] || link == lexicon.words[.for] else { return nil }
    switch after.role {
    case .country, .third, .place: return after.side == .none ? nil : after.side
    default: return nil
    }
  }

  /// Leaves out the mentions that are one of these words alone and have no side yet.
  func dropBare(_ words: WordSet) {
    for index in mentions.indices
    where mentions[index].strength == -1 && mentions[index].range.count == 1
      && words.contains(tokens[mentions[index].range.lowerBound])
    {
      mentions[index].strength = 0
      mentions[index].side = .none
    }
  }

  private func office(
    _ index: Int, _ terms: [Term], _ lexicon: Lexicon, _ home: Side?, _ context: TermSide, sides: TermSides,
    isForeign: Bool
  ) -> Term? {
    if isClub(index, lexicon) { return nil }
    if let side = sideAfter(index, lexicon) ?? sideBefore(index) {
      return terms.first { $0.side == side }
    }
    let sentence = mentions[index].sentence
    if terms.contains(where: { $0.side != terms[0].side }) {
      // "Senate shoots down resolution on sale to Pakistan": the side that is named is the other one.
      var named = TermSides()
      for mention in mentions where mention.sentence == sentence && mention.strength >= 2 {
        if mention.side == .us || mention.side == .pk { named.insert(TermSides(mention.side)) }
      }
      if mentions[index].role == .institution, named.count == 1, isTitle {
        let only = named == .pk ? TermSide.pk : .us
        // A court sits over its own government: "Supreme Court weighs Trump's tariffs".
        if terms.contains(where: { lexicon.institutions[Int($0.index)].kind == .court }) {
          return terms.first { $0.side == only }
        }
        // "Senate debates Trump's bill": where nothing speaks of Pakistan, Washington's own.
        if only == .us, home != .pk, !sides.contains(.pk) { return terms.first { $0.side == only } }
        return terms.first { $0.side != only }
      }
      // "… a week after the Senate passed it": but in a Pakistani paper, Washington's.
      if mentions[index].role == .institution, home != .pk, let american = terms.first(where: { $0.side == .us }),
        lexicon.institutions[Int(american.index)].kind == .legislature
      {
        return american
      }
      if context != .none, named.isEmpty || mentions[index].role == .office, sides.count == 1 {
        return terms.first { $0.side == context }
      }
    }
    if let home, let term = terms.first(where: { $0.side == TermSide(home) }) { return term }
    // The nearest country or person before it in the sentence, else after it, else what the title is about.
    let near =
      mentions[..<index].last {
        $0.sentence == sentence && $0.side != .none && $0.strength >= 0 && $0.role != .programme
      }
      ?? mentions[(index + 1)...].first {
        $0.sentence == sentence && $0.side != .none && $0.strength >= 0 && $0.role != .programme
      }
    if let near {
      if near.side == .third { return nil }
      if let term = terms.first(where: { $0.side == near.side }) { return term }
      // In a title the bare office is the one that the named side deals with.
      if isTitle, !isForeign { return terms.first }
      return terms.first { sides.contains(TermSides($0.side)) }
    }
    return terms.first { $0.side == context }
  }

  private func person(
    _ index: Int, _ terms: [Term], _ lexicon: Lexicon, _ day: CivilDay?, _ known: Set<Int>
  ) -> Term? {
    if isOthersName(mentions[index].range.lowerBound, lexicon) { return nil }
    if let term = terms.first(where: { known.contains(Int($0.index)) }) { return term }
    if let term = holder(index, terms, lexicon, day, known) { return term }
    // "Prime Minister Khan": an office of the side right before the name, and one that he has held.
    guard index > 0 else { return nil }
    let before = mentions[index - 1]
    guard before.role == .office, before.range.upperBound == mentions[index].range.lowerBound,
      tokens[mentions[index].range.lowerBound].gap == .space
    else { return nil }
    let offices = alternatives(before, lexicon)
    var best: (Term, Int)?
    for term in terms {
      for held in lexicon.persons[Int(term.index)].terms
      where offices.contains(where: { Int($0.index) == held.office }) || before.index == held.office {
        let fits = day.map(held.holds(on:)) ?? false ? 2 : 1
        if fits > (best?.1 ?? 0) { best = (term, fits) }
      }
    }
    return best?.0
  }

  /// "Khizr Khan", "Zahid Quraishi": a capitalised word that no list has stands before the surname, and is somebody
  /// else's first name.
  func isOthersName(_ start: Int, _ lexicon: Lexicon) -> Bool {
    guard start > 0, language == "en", tokens[start].gap == .space, isCapitalised(start - 1) else { return false }
    let before = tokens[start - 1]
    guard before.end - before.start > 3, !before.isNumber, !isFunction(start - 1, lexicon),
      !Reading.titles.contains(before)
    else { return false }
    // "Embattled Sharif": an adjective.
    if Reading.adjectiveEnds.contains(where: { ends(before, $0) }) { return false }
    // Any list's word: no name. A hit may also reach over the word from further left.
    let reach = max(0, start - 6)
    return !hits[hits(from: reach)...].prefix { Int($0.first) < start }.contains { $0.range.contains(start - 1) }
  }

  private static let titles: WordSet = [
    "mister", "mrs", "madam", "lady", "maulana", "mian", "syed", "chaudhry", "captain", "colonel", "professor",
    "doctor",
    "lawyer", "mayor", "judge", "when", "what", "even", "only", "also", "with", "then", "that", "imran", "team", "ally",
  ]
  private static let adjectiveEnds = [
    "ed", "ing", "ant", "ent", "ful", "ous", "al", "ic", "ly", "ive", "ist", "man", "er", "or", "ary", "less",
  ]

  /// A bare surname ("Obama presses Sharif"): who of that name held the highest office on the day; undated, while
  /// somebody else whom the item names held his.
  private func holder(
    _ index: Int, _ terms: [Term], _ lexicon: Lexicon, _ day: CivilDay?, _ known: Set<Int>
  ) -> Term? {
    let range = mentions[index].range
    guard isCapitalised(range.lowerBound) || language == "ur", standsAlone(range, lexicon) else { return nil }
    var best: (term: Term, rank: Int)?
    var isShared = false
    for term in terms {
      for held in lexicon.persons[Int(term.index)].terms {
        let rank = lexicon.offices[held.office].rank
        guard rank <= 3, day.map(held.holds(on:)) ?? overlaps(held, known, lexicon) else { continue }
        if rank < best?.rank ?? 99 {
          best = (term, rank)
          isShared = false
        } else if rank == best?.rank, best?.term.index != term.index {
          isShared = true
        }
      }
    }
    return isShared ? nil : best?.term
  }

  private func overlaps(_ held: OfficeTerm, _ known: Set<Int>, _ lexicon: Lexicon) -> Bool {
    known.contains { person in
      lexicon.persons[person].terms.contains { other in
        lexicon.offices[other.office].rank <= 3
          && (other.to.map { held.from <= $0 } ?? true) && (held.to.map { other.from <= $0 } ?? true)
      }
    }
  }

  /// A name by itself: a verb, a stop or a small word follows, so that it is no "Rice exports".
  private func standsAlone(_ range: Range<Int>, _ lexicon: Lexicon) -> Bool {
    let end = range.upperBound
    guard end < tokens.count, tokens[end].gap == .space else { return true }
    return isFunction(end, lexicon)
      || hits[hits(from: end)...].prefix { Int($0.first) == end }.contains { hit in
        lexicon.vocabulary.terms[hit.terms].contains {
          $0.role == .verb
        }
      }
  }
}
