internal import News

/// What a verb does to its object, and what stands in the background.
extension EventKind {
  /// What the verb does to the first noun after it (in the passive: before it) with which the lexicon combines it.
  static func combination(
    _ index: Int, _ event: EventHit, _ events: [EventHit], _ reading: Reading, _ lexicon: Lexicon
  ) -> (Outcome, EventGroup)? {
    let after = events.lazy.filter {
      !$0.isVerb && $0.sentence == event.sentence && $0.range.lowerBound >= event.range.upperBound
    }
    let group = lexicon.verbs[event.group].name
    var number = event.group
    if group == "sign", after.contains(where: { lexicon.nouns[$0.group].name == "bill" }),
      let approve = lexicon.verbs.firstIndex(where: { $0.name == "approve" })
    {
      number = approve
    }
    func outcome(_ nouns: some Sequence<EventHit>, upTo isEnd: (EventHit) -> Bool) -> (Outcome, EventGroup)? {
      for noun in nouns {
        if isEnd(noun) { return nil }
        // "tariff talks": the head is the object.
        if isModifier(noun, events, reading) { continue }
        guard let outcome = lexicon.combinations[number << 16 | noun.group] else { continue }
        // "expands assistance" gives more of it; "work together on relief" gives nothing.
        if group == "cooperate", outcome.kind == .aid,
          event.range.count > 1 || !growing.contains(reading.tokens[event.range.lowerBound])
        {
          return nil
        }
        return (outcome, lexicon.nouns[noun.group])
      }
      return nil
    }
    let isPast = event.form.contains(.participle) || event.form.contains(.past)
    let isPassive = isPast && isPassive(event, reading)
    let end = event.range.upperBound
    // In Urdu the object stands before its verb, in the passive too.
    if group != "arrive", group != "travel", reading.language != "ur", !isPassive {
      if group != "cooperate", let aid = money(end..<min(end + 3, reading.tokens.count), reading, events, lexicon),
        let outcome = lexicon.combinations[number << 16 | aid]
      {
        return (outcome, lexicon.nouns[aid])
      }
      // "tags rebels as terrorists", "lists TRF as a terror outfit": what stands behind "as" belongs to it.
      let isLabel = group == "label" || group == "approve" || group == "appoint"
      let found = outcome(after) { noun in
        isBreak(end, noun.range.lowerBound, reading, as: isLabel)
          || isPastNextVerb(end..<noun.range.lowerBound, events, reading)
      }
      if let found { return found }
    }
    guard isPast || reading.language == "ur" || event.form.contains(.literal) || group == "arrive" || group == "travel"
    else { return nil }
    let before = events.reversed().lazy.filter {
      !$0.isVerb && $0.sentence == event.sentence && $0.range.upperBound <= event.range.lowerBound
    }
    if let found = outcome(before, upTo: { _ in false }) { return found }
    if isPassive,
      let aid = money(reading.sentences[event.sentence].lowerBound..<event.range.lowerBound, reading, events, lexicon),
      let outcome = lexicon.combinations[number << 16 | aid]
    {
      return (outcome, lexicon.nouns[aid])
    }
    if isPassive || reading.language == "ur" {
      return outcome(after) { isBreak(end, $0.range.lowerBound, reading, as: false) }
    }
    return nil
  }

  private static let growing: WordSet = [
    "enhance", "enhances", "enhanced", "enhancing", "boost", "boosts", "boosted", "boosting", "expand", "expands",
    "expanded", "expanding", "upgrade", "upgrades", "upgraded",
  ]

  /// "eyes markets, seeks help": behind a comma another verb has objects of its own.
  private static func isPastNextVerb(_ range: Range<Int>, _ events: [EventHit], _ reading: Reading) -> Bool {
    events.contains {
      $0.isVerb && range.contains($0.range.lowerBound) && reading.tokens[$0.range.lowerBound].gap == .comma
        && !$0.form.isDisjoint(with: [.third, .past])
    }
  }

  private static let prepositions: WordSet = ["for", "over", "by", "behind", "on", "with"]
  private static let agents: WordSet = [
    "by", "at", "over", "after", "in", "until", "till", "due", "amid", "on", "for", "from", "as", "following", "ahead",
    "before", "under", "to",
  ]

  /// "put off at US request", "cleared, Congress has 30 days": a participle behind which no object stands.
  static func isPassive(_ event: EventHit, _ reading: Reading) -> Bool {
    let end = event.range.upperBound
    guard end < reading.tokens.count, event.range.lowerBound > 0 else { return event.range.lowerBound > 0 }
    return reading.tokens[end].gap > .space || agents.contains(reading.tokens[end])
  }

