/// How durations and sizes are spelt in the configuration and on the command line.
public enum Quantity {
  /// The longest duration that can be written: a hundred years.
  public static let longestDuration: Int64 = 36_500 * 86_400

  /// `90s`, `15m`, `6h`, `3d` in seconds. `nil` for anything else, and for more than 36500d.
  public static func duration(_ text: String) -> Int64? {
    guard let (number, unit) = split(text) else { return nil }
    let scale: Int64
    switch unit {
    case "s": scale = 1
    case "m": scale = 60
    case "h": scale = 3600
    case "d": scale = 86400
    default: return nil
    }
    let (seconds, overflow) = number.multipliedReportingOverflow(by: scale)
    return overflow || seconds > longestDuration ? nil : seconds
  }

  /// `512KiB`, `8MiB`, `1GiB`, `100B` or a bare number, in bytes. `nil` for anything else.
  public static func bytes(_ text: String) -> Int? {
    guard let (number, unit) = split(text) else { return nil }
    let shift: Int64
    switch unit {
    case "", "B": shift = 0
    case "KiB": shift = 10
    case "MiB": shift = 20
    case "GiB": shift = 30
    default: return nil
    }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
    return overflow ? nil : Int(bytes)
  }

  /// The shortest exact spelling: 900 is `15m`.
  public static func spell(seconds: Int64) -> String {
    if seconds == 0 { return "0s" }
    for (scale, unit) in [(86400, "d"), (3600, "h"), (60, "m")] as [(Int64, String)] where seconds % scale == 0 {
      return "\(seconds / scale)\(unit)"
    }
    return "\(seconds)s"
  }

  /// Leading digits (at most 18, so that they fit) and what follows them.
  private static func split(_ text: String) -> (Int64, Substring)? {
    let digits = text.prefix { $0 >= "0" && $0 <= "9" }
    guard !digits.isEmpty, digits.utf8.count <= 18, let number = Int64(digits) else { return nil }
    return (number, text[digits.endIndex...])
  }
}
