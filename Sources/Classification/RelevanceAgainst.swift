internal import News

/// What speaks against: third parties that act or speak, the other side as a mere place, near misses.
extension Relevance {
  mutating func thirdParties(_ title: Reading, _ body: Reading, _ head: Zone, _ lead: Zone, _ lexicon: Lexicon) {
    let first = title.mentions.first { $0.role == .third || $0.standing >= .weak }
    if max(head.us.best, lead.us.best) >= .place, isMediated(title, lexicon) {
      set(.mediation, 1, 0, head.pk.range)
    } else if let first, first.role == .third,
      isJoint(first, title, lexicon) || isSubjectMatter(first, title, head)
    {
      set(.thirdBeside, 1, 0, first.range)
    } else if let first, first.role == .third,
      head.compound == nil && !head.isJoint || lexicon.thirds[first.index].kind.isGroup
    {
      let act = act(of: first, title, lexicon)
      switch lexicon.thirds[first.index].kind {
      case .lender: set(.lender, 1, 0, first.range)
      case .group where act == nil, .militants where act == nil: set(.group, 1, 0, first.range)
      default: set(.thirdSubject, 1, 0, first.range)
      }
      if let act { set(.thirdActs, 1, 0, act) }
    } else if let other = head.third.first {
      switch lexicon.thirds[other.index].kind {
      case .lender:
        set(.lender, 1, 0, other.range)
        if isErrand(title, body) { set(.thirdVenue, 1, 0, other.range) }
      case .group, .militants: break
      default:
        let beside =
          (values[.titleLink] ?? values[.titleTouch]) != nil
          && first.map { $0.standing >= .country } ?? false
        set(
          beside || isAlliance(other, title, head, lead) || isDrill(title, head, lexicon)
            || isTopic(other, title, head) ? .thirdBeside : .thirdTitle,
          1, 0, other.range)
      }
    }
    // Lenders sit in Washington: "after Washington board meets" over a lead about the IMF.
    if values[.lender] == nil, head.third.isEmpty, max(head.us.best, lead.us.best) <= .place,
      let other = lead.third.first(where: { lexicon.thirds[$0.index].kind == .lender })
    {
      set(.lender, 1, 1, other.range)
    }
    if let other = lead.third.first(where: { !lexicon.thirds[$0.index].kind.isGroup }), head.third.isEmpty {
      set(.thirdLead, 1, 1, other.range)
    }
    let states = Set((head.third).filter { lexicon.thirds[$0.index].kind == .state }.map(\.index))
    if states.count > 1, let last = head.third.last { set(.list, 1, 0, last.range) }
    if let party = partySubject(title, lexicon) {
      set(.thirdSubject, 1, 0, party)
      set(.thirdActs, 1, 0, party)
    } else if values[.thirdSubject] == nil,
      let attack = title.events.first(where: {
        $0.isVerb && lexicon.verbs[$0.group].kind == .force && isBombers(before: $0, title)
      })
    {
      set(.thirdSubject, 1, 0, attack.range)
    }
    speaker(title, lexicon)
    privateSpeaker(title, body, lexicon)
    if values[.thirdSpeaker] == nil, isIndianParty(title, body, lexicon) {
      set(.thirdSpeaker, 7, 0, head.us.range)
    }
    venue(title, body, lexicon)
    if let cue = title.cues.first(where: { $0.cue == .listed }) {
      set(.listed, 1, 0, cue.range)
    } else if head.weaker == .none, let cue = body.cues.first(where: { $0.cue == .listed && $0.sentence < 2 }) {
      set(.listed, 1, 1, cue.range)
    }
  }

  /// "Heads to US to attend IMF meeting": the US is where the lender sits, and no official of it takes part.
  private func isErrand(_ title: Reading, _ body: Reading) -> Bool {
    let isNamed = title.and(body).contains { reading in
      reading.mentions.contains {
        $0.side == .us && ($0.sentence < 2 || reading.isTitle)
          && [.person, .office, .institution].contains($0.role) && $0.strength >= 2
      }
    }
    guard !isNamed else { return false }
    return title.mentions.contains { mention in
      mention.side == .us && (mention.role == .country || mention.role == .place) && mention.range.lowerBound > 0
        && (Relevance.towards.contains(title.tokens[mention.range.lowerBound - 1])
          || mention.range.upperBound < title.tokens.count
            && Relevance.towards.contains(title.tokens[mention.range.upperBound]))
    }
  }

  private static let towards: WordSet = ["to", "for", "in", "روانہ"]

