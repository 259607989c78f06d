internal import News

/// The days that a text names, resolved against the publication date only.
struct DateFinder {
  var days: Set<CivilDay> = []
  /// The text names a time at all, resolved or not.
  var namesTime = false

  /// A word that tells a time, by itself or with what stands beside it.
  private enum TimeWord: Sendable {
    /// From 1; those that are other words too ("may", "march") need a number or "in" beside them. Latin months are
    /// capitalised.
    case month(Int, latin: Bool, doubtful: Bool)
    /// From Monday, 0.
    case weekday(Int)
    /// Days from the publication.
    case shift(Int)
  }

  private static let words: WordTable<TimeWord> = {
    var words: [(String, TimeWord)] = []
    for (index, name) in [
      "جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر",
    ].enumerated() {
      words.append((name, .month(index + 1, latin: false, doubtful: false)))
    }
    for (index, name) in [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
      "december",
    ].enumerated() {
      let doubtful = name == "may" || name == "march"
      words.append((name, .month(index + 1, latin: true, doubtful: doubtful)))
      words.append((String(name.prefix(3)), .month(index + 1, latin: true, doubtful: doubtful)))
    }
    words.append(("sept", .month(9, latin: true, doubtful: false)))
    for (index, name) in ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].enumerated() {
      words.append((name, .weekday(index)))
    }
    for (name, index) in [
      ("پیر", 0), ("سوموار", 0), ("منگل", 1), ("بدھ", 2), ("جمعرات", 3), ("جمعہ", 4), ("جمعے", 4), ("ہفتہ", 5),
      ("ہفتے", 5), ("اتوار", 6),
    ] {
      words.append((name, .weekday(index)))
    }
    words += [
      ("today", .shift(0)), ("yesterday", .shift(-1)), ("tomorrow", .shift(1)), ("tonight", .shift(0)),
      ("آج", .shift(0)),
    ]
    return WordTable(words)
  }()

  private static let inside: WordSet = ["in"]
  private static let ahead: WordSet = ["next", "coming", "اگلے"]
  private static let to: WordSet = ["to"]

  init(_ readings: Both, published: CivilDay?) {
    for reading in readings {
      let limit = reading.isTitle ? reading.tokens.count : min(reading.tokens.count, 4000)
      for index in 0..<limit where !reading.isDropped(index) { look(at: index, reading, published) }
    }
  }

  private mutating func look(at index: Int, _ reading: Reading, _ published: CivilDay?) {
    let token = reading.tokens[index]
    guard token.end - token.start >= 3 else { return }
    if token.isNumber {
      guard let day = DateFinder.numeric(reading, index) else { return }
      namesTime = true
      days.insert(day)
      return
    }
    switch DateFinder.words[token] {
    case nil: return
    case .month(let month, let latin, let doubtful):
      guard !latin || reading.isCapitalised(index) && (!doubtful || hasDateBeside(index, reading)) else { return }
      readMonth(month, at: index, reading, published)
    case .weekday(let weekday):
      namesTime = true
      if let published { days.insert(resolve(weekday, reading, index, published)) }
    case .shift(let shift):
      namesTime = true
      if let published { days.insert(CivilDay(daysSinceEpoch: published.daysSinceEpoch + shift)) }
    }
  }

  /// "May 12", "in March": what may be a verb is a month.
  private func hasDateBeside(_ index: Int, _ reading: Reading) -> Bool {
    [index - 1, index + 1].contains {
      reading.tokens.indices.contains($0)
        && (reading.tokens[$0].isNumber || DateFinder.inside.contains(reading.tokens[$0]))
    }
  }

  /// The weekday that the word names, from Monday, 0.
  static func weekday(_ token: Token) -> Int? {
    guard case .weekday(let weekday) = words[token] else { return nil }
    return weekday
  }

  private static func number(_ reading: Reading, _ index: Int) -> Int? {
    guard reading.tokens.indices.contains(index), reading.tokens[index].isNumber else { return nil }
    let bytes = reading.text.bytes[reading.tokens[index].range]
    let digits = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
    let rest = bytes.dropFirst(digits.count)
    guard digits.count <= 4, rest.isEmpty || ["st", "nd", "rd", "th"].contains(where: { rest.elementsEqual($0.utf8) })
    else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private mutating func readMonth(_ month: Int, at index: Int, _ reading: Reading, _ published: CivilDay?) {
    namesTime = true
    var day: Int?
    var year: Int?
    if let before = DateFinder.number(reading, index - 1), (1...31).contains(before) { day = before }
    var next = index + 1
    if let after = DateFinder.number(reading, next), reading.tokens[next].gap <= .stop {
      if (1...31).contains(after), day == nil {
        day = after
        next += 1
        year = DateFinder.number(reading, next)
      } else {
        year = after
      }
    }
    guard let day else { return }
    if let year, (1900...2100).contains(year) {
      if let found = CivilDay(year: year, month: month, day: day) { days.insert(found) }
      return
    }
    // Without a year: the one that is nearest to the publication.
    guard let published else { return }
    let candidates = (-1...1).compactMap { CivilDay(year: published.year + $0, month: month, day: day) }
    if let nearest = candidates.min(by: {
      abs($0.daysSinceEpoch - published.daysSinceEpoch) < abs($1.daysSinceEpoch - published.daysSinceEpoch)
    }) {
      days.insert(nearest)
    }
  }

  /// A weekday is the last one up to the publication; with "next" or a future verb before it, the next one.
  private func resolve(_ weekday: Int, _ reading: Reading, _ index: Int, _ published: CivilDay) -> CivilDay {
    var ahead = false
    for back in 1...2 where index - back >= 0 {
      if DateFinder.ahead.contains(reading.tokens[index - back]) { ahead = true }
    }
    let sentence = reading.sentence(of: index)
    if reading.cues.contains(where: { cue in
      cue.cue == .confirmed && cue.sentence == sentence && cue.range.upperBound <= index
        && !(cue.range.count == 1 && DateFinder.to.contains(reading.tokens[cue.range.lowerBound]))
    }) {
      ahead = true
    }
    let difference = (published.weekday - weekday + 7) % 7
    if ahead { return CivilDay(daysSinceEpoch: published.daysSinceEpoch + (difference == 0 ? 0 : 7 - difference)) }
    return CivilDay(daysSinceEpoch: published.daysSinceEpoch - difference)
  }

  /// `2024-05-10` comes as three words.
  private static func numeric(_ reading: Reading, _ index: Int) -> CivilDay? {
    guard reading.tokens[index].end - reading.tokens[index].start == 4, let year = number(reading, index),
      (1900...2100).contains(year),
      let month = number(reading, index + 1), let day = number(reading, index + 2),
      reading.tokens[index + 1].gap == .space, reading.tokens[index + 2].gap == .space,
      reading.tokens[index + 2].end - reading.tokens[index].start == 10
    else { return nil }
    return CivilDay(year: year, month: month, day: day)
  }
}
