public import News

/// Dates as feeds write them: RFC 822 and RFC 3339, and what publishers do to both. What cannot be read is `nil`; nothing
/// is ever taken from the clock.
public enum FeedDate {
  /// The moment that `text` names.
  /// - Parameters:
  ///   - text: in any spelling; without a zone it is taken as UTC, without a time as midnight.
  ///   - host: of the feed. Zone names that several countries use mean the host's country: `IST`, `PST`, `BST`.
  public static func read(_ text: String, host: String? = nil) -> Timestamp? {
    if let moment = StandardDate.read(text) { return moment }
    let bytes = Array(text.utf8.prefix(128))
    var parser = DateParser(bytes: bytes, host: host)
    return parser.read()
  }
}

/// One walk over a date's words and numbers. The order in which they come and what stands between them tells what each
/// of them is.
private struct DateParser {
  private let bytes: [UInt8]
  private let host: String?
  private var index = 0
  private var year: Int?
  private var month: Int?
  private var monthIsName = false
  private var day: Int?
  private var hour: Int?
  private var minute = 0
  private var second = 0
  private var millisecond = 0
  private var isAfternoon: Bool?
  /// Seconds east of Greenwich.
  private var offset: Int?
  private var zone: ZoneName?

  init(bytes: [UInt8], host: String?) {
    self.bytes = bytes
    self.host = host
  }

  mutating func read() -> Timestamp? {
    skipBlanks()
    if let moment = epoch() ?? truncated() { return moment }
    while index < bytes.count {
      let byte = bytes[index]
      if isDigit(byte) {
        guard number() else { return nil }
      } else if (byte == 0x2B || byte == 0x2D) && hour != nil {
        numericZone()
      } else if byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x80 {
        word()
      } else {
        index += 1
      }
    }
    return moment()
  }

  // MARK: Numbers

  /// Seconds or milliseconds since 1970, where that is all there is.
  private func epoch() -> Timestamp? {
    var end = bytes.count
    while end > index, bytes[end - 1] <= 0x20 { end -= 1 }
    let digits = bytes[index..<end]
    guard digits.count == 10 || digits.count == 13, digits.allSatisfy(isDigit) else { return nil }
    let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
    return digits.count == 10 ? Timestamp(seconds: value) : Timestamp(milliseconds: value)
  }

  /// ISO 8601 without the century: `031231`, `03365` (a day of the year), `-0312` and `-03-12` (a month).
  private func truncated() -> Timestamp? {
    var end = bytes.count
    while end > index, bytes[end - 1] <= 0x20 { end -= 1 }
    guard index < end else { return nil }
    let hasDash = bytes[index] == 0x2D
    let written = bytes[(hasDash ? index + 1 : index)..<end]
    let digits = hasDash ? written.filter { $0 != 0x2D } : Array(written)
    guard (4...6).contains(digits.count), digits.allSatisfy(isDigit), written.first.map(isDigit) == true else {
      return nil
    }
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    let day: CivilDay? =
      switch (hasDash, digits.count) {
      case (false, 6): CivilDay(year: century(value / 10000), month: value / 100 % 100, day: value % 100)
      case (false, 5) where (1...366).contains(value % 1000):
        CivilDay(year: century(value / 1000), month: 1, day: 1).map {
          CivilDay(daysSinceEpoch: $0.daysSinceEpoch + value % 1000 - 1)
        }
      case (true, 4): CivilDay(year: century(value / 100), month: value % 100, day: 1)
      default: nil
      }
    return day.map { Timestamp(day: $0) }
  }

  private mutating func number() -> Bool {
    let start = index
    guard let value = digits(limit: 14) else { return false }
    let length = index - start
    if index < bytes.count, bytes[index] == 0x3A, hour == nil, length <= 2 { return time(value) }
    if hour == nil, length == 6, year != nil, month != nil, day != nil {
      // 20040104T194821
      (hour, minute, second) = (value / 10000, value / 100 % 100, value % 100)
      return true
    }
    if length == 8 || length == 14, year == nil {
      let date = length == 14 ? value / 1_000_000 : value
      (year, month, day) = (date / 10000, date / 100 % 100, date % 100)
      if length == 14 { (hour, minute, second) = (value / 10000 % 100, value / 100 % 100, value % 100) }
      return true
    }
    if length == 4, hour == nil, year != nil, month != nil, day != nil, isTimeMark(before: start) {
      (hour, minute) = (value / 100, value % 100)
      return true
    }
    if length == 3 || length == 7, month == nil, day == nil, year != nil || length == 7 {
      return ordinalDay(value, length)
    }
    let separator = index < bytes.count ? bytes[index] : 0
    if year == nil, month == nil, day == nil, hour == nil, length <= 2,
      separator == 0x2F || separator == 0x2E || separator == 0x2D,
      let date = numericDate(value, separator: separator)
    {
      (year, month, day) = date
      return true
    }
    if length >= 3 {
      if year == nil { year = value }
    } else if year != nil, month == nil, day == nil {
      month = value
    } else if day == nil {
      day = value
    } else if year == nil {
      year = century(value)
    }
    return true
  }

