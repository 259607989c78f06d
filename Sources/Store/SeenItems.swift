import GRDB
import News

/// Which items a feed has brought before.
extension AlertStore {
  /// What each item of a body is to the store, in the order given. A key that stands twice in `items` is new once.
  public func seen(
    feed url: String, items: [(key: String, textHash: UInt64)]
  ) throws(StoreFailure) -> [SeenStatus] {
    try ask { database in
      var status = Array(repeating: SeenStatus.new, count: items.count)
      for start in stride(from: 0, to: items.count, by: SeenItem.lookedUpAtOnce) {
        let end = min(start + SeenItem.lookedUpAtOnce, items.count)
        try SeenItem.find(feed: url, keys: items[start..<end].lazy.map(\.key), in: database) { offset, hash in
          status[start + offset] = hash == items[start + offset].textHash ? .known : .edited
        }
      }
      for (index, first) in SeenStatus.allNew(items).enumerated() where first == .known { status[index] = .known }
      return status
    }
  }
}

/// A row of `items`.
struct SeenItem {
  var id: Int64
  var textHash: UInt64
  var firstSeen: Timestamp

  static func find(feed: Int64, key: String, in database: Database) throws -> SeenItem? {
    let statement = try database.cachedStatement(
      sql: "SELECT id, text_hash, first_seen FROM items WHERE feed = ? AND key = ?")
    guard let row = try Row.fetchOne(statement, arguments: [feed, key]) else { return nil }
    return SeenItem(
      id: row[0], textHash: UInt64(bitPattern: row[1] as Int64), firstSeen: Timestamp(milliseconds: row[2]))
  }

  /// How many items one statement asks for.
  static let lookedUpAtOnce = 32

  private static let lookup = """
    WITH wanted (place, key) AS (VALUES \((0..<lookedUpAtOnce).map { "(\($0), ?)" }.joined(separator: ", ")))
    SELECT place, text_hash FROM wanted CROSS JOIN items
    ON feed = (SELECT id FROM feeds WHERE url = ?) AND items.key = wanted.key
    """

  /// Calls `found` with the place and the text's hash of each of `keys`, at most `lookedUpAtOnce`, that is known.
  static func find(
    feed url: String, keys: some Collection<String>, in database: Database, found: (Int, UInt64) -> Void
  ) throws {
    let statement = try database.cachedStatement(sql: lookup)
    var values = keys.map(\.databaseValue)
    values.append(contentsOf: repeatElement(.null, count: lookedUpAtOnce - values.count))
    values.append(url.databaseValue)
    let rows = try Row.fetchCursor(statement, arguments: StatementArguments(values))
    while let row = try rows.next() { found(row[0], UInt64(bitPattern: row[1] as Int64)) }
  }

  /// Remembers a new item; gives its number, or `nil` where it is known.
  static func insert(
    feed: Int64, key: String, textHash: UInt64, now: Timestamp, in database: Database
  ) throws -> Int64? {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO items (feed, key, text_hash, first_seen, last_seen) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (feed, key) DO NOTHING
        """)
    try statement.execute(
      arguments: [feed, key, Int64(bitPattern: textHash), now.milliseconds, now.milliseconds])
    return database.changesCount == 0 ? nil : database.lastInsertedRowID
  }

  /// How many items one statement remembers: each has work of its own, which is as much as that for a few rows.
  private static let insertedAtOnce = [32, 8, 1]
  private static let insertions = insertedAtOnce.map { count in
    """
    INSERT INTO items (feed, key, text_hash, first_seen, last_seen)
    VALUES \((1...count).map { "(?1, ?\(2 * $0 + 1), ?\(2 * $0 + 2), ?2, ?2)" }.joined(separator: ", "))
    ON CONFLICT (feed, key) DO NOTHING
    """
  }

  /// Remembers new items whose numbers nobody asks for.
  ///
  /// Gives how many were new, and the places of those among which some were known.
  static func insert(
    feed: Int64, items: [JudgedItem], places: [Int], now: Timestamp, in database: Database
  ) throws -> (new: Int, doubtful: [Int]) {
    var new = 0
    var doubtful: [Int] = []
    var rest = places[...]
    for (count, sql) in zip(insertedAtOnce, insertions) where rest.count >= count {
      let statement = try database.cachedStatement(sql: sql)
      while rest.count >= count {
        var values = [feed.databaseValue, now.milliseconds.databaseValue]
        values.reserveCapacity(2 * count + 2)
        for place in rest.prefix(count) {
          values.append(items[place].key.databaseValue)
          values.append(Int64(bitPattern: items[place].textHash).databaseValue)
        }
        try statement.execute(arguments: StatementArguments(values))
        let inserted = database.changesCount
        new += inserted
        if inserted < count { doubtful += rest.prefix(count) }
        rest = rest.dropFirst(count)
      }
    }
    return (new, doubtful)
  }

  static func edit(id: Int64, textHash: UInt64, now: Timestamp, in database: Database) throws {
    let statement = try database.cachedStatement(sql: "UPDATE items SET text_hash = ?, last_seen = ? WHERE id = ?")
    try statement.execute(arguments: [Int64(bitPattern: textHash), now.milliseconds, id])
  }

  /// Milliseconds between two notes of what a feed still carries.
  static let touchEvery: Int64 = 86_400_000

  /// Notes that the feed still carries these.
  static func touch(feed: Int64, keys: [String], now: Timestamp, in database: Database) throws {
    let statement = try database.cachedStatement(
      sql: "UPDATE items SET last_seen = ? WHERE feed = ? AND key = ? AND last_seen < ?")
    for key in keys {
      try statement.execute(arguments: [now.milliseconds, feed, key, now.milliseconds - touchEvery])
    }
  }
}
