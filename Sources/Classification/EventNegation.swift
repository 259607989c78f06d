internal import News

/// What does not happen, and what is only listed, pledged or warned of.
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

  private static let lists: WordSet = [
    "blacklist", "blacklists", "blacklisted", "designate", "designates", "designated", "redesignates", "lists",
    "listed",
    "adds", "added", "places", "placed", "puts", "put", "names", "named", "declares", "declared", "tags", "labels",
    "brands", "includes", "retains",
  ]
  private static let religious: WordSet = ["religious"]
  private static let freedoms: WordSet = ["freedom", "freedoms", "liberty"]
  private static let trafficking: WordSet = ["trafficking"]

  /// A listing for religious freedom or trafficking carries no penalty of its own: a reproach.
  mutating func listing(_ title: Reading, _ body: Reading) {
    guard kind == .sanction, reading == 0, !range.isEmpty, EventKind.lists.contains(title.tokens[range.lowerBound])
    else { return }
    for text in [title, body] {
      let rest = text.tokens.prefix(40)
      let isFreedom = zip(rest, rest.dropFirst()).contains {
        EventKind.religious.contains($0) && EventKind.freedoms.contains($1)
      }
      guard isFreedom || rest.contains(where: EventKind.trafficking.contains) else { continue }
      kind = .dispute
      rule = "dispute.listing"
      return
    }
  }

  private static let readiness: WordSet = [
    "vow", "vows", "vowed", "pledge", "pledges", "pledged", "promise", "promises", "promised", "commit", "commits",
    "ready", "willing", "keen", "eager", "forward", "committed", "happy", "prepared",
  ]

  /// "Vows to work with Pakistan", "commit to deepening ties": a good word, and nothing done yet.
  mutating func vow(_ title: Reading, _ lexicon: Lexicon) {
    guard kind == .cooperation, reading == 0, verbGroup == "cooperate", range.lowerBound > 1 else { return }
    guard title.tokens[range.lowerBound - 1].word == lexicon.words[.to],
      EventKind.readiness.contains(title.tokens[range.lowerBound - 2])
    else { return }
    kind = .support
    rule = "support.vow"
    stage = .concluded
  }

  private static let ending: WordSet = ["ends", "end", "ended", "discontinues", "discontinue", "terminates", "closes"]
  private static let programmes: WordSet = ["programme", "program", "programmes", "programs", "scheme", "initiative"]

  /// "US ends exchange programme": not a course that has run its time.
  mutating func discontinued(_ title: Reading) {
    guard kind == .cooperation, verbGroup == "end", reading == 0, !range.isEmpty,
      EventKind.ending.contains(title.tokens[range.lowerBound]),
      title.tokens[range.upperBound...].contains(where: EventKind.programmes.contains)
    else { return }
    kind = .sanction
    stage = nil
    rule = "sanction.end"
  }

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

  /// "Vows to broad-based ties", "stresses relations with US": what is said of the relations is no analysis of them.
  mutating func spoken(_ title: Reading, _ lexicon: Lexicon) {
    guard kind == .analysis, route == .noun || route == .speech, nounGroup == "relations", reading == 0 else { return }
    let speaks = title.events.contains {
      $0.isVerb && !$0.form.isDisjoint(with: [.third, .past])
        && ["say", "promise", "announce", "watch"].contains(lexicon.verbs[$0.group].name)
    }
    guard speaks else { return }
    kind = .statement
    stage = .concluded
    rule = "statement.relations"
  }

  private static let against: WordSet = ["on", "against"]

  /// "Pakistan condemns US attacks on Iran": an attack by the other side is no cause of sympathy.
  mutating func condemned(_ title: Reading, _ lexicon: Lexicon) {
    guard kind == .support, verbGroup == "condemn" || verbGroup == "denounce", reading == 0 else { return }
    let isTheirs = title.events.contains { event in
      !event.isVerb && event.range.lowerBound >= range.upperBound && lexicon.nouns[event.group].name == "attack"
        && event.range.upperBound < title.tokens.count
        && EventKind.against.contains(title.tokens[event.range.upperBound])
        && title.mentions.contains { $0.side.side != nil && $0.range.upperBound == event.range.lowerBound }
    }
    guard isTheirs else { return }
    kind = .dispute
    rule = "dispute.condemn"
  }
}
