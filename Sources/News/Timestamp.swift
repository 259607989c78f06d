/// A moment in UTC, in whole milliseconds since 1970-01-01T00:00:00Z (leap seconds not counted).
///
/// The program's own type, because Foundation's dates come with formatters that cost ten times
/// what the trip of an item may cost.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Milliseconds since the epoch; negative before it.
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }
  public init(seconds: Int64) { self.milliseconds = seconds * 1000 }

  /// Whole seconds since the epoch, rounded down.
  public var seconds: Int64 {
    milliseconds >= 0 ? milliseconds / 1000 : -((-milliseconds + 999) / 1000)
  }

  /// The day, in UTC, on which this moment lies.
  public var day: CivilDay {
    let seconds = seconds
    return CivilDay(daysSinceEpoch: Int(seconds >= 0 ? seconds / 86400 : -((-seconds + 86399) / 86400)))
  }

  /// Midnight, UTC, at the start of `day`, plus `secondOfDay` seconds.
  public init(day: CivilDay, secondOfDay: Int = 0) {
    self.init(seconds: Int64(day.daysSinceEpoch) * 86400 + Int64(secondOfDay))
  }

  public func adding(seconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds + seconds * 1000) }

  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }

  /// `2026-11-22T06:00:00Z` (RFC 3339, whole seconds, UTC).
  public var rfc3339: String {
    let day = day
    let (year, month, date) = day.components
    let second = Int(seconds) - day.daysSinceEpoch * 86400
    guard (0...9999).contains(year) else {
      return "\(day)T\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60)):\(twoDigits(second % 60))Z"
    }
    // By hand, because a feed's JSON holds thousands of them. Sound: all of the 20 bytes are written, and no more.
    return unsafe String(unsafeUninitializedCapacity: 20) { digits in
      func write(_ value: Int, _ place: Int, _ mark: UInt8) {
        unsafe digits[place] = UInt8(truncatingIfNeeded: 0x30 + value / 10)
        unsafe digits[place + 1] = UInt8(truncatingIfNeeded: 0x30 + value % 10)
        if place > 0 { unsafe digits[place + 2] = mark }
      }
      write(year / 100, 0, 0)
      write(year % 100, 2, 0x2D)
      write(month, 5, 0x2D)
      write(date, 8, 0x54)
      write(second / 3600, 11, 0x3A)
      write(second / 60 % 60, 14, 0x3A)
      write(second % 60, 17, 0x5A)
      return 20
    }
  }

  /// Reads RFC 3339 (`2026-11-22T06:00:00Z`, fractions and numeric offsets too) or a bare day
  /// (`2026-11-22`, taken as noon UTC). `nil` for anything else.
  public init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    func number(_ from: Int, _ count: Int) -> Int? {
      guard from + count <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[from..<from + count] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D, let year = number(0, 4),
      let month = number(5, 2), let dayOfMonth = number(8, 2),
      let day = CivilDay(year: year, month: month, day: dayOfMonth)
    else { return nil }
    if bytes.count == 10 {
      self.init(day: day, secondOfDay: 12 * 3600)
      return
    }
    guard bytes.count >= 20, bytes[10] == 0x54 || bytes[10] == 0x74 || bytes[10] == 0x20,
      bytes[13] == 0x3A, bytes[16] == 0x3A, let hour = number(11, 2), let minute = number(14, 2),
      let second = number(17, 2), hour < 24, minute < 60, second <= 60
    else { return nil }
    var index = 19
    var millisecond = 0
    if bytes[index] == 0x2E {
      index += 1
      var scale = 100
      while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 {
        millisecond += Int(bytes[index] - 0x30) * scale
        scale /= 10
        index += 1
      }
    }
    guard index < bytes.count else { return nil }
    var offset = 0
    switch bytes[index] {
    case 0x5A, 0x7A: guard index + 1 == bytes.count else { return nil }
    case 0x2B, 0x2D:
      guard index + 6 == bytes.count, bytes[index + 3] == 0x3A, let hours = number(index + 1, 2),
        let minutes = number(index + 4, 2), hours < 24, minutes < 60
      else { return nil }
      offset = (hours * 3600 + minutes * 60) * (bytes[index] == 0x2D ? -1 : 1)
    default: return nil
    }
    let moment = Timestamp(day: day, secondOfDay: hour * 3600 + minute * 60 + second - offset)
    self.init(milliseconds: moment.milliseconds + Int64(millisecond))
  }
}

/// A day of the (proleptic) Gregorian calendar.
public struct CivilDay: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01; negative before it.
  public var daysSinceEpoch: Int

  public init(daysSinceEpoch: Int) { self.daysSinceEpoch = daysSinceEpoch }

  /// `nil` where the calendar has no such day, or the year is outside 0…9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDay.length(ofMonth: month, year: year)
    else { return nil }
    // Counted from 1 March, so that a leap day is the last of its year.
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    daysSinceEpoch = era * 146_097 + dayOfEra - 719_468
  }

  /// Reads `2021-09-07`; `nil` for anything else.
  public init?(_ text: String) {
    guard text.utf8.count == 10, let moment = Timestamp(rfc3339: text) else { return nil }
    self = moment.day
  }

  /// Year, month (1…12) and day of the month (1…31).
  public var components: (year: Int, month: Int, day: Int) {
    let shifted = daysSinceEpoch + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
    return (year, month < 10 ? month + 3 : month - 9, dayOfYear - (153 * month + 2) / 5 + 1)
  }

  public var year: Int { components.year }

  /// 0 is Monday, 6 is Sunday.
  public var weekday: Int { ((daysSinceEpoch + 3) % 7 + 7) % 7 }

  /// `2021-09-07`.
  public var description: String {
    let (year, month, day) = components
    let padded = String(year)
    return String(repeating: "0", count: max(0, 4 - padded.utf8.count)) + padded
      + "-\(twoDigits(month))-\(twoDigits(day))"
  }

  /// 28 to 31.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  public static func < (a: CivilDay, b: CivilDay) -> Bool { a.daysSinceEpoch < b.daysSinceEpoch }
}

private func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
