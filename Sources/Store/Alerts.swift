import GRDB
public import News

/// Which alerts a reader asks for. Empty lists and `nil` ask for all.
public struct AlertQuery: Hashable, Sendable {
  /// Detected at this moment or later.
  public var since: Timestamp?
  public var kinds: [Kind]
  public var stages: [Stage]
  /// Having one of these at least.
  public var topics: [Topic]
  /// Reporting an act or a word of this side: by the direction, or by the feed of its government.
  public var side: Side?
  public var minScore: Double?
  /// The last so many of those that match.
  public var last: Int?
  /// Only what comes after this one.
  public var after: Int64

  public init(
    since: Timestamp? = nil, kinds: [Kind] = [], stages: [Stage] = [], topics: [Topic] = [], side: Side? = nil,
    minScore: Double? = nil, last: Int? = nil, after: Int64 = 0
  ) {
    self.since = since
    self.kinds = kinds
    self.stages = stages
    self.topics = topics
    self.side = side
    self.minScore = minScore
    self.last = last
    self.after = after
  }
}

/// How far a log has got.
public struct LogCursor: Hashable, Sendable {
  /// `seq` of the last alert that is safely in the file.
  public var lastSeq: Int64
  /// The file that holds it.
  public var device: UInt64
  public var inode: UInt64
  /// Where its line ends, in bytes.
  public var offset: Int64

  public init(lastSeq: Int64, device: UInt64, inode: UInt64, offset: Int64) {
    self.lastSeq = lastSeq
    self.device = device
    self.inode = inode
    self.offset = offset
  }
}

extension AlertStore {
  /// The next alerts, in order: what the logs are drained from.
  public func alerts(after seq: Int64, limit: Int) throws(StoreFailure) -> [Alert] {
    try read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT seq, json FROM alerts WHERE seq > ? ORDER BY seq LIMIT ?")
      return try Row.fetchAll(statement, arguments: [seq, max(0, limit)]).map(AlertRow.alert)
    }
  }

  /// Those that match, oldest first.
  public func alerts(_ query: AlertQuery) throws(StoreFailure) -> [Alert] {
    var conditions = ["seq > ?"]
    var arguments: [any DatabaseValueConvertible] = [query.after]
    func among(_ column: String, _ values: [String]) {
      guard !values.isEmpty else { return }
      conditions.append("\(column) IN (" + values.map { _ in "?" }.joined(separator: ", ") + ")")
      arguments += values as [any DatabaseValueConvertible]
    }
    if let since = query.since {
      conditions.append("detected >= ?")
      arguments.append(since.milliseconds)
    }
    among("kind", query.kinds.map(\.rawValue))
    among("stage", query.stages.map(\.rawValue))
    if !query.topics.isEmpty {
      conditions.append("topics & ? <> 0")
      arguments.append(AlertRow.bits(query.topics))
    }
    if let side = query.side {
      conditions.append("sides & ? <> 0")
      arguments.append(AlertRow.bits([side]))
    }
    if let score = query.minScore {
      conditions.append("score >= ?")
      arguments.append(score)
    }
    let filter = conditions.joined(separator: " AND ")
    var sql = "SELECT seq, json FROM alerts WHERE \(filter) ORDER BY seq"
    if let last = query.last {
      sql = "SELECT * FROM (\(sql) DESC LIMIT ?) ORDER BY seq"
      arguments.append(max(0, last))
    }
    return try read { database in
      try Row.fetchAll(database, sql: sql, arguments: StatementArguments(arguments)).map(AlertRow.alert)
    }
  }

  /// The greatest `seq` ever given; 0 before the first alert.
  public func lastSeq() throws(StoreFailure) -> Int64 {
    try read { try AlertRow.lastSeq(in: $0) }
  }

  /// How far the log of that name has got; `nil` for a log that was never written.
  public func logCursor(_ sink: String) throws(StoreFailure) -> LogCursor? {
    try read { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT last_seq, device, inode, offset FROM log_cursors WHERE sink = ?", arguments: [sink])
      return row.map {
        LogCursor(
          lastSeq: $0[0], device: UInt64(bitPattern: $0[1] as Int64), inode: UInt64(bitPattern: $0[2] as Int64),
          offset: $0[3])
      }
    }
  }

  public func saveLogCursor(_ sink: String, _ cursor: LogCursor) throws(StoreFailure) {
    try transaction { database in
      let statement = try database.cachedStatement(
        sql: """
          INSERT INTO log_cursors (sink, last_seq, device, inode, offset) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (sink) DO UPDATE SET last_seq = excluded.last_seq, device = excluded.device,
          inode = excluded.inode, offset = excluded.offset
          """)
      try statement.execute(arguments: [
        sink, cursor.lastSeq, Int64(bitPattern: cursor.device), Int64(bitPattern: cursor.inode), cursor.offset,
      ])
    }
  }
}

extension AlertRow {
  static func lastSeq(in database: Database) throws -> Int64 {
    try Int64.fetchOne(database, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'alerts'") ?? 0
  }
}
