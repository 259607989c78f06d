internal import News

/// The labelling guide's rulings, applied once the main word is found.
extension EventKind {
  /// "Rubio in Islamabad for talks": a visitor where a verb would stand.
  mutating func presence(_ title: Reading, _ lexicon: Lexicon) {
    let isPurpose =
      range.lowerBound > 0 && reading == 0 && !range.isEmpty
      && title.tokens[range.lowerBound - 1].word == lexicon.words[.to]
    // "Envoy in Pakistan seeking end to war"
    let isTrailing = reading == 0 && form == .gerund
    guard route != .verb || weight < 8 || isPurpose || isTrailing, kind != .analysis || route != .shape else { return }
    for (index, mention) in title.mentions.enumerated().dropFirst()
    where mention.role == .place || mention.role == .country {
      let before = title.mentions[index - 1]
      guard before.role == .person || before.role == .office || before.role == .third, before.side != mention.side,
        before.strength >= 3, mention.range.lowerBound - before.range.upperBound == 1,
        title.tokens[before.range.upperBound].word == lexicon.words[.in], mention.side != .third
      else { continue }
      kind = .visit
      route = .verb
      reading = 0
      range = before.range.upperBound..<mention.range.upperBound
      weight = 9
      form = .literal
      verbGroup = "arrive"
      rule = "visit.presence"
      return
    }
  }

  mutating func override(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    let lead = body.cues.contains { $0.cue == .phone && $0.sentence <= 1 }
    // "Pays farewell call to the PM": no telephone.
    let inTitle = title.cues.contains { cue in
      cue.cue == .phone
        && !(cue.range.lowerBound > 0 && EventKind.courtesies.contains(title.tokens[cue.range.lowerBound - 1]))
    }
    let next = title.mentions.first { $0.range.lowerBound >= range.upperBound && reading == 0 }
    let nextIsPerson =
      (next?.role == .person || next?.role == .office || next?.role == .third)
      && next?.range.lowerBound == range.upperBound
    if kind == .visit, verbGroup == "travel", nextIsPerson, form.contains(.third) || form.contains(.past) {
      kind = .meeting
      rule += "+person"
    }
    calling(title, next, lexicon)
    // "Has not phoned": no call.
    let isDenied = kind != .meeting && reading == 0 && !range.isEmpty && EventKind.isNegated(range.lowerBound, title)
    if !isDenied, kind == .meeting || (kind == .statement && verbGroup != "appoint"),
      inTitle || (lead && kind == .meeting)
    {
      kind = .call
      rule += "+phone"
    }
    if kind == .agreement, nounGroup.isEmpty, lead || inTitle {
      kind = .call
      rule += "+phone"
    }
    if let talks = mutual(title, body, lexicon), !inTitle, !lead {
      kind = talks
      rule += "+talks"
    } else if mutual(title, body, lexicon) != nil {
      kind = .call
      rule += "+phone"
    }
    // "A, B discuss floods" over "A spoke with B": by telephone, where no meeting is told of.
    if kind == .meeting, verbGroup == "meet", reading == 0, title.words(range).starts(with: "discuss".utf8),
      let spoke = body.events.first(where: { $0.isVerb && $0.sentence == 0 && $0.form.contains(.past) }),
      lexicon.verbs[spoke.group].name == "contact",
      !body.events.contains(where: {
        $0.sentence < 2
          && ($0.isVerb ? lexicon.verbs[$0.group].name == "meet" : lexicon.nouns[$0.group].name == "talks")
      })
    {
      kind = .call
      rule += "+spoke"
    }
    let isGroup = next.map { $0.role == .office && title.words($0.range).last == 0x73 } ?? false
    if verbGroup == "contact", !inTitle, !lead, !nextIsPerson || isGroup {
      kind = .meeting
    }
    // "tells Pakistan to", "writes to Biden to press": an appeal.
    if verbGroup == "say", reading == 0,
      title.words(range).starts(with: "tell".utf8) || title.words(range).starts(with: "told".utf8),
      let next, next.range.lowerBound == range.upperBound, next.range.upperBound < title.tokens.count,
      title.tokens[next.range.upperBound].word == lexicon.words[.to]
    {
      kind = .request
      rule = "request.tell"
    }
    letters(title, body, lexicon)
    if kind == .sanction, verbGroup == "cut", nounGroup == "coop", reading == 0,
      title.mentions.first(where: { $0.side != .none && $0.strength >= 2 })?.side == .pk
    {
      // Pakistan does not penalise by ending cooperation: it refuses.
      kind = .dispute
      rule = "dispute.cut"
    }
    if kind == .cooperation, ["cooperate", "lift", "hold", "announce"].contains(verbGroup),
      body.events.contains(where: {
        $0.isVerb && $0.sentence == 0 && lexicon.verbs[$0.group].name == "sign"
          && !$0.form.isDisjoint(with: [.past, .participle, .literal])
          && EventKind.signing.contains(body.tokens[$0.range.lowerBound])
      })
    {
      kind = .agreement
      rule = "agreement.signed"
    }
    if kind == .support, verbGroup == "lift", nounGroup == "penalty", reading == 0,
      title.mentions.first(where: { $0.side.side != nil && $0.strength >= 2 })?.side == .pk
    {
      // Islamabad's "blockade lifted" opens a way; Washington's sanctions lifted are its favour.
      kind = .cooperation
      rule = "cooperation.lift"
    }
    relief(title, body)
    needy(title)
    occasioned(title, lexicon)
    drawdown(title)
    equipped(title)
    budgeted(title, lexicon)
    saved(title, lexicon)
    warned(title, lexicon)
    threat(title, lexicon)
    raising(title, lexicon)
    counter(title)
    order(title, lexicon)
    listing(title, body)
    vow(title, lexicon)
    discontinued(title)
    doubled(title, lexicon)
    assured(title, body, lexicon)
    welcomed(title)
    spoken(title, lexicon)
    attributed(title)
    remarks(title)
    condemned(title, lexicon)
    targeted(title, lexicon)
    assailed(title)
    denying(title)
    arriving(title, body, lexicon)
    tabled(title)
    exchanged(title)
    grieved(title, body, lexicon)
    stressed(title, body, lexicon)
    briefed(title)
    retold(title, lexicon)
    replied(title, body, lexicon)
    opinion(title, body)
    if title.language == "ur" { urdu(title, body, lexicon) }
  }

