/// How the build under test compares with the one that limits of time and memory are written for.
public enum BuildPace {
  /// Whether a sanitizer is built in: its own memory is beyond any limit of ours.
  public static let isSanitized: Bool = {
    #if SANITIZED
      true
    #else
      false
    #endif
  }()

  /// Every limit of time in a test is multiplied by this. A limit is there to end what hangs, not to measure; tests run side
  /// by side, and a sanitizer makes each of them, and what they wait for, many times slower.
  public static let factor = isSanitized ? 20 : 1
}
