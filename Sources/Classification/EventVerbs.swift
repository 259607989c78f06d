internal import News

/// Which words of a title are verbs where they stand: many could be nouns ("US sanctions", "calls", "visits").
extension EventKind {
  private static let nounMarks: WordSet = [
    "the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "of", "for", "on", "in", "at", "with", "from",
    "by", "into", "over", "under", "against", "between", "amid", "despite", "without", "through",
    "new", "this", "that's", "these", "those", "some", "any", "no", "more", "fresh", "key", "joint", "major", "first",
    "second", "third", "last", "next", "possible", "likely", "high", "senior", "top",
  ]

  /// Whether a word that could be a noun is a verb in this place: "US sanctions firms", not "US sanctions bite".
  static func isVerbHere(
    _ event: EventHit, _ events: [EventHit], _ reading: Reading, _ lexicon: Lexicon
  ) -> Bool {
    if reading.language == "ur" { return !isUrduPromise(event, reading, lexicon) }
    if event.form.contains(.literal) { return true }
    let start = event.range.lowerBound
    // "drone strikes", "telephone talks": part of a longer noun.
    if events.contains(where: {
      !$0.isVerb && $0.range.lowerBound < start && $0.range.contains(start)
        && $0.range.upperBound >= event.range.upperBound
    }) {
      return false
    }
    if start == 0, event.form.contains(.base), reading.isTitle { return false }
    // "a Foreign Office press release"
    if event.range.count == 1, event.form == .base,
      reading.cues(at: start).contains(where: { $0.cue == .attribution && $0.range.count > 1 })
    {
      return false
    }
    if isHyphened(start, reading) { return false }
    // "shooter's links", "Khan's visit": what somebody has is a thing.
    if isNoun(start, events), isOwned(start, reading) { return false }
    let group = lexicon.verbs[event.group].name
    if group == "wish", !event.form.isDisjoint(with: [.past, .participle]) { return false }
    if group == "call" {
      guard callsSomebody(event, reading) else { return false }
      // "calls her counterpart, discusses": whatever verb follows.
      if start > 0, event.range.upperBound < reading.tokens.count,
        EventKind.owners.contains(reading.tokens[event.range.upperBound])
      {
        return true
      }
    }
    // "Embassy delegation calls on the minister": with its preposition it is no telephone's.
    if group == "call_on", event.form == .third, start > 0, !EventKind.nounMarks.contains(reading.tokens[start - 1]) {
      return true
    }
    if isAuxiliary(start - 1, reading, lexicon) || isNegated(start, reading) { return true }
    // "will permanently close"
    if event.form.contains(.base), start > 1, reading.ends(reading.tokens[start - 1], "ly"),
      isAuxiliary(start - 2, reading, lexicon)
    {
      return true
    }
    let isNoun = events.contains { !$0.isVerb && $0.range.lowerBound == start }
    if event.form == .gerund {
      // "the departing ambassador"
      if group == "depart" { return false }
      // "a meeting", "the bombing": a noun, unless an object follows.
      if isNoun { return start > 0 && reading.tokens[start].gap == .comma }
      // An office's release: "Sanctioning Suppliers of …", "Condemning the Attack in …".
      let kind = lexicon.verbs[event.group].kind
      return start > 0 || kind == .sanction || kind == .support
    }
    // "on sidelines", "with its rebels", "for reset": no verb follows a preposition or an article.
    if start > 0, reading.tokens[start].gap == .space, EventKind.nounMarks.contains(reading.tokens[start - 1]) {
      return false
    }
    if event.form.contains(.past) || event.form.contains(.participle) {
      // "suspected US strike", "planned visit": an adjective at the head.
      return start > 0 && !event.form.contains(.base) || start > 0 && !isNoun
    }
    // "ducks question": what a verb has right behind it is its object.
    if event.form == .base,
      events.contains(where: {
        $0.isVerb && $0.range.upperBound == start && $0.form == .third && $0.range.lowerBound > 0
      })
    {
      return false
    }
    if event.form == .base, !isPlural(before: start, reading), !pluralSubject(start, reading) { return false }
    if start == 0 { return false }
    guard isNoun else { return true }
    // After a subject, and no other verb in the sentence that is one for sure.
    let afterSubject = reading.mentions.contains {
      $0.range.upperBound == start && $0.role != .adjective && $0.role != .compound
    }
    if isNamed(start, reading, lexicon) || expects(event.range.upperBound, reading) { return false }
    if event.form == .base {
      return !afterSubject || pluralSubject(start, reading) || isPlural(before: start, reading)
    }
    // "visits Pakistan", "sanctions four firms": an object follows.
    let end = event.range.upperBound
    // "Assembly resolution blasts US raids": a paper speaks, and its object follows.
    if event.form == .third, event.range.count == 1, !afterSubject, reading.tokens[start].gap == .space,
      events.contains(where: {
        !$0.isVerb && $0.range.upperBound == start && EventKind.speakingPapers.contains(lexicon.nouns[$0.group].name)
      }),
      reading.mentions.contains(where: { $0.range.lowerBound == end && $0.strength > 0 })
    {
      return true
    }
    // "calls for restraint": no noun has a preposition of its own here.
    if afterSubject, event.range.count > 1 { return true }
    if afterSubject, end < reading.tokens.count {
      let next = reading.tokens[end]
      if next.isNumber || reading.mentions.contains(where: { $0.range.lowerBound == end && $0.strength > 0 }) {
        return true
      }
    }
    return afterSubject
      && !events.contains { other in
        other.isVerb && other.range.lowerBound > start && !other.form.isDisjoint(with: [.third])
          && lexicon.verbs[other.group].weight >= 6
          && !events.contains { !$0.isVerb && $0.range.contains(other.range.lowerBound) }
      }
  }

