internal import News

/// Urdu, where the verb stands last and what English says by prepositions stands behind its noun.
extension EventKind {
  private static let purposes: WordSet = [
    "لیے", "لئے", "کیلئے", "کیلیے", "بعد", "باوجود", "قبل", "پہلے", "دوران", "تناظر", "نظر", "باعث", "موقع", "سلسلے",
  ]
  /// Words between a noun and the word that makes it a purpose or a time.
  private static let bridges: WordSet = [
    "کے", "کی", "کا", "کو", "سے", "میں", "کرنے", "دینے", "لینے", "ہونے", "جانے", "روکنے", "پیش", "ممکنہ",
  ]

  /// "کارروائی کے لئے … دباؤ", "ملاقات کے بعد … روانہ": what the act is for, or what it follows.
  static func isUrduPurpose(_ event: EventHit, _ reading: Reading) -> Bool {
    // "کے حوالے سے" hands nothing over.
    if reading.cues.contains(where: {
      $0.cue == .background && $0.range.count > event.range.count && $0.range.contains(event.range.lowerBound)
        && $0.range.contains(event.range.upperBound - 1)
    }) {
      return true
    }
    var index = event.range.upperBound
    while index < min(reading.tokens.count, event.range.upperBound + 4), reading.tokens[index].gap == .space {
      if purposes.contains(reading.tokens[index]) {
        // Something must follow that it is for.
        return index + 1 < reading.tokens.count
      }
      guard bridges.contains(reading.tokens[index]) else { return false }
      index += 1
    }
    return false
  }

  private static let coming: WordSet = ["گا", "گی", "گے"]

  /// "کارروائی کرے گا": what will be done is asked of nobody.
  static func isUrduPromise(_ event: EventHit, _ reading: Reading, _ lexicon: Lexicon) -> Bool {
    let end = event.range.upperBound
    return lexicon.verbs[event.group].kind == .request && end < reading.tokens.count
      && reading.tokens[end].gap == .space && coming.contains(reading.tokens[end])
  }

  private static let not: WordSet = ["نہیں"]

  /// "حمایت نہیں کرتا", "پابندی کا کوئی فیصلہ نہیں": within its clause, a few words on.
  static func isUrduNegated(_ event: EventHit, _ reading: Reading) -> Bool {
    let end = event.range.upperBound
    for index in end..<min(reading.tokens.count, end + 4) {
      if reading.tokens[index].gap >= .comma { return false }
      if not.contains(reading.tokens[index]) { return true }
      // Another act stands nearer.
      if reading.events(at: index).contains(where: \.isVerb), index > end + 2 { return false }
    }
    return false
  }

  static func urduNegated(_ kind: Kind) -> Kind {
    switch kind {
    case .agreement, .cooperation, .aid: .dispute
    // "کسی جماعت کی حمایت نہیں کرتے": no side is taken.
    case .sanction, .force, .request, .dispute, .support: .statement
    case .visit, .meeting, .call, .statement, .analysis: kind
    }
  }

  private static let urduPapers: WordSet = ["بل", "قرارداد", "قراردادیں", "ترمیم", "مسودہ"]
  private static let against: WordSet = ["خلاف", "کیخلاف", "مذمتی"]
  private static let passed: WordSet = ["منظور", "منظوری"]
  private static let panels: WordSet = ["کمیٹی", "پینل"]

  /// The rulings that are Urdu's own, once all others are applied.
  mutating func urdu(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    if let source = foreignPaper(title) {
      kind = .analysis
      route = .shape
      reading = 0
      range = source
      rule = "analysis.paper"
    } else {
      urduBill(title, body, lexicon)
      urduWord(title)
    }
  }

  /// "…، امریکی جریدہ": what a paper or a think tank abroad makes of it, at the title's end.
  private func foreignPaper(_ title: Reading) -> Range<Int>? {
    let last = title.tokens.count
    func ends(_ range: Range<Int>) -> Bool {
      range.upperBound == last && range.lowerBound > 2 && title.tokens[range.lowerBound].gap >= .comma
    }
    return title.cues.first { $0.cue == .analysis && ends($0.range) }?.range
      ?? title.mentions.first { $0.role == .mask && ends($0.range) }?.range
  }

