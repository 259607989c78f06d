internal import News

/// How a side stands in a text: as a government that acts, as a country, or merely as a word.
enum Standing: Int, Comparable, Sendable {
  case none
  /// A private person or firm: "Pakistani man", "US tourist".
  case privates
  /// A city, a party, a court: "in Lahore".
  case weak
  /// The country as a place or as an adjective of something: "in Pakistan", "US goods".
  case place
  /// The country as one that acts or is acted on: "US urges", "aid to Pakistan".
  case country
  /// A government by name: its officials, offices and institutions.
  case government

  static func < (a: Standing, b: Standing) -> Bool { a.rawValue < b.rawValue }
}

extension Reading {
  /// Says of the mentions that relevance looks at how they stand.
  func stand(_ lexicon: Lexicon) {
    for index in mentions.indices {
      guard isTitle || mentions[index].sentence < Relevance.leadSentences else { break }
      mentions[index].standing = standing(mentions[index], lexicon)
      mentions[index].nested = nested(mentions[index], lexicon)
    }
  }

  /// How the mention stands, by the word before and after it.
  private func standing(_ mention: Mention, _ lexicon: Lexicon) -> Standing {
    switch mention.role {
    case .person where mention.strength > 0 && lexicon.persons[mention.index].terms.isEmpty:
      // A doctor, a contractor: known, and of no government.
      return .weak
    case .person, .office: return mention.strength >= 3 ? .government : mention.strength > 0 ? .weak : .none
    case .institution:
      if mention.strength < 3 { return mention.strength > 0 ? .weak : .none }
      return lexicon.institutions[mention.index].kind == .court ? .place : .government
    case .compound: return .country
    case .programme: return mention.side == .none ? .country : .place
    case .country, .adjective: return country(mention, lexicon)
    case .place: return place(mention, lexicon)
    default: return .none
    }
  }

  private func country(_ mention: Mention, _ lexicon: Lexicon) -> Standing {
    let end = mention.range.upperBound
    // "US-made", "Pakistan-based": an adjective.
    if language == "en", end < tokens.count, EventKind.isHyphened(end, self) {
      // "Pakistani-origin doctor": somebody private.
      return Reading.origins.contains(tokens[end]) ? .privates : .place
    }
    // "Iran-US talks": half of a pair, in which a third party is the other.
    if language == "en", mention.side == .us,
      mentions.contains(where: { other in
        other.role == .third
          && (other.range.upperBound == mention.range.lowerBound
            && EventKind.isHyphened(mention.range.lowerBound, self)
            || other.range.lowerBound == end && EventKind.isHyphened(end, self))
      })
    {
      return .place
    }
    // The head of "US … X": officials, private persons, or an act of state.
    for next in end..<min(end + 3, tokens.count) {
      if tokens[next].gap > .space { break }
      // "US blacklists 6 firms": a verb, though it could be a noun.
      if next == end, language == "en", mention.role == .country, acts(end, lexicon), end + 1 < tokens.count,
        tokens[end + 1].isNumber
      {
        return .government
      }
      if let cue = cues.first(where: { ($0.cue == .officials || $0.cue == .privates) && $0.range.lowerBound == next })?
        .cue
      {
        return cue == .officials ? .government : .privates
      }
      if events(at: next).contains(where: { !$0.isVerb }) { return .country }
      if next == end, events(at: next).contains(where: \.isVerb) { break }
      if isFunction(next, lexicon) { break }
    }
    if language == "ur" {
      guard end < tokens.count else { return mention.role == .country ? .country : .place }
      if Reading.urduPlace.contains(tokens[end]) { return .place }
      return .country
    }
    let start = mention.range.lowerBound
    if start > 0 {
      switch lexicon.words.small(tokens[start - 1].word) {
      case .in, .from, .at: return .place
      default: break
      }
    }
    let bare =
      end >= tokens.count || tokens[end].gap > .space || isFunction(end, lexicon)
      || !events(at: end).isEmpty || !cues(at: end).isEmpty || mentions.contains { $0.range.lowerBound == end }
    if mention.role == .adjective { return .place }
    // "US urges", "Pakistan to protest": the country acts.
    if end < tokens.count, tokens[end].gap == .space, acts(end, lexicon) { return .government }
    return bare ? .country : .place
  }

