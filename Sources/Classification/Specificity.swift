internal import News

/// How much is in a text, and what a reader should know before trusting it.
struct Specificity {
  var value = 0.0
  var flags: [Flag] = []
  /// What it is made of, in hundredths.
  var parts: [SpecificityPart] = []
  /// The hedges, each with the band of probability that it stands for.
  var notes: [Note] = []

  /// Hedges that are named as evidence.
  private static let mostHedges = 6

  /// - Parameter isOwnWord: the source is a government's own: it need not say who says so.
  init(
    _ title: Reading, _ body: Reading, persons: Int, dates: DateFinder, places: Int, mismatch: Bool, isOwnWord: Bool,
    isPast: Bool, lexicon: Lexicon
  ) {
    let words = max(20, title.tokens.count + body.tokens.count)
    var numbers = 0
    for reading in title.and(body) {
      for token in reading.tokens.prefix(4000) where token.isNumber { numbers += 1 }
    }
    let quotes = body.text.bytes.count { $0 == 0x22 } / 2
    var hedgeCount = 0
    var cliches = 0
    var attributed = isOwnWord
    for (number, reading) in title.and(body).enumerated() {
      for hit in reading.hits where !hit.roles.isDisjoint(with: .hedge) {
        for term in lexicon.vocabulary.terms[hit.terms]
        where term.role == .hedge && !reading.isDropped(Int(hit.first)) {
          hedgeCount += 1
          // "Expected to", and not "expected" beside it.
          if let last = notes.last, last.reading == number, last.range.upperBound > Int(hit.first) {
            if hit.range.upperBound > last.range.upperBound {
              notes[notes.count - 1].range = last.range.lowerBound..<hit.range.upperBound
            }
          } else if notes.count < Specificity.mostHedges {
            notes.append(
              Note(
                rule: "hedge.\(term.index)-\(term.weight)", reading: number, range: hit.range,
                weight: -max(1, 300 / words)))
          }
        }
      }
      for cue in reading.cues {
        if cue.cue == .cliche { cliches += 1 }
        if cue.cue == .attribution { attributed = true }
      }
    }
    let repetitive = Specificity.isRepetitive(body)
    func part(_ name: String, _ count: Int, _ points: Int) -> Int {
      if points != 0 { parts.append(SpecificityPart(name: name, count: count, points: points)) }
      return points
    }
    let named = dates.days.count + (dates.namesTime ? 1 : 0)
    var points = part("given to every text", 1, 10)
    points += part("named officials", persons, 14 * min(persons, 4))
    points += part("dates", named, 8 * min(named, 3))
    points += part("places", places, 6 * min(places, 3))
    points += part("numbers", numbers, 4 * min(numbers, 4))
    points += part("quotations", quotes, 8 * min(quotes, 2))
    points += part("a speaker or source", 1, attributed ? 8 : 0)
    // Together they take off sixty at most.
    let hedging = 100 * (hedgeCount + 2 * cliches) / words * 3
    let filler = (repetitive ? 25 : 0) + 6 * min(body.repeats, 3)
    points += part("hedges and set phrases", hedgeCount + cliches, -min(hedging, 60))
    points += part("repetition", body.repeats + (repetitive ? 1 : 0), -min(filler, 60 - min(hedging, 60)))
    value = Double(max(0, min(100, points))) / 100
    if hedgeCount * 60 > words, title.cues.contains(where: { $0.cue == .planned }) || hedgeCount >= 3 {
      flags.append(.hedged)
    }
    if !attributed { flags.append(.unattributed) }
    if persons == 0 { flags.append(.noNamedOfficial) }
    if !dates.namesTime { flags.append(.noDate) }
    if repetitive { flags.append(.repetitive) }
    if mismatch { flags.append(.headlineMismatch) }
    if isPast { flags.append(.oldNews) }
  }

  /// The same four words over and over, in one text: written to be found, not to be read.
  private static func isRepetitive(_ body: Reading) -> Bool {
    guard body.tokens.count > 60 else { return false }
    var counts = HashCounts(room: min(body.tokens.count, 6000))
    var most = 0
    for start in 0..<min(body.tokens.count, 6000) - 3 {
      most = max(most, counts.add(body.said(start..<start + 4)))
    }
    return most >= 5 || body.repeats >= 3
  }
}
