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
    var bytes = start(of: descriptor)
    // Of a regular file only its end is left to see.
    var chunk = [UInt8](repeating: 0, count: bytes.isEmpty ? 1 << 18 : 1 << 12)
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

  /// As much of a regular file as its size says, read in one piece without a second copy; nothing of any other.
  private static func start(of descriptor: Int32) -> [UInt8] {
    var status = stat()
    // `fstat` fills the struct that it is given.
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0,
      status.st_size <= limit
    else { return [] }
    // What is made of its bytes takes about as much again.
    LargePages.prepare(forBytes: 2 * Int(status.st_size))
    // A byte more than the file has, so that adding nothing to it later needs no larger buffer.
    return unsafe [UInt8](unsafeUninitializedCapacity: status.st_size + 1) { buffer, filled in
      while filled < buffer.count - 1, let base = buffer.baseAddress {
        // The buffer is valid within the closure, and `read` fills no more than its rest.
        let count = unsafe Glibc.read(descriptor, base + filled, buffer.count - 1 - filled)
        // An error comes again at the next read, which says so.
        guard count > 0 else { break }
        filled += count
      }
    }
  }
}
