import News

/// What of a report is looked at first: its kind, its times and how much there is to compare. Few bytes, all of them
/// numbers, so that thousands lie side by side and are passed over without following a reference.
struct Outline: Sendable {
  /// Of these there is a mark each: a bit for each value. No bit in common, no value in common.
  enum Mark: Int, CaseIterable {
    case personsUS, personsPK, bodiesUS, bodiesPK, places, dates, figures, sums

    var part: Sketch.Part {
      switch self {
      case .personsUS: .personsUS
      case .personsPK: .personsPK
      case .bodiesUS: .bodiesUS
      case .bodiesPK: .bodiesPK
      case .places: .places
      case .dates: .dates
      case .figures: .figures
      case .sums: .sums
      }
    }
  }

  private let marks: SIMD8<UInt32>
  private let counts: SIMD8<UInt8>
  /// Milliseconds; ``none`` where it has no time of its own.
  private let moment: Int64
  /// The weights of its terms, in hundredths of a rare word's: all of them, and the title's.
  let weight: Int32
  let titleWeight: Int32
  /// A bit a topic.
  let topics: Int32
  /// Its own day and the last that it names; ``noDay`` where it has none.
  private let ownDay: Int32
  private let namedDay: Int32
  let weekdays: UInt8
  let kind: Kind?
  let stage: Stage?
  let direction: Direction?
  let isRetrospective: Bool
  let isArabicScript: Bool
  /// Its title says that something was rejected, denied or protested against; so does any part of it.
  let isAnswer: Bool
  let tellsAnswer: Bool
  /// It names an office or a person: others may say the one or the surname alone.
  let namesOffices: Bool

  private static let none = Int64.min
  private static let noDay = Int32.min

  init(_ member: StoryMember, parts: [[UInt32]], weights: [UInt8]) {
    (kind, stage, direction) = (member.kind, member.stage, member.direction)
    topics = member.topics.reduce(0) { $0 | 1 << Int32(Topic.allCases.firstIndex(of: $1) ?? 0) }
    moment = member.time?.milliseconds ?? Outline.none
    weekdays = UInt8(truncatingIfNeeded: member.print.weekdays)
    ownDay = member.time.map { Int32(clamping: $0.day.daysSinceEpoch) } ?? Outline.noDay
    namedDay = member.dates.map { Int32(clamping: $0.daysSinceEpoch) }.max() ?? Outline.noDay
    isRetrospective = member.isRetrospective
    isArabicScript = member.print.isArabicScript
    let words = member.print.words
    isAnswer = words.contains { $0 & Terms.inTitle != 0 && Terms.isAnswer($0) }
    tellsAnswer = words.contains(where: Terms.isAnswer)
    namesOffices = !parts[Sketch.Part.offices.rawValue].isEmpty || !parts[Sketch.Part.surnames.rawValue].isEmpty
    weight = weights.reduce(0) { $0 + Int32($1) }
    titleWeight = zip(words, weights).reduce(0) { $1.0 & Terms.inTitle != 0 ? $0 + Int32($1.1) : $0 }
    var marks = SIMD8<UInt32>()
    var counts = SIMD8<UInt8>()
    for mark in Mark.allCases {
      let values = parts[mark.part.rawValue]
      marks[mark.rawValue] = values.reduce(0) { $0 | 1 << ($1 >> 2 & 31) }
      counts[mark.rawValue] = UInt8(clamping: values.count)
    }
    self.marks = marks
    self.counts = counts
  }

  var time: Int64? { moment == Outline.none ? nil : moment }

  /// Its own day, counted as the named ones are, and the last that it names.
  var day: Int? { ownDay == Outline.noDay ? nil : Int(ownDay) }
  var lastDay: Int? { namedDay == Outline.noDay ? nil : Int(namedDay) }

  @inline(__always)
  func count(_ mark: Mark) -> Int { Int(counts[mark.rawValue]) }

  /// Whether the two may have a value in common; `false` where it is certain that they have none.
  @inline(__always)
  func mayShare(_ other: Outline, _ mark: Mark) -> Bool { marks[mark.rawValue] & other.marks[mark.rawValue] != 0 }

  /// The most values that the two may have in common.
  @inline(__always)
  func mostShared(_ other: Outline, _ mark: Mark) -> Int {
    mayShare(other, mark) ? min(count(mark), other.count(mark)) : 0
  }

  /// Both say something, and it is certain that they don't say the same.
  @inline(__always)
  func isApart(_ other: Outline, _ mark: Mark) -> Bool {
    count(mark) > 0 && other.count(mark) > 0 && !mayShare(other, mark)
  }

  /// Whether it may name the other's own day, or the day before or after.
  func mayName(dayOf other: Outline) -> Bool {
    guard let day = other.day, let last = lastDay else { return false }
    return count(.dates) > 1 || abs(last - day) <= 1
  }
}
