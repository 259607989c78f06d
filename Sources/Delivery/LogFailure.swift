internal import Glibc

/// Why a log did not get on. Nothing is lost: the next attempt takes up from the cursor.
public enum LogFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The system refused: what was tried, as it reads after "cannot" (`write`, `flush`, `open`), and its `errno`.
  case file(operation: String, path: String, code: Int32)
  /// The store refused; its own words.
  case store(String)

  /// The disk, the quota or the file's own limit is exhausted: it passes when room is made.
  public var isFull: Bool {
    if case .file(_, _, let code) = self { code == ENOSPC || code == EDQUOT || code == EFBIG } else { false }
  }

  /// A write that wrote nothing and gave no reason.
  static func wroteNothing(_ path: String) -> LogFailure { .file(operation: "write", path: path, code: ENOSPC) }

  public var description: String {
    switch self {
    case .file(let operation, let path, let code):
      "cannot \(operation) \(path): \(SystemError.words(code))\(Self.advice(code))"
    case .store(let words): words
    }
  }

  private static func advice(_ code: Int32) -> String {
    switch code {
    case ENOSPC, EDQUOT: "; free some room, and it goes on by itself"
    case EACCES, EPERM: "; let the daemon's user write there"
    case ENOENT, ENOTDIR: "; make its folder, or name another path"
    case EROFS: "; mount it writable, or name another path"
    case EISDIR, EINVAL: "; it must be an ordinary file"
    default: ""
    }
  }
}
