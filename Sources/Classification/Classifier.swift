public import News

/// The judgement of one item.
///
/// In go a title, a summary (or a whole article), its date and its source; out comes an `Assessment`. It is a pure
/// function of those and the lexicon: no clock, no disk, no state; the same answer on any thread, any machine.
///
/// The way: fold and cut the text, look every word up once (`Reading`), settle who is meant (`Mentions`), then one
/// question after the other: is it about the two sides (`Relevance`), what happened (`EventKind`), how far has it come
/// (`EventStage`), on what (`Topics`), who (`Participants`), where and when (`Places`, `Dates`), and how much is in it
/// (`Specificity`). To the first three and the topics the words of title and lead have their say beside the rules
/// (`Leanings`).
public struct Classifier: Sendable {
  private let shared: SharedLexicon

  public init(lexicon: Lexicon) { shared = SharedLexicon(lexicon) }

  /// Judges an item.
  /// - Parameters:
  ///   - summary: plain text; may be a whole article.
  ///   - published: decides which office a person holds and what "Tuesday" means; without it nobody is "former".
  ///   - source: its name tells the country in which "the foreign minister" needs no adjective.
  public func assess(title: String?, summary: String?, published: Timestamp?, source: Source?) -> Assessment {
    // Taken once: each taking counts references to all its tables, at which cores wait for one another.
    let lexicon = shared.lexicon
    return assess(
      Reading(title ?? "", isTitle: true, lexicon: lexicon), Reading(summary ?? "", isTitle: false, lexicon: lexicon),
      published: published, from: Origin(source, lexicon), lexicon)
  }

  /// The judgements of those of a source's items that are relevant, `nil` for each other one: what one needs who keeps
  /// nothing of the others. Most items cannot be, as title and lead tell, and are read no further.
  public func assessRelevant(_ items: [Item], from source: Source?) -> [Assessment?] {
    let lexicon = shared.lexicon
    let origin = Origin(source, lexicon)
    var found: [Assessment?] = []
    found.reserveCapacity(items.count)
    for item in items { found.append(assessRelevant(item, from: origin, lexicon)) }
    return found
  }

  private func assessRelevant(_ item: Item, from origin: Origin, _ lexicon: Lexicon) -> Assessment? {
    let title = CutText(FoldedText(item.title ?? ""), isTitle: true, lexicon)
    let summary = item.summary ?? ""
    let lead = Lead(of: summary, lexicon)
    if shared.oneSideFallsShort, lead.rulesOut(title, summary, origin, lexicon) { return nil }
    let body = lead.isWhole ? lead.cut : CutText(FoldedText(summary), isTitle: false, lexicon)
    let assessment = assess(
      Reading(title, lexicon), Reading(body, lexicon), published: item.time, from: origin, lexicon)
    return assessment.relevant ? assessment : nil
  }

  /// The labels that `words.txt` has a weight for, in its order.
  public static var wordLabels: [String] { WordLabels.names }

  /// What learned weights can hang on in an item, as `words.txt` writes it; for fitting them.
  public func wordFeatures(title: String?, summary: String?) -> [String] {
    let lexicon = shared.lexicon
    var found = SpelledFeatures()
    WordFeature.gather(
      Reading(title ?? "", isTitle: true, lexicon: lexicon), Reading(summary ?? "", isTitle: false, lexicon: lexicon),
      into: &found)
    return found.spellings
  }

  private func assess(
    _ titleReading: Reading, _ bodyReading: Reading, published: Timestamp?, from origin: Origin, _ lexicon: Lexicon
  ) -> Assessment {
    let day = published?.day
    let outlet = origin.outlet
    let (official, home) = settle(titleReading, bodyReading, lexicon, day, from: origin)
    var relevance = Relevance(titleReading, bodyReading, lexicon, day, home: home, official: official)
    // Beyond its reach nothing is asked of the words.
    var leanings: Leanings?
    if relevance.points >= Int(Calibration.middle) - Leanings.reach {
      let found = Leanings(titleReading, bodyReading, lexicon)
      relevance.lean(found)
      leanings = found
    }
    var assessment = Assessment()
    assessment.language = bodyReading.tokens.isEmpty ? titleReading.language : bodyReading.language
    assessment.score = Calibration.score(relevance.points)
    assessment.relevant = assessment.score >= 0.5
    guard assessment.relevant, let leanings else {
      assessment.evidence = relevance.notes.map { evidence($0, titleReading, bodyReading) }
      return assessment
    }
    let event = EventKind(titleReading, bodyReading, lexicon, isJournal: outlet?.kind == .analysis)
    let said = EventStage.stage(event, titleReading, bodyReading, lexicon)
    let (kind, kindNote) = leanings.kind(event)
    assessment.kind = kind
    var stageNote: Note?
    if kind != .analysis { (assessment.stage, stageNote) = leanings.stage(said) }
    let topics = TopicFinder(titleReading, bodyReading, lexicon, leanings)
    assessment.topics = topics.topics
    let stranger = mismatch(titleReading, bodyReading)
    let who = ParticipantFinder(titleReading, bodyReading, shared, day, without: stranger)
    assessment.participants = who.participants
    assessment.direction = Flow.direction(event, titleReading, bodyReading)
    assessment.places = PlaceFinder(titleReading, bodyReading, lexicon).places
    let dates = DateFinder(titleReading.and(bodyReading), published: day)
    assessment.dates = dates.days.sorted()
    assessment.ordinals = Ordinals.find(titleReading.and(bodyReading))
    let specificity = Specificity(
      titleReading, bodyReading, persons: who.participants.count { $0.isPerson }, dates: dates,
      places: assessment.places.count, mismatch: stranger != nil, isOwnWord: official != nil,
      isPast: titleReading.cues.contains { $0.cue == .past }, lexicon: lexicon)
    assessment.specificity = specificity.value
    assessment.specificityParts = specificity.parts
    assessment.flags = specificity.flags
    var notes = relevance.notes + who.notes + topics.notes + specificity.notes
    if !event.range.isEmpty {
      notes.append(Note(rule: "kind.\(event.rule)", reading: event.reading, range: event.range, weight: event.weight))
    }
    notes += [kindNote, stageNote].compactMap(\.self)
    assessment.evidence = notes.map { evidence($0, titleReading, bodyReading) }
    return assessment
  }

