internal import News

/// What the lexicon knows in a text: entities, events and cues.
extension CutText {
  private static func rank(_ role: Role) -> Int {
    switch role {
    case .person: 9
    case .office: 8
    case .institution: 7
    case .mask: 6
    case .compound: 5
    case .country: 4
    case .adjective: 3
    case .third: 2
    case .place: 1
    case .programme: 0
    case .exclusion: -1
    default: -10
    }
  }

  /// The entities, in the text's order, none inside another.
  func mentions(_ lexicon: Lexicon) -> [Mention] {
    var index = 0
    var free = 0
    var mentions: [Mention] = []
    mentions.reserveCapacity(8)
    let terms = lexicon.vocabulary.terms
    let meanings = terms.span
    let all = hits
    let hits = all.span
    while index < hits.count {
      let start = Int(hits[index].first)
      let (last, roles) = hits.together(from: index)
      defer { index = last }
      guard !roles.isDisjoint(with: .entities), start >= free else { continue }
      let sentence = self.sentence(of: start)
      guard sentence >= 0 else { continue }
      for position in stride(from: last - 1, through: index, by: -1) {
        let hit = hits[position]
        guard !hit.roles.isDisjoint(with: .entities) else { continue }
        // Of the meanings of the highest rank the first, and the first that is safe alone.
        var best: Term?
        var safe: Term?
        for meaning in hit.terms {
          let term = meanings[meaning]
          let rank = CutText.rank(term.role)
          if rank <= -10 || (term.isCapital && !isAcronym(start)) { continue }
          if best.map({ rank > CutText.rank($0.role) }) ?? true {
            best = term
            safe = nil
          }
          if safe == nil, term.isSafe, term.role == best?.role { safe = term }
        }
        guard let best else { continue }
        let isActor = best.role == .institution || best.role == .office || best.role == .place
        if isActor, hit.range.count > 1, isOverrun(hit, hits, last) { continue }
        mentions.append(mention(best, safe: safe, hit, sentence, lexicon))
        free = hit.range.upperBound
        break
      }
    }
    return mentions
  }

  /// "US CIA" in "US CIA Director": whether an office begins inside the phrase and goes on beyond it. `position` is that
  /// of the first hit that begins after the phrase's first word.
  private func isOverrun(_ hit: Hit, _ hits: Span<Hit>, _ position: Int) -> Bool {
    var next = position
    while next < hits.count, hits[next].first < hit.end {
      if hits[next].end > hit.end, !hits[next].roles.isDisjoint(with: .office) { return true }
      next += 1
    }
    return false
  }

  /// Whether the word stands in capitals in the source.
  private func isAcronym(_ token: Int) -> Bool {
    let range = text.sourceRange(of: tokens[token].range)
    return range.count > 1 && text.source[range].allSatisfy { $0 >= 0x41 && $0 <= 0x5A || $0 == 0x2E }
  }

  /// The mention of `best`; an office or institution that could be either side's is left with `.none`, to be settled.
  private func mention(_ best: Term, safe: Term?, _ hit: Hit, _ sentence: Int, _ lexicon: Lexicon) -> Mention {
    var made = Mention(
      role: best.role, index: Int(best.index), side: best.side, range: hit.range, sentence: sentence, strength: 0)
    switch best.role {
    case .person:
      // A shared surname: the safe one, else settled by the context.
      if let only = safe {
        made.index = Int(only.index)
        made.side = only.side
        made.strength = 3
      } else {
        made.strength = -1
      }
    case .office, .institution:
      if let only = safe {
        made.index = Int(only.index)
        made.side = only.side
        made.strength = best.role == .institution && lexicon.institutions[made.index].isWeak ? 1 : 3
      } else {
        made.strength = -1
        made.side = .none
      }
    case .country: made.strength = 3
    case .compound: made.strength = 3
    case .adjective: made.strength = 2
    case .programme: made.strength = 2
    case .place:
      let place = lexicon.places[made.index]
      made.strength = place.side == nil ? 0 : place.kind == .capital ? 2 : 1
      if place.kind == .country { made.strength = place.side == nil ? 0 : 3 }
    case .exclusion: made.weight = Int(best.weight)
    default: break
    }
    return made
  }

  // MARK: Events

  /// The words of events and the cues, those inside names left out.
  func events(_ lexicon: Lexicon, outside mentions: [Mention]) -> (events: [EventHit], cues: [CueHit]) {
    // A word counts in the longest phrase that begins before or at it: once as a verb, once as a noun.
    var busyVerb = -1
    var busyNoun = -1
    var events: [EventHit] = []
    var cues: [CueHit] = []
    events.reserveCapacity(8)
    cues.reserveCapacity(8)
    var names = Names(mentions)
    let terms = lexicon.vocabulary.terms
    let meanings = terms.span
    let cases = Cue.all
    let allCues = cases.span
    let all = hits
    let hits = all.span
    var index = 0
    while index < hits.count {
      // The longest hit at this word that has an event or a cue; all that it means counts.
      let start = Int(hits[index].first)
      let (last, roles) = hits.together(from: index)
      defer { index = last }
      guard !roles.isDisjoint(with: .events), !names.cover(start) else { continue }
      let sentence = self.sentence(of: start)
      guard sentence >= 0 else { continue }
      var eventTaken = false
      var nounTaken = false
      for position in stride(from: last - 1, through: index, by: -1) {
        let hit = hits[position]
        guard !hit.roles.isDisjoint(with: .events) else { continue }
        var found = false
        var foundNoun = false
        for meaning in hit.terms {
          let term = meanings[meaning]
          switch term.role {
          case .verb, .noun:
            if term.role == .verb ? eventTaken || start < busyVerb : nounTaken || start < busyNoun { continue }
            if term.role == .verb {
              busyVerb = max(busyVerb, hit.range.upperBound)
            } else {
              busyNoun = max(busyNoun, hit.range.upperBound)
              foundNoun = true
            }
            events.append(
              EventHit(
                isVerb: term.role == .verb, group: Int(term.index), form: term.form, range: hit.range,
                sentence: sentence))
            found = true
          case .cue:
            // A word of a longer event is no cue: "reaches out" does not reach.
            if eventTaken || isMonth(start) { continue }
            let cue = allCues[Int(term.index)]
            if cues.suffix(12).contains(where: { $0.cue == cue && $0.range.contains(start) }) { continue }
            cues.append(CueHit(cue: cue, range: hit.range, sentence: sentence))
          default: break
          }
        }
        if found { eventTaken = true }
        if foundNoun { nounTaken = true }
      }
    }
    return (events, cues)
  }

  private static let may: WordSet = ["may"]
  private static let inside: WordSet = ["in"]

  /// "May 12" is no "may".
  private func isMonth(_ token: Int) -> Bool {
    guard CutText.may.contains(tokens[token]), isCapitalised(token) else { return false }
    let next = token + 1 < tokens.count && tokens[token + 1].isNumber
    let before = token > 0 && tokens[token - 1].isNumber
    return next || before || (token > 0 && CutText.inside.contains(tokens[token - 1]))
  }
}

extension Span where Element == Hit {
  /// The hits that begin at the word of the one at `index`: where they end, and all that they mean.
  @inline(__always)
  func together(from index: Int) -> (end: Int, roles: Roles) {
    let first = self[index].first
    var end = index
    var roles = Roles()
    while end < count, self[end].first == first {
      roles.formUnion(self[end].roles)
      end += 1
    }
    return (end, roles)
  }
}
