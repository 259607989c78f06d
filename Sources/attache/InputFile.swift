import FoundationEssentials
import Glibc

/// Files named on the command line; `-` is standard input.
enum InputFile {
  /// The largest that is read.
  static let limit = 256 << 20

  /// The whole of it. Throws a `CommandFailure` that says what is wrong with the file.
  static func read(_ path: String) throws(CommandFailure) -> [UInt8] {
    // The path is alive for the call.
    let descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw CommandFailure(.badData, "\(path): \(Console.reason(errno))") }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      // The buffer is valid for the call, and `read` fills no more than its count.
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes.append(contentsOf: chunk[..<count])
        guard bytes.count <= limit else { throw CommandFailure(.badData, "\(path): larger than 256 MiB") }
      } else if count == 0 {
        return bytes
      } else if errno != EINTR {
        throw CommandFailure(.badData, "\(path): \(Console.reason(errno))")
      }
    }
  }
}