  private static let courtesies: WordSet = ["farewell", "courtesy", "introductory", "protocol", "maiden"]
  private static let discussing: WordSet = ["discuss", "attend", "address"]

  /// "Armitage to discuss regional issues" over "is due to arrive in Islamabad": he comes.
  mutating func arriving(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    guard kind == .meeting || verbGroup == "mediate", reading == 0, form.contains(.base), range.lowerBound > 0,
      !range.isEmpty, verbGroup == "mediate" || EventKind.discussing.contains(title.tokens[range.lowerBound]),
      title.tokens[range.lowerBound - 1].word == lexicon.words[.to],
      !(title.mentions.contains { $0.side == .us && $0.range.upperBound <= range.lowerBound && $0.role == .person }
        && title.mentions.contains { $0.side == .pk && $0.range.upperBound <= range.lowerBound && $0.role == .person }),
      !title.events.contains(where: { $0.isVerb && $0.range.upperBound < range.lowerBound && $0.form.contains(.third) }
      ),
      let first = EventKind.deed(in: body, sentences: 1, lexicon), first.kind == .visit
    else { return }
    take(first, 1, lexicon)
    route = .lead
  }

  private static let vehicles: WordSet = [
    "planes", "plane", "aircraft", "helicopters", "helicopter", "choppers", "chinooks", "flight", "flights", "convoy",
    "convoys", "consignment", "shipment", "cargo", "trucks", "airlift", "marines",
  ]
  private static let needs: WordSet = [
    "flood", "floods", "quake", "earthquake", "relief", "aid", "tents", "victims", "survivors", "humanitarian",
    "vaccines", "vaccine", "doses", "blankets", "food", "rescue", "supplies",
  ]

