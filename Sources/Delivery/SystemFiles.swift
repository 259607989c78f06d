internal import Glibc

/// The real file system, by POSIX calls.
public struct SystemFiles: LogFiles {
  public init() {}

  public func open(_ path: String, for use: LogFileUse) throws(LogFailure) -> LogFile {
    // A FIFO or a device opened by mistake must not hang the daemon: O_NONBLOCK, then the check below.
    let flags = O_RDWR | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (use == .appending ? O_APPEND | O_CREAT : 0)
    let descriptor = retried { unsafe Glibc.open(path, flags, mode_t(0o640)) }
    guard descriptor >= 0 else { throw LogFailure.file(operation: "open", path: path, code: errno) }
    let file = LogFile(descriptor: descriptor, path: path)
    do throws(LogFailure) {
      guard try information(file).st_mode & S_IFMT == S_IFREG else {
        throw LogFailure.file(operation: "open", path: path, code: EINVAL)
      }
    } catch {
      close(file)
      throw error
    }
    return file
  }

  public func close(_ file: LogFile) { _ = Glibc.close(file.descriptor) }

  public func write(
    _ bytes: ArraySlice<UInt8>, to file: LogFile, at offset: Int64
  ) throws(LogFailure) -> Int {
    // Sound: the buffer outlives the call, which reads `count` bytes of it. O_APPEND makes pwrite append on Linux.
    let written = retried {
      unsafe bytes.withUnsafeBytes { unsafe pwrite(file.descriptor, $0.baseAddress, $0.count, off_t(offset)) }
    }
    guard written >= 0 else { throw LogFailure.file(operation: "write", path: file.path, code: errno) }
    return written
  }

  public func flush(_ file: LogFile) throws(LogFailure) {
    guard retried({ fdatasync(file.descriptor) }) == 0 else {
      throw LogFailure.file(operation: "flush", path: file.path, code: errno)
    }
  }

  public func truncate(_ file: LogFile, to size: Int64) throws(LogFailure) {
    guard retried({ ftruncate(file.descriptor, off_t(size)) }) == 0 else {
      throw LogFailure.file(operation: "shorten", path: file.path, code: errno)
    }
  }

  public func read(_ file: LogFile, at offset: Int64, count: Int) throws(LogFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, count))
    var filled = 0
    while filled < bytes.count {
      let start = filled
      let got = retried {
        // Sound: the buffer has `count - start` bytes after `start`, and the call writes no more.
        unsafe bytes.withUnsafeMutableBytes { buffer in
          let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[start...])
          return unsafe pread(file.descriptor, rest.baseAddress, rest.count, off_t(offset) + start)
        }
      }
      guard got >= 0 else { throw LogFailure.file(operation: "read", path: file.path, code: errno) }
      if got == 0 { break }
      filled += got
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  public func status(_ file: LogFile) throws(LogFailure) -> LogFileStatus {
    LogFileStatus(try information(file))
  }

  public func status(ofPath path: String) throws(LogFailure) -> LogFileStatus? {
    var information = stat()
    // Sound: the call fills the structure that is passed to it.
    guard retried({ unsafe stat(path, &information) }) == 0 else {
      if errno == ENOENT { return nil }
      throw LogFailure.file(operation: "look at", path: path, code: errno)
    }
    return LogFileStatus(information)
  }

  public func names(inFolder path: String) throws(LogFailure) -> [String] {
    guard let folder = unsafe opendir(path) else { throw LogFailure.file(operation: "list", path: path, code: errno) }
    defer { _ = unsafe closedir(folder) }
    var names: [String] = []
    // Sound: the entry is valid until the next call on the same folder, and is copied before; its name is
    // NUL-terminated within the record.
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
        unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      names.append(name)
    }
    return names
  }

  public func flushFolder(_ path: String) throws(LogFailure) {
    let descriptor = retried { unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw LogFailure.file(operation: "open", path: path, code: errno) }
    defer { _ = Glibc.close(descriptor) }
    // Some file systems have nothing to flush for a folder and say so by EINVAL.
    guard retried({ fsync(descriptor) }) == 0 || errno == EINVAL else {
      throw LogFailure.file(operation: "flush", path: path, code: errno)
    }
  }

  /// Sets the file's times to now, and makes it (mode 0640) where it is missing. Its opening and closing too are events for
  /// those who watch it.
  func touch(_ path: String) throws(LogFailure) {
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
    let descriptor = retried { unsafe Glibc.open(path, flags, mode_t(0o640)) }
    guard descriptor >= 0 else { throw LogFailure.file(operation: "touch", path: path, code: errno) }
    defer { _ = Glibc.close(descriptor) }
    // Without times it takes the present one.
    guard futimens(descriptor, nil) == 0 else {
      throw LogFailure.file(operation: "touch", path: path, code: errno)
    }
  }

  /// The first `limit` bytes of a file that is only read.
  func content(ofPath path: String, limit: Int) throws(LogFailure) -> [UInt8] {
    let descriptor = retried { unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
    guard descriptor >= 0 else { throw LogFailure.file(operation: "open", path: path, code: errno) }
    let file = LogFile(descriptor: descriptor, path: path)
    defer { close(file) }
    return try read(file, at: 0, count: limit)
  }

  private func information(_ file: LogFile) throws(LogFailure) -> stat {
    var information = stat()
    // Sound: the call fills the structure that is passed to it.
    guard unsafe fstat(file.descriptor, &information) == 0 else {
      throw LogFailure.file(operation: "look at", path: file.path, code: errno)
    }
    return information
  }

  /// Calls again for as long as a signal interrupts.
  private func retried<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}

extension LogFileStatus {
  fileprivate init(_ information: stat) {
    self.init(device: UInt64(information.st_dev), inode: UInt64(information.st_ino), size: Int64(information.st_size))
  }
}
