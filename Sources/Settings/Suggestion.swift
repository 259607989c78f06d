/// "Did you mean": the candidate nearest to what was typed, if it is near.
public enum Suggestion {
  /// The candidate at the least edit distance (insertions, deletions, changes and swaps of neighbours), within a third
  /// of its length and at least one; `nil` where none is that near.
  public static func nearest(to typed: String, in candidates: [String]) -> String? {
    var best: (distance: Int, candidate: String)?
    for candidate in candidates {
      let limit = max(1, max(typed.count, candidate.count) / 3)
      let found = distance(Array(typed.lowercased().utf8), Array(candidate.lowercased().utf8))
      if found <= limit, found < best?.distance ?? Int.max { best = (found, candidate) }
    }
    return best?.candidate
  }

  /// Optimal string alignment distance. Keys are short, so the whole table is kept.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    guard a.count <= 64, b.count <= 64 else { return Int.max }
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var cost = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, rows[i - 1][j - 1] + 1) }
        row.append(cost)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