  private static let origins: WordSet = ["origin", "born", "descent"]
  private static let urduPlace: WordSet = ["میں", "سے", "بھر"]

  /// "in Pakistan", "to Islamabad".
  func isBehindPreposition(_ mention: Mention, _ lexicon: Lexicon) -> Bool {
    let start = mention.range.lowerBound
    guard start > 0 else { return false }
    switch lexicon.words.small(tokens[start - 1].word) {
    case .in, .to, .at, .from, .for: return true
    default: return false
    }
  }

  func isFunction(_ token: Int, _ lexicon: Lexicon) -> Bool {
    lexicon.words.isFunction(tokens[token].word)
  }

  private func place(_ mention: Mention, _ lexicon: Lexicon) -> Standing {
    let place = lexicon.places[mention.index]
    guard place.side != nil else { return .none }
    if place.kind == .country { return country(mention, lexicon) }
    let start = mention.range.lowerBound
    let end = mention.range.upperBound
    guard place.kind == .capital || place.kind == .building else {
      // "Texas lawmakers", "Punjab governor".
      let heads = cues(at: end).contains { $0.cue == .officials }
      return heads && end < tokens.count && tokens[end].gap == .space ? .place : .weak
    }
    if mentions.contains(where: { other in
      other.role == .country && (other.range.upperBound == start || other.range.lowerBound == end)
    }) {
      return .country
    }
    if start > 0 {
      switch lexicon.words.small(tokens[start - 1].word) {
      case .in, .at, .from, .to: return place.kind == .building ? .country : .weak
      case .with, .between, .and, .by, .for, .of: return .country
      default: break
      }
    }
    if language == "ur" {
      guard end < tokens.count else { return .weak }
      if Reading.urduPlace.contains(tokens[end]) { return .weak }
      return place.kind == .building ? .government : .country
    }
    // "Islamabad rejects": a verb follows, or the name is a speaker at the end.
    if end < tokens.count,
      events(at: end).contains(where: \.isVerb) || isAuxiliary(end, lexicon)
    {
      return .government
    }
    if end == tokens.count, start > 0, tokens[start].gap >= .comma { return .government }
    return place.kind == .building ? .country : .place
  }

  /// The other side inside a name: "US ambassador to Pakistan", "US embassy in Islamabad".
  private func nested(_ mention: Mention, _ lexicon: Lexicon) -> TermSide {
    guard mention.role == .office || mention.role == .institution, mention.range.count > 1 else { return .none }
    // "US Special Representative for Afghanistan and Pakistan arrives in Delhi": a title, and nothing to do with either.
    if mention.role == .office, lexicon.offices[mention.index].traits.contains(.afpak) { return .none }
    for hit in hits[hits(from: mention.range.lowerBound)...] {
      if Int(hit.first) >= mention.range.upperBound { break }
      if Int(hit.end) > mention.range.upperBound || hit.roles.isDisjoint(with: .sides) { continue }
      for term in lexicon.vocabulary.terms[hit.terms] {
        guard term.role == .country || term.role == .adjective || term.role == .place, term.side != .third else {
          continue
        }
        if term.side != .none, term.side != mention.side { return term.side }
      }
    }
    return .none
  }

  /// Whether the word is a verb that a subject right before it would do.
  private func acts(_ token: Int, _ lexicon: Lexicon) -> Bool {
    if isAuxiliary(token, lexicon) { return true }
    let here = events(at: token)
    return here.contains { $0.isVerb && !$0.form.isDisjoint(with: [.third, .past]) } && !here.contains { !$0.isVerb }
      || here.contains { $0.isVerb && $0.form == .third && $0.range.count == 1 } && token + 1 < tokens.count
        && tokens[token + 1].gap == .space && !isFunction(token + 1, lexicon)
  }

  private func isAuxiliary(_ token: Int, _ lexicon: Lexicon) -> Bool {
    switch lexicon.words.small(tokens[token].word) {
    case .to, .will, .is, .has, .was, .may, .must, .should, .would, .could, .had: return true
    default: return false
    }
  }
}
