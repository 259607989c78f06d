import FoundationEssentials
import Glibc
import Output

/// Standard output for results, standard error for messages.
enum Console {
  /// Writes whole results; a reader that went away (`attache alerts | head`) ends the program quietly.
  static func write(_ bytes: [UInt8]) {
    var offset = 0
    while offset < bytes.count {
      // The span is valid for the call, and `write` reads no more than its count.
      let written = unsafe bytes[offset...].withUnsafeBytes {
        unsafe Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
      }
      if written > 0 {
        offset += written
      } else if errno == EPIPE {
        exit(ExitStatus.done.rawValue)
      } else if errno != EINTR {
        message("standard output cannot be written: \(reason(errno))")
        exit(ExitStatus.inputOutput.rawValue)
      }
    }
  }

  static func write(line: consuming [UInt8]) {
    line.append(0x0A)
    write(line)
  }

  /// A line of results. The text must be escaped already where it comes from outside.
  static func print(_ line: String) { write(Array(line.utf8) + [0x0A]) }

  /// A line on standard error. Anything odd in it is made visible.
  static func message(_ text: String) {
    StandardError.write(lines: Array("attache: \(VisibleText.escape(text))\n".utf8))
  }

  /// The system's words for an error number.
  static func reason(_ number: Int32) -> String {
    // `strerror` gives a C string that stays valid until the next call on this thread; it is copied at once.
    unsafe String(cString: strerror(number))
  }

  /// Colour is for a terminal, and never with `NO_COLOR` (no-color.org).
  static var usesColour: Bool {
    isatty(STDOUT_FILENO) == 1 && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  static var environment: [String: String] { ProcessInfo.processInfo.environment }
}
