/// Which feeds start now: due ones, at most `concurrency` transfers at a time, at most `perHost` to one host, and a pause
/// between two requests to one host. Pure: it is told the time (milliseconds of a clock that never jumps) and holds no
/// timer. The cost of a poll is the logarithm of the number of feeds.
struct Schedule {
  struct Limits: Sendable, Hashable {
    var concurrency: Int
    var perHost: Int
    /// Milliseconds.
    var hostPause: Int64
    /// Transfers at a time for feeds that have not proved to answer: servers that take a request and never answer hold
    /// theirs for half a minute, and must not hold up the feeds that work.
    var unproven = Int.max
  }

  /// A feed's number, given by the scheduler; never used again for another feed.
  typealias FeedNumber = Int

  private struct Host {
    var active = 0
    /// No request starts before it: the pause, or what a 429 asked for.
    var nextStart: Int64 = Int64.min
    var waiting: [FeedNumber] = []
    /// Where `waiting` begins; the head is dropped in bulk.
    var head = 0
    var isQueued = false
    /// Told to wait for longer than the pause: not to be forgotten before that is over.
    var isHeld = false
    var hasWaiting: Bool { head < waiting.count }
  }

  private var due = TimeHeap<(feed: FeedNumber, round: Int)>()
  private var ready = TimeHeap<String>()
  private var hosts: [String: Host] = [:]
  private var feeds: [FeedNumber: (host: String, round: Int, isProven: Bool)] = [:]
  /// Hosts whose next feed is an unproven one that may not start yet.
  private var parked: [String] = []
  /// Transfers under way.
  private(set) var active = 0
  private var activeUnproven = 0
  var limits: Limits

  init(limits: Limits) { self.limits = limits }

  /// Adds a feed, or moves its due time. A feed that waits for its host already, or is under way, must not be added.
  /// - Parameter isProven: it has answered, and as it should, the last time.
  mutating func add(_ feed: FeedNumber, host: String, at time: Int64, isProven: Bool = true) {
    let round = (feeds[feed]?.round ?? 0) + 1
    feeds[feed] = (host, round, isProven)
    due.push((feed, round), at: time)
  }

  /// Forgets a feed that is due or waits; one under way ends with `finished`.
  mutating func remove(_ feed: FeedNumber) { feeds[feed] = nil }

  /// The feeds whose transfers start now.
  mutating func start(now: Int64, atMost most: Int = Int.max) -> [FeedNumber] {
    while let entry = due.pop(due: now) {
      // An entry of an earlier round was moved; one of a feed that is gone was removed.
      guard let feed = feeds[entry.feed], feed.round == entry.round else { continue }
      hosts[feed.host, default: Host()].waiting.append(entry.feed)
      queue(feed.host)
    }
    var started: [FeedNumber] = []
    while active < limits.concurrency, started.count < most, let name = ready.pop(due: now) {
      guard var host = hosts[name] else { continue }
      host.isQueued = false
      if host.nextStart > now {
        // Held since it was queued.
        hosts[name] = host
        queue(name)
        continue
      }
      while host.hasWaiting, feeds[host.waiting[host.head]] == nil { host.head += 1 }
      if host.hasWaiting, host.active < limits.perHost {
        guard chooseNext(of: &host) else {
          // Queued again when an unproven one ends.
          host.isQueued = true
          hosts[name] = host
          parked.append(name)
          continue
        }
        started.append(host.waiting[host.head])
        if feeds[host.waiting[host.head]]?.isProven == false { activeUnproven += 1 }
        host.head += 1
        host.active += 1
        active += 1
        host.nextStart = now + limits.hostPause
      }
      if host.head > 64, host.head * 2 > host.waiting.count {
        host.waiting.removeFirst(host.head)
        host.head = 0
      }
      hosts[name] = host
      queue(name)
    }
    return started
  }

  /// Brings a feed that may start to the head of the host's line; whether there is one. A proven one passes a few others.
  private func chooseNext(of host: inout Host) -> Bool {
    if activeUnproven < limits.unproven { return true }
    for index in host.head..<min(host.head + 16, host.waiting.count)
    where feeds[host.waiting[index]]?.isProven == true {
      host.waiting.swapAt(host.head, index)
      return true
    }
    return false
  }

  /// A transfer to `host` ended.
  /// - Parameter wasProven: as it was given to `add`.
  mutating func finished(host name: String, wasProven: Bool = true) {
    active -= 1
    hosts[name]?.active -= 1
    if !wasProven { activeUnproven -= 1 }
    if !parked.isEmpty, activeUnproven < limits.unproven {
      for name in parked {
        hosts[name]?.isQueued = false
        queue(name)
      }
      parked = []
    }
    queue(name)
    if let host = hosts[name], host.active == 0, !host.hasWaiting, !host.isQueued, !host.isHeld, limits.hostPause == 0 {
      hosts[name] = nil
    }
  }

  /// No request to the host starts before `time`.
  mutating func hold(host name: String, until time: Int64) {
    hosts[name, default: Host()].nextStart = max(hosts[name]?.nextStart ?? time, time)
    hosts[name]?.isHeld = true
  }

  /// Forgets hosts at which nothing is under way or waits and whose pause is over.
  mutating func forgetIdleHosts(now: Int64) {
    hosts = hosts.filter { $1.active > 0 || $1.hasWaiting || $1.isQueued || $1.nextStart > now }
  }

  /// When `start` can next do anything; `nil` where only a `finished` or an `add` can change that.
  var nextStart: Int64? {
    let host = active < limits.concurrency ? ready.earliest : nil
    guard let due = due.earliest else { return host }
    return min(due, host ?? due)
  }

  private mutating func queue(_ name: String) {
    guard var host = hosts[name], !host.isQueued, host.hasWaiting, host.active < limits.perHost else { return }
    host.isQueued = true
    hosts[name] = host
    ready.push(name, at: host.nextStart)
  }
}
