import News

/// The two spellings that nearly every feed uses, to the letter and without a look at anything else:
/// `Sun, 22 Nov 2026 06:00:00 +0000` (RFC 822) and `2026-11-22T06:00:00Z` (RFC 3339). `nil` for any other.
enum StandardDate {
  static func read(_ text: String) -> Timestamp? {
    read(text.utf8.span)
  }

  static func read(_ bytes: borrowing Span<UInt8>) -> Timestamp? {
    guard bytes.count >= 20, bytes.count <= 31 else { return nil }
    return bytes[4] == 0x2D ? internet(bytes) : mail(bytes)
  }

  /// `2026-11-22T06:00:00` and `Z` or an offset.
  private static func internet(_ bytes: borrowing Span<UInt8>) -> Timestamp? {
    guard bytes[7] == 0x2D, bytes[10] == 0x54, let century = two(bytes, 0), let year = two(bytes, 2),
      let month = two(bytes, 5), let day = two(bytes, 8), let clock = time(bytes, 11),
      let date = CivilDay(year: century * 100 + year, month: month, day: day), century >= 16
    else { return nil }
    if bytes.count == 20, bytes[19] == 0x5A { return Timestamp(day: date, secondOfDay: clock) }
    guard bytes.count == 25, bytes[22] == 0x3A, let hours = two(bytes, 20), let minutes = two(bytes, 23) else {
      return nil
    }
    return moment(date, clock, sign: bytes[19], hours, minutes)
  }

  /// `Sun, 22 Nov 2026 06:00:00` and `GMT` or an offset.
  private static func mail(_ bytes: borrowing Span<UInt8>) -> Timestamp? {
    guard bytes.count >= 29, bytes[3] == 0x2C, bytes[4] == 0x20, bytes[7] == 0x20, bytes[11] == 0x20,
      bytes[16] == 0x20, bytes[25] == 0x20, let day = two(bytes, 5),
      let month = month(UInt32(bytes[8]) << 16 | UInt32(bytes[9]) << 8 | UInt32(bytes[10])),
      let century = two(bytes, 12), let year = two(bytes, 14), let clock = time(bytes, 17),
      let date = CivilDay(year: century * 100 + year, month: month, day: day), century >= 16
    else { return nil }
    if bytes.count == 29, bytes[26] == 0x47, bytes[27] == 0x4D, bytes[28] == 0x54 {
      return Timestamp(day: date, secondOfDay: clock)
    }
    guard bytes.count == 31, let hours = two(bytes, 27), let minutes = two(bytes, 29) else { return nil }
    return moment(date, clock, sign: bytes[26], hours, minutes)
  }

  private static func moment(_ day: CivilDay, _ clock: Int, sign: UInt8, _ hours: Int, _ minutes: Int) -> Timestamp? {
    guard sign == 0x2B || sign == 0x2D, hours <= 15, minutes < 60 else { return nil }
    let east = (hours * 3600 + minutes * 60) * (sign == 0x2D ? -1 : 1)
    return Timestamp(day: day, secondOfDay: clock - east)
  }

  private static func time(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Int? {
    guard bytes[start + 2] == 0x3A, bytes[start + 5] == 0x3A, let hour = two(bytes, start),
      let minute = two(bytes, start + 3), let second = two(bytes, start + 6), hour < 24, minute < 60, second < 60
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  private static func two(_ bytes: borrowing Span<UInt8>, _ start: Int) -> Int? {
    let (tens, ones) = (bytes[start] &- 0x30, bytes[start + 1] &- 0x30)
    return tens <= 9 && ones <= 9 ? Int(tens) * 10 + Int(ones) : nil
  }

  private static func month(_ name: UInt32) -> Int? {
    switch name {
    case 0x4A616E: 1
    case 0x466562: 2
    case 0x4D6172: 3
    case 0x417072: 4
    case 0x4D6179: 5
    case 0x4A756E: 6
    case 0x4A756C: 7
    case 0x417567: 8
    case 0x536570: 9
    case 0x4F6374: 10
    case 0x4E6F76: 11
    case 0x446563: 12
    default: nil
    }
  }
}
