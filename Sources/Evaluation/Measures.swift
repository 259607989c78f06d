/// Right, false and missed, and the rates that follow.
public struct Counts: Hashable, Sendable {
  public var right = 0
  /// Said, and not so.
  public var wrong = 0
  /// So, and not said.
  public var missed = 0

  public init(right: Int = 0, wrong: Int = 0, missed: Int = 0) {
    self.right = right
    self.wrong = wrong
    self.missed = missed
  }

  /// 1 where nothing was said.
  public var precision: Double { right + wrong == 0 ? 1 : Double(right) / Double(right + wrong) }
  /// 1 where there was nothing to say.
  public var recall: Double { right + missed == 0 ? 1 : Double(right) / Double(right + missed) }
  public var f1: Double {
    let all = 2 * right + wrong + missed
    return all == 0 ? 1 : 2 * Double(right) / Double(all)
  }

  static func + (a: Counts, b: Counts) -> Counts {
    Counts(right: a.right + b.right, wrong: a.wrong + b.wrong, missed: a.missed + b.missed)
  }
}

/// How many of how many.
public struct Share: Hashable, Sendable {
  public var right = 0
  public var of = 0

  public init(right: Int = 0, of: Int = 0) {
    self.right = right
    self.of = of
  }

  /// 1 of none.
  public var value: Double { of == 0 ? 1 : Double(right) / Double(of) }
}

/// An interval that holds the true figure in 95 of 100 samples.
public struct Interval: Hashable, Sendable {
  public var low: Double
  public var high: Double

  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }
}

/// Random numbers that are the same at every run (SplitMix64), for resampling.
struct FixedRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number below `bound`, which is above 0.
  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return Int((mixed >> 1) % UInt64(bound))
  }
}
