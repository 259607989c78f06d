/// A table in columns for a terminal. Cells hold text that is escaped already.
struct Table {
  private let header: [String]
  private let alignedRight: Set<Int>
  private var rows: [[String]] = []

  init(_ header: [String], alignedRight: Set<Int> = []) {
    self.header = header
    self.alignedRight = alignedRight
  }

  mutating func add(_ row: [String]) { rows.append(row) }

  /// The table with a line feed after each row. Where `width` is given, the last column is cut to fit it.
  func text(width: Int?) -> String {
    var widths = header.map(\.count)
    for row in rows { for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.count) } }
    let room = width.map { $0 - widths.dropLast().reduce(0) { $0 + $1 + 2 } }
    var text = ""
    for row in [header] + rows {
      for (index, cell) in row.enumerated() {
        let isLast = index == row.count - 1
        var shown = cell
        if isLast, let room, room >= 8, cell.count > room { shown = cell.prefix(room - 1) + "…" }
        let padding = String(repeating: " ", count: max(0, widths[index] - shown.count))
        if alignedRight.contains(index) { text += padding + shown } else { text += isLast ? shown : shown + padding }
        text += isLast ? "\n" : "  "
      }
    }
    return text
  }
}
