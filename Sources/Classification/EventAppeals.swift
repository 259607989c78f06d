internal import News

/// What is asked of somebody though no verb of asking decides: raised with him, ordered, written in a letter.
extension EventKind {
  private static let raises: WordSet = ["raise", "raises", "raised"]
  private static let concerns: WordSet = ["concern", "concerns", "objections", "reservations", "alarm"]
  private static let takes: WordSet = ["take", "takes", "took"]
  private static let up: WordSet = ["up"]

  /// "Raises Aafia with Biden", "takes up visas with Rubio": something is asked of the other side.
  mutating func raising(_ title: Reading, _ lexicon: Lexicon) {
    guard route != .verb || verbGroup == "light" || verbGroup == "meet" else { return }
    for index in title.tokens.indices.dropLast(2) {
      guard
        EventKind.raises.contains(title.tokens[index])
          || EventKind.takes.contains(title.tokens[index]) && EventKind.up.contains(title.tokens[index + 1])
      else { continue }
      for mention in title.mentions
      where mention.range.lowerBound > index + 1 && mention.strength >= 2 && mention.side != .none
        && title.tokens[mention.range.lowerBound - 1].word == lexicon.words[.with]
      {
        kind = .request
        route = .verb
        reading = 0
        range = index..<index + 1
        weight = 9
        // "Ask Trump to raise": asked already.
        let isAsked = title.events.contains {
          $0.isVerb && $0.range.upperBound <= index && lexicon.verbs[$0.group].kind == .request
        }
        form = index > 0 && title.tokens[index - 1].word == lexicon.words[.to] && !isAsked ? .base : .third
        stage = nil
        rule = "request.raise"
        // "Raises rights concerns with delegation": a reproach.
        if title.tokens[index..<mention.range.lowerBound].contains(where: EventKind.concerns.contains) {
          kind = .dispute
          rule = "dispute.raise"
        }
        return
      }
    }
  }

  private static let resolutions: WordSet = ["resolution", "resolutions", "motion"]
  private static let counters: WordSet = ["against", "condemning", "rejecting", "denouncing"]

  /// A parliament's resolution *against* the other side's act asks for nothing: it protests.
  mutating func counter(_ title: Reading) {
    guard kind == .request, reading == 0, !range.isEmpty else { return }
    let rest = title.tokens[range.lowerBound...]
    guard rest.contains(where: EventKind.resolutions.contains), rest.contains(where: EventKind.counters.contains)
    else { return }
    kind = .dispute
    rule = "dispute.resolution"
  }

  private static let orders: WordSet = [
    "do", "stop", "cease", "end", "halt", "open", "reopen", "clear", "quit", "leave", "act", "free", "release", "let",
    "keep",
    "stay", "respect", "honour", "honor", "hold", "doff", "give", "get", "go", "take", "make", "rein", "hand", "drop",
    "abandon", "shut", "close", "fight", "help", "join", "pay", "return", "lift", "restore", "choose", "come",
    "deliver", "dismantle", "disarm", "talk", "show", "prove", "treat", "allow", "cut", "move", "turn", "finish",
    "crush", "reform", "vacate", "withdraw", "evacuate", "surrender", "extradite", "accept", "recognise", "trade",
    "invest", "apologise", "apologize", "penetrate", "rethink", "resolve", "protect", "punish", "arrest",
    "prosecute", "repatriate", "restrain", "engage", "cooperate", "abide", "comply", "expand", "ease", "waive",
    "remove",
    "unblock", "unfreeze", "reinstate", "resume", "restart", "refrain", "avoid", "curb", "tackle", "eliminate",
    "uproot",
    "destroy", "defeat", "capture", "disband", "expel", "condemn", "explain", "investigate", "provide", "deescalate",
    "defuse", "negotiate", "bring", "nab", "normalise", "mend", "repair", "forget", "remember", "learn",
    "listen", "think", "forgive", "compensate", "deport", "dismiss", "confront", "scrap", "revoke", "suspend",
  ]
  /// "End of an era", "Hold on F-16s lifted": behind these the opening word is a noun.
  private static let links: WordSet = ["of", "to", "in", "on", "is", "for"]

