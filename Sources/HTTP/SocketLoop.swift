import CCurl
import Dispatch
import Glibc

/// One multi handle of libcurl's, and what wakes it: one epoll descriptor for all of its sockets under one
/// Dispatch source, and one timer.
///
/// A Dispatch source for each socket would cost more and has two traps (a suspended source may not be released,
/// a descriptor may not be closed before its source's cancellation ran); `epoll_ctl` is synchronous and has neither.
///
/// Confined to the queue of its `Transfers`. Curl's callbacks here only note what curl wants.
@safe final class SocketLoop {
  private let multi: OpaquePointer
  /// TLS sessions, shared by all transfers. No locks: one queue uses it.
  let share: OpaquePointer?
  private let epoll: Int32
  private let events: UnsafeMutablePointer<epoll_event>
  private static let batch: Int32 = 128
  private var readable: (any DispatchSourceRead)?
  private var timer: (any DispatchSourceTimer)?
  /// When curl wants to be called without a socket's event: uptime in nanoseconds, `.max` for never.
  private var wanted: UInt64 = .max
  /// When the timer will fire.
  private var armed: UInt64 = .max

  /// `nil` when there is no libcurl, or the system gives no descriptor or no memory.
  init?(idleConnections: Int) {
    guard globalInit, let multi = unsafe attache_multi_init() else { return nil }
    let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard epoll >= 0 else {
      unsafe attache_multi_cleanup(multi)
      return nil
    }
    unsafe self.multi = multi
    self.epoll = epoll
    unsafe events = .allocate(capacity: Int(SocketLoop.batch))
    unsafe events.initialize(repeating: epoll_event(), count: Int(SocketLoop.batch))
    unsafe share = attache_share_init()
    if let share = unsafe share { unsafe attache_share_add(share, CURL_LOCK_DATA_SSL_SESSION) }
    unsafe attache_multi_set_long(multi, CURLMOPT_MAXCONNECTS, idleConnections)
    // Sound: `self` outlives the multi handle, and `deinit` takes the callbacks away before it cleans up.
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe attache_multi_set_socket_function(
      multi,
      { _, socket, what, context, known in
        guard let context = unsafe context else { return 0 }
        let loop = unsafe Unmanaged<SocketLoop>.fromOpaque(context).takeUnretainedValue()
        loop.watch(socket, what)
        return 0
      }, context)
    unsafe attache_multi_set_timer_function(
      multi,
      { _, milliseconds, context in
        guard let context = unsafe context else { return 0 }
        let loop = unsafe Unmanaged<SocketLoop>.fromOpaque(context).takeUnretainedValue()
        loop.wanted = milliseconds < 0 ? .max : uptime() + UInt64(milliseconds) * 1_000_000
        return 0
      }, context)
  }

  // Sound: all easy handles were removed before (`Transfers` owns both), so nothing runs in the multi handle.
  deinit {
    unsafe attache_multi_set_socket_function(multi, nil, nil)
    unsafe attache_multi_set_timer_function(multi, nil, nil)
    unsafe attache_multi_cleanup(multi)
    if let share = unsafe share { unsafe attache_share_cleanup(share) }
    unsafe events.deallocate()
    timer?.cancel()
    if let readable { readable.cancel() } else { close(epoll) }
  }

  var isActive: Bool { readable != nil }

  /// Begins to listen. The handlers run on `queue`.
  func activate(
    on queue: DispatchQueue, onReadable: @escaping @Sendable () -> Void, onTimer: @escaping @Sendable () -> Void
  ) {
    guard readable == nil else { return }
    let epoll = epoll
    let readable = DispatchSource.makeReadSource(fileDescriptor: epoll, queue: queue)
    readable.setEventHandler(handler: onReadable)
    // A watched descriptor is closed when its source has let go of it, not earlier.
    readable.setCancelHandler { close(epoll) }
    readable.resume()
    self.readable = readable
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.setEventHandler(handler: onTimer)
    timer.schedule(deadline: .distantFuture)
    timer.resume()
    self.timer = timer
  }

  func add(_ transfer: Transfer) -> Bool {
    unsafe attache_multi_add_handle(multi, transfer.easy) == CURLM_OK
  }

  func remove(_ transfer: Transfer) {
    unsafe attache_multi_remove_handle(multi, transfer.easy)
  }

  /// Tells curl of the sockets that are ready, at most one batch. Returns whether there may be more.
  func serveSockets() -> Bool {
    let count = unsafe epoll_wait(epoll, events, SocketLoop.batch, 0)
    var running: Int32 = 0
    // Sound: epoll_wait filled `count` events. One of an earlier event's doing may have closed a later one's socket;
    // curl ignores a socket that it does not know.
    for index in 0..<max(0, Int(count)) {
      let event = unsafe events[index]
      let bits = unsafe event.events
      var mask: Int32 = 0
      if bits & EPOLLIN.rawValue != 0 { mask |= CURL_CSELECT_IN }
      if bits & EPOLLOUT.rawValue != 0 { mask |= CURL_CSELECT_OUT }
      if bits & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { mask |= CURL_CSELECT_ERR }
      unsafe attache_multi_socket_action(multi, event.data.fd, mask, &running)
    }
    return count == SocketLoop.batch
  }

  /// Whether curl wants `serveTimer` by `now`.
  func isDue(_ now: UInt64) -> Bool { wanted <= now }

  func serveTimer() {
    wanted = .max
    var running: Int32 = 0
    unsafe attache_multi_socket_action(multi, CURL_SOCKET_BAD, 0, &running)
  }

  /// The next transfer that ended, taken out of the multi handle, and how it ended.
  func nextFinished() -> (transfer: Transfer, code: CURLcode)? {
    var code = CURLE_OK
    while let easy = unsafe attache_next_finished(multi, &code) {
      var context: UnsafeMutableRawPointer?
      unsafe attache_get_pointer(easy, CURLINFO_PRIVATE, &context)
      unsafe attache_multi_remove_handle(multi, easy)
      if let transfer = unsafe Transfer.from(context) { return (transfer, code) }
    }
    return nil
  }

  /// Arms the timer for what curl wants or for `other`, whichever is earlier. One that fires too early is left to:
  /// curl changes its mind with each transfer, and arming costs a system call and another thread's wake-up.
  func arm(_ other: UInt64) {
    let next = min(wanted, other)
    guard next < armed, let timer else { return }
    armed = next
    timer.schedule(deadline: DispatchTime(uptimeNanoseconds: next), leeway: .milliseconds(2))
  }

  /// The timer fired.
  func disarm() { armed = .max }

  private func watch(_ socket: curl_socket_t, _ what: Int32) {
    var event = unsafe epoll_event()
    unsafe event.data.fd = socket
    switch what {
    case CURL_POLL_IN: unsafe event.events = EPOLLIN.rawValue
    case CURL_POLL_OUT: unsafe event.events = EPOLLOUT.rawValue
    case CURL_POLL_INOUT: unsafe event.events = EPOLLIN.rawValue | EPOLLOUT.rawValue
    default:
      unsafe epoll_ctl(epoll, EPOLL_CTL_DEL, socket, &event)
      return
    }
    // Curl does not say whether it watched this socket before. Most often it did not.
    if unsafe epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event) != 0, errno == EEXIST {
      unsafe epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &event)
    }
  }
}

/// Once for the process, before any handle is made.
private let globalInit = attache_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

/// Nanoseconds on the monotonic clock.
func uptime() -> UInt64 { DispatchTime.now().uptimeNanoseconds }
