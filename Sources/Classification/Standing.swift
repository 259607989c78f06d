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
  /// How the mention stands, by the word before and after it.
  func standing(_ mention: Mention, _ lexicon: Lexicon) -> Standing {
    switch mention.role {
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
    // The head of "US … X": officials, private persons, or an act of state.
    for next in end..<min(end + 3, tokens.count) {
      if tokens[next].gap > .space { break }
      if let cue = cues.first(where: { ($0.cue == .officials || $0.cue == .privates) && $0.range.lowerBound == next })?
        .cue
      {
        return cue == .officials ? .government : .privates
      }
      if events.contains(where: { $0.range.lowerBound == next && !$0.isVerb }) { return .country }
      if next == end, events.contains(where: { $0.range.lowerBound == next && $0.isVerb }) { break }
      if isFunction(next, lexicon) { break }
    }
    if language == "ur" {
      guard end < tokens.count else { return mention.role == .country ? .country : .place }
      let next = text.bytes[tokens[end].range]
      if Reading.urduPlace.contains(where: { next.elementsEqual($0) }) { return .place }
      return .country
    }
    let start = mention.range.lowerBound
    if start > 0 {
      let before = tokens[start - 1].word
      if [lexicon.words["in"], lexicon.words["from"], lexicon.words["at"]].contains(before) { return .place }
    }
    let bare =
      end >= tokens.count || tokens[end].gap > .space || isFunction(end, lexicon)
      || events.contains { $0.range.lowerBound == end }
      || cues.contains { $0.range.lowerBound == end }
      || mentions.contains { $0.range.lowerBound == end }
    if mention.role == .adjective { return .place }
    // "US urges", "Pakistan to protest": the country acts.
    if end < tokens.count, tokens[end].gap == .space, acts(end, lexicon) { return .government }
    return bare ? .country : .place
  }

  private static let urduPlace = ["میں", "سے", "بھر"].map { FoldedText($0).bytes }

  private static let functionWords = [
    "to", "of", "in", "at", "on", "for", "from", "with", "by", "and", "the", "a", "an", "is", "are", "was", "were",
    "has",
    "have", "had", "will", "would", "may", "might", "could", "should", "must", "can", "not", "as", "after", "over",
    "against", "into", "that", "than", "between", "amid", "before", "during", "if", "who", "which", "no", "about",
  ]

  /// "in Pakistan", "to Islamabad".
  func isBehindPreposition(_ mention: Mention, _ lexicon: Lexicon) -> Bool {
    let start = mention.range.lowerBound
    guard start > 0 else { return false }
    return ["in", "to", "at", "from", "for"].contains { lexicon.words[$0] == tokens[start - 1].word }
  }

  func isFunction(_ token: Int, _ lexicon: Lexicon) -> Bool {
    let word = tokens[token].word
    guard word >= 0 else { return false }
    return Reading.functionWords.contains { lexicon.words[$0] == word }
  }

  private func place(_ mention: Mention, _ lexicon: Lexicon) -> Standing {
    let place = lexicon.places[mention.index]
    guard place.side != nil else { return .none }
    if place.kind == .country { return country(mention, lexicon) }
    let start = mention.range.lowerBound
    let end = mention.range.upperBound
    guard place.kind == .capital || place.kind == .building else {
      // "Texas lawmakers", "Punjab governor".
      let heads = cues.contains { $0.cue == .officials && $0.range.lowerBound == end }
      return heads && end < tokens.count && tokens[end].gap == .space ? .place : .weak
    }
    if mentions.contains(where: { other in
      other.role == .country && (other.range.upperBound == start || other.range.lowerBound == end)
    }) {
      return .country
    }
    if start > 0 {
      let before = tokens[start - 1].word
      if ["in", "at", "from", "to", "near", "for"].contains(where: { lexicon.words[$0] == before && $0 != "for" }) {
        return place.kind == .building ? .country : .weak
      }
      if ["with", "between", "and", "by", "for", "of"].contains(where: { lexicon.words[$0] == before }) {
        return .country
      }
    }
    if language == "ur" {
      guard end < tokens.count else { return .weak }
      let next = text.bytes[tokens[end].range]
      if Reading.urduPlace.contains(where: { next.elementsEqual($0) }) { return .weak }
      return place.kind == .building ? .government : .country
    }
    // "Islamabad rejects": a verb follows, or the name is a speaker at the end.
    if end < tokens.count,
      events.contains(where: { $0.isVerb && $0.range.lowerBound == end }) || isAuxiliary(end, lexicon)
    {
      return .government
    }
    if end == tokens.count, start > 0, tokens[start].gap >= .comma { return .government }
    return place.kind == .building ? .country : .place
  }

  /// The other side inside a name: "US ambassador to Pakistan", "US embassy in Islamabad".
  func nested(_ mention: Mention, _ lexicon: Lexicon) -> TermSide {
    guard mention.role == .office || mention.role == .institution, mention.range.count > 1 else { return .none }
    for hit in hits where mention.range.contains(Int(hit.first)) && Int(hit.end) <= mention.range.upperBound {
      for term in lexicon.vocabulary.terms[Int(hit.firstTerm)..<Int(hit.firstTerm + hit.termCount)] {
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
    let here = events.filter { $0.range.lowerBound == token }
    return here.contains { $0.isVerb && !$0.form.isDisjoint(with: [.third, .past]) } && !here.contains { !$0.isVerb }
      || here.contains { $0.isVerb && $0.form == .third && $0.range.count == 1 } && token + 1 < tokens.count
        && tokens[token + 1].gap == .space && !isFunction(token + 1, lexicon)
  }

  private func isAuxiliary(_ token: Int, _ lexicon: Lexicon) -> Bool {
    let word = tokens[token].word
    return ["to", "will", "is", "has", "was", "may", "must", "should", "would", "could", "had"].contains {
      lexicon.words[$0] == word
    }
  }
}
