import Synchronization

/// Counts the bytes of bodies that were handed out and are still held by someone.
final class BodyBudget: Sendable {
  private struct State {
    var bytes = 0
    var onReturn: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  /// Bytes out at the moment.
  var bytes: Int { state.withLock { $0.bytes } }

  func lend(_ bytes: Int) -> BodyLoan {
    state.withLock { $0.bytes += bytes }
    return BodyLoan(budget: self, bytes: bytes)
  }

  /// Calls `handler` once, from wherever bytes come back next.
  /// Read `bytes` again after this: the return may have come just before.
  func awaitReturn(_ handler: @escaping @Sendable () -> Void) {
    state.withLock { $0.onReturn = handler }
  }

  fileprivate func take(_ bytes: Int) {
    let handler = state.withLock { state in
      state.bytes -= bytes
      defer { state.onReturn = nil }
      return state.onReturn
    }
    handler?()
  }
}

/// One body's share of the budget; it ends with its last holder.
final class BodyLoan: Sendable {
  private let budget: BodyBudget
  private let bytes: Int

  fileprivate init(budget: BodyBudget, bytes: Int) {
    self.budget = budget
    self.bytes = bytes
  }

  deinit { budget.take(bytes) }
}
