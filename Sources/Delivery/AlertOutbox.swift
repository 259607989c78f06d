public import News
public import Store

/// Where alerts to be told come from, and where it is noted how far each teller is: the store, or a double of it in tests.
///
/// Called on the disk queue only, so that no commit comes between a question and its answer.
public protocol AlertOutbox: Sendable {
  /// Alerts after `seq`, in order, at most `limit`.
  func pending(after seq: Int64, limit: Int) throws(LogFailure) -> [Alert]
  /// The number of the last alert; 0 before the first.
  func newestSeq() throws(LogFailure) -> Int64
  /// How far the log or delivery called `sink` is; `nil` for one that has never told anything.
  func cursor(of sink: String) throws(LogFailure) -> LogCursor?
  /// Durable when it returns.
  func save(_ cursor: LogCursor, of sink: String) throws(LogFailure)
}
