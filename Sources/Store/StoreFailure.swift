import GRDB

/// Why the store refused, in words that say what to do.
public enum StoreFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// Another daemon holds the lock of this directory.
  case inUse(directory: String)
  /// No database is there yet (a command only reads what a daemon has made).
  case missing(path: String)
  /// The directory or a file in it cannot be opened or made.
  case cannotOpen(path: String, reason: String)
  /// The disk, or the user's share of it, is full. Nothing was written.
  case fullDisk
  /// Another process held the database for too long.
  case busy
  /// The disk did not do what it was told.
  case inputOutput(reason: String)
  /// The file is damaged, or no database of this program.
  case corrupt(path: String, reason: String)
  /// A later version of the program has written it.
  case newerSchema(path: String, found: Int, known: Int)
  /// An earlier version has written it and its daemon still runs.
  case olderSchema(path: String, found: Int, known: Int)
  /// The database engine refused a statement: a fault of the program's.
  case internalFault(reason: String)

  public var description: String {
    switch self {
    case .inUse(let directory):
      "another attache runs on \(directory); stop it, or name another storage.directory"
    case .missing(let path):
      "no store at \(path) yet; start `attache run` first, or check storage.directory"
    case .cannotOpen(let path, let reason):
      "cannot open \(path) (\(reason)); check that the directory exists and belongs to the user who runs attache"
    case .fullDisk:
      "no room on the disk of the store; free some, nothing is lost meanwhile"
    case .busy:
      "the store was held by another process for too long; try again"
    case .inputOutput(let reason):
      "the disk of the store failed (\(reason)); check the system log"
    case .corrupt(let path, let reason):
      "\(path) is damaged (\(reason)); move it away and put back a copy, or start afresh without it"
    case .newerSchema(let path, let found, let known):
      "\(path) has version \(found), this attache knows \(known); install the newer one"
    case .olderSchema(let path, let found, let known):
      "\(path) has version \(found), this attache needs \(known) and an older daemon still runs on it; restart the daemon"
    case .internalFault(let reason):
      "the store met a fault of its own (\(reason)); please report it"
    }
  }

  /// What an engine's error means for the user.
  init(_ error: any Error, path: String) {
    if let failure = error as? StoreFailure {
      self = failure
      return
    }
    guard let error = error as? DatabaseError else {
      self = .internalFault(reason: "\(error)")
      return
    }
    let reason = error.message ?? "\(error.extendedResultCode)"
    switch error.resultCode {
    case .SQLITE_FULL: self = .fullDisk
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_AUTH: self = .cannotOpen(path: path, reason: reason)
    case .SQLITE_IOERR: self = .inputOutput(reason: reason)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(path: path, reason: reason)
    default: self = .internalFault(reason: reason)
    }
  }
}
