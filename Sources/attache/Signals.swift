import Dispatch
import Glibc
import Isolation

/// The signals that the daemon answers, as Dispatch sources on one queue. The sources are registered before
/// `init` returns control to the caller of `ready`, so that no signal is lost once the daemon says that it is up.
actor Signals: QueueActor {
  enum Signal: Sendable {
    /// SIGTERM or SIGINT.
    case stop
    /// SIGHUP.
    case reload
  }

  nonisolated let queue: SerialQueue
  /// Each signal as it comes. A second `stop` while the first is being answered is passed on too.
  nonisolated let stream: AsyncStream<Signal>
  private let continuation: AsyncStream<Signal>.Continuation
  private var sources: [any DispatchSourceSignal] = []

  init() {
    queue = SerialQueue(label: "attache.signals")
    (stream, continuation) = AsyncStream.makeStream(of: Signal.self)
  }

  /// Takes the signals over from their default action. Returns when every source is registered with the kernel.
  ///
  /// - Parameter wanted: a daemon hears `reload` from its first moment on, so that a rotation while it opens its store
  ///   does not end it, and `stop` when it has something to stop.
  func listen(for wanted: [Signal] = [.reload, .stop]) async {
    for (number, signal) in [(SIGTERM, Signal.stop), (SIGINT, .stop), (SIGHUP, .reload)] where wanted.contains(signal) {
      // The default action would end the process before Dispatch sees the signal.
      _ = Glibc.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue.dispatch)
      source.setEventHandler { @Sendable [continuation] in continuation.yield(signal) }
      sources.append(source)
      await withCheckedContinuation { (registered: CheckedContinuation<Void, Never>) in
        source.setRegistrationHandler { @Sendable in registered.resume() }
        source.activate()
      }
    }
  }

  func stop() {
    for source in sources { source.cancel() }
    sources = []
    continuation.finish()
  }
}