  private static let speakingPapers: [GroupName] = ["motion", "remark", "phonecall", "bill"]

  /// "to", "will": a verb follows.
  private static func isAuxiliary(_ token: Int, _ reading: Reading, _ lexicon: Lexicon) -> Bool {
    guard token >= 0 else { return false }
    switch lexicon.words.small(reading.tokens[token].word) {
    case .to, .will, .would, .may, .might, .could, .should, .must, .can, .not, .shall: return true
    default: return false
    }
  }

  private static func isNoun(_ start: Int, _ events: [EventHit]) -> Bool {
    events.contains { !$0.isVerb && $0.range.lowerBound == start }
  }

  /// Whether the word before ends in a possessive 's, which folding drops.
  static func isOwned(_ start: Int, _ reading: Reading) -> Bool {
    guard start > 0, reading.tokens[start].gap == .space else { return false }
    let source = reading.text.source
    let from = reading.text.sourceOffset(of: Int(reading.tokens[start - 1].start))
    var end = reading.text.sourceOffset(of: Int(reading.tokens[start].start))
    while end > from, source[end - 1] == 0x20 { end -= 1 }
    guard end - from > 2, source[end - 1] == 0x73 else { return false }
    return source[end - 2] == 0x27 || end - from > 4 && source[end - 2] == 0x99 && source[end - 4] == 0xE2
  }

  /// "to a US raid", "the Pakistan visit": an article before the side that stands before the word.
  static func isNamed(_ start: Int, _ reading: Reading, _ lexicon: Lexicon) -> Bool {
    guard let before = reading.mentions.first(where: { $0.range.upperBound == start }), before.range.lowerBound > 0
    else { return false }
    switch lexicon.words.small(reading.tokens[before.range.lowerBound - 1].word) {
    case .a, .an, .the, .its, .his, .her, .their, .new, .this: return true
    default: return false
    }
  }

  /// "Bilawal-Blinken huddle likely": what is likely or possible is a thing.
  static func expects(_ end: Int, _ reading: Reading) -> Bool {
    guard end < reading.tokens.count, reading.tokens[end].gap == .space else { return false }
    return EventKind.prospects.contains(reading.tokens[end])
  }

  private static let prospects: WordSet = [
    "likely", "possible", "expected", "planned", "due", "under", "postponed", "cancelled", "canceled", "today",
  ]

  /// "calls Sharif", "calls India and Pakistan"; not "so-called", "called dangerous".
  static func callsSomebody(_ event: EventHit, _ reading: Reading) -> Bool {
    guard event.form == .third || event.form == .base || event.form.contains(.past) else { return false }
    let end = event.range.upperBound
    // "calls his counterpart", "calls her Pakistani counterpart"
    if end + 1 < reading.tokens.count, EventKind.owners.contains(reading.tokens[end]),
      reading.tokens[(end + 1)..<min(end + 4, reading.tokens.count)].contains(where: EventKind.peers.contains)
    {
      return true
    }
    return reading.mentions.contains { mention in
      mention.range.lowerBound == end && [.person, .office, .country, .third, .adjective].contains(mention.role)
    }
  }

  private static let owners: WordSet = ["his", "her", "their"]
  private static let peers: WordSet = ["counterpart", "counterparts"]

  /// "Trump-backed", "US-led": the second half of an adjective.
  static func isHyphened(_ token: Int, _ reading: Reading) -> Bool {
    let offset = reading.text.sourceOffset(of: Int(reading.tokens[token].start))
    let source = reading.text.source
    guard offset > 0 else { return false }
    if source[offset - 1] == 0x2D { return true }
    // U+2010 and U+2011, a hyphen that is nothing else and one at which no line is broken.
    return offset > 2 && source[offset - 3] == 0xE2 && source[offset - 2] == 0x80
      && (source[offset - 1] == 0x90 || source[offset - 1] == 0x91)
  }

  private static let adverbs: WordSet = ["also", "again"]
  private static let plurals: WordSet = [
    "they", "we", "who", "people", "police", "not", "dont", "congressmen", "aircraft", "military", "staff", "men",
    "women",
  ]

  /// "Lawmakers urge", "officials jointly urge".
  static func isPlural(before start: Int, _ reading: Reading) -> Bool {
    var index = start - 1
    while index >= 0, start - index <= 3 {
      let token = reading.tokens[index]
      let length = Int(token.end - token.start)
      if length > 3, reading.ends(token, "ly") || adverbs.contains(token) {
        index -= 1
        continue
      }
      // "United States" is one, however it is written.
      if reading.mentions.contains(where: { $0.role == .country && $0.range.contains(index) }) { return false }
      return plurals.contains(token) || (length > 2 && reading.ends(token, "s"))
    }
    return false
  }

  /// "Obama, Sharif discuss", "US and Pakistan sign".
  static func pluralSubject(_ start: Int, _ reading: Reading) -> Bool {
    let subjects = reading.mentions.lazy.filter {
      $0.range.upperBound <= start && ($0.strength > 0 || $0.role == .third)
    }
    guard let last = subjects.last, last.range.upperBound == start else { return false }
    return last.role == .compound || subjects.dropFirst().first != nil
  }
}