  /// Words that are no nouns: what follows them is theirs ("Apologise for deaths").
  private static let pure: WordSet = [
    "apologise", "apologize", "refrain", "abide", "comply", "engage", "cooperate", "listen", "think", "learn",
    "negotiate",
    "invest", "investigate", "act", "choose", "withdraw", "prosecute",
  ]

  /// "Do more, US tells Islamabad", "Open the route: Blome": a title that opens with an order, and tells whose it is.
  mutating func order(_ title: Reading, _ lexicon: Lexicon) {
    guard title.language == "en", let first = title.tokens.first, title.tokens.count > 3 else { return }
    // "Rohrabacher: Cease aid to Pakistan"
    if let colon = title.tokens.indices.dropFirst().first(where: { title.tokens[$0].gap == .colon }), colon <= 4,
      colon + 1 < title.tokens.count,
      title.mentions.contains(where: { $0.range.upperBound == colon && $0.strength >= 2 }),
      EventKind.orders.contains(title.tokens[colon]),
      !EventKind.links.contains(title.tokens[colon + 1]) || EventKind.pure.contains(title.tokens[colon])
    {
      return demand(colon..<colon + 1)
    }
    guard EventKind.orders.contains(first),
      !EventKind.links.contains(title.tokens[1]) || EventKind.pure.contains(first),
      let last = title.mentions.last(where: { $0.strength >= 2 && $0.side != .none }),
      let tail = title.tokens.indices.last(where: { title.tokens[$0].gap >= .comma && $0 > 1 }),
      last.range.lowerBound >= tail, title.tokens.count - tail <= 6,
      // "Fight against militancy: US reaffirms support": the news stands in the second half.
      !title.events.contains(where: {
        $0.isVerb && $0.range.lowerBound >= tail && lexicon.verbs[$0.group].weight >= 8
          && ![.statement, .request].contains(lexicon.verbs[$0.group].kind)
          && !$0.form.isDisjoint(with: [.third, .past])
      })
    else { return }
    demand(0..<1)
  }

  private mutating func demand(_ words: Range<Int>) {
    kind = .request
    route = .verb
    reading = 0
    range = words
    weight = 9
    form = []
    stage = nil
    verbGroup = "urge"
    rule = "request.order"
  }

  private static let legislators: WordSet = [
    "lawmakers", "congressmen", "senators", "congressional", "lawmaker", "senator", "congressman", "legislators",
    "congresswoman", "democrats", "republicans",
  ]
  private static let writing: WordSet = ["letter", "letters", "write", "writes", "wrote", "خط"]

  /// Letters of members of Congress are requests.
  mutating func letters(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    guard verbGroup == "contact" || verbGroup == "write" || nounGroup == "phonecall", kind == .call || kind == .meeting
    else { return }
    func isLegislative(_ mention: Mention) -> Bool {
      switch mention.role {
      case .institution: lexicon.institutions[mention.index].kind == .legislature
      case .office:
        lexicon.offices[mention.index].traits.contains(.legislator)
      default: false
      }
    }
    let named =
      title.mentions.contains { $0.side == .us && isLegislative($0) }
      || title.tokens.contains(where: EventKind.legislators.contains)
    let writes = title.tokens.contains(where: EventKind.writing.contains)
    if named, writes {
      kind = .request
      rule = "request.letter"
    }
  }

  private static let warning: WordSet = ["warns", "warn", "warned", "tells", "told"]

  /// "Warns Pakistan to help": what somebody is warned to do is asked of him.
  mutating func warned(_ title: Reading, _ lexicon: Lexicon) {
    guard kind == .dispute, reading == 0, range.count == 1, EventKind.warning.contains(title.tokens[range.lowerBound]),
      let other = title.mentions.first(where: { $0.range.lowerBound == range.upperBound }),
      other.range.upperBound + 1 < title.tokens.count,
      title.tokens[other.range.upperBound].word == lexicon.words[.to]
    else { return }
    kind = .request
    rule = "request.warn"
  }

  private static let assuring: WordSet = ["assures", "assure", "assured"]

