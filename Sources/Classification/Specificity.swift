internal import News

/// How much is in a text, and what a reader should know before trusting it.
struct Specificity {
  var value = 0.0
  var flags: [Flag] = []

  init(
    _ title: Reading, _ body: Reading, persons: Int, dates: DateFinder, places: Int, mismatch: Bool, isPast: Bool,
    lexicon: Lexicon
  ) {
    let words = max(20, title.tokens.count + body.tokens.count)
    var numbers = 0
    for reading in [title, body] {
      for token in reading.tokens.prefix(4000) where token.isNumber { numbers += 1 }
    }
    let quotes = body.text.bytes.count { $0 == 0x22 } / 2
    var hedges = Set<Int>()
    var hedgeCount = 0
    var cliches = 0
    var attributed = false
    for (number, reading) in [title, body].enumerated() {
      for hit in reading.hits where !hit.roles.isDisjoint(with: .hedge) {
        for term in lexicon.vocabulary.terms[hit.terms]
        where term.role == .hedge && !reading.dropped[Int(hit.first)] {
          hedgeCount += 1
          hedges.insert(Int(hit.first) + number * 1_000_000)
        }
      }
      for cue in reading.cues {
        if cue.cue == .cliche { cliches += 1 }
        if cue.cue == .attribution { attributed = true }
      }
    }
    let repetitive = Specificity.isRepetitive(body)
    let facts =
      14 * min(persons, 4) + 8 * min(dates.days.count + (dates.namesTime ? 1 : 0), 3) + 6 * min(places, 3)
      + 4 * min(numbers, 4) + 8 * min(quotes, 2) + (attributed ? 8 : 0)
    let against = 100 * (hedgeCount + 2 * cliches) / words * 3 + (repetitive ? 25 : 0) + 6 * min(body.repeats, 3)
    let points = max(0, min(100, facts - min(against, 60) + 10))
    value = Double(points) / 100
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
    var counts: [UInt64: Int] = [:]
    var most = 0
    for start in 0..<min(body.tokens.count, 6000) - 3 {
      let words = body.said(start..<start + 4)
      let count = (counts[words] ?? 0) + 1
      counts[words] = count
      most = max(most, count)
    }
    return most >= 5 || body.repeats >= 3
  }
}