  /// "US planes arrive with tents for the flood-hit": what arrives is help.
  mutating func relief(_ title: Reading, _ body: Reading) {
    guard kind == .visit, verbGroup == "arrive" || verbGroup == "travel", reading == 0, !range.isEmpty,
      title.tokens[..<range.lowerBound].contains(where: EventKind.vehicles.contains),
      title.tokens.contains(where: EventKind.needs.contains)
        || (body.sentences.first.map { body.tokens[$0].contains(where: EventKind.needs.contains) } ?? false)
    else { return }
    kind = .aid
    nounGroup = "aid"
    rule = "aid.arrive"
  }

  /// There is a paper, not merely a decision.
  private static let signing: WordSet = ["signed", "inked", "initialled", "initialed", "struck", "agreed"]

  private static let blocking: WordSet = ["against", "block", "blocking", "halt", "stop", "stall", "cut"]

  /// "Shoots down a bid to block the sale": the sale goes on.
  mutating func saved(_ title: Reading, _ lexicon: Lexicon) {
    guard verbGroup == "reject" || verbGroup == "kill", reading == 0, kind == .dispute else { return }
    let rest = range.upperBound..<title.tokens.count
    let blocks = rest.contains { index in
      EventKind.blocking.contains(title.tokens[index])
    }
    guard blocks else { return }
    for event in title.events where !event.isVerb && event.range.lowerBound >= range.upperBound {
      let group = lexicon.nouns[event.group].name
      guard ["sale", "aid", "coop", "suspect"].contains(group) else { continue }
      kind = group == "aid" ? .aid : .cooperation
      nounGroup = group
      verbGroup = "approve"
      rule = "\(kind.rawValue).saved"
      return
    }
  }

  /// "Nawaz, Obama renew vow", "Khan, Trump agree to …": two leaders do together what leaders do when they talk.
  func mutual(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) -> Kind? {
    guard reading == 0, [.support, .agreement, .statement, .cooperation, .request].contains(kind), !range.isEmpty,
      nounGroup != "deal", nounGroup != "aid"
    else { return nil }
    let before = title.mentions.filter { $0.range.upperBound <= range.lowerBound && $0.strength >= 3 }
    let leaders = before.filter { $0.role == .person || $0.role == .office }
    let isBoth =
      leaders.contains(where: { $0.side == .us }) && leaders.contains(where: { $0.side == .pk })
      // "US, Pakistan reaffirm ties" over a meeting of officials
      || (["praise", "promise"].contains(verbGroup) || isAgreeing(title)) && title.language == "en"
        && (before.contains { $0.role == .compound }
          || before.contains { $0.role == .country && $0.side == .us }
            && before.contains { $0.role == .country && $0.side == .pk })
    guard isBoth else { return nil }
    let talked =
      body.events.contains { event in
        event.sentence < 2
          && (event.isVerb ? lexicon.verbs[event.group].kind == .meeting : lexicon.nouns[event.group].name == "talks")
      } || body.cues.contains { $0.cue == .phone && $0.sentence < 2 }
    return talked ? .meeting : nil
  }

  /// "Pakistan, US agree to boost cooperation": no paper is signed.
  private func isAgreeing(_ title: Reading) -> Bool {
    verbGroup == "sign" && title.words(range).elementsEqual("agree to".utf8)
  }

  private static let of: WordSet = ["of"]

  /// "warns aid could be cut", "warns of sanctions", "threatens to cut aid": the cut is what it is about, and it is only planned.
  mutating func threat(_ title: Reading, _ lexicon: Lexicon) {
    guard kind == .dispute, reading == 0, !range.isEmpty else { return }
    let word = title.words(range)
    guard word.starts(with: "warn".utf8) || word.starts(with: "threaten".utf8) else { return }
    let found = EventKind.candidates(title, sentences: 0..<title.sentences.count, lexicon)
    let isOf = title.tokens[range.upperBound...].prefix(4).contains(where: EventKind.of.contains)
    guard
      let cut = found.first(where: {
        $0.kind == .sanction && $0.hit.range.lowerBound > range.lowerBound
          && ($0.weight >= 7 || isOf && !$0.hit.isVerb && $0.weight >= 5)
      })
    else { return }
    kind = .sanction
    range = cut.hit.range
    stage = .planned
    rule = "sanction.threat"
  }
}
