internal import Dispatch
internal import Glibc
public import News
internal import Output

/// Runs a program for an alert: arguments as they are written, the alert's JSON and a line feed on standard input, never
/// a shell. Exit status 0 means told. What it prints goes where the daemon's own output goes.
///
/// Its environment is made anew: `PATH`, `LANG`, whose home it is, systemd's `CREDENTIALS_DIRECTORY`, and
/// `ATTACHE_ALERT_ID` and `ATTACHE_SEQ`. Nothing in arguments or environment comes from a feed.
public struct Command: Hashable, Sendable {
  /// Program and arguments.
  public var words: [String]
  /// Seconds until it is ended.
  public var timeout: Int64

  public init(_ words: [String], timeout: Int64 = 30) {
    self.words = words
    self.timeout = max(1, timeout)
  }

  /// - Throws: `DeliveryFailure` unless the program ended by itself, in time, with status 0. Cancelling the task ends
  ///   the program.
  public func tell(_ alert: Alert) async throws(DeliveryFailure) {
    let child: ChildProcess
    do throws(SpawnFailure) {
      child = try ChildProcess(words, environment: Self.environment(alert))
    } catch {
      throw .cannotStart(program: words.first ?? "", code: error.code)
    }
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(Int(clamping: min(timeout, 86_400)))) {
      [weak child] in child?.end(.overdue)
    }
    let input = AlertJSON.encode(alert) + [0x0A]
    let end = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // A thread of its own for as long as the program runs: it blocks in waitid.
        DispatchQueue(label: "attache.command").async { continuation.resume(returning: child.feedAndWait(input)) }
      }
    } onCancel: {
      child.end(.cancelled)
    }
    switch child.endReason {
    case .overdue: throw .timedOut(seconds: timeout)
    case .cancelled: throw .cancelled
    case nil: break
    }
    if let signal = end.signal { throw .killed(signal: signal) }
    guard end.status == 0 else { throw .exited(status: end.status) }
  }

  private static func environment(_ alert: Alert) -> [String] {
    var variables = ["ATTACHE_ALERT_ID=\(alert.id)", "ATTACHE_SEQ=\(alert.seq)"]
    let defaults = [
      ("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"), ("LANG", "C.UTF-8"),
    ]
    for (name, value) in defaults { variables.append("\(name)=\(inherited(name) ?? value)") }
    for name in ["HOME", "USER", "LOGNAME", "TZ", "TMPDIR", "CREDENTIALS_DIRECTORY"] {
      if let value = inherited(name) { variables.append("\(name)=\(value)") }
    }
    return variables
  }

  private static func inherited(_ name: String) -> String? {
    // Sound: the text is copied at once; the program never changes its environment.
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }
}
