// The door of Store: what was seen, which stories are told, which alerts wait for whom.
//
// In: outcomes of polls, questions of commands and consumers, and the time. Out: states of feeds, alerts in order,
// leases. May touch: the database in one directory and a lock file beside it; nothing else. Every method runs on the
// disk queue, one after another; none waits for anything but the disk. What a poll brought goes into one transaction
// with the validators that vouch for it: a crash leaves all of it or nothing.

import GRDB
public import Isolation
import News

/// The store of one daemon, or of a command beside it.
public actor AlertStore: QueueActor {
  public nonisolated let queue: SerialQueue
  public nonisolated let settings: StoreSettings
  /// Replaced by a new connection where the disk has failed it, see `StoreAccess`.
  var database: DatabaseQueue
  /// The disk has failed this connection: nothing more is asked of it.
  var isSuspect = false
  /// Held for as long as the daemon has the store open.
  private var lock: LockFile?
  private let role: StoreRole
  /// Stories that may still grow; read from the database when first needed and after a transaction that failed.
  var shelf: OpenStories?
  /// The last end of a daemon was not a clean one.
  public nonisolated let wasUnclean: Bool

  private init(
    settings: StoreSettings, role: StoreRole, queue: SerialQueue, database: DatabaseQueue, lock: consuming LockFile?,
    wasUnclean: Bool
  ) {
    self.settings = settings
    self.role = role
    self.queue = queue
    self.database = database
    self.lock = lock
    self.wasUnclean = wasUnclean
  }

  /// Opens the store, making or upgrading it where `role` allows.
  ///
  /// A daemon that ended uncleanly is noticed, and the file checked, before anything is read from it.
  public static func open(
    _ settings: StoreSettings, as role: StoreRole, queue: SerialQueue
  ) throws(StoreFailure) -> AlertStore {
    let path = settings.path
    switch role {
    case .daemon:
      let lock = try LockFile(path: settings.lockPath, directory: settings.directory)
      try LockFile.makeDatabaseFile(path: path)
      let database = try connect(path)
      let wasUnclean = try prepare(database, path: path)
      return AlertStore(
        settings: settings, role: role, queue: queue, database: database, lock: lock, wasUnclean: wasUnclean)
    case .command:
      guard LockFile.exists(path: path) else { throw .missing(path: path) }
      let database = try connect(path)
      try adapt(database, settings: settings)
      return AlertStore(
        settings: settings, role: role, queue: queue, database: database, lock: nil, wasUnclean: false)
    }
  }

  /// One connection in WAL mode: readers of other processes and this writer do not wait for each other.
  static func connect(_ path: String) throws(StoreFailure) -> DatabaseQueue {
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(10)
    configuration.label = "attache.store"
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA journal_size_limit = 16777216")
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 1000")
    }
    do {
      let database = try DatabaseQueue(path: path, configuration: configuration)
      try database.writeWithoutTransaction { connection in
        // GRDB sets NORMAL when it turns WAL on, after `prepareDatabase`: with it a power cut could take back alerts
        // that the logs have, and their numbers would be given twice.
        try connection.execute(sql: "PRAGMA synchronous = FULL")
        guard try Int.fetchOne(connection, sql: "PRAGMA synchronous") == 2 else {
          throw StoreFailure.internalFault(reason: "the engine does not take synchronous=FULL")
        }
        let found = try Schema.found(connection)
        guard found <= Schema.version else {
          throw StoreFailure.newerSchema(path: path, found: found, known: Schema.version)
        }
      }
      return database
    } catch {
      throw StoreFailure(error, path: path)
    }
  }

  /// A daemon's start: check after an unclean end, upgrade, mark as running. Gives whether the last end was unclean.
  private static func prepare(_ database: DatabaseQueue, path: String) throws(StoreFailure) -> Bool {
    do {
      return try database.writeWithoutTransaction { connection in
        let isNew = try Schema.found(connection) == 0
        let wasUnclean = try !isNew && note(runningNote, in: connection) != nil
        if wasUnclean {
          let answer = try String.fetchAll(connection, sql: "PRAGMA quick_check(1)").first ?? "no answer"
          guard answer == "ok" else { throw StoreFailure.corrupt(path: path, reason: answer) }
        }
        try Schema.migrate(connection)
        try connection.inTransaction(.immediate) {
          try setNote(runningNote, "1", in: connection)
          return .commit
        }
        return wasUnclean
      }
    } catch {
      throw StoreFailure(error, path: path)
    }
  }

  /// A command's start: an older file is upgraded only where no daemon runs on it.
  private static func adapt(_ database: DatabaseQueue, settings: StoreSettings) throws(StoreFailure) {
    do {
      try database.writeWithoutTransaction { connection in
        let found = try Schema.found(connection)
        guard found < Schema.version else { return }
        do {
          let lock = try LockFile(path: settings.lockPath, directory: settings.directory)
          try withExtendedLifetime(lock) { try Schema.migrate(connection) }
        } catch StoreFailure.inUse {
          throw StoreFailure.olderSchema(path: settings.path, found: found, known: Schema.version)
        }
      }
    } catch {
      throw StoreFailure(error, path: settings.path)
    }
  }

  /// Notes the clean end and closes the database. Nothing may be asked afterwards.
  public func close() throws(StoreFailure) {
    shelf = nil
    if role == .daemon {
      try transaction { try $0.execute(sql: "DELETE FROM notes WHERE key = ?", arguments: [AlertStore.runningNote]) }
    }
    do {
      try database.close()
    } catch {
      throw StoreFailure(error, path: settings.path)
    }
    lock = nil
  }

  // MARK: - Notes

  private static let runningNote = "store.running"

  /// A small value that a daemon leaves for other processes (`attache status`).
  public func note(_ key: String) throws(StoreFailure) -> String? {
    try read { try AlertStore.note(key, in: $0) }
  }

  /// Writes or, with `nil`, removes a note.
  public func setNote(_ key: String, _ value: String?) throws(StoreFailure) {
    try transaction { database in
      if let value {
        try AlertStore.setNote(key, value, in: database)
      } else {
        try database.execute(sql: "DELETE FROM notes WHERE key = ?", arguments: [key])
      }
    }
  }

  private static func note(_ key: String, in database: Database) throws -> String? {
    try String.fetchOne(database, sql: "SELECT value FROM notes WHERE key = ?", arguments: [key])
  }

  private static func setNote(_ key: String, _ value: String, in database: Database) throws {
    try database.execute(
      sql: "INSERT INTO notes VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
      arguments: [key, value])
  }
}