  /// "Dar assures US envoy of …": Islamabad's assurances are what was said when they met or spoke.
  mutating func assured(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    guard kind == .support, reading == 0, range.count == 1, EventKind.assuring.contains(title.tokens[range.lowerBound]),
      let subject = title.mentions.last(where: { $0.range.upperBound <= range.lowerBound && $0.side != .none }),
      subject.side == .pk || isCaller(subject, body, lexicon),
      title.mentions.contains(where: {
        $0.range.lowerBound >= range.upperBound && $0.side.side != nil && $0.side != subject.side
      })
    else { return }
    rule = "statement.assure"
    if body.cues.contains(where: { $0.cue == .phone && $0.sentence < 2 }) {
      kind = .call
    } else if meets(body, lexicon) {
      kind = .meeting
    } else if subject.side == .pk {
      kind = .statement
    }
  }

  /// A member of Congress promises for himself.
  private func isCaller(_ subject: Mention, _ body: Reading, _ lexicon: Lexicon) -> Bool {
    subject.role == .person && meets(body, lexicon)
  }

  private func meets(_ body: Reading, _ lexicon: Lexicon) -> Bool {
    body.events.contains {
      $0.isVerb && $0.sentence < 2 && ["meet", "call_on", "host"].contains(lexicon.verbs[$0.group].name)
        && !$0.form.isDisjoint(with: [.past, .participle])
    }
  }

  private static let welcoming: WordSet = ["welcomes", "welcome", "welcomed", "greets", "receives"]
  private static let places: WordSet = ["to", "at"]

  /// "Clinton welcomes Rehman to Washington": a guest, not an event.
  mutating func welcomed(_ title: Reading) {
    guard kind == .support, reading == 0, range.count == 1,
      EventKind.welcoming.contains(title.tokens[range.lowerBound]),
      let guest = title.mentions.first(where: { $0.range.lowerBound == range.upperBound }),
      guest.role == .person || guest.role == .office, guest.range.upperBound + 1 < title.tokens.count,
      EventKind.places.contains(title.tokens[guest.range.upperBound]),
      title.mentions.contains(where: { $0.range.lowerBound == guest.range.upperBound + 1 && $0.role != .person })
    else { return }
    kind = .meeting
    rule = "meeting.welcome"
  }

  private static let telling: WordSet = ["tell", "tells", "told", "telling"]

  /// "Pakistan tells NATO to leave": who is told to do something is asked for it, whatever it is.
  mutating func told(_ title: Reading, _ lexicon: Lexicon) {
    guard reading == 0, title.language == "en" else { return }
    for event in title.events where event.isVerb && lexicon.verbs[event.group].name == "say" && event.range.count == 1 {
      // A verb that stands before it says what happened.
      guard weight < 5 || range.lowerBound >= event.range.lowerBound else { return }
      guard EventKind.telling.contains(title.tokens[event.range.lowerBound]),
        let other = title.mentions.first(where: { $0.range.lowerBound == event.range.upperBound }),
        other.range.upperBound < title.tokens.count, title.tokens[other.range.upperBound].word == lexicon.words[.to],
        title.tokens[other.range.upperBound].gap == .space
      else { continue }
      kind = .request
      weight = 9
      route = .verb
      range = event.range
      form = event.form
      stage = nil
      verbGroup = "say"
      nounGroup = ""
      rule = "request.tell"
      return
    }
  }

  private static let visiting: WordSet = ["visits", "visit", "visited"]

  /// "Ambassador visits White House", "delegation visits GHQ": who calls at the other side's office meets it.
  mutating func calling(_ title: Reading, _ next: Mention?, _ lexicon: Lexicon) {
    guard kind == .visit, verbGroup == "travel", reading == 0, range.count == 1, title.language == "en",
      EventKind.visiting.contains(title.tokens[range.lowerBound]), form.contains(.third) || form.contains(.past),
      let next, next.role == .institution, next.range.lowerBound == range.upperBound,
      [.executive, .military, .legislature, .intelligence].contains(lexicon.institutions[next.index].kind),
      let subject = title.mentions.last(where: { $0.range.upperBound <= range.lowerBound && $0.side.side != nil }),
      subject.side != next.side
    else { return }
    kind = .meeting
    rule += "+office"
  }
}
