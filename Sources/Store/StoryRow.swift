import FoundationEssentials
import GRDB
import News

/// Stories and their members as rows.
enum StoryRow {
  /// Parts the words of a list. Feed text never holds it: control characters are folded to spaces on reading.
  private static let separator: Character = "\u{1F}"

  // MARK: - Reading

  /// The story of a row of `stories`.
  static func story(_ row: Row, grouping: Grouping, in database: Database) throws -> Story {
    let number: Int64 = row["number"]
    let statement = try database.cachedStatement(sql: "SELECT * FROM story_items WHERE story = ? ORDER BY item")
    let members = try Row.fetchAll(statement, arguments: [number]).map { member($0, grouping: grouping) }
    let told = StoryTold(
      alerts: row["told_alerts"], stage: (row["told_stage"] as String?).flatMap(Stage.init(rawValue:)),
      official: list(row["told_official"]).compactMap(Side.init(rawValue:)))
    return grouping.compose(row["id"], members, told)
  }

  /// The story that holds an item, with its row's number.
  static func story(
    ofItem item: Int64, grouping: Grouping, in database: Database
  ) throws -> (number: Int64, story: Story)? {
    let statement = try database.cachedStatement(
      sql: "SELECT stories.* FROM story_items JOIN stories ON number = story WHERE item = ?")
    guard let row = try Row.fetchOne(statement, arguments: [item]) else { return nil }
    return (row["number"], try story(row, grouping: grouping, in: database))
  }

  private static func member(_ row: Row, grouping: Grouping) -> StoryMember {
    var member = StoryMember(
      number: row["item"],
      source: Source(
        name: row["feed_name"], url: row["feed_url"], trust: Trust(rawValue: row["trust"]) ?? .outlet,
        side: (row["side"] as String?).flatMap(Side.init(rawValue:)), language: row["language"]),
      title: row["title"], link: row["link"], time: row.time("time"), seenAt: row.time("seen_at"),
      kind: (row["kind"] as String?).flatMap(Kind.init(rawValue:)),
      stage: (row["stage"] as String?).flatMap(Stage.init(rawValue:)),
      direction: (row["direction"] as String?).flatMap(Direction.init(rawValue:)),
      participants: participants(row["participants"]), places: list(row["places"]),
      dates: list(row["dates"]).compactMap(CivilDay.init), ordinals: list(row["ordinals"]),
      topics: list(row["topics"]).compactMap(Topic.init(rawValue:)), isRetrospective: row["retrospective"],
      print: TextPrint(
        words: hashes(row["words"]), figures: list(row["figures"]), weekdays: row["weekdays"],
        shingles: hashes(row["shingles"]), agency: row["agency"], isArabicScript: row["arabic"]))
    // What an earlier version kept of the text could not be compared with what this one keeps.
    if member.print.words.isEmpty { member.print = grouping.print(member.title, member.participants) }
    return member
  }

  // MARK: - Writing