  /// `365` behind a year, or `2003365`.
  private mutating func ordinalDay(_ value: Int, _ length: Int) -> Bool {
    if length == 7 { year = value / 1000 }
    let number = value % 1000
    guard let year, (1...366).contains(number), let first = CivilDay(year: year, month: 1, day: 1) else { return false }
    let found = CivilDay(daysSinceEpoch: first.daysSinceEpoch + number - 1).components
    guard found.year == year else { return false }
    (month, day) = (found.month, found.day)
    return true
  }

  /// `1/10/2020`, `10.1.2020`, `10-01-2020`, `03-12-31`: the month comes first behind a slash, unless it cannot.
  private mutating func numericDate(_ first: Int, separator: UInt8) -> (Int?, Int?, Int?)? {
    let start = index
    index += 1
    guard let second = digits(limit: 2), index < bytes.count, bytes[index] == separator else {
      index = start
      return nil
    }
    index += 1
    let yearStart = index
    guard let third = digits(limit: 4) else {
      index = start
      return nil
    }
    let length = index - yearStart
    if length == 2, separator == 0x2D, second <= 12, third <= 31 { return (century(first), second, third) }
    let year = length <= 2 ? century(third) : third
    if separator == 0x2F, first <= 12 { return (year, first, second) }
    return second <= 12 ? (year, second, first) : (year, first, second)
  }

  private mutating func time(_ first: Int) -> Bool {
    hour = first
    index += 1
    guard let minutes = digits(limit: 2) else { return false }
    minute = minutes
    if index + 1 < bytes.count, bytes[index] == 0x3A, isDigit(bytes[index + 1]) {
      index += 1
      second = digits(limit: 2) ?? 0
    }
    if index + 1 < bytes.count, bytes[index] == 0x2E || bytes[index] == 0x2C || bytes[index] == 0x3A,
      isDigit(bytes[index + 1])
    {
      index += 1
      var scale = 100
      while index < bytes.count, isDigit(bytes[index]) {
        millisecond += Int(bytes[index] - 0x30) * scale
        scale /= 10
        index += 1
      }
    }
    return true
  }

  private mutating func numericZone() {
    let sign = bytes[index] == 0x2D ? -1 : 1
    index += 1
    let start = index
    guard offset == nil, let value = digits(limit: 4) else { return }
    var (hours, minutes) = index - start <= 2 ? (value, 0) : (value / 100, value % 100)
    if index - start <= 2, index < bytes.count, bytes[index] == 0x3A {
      index += 1
      minutes = digits(limit: 2) ?? 0
    }
    if index - start == 3, bytes[index - 1] != 0x3A { (hours, minutes) = (value / 100, value % 100) }
    // Farther than the Line Islands is a mistake; the clock is then read as UTC.
    offset = hours <= 15 && minutes < 60 ? sign * (hours * 3600 + minutes * 60) : 0
  }

  // MARK: Words

  private mutating func word() {
    let start = index
    while index < bytes.count, bytes[index] | 0x20 >= 0x61 && bytes[index] | 0x20 <= 0x7A || bytes[index] >= 0x80 {
      index += 1
    }
    let word = bytes[start..<index]
    if let found = MonthName.number(word), month == nil || monthIsName && day != nil && year == nil {
      // `mar., 22 déc.`: what stood before the day was the day of the week.
      month = found
      monthIsName = true
      return
    }
    if word.count == 2, word[start + 1] | 0x20 == 0x6D, word[start] | 0x20 == 0x61 || word[start] | 0x20 == 0x70 {
      if hour != nil { isAfternoon = word[start] | 0x20 == 0x70 }
      return
    }
    if let half = MonthName.half(word) {
      isAfternoon = half
      return
    }
    if hour != nil, let found = ZoneName(word), zone == nil { zone = found }
  }

  // MARK: The sum

  private func moment() -> Timestamp? {
    // A date of one year's first days is what programs write that have none.
    guard let year, year >= 1600, let civil = CivilDay(year: year, month: month ?? 1, day: day ?? 1) else { return nil }
    if month == nil, day != nil { return nil }
    var hour = hour ?? 0
    if let isAfternoon {
      if isAfternoon, hour < 12 { hour += 12 }
      if !isAfternoon, hour == 12 { hour = 0 }
    }
    guard hour < 24 || hour == 24 && minute == 0 && second == 0, minute < 60, second <= 61 else { return nil }
    let east = offset ?? zone?.offset(on: civil, hour: hour, host: host) ?? 0
    let moment = Timestamp(day: civil, secondOfDay: hour * 3600 + minute * 60 + second - east)
    return Timestamp(milliseconds: moment.milliseconds + Int64(millisecond))
  }

  // MARK: Bytes

  private mutating func digits(limit: Int) -> Int? {
    let start = index
    var value = 0
    while index < bytes.count, isDigit(bytes[index]) {
      guard index - start < limit else { return nil }
      value = value * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    return index > start ? value : nil
  }

  private mutating func skipBlanks() {
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private func isTimeMark(before start: Int) -> Bool { start > 0 && bytes[start - 1] | 0x20 == 0x74 }

  private func century(_ value: Int) -> Int { value + (value > 68 ? 1900 : 2000) }
}
