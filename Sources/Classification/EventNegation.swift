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
    let start = event.range.lowerBound
    guard reading.language == "en", start > 0, reading.tokens[start].gap == .space else { return kind }
    let isNegated =
      negators.contains(reading.tokens[start - 1])
      || start > 1 && reading.tokens[start - 1].gap == .space && negators.contains(reading.tokens[start - 2])
        && !isFunctionWord(reading.tokens[start - 1])
    guard isNegated else { return kind }
    switch kind {
    case .support, .agreement, .cooperation, .aid: return .dispute
    case .sanction, .force, .request, .dispute: return .statement
    // "will not visit" is a visit that is off; "hasn't called" is a remark.
    case .visit, .meeting, .call: return event.form.contains(.base) ? kind : .statement
    case .statement, .analysis: return kind
    }
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
    "ready", "willing", "keen", "eager", "forward", "committed", "happy", "prepared",
  ]

  /// "Vows to work with Pakistan", "commit to deepening ties": a good word, and nothing done yet.
  mutating func vow(_ title: Reading, _ lexicon: Lexicon) {
    guard kind == .cooperation, reading == 0, verbGroup == "cooperate", range.lowerBound > 1 else { return }
    let back = title.tokens[range.lowerBound - 2]
    if EventKind.readiness.contains(back), title.tokens[range.lowerBound - 1].word == lexicon.words[.to] {
      kind = .support
      rule = "support.ready"
      stage = .concluded
      return
    }
    let isVow = title.events.contains {
      $0.isVerb && lexicon.verbs[$0.group].name == "promise" && $0.range.upperBound <= range.lowerBound
        && range.lowerBound - $0.range.upperBound <= 1
    }
    guard isVow else { return }
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
}
