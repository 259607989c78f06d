/// An actor whose code runs on a serial Dispatch queue. It declares `nonisolated let queue: SerialQueue`
/// and nothing else; a Dispatch handler on that queue enters it by `assumeIsolated`.
public protocol QueueActor: Actor {
  /// The same queue for the whole of the actor's life.
  nonisolated var queue: SerialQueue { get }
}

extension QueueActor {
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    // Sound: the actor holds its queue, so the executor outlives every job of the actor.
    unsafe queue.asUnownedSerialExecutor()
  }
}
