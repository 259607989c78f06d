import Glibc
import News
import Watch

/// What the daemon says of itself: entries with fields where systemd's journal listens, else a line a message on
/// standard error.
struct ServiceJournal: Sendable {
  /// The journal's socket, where standard error leads to the journal.
  private let socket: String?

  /// - Parameters:
  ///   - environment: `JOURNAL_STREAM` in it names what standard error was when systemd started the service.
  ///   - standardError: the descriptor that is compared with it: a daemon that was started by hand in such a
  ///     service's shell, with its own standard error, is not the journal's.
  ///   - socket: another one in tests.
  init(
    environment: [String: String], standardError: Int32 = STDERR_FILENO,
    socket: String = "/run/systemd/journal/socket"
  ) {
    let isForJournal = environment["JOURNAL_STREAM"].map { $0 == Self.identity(of: standardError) } ?? false
    self.socket = isForJournal ? socket : nil
  }

  func say(_ priority: ServiceMessage.Priority, _ text: String) { say(ServiceMessage(priority, text)) }

  func say(_ message: ServiceMessage) {
    guard let socket else {
      // The log is where people read alerts; here they would only be in the way of what is wrong.
      if message.kind == .alert { return }
      return StandardError.write(lines: Array("\(Clock.system.wall().rfc3339) \(message.text)\n".utf8))
    }
    guard message.entry.send(to: socket) != 0 else { return }
    // The journal reads lines too, and priorities in front of them (sd-daemon(3)).
    StandardError.write(lines: Array("<\(message.priority.rawValue)>\(message.text)\n".utf8))
  }

  /// Device and inode, as `JOURNAL_STREAM` spells them (systemd.exec(5)).
  private static func identity(of descriptor: Int32) -> String? {
    var information = stat()
    // Sound: the call fills the structure that is passed to it.
    guard unsafe fstat(descriptor, &information) == 0 else { return nil }
    return "\(information.st_dev):\(information.st_ino)"
  }
}