  /// Writes a story as it is now; gives its row's number.
  static func write(
    _ story: Story, number: Int64?, openUntil: Timestamp, in database: Database
  ) throws -> Int64 {
    let seen = seen(story)
    let told = story.told
    let values: [(any DatabaseValueConvertible)?] = [
      story.kind?.rawValue, story.stage?.rawValue, seen.first.milliseconds, seen.last.milliseconds,
      story.closes?.milliseconds, openUntil.milliseconds, told.alerts, told.stage?.rawValue,
      text(told.official.map(\.rawValue)),
    ]
    if let number {
      let statement = try database.cachedStatement(
        sql: """
          UPDATE stories SET kind = ?, stage = ?, first_seen = ?, last_seen = ?, closes = ?, open_until = ?,
          told_alerts = ?, told_stage = ?, told_official = ? WHERE number = ?
          """)
      try statement.execute(arguments: StatementArguments(values + [number]))
      return number
    }
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO stories (id, kind, stage, first_seen, last_seen, closes, open_until, told_alerts, told_stage,
        told_official) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: StatementArguments([story.id] + values))
    return database.lastInsertedRowID
  }

  /// Writes a member into the story of that number, in place of what the item was before.
  static func write(_ member: StoryMember, story: Int64, in database: Database) throws {
    let source = member.source
    let print = member.print
    let values: [(any DatabaseValueConvertible)?] = [
      member.number, story, source.name, source.url, source.trust.rawValue, source.side?.rawValue, source.language,
      member.title, member.link, member.time?.milliseconds, member.seenAt?.milliseconds,
      member.kind?.rawValue, member.stage?.rawValue, member.direction?.rawValue,
      text(member.participants), text(member.places), text(member.dates.map(\.description)),
      text(member.ordinals), text(member.topics.map(\.rawValue)), member.isRetrospective,
      bytes(print.words), text(print.figures), print.weekdays, bytes(print.shingles),
      print.agency, print.isArabicScript,
    ]
    let statement = try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO story_items VALUES ("
        + Array(repeating: "?", count: values.count).joined(separator: ", ") + ")")
    try statement.execute(arguments: StatementArguments(values))
  }

  /// Moves members that another story held before.
  static func move(_ members: [StoryMember], to story: Int64, in database: Database) throws {
    let statement = try database.cachedStatement(sql: "UPDATE story_items SET story = ? WHERE item = ? AND story <> ?")
    for member in members { try statement.execute(arguments: [story, member.number, story]) }
  }

  /// Removes a story that has lost its last member to others.
  static func remove(number: Int64, in database: Database) throws {
    let statement = try database.cachedStatement(sql: "DELETE FROM stories WHERE number = ?")
    try statement.execute(arguments: [number])
  }

  /// A name that no story has: a closed story's first report may have come again under another address.
  static func freeName(_ id: String, in database: Database) throws -> String {
    let statement = try database.cachedStatement(sql: "SELECT 1 FROM stories WHERE id = ?")
    var name = id
    var count = 1
    while try Int.fetchOne(statement, arguments: [name]) != nil {
      count += 1
      name = "\(id)-\(count)"
    }
    return name
  }

  /// When the first and the last of its members were seen.
  static func seen(_ story: Story) -> (first: Timestamp, last: Timestamp) {
    let seen = story.members.compactMap(\.seenAt)
    let zero = Timestamp(milliseconds: 0)
    return (seen.min() ?? zero, seen.max() ?? zero)
  }

  // MARK: - Lists in a column

  private static func text(_ words: [String]) -> String {
    words.map { $0.filter { $0 != separator } }.joined(separator: String(separator))
  }

  private static func list(_ text: String) -> [String] {
    text.isEmpty ? [] : text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }

  /// Four words a participant: name, side, role, and `1` for a person by name.
  private static func text(_ participants: [Participant]) -> String {
    text(participants.flatMap { [$0.name, $0.side.rawValue, $0.role ?? "", $0.isPerson ? "1" : "0"] })
  }

  private static func participants(_ text: String) -> [Participant] {
    let words = list(text)
    return stride(from: 0, to: words.count - words.count % 4, by: 4).compactMap { index in
      guard let side = Side(rawValue: words[index + 1]) else { return nil }
      let role = words[index + 2]
      return Participant(
        name: words[index], side: side, role: role.isEmpty ? nil : role, isPerson: words[index + 3] == "1")
    }
  }

  /// Little-endian, four bytes each.
  private static func bytes(_ hashes: [UInt32]) -> Data {
    var data = Data(capacity: hashes.count * 4)
    for hash in hashes {
      for shift in stride(from: UInt32(0), to: 32, by: 8) { data.append(UInt8(truncatingIfNeeded: hash >> shift)) }
    }
    return data
  }

  private static func hashes(_ data: Data) -> [UInt32] {
    var hashes: [UInt32] = []
    hashes.reserveCapacity(data.count / 4)
    var value: UInt32 = 0
    for (index, byte) in data.enumerated() {
      value |= UInt32(byte) << (UInt32(index % 4) * 8)
      if index % 4 == 3 {
        hashes.append(value)
        value = 0
      }
    }
    return hashes
  }
}
