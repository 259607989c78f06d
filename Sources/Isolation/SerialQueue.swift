// The door of Isolation: actors that live on a Dispatch queue of their own choosing.
//
// In: the name of a queue. Out: an executor for actors that own Dispatch sources, curl handles or
// database connections, so that their handlers and their methods run one after another on one queue.
// Touches nothing: no disk, no network, no clock.

public import Dispatch
internal import Synchronization

/// An executor over a serial Dispatch queue: what runs on it runs one job at a time, in order.
///
/// `DispatchSerialQueue`, which would do the same, does not exist on Linux (swift-corelibs-libdispatch issue 848).
/// Several actors may share one queue; they then call each other by `assumeIsolated`, without a hop.
///
/// It is a task executor too: a continuation is always resumed on the task's preferred executor, which is the global
/// pool unless told otherwise, whatever actor waits for it. `Task(executorPreference: queue)` spares the two hops and
/// the wake-up of a thread.
public final class SerialQueue: SerialExecutor, TaskExecutor {
  /// The queue itself: the target for Dispatch sources whose handlers enter an actor by `assumeIsolated`.
  public let dispatch: DispatchQueue
  /// Jobs that wait for their turn together: what a job calls to the queue by the dozen costs it one block.
  private let jobs = Mutex<[UnownedJob]>([])

  /// - Parameter label: shown by debuggers and in crash reports.
  public init(label: String, qos: DispatchQoS = .utility) {
    dispatch = DispatchQueue(label: label, qos: qos)
  }

  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isFirst = jobs.withLock { jobs in
      jobs.append(job)
      return jobs.count == 1
    }
    if isFirst { dispatch.async { self.runJobs() } }
  }

  private func runJobs() {
    let batch = jobs.withLock { jobs in
      defer { jobs = [] }
      return jobs
    }
    // Sound: an unowned job must be run exactly once, and each is in one batch alone;
    // the block holds the queue, so the unowned executor is alive while they run.
    for job in batch { unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
  }

  public func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    // Sound: an actor keeps its queue for as long as it lives (`QueueActor.queue`).
    unsafe UnownedSerialExecutor(ordinary: self)
  }

  /// Traps when called from elsewhere: `assumeIsolated` on the wrong queue is a mistake of the program's, never weather.
  public func checkIsolated() {
    dispatchPrecondition(condition: .onQueue(dispatch))
  }
}
