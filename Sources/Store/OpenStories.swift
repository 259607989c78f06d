import GRDB
import News

/// The stories that may still grow, held in memory so that grouping reads nothing from the disk.
struct OpenStories {
  private(set) var keeper: any StoryKeeper
  /// Row numbers by story id.
  private var numbers: [String: Int64] = [:]
  private var openUntil: [String: Timestamp] = [:]
  private var sweepAt: Timestamp

  /// A story that nobody reports any more stays open for so long after it was last seen, in milliseconds: longer
  /// than any feed's hole, and than the memory of any kind of event without a date of its own.
  static let memory: Int64 = 45 * 86_400_000

  /// Reads the open stories; closed ones are found by index, and cost nothing.
  init(at now: Timestamp, grouping: Grouping, in database: Database) throws {
    keeper = grouping.keeper()
    sweepAt = now.adding(seconds: 3600)
    let rows = try Row.fetchAll(
      database, sql: "SELECT * FROM stories WHERE open_until > ?", arguments: [now.milliseconds])
    for row in rows {
      let story = try StoryRow.story(row, grouping: grouping, in: database)
      hold(story, number: row["number"], until: Timestamp(milliseconds: row["open_until"]))
    }
  }

  func number(of id: String) -> Int64? { numbers[id] }

  /// Takes in a story from the disk.
  mutating func hold(_ story: Story, number: Int64, until: Timestamp) {
    keeper.hold(story)
    note(story.id, number: number, until: until)
  }

  /// Notes where a story that is held is kept, and until when it is open.
  mutating func note(_ id: String, number: Int64, until: Timestamp) {
    numbers[id] = number
    openUntil[id] = until
  }

  mutating func place(_ member: StoryMember) -> StoryDecision { keeper.place(member) }

  mutating func revise(_ member: StoryMember) -> StoryDecision { keeper.revise(member) }

  mutating func rename(_ id: String, to name: String) { keeper.rename(id, to: name) }

  mutating func tell(_ told: StoryTold, of id: String) { keeper.note(told, of: id) }

  mutating func drop(_ id: String) {
    keeper.drop(id)
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
