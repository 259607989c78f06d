import News

/// Names of time zones as they stand in dates, and how far from Greenwich each is.
enum ZoneName: Hashable {
  /// Minutes east, always.
  case fixed(Int)
  /// A name of several countries, told apart by the feed's host.
  case indian, pacificOrPakistan, britishOrBangladesh
  /// `ET`, `CT`, `MT`, `PT`: minutes east in winter; an hour more by the American rule for summer.
  case american(Int)

  /// `nil` for a word that is no zone.
  init?(_ word: ArraySlice<UInt8>) {
    guard word.count <= 5 else { return nil }
    var key: UInt64 = 0
    for byte in word {
      guard byte < 0x80 else { return nil }
      key = key << 8 | UInt64(byte & 0xDF)
    }
    // The two that nearly every feed uses, without a look into the table.
    if key == 0x47_4D54 || key == 0x5A {
      self = .fixed(0)
      return
    }
    guard let found = Self.names[String(decoding: word.map { $0 & 0xDF }, as: UTF8.self)] else { return nil }
    self = found
  }

  /// Seconds east of Greenwich on `day`.
  func offset(on day: CivilDay, hour: Int, host: String?) -> Int {
    func isUnder(_ country: String) -> Bool { host?.hasSuffix(country) == true }
    switch self {
    case .fixed(let minutes): return minutes * 60
    case .indian: return isUnder(".ie") ? 3600 : isUnder(".il") ? 7200 : 19800
    case .pacificOrPakistan: return isUnder(".pk") ? 18000 : -28800
    case .britishOrBangladesh: return isUnder(".bd") ? 21600 : 3600
    case .american(let minutes): return (minutes + (Self.isAmericanSummer(day) ? 60 : 0)) * 60
    }
  }

  /// From the second Sunday of March to the first Sunday of November, to the day (Energy Policy Act of 2005).
  private static func isAmericanSummer(_ day: CivilDay) -> Bool {
    let (year, month, date) = day.components
    switch month {
    case 4...10: return true
    case 3:
      guard let first = CivilDay(year: year, month: 3, day: 1) else { return false }
      return date >= 8 + (6 - first.weekday + 7) % 7
    case 11:
      guard let first = CivilDay(year: year, month: 11, day: 1) else { return false }
      return date < 1 + (6 - first.weekday + 7) % 7
    default: return false
    }
  }

  private static let names: [String: ZoneName] = [
    "UT": .fixed(0), "UTC": .fixed(0), "GMT": .fixed(0), "Z": .fixed(0), "WET": .fixed(0),
    "EST": .fixed(-300), "EDT": .fixed(-240), "CST": .fixed(-360), "CDT": .fixed(-300), "MST": .fixed(-420),
    "MDT": .fixed(-360), "PST": .pacificOrPakistan, "PDT": .fixed(-420), "AKST": .fixed(-540), "AKDT": .fixed(-480),
    "HST": .fixed(-600), "AT": .fixed(-240), "AST": .fixed(-240), "ADT": .fixed(-180), "NST": .fixed(-210),
    "NDT": .fixed(-150),
    "ET": .american(-300), "CT": .american(-360), "MT": .american(-420), "PT": .american(-480),
    "PKT": .fixed(300), "PKST": .fixed(360), "IST": .indian, "NPT": .fixed(345), "AFT": .fixed(270), "BDT": .fixed(360),
    "BST": .britishOrBangladesh, "WEST": .fixed(60), "CET": .fixed(60), "CEST": .fixed(120), "MET": .fixed(60),
    "MEST": .fixed(120), "MEZ": .fixed(60), "MESZ": .fixed(120), "EET": .fixed(120), "EEST": .fixed(180),
    "MSK": .fixed(180), "MSD": .fixed(240), "TRT": .fixed(180), "AST3": .fixed(180), "IRST": .fixed(210),
    "GST": .fixed(240), "UZT": .fixed(300), "ICT": .fixed(420), "WIB": .fixed(420), "HKT": .fixed(480),
    "SGT": .fixed(480), "MYT": .fixed(480), "PHT": .fixed(480), "AWST": .fixed(480), "JST": .fixed(540),
    "KST": .fixed(540), "ACST": .fixed(570), "AEST": .fixed(600), "AEDT": .fixed(660), "NZST": .fixed(720),
    "NZDT": .fixed(780), "SAST": .fixed(120), "CAT": .fixed(120), "EAT": .fixed(180), "WAT": .fixed(60),
    "BRT": .fixed(-180), "ART": .fixed(-180), "IDT": .fixed(180),
  ]
}
