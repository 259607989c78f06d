/// What all running transfers weigh together. Their callbacks, which may not call anything of libcurl's,
/// keep it up to date; `Transfers` reads it to decide who may start.
///
/// Confined to the queue of its `Transfers`.
final class TransferLoad {
  /// Capacity of the bodies that are being gathered.
  private(set) var gathering = 0
  /// Transfers whose host is being looked up.
  var lookups = 0
  /// Transfers that wait for room for their bodies.
  var paused = 0
  /// Bytes that may be in memory while several transfers run. What is left of the whole budget is kept free
  /// for one body of the largest size, so that one transfer can always come to its end.
  var share = 0
  let budget: BodyBudget
  /// The transfer that may go on although `share` is used up. The first that met the limit has the privilege
  /// until it ends: were it shared, all could stop half-way for ever.
  private var privileged: UInt64?

  init(budget: BodyBudget) {
    self.budget = budget
  }

  /// Bytes of bodies in memory, those handed out and still held included.
  var bytes: Int { gathering + budget.bytes }

  /// Whether the transfer `ticket` may take `count` bytes more.
  func allows(_ count: Int, for ticket: UInt64) -> Bool {
    if bytes + count <= share { return true }
    if privileged == nil { privileged = ticket }
    return privileged == ticket
  }

  func grow(by count: Int) { gathering += count }

  /// The transfer `ticket` ended; its body of `count` bytes was dropped or lent.
  func end(_ ticket: UInt64, gathered count: Int) {
    gathering -= count
    if privileged == ticket { privileged = nil }
  }
}
