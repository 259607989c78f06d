internal import Glibc

/// The system's words for its error numbers.
enum SystemError {
  static func words(_ code: Int32) -> String {
    // Sound: a NUL-terminated text that is the thread's own until its next call (glibc 2.32 and later), copied here.
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    return unsafe String(cString: text)
  }
}
