import Glibc

/// A file that others read at any moment: it is written beside itself and takes its name whole.
struct MetricsFile {
  var path: String

  /// - Throws: the system's words for what went wrong.
  func replace(with bytes: [UInt8]) throws(Trouble) {
    let temporary = path + ".new"
    // The paths are alive for the calls. A left-over, or a link that somebody put there, is removed, never followed.
    unsafe unlink(temporary)
    let file = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode_t(0o644))
    guard file >= 0 else { throw Trouble("a file beside it cannot be made") }
    do throws(Trouble) {
      // Whoever collects them runs as another user, whatever the umask is; there is no secret in figures.
      guard fchmod(file, 0o644) == 0 else { throw Trouble("its mode cannot be set") }
      var offset = 0
      while offset < bytes.count {
        // The span is valid for the call, and `write` reads no more than its count.
        let written = unsafe bytes[offset...].withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
        if written > 0 {
          offset += written
        } else if errno != EINTR {
          throw Trouble("it cannot be written")
        }
      }
      guard unsafe rename(temporary, path) == 0 else { throw Trouble("it cannot be replaced") }
      close(file)
    } catch {
      close(file)
      unsafe unlink(temporary)
      throw error
    }
  }

  func remove() {
    // The path is alive for the call. One that is gone is removed already.
    unsafe unlink(path)
  }

  /// Why it could not be written, for people.
  struct Trouble: Error, Hashable {
    var words: String

    /// - Parameter step: what was tried; the system's reason is added.
    init(_ step: String) { words = "\(step): \(Console.reason(errno))" }
  }
}
