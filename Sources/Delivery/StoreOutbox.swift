public import News
public import Store

/// The store as an outbox. It traps where it is not called on the store's own queue.
extension AlertStore: AlertOutbox {
  public nonisolated func pending(after seq: Int64, limit: Int) throws(LogFailure) -> [Alert] {
    try answer { store throws(StoreFailure) in try store.alerts(after: seq, limit: limit) }
  }

  public nonisolated func newestSeq() throws(LogFailure) -> Int64 {
    try answer { store throws(StoreFailure) in try store.lastSeq() }
  }

  public nonisolated func cursor(of sink: String) throws(LogFailure) -> LogCursor? {
    try answer { store throws(StoreFailure) in try store.logCursor(sink) }
  }

  public nonisolated func save(_ cursor: LogCursor, of sink: String) throws(LogFailure) {
    try answer { store throws(StoreFailure) in try store.saveLogCursor(sink, cursor) }
  }

  private nonisolated func answer<Value: Sendable>(
    _ question: @Sendable (isolated AlertStore) throws(StoreFailure) -> Value
  ) throws(LogFailure) -> Value {
    let result: Result<Value, StoreFailure> = assumeIsolated { store in
      do throws(StoreFailure) { return .success(try question(store)) } catch { return .failure(error) }
    }
    switch result {
    case .success(let value): return value
    case .failure(let failure): throw .store(failure.description)
    }
  }
}
