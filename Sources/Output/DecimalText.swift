/// Decimal numbers without a formatter.
public enum DecimalText {
  /// `value` rounded to `decimals` places (0…6), zeros at the end dropped; `nil` where it is no number.
  public static func shortest(_ value: Double, decimals: Int) -> String? {
    guard value.isFinite else { return nil }
    let places = min(max(decimals, 0), 6)
    // Beyond this the scaled value would leave what a double holds exactly; such numbers have no decimals worth it.
    guard value.magnitude < 1e9 else { return value.description }
    let (whole, fraction, negative) = split(value, places: places)
    var digits = padded(fraction, places)
    while digits.last == "0" { digits.removeLast() }
    return (negative ? "-" : "") + String(whole) + (digits.isEmpty ? "" : "." + digits)
  }

  /// `value` with exactly `decimals` places (0…6), as people read it in a column: `0.90`. `-` where it is no number.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, value.magnitude < 1e9 else { return "-" }
    let places = min(max(decimals, 0), 6)
    let (whole, fraction, negative) = split(value, places: places)
    return (negative ? "-" : "") + String(whole) + (places == 0 ? "" : "." + padded(fraction, places))
  }

  private static func split(_ value: Double, places: Int) -> (whole: Int64, fraction: Int64, negative: Bool) {
    var scale: Int64 = 1
    for _ in 0..<places { scale *= 10 }
    // At most 1e9 × 1e6 = 1e15, well inside both types.
    let scaled = Int64((value.magnitude * Double(scale)).rounded())
    return (scaled / scale, scaled % scale, value < 0 && scaled != 0)
  }

  private static func padded(_ fraction: Int64, _ places: Int) -> String {
    guard places > 0 else { return "" }
    let digits = String(fraction)
    return String(repeating: "0", count: max(0, places - digits.utf8.count)) + digits
  }
}
