import GRDB
import News

/// A row of `consumers`, and its rows of `handed`.
struct Consumer {
  /// What a row of `handed` is, and what its `due` means.
  enum State: Int {
    /// Leased until `due`.
    case leased = 0
    /// Given back; not handed out before `due`.
    case waiting = 1
    /// Given up at `due`.
    case dead = 2
  }

  let id: Int64
  let floor: Int64

  init(row: Row) {
    id = row["id"]
    floor = row["floor"]
  }

  static func find(_ name: String, in database: Database) throws -> Consumer? {
    let statement = try database.cachedStatement(sql: "SELECT id, floor FROM consumers WHERE name = ?")
    return try Row.fetchOne(statement, arguments: [name]).map(Consumer.init(row:))
  }

  /// The consumer, made where there is none.
  static func open(_ name: String, fromNow: Bool, now: Timestamp, in database: Database) throws -> Consumer {
    if let consumer = try find(name, in: database) {
      guard !fromNow else { throw QueueFailure.knownConsumer(name) }
      try consumer.touch(now: now, in: database)
      return consumer
    }
    let floor = fromNow ? try AlertRow.lastSeq(in: database) : 0
    try database.execute(
      sql: "INSERT INTO consumers (name, floor, created, last_used, pruned) VALUES (?, ?, ?, ?, 0)",
      arguments: [name, floor, now.milliseconds, now.milliseconds])
    guard let consumer = try find(name, in: database) else {
      throw StoreFailure.internalFault(reason: "a consumer was not written")
    }
    return consumer
  }

  static func known(_ name: String, now: Timestamp, in database: Database) throws -> Consumer {
    guard let consumer = try find(name, in: database) else { throw QueueFailure.unknownConsumer(name) }
    try consumer.touch(now: now, in: database)
    return consumer
  }

  private func touch(now: Timestamp, in database: Database) throws {
    let statement = try database.cachedStatement(sql: "UPDATE consumers SET last_used = ? WHERE id = ?")
    try statement.execute(arguments: [now.milliseconds, id])
  }

  // MARK: - Handing out

  /// Gives up what was handed out too often and came back by itself or by hand.
  func giveUp(now: Timestamp, in database: Database) throws {
    let statement = try database.cachedStatement(
      sql: "UPDATE handed SET state = ?, due = ? WHERE consumer = ? AND state <> ? AND due <= ? AND tries >= ?")
    try statement.execute(arguments: [
      State.dead.rawValue, now.milliseconds, id, State.dead.rawValue, now.milliseconds, AlertStore.maxTries,
    ])
  }

  /// Leases what came back. A lease that ran out has cost its own time already; from the third on it waits longer.
  func again(limit: Int, until: Timestamp, now: Timestamp, in database: Database) throws -> [QueuedAlert] {
    let select = try database.cachedStatement(
      sql: """
        SELECT alerts.seq AS seq, json, tries FROM handed JOIN alerts ON alerts.seq = handed.seq
        WHERE consumer = ? AND state <> ? AND due + iif(state = ?, \(Consumer.pause), 0) <= ?
        ORDER BY handed.seq LIMIT ?
        """)
    let rows = try Row.fetchAll(
      select, arguments: [id, State.dead.rawValue, State.leased.rawValue, now.milliseconds, limit])
    let lease = try database.cachedStatement(
      sql: "UPDATE handed SET state = ?, due = ?, tries = ? WHERE consumer = ? AND seq = ?")
    return try rows.map { row in
      let tries = (row["tries"] as Int) + 1
      try lease.execute(arguments: [State.leased.rawValue, until.milliseconds, tries, id, row["seq"] as Int64])
      return QueuedAlert(alert: try AlertRow.alert(row), tries: tries, leasedUntil: until)
    }
  }

  /// Milliseconds between the end of a lease and the next: none after the first two, then 1 s, 2 s, 4 s … 64 s.
  private static let pause = "iif(tries < 3, 0, 1000 << min(tries - 3, 6))"

  /// Leases what was never handed out.
  func fresh(limit: Int, until: Timestamp, in database: Database) throws -> [QueuedAlert] {
    guard limit > 0 else { return [] }
    let select = try database.cachedStatement(
      sql: "SELECT seq, json FROM alerts WHERE seq > ? ORDER BY seq LIMIT ?")
    let rows = try Row.fetchAll(select, arguments: [floor, limit])
    guard let last: Int64 = rows.last?["seq"] else { return [] }
    let lease = try database.cachedStatement(
      sql: "INSERT INTO handed (consumer, seq, state, due, tries) VALUES (?, ?, ?, ?, 1)")
    let alerts = try rows.map { row in
      try lease.execute(arguments: [id, row["seq"] as Int64, State.leased.rawValue, until.milliseconds])
      return QueuedAlert(alert: try AlertRow.alert(row), tries: 1, leasedUntil: until)
    }
    let rise = try database.cachedStatement(sql: "UPDATE consumers SET floor = ? WHERE id = ?")
    try rise.execute(arguments: [last, id])
    return alerts
  }

  // MARK: - Taking back

  /// Acknowledges; `false` where the consumer does not hold the alert.
  func forget(_ seq: Int64, in database: Database) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: "DELETE FROM handed WHERE consumer = ? AND seq = ? AND state = ?")
    try statement.execute(arguments: [id, seq, State.leased.rawValue])
    return database.changesCount > 0
  }

  /// Gives back; `false` where the consumer does not hold the alert.
  func giveBack(_ seq: Int64, due: Timestamp, in database: Database) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: "UPDATE handed SET state = ?, due = ? WHERE consumer = ? AND seq = ? AND state = ?")
    try statement.execute(arguments: [
      State.waiting.rawValue, due.milliseconds, id, seq, State.leased.rawValue,
    ])
    return database.changesCount > 0
  }

  // MARK: - Standing

  /// `row` is the whole row of `consumers`.
  func status(_ row: Row, now: Timestamp, in database: Database) throws -> ConsumerStatus {
    func count(_ condition: String, _ arguments: [Int64]) throws -> Int {
      try Int.fetchOne(
        database, sql: "SELECT count(*) FROM \(condition)", arguments: StatementArguments(arguments)) ?? 0
    }
    let dead = Int64(State.dead.rawValue)
    let held = try count("handed WHERE consumer = ? AND state <> ?", [id, dead])
    let oldest = try Int64.fetchOne(
      database,
      sql: """
        SELECT min(detected) FROM alerts WHERE seq IN (
          SELECT min(seq) FROM handed WHERE consumer = ? AND state <> ?
          UNION ALL SELECT min(seq) FROM alerts WHERE seq > ?)
        """, arguments: [id, dead, floor])
    return ConsumerStatus(
      name: row["name"], created: Timestamp(milliseconds: row["created"]),
      lastUsed: Timestamp(milliseconds: row["last_used"]),
      backlog: try held + count("alerts WHERE seq > ?", [floor]),
      oldest: oldest.map { Timestamp(milliseconds: $0) },
      leased: try count(
        "handed WHERE consumer = ? AND state = ? AND due > ?", [id, Int64(State.leased.rawValue), now.milliseconds]),
      dead: try count("handed WHERE consumer = ? AND state = ?", [id, dead]), pruned: row["pruned"])
  }
}
