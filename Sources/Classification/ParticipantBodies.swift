internal import News

/// Bodies that speak where their members are not named.
extension ParticipantFinder {
  private static let plurals: WordSet = [
    "senators", "lawmakers", "congressmen", "legislators", "members", "congresswomen", "representatives",
  ]

  /// "A State Department spokesperson", "a White House official", "US senators": without a name the institution speaks.
  mutating func takeBody(of office: OfficeEntry, _ index: Int, _ number: Int, _ reading: Reading) -> Bool {
    let mention = reading.mentions[index]
    guard let side = mention.side.side else { return false }
    let isNamed =
      index + 1 < reading.mentions.count && reading.mentions[index + 1].role == .person
      && reading.mentions[index + 1].range.lowerBound - mention.range.upperBound <= 1
    var name: String?
    if let body = office.body {
      guard number == 0 || acts(mention, reading) else { return true }
      // "A US lawmaker" is whoever of them is named; else the house speaks, as it does for many.
      let isOne = !reading.tokens[mention.range].contains(where: ParticipantFinder.plurals.contains)
      if isOne, reading.language == "en", participants.contains(where: { $0.side == side && isLegislator($0) }) {
        return true
      }
      name = body
    } else if office.rank >= 6 {
      let institution = institution(within: mention, reading)
      // "Pakistani intelligence officials": somebody of it.
      if let institution, [.military, .intelligence].contains(institution.kind),
        !office.traits.contains(.spokesperson),
        ParticipantFinder.people.contains(reading.tokens[mention.range.upperBound - 1])
      {
        return true
      }
      name = institution?.name
    }
    guard let name else { return false }
    // A spokesperson's word is the institution's, named or not.
    let speaks = office.traits.contains(.spokesperson)
    if !speaks, isNamed || holder(after: index, reading) != nil { return true }
    if !speaks,
      participants.contains(where: {
        $0.isPerson && $0.side == side && ($0.role == office.role || held(mention.index, by: $0))
      })
    {
      return true
    }
    add(Participant(name: name, side: side), rule(side).institution, number, mention.range, 25)
    return true
  }

  /// The institution whose name is part of an office's: "State Department" in "State Department spokesperson".
  private func institution(within mention: Mention, _ reading: Reading) -> InstitutionEntry? {
    for hit in reading.hits[reading.hits(from: mention.range.lowerBound)...] {
      if Int(hit.first) >= mention.range.upperBound { break }
      if Int(hit.end) > mention.range.upperBound { continue }
      for term in shared.lexicon.vocabulary.terms[hit.terms]
      where term.role == .institution && (term.side == mention.side || term.side == .none) {
        return shared.lexicon.institutions[Int(term.index)]
      }
    }
    return nil
  }
}
