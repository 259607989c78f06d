/// A binary min-heap of values with a time. Equal times come out in the order in which they went in, so that the same
/// input always gives the same schedule.
struct TimeHeap<Value> {
  private var entries: [(time: Int64, order: UInt64, value: Value)] = []
  private var count: UInt64 = 0

  var isEmpty: Bool { entries.isEmpty }
  var earliest: Int64? { entries.first?.time }

  mutating func push(_ value: Value, at time: Int64) {
    entries.append((time, count, value))
    count += 1
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard precedes(child, parent) else { break }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  /// The earliest value, if its time has come.
  mutating func pop(due now: Int64) -> Value? {
    guard let first = entries.first, first.time <= now else { return nil }
    entries.swapAt(0, entries.count - 1)
    entries.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < entries.count && precedes(child, least) {
        least = child
      }
      guard least != parent else { break }
      entries.swapAt(least, parent)
      parent = least
    }
    return first.value
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    (entries[a].time, entries[a].order) < (entries[b].time, entries[b].order)
  }
}
