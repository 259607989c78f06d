import FoundationEssentials
import GRDB
import News
import Output

/// A row of `alerts`: the columns that a query may ask for, and the alert itself as users read it.
enum AlertRow {
  static func insert(_ alert: Alert, in database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO alerts (seq, id, detected, story, kind, stage, topics, sides, score, json)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let assessment = alert.assessment
    try statement.execute(arguments: [
      alert.seq, alert.id, alert.detectedAt.milliseconds, alert.story.id, assessment.kind?.rawValue,
      assessment.stage?.rawValue, bits(assessment.topics), bits(sides(of: alert)), assessment.score,
      Data(AlertJSON.encode(alert)),
    ])
  }

  /// The alert of a row whose columns are `seq` and `json`.
  static func alert(_ row: Row) throws -> Alert {
    do {
      return try AlertJSON.decode([UInt8](row["json"] as Data))
    } catch {
      throw StoreFailure.corrupt(path: "alert \(row["seq"] as Int64) in the store", reason: "\(error)")
    }
  }

  /// One bit a topic, by its place in the list of all: topics are only ever added at its end.
  static func bits(_ topics: [Topic]) -> Int64 {
    topics.reduce(0) { bits, topic in
      Topic.allCases.firstIndex(of: topic).map { bits | 1 << Int64($0) } ?? bits
    }
  }

  static func bits(_ sides: Set<Side>) -> Int64 { (sides.contains(.us) ? 1 : 0) | (sides.contains(.pk) ? 2 : 0) }

  /// Whose act or word an alert reports: who acts on whom, and whose own feed says so.
  private static func sides(of alert: Alert) -> Set<Side> {
    var sides: Set<Side> = []
    switch alert.assessment.direction {
    case .usToPK: sides = [.us]
    case .pkToUS: sides = [.pk]
    case .mutual: sides = [.us, .pk]
    case nil: break
    }
    if let side = alert.source.side { sides.insert(side) }
    return sides
  }
}