  /// "$300m" beside the verb: money is aid, unless a word of penalties follows it ("$800m holdback").
  static func money(
    _ range: Range<Int>, _ reading: Reading, _ events: [EventHit], _ lexicon: Lexicon
  ) -> Int? {
    for index in range {
      guard isSum(index, reading) else { continue }
      let isPenalty = events.contains {
        !$0.isVerb && $0.range.lowerBound > index && $0.range.lowerBound <= index + 3
          && lexicon.nouns[$0.group].kind == .sanction
      }
      // "$686mn boost for F-16 fleet": arms are sold.
      let isSale = events.contains {
        !$0.isVerb && $0.range.lowerBound > index && lexicon.nouns[$0.group].name == "sale"
      }
      return isPenalty ? nil : lexicon.nouns.firstIndex { $0.name == (isSale ? "sale" : "aid") }
    }
    return nil
  }

  private static let rupees: WordSet = ["rs"]

  /// "$300m", "$ 300m", "Rs2bn", "Rs 2bn".
  private static func isSum(_ index: Int, _ reading: Reading) -> Bool {
    let token = reading.tokens[index]
    let bytes = reading.text.bytes
    let start = Int(token.start)
    if start > 0, bytes[start - 1] == 0x24 || start > 1 && bytes[start - 1] == 0x20 && bytes[start - 2] == 0x24 {
      return true
    }
    if rupees.contains(token) { return index + 1 < reading.tokens.count && reading.tokens[index + 1].isNumber }
    return token.end - token.start > 2 && bytes[start] == 0x72 && bytes[start + 1] == 0x73
      && (0x30...0x39).contains(bytes[start + 2])
  }

  /// Whether a clause ends between two words.
  static func isBreak(_ from: Int, _ to: Int, _ reading: Reading, as isJoined: Bool = false) -> Bool {
    guard from < to else { return false }
    for cue in reading.cues where cue.cue == .background && cue.range.lowerBound >= from && cue.range.lowerBound < to {
      let word = reading.words(cue.range)
      if word.count > 3 || !isJoined && word.elementsEqual("as".utf8) { return true }
    }
    return reading.tokens[from..<to].contains { $0.gap == .colon || $0.gap == .stop || $0.gap == .line }
  }

  /// A verb that needs an object and has none that the lexicon knows.
  static func alone(
    _ group: EventGroup, _ event: EventHit, _ reading: Reading, _ lexicon: Lexicon
  ) -> (Kind, Int) {
    switch group.name {
    case "cut": return (.sanction, 4)
    case "lift": return (.cooperation, 4)
    case "approve": return (.cooperation, 4)
    case "give" where isHandOver(event, reading): return (.cooperation, 8)
    case "give", "promise": return (.aid, 4)
    case "call_on": return asks(event, reading, lexicon) ? (.request, 10) : (.meeting, 10)
    default: return (.statement, 3)
    }
  }

  private static let departments: WordSet = ["minister", "secretary", "adviser", "advisor", "envoy", "representative"]

  /// "calls on Pakistan to act", "calls for restraint on": but not "calls on the Minister for Interior to discuss trade".
  private static func asks(_ event: EventHit, _ reading: Reading, _ lexicon: Lexicon) -> Bool {
    for index in event.range.upperBound..<reading.tokens.count {
      let token = reading.tokens[index]
      if token.gap >= .colon { return false }
      if reading.mentions.contains(where: { $0.range.contains(index) }) { continue }
      if token.word == lexicon.words[.to] {
        return !reading.events.contains {
          $0.isVerb && $0.range.lowerBound == index + 1 && lexicon.verbs[$0.group].kind == .meeting
        }
      }
      if token.word == lexicon.words[.for], !departments.contains(reading.tokens[index - 1]) { return true }
    }
    return false
  }

  private static let hands: WordSet = ["hand", "hands", "handed", "handing"]
  private static let over: WordSet = ["over"]

  /// "hands over suspected aide": a person is handed over.
  private static func isHandOver(_ event: EventHit, _ reading: Reading) -> Bool {
    let start = event.range.lowerBound
    return start + 1 < reading.tokens.count && hands.contains(reading.tokens[start])
      && over.contains(reading.tokens[start + 1])
  }

  /// What stands behind "after", "amid", "over" is not what the title is about.
  /// - Parameter isFirstVerb: no verb stands before it.
  static func penalty(_ event: EventHit, _ reading: Reading, _ lexicon: Lexicon, isFirstVerb: Bool) -> Int {
    if reading.isTitle, isQuoted(event, reading) { return 6 }
    guard reading.language == "en" else { return isUrduPurpose(event, reading) ? 5 : 0 }
    if event.isVerb, reading.isTitle, isTail(event, reading), reports(event, reading, lexicon) { return 6 }
    if event.sentence == 0, reading.isTitle, isReadout(reading) {
      if event.isVerb { return 4 }
      // "Remarks by the Ambassador at a reception": what is said counts, and where is nothing.
      let isPlace =
        event.range.lowerBound > 1 && reading.tokens[..<event.range.lowerBound].suffix(3).contains { at.contains($0) }
      return lexicon.nouns[event.group].name == "remark" ? 0 : isPlace ? 4 : -3
    }
    if isOpening(event, reading) { return 5 }
    let sentence = reading.sentences[event.sentence]
    for cue in reading.cues where cue.cue == .background && cue.sentence == event.sentence {
      guard cue.range.upperBound <= event.range.lowerBound, !isMoreThan(cue, reading) else { continue }
      // "Aid for Pakistan suspended": the phrase belongs to the subject, and the main verb follows.
      if isFirstVerb, cue.range.lowerBound > sentence.lowerBound, cue.range.count == 1,
        prepositions.contains(reading.tokens[cue.range.lowerBound]), event.range.lowerBound - cue.range.upperBound > 0
      {
        continue
      }
      let between = reading.tokens[cue.range.upperBound..<event.range.lowerBound]
      if cue.range.lowerBound == sentence.lowerBound {
        // An opening adjunct ends at its comma.
        if !between.contains(where: { $0.gap == .comma }) && reading.tokens[event.range.lowerBound].gap != .comma {
          return 5
        }
      } else if !between.contains(where: { $0.gap == .comma || $0.gap == .colon }),
        reading.tokens[event.range.lowerBound].gap != .comma
      {
        return 5
      }
    }
    return 0
  }

