import Glibc
import News
import Output
import Watch

/// What the daemon says of itself on standard error: one line a message, for the journal or a terminal.
struct ServiceJournal: Sendable {
  /// syslog(3) priorities, as sd-daemon(3) prefixes spell them.
  enum Priority: Int, Sendable {
    case error = 3
    case warning = 4
    case notice = 5
    case info = 6
  }

  /// systemd reads priorities from prefixes, and stamps the time itself.
  private let isForJournal: Bool

  init(environment: [String: String]) { isForJournal = environment["JOURNAL_STREAM"] != nil }

  func say(_ priority: Priority, _ text: String) {
    let shown = VisibleText.escape(text)
    let line = isForJournal ? "<\(priority.rawValue)>\(shown)\n" : "\(Clock.system.wall().rfc3339) \(shown)\n"
    StandardError.write(lines: Array(line.utf8))
  }

  /// Says what happened, if a person wants to hear of it.
  func say(_ event: WatchEvent) {
    switch event {
    case .heartbeat: break
    case .feedFails(let name, let words, let nextTry):
      say(.warning, "feed \(name) fails: \(words) (next try \(nextTry.rfc3339))")
    case .feedRecovered(let name, let since):
      say(.notice, "feed \(name) works again" + (since.map { " (failed since \($0.rfc3339))" } ?? ""))
    case .feedDoubtful(let name, let words):
      say(.warning, "feed \(name) answers, but \(words)")
    case .feedTrusted(let name, let since):
      say(.notice, "feed \(name) is as it should be again (in doubt since \(since.rfc3339))")
    case .feedMoved(let name, let address):
      say(.notice, "feed \(name) has moved for good; from now on \(address) is asked (change its url to make it last)")
    case .storeFails(let words):
      say(.error, "\(words); polling slows down until the store works again")
    }
  }
}
