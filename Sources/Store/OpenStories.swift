import GRDB
import News

/// The stories that may still grow, held in memory so that grouping reads nothing from the disk.
struct OpenStories {
  private(set) var shelf = StoryShelf()
  /// Row numbers by story id.
  private var numbers: [String: Int64] = [:]
  private var openUntil: [String: Timestamp] = [:]
  private var sweepAt: Timestamp

  /// A story that nobody reports any more stays open for so long after it was last seen, in milliseconds: longer
  /// than any feed's hole, and than the memory of any kind of event without a date of its own.
  static let memory: Int64 = 45 * 86_400_000

  /// Reads the open stories; closed ones are found by index, and cost nothing.
  init(at now: Timestamp, grouping: Grouping, in database: Database) throws {
    sweepAt = now.adding(seconds: 3600)
    let rows = try Row.fetchAll(
      database, sql: "SELECT * FROM stories WHERE open_until > ?", arguments: [now.milliseconds])
    for row in rows {
      let story = try StoryRow.story(row, grouping: grouping, in: database)
      hold(story, number: row["number"], until: Timestamp(milliseconds: row["open_until"]), grouping: grouping)
    }
  }

  func number(of id: String) -> Int64? { numbers[id] }

  mutating func hold(_ story: Story, number: Int64, until: Timestamp, grouping: Grouping) {
    shelf.put(story, keys: grouping.keys)
    numbers[story.id] = number
    openUntil[story.id] = until
  }

  mutating func drop(_ id: String) {
    shelf.remove(id)
    numbers[id] = nil
    openUntil[id] = nil
  }

  /// Lets go of what has closed, once an hour.
  mutating func sweep(now: Timestamp) {
    guard now >= sweepAt else { return }
    sweepAt = now.adding(seconds: 3600)
    for (id, until) in openUntil where until <= now { drop(id) }
  }
}
