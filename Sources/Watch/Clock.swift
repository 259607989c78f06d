internal import Glibc
public import News

/// The program's two clocks; this room alone reads the real ones. Tests pass their own.
public struct Clock: Sendable {
  /// UTC, as the machine knows it. It may jump.
  public var wall: @Sendable () -> Timestamp
  /// Milliseconds of a clock that never jumps and goes on while the machine sleeps.
  public var steady: @Sendable () -> Int64

  public init(wall: @escaping @Sendable () -> Timestamp, steady: @escaping @Sendable () -> Int64) {
    self.wall = wall
    self.steady = steady
  }

  public static let system = Clock(
    wall: { Timestamp(milliseconds: read(CLOCK_REALTIME)) }, steady: { read(CLOCK_BOOTTIME) })

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    // `clock_gettime` fills the struct that it is given; these two clocks always exist on Linux.
    unsafe clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
