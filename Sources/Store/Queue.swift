import GRDB
public import News

/// An alert in a consumer's hands.
public struct QueuedAlert: Hashable, Sendable {
  public var alert: Alert
  /// How often it has been handed out, this time included.
  public var tries: Int
  /// Until when it is this consumer's alone to work on.
  public var leasedUntil: Timestamp

  public init(alert: Alert, tries: Int, leasedUntil: Timestamp) {
    self.alert = alert
    self.tries = tries
    self.leasedUntil = leasedUntil
  }
}

/// How a consumer stands.
public struct ConsumerStatus: Hashable, Sendable {
  public var name: String
  public var created: Timestamp
  public var lastUsed: Timestamp
  /// Alerts that are neither acknowledged nor given up, leased ones included.
  public var backlog: Int
  /// When the oldest of them was detected.
  public var oldest: Timestamp?
  /// Leases that run.
  public var leased: Int
  public var dead: Int
  /// Alerts that were removed by age before they were acknowledged.
  public var pruned: Int
}

/// An alert given up after too many tries.
public struct DeadAlert: Hashable, Sendable {
  public var consumer: String
  public var tries: Int
  /// When it was given up.
  public var since: Timestamp
  public var alert: Alert
}

/// Why the queue refused.
public enum QueueFailure: Error, Hashable, Sendable, CustomStringConvertible {
  case unknownConsumer(String)
  /// `--from now` on a consumer that exists.
  case knownConsumer(String)
  /// The consumer does not hold these; the others that were named were taken.
  case notHeld(consumer: String, seqs: [Int64])
  case emptyName
  case store(StoreFailure)

  public var description: String {
    switch self {
    case .unknownConsumer(let name): "no consumer \(name); its first `queue next` makes it"
    case .knownConsumer(let name):
      "consumer \(name) exists already; leave out --from now, or choose another name"
    case .notHeld(let consumer, let seqs):
      "consumer \(consumer) does not hold \(seqs.map(String.init).joined(separator: ", "))"
    case .emptyName: "a consumer needs a name"
    case .store(let failure): failure.description
    }
  }
}

/// The durable queue: each consumer gets each alert at least once, in order.
///
/// A consumer's `floor` is the last alert that was ever handed out to it; what was handed out and not acknowledged
/// has a row in `handed`. So a backlog of any length costs a consumer one row.
extension AlertStore {
  /// An alert whose lease ran out so often is given up.
  public static let maxTries = 10

  /// Leases the next alerts to a consumer: first what came back, then what is new, in the order of `seq`.
  ///
  /// - Parameters:
  ///   - lease: seconds.
  ///   - fromNow: a consumer that is new begins after the last alert; refused for a known one.
  public func next(
    consumer name: String, limit: Int, lease: Int64, fromNow: Bool = false, now: Timestamp
  ) throws(QueueFailure) -> [QueuedAlert] {
    guard !name.isEmpty else { throw .emptyName }
    return try queueTransaction { database in
      let consumer = try Consumer.open(name, fromNow: fromNow, now: now, in: database)
      guard limit > 0 else { return [] }
      let until = now.adding(seconds: max(0, lease))
      try consumer.giveUp(now: now, in: database)
      var handed = try consumer.again(limit: limit, until: until, now: now, in: database)
      handed += try consumer.fresh(limit: limit - handed.count, until: until, in: database)
      return handed
    }
  }

  /// Makes a consumer that begins after the last alert, where there is none of that name; a known one is left alone.
  public func ensureConsumer(_ name: String, now: Timestamp) throws(QueueFailure) {
    guard !name.isEmpty else { throw .emptyName }
    try queueTransaction { database in
      if try Consumer.find(name, in: database) == nil {
        _ = try Consumer.open(name, fromNow: true, now: now, in: database)
      }
    }
  }

  /// Acknowledges: these alerts are done with. A lease that has run out still counts while the alert is not in
  /// other hands. Those that the consumer does not hold are named in the error; the others are acknowledged.
  public func ack(consumer name: String, seqs: [Int64], now: Timestamp) throws(QueueFailure) {
    let missing = try queueTransaction { database -> [Int64] in
      let consumer = try Consumer.known(name, now: now, in: database)
      return try seqs.filter { try !consumer.forget($0, in: database) }
    }
    guard missing.isEmpty else { throw .notHeld(consumer: name, seqs: missing) }
  }

  /// Gives back: these alerts may be handed out again, `after` seconds from now.
  public func release(
    consumer name: String, seqs: [Int64], after: Int64 = 0, now: Timestamp
  ) throws(QueueFailure) {
    let due = now.adding(seconds: max(0, after))
    let missing = try queueTransaction { database -> [Int64] in
      let consumer = try Consumer.known(name, now: now, in: database)
      return try seqs.filter { try !consumer.giveBack($0, due: due, in: database) }
    }
    guard missing.isEmpty else { throw .notHeld(consumer: name, seqs: missing) }
  }

  /// Forgets a consumer and what it holds.
  public func removeConsumer(_ name: String) throws(QueueFailure) {
    try queueTransaction { database in
      guard let consumer = try Consumer.find(name, in: database) else { throw QueueFailure.unknownConsumer(name) }
      try database.execute(sql: "DELETE FROM handed WHERE consumer = ?", arguments: [consumer.id])
      try database.execute(sql: "DELETE FROM consumers WHERE id = ?", arguments: [consumer.id])
    }
  }

  /// How all consumers stand, by name.
  public func queueStatus(now: Timestamp) throws(StoreFailure) -> [ConsumerStatus] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM consumers ORDER BY name").map { row in
        try Consumer(row: row).status(row, now: now, in: database)
      }
    }
  }

  /// Alerts given up, of one consumer or of all; in order.
  public func dead(consumer name: String? = nil) throws(StoreFailure) -> [DeadAlert] {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT name, tries, due, alerts.seq AS seq, json FROM handed
          JOIN consumers ON consumers.id = consumer JOIN alerts ON alerts.seq = handed.seq
          WHERE state = ? AND (? IS NULL OR name = ?) ORDER BY name, handed.seq
          """, arguments: [Consumer.State.dead.rawValue, name, name])
      return try rows.map {
        DeadAlert(
          consumer: $0["name"], tries: $0["tries"], since: Timestamp(milliseconds: $0["due"]),
          alert: try AlertRow.alert($0))
      }
    }
  }

  @discardableResult
  private func queueTransaction<Value>(_ body: (Database) throws -> Value) throws(QueueFailure) -> Value {
    var refusal: QueueFailure?
    do throws(StoreFailure) {
      return try transaction { database in
        do {
          return try body(database)
        } catch let failure as QueueFailure {
          refusal = failure
          throw failure
        }
      }
    } catch {
      throw refusal ?? .store(error)
    }
  }
}
