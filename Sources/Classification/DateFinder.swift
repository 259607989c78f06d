internal import News

/// The days that a text names, resolved against the publication date only.
struct DateFinder {
  var days: Set<CivilDay> = []
  /// The text names a time at all, resolved or not.
  var namesTime = false

  private static let initials = Set("jfmasondtwy".utf8)
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ]
  private static let shortMonths = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
  private static let urduMonths = [
    "جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر",
  ].map { FoldedText($0).bytes }
  private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
  private static let urduWeekdays: [([UInt8], Int)] = [
    ("پیر", 0), ("سوموار", 0), ("منگل", 1), ("بدھ", 2), ("جمعرات", 3), ("جمعہ", 4), ("جمعے", 4), ("ہفتہ", 5),
    ("ہفتے", 5),
    ("اتوار", 6),
  ].map { (FoldedText($0.0).bytes, $0.1) }
  private static let relative: [String: Int] = ["today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0]
  private static let urduRelative: [([UInt8], Int?)] = [("آج", 0), ("کل", nil), ("گزشتہ روز", -1)].map {
    (FoldedText($0.0).bytes, $0.1)
  }

  init(_ readings: [Reading], published: CivilDay?) {
    for reading in readings {
      let limit = reading.isTitle ? reading.tokens.count : min(reading.tokens.count, 4000)
      for index in 0..<limit where !reading.dropped[index] { look(at: index, reading, published) }
    }
  }

  private mutating func look(at index: Int, _ reading: Reading, _ published: CivilDay?) {
    let token = reading.tokens[index]
    let length = Int(token.end - token.start)
    guard length >= 3 else { return }
    let bytes = reading.text.bytes[token.range]
    // Most words are no date: their first letter tells.
    guard token.isNumber || bytes.first.map({ $0 >= 0x80 || DateFinder.initials.contains($0) }) ?? false else { return }
    if let month = DateFinder.month(bytes, reading, index) {
      readMonth(month, at: index, reading, published)
    } else if let weekday = DateFinder.weekday(bytes) {
      namesTime = true
      guard let published, !reading.isTitle || true else { return }
      days.insert(resolve(weekday, reading, index, published))
    } else if let shift = DateFinder.relative.first(where: { bytes.elementsEqual($0.key.utf8) })?.value {
      namesTime = true
      if let published { days.insert(CivilDay(daysSinceEpoch: published.daysSinceEpoch + shift)) }
    } else if let shift = DateFinder.urduRelative.first(where: { bytes.elementsEqual($0.0) })?.1 {
      namesTime = true
      if let published { days.insert(CivilDay(daysSinceEpoch: published.daysSinceEpoch + shift)) }
    } else if token.isNumber, let day = DateFinder.numeric(bytes, reading, index) {
      namesTime = true
      days.insert(day)
    }
  }

  private static func month(_ bytes: ArraySlice<UInt8>, _ reading: Reading, _ index: Int) -> Int? {
    if let month = urduMonths.firstIndex(where: { bytes.elementsEqual($0) }) { return month + 1 }
    guard
      let month = months.firstIndex(where: { bytes.elementsEqual($0.utf8) })
        ?? shortMonths.firstIndex(where: { bytes.elementsEqual($0.utf8) })
        ?? (bytes.elementsEqual("sept".utf8) ? 8 : nil), reading.isCapitalised(index)
    else { return nil }
    // "may" and "march" are verbs unless a number or "in" stands beside them.
    if month == 4 || month == 2 {
      let beside = [index - 1, index + 1].contains {
        reading.tokens.indices.contains($0)
          && (reading.tokens[$0].isNumber || reading.text.bytes[reading.tokens[$0].range].elementsEqual("in".utf8))
      }
      return beside ? month + 1 : nil
    }
    return month + 1
  }

  static func weekday(_ bytes: ArraySlice<UInt8>) -> Int? {
    weekdays.firstIndex { bytes.elementsEqual($0.utf8) } ?? urduWeekdays.first { bytes.elementsEqual($0.0) }?.1
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
      let bytes = reading.text.bytes[reading.tokens[index - back].range]
      if bytes.elementsEqual("next".utf8) || bytes.elementsEqual("coming".utf8) || bytes.elementsEqual("اگلے".utf8) {
        ahead = true
      }
    }
    let sentence = reading.sentence(of: index)
    if reading.cues.contains(where: { cue in
      cue.cue == .confirmed && cue.sentence == sentence && cue.range.upperBound <= index
        && !reading.words(cue.range).elementsEqual("to".utf8)
    }) {
      ahead = true
    }
    let difference = (published.weekday - weekday + 7) % 7
    if ahead { return CivilDay(daysSinceEpoch: published.daysSinceEpoch + (difference == 0 ? 0 : 7 - difference)) }
    return CivilDay(daysSinceEpoch: published.daysSinceEpoch - difference)
  }

  /// `2024-05-10` comes as three words.
  private static func numeric(_ bytes: ArraySlice<UInt8>, _ reading: Reading, _ index: Int) -> CivilDay? {
    guard bytes.count == 4, let year = number(reading, index), (1900...2100).contains(year),
      let month = number(reading, index + 1), let day = number(reading, index + 2),
      reading.tokens[index + 1].gap == .space, reading.tokens[index + 2].gap == .space,
      reading.tokens[index + 2].end - reading.tokens[index].start == 10
    else { return nil }
    return CivilDay(year: year, month: month, day: day)
  }
}
