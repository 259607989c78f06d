public import News
public import Store

/// Where the logs take their alerts from, and where they note how far they are: the store, or a double of it in tests.
///
/// Called on the disk queue only, so that no commit comes between a question and its answer.
public protocol AlertOutbox: Sendable {
  /// Alerts after `seq`, in order, at most `limit`.
  func alerts(after seq: Int64, limit: Int) throws(LogFailure) -> [Alert]
  /// How far the log called `sink` is; `nil` for one that has never been written.
  func cursor(of sink: String) throws(LogFailure) -> LogCursor?
  /// Durable when it returns.
  func save(_ cursor: LogCursor, of sink: String) throws(LogFailure)
}
