internal import Dispatch
public import Isolation

/// An empty file that is touched when alerts were committed, for whoever waits for them without asking all the time: a
/// path unit of systemd, inotifywait, a script that compares times.
///
/// At most one touch a second: the first alert's at once, and one more at the end of the second for those that came
/// within it. So the last touch is never older than the last alert, and whoever drains the queue after each touch misses
/// nothing. (A path unit gives up when it is triggered too often.)
public actor AlertStamp: QueueActor {
  public nonisolated let queue: SerialQueue
  private let path: String
  private let pause: DispatchTimeInterval
  private let touch: @Sendable (String) throws(LogFailure) -> Void
  private let report: @Sendable (LogFailure) -> Void
  /// The last touch is less than a pause ago.
  private var isResting = false
  /// Something was committed since the last touch.
  private var isDue = false
  private var isStopped = false
  private var failure: LogFailure?

  /// - Parameters:
  ///   - queue: the disk queue.
  ///   - pause: milliseconds between two touches at least.
  ///   - report: told once why the file cannot be touched, until it can again; called on `queue`, must not block.
  public init(
    path: String, queue: SerialQueue, pause: Int = 1000,
    report: @escaping @Sendable (LogFailure) -> Void
  ) {
    self.init(
      path: path, queue: queue, pause: pause, touch: { path throws(LogFailure) in try SystemFiles().touch(path) },
      report: report)
  }

  /// - Parameter touch: in place of the real one.
  init(
    path: String, queue: SerialQueue, pause: Int, touch: @escaping @Sendable (String) throws(LogFailure) -> Void,
    report: @escaping @Sendable (LogFailure) -> Void
  ) {
    self.path = path
    self.queue = queue
    self.pause = .milliseconds(max(1, pause))
    self.touch = touch
    self.report = report
  }

  /// Alerts were committed; or the daemon starts, and the one before it may not have come to its touch.
  public func mark() {
    guard !isStopped else { return }
    isDue = true
    if !isResting { touchIfDue() }
  }

  /// Touches what is due. Nothing happens afterwards.
  public func stop() {
    isStopped = true
    if isDue { attempt() }
  }

  private func touchIfDue() {
    isResting = false
    guard isDue, !isStopped else { return }
    attempt()
    isResting = true
    queue.dispatch.asyncAfter(deadline: .now() + pause) { [weak self] in self?.assumeIsolated { $0.touchIfDue() } }
  }

  private func attempt() {
    do throws(LogFailure) {
      try touch(path)
      isDue = false
      failure = nil
    } catch {
      // Still due: tried again after the pause.
      if failure != error { report(error) }
      failure = error
    }
  }
}
