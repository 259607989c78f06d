/// A list of feeds in brackets: `[{name: …, url: …}, {…}]`, on one line or several.
struct FlowFeedList {
  private struct Item {
    /// From its first byte to its last.
    var range: Range<Int>
    /// The comma behind it.
    var comma: Int?
  }

  private let lines: YAMLLines
  private let open: Int
  /// The closing bracket.
  let close: Int
  private let items: [Item]
  /// As in JSON: keys and values all in quotes, and no comments.
  private let quotesKeys: Bool

  var isEmpty: Bool { items.isEmpty }

  /// - Parameters:
  ///   - open: where the opening bracket stands.
  ///   - count: the entries that the tree has, which must be those found here.
  init(_ lines: YAMLLines, at open: Int, count: Int, quotesKeys: Bool) throws(FeedListFailure) {
    var scan = FlowScan(bytes: lines.bytes, index: open + 1)
    var items: [Item] = []
    var start: Int?
    var end = open + 1
    var close: Int?
    while close == nil, let token = scan.next() {
      switch token.kind {
      case .comma where scan.depth == 0:
        if let first = start { items.append(Item(range: first..<end, comma: token.range.lowerBound)) }
        start = nil
      case .close where scan.depth < 0:
        if let first = start { items.append(Item(range: first..<end, comma: nil)) }
        close = token.range.lowerBound
      default:
        if start == nil { start = token.range.lowerBound }
        end = token.range.upperBound
      }
    }
    guard let close, items.count == count else { throw .unfit(reason: "the brackets of `feeds` were not understood") }
    self.lines = lines
    self.open = open
    self.close = close
    self.items = items
    self.quotesKeys = quotesKeys
  }

  // MARK: Adding

  func adding(_ groups: [FeedGroup]) -> [UInt8] {
    let feeds = groups.flatMap(\.feeds).map { YAMLScalar.flow($0, quotesKeys: quotesKeys) }
    guard let last = items.last else {
      return lines.replacing([(open + 1..<open + 1, Array(feeds.joined(separator: ", ").utf8))])
    }
    let line = lines.line(at: last.range.lowerBound)
    let indent = last.range.lowerBound - lines.range(line).lowerBound
    let comma = last.comma == nil ? "," : ""
    guard lines.indent(line) == indent, line > lines.line(at: open) else {
      // On one line.
      let end = last.comma.map { $0 + 1 } ?? last.range.upperBound
      return lines.replacing([(end..<end, Array("\(comma) \(feeds.joined(separator: ", "))".utf8))])
    }
    // An entry a line: the new ones come below the line in which the last one ends.
    let lineBreak = lines.lineBreak
    let margin = [UInt8](repeating: 0x20, count: indent)
    var new: [[UInt8]] = []
    for group in groups where !group.feeds.isEmpty {
      let heading = group.heading.map { YAMLScalar.comment($0) } ?? ""
      for (index, feed) in group.feeds.enumerated() {
        let above = index == 0 && !heading.isEmpty && !quotesKeys ? margin + Array("# \(heading)".utf8) + lineBreak : []
        new.append(above + margin + Array(YAMLScalar.flow(feed, quotesKeys: quotesKeys).utf8))
      }
    }
    let entries = Array(new.joined(separator: [0x2C] + lineBreak))
    let end = last.comma.map { $0 + 1 } ?? last.range.upperBound
    let lastLine = lines.line(at: end - 1)
    if lines.line(at: close) == lastLine {
      return lines.replacing([(end..<end, Array(comma.utf8) + lineBreak + entries)])
    }
    let below = lines.range(lastLine).upperBound
    return lines.replacing([
      (end..<end, Array(comma.utf8)), (below..<below, entries + (last.comma == nil ? [] : [0x2C]) + lineBreak),
    ])
  }

  // MARK: Removing

