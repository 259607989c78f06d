import FoundationEssentials
import Glibc
import Synchronization

/// Standard error: messages, a line each, and below them, on a terminal, one line that says how far long work is.
enum StandardError {
  /// The line that is shown below the messages. One lock for all writing, so that lines never mix.
  private static let below = Mutex<[UInt8]>([])

  /// Takes the line below away, and lets messages stand where it stood.
  private static let erase = Array("\r\u{1B}[K".utf8)

  /// Writes whole lines, each with its line feed. Nothing can be done about standard error failing.
  static func write(lines: [UInt8]) {
    below.withLock { below in
      put(below.isEmpty ? lines : erase + lines + below)
    }
  }

  /// Shows `line` below the messages in place of what was there; an empty one takes it away. Only for a terminal.
  static func show(below line: String) {
    below.withLock { below in
      if line.isEmpty, below.isEmpty { return }
      below = Array(line.utf8)
      put(erase + below)
    }
  }

  /// Columns, where standard error is a terminal that understands the erasing of a line.
  static var columns: Int? {
    ProcessInfo.processInfo.environment["TERM"] == "dumb" ? nil : Terminal.columns(STDERR_FILENO)
  }

  private static func put(_ bytes: [UInt8]) {
    // The span is valid for the call, and `write` reads no more than its count.
    _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}

/// Whether a descriptor is a terminal, and how wide.
enum Terminal {
  static func columns(_ descriptor: Int32) -> Int? {
    var size = winsize()
    // `ioctl` fills the struct that it is given.
    guard isatty(descriptor) == 1, unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }
}
