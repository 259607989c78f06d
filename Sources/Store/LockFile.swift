import Glibc

/// A lock that one process at a time holds, and that the kernel lets go of when the process ends, however it ends
/// (flock(2)). The file stays: removing it would let two processes lock two files of one name.
struct LockFile: ~Copyable {
  private let descriptor: Int32

  /// Throws `inUse` where another process, or another store of this one, holds it.
  init(path: String, directory: String) throws(StoreFailure) {
    // Sound: the strings are alive for the length of the calls.
    let opened = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard opened >= 0 else { throw .cannotOpen(path: path, reason: LockFile.reason(errno)) }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let fault = errno
      close(opened)
      throw fault == EWOULDBLOCK
        ? .inUse(directory: directory) : .cannotOpen(path: path, reason: LockFile.reason(fault))
    }
    descriptor = opened
  }

  /// Unlocks before it closes: a process that was started meanwhile has a copy of the descriptor until it runs its
  /// program, and would hold the lock for as long.
  deinit {
    _ = flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// Makes the file with the mode that the database and its companions are to have, where there is none yet.
  /// Only before the engine has opened it: closing any descriptor of a database file drops the process's locks on it.
  static func makeDatabaseFile(path: String) throws(StoreFailure) {
    // Sound: as above.
    let made = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o640)
    if made >= 0 {
      close(made)
    } else if errno != EEXIST {
      throw errno == ENOSPC || errno == EDQUOT ? .fullDisk : .cannotOpen(path: path, reason: reason(errno))
    }
  }

  /// Whether there is something at `path`.
  static func exists(path: String) -> Bool {
    // Sound: as above.
    unsafe access(path, F_OK) == 0
  }

  private static func reason(_ fault: Int32) -> String {
    // Sound: strerror gives a string that ends in NUL and stays until the thread's next call.
    unsafe String(cString: strerror(fault))
  }
}
