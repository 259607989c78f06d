// A small HTTP/1.1 server on the loopback device, for tests, the demo and the benchmarks.
//
// In: answers for paths, well-behaved (`Answer.swift`) or not (`Misbehaviour.swift`). Out: the requests that it
// received, in order, which tests await. Touches only loopback sockets. It goes with its last holder.

import Dispatch
import Glibc
public import Isolation

public actor LoopbackServer: QueueActor {
  public typealias Handler = @Sendable (ReceivedRequest) async -> Answer

  public nonisolated let queue: SerialQueue
  /// `127.0.0.1` or another loopback address; `0.0.0.0` when the server answers for all of them.
  public nonisolated let address: String
  public nonisolated let port: UInt16

  private enum Route {
    case fixed(Answer)
    case asking(Handler)
  }

  private struct Waiter {
    let count: Int
    let continuation: CheckedContinuation<[ReceivedRequest], Never>
  }

  private let listener: Int32
  private let keepsLog: Bool
  private var source: (any DispatchSourceRead)?
  private var routes: [String: Route] = [:]
  private var fallback = Route.fixed(.notFound)
  private var connections: [Int: Connection] = [:]
  private var log: [ReceivedRequest] = []
  private var waiters: [Waiter] = []
  private(set) public var acceptedConnections = 0
  private(set) public var requestCount = 0

  /// Starts a server.
  ///
  /// - Parameters:
  ///   - address: one loopback address, or `nil` for all of 127.0.0.0/8
  ///   - port: 0 for one that is free
  ///   - keepsLog: off for benchmarks, where the log would only grow
  public static func start(
    address: String? = "127.0.0.1", port: UInt16 = 0, keepsLog: Bool = true
  ) async throws(LoopbackFailure) -> LoopbackServer {
    let server = try LoopbackServer(address: address, port: port, keepsLog: keepsLog)
    await server.listen()
    return server
  }

  private init(address: String?, port: UInt16, keepsLog: Bool) throws(LoopbackFailure) {
    let listener = try Listener.open(address: address, port: port)
    self.listener = listener.socket
    self.port = listener.port
    self.address = address ?? "0.0.0.0"
    self.keepsLog = keepsLog
    queue = SerialQueue(label: "loopback-server")
  }

  isolated deinit { stop() }

  // MARK: What tests set up

  /// `http://` and the server's address, or another one that leads to it, with `path`.
  public nonisolated func url(_ path: String, host: String? = nil) -> String {
    "http://\(host ?? (address == "0.0.0.0" ? "127.0.0.1" : address)):\(port)\(path)"
  }

  /// Answers requests for `path` (with its query, else without) by `answer`.
  public func on(_ path: String, _ answer: Answer) { routes[path] = .fixed(answer) }

  /// Answers requests for `path` by what `handler` makes of them.
  public func on(_ path: String, _ handler: @escaping Handler) { routes[path] = .asking(handler) }

  /// Answers the first request for `path` by the first answer, and so on; the last one stays.
  public func on(_ path: String, inTurn answers: [Answer]) {
    routes[path] = .asking { [weak self] _ in
      await self?.nextAnswer(path) ?? .notFound
    }
    turns[path] = answers[...]
  }

  private var turns: [String: ArraySlice<Answer>] = [:]

  private func nextAnswer(_ path: String) -> Answer {
    guard let answers = turns[path], let first = answers.first else { return .notFound }
    if answers.count > 1 { turns[path] = answers.dropFirst() }
    return first
  }

  /// Answers requests for all other paths.
  public func onAnythingElse(_ handler: @escaping Handler) { fallback = .asking(handler) }
  public func onAnythingElse(_ answer: Answer) { fallback = .fixed(answer) }

  // MARK: What tests ask

  /// The requests so far, once there are at least `count`.
  public func requests(count: Int) async -> [ReceivedRequest] {
    if log.count >= count || source == nil { return log }
    return await withCheckedContinuation { waiters.append(Waiter(count: count, continuation: $0)) }
  }

  /// The requests so far.
  public var requests: [ReceivedRequest] { log }

  /// Connections that are open at the moment.
  public var openConnections: Int { connections.count }

  /// Closes all connections and the port.
  public func stop() {
    for connection in connections.values { connection.close() }
    connections = [:]
    source?.cancel()
    source = nil
    for waiter in waiters { waiter.continuation.resume(returning: log) }
    waiters = []
  }

  // MARK: Serving

  private func listen() {
    let listener = listener
    let source = DispatchSource.makeReadSource(fileDescriptor: listener, queue: queue.dispatch)
    source.setEventHandler { [weak self] in self?.assumeIsolated { $0.acceptAll() } }
    source.setCancelHandler { close(listener) }
    source.resume()
    self.source = source
  }

  private func acceptAll() {
    while let accepted = Listener.accept(listener) {
      acceptedConnections += 1
      let number = acceptedConnections
      let connection = Connection(
        socket: accepted.socket, number: number, localAddress: accepted.localAddress, queue: queue.dispatch)
      connections[number] = connection
      connection.onRequest = { [weak self] request in self?.assumeIsolated { $0.serve(request) } }
      connection.onClose = { [weak self] in self?.assumeIsolated { $0.connections[number] = nil } }
      connection.onPauseEnd { [weak self] in self?.assumeIsolated { $0.connections[number]?.resume() } }
      connection.activate { [weak self] in self?.assumeIsolated { $0.connections[number]?.read() } }
    }
  }

  private func serve(_ request: ReceivedRequest) {
    requestCount += 1
    if keepsLog {
      log.append(request)
      let ready = waiters.filter { $0.count <= log.count }
      waiters.removeAll { $0.count <= log.count }
      for waiter in ready { waiter.continuation.resume(returning: log) }
    }
    switch routes[request.target] ?? routes[request.path] ?? fallback {
    case .fixed(let answer): connections[request.connection]?.play(answer)
    case .asking(let handler):
      Task { [weak self] in
        let answer = await handler(request)
        await self?.play(answer, on: request.connection)
      }
    }
  }

  private func play(_ answer: Answer, on connection: Int) {
    connections[connection]?.play(answer)
  }
}
