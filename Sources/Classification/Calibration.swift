/// From points to probability.
enum Calibration {
  /// Points at which an item is as likely relevant as not, and points for one unit of log-odds; fitted by
  /// `attache evaluate` on set-aside items.
  static let middle = 0.0
  static let unit = 10.0

  /// The probability, in hundredths. `points` at the middle or above never give less than 0.5, below never as much.
  static func score(_ points: Int) -> Double {
    let odds = (Double(points) - middle) / unit
    let probability = 1 / (1 + exponential(-odds))
    let hundredths = (probability * 100).rounded()
    let bounded = Double(points) >= middle ? max(50, hundredths) : min(49, hundredths)
    return min(99, max(1, bounded)) / 100
  }

  /// e^x without Foundation: halve x until it is small, sum the series, square back.
  static func exponential(_ x: Double) -> Double {
    let bounded = min(60, max(-60, x))
    let small = bounded / 1024
    var sum = 1.0
    var term = 1.0
    for n in 1...8 {
      term *= small / Double(n)
      sum += term
    }
    for _ in 0..<10 { sum *= sum }
    return sum
  }
}