  /// A person whom the title names and who takes no part in what the text reports: the text does not name him, but
  /// others of his side.
  private func mismatch(_ title: Reading, _ body: Reading) -> Int? {
    guard body.keptWords > 60 else { return nil }
    for mention in title.mentions where mention.role == .person && mention.strength > 0 {
      let isNamed = body.mentions.contains { $0.role == .person && $0.index == mention.index }
      let others = body.mentions.contains {
        $0.role == .person && $0.side == mention.side && $0.index != mention.index && $0.sentence == 0
      }
      if !isNamed, others { return mention.index }
    }
    return nil
  }

  /// A note as the reader sees it: the words as they stand, and where.
  private func evidence(_ note: Note, _ title: Reading, _ body: Reading) -> Evidence {
    let reading = note.reading == 0 ? title : body
    guard let first = note.range.first, let last = note.range.last, last < reading.tokens.count else {
      return Evidence(
        rule: note.rule, text: "", field: note.reading == 0 ? "title" : "summary", offset: 0, weight: note.weight)
    }
    let source = reading.text.sourceRange(of: Int(reading.tokens[first].start)..<Int(reading.tokens[last].end))
    return Evidence(
      rule: note.rule, text: String(decoding: reading.text.source[source], as: UTF8.self),
      field: note.reading == 0 ? "title" : "summary", offset: reading.text.scalars(before: source.lowerBound),
      weight: note.weight)
  }

  /// Settles who is meant; the government whose own word the item is, and the side in whose country the outlet writes.
  private func settle(
    _ title: Reading, _ body: Reading, _ lexicon: Lexicon, _ day: CivilDay?, from origin: Origin
  ) -> (official: Side?, home: Side?) {
    let outlet = origin.outlet
    let official = origin.official(title, body)
    // Urdu papers write from Pakistan, unless the lexicon knows better.
    let isUrdu = body.language == "ur" || title.language == "ur"
    let home = origin.source?.side ?? official ?? outlet?.side ?? (isUrdu ? .pk : nil)
    settle(
      title, body, lexicon, day, home, isForeign: official == nil && outlet.map { $0.side == nil } ?? false)
    return (official, home)
  }

  private static let indians: WordSet = ["modi", "bjp", "gandhi", "jairam", "kharge", "shashi", "tharoor"]
  private static let congress: WordSet = ["congress"]

  private func settle(
    _ title: Reading, _ body: Reading, _ lexicon: Lexicon, _ day: CivilDay?, _ home: Side?, isForeign: Bool
  ) {
    let namesakes = title.namesakes(lexicon) + body.namesakes(lexicon)
    if !namesakes.isEmpty {
      for reading in title.and(body) { reading.drop(namesakes) }
    }
    // "Iraq: US chargé called to the foreign ministry": another state's, whatever the outlet.
    let isElsewhere = title.isElsewhere(lexicon)
    var known = Set<Int>()
    for reading in title.and(body) {
      for mention in reading.mentions where mention.role == .person && mention.strength > 0 {
        known.insert(mention.index)
      }
    }
    var context = TermSide.none
    var sides = TermSides()
    for reading in title.and(body) {
      for mention in reading.mentions.prefix(reading.isTitle ? .max : 12)
      where mention.strength >= 2 && (mention.side == .us || mention.side == .pk) {
        if context == .none { context = mention.side }
        sides.insert(TermSides(mention.side))
      }
    }
    // Delhi's Congress is a party: where its rivals are named, a bare "Congress" is no legislature.
    if title.and(body).contains(where: { $0.tokens.prefix(80).contains(where: Classifier.indians.contains) }) {
      title.dropBare(Classifier.congress)
      body.dropBare(Classifier.congress)
    }
    let isOthers = isElsewhere && !sides.contains(.pk)
    let home = isOthers ? nil : home
    let isForeign = isForeign || isOthers
    title.settle(lexicon, day: day, home: home, known: known, context: context, sides: sides, isForeign: isForeign)
    body.settle(lexicon, day: day, home: home, known: known, context: context, sides: sides, isForeign: isForeign)
    title.stand(lexicon)
    body.stand(lexicon)
  }
}

/// One lexicon for all judgements: handed on, and never copied with its tables.
final class SharedLexicon: Sendable {
  let lexicon: Lexicon
  let oneSideFallsShort: Bool

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    oneSideFallsShort = lexicon.oneSideFallsShort
  }
}
