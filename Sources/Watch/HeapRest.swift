/// When the heap is asked to give its free pages back. Pure: told of bodies and of the time, it says when.
///
/// Reading a body leaves garbage among the little that is kept of it, and the allocator keeps such pages for itself. Giving
/// them back costs milliseconds, and taking them again costs page faults: so it is done where there is a pause, and in
/// a daemon that never pauses once a minute.
struct HeapRest {
  /// Bytes of bodies that are worth the trouble.
  static let worth = 4 << 20
  /// Milliseconds between two times, in a pause and without one.
  static let shortest: Int64 = 5000
  static let longest: Int64 = 60_000

  /// Since the last time. What the start leaves is worth it too.
  private var bytes = HeapRest.worth
  private var last = Int64.min / 2

  /// - Parameters:
  ///   - now: milliseconds of a clock that never jumps
  ///   - isPause: no poll is under way
  mutating func isDue(after bytes: Int, now: Int64, isPause: Bool) -> Bool {
    self.bytes += bytes
    guard self.bytes >= Self.worth, now - last >= (isPause ? Self.shortest : Self.longest) else { return false }
    self.bytes = 0
    last = now
    return true
  }
}
