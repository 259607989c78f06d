import GRDB

/// How every question and every change reaches the database, and what follows when the disk refuses.
extension AlertStore {
  /// Reads, in one snapshot.
  func read<Value>(_ body: (Database) throws -> Value) throws(StoreFailure) -> Value {
    try access(.deferred, body)
  }

  /// Writes, all or nothing; rolled back on any error.
  @discardableResult
  func transaction<Value>(_ body: (Database) throws -> Value) throws(StoreFailure) -> Value {
    try access(.immediate, body)
  }

  /// Reads by statements that each are a snapshot of their own.
  func ask<Value>(_ body: (Database) throws -> Value) throws(StoreFailure) -> Value {
    try access(body)
  }

  private func access<Value>(
    _ kind: Database.TransactionKind, _ body: (Database) throws -> Value
  ) throws(StoreFailure) -> Value {
    try access { connection in
      var value: Value?
      try connection.inTransaction(kind) {
        value = try body(connection)
        return .commit
      }
      guard let value else { throw StoreFailure.internalFault(reason: "a transaction gave nothing") }
      return value
    }
  }

  private func access<Value>(_ body: (Database) throws -> Value) throws(StoreFailure) -> Value {
    try renewConnection()
    do {
      return try database.writeWithoutTransaction(body)
    } catch {
      let failure = StoreFailure(error, path: settings.path)
      switch failure {
      case .inputOutput: isSuspect = true
      case .fullDisk: makeRoom()
      default: break
      }
      throw failure
    }
  }

  /// A failed sync is reported once, and then the kernel calls the lost pages clean: on the same descriptors a later
  /// success would prove nothing. A new connection reads what is there, and writes what it finds wanting again.
  private func renewConnection() throws(StoreFailure) {
    guard isSuspect else { return }
    // Where even this fails, the descriptors go with the last holder of the connection.
    try? database.close()
    database = try AlertStore.connect(settings.path)
    isSuspect = false
  }

  /// What waits in the write-ahead log is brought home, most of it onto pages that have their room already; then the log
  /// is written from its beginning again, and the next commit may need no more room than there is.
  private func makeRoom() {
    _ = try? database.writeWithoutTransaction { try $0.checkpoint(.passive) }
  }
}
