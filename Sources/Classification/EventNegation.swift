internal import News

/// What does not happen.
extension EventKind {
  /// "No pact with US in works": what opens with "No" does not happen.
  mutating func negation(_ title: Reading, _ lexicon: Lexicon) {
    guard reading == 0, let first = title.tokens.first, first.word == lexicon.words[.no], !range.isEmpty else { return }
    // "No intention of answering tariffs"
    if title.tokens.count > 2, EventKind.intentions.contains(title.tokens[1]), kind != .visit, kind != .meeting {
      kind = .statement
      stage = .concluded
      return
    }
    guard form.isEmpty, range.lowerBound <= 4 else { return }
    // "No N-deal with Pakistan: US": a refusal.
    if kind == .agreement, let last = title.mentions.last, last.side != .none, last.side != .third,
      title.tokens[last.range.lowerBound].gap == .colon
    {
      kind = .dispute
      return
    }
    switch kind {
    case .visit, .meeting, .call, .agreement: stage = .cancelled
    case .cooperation, .aid: kind = .dispute
    case .sanction: kind = .statement
    default: break
    }
  }

  private static let intentions: WordSet = [
    "intention", "intentions", "plan", "plans", "need", "reason", "question", "proposal", "decision", "desire",
    "interest",
  ]
  private static let negators: WordSet = [
    "not", "never", "hasn't", "haven't", "hadn't", "didn't", "doesn't", "don't", "won't", "can't", "cannot", "isn't",
    "aren't", "wasn't", "weren't", "couldn't", "wouldn't", "shouldn't",
  ]

  /// "Biden hasn't called Khan", "won't release aid": what the verb would say, said not to be.
  static func negated(_ event: EventHit, _ kind: Kind, _ reading: Reading) -> Kind {
    if reading.language == "ur" { return isUrduNegated(event, reading) ? urduNegated(kind) : kind }
    guard isNegated(event.range.lowerBound, reading) else { return kind }
    switch kind {
    case .support, .agreement, .cooperation, .aid: return .dispute
    case .sanction, .force, .request, .dispute: return .statement
    // "will not visit" is a visit that is off; "hasn't called" is a reproach.
    case .visit, .meeting, .call: return event.form.contains(.base) ? kind : .dispute
    case .statement, .analysis: return kind
    }
  }

  /// Whether "not" or a verb that ends in it stands right before the word, or an adverb away.
  static func isNegated(_ start: Int, _ reading: Reading) -> Bool {
    guard reading.language == "en", start > 0, reading.tokens[start].gap == .space else { return false }
    return negators.contains(reading.tokens[start - 1])
      || start > 1 && reading.tokens[start - 1].gap == .space && negators.contains(reading.tokens[start - 2])
        && !isFunctionWord(reading.tokens[start - 1])
  }

  private static let joining: WordSet = ["to", "and", "but", "or", "only"]
  private static func isFunctionWord(_ token: Token) -> Bool { joining.contains(token) }

  private static let refusing: WordSet = ["refuses", "refuse", "refused", "declines", "declined", "rules", "ruled"]

  /// "Refuses to withhold aid": two noes.
  mutating func doubled(_ title: Reading, _ lexicon: Lexicon) {
    guard kind == .dispute, reading == 0, !range.isEmpty,
      EventKind.refusing.contains(title.tokens[range.lowerBound])
    else { return }
    let isCut = title.events.contains {
      $0.isVerb && $0.range.lowerBound >= range.upperBound && $0.range.lowerBound <= range.upperBound + 2
        && ["cut", "sanction"].contains(lexicon.verbs[$0.group].name)
    }
    guard isCut else { return }
    kind = .statement
    rule = "statement.refused"
  }

  private static let deny: WordSet = ["denies", "deny", "denied", "plays", "downplays", "downplay", "downplayed"]
  private static let charges: WordSet = [
    "allegation", "allegations", "claim", "claims", "charge", "charges", "accusation", "accusations", "visa", "visas",
    "entry", "access", "permission", "clearance", "request", "aid", "overflight", "exemption", "waiver",
  ]

  /// "US denies cutting aid", "US denies blood money paid": it says what it has not done, and blames nobody.
  mutating func denying(_ title: Reading) {
    guard kind == .dispute, verbGroup == "deny", reading == 0, !range.isEmpty,
      EventKind.deny.contains(title.tokens[range.lowerBound])
    else { return }
    let rest = title.tokens[range.upperBound...]
    let isAct = rest.prefix(1).contains { title.ends($0, "ing") }
    let isOurs = title.mentions.last { $0.range.upperBound <= range.lowerBound && $0.side.side != nil }?.side == .us
    guard isAct || isOurs && !rest.contains(where: EventKind.charges.contains) else { return }
    kind = .statement
    rule = "statement.deny"
  }
}
