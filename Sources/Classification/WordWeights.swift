internal import News

/// The places of the labels among a feature's weights.
enum WordLabels {
  static let relevant = 0
  static let kinds = 1..<1 + Kind.allCases.count
  static let stages = kinds.upperBound..<kinds.upperBound + Stage.allCases.count
  static let topics = stages.upperBound..<stages.upperBound + Topic.allCases.count

  /// All by name, in their order.
  static let names =
    ["relevant"] + Kind.allCases.map(\.rawValue) + Stage.allCases.map(\.rawValue) + Topic.allCases.map(\.rawValue)
}

/// What words speak for, learned from labelled items: for each feature a weight a label, in hundredths of a unit of
/// log-odds.
struct WordWeights: Sendable {
  /// Weights of one feature, each of at most 127, and sums of them: those of `Leanings.most` and a bias never overflow.
  /// As wide as sums, for widening each costs more than the memory.
  typealias Row = SIMD32<Int16>

  /// Open addressing, at most half full; 0 where free. The low bits are the row's number, from 1.
  private var slots: [UInt64]
  private var rows: [Row] = []
  /// Of an item without any feature.
  private(set) var bias = Row()
  private static let numberBits: UInt64 = 0xF_FFFF
  static let greatest: Int16 = 127
  static let greatestBias: Int16 = 3000
  static let mostRows = 1 << 19

  /// - Parameter bytes: of the list that is to be added: the tables are made with about the size that they will have.
  init(ofList bytes: Int = 0) {
    let expected = bytes / 90
    var size = 64
    while size < expected * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    rows.reserveCapacity(expected)
  }

  var isEmpty: Bool { rows.isEmpty }
  var count: Int { rows.count }
  /// Bytes of the tables.
  var footprint: Int { slots.count * MemoryLayout<UInt64>.stride + rows.count * MemoryLayout<Row>.stride }

  /// Adds a feature's weights; `false` where it has some already or there is no room.
  mutating func add(_ key: UInt64, _ row: Row) -> Bool {
    guard number(key) == 0, rows.count < WordWeights.mostRows else { return false }
    rows.append(row)
    if rows.count * 2 > slots.count { grow() }
    place(key, rows.count)
    return true
  }

  mutating func set(bias: Row) { self.bias = bias }

  private mutating func place(_ key: UInt64, _ number: Int) {
    var slot = WordWeights.slot(key) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = key & ~WordWeights.numberBits | UInt64(number)
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    for entry in old where entry != 0 { place(entry, Int(entry & WordWeights.numberBits)) }
  }

  /// By bits that a full entry still has.
  @inline(__always)
  private static func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key >> 20) }

  /// The number of the feature's row, from 1; 0 where it has none.
  @inline(__always)
  func number(_ key: UInt64) -> Int {
    let slots = slots.span
    let mask = slots.count &- 1
    var slot = WordWeights.slot(key) & mask
    while slots[slot] != 0 {
      if (slots[slot] ^ key) & ~WordWeights.numberBits == 0 { return Int(slots[slot] & WordWeights.numberBits) }
      slot = (slot &+ 1) & mask
    }
    return 0
  }

  /// The weights of a feature by its number.
  @inline(__always)
  func row(_ number: Int) -> Row { rows[number - 1] }
}
