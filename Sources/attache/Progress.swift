import Output
import Synchronization
import Watch

/// How far long work is, on a terminal: a line on standard error that changes, and is gone at the end. Work that takes
/// less than a moment shows none, and where standard error is no terminal nothing is shown at all.
final class Progress: Sendable {
  private let columns = StandardError.columns
  private let begin = Clock.system.steady()
  /// When the line may change next; `nil` after the end.
  private let nextShowing: Mutex<Int64?>

  /// Milliseconds before the first showing, and between two.
  private static let patience: Int64 = 300
  private static let interval: Int64 = 100

  init() { nextShowing = Mutex(begin + Self.patience) }

  /// Whole seconds since the work began.
  var seconds: Int64 { (Clock.system.steady() - begin) / 1000 }

  /// Says where the work is. Cheap where nothing is to be shown: `text` is asked for only then.
  func update(_ text: @autoclosure () -> String) {
    guard let columns else { return }
    let now = Clock.system.steady()
    nextShowing.withLock { next in
      guard let due = next, now >= due else { return }
      next = now + Self.interval
      StandardError.show(below: TextColumns.cut(VisibleText.escape(text()), to: columns - 1))
    }
  }

  /// Takes the line away.
  func end() {
    guard columns != nil else { return }
    nextShowing.withLock { next in
      next = nil
      StandardError.show(below: "")
    }
  }

  /// Runs `body` while `text` is shown, asked for anew ten times a second.
  func showing<Value>(
    isolation: isolated (any Actor)? = #isolation, _ text: @escaping @Sendable (Progress) async -> String,
    while body: () async throws -> Value
  ) async rethrows -> Value {
    guard columns != nil else { return try await body() }
    let task = Task {
      while !Task.isCancelled {
        let words = await text(self)
        update(words)
        try? await Task.sleep(for: .milliseconds(Self.interval))
      }
    }
    defer {
      task.cancel()
      end()
    }
    return try await body()
  }
}