  /// "India rejects …", "Indian foreign secretary summons …", "Taliban accuse Pakistan of …": the verb of what a third
  /// party does or says. Of what militants do, only their words count; and where NATO strikes, the US does.
  private func act(of third: Mention, _ title: Reading, _ lexicon: Lexicon) -> Range<Int>? {
    let kind = lexicon.thirds[third.index].kind
    let isNATO = Relevance.nato.contains(title.tokens[third.range.lowerBound])
    // In Urdu the verb stands last, and what follows a name need not be its own.
    guard kind != .lender, title.language == "en", !isReported(title, lexicon) else { return nil }
    var end = third.range.upperBound
    // Its own office.
    if let office = title.mentions.first(where: { $0.range.lowerBound == end && $0.role == .office }),
      title.tokens[end].gap == .space
    {
      end = office.range.upperBound
    }
    let verb = title.events.first { event in
      event.isVerb && event.range.lowerBound >= end && event.range.lowerBound <= end + 2
        && (lexicon.verbs[event.group].weight >= 8 || !kind.isGroup && isReply(event, title))
        && !event.form.contains(.gerund)
        && !(isNATO && lexicon.verbs[event.group].kind == .force)
        && (!kind.isGroup || [.dispute, .statement, .request].contains(lexicon.verbs[event.group].kind))
    }
    guard let verb,
      !title.mentions.contains(where: { $0.range.lowerBound >= end && $0.range.upperBound <= verb.range.lowerBound })
    else { return nil }
    return verb.range
  }

  private static let replies: WordSet = [
    "responds", "respond", "responded", "reacts", "react", "reacted", "replies", "replied",
  ]

  /// "Jaishankar responds to F-16 package": a word of its own on what passes between the two.
  private func isReply(_ event: EventHit, _ title: Reading) -> Bool {
    Relevance.replies.contains(title.tokens[event.range.lowerBound])
  }

  /// "India can help …, says Haley": one of the two sides speaks.
  private func isReported(_ title: Reading, _ lexicon: Lexicon) -> Bool {
    guard let last = title.mentions.last, last.side.side != nil, last.standing >= .country,
      last.range.upperBound >= title.tokens.count - 2
    else { return false }
    return title.events.contains {
      $0.isVerb && lexicon.verbs[$0.group].name == "say"
        && (0...2).contains(last.range.lowerBound - $0.range.upperBound)
    }
  }

  /// "India, US call on Pakistan to …": a third party that acts together with one side towards the other.
  private func isJoint(_ first: Mention, _ title: Reading, _ lexicon: Lexicon) -> Bool {
    guard
      let partner = title.mentions.first(where: {
        first.range.upperBound <= $0.range.lowerBound && $0.standing >= .country && $0.side.side != nil
          && joins(title.tokens, first.range.upperBound..<$0.range.lowerBound)
      }),
      let verb = title.events.first(where: {
        $0.isVerb && (0...1).contains($0.range.lowerBound - partner.range.upperBound)
          && [.request, .dispute, .support].contains(lexicon.verbs[$0.group].kind ?? .request)
      })
    else { return false }
    return title.mentions.contains {
      (0...1).contains($0.range.lowerBound - verb.range.upperBound) && $0.side.side != nil && $0.side != partner.side
    }
  }

  private static let courts: WordSet = [
    "court", "courts", "trial", "appeal", "jury", "adjourned", "prosecutor", "prosecutors", "sister", "imprisoned",
    "lawyers", "counts", "verdict", "convicted", "sentenced", "hearing",
  ]

  /// "Trial of doctor who tracked bin Laden adjourned": a case of private persons, in which no government does anything.
  mutating func privateCase(_ title: Reading, _ head: Zone, _ lead: Zone, _ lexicon: Lexicon) {
    guard head.isJoint || lead.isJoint, head.compound == nil,
      let word = title.tokens.firstIndex(where: Relevance.courts.contains),
      !title.mentions.contains(where: { mention in
        switch mention.role {
        case .person: mention.strength >= 3 && !lexicon.persons[mention.index].terms.isEmpty
        case .office: mention.strength >= 3
        case .institution: mention.strength >= 3 && lexicon.institutions[mention.index].kind != .court
        default: mention.standing == .government
        }
      })
    else { return }
    set(.privateCase, 1, 0, word..<word + 1)
  }

  private static let matters: WordSet = [
    "peace", "policy", "issue", "war", "process", "conflict", "situation", "strategy", "withdrawal", "exit", "endgame",
    "settlement", "reconciliation", "talks", "پالیسی", "امن", "مسئلہ", "مسئلے", "جنگ", "صورتحال", "مفاہمت", "عمل",
  ]

  /// "Afghan peace: US seeks Pakistan's help": a matter of the two, and no third party that acts.
  private func isSubjectMatter(_ first: Mention, _ title: Reading, _ head: Zone) -> Bool {
    let end = first.range.upperBound
    return head.weaker >= .place && end < title.tokens.count && title.tokens[end].gap == .space
      && Relevance.matters.contains(title.tokens[end])
  }

