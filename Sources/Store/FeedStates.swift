import GRDB
import News

/// Reading and writing of what is remembered of feeds.
extension AlertStore {
  /// All feeds ever polled, also those that the configuration no longer names; by address.
  public func feedStates() throws(StoreFailure) -> [FeedState] {
    try read { database in
      let statement = try database.cachedStatement(sql: FeedRow.selection)
      var states: [FeedState] = []
      states.reserveCapacity(try Int.fetchOne(database, sql: "SELECT count(*) FROM feeds") ?? 0)
      let rows = try Row.fetchCursor(statement)
      // Many feeds are due for one reason.
      var reasons: Set<String> = []
      while let row = try rows.next() {
        var state = FeedState(row: row)
        state.dueReason = reasons.insert(state.dueReason).memberAfterInsert
        states.append(state)
      }
      return states
    }
  }

  /// Stores states of feeds whose polls brought no items (304s, failures), in one transaction.
  public func save(_ states: [FeedState]) throws(StoreFailure) {
    guard !states.isEmpty else { return }
    try transaction { database in
      for state in states { try FeedRow.write(state, in: database) }
    }
  }

  /// Stores polls that found nothing new, in one transaction.
  func note(_ polls: [RoutinePoll]) throws(StoreFailure) {
    guard !polls.isEmpty else { return }
    try transaction { try FeedRow.note(polls, in: $0) }
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

/// A row of `feeds`. Ten thousand polls write it ten thousand times: one statement each, without names looked up.
struct FeedRow {
  var id: Int64
  /// All items and alerts so far.
  var items: Int
  var alerts: Int
  /// When the items that it carries were last noted as carried.
  var touched: Timestamp?

  static func id(url: String, in database: Database) throws -> Int64? {
    let statement = try database.cachedStatement(sql: "SELECT id FROM feeds WHERE url = ?")
    return try Int64.fetchOne(statement, arguments: [url])
  }

  static func find(url: String, in database: Database) throws -> FeedRow? {
    let statement = try database.cachedStatement(sql: "SELECT id, items, alerts, touched FROM feeds WHERE url = ?")
    guard let row = try Row.fetchOne(statement, arguments: [url]) else { return nil }
    return FeedRow(
      id: row[0], items: row[1], alerts: row[2], touched: (row[3] as Int64?).map { Timestamp(milliseconds: $0) })
  }

  /// What a body adds to the row beside the state.
  struct Body {
    var newItems = 0
    var newAlerts = 0
    var seen: Timestamp
    /// When all of its items were noted as carried, if they were.
    var touched: Timestamp?
  }

  /// Writes the state but for its counts, to which `body` adds.
  static func write(_ state: FeedState, body: Body? = nil, in database: Database) throws {
    let values = values(of: state, body)
    let update = try database.cachedStatement(sql: update)
    try update.execute(arguments: values)
    if database.changesCount == 0 { try database.cachedStatement(sql: insertion).execute(arguments: values) }
  }

  /// Writes what routine polls let differ: by the rows' numbers where they are known, in the order of the file's pages.
  static func note(_ polls: [RoutinePoll], in database: Database) throws {
    guard !polls.isEmpty else { return }
    // Looked up once: their texts are hashed each time.
    let times = try database.cachedStatement(sql: timesUpdate)
    let texts = try database.cachedStatement(sql: textsUpdate)
    // Several polls of one feed stay in their order.
    let order = polls.indices.map { (row: polls[$0].state.row.id ?? Int64.max, place: $0) }.sorted { $0 < $1 }
    for (row, place) in order {
      let state = polls[place].state
      let rate = state.itemsPerDay.isFinite ? state.itemsPerDay : 0
      if polls[place].keepsTexts, row != Int64.max {
        try times.execute(arguments: [
          state.validatorsSince?.milliseconds, state.nextDue.milliseconds, state.lastAttempt?.milliseconds,
          state.lastSuccess?.milliseconds, rate, row, state.url,
        ])
        if database.changesCount > 0 { continue }
      }
      try texts.execute(arguments: [
        state.name, state.etag, state.lastModified, state.validatorsSince?.milliseconds, state.nextDue.milliseconds,
        state.dueReason, state.lastAttempt?.milliseconds, state.lastSuccess?.milliseconds, state.lastStatus,
        state.intervalSeconds, rate, state.url,
      ])
      // The feed's first poll.
      if database.changesCount == 0 { try write(state, in: database) }
    }
  }

  /// The address too: a feed may have been forgotten, and its row's number given to another.
  private static let timesUpdate = """
    UPDATE feeds SET validators_since = ?, next_due = ?, last_attempt = ?, last_success = ?, items_per_day = ?
    WHERE id = ? AND url = ?
    """

  private static let textsUpdate = """
    UPDATE feeds SET name = ?, etag = ?, last_modified = ?, validators_since = ?, next_due = ?, due_reason = ?,
    last_attempt = ?, last_success = ?, last_status = ?, interval_seconds = ?, items_per_day = ? WHERE url = ?
    """

  private static func values(of state: FeedState, _ body: Body?) -> StatementArguments {
    let hints = state.hints
    var values: [(any DatabaseValueConvertible)?] = []
    values.reserveCapacity(columns.count + 5)
    func add(_ text: String?) { values.append(text) }
    func add(_ number: Int?) { values.append(number) }
    func add(_ time: Timestamp?) { values.append(time?.milliseconds) }
    add(state.name)
    add(state.etag)
    add(state.lastModified)
    add(state.validatorsSince)
    values.append(state.bodyHash.map { Int64(bitPattern: $0) })
    add(state.nextDue)
    add(state.dueReason)
    add(state.lastAttempt)
    add(state.lastSuccess)
    add(state.lastChange)
    add(state.failures)
    add(state.failingSince)
    add(state.lastError)
    add(state.lastStatus)
    add(state.redirectTarget)
    add(state.redirectSince)
    add(state.learnedURL)
    add(hints.ttlMinutes)
    add(bits(hints.skipHours))
    add(bits(hints.skipDays))
    add(hints.updatePeriodSeconds)
    add(state.intervalSeconds)
    values.append(state.itemsPerDay.isFinite ? state.itemsPerDay : 0)
    add(state.heldUntil)
    add(state.lastActivity)
    add(state.longestGap)
    add(state.shownItems)
    add(state.concern?.kind.rawValue)
    add(state.concern?.words)
    add(state.concern?.since)
    add(body?.newItems ?? 0)
    add(body?.newAlerts ?? 0)
    add(body?.seen)
    add(body?.touched)
    add(state.url)
    return StatementArguments(values)
  }

  /// In the order of `values(of:_:)` and of `FeedState.init(row:)`.
  private static let columns = [
    "name", "etag", "last_modified", "validators_since", "body_hash", "next_due", "due_reason", "last_attempt",
    "last_success", "last_change", "failures", "failing_since", "last_error", "last_status", "redirect_target",
    "redirect_since", "learned_url", "ttl_minutes", "skip_hours", "skip_days", "update_period", "interval_seconds",
    "items_per_day", "held_until", "last_activity", "longest_gap", "shown_items", "concern", "concern_words",
    "concern_since",
  ]

  static let selection = "SELECT \(columns.joined(separator: ", ")), items, alerts, url, id FROM feeds ORDER BY url"

  private static let update = """
    UPDATE feeds SET \(columns.map { "\($0) = ?" }.joined(separator: ", ")), items = items + ?, alerts = alerts + ?,
    body_seen = coalesce(?, body_seen), touched = coalesce(?, touched) WHERE url = ?
    """

  private static let insertion = """
    INSERT INTO feeds (\(columns.joined(separator: ", ")), items, alerts, body_seen, touched, url)
    VALUES (\(Array(repeating: "?", count: columns.count + 5).joined(separator: ", ")))
    """

  private static func bits(_ numbers: Set<Int>) -> Int {
    numbers.reduce(0) { (0..<24).contains($1) ? $0 | 1 << $1 : $0 }
  }

  static func numbers(_ bits: Int) -> Set<Int> {
    bits == 0 ? [] : Set((0..<24).filter { bits >> $0 & 1 == 1 })
  }
}

extension FeedState {
  /// - Parameter row: of `FeedRow.selection`; by position, because names are looked up anew in each row.
  init(row: Row) {
    var column = -1
    func next<Value: DatabaseValueConvertible & StatementColumnConvertible>() -> Value? {
      column += 1
      return row[column]
    }
    func time() -> Timestamp? { (next() as Int64?).map { Timestamp(milliseconds: $0) } }
    self.init(url: "", name: next() ?? "", nextDue: Timestamp(milliseconds: 0))
    etag = next()
    lastModified = next()
    validatorsSince = time()
    bodyHash = (next() as Int64?).map { UInt64(bitPattern: $0) }
    nextDue = time() ?? nextDue
    dueReason = next() ?? ""
    lastAttempt = time()
    lastSuccess = time()
    lastChange = time()
    failures = next() ?? 0
    failingSince = time()
    lastError = next()
    lastStatus = next()
    redirectTarget = next()
    redirectSince = time()
    learnedURL = next()
    hints.ttlMinutes = next()
    hints.skipHours = FeedRow.numbers(next() ?? 0)
    hints.skipDays = FeedRow.numbers(next() ?? 0)
    hints.updatePeriodSeconds = next()
    intervalSeconds = next()
    itemsPerDay = next() ?? 0
    heldUntil = time()
    lastActivity = time()
    longestGap = next()
    shownItems = next()
    let kind: String? = next()
    let words: String? = next()
    if let since = time(), let kind = kind.flatMap(FeedConcern.Kind.init), let words {
      concern = FeedConcern(kind: kind, words: words, since: since)
    }
    items = next() ?? 0
    alerts = next() ?? 0
    url = next() ?? ""
    self.row.id = next()
  }
}

extension Row {
  /// A moment kept in milliseconds.
  func time(_ column: String) -> Timestamp? { (self[column] as Int64?).map { Timestamp(milliseconds: $0) } }
}
