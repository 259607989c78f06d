internal import News

/// What speaks against: third parties that act or speak, the other side as a mere place, near misses.
extension Relevance {
  mutating func thirdParties(_ title: Reading, _ body: Reading, _ head: Zone, _ lead: Zone, _ lexicon: Lexicon) {
    let first = title.mentions.first { $0.role == .third || $0.standing >= .weak }
    if max(head.us.best, lead.us.best) >= .place, isMediated(title, lexicon) {
      set(.mediation, 1, 0, head.pk.range)
    } else if let first, first.role == .third, isJoint(first, title, lexicon) {
      set(.thirdBeside, 1, 0, first.range)
    } else if let first, first.role == .third,
      head.compound == nil && !head.isJoint || lexicon.thirds[first.index].kind.isGroup
    {
      switch lexicon.thirds[first.index].kind {
      case .lender: set(.lender, 1, 0, first.range)
      case .group, .militants: set(.group, 1, 0, first.range)
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
      case .lender:
        set(.lender, 1, 0, other.range)
        if isErrand(title, body) { set(.thirdVenue, 1, 0, other.range) }
      case .group, .militants: break
      default:
        let beside =
          (values[.titleLink] ?? values[.titleTouch]) != nil
          && first.map { $0.standing >= .country } ?? false
        set(beside ? .thirdBeside : .thirdTitle, 1, 0, other.range)
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
    speaker(title, lexicon)
    venue(title, lexicon)
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

  /// "India, US call on Pakistan to …": a third party that acts together with one side towards the other.
  private func isJoint(_ first: Mention, _ title: Reading, _ lexicon: Lexicon) -> Bool {
    guard
      let partner = title.mentions.first(where: {
        (0...1).contains($0.range.lowerBound - first.range.upperBound) && $0.standing >= .country && $0.side.side != nil
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

  /// "…: Congress", "…, says Jaishankar": whose word it is.
  mutating func speaker(_ title: Reading, _ lexicon: Lexicon) {
    guard let last = title.mentions.last, last.role == .third, !lexicon.thirds[last.index].kind.isGroup,
      last.range.upperBound >= title.tokens.count - 2
    else {
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
  mutating func venue(_ title: Reading, _ lexicon: Lexicon) {
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
