import Glibc
import Settings

/// Changes the configuration file as a whole: the new text is written beside it, flushed, and takes its name, so that a
/// crash or a full disk leaves the old one. Mode and owner stay, and a symbolic link stays one.
///
/// Two commands at once take turns by a lock on the file. An editor takes no lock: what it saves meanwhile is not
/// overwritten but makes the change fail.
struct ConfigurationFile {
  private let path: String
  /// The file itself, behind all links.
  private let target: String
  private let descriptor: Int32
  private let before: stat

  /// Reads the file at `path`, lets `change` edit its list of feeds, and writes the result, if there is any.
  static func edit<Result>(
    _ path: String, _ change: (inout FeedListEditor) throws(CommandFailure) -> Result
  ) throws(CommandFailure) -> Result {
    let file = try ConfigurationFile(path)
    defer { close(file.descriptor) }
    let text = try file.text()
    var editor: FeedListEditor
    do {
      editor = try FeedListEditor(text: text, path: path, environment: Console.environment)
    } catch {
      throw CommandFailure(.badConfiguration, error.faults.map(\.description).joined(separator: "\n"))
    }
    let result = try change(&editor)
    if !editor.text.utf8.elementsEqual(text.utf8) { try file.replace(with: Array(editor.text.utf8)) }
    return result
  }

  /// Opens and locks the file.
  private init(_ path: String) throws(CommandFailure) {
    // Sound: `realpath` allocates what it returns, which is copied and freed here.
    guard let resolved = unsafe realpath(path, nil) else {
      guard errno == ENOENT else { throw Self.failure(path, "cannot be found") }
      throw CommandFailure(
        .badConfiguration, "\(path): there is no such file; name one with --config FILE or ATTACHE_CONFIG")
    }
    target = unsafe String(cString: resolved)
    unsafe free(resolved)
    self.path = path
    var attempt = 0
    while true {
      // The path is alive for the call. O_NONBLOCK: a FIFO in its place must not hang the command.
      let opened = unsafe open(target, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      guard opened >= 0 else { throw Self.failure(path, "cannot be opened") }
      var own = stat()
      var named = stat()
      // The calls fill the structures that they are given.
      guard unsafe fstat(opened, &own) == 0, own.st_mode & S_IFMT == S_IFREG else {
        close(opened)
        throw CommandFailure(.inputOutput, "\(path): is no ordinary file")
      }
      guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
        close(opened)
        throw CommandFailure(.tryAgain, "\(path): another command changes it; try again")
      }
      if unsafe stat(target, &named) == 0, named.st_ino == own.st_ino, named.st_dev == own.st_dev {
        descriptor = opened
        before = own
        return
      }
      // It was replaced between the two: the lock is on the old file.
      close(opened)
      attempt += 1
      guard attempt < 10 else { throw CommandFailure(.tryAgain, "\(path): other commands change it; try again") }
    }
  }

  private func text() throws(CommandFailure) -> String {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      // The buffer is valid for the call, and `read` fills no more than its count.
      let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes += chunk[..<count]
        guard bytes.count <= 16 << 20 else { throw CommandFailure(.badConfiguration, "\(path): larger than 16 MiB") }
      } else if count == 0 {
        break
      } else if errno != EINTR {
        throw Self.failure(path, "cannot be read")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure(.badConfiguration, "\(path): is not UTF-8 text; save it as UTF-8")
    }
    return text
  }

  private func replace(with bytes: [UInt8]) throws(CommandFailure) {
    let slash = target.lastIndex(of: "/") ?? target.startIndex
    let folder = slash == target.startIndex ? "/" : String(target[..<slash])
    let name = target[target.index(after: slash)...]
    let temporary = "\(folder)/.\(name).\(ProcessIdentity.own).new"
    // A left-over of a process that had this number and died.
    unsafe unlink(temporary)
    let new = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode_t(0o600))
    guard new >= 0 else { throw Self.failure(path, "cannot be replaced: a file beside it could not be made") }
    do throws(CommandFailure) {
      defer { close(new) }
      try fill(new, with: bytes)
      try checkUnchanged()
      guard unsafe rename(temporary, target) == 0 else { throw Self.failure(path, "cannot be replaced") }
    } catch {
      unsafe unlink(temporary)
      throw error
    }
    // The name is on the disk once the folder is.
    let parent = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if parent >= 0 {
      fsync(parent)
      close(parent)
    }
  }

  private func fill(_ new: Int32, with bytes: [UInt8]) throws(CommandFailure) {
    var own = stat()
    guard unsafe fstat(new, &own) == 0 else { throw Self.failure(path, "cannot be replaced") }
    if own.st_uid != before.st_uid || own.st_gid != before.st_gid {
      guard fchown(new, before.st_uid, before.st_gid) == 0 else {
        throw Self.failure(path, "its owner could not be kept; run this as its owner or as root")
      }
    }
    // After the owner, whose change takes set-id bits away.
    guard fchmod(new, before.st_mode & 0o7777) == 0 else { throw Self.failure(path, "its mode could not be kept") }
    var offset = 0
    while offset < bytes.count {
      // The span is valid for the call, and `write` reads no more than its count.
      let written = unsafe bytes[offset...].withUnsafeBytes { unsafe write(new, $0.baseAddress, $0.count) }
      if written > 0 {
        offset += written
      } else if errno != EINTR {
        throw Self.failure(path, "cannot be written anew")
      }
    }
    guard fsync(new) == 0 else { throw Self.failure(path, "cannot be written anew") }
  }

  private func checkUnchanged() throws(CommandFailure) {
    var now = stat()
    guard unsafe stat(target, &now) == 0, now.st_ino == before.st_ino, now.st_dev == before.st_dev,
      now.st_size == before.st_size, now.st_mtim.tv_sec == before.st_mtim.tv_sec,
      now.st_mtim.tv_nsec == before.st_mtim.tv_nsec
    else { throw CommandFailure(.tryAgain, "\(path): was changed meanwhile by something else; try again") }
  }

  private static func failure(_ path: String, _ what: String) -> CommandFailure {
    CommandFailure(.inputOutput, "\(path): \(what): \(Console.reason(errno))")
  }
}

extension CommandFailure {
  init(_ failure: FeedListFailure) {
    let status: ExitStatus =
      switch failure {
      case .unknown: .badData
      case .unusable: .usage
      case .unfit: .badConfiguration
      }
    self.init(status, failure.description)
  }
}
