import GRDB
import News

/// Which items a feed has brought before.
extension AlertStore {
  /// What each item of a body is to the store, in the order given. A key that stands twice in `items` is new once.
  public func seen(
    feed url: String, items: [(key: String, textHash: UInt64)]
  ) throws(StoreFailure) -> [SeenStatus] {
    try read { database in
      guard let feed = try FeedRow.id(url: url, in: database) else {
        var earlier: Set<String> = []
        return items.map { earlier.insert($0.key).inserted ? .new : .known }
      }
      var earlier: Set<String> = []
      return try items.map { item in
        guard earlier.insert(item.key).inserted else { return .known }
        guard let known = try SeenItem.find(feed: feed, key: item.key, in: database) else { return .new }
        return known.textHash == item.textHash ? .known : .edited
      }
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

  /// Remembers a new item; gives its number.
  static func insert(
    feed: Int64, key: String, textHash: UInt64, now: Timestamp, in database: Database
  ) throws -> Int64 {
    let statement = try database.cachedStatement(
      sql: "INSERT INTO items (feed, key, text_hash, first_seen, last_seen) VALUES (?, ?, ?, ?, ?)")
    try statement.execute(
      arguments: [feed, key, Int64(bitPattern: textHash), now.milliseconds, now.milliseconds])
    return database.lastInsertedRowID
  }

  static func edit(id: Int64, textHash: UInt64, now: Timestamp, in database: Database) throws {
    let statement = try database.cachedStatement(sql: "UPDATE items SET text_hash = ?, last_seen = ? WHERE id = ?")
    try statement.execute(arguments: [Int64(bitPattern: textHash), now.milliseconds, id])
  }

  /// Items that a feed still carries are touched once in so many milliseconds, not at every poll.
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