  private static let nato: WordSet = ["nato", "isaf"]

  /// "Pakistan tells NATO to leave": over a lead in which Washington acts, NATO stands for it.
  private func isAlliance(_ third: Mention, _ title: Reading, _ head: Zone, _ lead: Zone) -> Bool {
    Relevance.nato.contains(title.tokens[third.range.lowerBound]) && head.pk.best >= .country
      && lead.us.best >= .place
  }

  private static let about: WordSet = ["on", "over", "about", "in", "from"]

  /// "US senators move bill against Pakistan's role in Afghanistan": what it is about, or where.
  private func isTopic(_ third: Mention, _ title: Reading, _ head: Zone) -> Bool {
    head.weaker >= .place && third.range.lowerBound > 0
      && max(head.us.best, head.pk.best) == .government
      && Relevance.about.contains(title.tokens[third.range.lowerBound - 1])
      && !title.mentions.contains { $0.range.lowerBound == third.range.upperBound && $0.side.side != nil }
  }

  /// "US, Pakistani and German navies exercise": one more takes part.
  private func isDrill(_ title: Reading, _ head: Zone, _ lexicon: Lexicon) -> Bool {
    head.weaker >= .place && title.events.contains { !$0.isVerb && lexicon.nouns[$0.group].name == "drill" }
  }

  private static let congress: WordSet = ["congress"]
  private static let the: WordSet = ["the"]
  private static let members: WordSet = ["party", "leader", "leaders", "mp", "mps", "president", "spokesperson"]

  /// "…: Congress" over "the Congress on Thursday attacked the government": India's party, for Washington's has no article.
  private func isIndianParty(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) -> Bool {
    guard
      title.mentions.contains(where: {
        $0.role == .institution && $0.range.count == 1 && Relevance.congress.contains(title.tokens[$0.range.lowerBound])
      }),
      [title, body].contains(where: { reading in
        reading.mentions.contains {
          $0.role == .third && ["India", "Indian leaders"].contains(lexicon.thirds[$0.index].name)
        }
      })
    else { return false }
    return body.tokens.indices.contains { index in
      Relevance.congress.contains(body.tokens[index])
        && (index > 0 && Relevance.the.contains(body.tokens[index - 1])
          || index + 1 < body.tokens.count && Relevance.members.contains(body.tokens[index + 1]))
    }
  }

  mutating func exclusions(_ title: Reading, _ body: Reading, _ head: Zone, _ lead: Zone, _ lexicon: Lexicon) {
    var sums = [0, 0]
    var ranges: [Range<Int>?] = [nil, nil]
    // A helicopter that crashes helps nobody: only what a government of the US gives, in other words than the disaster's.
    let help =
      head.us.best == .government
      ? EventKind.candidates(title, sentences: 0..<title.sentences.count, lexicon).filter { $0.kind == .aid }
        .map(\.hit.range) : []
    for (number, reading) in title.and(body).enumerated() {
      // The heaviest of each class.
      var classes: [(index: Int, weight: Int)] = []
      for mention in reading.mentions where mention.role == .exclusion && (number == 0 || mention.sentence < 2) {
        // "USAID to build schools in quake area": the disaster is the occasion.
        if lexicon.exclusions[mention.index] == "accident", help.contains(where: { !$0.overlaps(mention.range) }) {
          continue
        }
        if let known = classes.firstIndex(where: { $0.index == mention.index }) {
          classes[known].weight = max(classes[known].weight, mention.weight)
        } else {
          classes.append((mention.index, mention.weight))
        }
        ranges[number] = ranges[number] ?? mention.range
      }
      sums[number] = min(100, classes.reduce(0) { $0 + $1.weight }) / 10
    }
    let governed = min(max(head.us.best, lead.us.best), max(head.pk.best, lead.pk.best)) == .government
    if governed {
      let sum = sums[0] + sums[1] / 2
      if sum > 0 { set(.exclusionGoverned, sum, ranges[0] == nil ? 1 : 0, ranges[0] ?? ranges[1] ?? 0..<0) }
    } else {
      if let range = ranges[0] { set(.exclusionTitle, sums[0], 0, range) }
      if let range = ranges[1] { set(.exclusionLead, sums[1], 1, range) }
    }
    for (number, reading) in title.and(body).enumerated() {
      for mention in reading.mentions
      where mention.sentence < 2 && (mention.role == .adjective || mention.role == .country) {
        if mention.standing == .privates { set(.privates, 1, number, mention.range) }
      }
    }
  }
}