  /// "Over 200 grants": a number, and nothing is behind it.
  private static func isMoreThan(_ cue: CueHit, _ reading: Reading) -> Bool {
    cue.range.count == 1 && over.contains(reading.tokens[cue.range.lowerBound])
      && cue.range.upperBound < reading.tokens.count
      && (reading.tokens[cue.range.upperBound].isNumber || counts.contains(reading.tokens[cue.range.upperBound]))
  }

  private static let counts: WordSet = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "half", "dozens", "hundreds",
    "thousands",
  ]

  /// "'They are doing a good job': Trump changes tune": words inside a quotation are what is said, not what is done. One
  /// word or two in quotes are only the paper's distance ("US 'concerned' over …").
  static func isQuoted(_ event: EventHit, _ reading: Reading) -> Bool {
    func isQuote(_ offset: Int) -> Bool {
      offset >= 0 && offset < reading.text.bytes.count
        && (reading.text.bytes[offset] == 0x27 || reading.text.bytes[offset] == 0x22)
    }
    var first = event.range.lowerBound
    while first >= 0, !isQuote(Int(reading.tokens[first].start) - 1) {
      if first < event.range.lowerBound, isQuote(Int(reading.tokens[first].end)) { return false }
      first -= 1
    }
    guard first >= 0 else { return false }
    var last = event.range.upperBound - 1
    while last < reading.tokens.count, !isQuote(Int(reading.tokens[last].end)) { last += 1 }
    return last < reading.tokens.count && last - first >= 2
  }

  /// ", FO confirms", ", White House insists": who says it, at the title's end.
  static func isTail(_ event: EventHit, _ reading: Reading) -> Bool {
    let end = event.range.upperBound
    // "…, US insists after fresh claims"
    let isLast =
      end >= reading.tokens.count - 1
      || reading.cues.contains { $0.cue == .background && $0.range.lowerBound == end && $0.sentence == event.sentence }
    guard isLast, event.range.lowerBound > 1 else { return false }
    guard event.form.contains(.third) || event.form.contains(.past) || event.form.contains(.base) else { return false }
    var start = event.range.lowerBound
    while start > 0, reading.tokens[start].gap < .comma { start -= 1 }
    guard start > 0, event.range.lowerBound - start <= 5 else { return false }
    return reading.mentions.contains { $0.range.lowerBound >= start && $0.range.upperBound <= event.range.lowerBound }
      || event.range.lowerBound - start <= 2
  }

  /// Verbs that only say who says it; "…, US warns" tells what happened.
  static func reports(_ event: EventHit, _ reading: Reading, _ lexicon: Lexicon) -> Bool {
    let group = lexicon.verbs[event.group]
    return group.kind == .statement || group.name == "announce"
      || reading.words(event.range).starts(with: "insist".utf8)
  }

  private static let at: WordSet = ["at"]
  private static let readouts: WordSet = ["statement", "remarks", "readout", "joint", "press", "fact", "transcript"]
  private static let occasions: WordSet = [
    "by", "on", "of", "following", "after", "statement", "from", "with", "sheet",
  ]

  /// "Readout of …'s call with …", "Remarks following a meeting with …": a government's own paper, named by its occasion.
  static func isReadout(_ reading: Reading) -> Bool {
    guard let first = reading.tokens.first, readouts.contains(first), reading.tokens.count > 2 else { return false }
    return reading.tokens[1..<min(4, reading.tokens.count)].contains(where: occasions.contains)
  }

  private static let openers: WordSet = ["in", "on", "at", "with", "during", "under", "from", "to"]

  /// "Reversing a freeze, Biden clears …": what stands before the comma is not the main clause.
  static func isOpening(_ event: EventHit, _ reading: Reading) -> Bool {
    guard reading.isTitle, let first = reading.tokens.first, event.sentence == 0 else { return false }
    let isGerund = first.end - first.start > 5 && reading.ends(first, "ing")
    guard isGerund || openers.contains(first) else { return false }
    guard let comma = reading.tokens.dropFirst().firstIndex(where: { $0.gap == .comma }) else { return false }
    return event.range.upperBound <= comma
  }
}
