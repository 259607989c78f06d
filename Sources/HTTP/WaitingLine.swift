import Synchronization

/// Where requests are left from anywhere, until the queue takes them all at once.
final class Inbox: Sendable {
  private let orders = Mutex<[Transfer.Order]>([])
  private let lastTicket = Atomic<UInt64>(0)

  func nextTicket() -> UInt64 { lastTicket.add(1, ordering: .relaxed).newValue }

  /// Returns whether the queue must be told: the inbox was empty.
  func add(_ order: Transfer.Order) -> Bool {
    orders.withLock { orders in
      orders.append(order)
      return orders.count == 1
    }
  }

  func takeAll() -> [Transfer.Order] {
    orders.withLock { orders in
      guard !orders.isEmpty else { return [] }
      defer { orders = [] }
      return orders
    }
  }
}

/// Requests that wait for their turn, first come first served, in two lines: those whose host is written as an
/// address need no look-up and may overtake the others when too many look-ups are under way.
///
/// A request that gives up leaves its ticket in the line; it is passed over when its turn comes.
struct WaitingLine<Request> {
  private var requests: [UInt64: Request] = [:]
  private var direct = Line()
  private var named = Line()

  private struct Line {
    private var tickets: [UInt64] = []
    private var start = 0

    /// The first that is still among `requests`; those before it are dropped.
    mutating func front(of requests: [UInt64: Request]) -> UInt64? {
      while start < tickets.count, requests[tickets[start]] == nil { start += 1 }
      // Moving the rest to the front now and then keeps its cost per ticket constant.
      if start > 64, start * 2 > tickets.count {
        tickets.removeFirst(start)
        start = 0
      }
      return start < tickets.count ? tickets[start] : nil
    }

    mutating func append(_ ticket: UInt64) { tickets.append(ticket) }
  }

  var isEmpty: Bool { requests.isEmpty }
  var count: Int { requests.count }

  mutating func append(_ request: Request, ticket: UInt64, needsLookup: Bool) {
    requests[ticket] = request
    if needsLookup { named.append(ticket) } else { direct.append(ticket) }
  }

  /// The next in line; one whose host must be looked up only where `mayLookUp`.
  mutating func next(mayLookUp: Bool) -> Request? {
    let first = direct.front(of: requests)
    let firstNamed = mayLookUp ? named.front(of: requests) : nil
    guard let ticket = [first, firstNamed].compactMap({ $0 }).min() else { return nil }
    return remove(ticket)
  }

  /// Takes a request out of turn; `nil` when it is not in line.
  mutating func remove(_ ticket: UInt64) -> Request? {
    requests.removeValue(forKey: ticket)
  }

  mutating func removeAll() -> [Request] {
    defer { requests = [:] }
    return Array(requests.values)
  }
}