  /// "امداد روکنے کا بل پیش", "پالیسی کے خلاف قرارداد منظور": what a bill would do, or whom a resolution is against.
  private mutating func urduBill(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    guard let paper = title.tokens.firstIndex(where: EventKind.urduPapers.contains) else { return }
    let isPassed =
      title.tokens[paper...].contains(where: EventKind.passed.contains)
      && !title.tokens.contains(where: EventKind.panels.contains)
    let candidates = EventKind.candidates(title, sentences: 0..<title.sentences.count, lexicon)
    if let cut = candidates.first(where: { $0.kind == .sanction }) {
      kind = .sanction
      range = cut.hit.range
      stage = isPassed ? .concluded : .planned
      rule = "sanction.bill"
    } else if title.tokens.contains(where: EventKind.against.contains)
      || body.sentences.first.map({ body.tokens[$0].contains(where: EventKind.against.contains) }) ?? false,
      title.mentions.contains(where: { $0.side == .pk && $0.role == .institution })
    {
      kind = .dispute
      range = paper..<paper + 1
      stage = .concluded
      rule = "dispute.bill"
    } else {
      return
    }
    route = .verb
    reading = 0
    weight = 10
  }

  /// "تعلقات ٹھیک ہیں: خواجہ آصف", "مشکل عنصر ڈرون حملے ہیں، نثار": a title that ends with whose word it is explains
  /// nothing and strikes nobody.
  private mutating func urduWord(_ title: Reading) {
    guard kind == .analysis && route == .noun || kind == .force && reading == 0,
      let last = title.mentions.last, last.strength >= 2, last.side.side != nil,
      [.person, .office, .institution, .country].contains(last.role), last.range.upperBound == title.tokens.count,
      last.range.lowerBound > 2, title.tokens[last.range.lowerBound].gap >= .comma
    else { return }
    kind = kind == .force && last.side == .pk ? .dispute : .statement
    route = .speech
    stage = .concluded
    rule = "\(kind.rawValue).attributed"
  }
}

extension EventStage {
  private static let going: WordSet = ["جاری"]
  private static let keeping: WordSet = [
    "رکھنے", "رکھے", "رکھیں", "رکھنا", "کر", "کرنے", "کیا", "کردیا", "کرے", "کریں", "کرنا", "کردی", "کی", "کردیے",
    "کردیئے",
  ]
  private static let un: WordSet = ["غیر"]

  /// "جاری رکھنے" goes on only if somebody has his way, "جاری کر دیا" is issued, "غیر متوقع" is no expectation.
  static func isUrduOther(_ cue: CueHit, _ reading: Reading) -> Bool {
    guard reading.language == "ur" else { return false }
    let start = cue.range.lowerBound
    let end = cue.range.upperBound
    if start > 0, un.contains(reading.tokens[start - 1]) { return true }
    return cue.range.count == 1 && going.contains(reading.tokens[start]) && end < reading.tokens.count
      && reading.tokens[end].gap == .space && keeping.contains(reading.tokens[end])
  }

  /// "آئیں گی", "کریں گے": at the end of the clause in which the act stands. Of words and reproaches only right behind.
  static func isUrduFuture(_ event: EventKind, _ reading: Reading) -> Bool {
    let start = event.range.lowerBound
    let end = event.range.upperBound
    if event.verbGroup != "lift", isUrduDecided(event, reading) { return true }
    let isSpeech = [.support, .dispute, .request, .statement].contains(event.kind)
    return reading.cues.contains { cue in
      guard cue.cue == .confirmed, cue.sentence == reading.sentence(of: start),
        reading.words(cue.range).last.map({ $0 == 0x92 || $0 == 0x8C || $0 == 0xA7 }) ?? false
      else { return false }
      guard isSpeech else { return true }
      return (0...2).contains(cue.range.lowerBound - end)
        && !reading.tokens[end..<cue.range.upperBound].contains { $0.gap >= .comma }
    }
  }

  private static let decisions: WordSet = ["فیصلہ", "اعلان"]
  private static let of: WordSet = ["کا"]

  /// "تعینات کرنے کا فیصلہ": what is decided is still to be done.
  private static func isUrduDecided(_ event: EventKind, _ reading: Reading) -> Bool {
    reading.tokens.indices.dropFirst(2).contains { index in
      decisions.contains(reading.tokens[index]) && of.contains(reading.tokens[index - 1])
        && reading.ends(reading.tokens[index - 2], "نے") && index - event.range.upperBound <= 4
        && event.range.upperBound <= index + 1
    }
  }
}
