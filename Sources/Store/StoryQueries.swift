import GRDB
public import News

/// A story as commands show it.
public struct StoryOverview: Hashable, Sendable {
  public var story: Story
  /// When its first and its last report were seen.
  public var firstSeen: Timestamp
  public var lastSeen: Timestamp
  /// Reports may still join it.
  public var isOpen: Bool
  /// Its alerts, in order.
  public var alerts: [Int64]
}

extension AlertStore {
  /// Stories, oldest first.
  ///
  /// - Parameters:
  ///   - open: only those that reports may still join at `now`.
  ///   - since: only those that a report was seen of at this moment or later.
  ///   - grouping: `StoryGrouper.grouping`.
  public func stories(
    open: Bool = false, since: Timestamp? = nil, grouping: Grouping, now: Timestamp
  ) throws(StoreFailure) -> [StoryOverview] {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: "SELECT * FROM stories WHERE last_seen >= ? AND (? OR coalesce(closes, open_until) > ?) ORDER BY number",
        arguments: [since?.milliseconds ?? Int64.min, !open, now.milliseconds])
      return try rows.map { try StoryOverview(row: $0, grouping: grouping, now: now, in: database) }
    }
  }

  /// The story of that name, or `nil`.
  public func story(id: String, grouping: Grouping, now: Timestamp) throws(StoreFailure) -> StoryOverview? {
    try read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM stories WHERE id = ?", arguments: [id])
        .map { try StoryOverview(row: $0, grouping: grouping, now: now, in: database) }
    }
  }
}

extension StoryOverview {
  fileprivate init(row: Row, grouping: Grouping, now: Timestamp, in database: Database) throws {
    story = try StoryRow.story(row, grouping: grouping, in: database)
    firstSeen = Timestamp(milliseconds: row["first_seen"])
    lastSeen = Timestamp(milliseconds: row["last_seen"])
    isOpen = (row.time("closes") ?? Timestamp(milliseconds: row["open_until"])) > now
    let statement = try database.cachedStatement(sql: "SELECT seq FROM alerts WHERE story = ? ORDER BY seq")
    alerts = try Int64.fetchAll(statement, arguments: [story.id])
  }
}
