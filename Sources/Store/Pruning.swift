import GRDB
public import News

/// What one step of pruning removed.
public struct Pruned: Hashable, Sendable {
  public var alerts: Int
  public var stories: Int
  public var items: Int
  /// There may be more to remove.
  public var isUnfinished: Bool
}

extension AlertStore {
  /// Removes what is older than `settings.keep`, at most `limit` rows of each kind: a small transaction,
  /// to be repeated at leisure while it says that it is unfinished.
  ///
  /// Alerts go by their detection, stories by their last report. What was seen in a feed goes once the feed no
  /// longer carries it, however old it is: forgotten earlier, it would be news again.
  public func prune(now: Timestamp, limit: Int = 500) throws(StoreFailure) -> Pruned {
    let before = now.adding(seconds: -settings.keep).milliseconds
    let pruned = try transaction { database in
      let alerts = try Pruning.alerts(before: before, limit: limit, in: database)
      let stories = try Pruning.stories(before: before, limit: limit, in: database)
      let items = try Pruning.items(before: before, limit: limit, in: database)
      return Pruned(
        alerts: alerts, stories: stories, items: items, isUnfinished: max(alerts, stories, items) >= limit)
    }
    if pruned.stories > 0 { shelf = nil }
    return pruned
  }
}

private enum Pruning {
  /// Consumers that had not acknowledged an alert are told of it by a count.
  static func alerts(before: Int64, limit: Int, in database: Database) throws -> Int {
    let last = try Int64.fetchOne(
      database,
      sql: """
        SELECT max(seq) FROM (SELECT seq FROM alerts WHERE seq < coalesce(
          (SELECT min(seq) FROM alerts WHERE detected >= ?), 9223372036854775807) ORDER BY seq LIMIT ?)
        """, arguments: [before, limit])
    guard let last else { return 0 }
    try database.execute(
      sql: """
        UPDATE consumers SET
          pruned = pruned + (SELECT count(*) FROM alerts WHERE seq > floor AND seq <= ?)
            + (SELECT count(*) FROM handed WHERE consumer = id AND seq <= ? AND state <> ?),
          floor = max(floor, ?)
        """, arguments: [last, last, Consumer.State.dead.rawValue, last])
    try database.execute(sql: "DELETE FROM handed WHERE seq <= ?", arguments: [last])
    try database.execute(sql: "DELETE FROM alerts WHERE seq <= ?", arguments: [last])
    return database.changesCount
  }

  static func stories(before: Int64, limit: Int, in database: Database) throws -> Int {
    let numbers = try Int64.fetchAll(
      database, sql: "SELECT number FROM stories WHERE last_seen < ? ORDER BY last_seen LIMIT ?",
      arguments: [before, limit])
    for number in numbers {
      try database.execute(sql: "DELETE FROM story_items WHERE story = ?", arguments: [number])
      try database.execute(sql: "DELETE FROM stories WHERE number = ?", arguments: [number])
    }
    return numbers.count
  }

  /// What the feed's last body still held was touched at most a day before that body; two days are on the safe side.
  static func items(before: Int64, limit: Int, in database: Database) throws -> Int {
    try database.execute(
      sql: """
        DELETE FROM items WHERE id IN (
          SELECT items.id FROM items JOIN feeds ON feeds.id = feed
          WHERE last_seen < ? AND last_seen < coalesce(body_seen, 0) - ? ORDER BY last_seen LIMIT ?)
        """, arguments: [before, 2 * SeenItem.touchEvery, limit])
    return database.changesCount
  }
}
