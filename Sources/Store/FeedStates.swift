import GRDB
import News

/// Reading and writing of what is remembered of feeds.
extension AlertStore {
  /// All feeds ever polled, also those that the configuration no longer names; by address.
  public func feedStates() throws(StoreFailure) -> [FeedState] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM feeds ORDER BY url").map(FeedState.init(row:))
    }
  }

  /// Stores states of feeds whose polls brought no items (304s, failures), in one transaction.
  public func save(_ states: [FeedState]) throws(StoreFailure) {
    guard !states.isEmpty else { return }
    try transaction { database in
      for state in states { _ = try FeedRow.write(state, newItems: 0, newAlerts: 0, bodySeen: nil, in: database) }
    }
  }

  /// Forgets a feed and the items seen in it. Its alerts stay.
  public func removeFeed(url: String) throws(StoreFailure) {
    try transaction { database in
      guard let feed = try FeedRow.id(url: url, in: database) else { return }
      try database.execute(sql: "DELETE FROM items WHERE feed = ?", arguments: [feed])
      try database.execute(sql: "DELETE FROM feeds WHERE id = ?", arguments: [feed])
    }
  }
}

/// A row of `feeds`.
enum FeedRow {
  static func id(url: String, in database: Database) throws -> Int64? {
    let statement = try database.cachedStatement(sql: "SELECT id FROM feeds WHERE url = ?")
    return try Int64.fetchOne(statement, arguments: [url])
  }

  /// Writes the state but for its counts, to which it adds; gives the row's number and the counts as they are now.
  static func write(
    _ state: FeedState, newItems: Int, newAlerts: Int, bodySeen: Timestamp?, in database: Database
  ) throws -> (id: Int64, items: Int, alerts: Int) {
    let statement = try database.cachedStatement(sql: sql)
    let hints = state.hints
    let arguments: [(any DatabaseValueConvertible)?] = [
      state.url, state.name, state.etag, state.lastModified, state.validatorsSince?.milliseconds,
      state.bodyHash.map { Int64(bitPattern: $0) }, state.nextDue.milliseconds, state.dueReason,
      state.lastAttempt?.milliseconds, state.lastSuccess?.milliseconds, state.lastChange?.milliseconds,
      state.failures, state.failingSince?.milliseconds, state.lastError, state.lastStatus,
      state.redirectTarget, state.redirectSince?.milliseconds, state.learnedURL,
      hints.ttlMinutes, bits(hints.skipHours), bits(hints.skipDays), hints.updatePeriodSeconds,
      state.intervalSeconds, state.itemsPerDay.isFinite ? state.itemsPerDay : 0, state.heldUntil?.milliseconds,
      newItems, newAlerts, bodySeen?.milliseconds,
    ]
    guard let row = try Row.fetchOne(statement, arguments: StatementArguments(arguments)) else {
      throw StoreFailure.internalFault(reason: "a feed was not written")
    }
    return (row["id"], row["items"], row["alerts"])
  }

  private static let columns = [
    "name", "etag", "last_modified", "validators_since", "body_hash", "next_due", "due_reason", "last_attempt",
    "last_success", "last_change", "failures", "failing_since", "last_error", "last_status", "redirect_target",
    "redirect_since", "learned_url", "ttl_minutes", "skip_hours", "skip_days", "update_period", "interval_seconds",
    "items_per_day", "held_until",
  ]

  private static let sql: String = {
    let names = columns.joined(separator: ", ")
    let marks = Array(repeating: "?", count: columns.count + 4).joined(separator: ", ")
    let changes = columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    return """
      INSERT INTO feeds (url, \(names), items, alerts, body_seen) VALUES (\(marks))
      ON CONFLICT (url) DO UPDATE SET \(changes), items = items + excluded.items, alerts = alerts + excluded.alerts,
      body_seen = coalesce(excluded.body_seen, body_seen) RETURNING id, items, alerts
      """
  }()

  private static func bits(_ numbers: Set<Int>) -> Int64 {
    numbers.reduce(0) { (0..<24).contains($1) ? $0 | 1 << Int64($1) : $0 }
  }

  static func numbers(_ bits: Int64) -> Set<Int> { Set((0..<24).filter { bits >> Int64($0) & 1 == 1 }) }
}

extension FeedState {
  init(row: Row) {
    self.init(
      url: row["url"], name: row["name"], etag: row["etag"], lastModified: row["last_modified"],
      validatorsSince: row.time("validators_since"),
      bodyHash: (row["body_hash"] as Int64?).map { UInt64(bitPattern: $0) },
      nextDue: Timestamp(milliseconds: row["next_due"]), dueReason: row["due_reason"],
      lastAttempt: row.time("last_attempt"), lastSuccess: row.time("last_success"),
      lastChange: row.time("last_change"), failures: row["failures"], failingSince: row.time("failing_since"),
      lastError: row["last_error"], lastStatus: row["last_status"], redirectTarget: row["redirect_target"],
      redirectSince: row.time("redirect_since"), learnedURL: row["learned_url"],
      hints: PollingHints(
        ttlMinutes: row["ttl_minutes"], skipHours: FeedRow.numbers(row["skip_hours"]),
        skipDays: FeedRow.numbers(row["skip_days"]), updatePeriodSeconds: row["update_period"]),
      intervalSeconds: row["interval_seconds"], itemsPerDay: row["items_per_day"], heldUntil: row.time("held_until"),
      items: row["items"], alerts: row["alerts"])
  }
}

extension Row {
  /// A moment kept in milliseconds.
  func time(_ column: String) -> Timestamp? { (self[column] as Int64?).map { Timestamp(milliseconds: $0) } }
}
