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

  static func write(line: [UInt8]) { write(line + [0x0A]) }

  /// A line of results. The text must be escaped already where it comes from outside.
  static func print(_ line: String) { write(Array(line.utf8) + [0x0A]) }

  /// A line on standard error. Anything odd in it is made visible.
  static func message(_ text: String) {
    let line = Array("attache: \(VisibleText.escape(text))\n".utf8)
    // Nothing can be done about standard error failing. The span is valid for the call.
    _ = unsafe line.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
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

  /// Columns of the terminal, if standard output is one.
  static var width: Int? {
    var size = winsize()
    // `ioctl` fills the struct that it is given.
    guard isatty(STDOUT_FILENO) == 1, unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  static var environment: [String: String] { ProcessInfo.processInfo.environment }
}
