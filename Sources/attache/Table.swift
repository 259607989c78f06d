/// A table in columns for a terminal. Cells hold text that is escaped already.
struct Table {
  private let header: [String]
  private let alignedRight: Set<Int>
  /// The column that gives way first where a terminal is too narrow, and the columns that it is never cut below.
  private let flexible: (column: Int, atLeast: Int)?
  private var rows: [Row] = []

  private struct Row {
    var cells: [String]
    var colours: [Int: [Colour]]
    /// Stands indented in lines of its own below the row.
    var below: String?
  }

  init(_ header: [String], alignedRight: Set<Int> = [], flexible: (column: Int, atLeast: Int)? = nil) {
    self.header = header
    self.alignedRight = alignedRight
    self.flexible = flexible
  }

  mutating func add(_ cells: [String], colours: [Int: [Colour]] = [:], below: String? = nil) {
    rows.append(Row(cells: cells, colours: colours, below: below))
  }

  /// The table with a line feed after each row. Where `width` is given, the last column and the flexible one are cut to
  /// fit it.
  func text(width: Int?, colour: Bool = false) -> String {
    let widths = widths(in: width)
    var text = line(Row(cells: header, colours: [:]), widths, colour: false)
    if colour { text = Colour.paint(String(text.dropLast()), [.bold], if: true) + "\n" }
    for row in rows {
      text += line(row, widths, colour: colour)
      guard let below = row.below else { continue }
      for part in width.map({ TextColumns.wrap(below, to: $0 - 2) }) ?? [below] {
        text += "  " + Colour.paint(part, [.faint], if: colour) + "\n"
      }
    }
    return text
  }

  private func widths(in width: Int?) -> [Int] {
    var widths = header.map { TextColumns.width($0) }
    for row in rows {
      for (index, cell) in row.cells.enumerated() { widths[index] = max(widths[index], TextColumns.width(cell)) }
    }
    guard let width, let last = widths.indices.last else { return widths }
    let tooMuch = widths.reduce(0, +) + 2 * last - width
    guard tooMuch > 0 else { return widths }
    // The last column gives way down to what its ordinary words take, then the flexible one, then the last again.
    let ordinary = min(widths[last], 20)
    var rest = tooMuch - min(tooMuch, widths[last] - ordinary)
    widths[last] -= tooMuch - rest
    if let flexible {
      let given = min(rest, max(0, widths[flexible.column] - flexible.atLeast))
      widths[flexible.column] -= given
      rest -= given
    }
    widths[last] = max(4, widths[last] - rest)
    return widths
  }

  private func line(_ row: Row, _ widths: [Int], colour: Bool) -> String {
    var text = ""
    for (index, cell) in row.cells.enumerated() {
      let isLast = index == row.cells.count - 1
      let cut = TextColumns.cut(cell, to: widths[index])
      let shown = Colour.paint(cut, row.colours[index] ?? [], if: colour)
      let padding = String(repeating: " ", count: max(0, widths[index] - TextColumns.width(cut)))
      if alignedRight.contains(index) { text += padding + shown } else { text += isLast ? shown : shown + padding }
      text += isLast ? "\n" : "  "
    }
    return text
  }
}
