import News

/// A report in the form in which it is compared with thousands of others: numbers in one list, nothing to be parsed. A
/// reference, so that looking at it copies nothing.
final class Sketch: Sendable {
  /// What the parts of `values` hold, in their order; each part is sorted.
  enum Part: Int, CaseIterable {
    case terms, personsUS, personsPK, bodiesUS, bodiesPK, offices, holders, surnames, places, towns, districts, dates,
      figures, sums, ordinals, shingles
  }

  let values: [UInt32]
  /// Where each part ends.
  private let ends: SIMD16<UInt16>
  /// A bit for each term: a term without its bit does not stand there.
  private let termBits: SIMD4<UInt64>
  let outline: Outline
  /// The weights of the terms, in hundredths of a rare word's.
  let weights: [UInt8]
  /// The one of the two countries in which its places lie, where they lie in no more than one.
  let country: Side?
  let isInCapital: Bool
  /// Who alone acts for each side.
  let endUS: Offices.End?
  let endPK: Offices.End?
  /// The chamber of Congress that acts, where it is one of the two.
  let chamber: Offices.Chamber?
  /// When it was first seen, in milliseconds.
  let seenAt: Int64?
  /// The days of which it may be: its own, or those that its address tells.
  let span: ClosedRange<Int>?
  /// The article's address, 0 where it has none of its own.
  let address: UInt32

  init(_ member: StoryMember) {
    seenAt = member.seenAt?.milliseconds
    span = member.time.map { $0.day.daysSinceEpoch...$0.day.daysSinceEpoch } ?? member.link.flatMap(Addresses.days)
    country = Places.country(member.places)
    isInCapital = member.places.contains("Islamabad")
    address = member.link.map(Addresses.article) ?? 0
    endUS = Offices.end(member.participants, .us)
    endPK = Offices.end(member.participants, .pk)
    chamber = Offices.chamber(member.participants)
    let words = member.print.words
    weights = words.map(Terms.weight)
    let parts = Sketch.parts(member)
    var values: [UInt32] = []
    var ends = SIMD16<UInt16>()
    for (place, part) in parts.enumerated() {
      values += part
      ends[place] = UInt16(clamping: values.count)
    }
    termBits = words.reduce(into: SIMD4()) { $0[Int($1 >> 8 & 3)] |= 1 << UInt64($1 >> 2 & 63) }
    outline = Outline(member, parts: parts, weights: weights)
    self.values = values
    self.ends = ends
  }

  private static func parts(_ member: StoryMember) -> [[UInt32]] {
    var parts = [[UInt32]](repeating: [], count: Part.allCases.count)
    for participant in member.participants {
      let part: Part =
        switch (participant.isPerson, participant.side) {
        case (true, .us): .personsUS
        case (true, .pk): .personsPK
        case (false, .us): .bodiesUS
        case (false, .pk): .bodiesPK
        }
      if let role = participant.role {
        let office: Part = participant.isPerson ? .holders : .offices
        parts[office.rawValue].append(Offices.hash(role, participant.side))
      }
      if participant.isPerson, let surname = Terms.surname(participant.name) {
        parts[Part.surnames.rawValue].append(surname)
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
    parts[Part.ordinals.rawValue] = member.ordinals.map(ordinal)
    parts = parts.map { $0.count < 2 ? $0 : Array(Set($0)).sorted() }
    // These two are sorted, and each once, as they come.
    parts[Part.terms.rawValue] = member.print.words
    parts[Part.shingles.rawValue] = member.print.shingles
    return parts
  }

  /// "12 round": the noun above, the number below.
  private static func ordinal(_ text: String) -> UInt32 {
    guard let space = text.firstIndex(of: " ") else { return Terms.hash(text) & 0xFFFF }
    let noun = Terms.hash(text[text.index(after: space)...])
    return (noun & 0x3FFF_C000) << 2 | Terms.hash(text[..<space]) >> 2 & 0xFFFF
  }

  subscript(part: Part) -> ArraySlice<UInt32> { values[range(part)] }

  @inline(__always)
  func range(_ part: Part) -> Range<Int> {
    let start = part.rawValue == 0 ? 0 : Int(ends[part.rawValue - 1])
    return start..<max(start, Int(ends[part.rawValue]))
  }

  /// Number of values of a part that both have.
  @inline(__always)
  func shared(_ other: Sketch, _ part: Part, where isCounted: (UInt32) -> Bool = { _ in true }) -> Int {
    let (mine, theirs) = (range(part), other.range(part))
    guard !mine.isEmpty, !theirs.isEmpty else { return 0 }
    var (a, b, count) = (mine.lowerBound, theirs.lowerBound, 0)
    while a < mine.upperBound, b < theirs.upperBound {
      let (first, second) = (values[a], other.values[b])
      if first == second, isCounted(first) { count += 1 }
      if first <= second { a += 1 }
      if second <= first { b += 1 }
    }
    return count
  }

  /// Number of values of a part that the other has in another part.
  func shared(_ other: Sketch, _ part: Part, _ otherPart: Part) -> Int {
    let (mine, theirs) = (range(part), other.range(otherPart))
    guard !mine.isEmpty, !theirs.isEmpty else { return 0 }
    var count = 0
    for place in mine {
      for otherPlace in theirs where values[place] == other.values[otherPlace] { count += 1 }
    }
    return count
  }

  /// Number of persons whose surname stands in the other's text.
  @inline(__always)
  func told(_ other: Sketch) -> Int {
    range(.surnames).reduce(0) { $0 + (other.has(term: values[$1]) ? 1 : 0) }
  }

  private func has(term: UInt32) -> Bool {
    guard termBits[Int(term >> 8 & 3)] & 1 << UInt64(term >> 2 & 63) != 0 else { return false }
    var range = range(.terms)
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      let found = values[middle] & ~Terms.place
      if found == term { return true }
      range = found < term ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return false
  }

  /// The days that it names.
  var days: LazyMapSequence<ArraySlice<UInt32>, Int> { self[.dates].lazy.map { Int(Int32(bitPattern: $0)) } }

  /// Days from the nearest that it names; `nil` where it names none.
  func distance(to span: ClosedRange<Int>) -> Int? { days.lazy.map { Sketch.gap($0...$0, span) }.min() }

  /// Days between the nearest that two of which one has no time name or may be of; `nil` where one of them has none.
  static func days(between a: Sketch, _ b: Sketch) -> Int64? {
    var days: Int?
    func take(_ gap: Int?) { if let gap { days = min(days ?? gap, gap) } }
    for day in a.days { take(b.distance(to: day...day)) }
    if let span = b.span { take(a.distance(to: span)) }
    if let span = a.span { take(b.distance(to: span)) }
    if let first = a.span, let second = b.span { take(gap(first, second)) }
    return days.map(Int64.init)
  }

  private static func gap(_ a: ClosedRange<Int>, _ b: ClosedRange<Int>) -> Int {
    max(0, a.lowerBound - b.upperBound, b.lowerBound - a.upperBound)
  }

  @inline(__always)
  func count(_ part: Part) -> Int { range(part).count }

  /// Both say something, and not the same.
  @inline(__always)
  func isApart(_ other: Sketch, _ part: Part) -> Bool {
    count(part) > 0 && other.count(part) > 0 && shared(other, part) == 0
  }
}
