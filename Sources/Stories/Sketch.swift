import News

/// A report in the form in which it is compared with thousands of others: numbers in one list, nothing to be parsed.
struct Sketch: Sendable {
  /// What the parts of `values` hold, in their order; each part is sorted.
  enum Part: Int, CaseIterable {
    case terms, personsUS, personsPK, bodiesUS, bodiesPK, places, towns, districts, dates, figures, sums, ordinals,
      shingles
  }

  private(set) var values: [UInt32] = []
  /// Where each part ends.
  private var ends: [UInt16] = []
  /// The weights of the terms, in hundredths of a rare word's, and their sums over all of them and over the title.
  private(set) var weights: [UInt8] = []
  var weight = 0
  var titleWeight = 0

  /// Milliseconds; `nil` where it has no time of its own.
  var time: Int64?
  var seenAt: Int64?
  var kind: Kind?
  var stage: Stage?
  var direction: Direction?
  /// A bit a topic.
  var topics = 0
  var weekdays = 0
  var isArabicScript = false
  /// In the United States, in Pakistan, and in both: whether its places lie there alone.
  var country: Side?
  var isRetrospective = false
  /// The article's address, 0 where it has none of its own.
  var address: UInt32 = 0
  /// A bit for each participant, and one for each place, day and figure: no bit in common, nothing in common.
  var people: UInt64 = 0
  var things: UInt64 = 0

  init(_ member: StoryMember) {
    time = member.time?.milliseconds
    seenAt = member.seenAt?.milliseconds
    (kind, stage, direction) = (member.kind, member.stage, member.direction)
    weekdays = member.print.weekdays
    isArabicScript = member.print.isArabicScript
    isRetrospective = member.isRetrospective
    for topic in member.topics { topics |= 1 << (Topic.allCases.firstIndex(of: topic) ?? 0) }
    country = Places.country(member.places)
    address = member.link.map(Addresses.article) ?? 0
    for term in member.print.words {
      let weight = Terms.weight(term)
      weights.append(weight)
      self.weight += Int(weight)
      if term & Terms.inTitle != 0 { titleWeight += Int(weight) }
    }
    fill(member)
    for part in [Part.personsUS, .personsPK, .bodiesUS, .bodiesPK] { for value in self[part] { people |= bit(value) } }
    for part in [Part.places, .dates, .figures] { for value in self[part] { things |= bit(value) } }
  }

  private mutating func fill(_ member: StoryMember) {
    var parts = [[UInt32]](repeating: [], count: Part.allCases.count)
    parts[Part.terms.rawValue] = member.print.words
    for participant in member.participants {
      let part: Part =
        switch (participant.isPerson, participant.side) {
        case (true, .us): .personsUS
        case (true, .pk): .personsPK
        case (false, .us): .bodiesUS
        case (false, .pk): .bodiesPK
        }
      // The lowest bit of a person: many reports name him.
      let usual: UInt32 = participant.isPerson && Terms.isUsual(participant.name) ? 1 : 0
      parts[part.rawValue].append(Terms.hash(participant.name) | usual)
    }
    parts[Part.places.rawValue] = member.places.map { Terms.hash($0) }
    let narrow = Places.narrow(member.places)
    parts[Part.towns.rawValue] = narrow.towns.map { Terms.hash($0) }
    parts[Part.districts.rawValue] = narrow.districts.map { Terms.hash($0) }
    parts[Part.dates.rawValue] = member.dates.map { UInt32(truncatingIfNeeded: $0.daysSinceEpoch) }
    for figure in member.print.figures {
      let value = Figures.value(figure)
      parts[Part.figures.rawValue].append(value.hash)
      if value.isSum { parts[Part.sums.rawValue].append(value.hash) }
    }
    parts[Part.ordinals.rawValue] = member.ordinals.map(Sketch.ordinal)
    parts[Part.shingles.rawValue] = member.print.shingles
    for (index, part) in parts.enumerated() {
      values += index == Part.terms.rawValue || index == Part.shingles.rawValue ? part : Array(Set(part)).sorted()
      ends.append(UInt16(clamping: values.count))
    }
  }

  private func bit(_ value: UInt32) -> UInt64 { 1 << UInt64(value >> 2 & 63) }

  /// "12 round": the noun above, the number below.
  private static func ordinal(_ text: String) -> UInt32 {
    guard let space = text.firstIndex(of: " ") else { return Terms.hash(text) & 0xFFFF }
    let noun = Terms.hash(text[text.index(after: space)...])
    return (noun & 0x3FFF_C000) << 2 | Terms.hash(text[..<space]) >> 2 & 0xFFFF
  }

  subscript(part: Part) -> ArraySlice<UInt32> { values[range(part)] }

  func range(_ part: Part) -> Range<Int> {
    let start = part.rawValue == 0 ? 0 : Int(ends[part.rawValue - 1])
    return start..<max(start, Int(ends[part.rawValue]))
  }

  /// Number of values of a part that both have.
  func shared(_ other: Sketch, _ part: Part) -> Int {
    var (i, j) = (range(part), other.range(part))
    guard !i.isEmpty, !j.isEmpty else { return 0 }
    var (a, b, count) = (i.lowerBound, j.lowerBound, 0)
    i = a..<i.upperBound
    j = b..<j.upperBound
    while a < i.upperBound, b < j.upperBound {
      let (first, second) = (values[a], other.values[b])
      if first == second { count += 1 }
      if first <= second { a += 1 }
      if second <= first { b += 1 }
    }
    return count
  }

  func count(_ part: Part) -> Int { range(part).count }

  /// Both say something, and not the same.
  func isApart(_ other: Sketch, _ part: Part) -> Bool {
    count(part) > 0 && other.count(part) > 0 && shared(other, part) == 0
  }
}
