import Dispatch
import Isolation
import Testing

/// Counts, and says on which queue it did so.
private actor Counter: QueueActor {
  nonisolated let queue: SerialQueue
  private(set) var count = 0
  private var source: (any DispatchSourceTimer)?

  init(queue: SerialQueue) { self.queue = queue }

  func add() {
    dispatchPrecondition(condition: .onQueue(queue.dispatch))
    count += 1
  }

  /// Adds one to another actor's count without a hop: both live on one queue.
  func addNextDoor(_ other: Counter) {
    other.assumeIsolated { $0.count += 1 }
  }

  /// Waits for one tick of a timer whose handler enters the actor by `assumeIsolated`.
  func tick() async {
    await withCheckedContinuation { continuation in
      let timer = DispatchSource.makeTimerSource(queue: queue.dispatch)
      timer.setEventHandler { [weak self] in
        self?.assumeIsolated { $0.count += 1 }
        continuation.resume()
      }
      timer.schedule(deadline: .now())
      timer.resume()
      source = timer
    }
    source?.cancel()
  }
}

@Suite("An actor on a Dispatch queue")
struct QueueActorTests {
  @Test("runs its methods on that queue, one at a time")
  func runsOnItsQueue() async {
    let counter = Counter(queue: SerialQueue(label: "test"))
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<200 { group.addTask { await counter.add() } }
    }
    #expect(await counter.count == 200)
  }

  @Test("is entered by the handlers of Dispatch sources on its queue")
  func entersFromHandlers() async {
    let counter = Counter(queue: SerialQueue(label: "test"))
    await counter.tick()
    #expect(await counter.count == 1)
  }

  @Test("calls another actor on the same queue synchronously")
  func sharesAQueue() async {
    let queue = SerialQueue(label: "test")
    let one = Counter(queue: queue)
    let other = Counter(queue: queue)
    await one.addNextDoor(other)
    #expect(await other.count == 1)
  }

  @Test("traps when entered from another queue")
  func trapsElsewhere() async {
    await #expect(processExitsWith: .failure) {
      let counter = Counter(queue: SerialQueue(label: "test"))
      DispatchQueue(label: "elsewhere").sync { counter.assumeIsolated { _ in } }
    }
  }
}