  func removing(_ index: Int) -> ([UInt8], comments: [String]) {
    let item = items[index]
    var changes: [(range: Range<Int>, bytes: [UInt8])] = []
    var comments: [String] = []
    if item.comma == nil, index > 0, let comma = items[index - 1].comma {
      // The last one goes with the comma before it.
      changes.append((comma..<comma + 1, []))
    }
    var range = item.range.lowerBound..<(item.comma.map { $0 + 1 } ?? item.range.upperBound)
    let first = lines.line(at: range.lowerBound)
    let last = lines.line(at: range.upperBound - 1)
    let rest = lines.bytes[range.upperBound..<lines.range(last).upperBound].drop { $0 == 0x20 || $0 == 0x09 }
    let beginsLine = lines.indent(first) == range.lowerBound - lines.range(first).lowerBound
    if beginsLine, first > lines.line(at: open), rest.first.map({ $0 == 0x23 || $0 == 0x0A || $0 == 0x0D }) ?? true {
      // Whole lines, the comments above and the one behind it included.
      var top = first
      while top - 1 > lines.line(at: open), lines.isComment(top - 1) { top -= 1 }
      comments = (top..<first).map(lines.trimmed)
      if rest.first == 0x23 {
        comments.append(String(decoding: rest.reversed().drop { $0 <= 0x20 }.reversed(), as: UTF8.self))
      }
      range = lines.range(top).lowerBound..<lines.range(last).upperBound
    } else if item.comma != nil {
      let blanks = lines.bytes[range.upperBound..<close].prefix { $0 == 0x20 || $0 == 0x09 }.count
      range = range.lowerBound..<range.upperBound + blanks
    } else if index > 0, let comma = items[index - 1].comma, lines.line(at: comma) == first {
      changes = []
      range = comma..<range.upperBound
    }
    return (lines.replacing(changes + [(range, [])]), comments)
  }
}

/// The pieces of YAML's flow style: brackets, commas, and everything else by the word. Comments are passed over.
private struct FlowScan {
  enum Kind { case open, close, comma, word }

  let bytes: [UInt8]
  var index: Int
  /// Brackets that are open, from 0; -1 once the list's own is closed.
  private(set) var depth = 0
  private var isInWord = false

  init(bytes: [UInt8], index: Int) {
    self.bytes = bytes
    self.index = index
  }

  mutating func next() -> (kind: Kind, range: Range<Int>)? {
    while index < bytes.count {
      let start = index
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: continue
      case 0x23 where bytes[start - 1] <= 0x20:
        isInWord = false
        while index < bytes.count, YAMLLines.breakLength(bytes, at: index) == 0 { index += 1 }
      case 0x5B, 0x7B:
        isInWord = false
        depth += 1
        return (.open, start..<index)
      case 0x5D, 0x7D:
        isInWord = false
        depth -= 1
        return (.close, start..<index)
      case 0x2C:
        isInWord = false
        return (.comma, start..<index)
      case 0x22 where !isInWord, 0x27 where !isInWord:
        skipQuoted(byte)
        return (.word, start..<index)
      case 0x3A where index >= bytes.count || bytes[index] <= 0x20 || Self.isIndicator(bytes[index]) || !isInWord:
        isInWord = false
        return (.word, start..<index)
      case 0x21 where !isInWord, 0x26 where !isInWord:
        // A tag or an anchor; what it is of comes behind it.
        while index < bytes.count, bytes[index] > 0x20, !Self.isIndicator(bytes[index]) { index += 1 }
        return (.word, start..<index)
      default:
        isInWord = true
        return (.word, start..<index)
      }
    }
    return nil
  }

  private mutating func skipQuoted(_ quote: UInt8) {
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == 0x5C, quote == 0x22 {
        index += 1
      } else if byte == quote {
        // '' within single quotes is one.
        guard quote == 0x27, index < bytes.count, bytes[index] == quote else { return }
        index += 1
      }
    }
    index = min(index, bytes.count)
  }

  private static func isIndicator(_ byte: UInt8) -> Bool {
    byte == 0x2C || byte == 0x5B || byte == 0x5D || byte == 0x7B || byte == 0x7D
  }
}
