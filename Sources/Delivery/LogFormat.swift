internal import News
internal import Output

/// The two spellings of an alert on disk, and how to know one again.
enum LogFormat: Sendable {
  case line, json

  /// Whole line, with its line feed.
  func encode(_ alert: Alert) -> [UInt8] {
    switch self {
    case .line: AlertLine.encode(alert)
    case .json: AlertJSON.encode(alert) + [0x0A]
    }
  }

  /// What a line in the file turns out to be.
  enum Recognition {
    /// The alert that was expected there.
    case expected
    /// What is left of one of ours: its head or a middle part is missing, or holds nothing but zeros.
    case torn
    /// Somebody else's, or not one that was expected.
    case other
  }

  /// Compares a whole line (without its line feed), found after the last confirmed one, with the alert that was to be
  /// written next. Bytes decide; where they differ, the alert's number and stamp do, so that a line which an earlier
  /// version of the program wrote, with another spelling, is not written a second time.
  func recognise(_ line: ArraySlice<UInt8>, expecting alert: Alert?) -> Recognition {
    if line.isEmpty { return .other }
    if line.contains(0) { return .torn }
    if let alert, line.elementsEqual(encode(alert).dropLast()) { return .expected }
    switch self {
    case .line:
      guard let number = Self.number(atEndOf: line) else { return .other }
      guard Self.beginsWithTime(line) else { return alert?.seq == number ? .torn : .other }
      guard let alert, alert.seq == number else { return .other }
      return line.starts(with: alert.detectedAt.rfc3339.utf8) ? .expected : .other
    case .json:
      guard mayBegin(line) else { return .other }
      guard let value = try? JSONReader.read(Array(line)) else { return .torn }
      guard let alert, value["seq"]?.integer == alert.seq else { return .other }
      return value["id"]?.string == alert.id ? .expected : .other
    }
  }

  /// Whether an unfinished line at the end of a file may be the beginning of one of ours, or of zeros that a power cut
  /// left in its place. Anything else is somebody's text and is not cut.
  func mayBegin(_ fragment: ArraySlice<UInt8>) -> Bool {
    if fragment.contains(0) { return true }
    switch self {
    case .line: return Self.beginsWithTime(fragment)
    case .json: return zip(fragment, "{\"schema\":".utf8).allSatisfy { $0 == $1 }
    }
  }

  /// `2026-11-22T06:00:00Z `, or as much of it as there is.
  private static func beginsWithTime(_ line: ArraySlice<UInt8>) -> Bool {
    zip(line, "0000-00-00T00:00:00Z ".utf8).allSatisfy { byte, model in
      model == 0x30 ? (0x30...0x39).contains(byte) : byte == model
    }
  }

  /// The number in ` #412` at the end.
  static func number(atEndOf line: ArraySlice<UInt8>) -> Int64? {
    guard let hash = line.suffix(21).lastIndex(of: 0x23), hash > line.startIndex, line[hash - 1] == 0x20 else {
      return nil
    }
    let digits = line[(hash + 1)...]
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int64(String(decoding: digits, as: UTF8.self))
  }
}
