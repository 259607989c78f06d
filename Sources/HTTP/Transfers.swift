// The door of HTTP: the only room that talks to the network.
//
// In: a request (address, validators, limits from the settings). Out: an answer, whatever its status, with its
// body whole and decoded, or a typed failure. Redirects are followed here; when to ask, and what an answer means
// for the next time, is decided elsewhere.
// May touch: libcurl, sockets, the monotonic clock. Prints and logs nothing.
//
// The process that uses it ignores SIGPIPE (TLS writes may raise it) and raises its limit on open files.

import CCurl
import Dispatch
public import Isolation

/// Fetches many addresses at once over one multi handle of libcurl's, on one queue.
///
/// At most `TransferSettings.maxTransfers` requests run at a time and their bodies, together with those handed out and
/// still held, stay within `TransferSettings.inFlightBytes`; further requests wait in order. How many of them go to
/// one host, and how soon after one another, is the caller's business.
public actor Transfers: QueueActor {
  public nonisolated let queue: SerialQueue
  private var settings: TransferSettings
  /// Counts the settings, so that each handle knows whether it has the newest.
  private var generation = 0
  private let loop: SocketLoop?
  private let load: TransferLoad
  private var idle: [Transfer] = []
  private var running: [UInt64: Transfer] = [:]
  private var waiting = WaitingLine<Transfer.Order>()
  private nonisolated let inbox = Inbox()
  private var isTurnScheduled = false
  /// What ends or comes now is looked at before the call is over.
  private var isTurning = false
  private var isStopped = false
  /// No later than the earliest moment at which a first byte is overdue.
  private var nextSweep: UInt64 = .max

  /// - Parameter queue: may be shared with other actors; libcurl is only ever called on it.
  public init(settings: TransferSettings, queue: SerialQueue) {
    self.queue = queue
    self.settings = settings
    load = TransferLoad(budget: BodyBudget())
    loop = SocketLoop(idleConnections: max(8, settings.maxTransfers))
    load.share = Transfers.share(settings)
  }

  /// Asks for `request` and returns the whole answer, after at most `TransferSettings.timeout` from its turn on.
  /// Cancelling the task ends the transfer.
  ///
  /// Runs where its caller runs: a request costs one visit to the queue, which many that come together share, and none
  /// to another for a caller who lives on it.
  public func fetch(
    _ request: Request, isolation: isolated (any Actor)? = #isolation
  ) async throws(TransferFailure) -> Response {
    let address = try WebAddress(request.url)
    let ticket = inbox.nextTicket()
    let result = await withTaskCancellationHandler {
      // Captured, so that this closure too runs where the caller runs: without it the runtime takes it elsewhere.
      _ = isolation
      return await withCheckedContinuation { continuation in
        let order = Transfer.Order(ticket: ticket, request: request, address: address) {
          continuation.resume(returning: $0)
        }
        if inbox.add(order) { queue.dispatch.async { self.assumeIsolated { $0.turn() } } }
        // A cancellation before this line found nothing to end.
        if Task.isCancelled { cancel(ticket) }
      }
    } onCancel: {
      cancel(ticket)
    }
    return try result.get()
  }

  /// The same for one who lives on the queue and polls by the thousand: without a task that waits, without a visit.
  /// - Parameter answer: called on the queue, after this returns.
  public func fetch(_ request: Request, answer: @escaping @Sendable (Result<Response, TransferFailure>) -> Void) {
    do throws(TransferFailure) {
      let address = try WebAddress(request.url)
      guard !isStopped else { throw .stopped }
      // Those that came before go first.
      takeInbox()
      wait(Transfer.Order(ticket: inbox.nextTicket(), request: request, address: address, answer: answer))
      scheduleTurn()
    } catch {
      queue.dispatch.async { answer(.failure(error)) }
    }
  }

  private nonisolated func cancel(_ ticket: UInt64) {
    queue.dispatch.async { self.assumeIsolated { $0.end(ticket, with: .cancelled) } }
  }

  /// Changes the settings for requests that have not begun yet.
  public func update(_ settings: TransferSettings) {
    self.settings = settings
    generation += 1
    load.share = Transfers.share(settings)
    scheduleTurn()
  }

  /// Ends all transfers with `.stopped` and refuses new ones. Does not wait for the network, nor for look-ups.
  public func stop() {
    isStopped = true
    takeInbox()
    for order in waiting.removeAll() { order.answer(.failure(.stopped)) }
    for ticket in running.keys.sorted() { end(ticket, with: .stopped) }
    idle = []
  }

  /// What is going on at the moment.
  public var activity: Activity {
    takeInbox()
    return Activity(running: running.count, waiting: waiting.count, lookups: load.lookups, bodyBytes: load.bytes)
  }

  public struct Activity: Hashable, Sendable {
    public var running: Int
    /// Requests whose turn has not come.
    public var waiting: Int
    public var lookups: Int
    /// Of bodies in memory, those handed out and still held included.
    public var bodyBytes: Int
  }

  /// What several transfers may use together; the rest is for one body of the largest size.
  private static func share(_ settings: TransferSettings) -> Int {
    max(settings.inFlightBytes / 2, settings.inFlightBytes - settings.maxBody)
  }

  // MARK: The loop

  /// Puts the requests that came since in line.
  private func takeInbox() {
    for order in inbox.takeAll() {
      if isStopped {
        order.answer(.failure(.stopped))
      } else {
        wait(order)
      }
    }
  }

  private func wait(_ order: Transfer.Order) {
    waiting.append(order, ticket: order.ticket, needsLookup: order.address.literal == nil)
  }

  /// Has a turn once the call under way is over, unless that is one.
  private func scheduleTurn() {
    guard !isTurnScheduled, !isTurning else { return }
    isTurnScheduled = true
    queue.dispatch.async { [weak self] in
      self?.assumeIsolated {
        $0.isTurnScheduled = false
        $0.turn()
      }
    }
  }

  private func socketsAreReady() {
    isTurning = true
    // Again while there is more, but not for ever: others live on this queue too.
    for _ in 0..<8 {
      guard loop?.serveSockets() == true else { break }
      finishEnded()
    }
    turn()
  }

  private func timerFired() {
    loop?.disarm()
    let now = uptime()
    if now >= nextSweep { sweep(now) }
    turn()
  }

  /// Starts who may start, finishes who ended, until there is nothing to do at once; then arms the timer.
  private func turn() {
    takeInbox()
    guard let loop else { return failWaiting() }
    isTurning = true
    defer { isTurning = false }
    for round in 0... {
      finishEnded()
      resumePaused()
      admit()
      guard loop.isDue(uptime()) else { break }
      if round == 64 {
        isTurning = false
        scheduleTurn()
        break
      }
      loop.serveTimer()
    }
    loop.arm(nextSweep)
  }

  private func admit() {
    while !waiting.isEmpty, running.count < max(1, settings.maxTransfers) {
      if !running.isEmpty, load.bytes >= load.share {
        awaitReturn()
        guard load.bytes < load.share else { return }
      }
      guard let order = waiting.next(mayLookUp: load.lookups < max(1, settings.maxLookups)) else { return }
      start(order)
    }
  }

  private func start(_ order: Transfer.Order) {
    guard let loop, let transfer = idle.popLast() ?? Transfer(load: load, loop: loop) else {
      return order.answer(.failure(.unreachable(host: order.address.host)))
    }
    if !loop.isActive {
      loop.activate(on: queue.dispatch) { [weak self] in
        self?.assumeIsolated { $0.socketsAreReady() }
      } onTimer: { [weak self] in
        self?.assumeIsolated { $0.timerFired() }
      }
    }
    let now = uptime()
    transfer.configure(settings, generation: generation)
    running[order.ticket] = transfer
    let wait = UInt64(max(0.001, min(settings.timeout, 86_400)) * 1e9)
    transfer.begin(Transfer.Job(order, deadline: now + wait))
    startHop(transfer, now: now)
  }

  private func startHop(_ transfer: Transfer, now: UInt64) {
    do {
      try transfer.prepareHop(now: now)
    } catch {
      return finish(transfer, with: .failure(error))
    }
    nextSweep = min(nextSweep, transfer.firstByteBy)
    guard let loop, loop.add(transfer) else {
      return finish(transfer, with: .failure(.unreachable(host: transfer.job?.address.host ?? "-")))
    }
  }

  private func finishEnded() {
    while let (transfer, code) = loop?.nextFinished() {
      let now = uptime()
      switch transfer.outcome(code, now: now) {
      case .failed(let failure): finish(transfer, with: .failure(failure))
      case .done(let response): finish(transfer, with: .success(response))
      case .redirected(let status, let location):
        do {
          try transfer.job?.redirect(to: location, status: status, limit: settings.maxRedirects)
        } catch {
          finish(transfer, with: .failure(error))
          continue
        }
        startHop(transfer, now: now)
      }
    }
  }

  /// Hands the result over; `transfer` is out of the multi handle.
  private func finish(_ transfer: Transfer, with result: Result<Response, TransferFailure>) {
    var result = result
    if case .success(var response) = result, transfer.charged > 0 {
      response.loan = load.budget.lend(transfer.charged)
      result = .success(response)
    }
    guard let order = transfer.end() else { return }
    running[order.ticket] = nil
    if !isStopped, idle.count < settings.maxTransfers { idle.append(transfer) }
    order.answer(result)
  }

  /// Ends a request wherever it stands; one that ended already is left alone.
  private func end(_ ticket: UInt64, with failure: TransferFailure) {
    takeInbox()
    if let order = waiting.remove(ticket) {
      order.answer(.failure(failure))
    } else if let transfer = running[ticket] {
      loop?.remove(transfer)
      finish(transfer, with: .failure(failure))
      scheduleTurn()
    }
  }

  private func failWaiting() {
    for order in waiting.removeAll() {
      order.answer(.failure(.unreachable(host: order.address.host)))
    }
  }

  /// Lets bodies grow again that had to wait for room.
  private func resumePaused() {
    guard load.paused > 0 else { return }
    for (ticket, transfer) in running where transfer.isPaused {
      if load.allows(1, for: ticket) { transfer.resume() }
    }
    if load.paused > 0 { awaitReturn() }
  }

  /// Has another turn when someone lets go of a body.
  private func awaitReturn() {
    load.budget.awaitReturn { [weak self] in
      guard let self else { return }
      self.queue.dispatch.async { self.assumeIsolated { $0.turn() } }
    }
  }

  /// Ends those whose first byte is overdue, and finds out when the next one will be.
  private func sweep(_ now: UInt64) {
    nextSweep = .max
    for (ticket, transfer) in running {
      if transfer.firstByteBy <= now {
        end(ticket, with: .timedOut(transfer.waitBeforeFirstByte, host: transfer.job?.address.host ?? "-"))
      } else {
        nextSweep = min(nextSweep, transfer.firstByteBy)
      }
    }
  }
}
