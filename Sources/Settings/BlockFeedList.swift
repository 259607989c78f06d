internal import Yams

/// A list of feeds with a line that begins with `- ` for each.
///
/// What belongs to an entry: its lines up to its last value, the comment lines right behind that are indented deeper than
/// its dash, and the comment lines right above it. Of those above, entries that are commented out belong to nobody, and
/// where the list is set in paragraphs, the comment that begins a paragraph of several entries heads them all.
struct BlockFeedList {
  /// How entries are indented.
  struct Style {
    /// Blanks before the dash.
    var indent: Int
    /// From the dash to the keys.
    var offset = 2
  }

  private struct Entry {
    /// The dash's line.
    var start: Int
    /// Past the last line that is the entry's.
    var end: Int
  }

  private let lines: YAMLLines
  private let style: Style
  private let entries: [Entry]
  /// The line of the list's key.
  private let keyLine: Int

  /// - Parameters:
  ///   - place: where the first dash stands.
  ///   - key: where the list's key stands.
  ///   - next: the line of what comes behind the list.
  init(_ sequence: Node.Sequence, _ lines: YAMLLines, at place: Int, key: Int, next: Int) throws(FeedListFailure) {
    let first = lines.line(at: place)
    let indent = place - lines.range(first).lowerBound
    var starts: [Int] = []
    var style = Style(indent: indent)
    for element in sequence {
      guard let offset = lines.offset(of: element.mark), element.anchor == nil else {
        throw .unfit(reason: "entries of `feeds` are aliases or carry anchors")
      }
      // The dash stands in the element's own line or above it.
      let line = lines.line(at: offset)
      let floor = starts.last.map { $0 + 1 } ?? first
      guard line >= floor, let dash = (floor...line).last(where: { Self.hasDash(lines, $0, indent) }) else {
        throw .unfit(reason: "the beginning of an entry was not found")
      }
      if dash == line, lines.bytes[offset] != 0x7B { style.offset = offset - lines.range(line).lowerBound - indent }
      starts.append(dash)
    }
    self.lines = lines
    self.style = style
    entries = starts.enumerated().map { index, start in
      let bound = index + 1 < starts.count ? starts[index + 1] : next
      return Entry(start: start, end: Self.end(lines, start, bound, indent))
    }
    keyLine = lines.line(at: key)
  }

  private static func hasDash(_ lines: YAMLLines, _ line: Int, _ indent: Int) -> Bool {
    let range = lines.range(line)
    let dash = range.lowerBound + indent
    guard lines.indent(line) == indent, dash < range.upperBound, lines.bytes[dash] == 0x2D else { return false }
    return dash + 1 >= range.upperBound || lines.bytes[dash + 1] <= 0x20
  }

  /// Past the last line of the entry that begins in `start`; `bound` is what comes behind.
  private static func end(_ lines: YAMLLines, _ start: Int, _ bound: Int, _ indent: Int) -> Int {
    var end = start + 1
    var line = end
    while line < bound {
      if !lines.isBlank(line), !lines.isComment(line) {
        guard lines.indent(line) > indent else { break }
        end = line + 1
      }
      line += 1
    }
    // Comments behind it that are indented as its own, or were its keys. Those run into nothing else: a comment right
    // above another entry or key is that one's.
    var run = end
    while run < bound, lines.isComment(run) { run += 1 }
    let isFree = run >= lines.count || lines.isBlank(run)
    while end < run, lines.indent(end) > indent || isFree && depth(lines, end) > indent { end += 1 }
    return end
  }

  /// The indentation that a comment line would have without its `#`.
  private static func depth(_ lines: YAMLLines, _ line: Int) -> Int {
    let indent = lines.indent(line)
    let text = lines.bytes[lines.range(line)].dropFirst(indent).drop { $0 == 0x23 }
    return indent + 1 + text.prefix { $0 == 0x20 }.count
  }

  // MARK: Adding

  func adding(_ groups: [FeedGroup]) -> [UInt8] {
    let end = lines.range((entries.last?.end ?? 1) - 1).upperBound
    let lineBreak = lines.lineBreak
    let head = end == lines.bytes.count && !Self.endsInBreak(lines) ? lineBreak : []
    return lines.replacing([(end..<end, head + style.lines(groups, lineBreak, first: false))])
  }

  static func endsInBreak(_ lines: YAMLLines) -> Bool {
    guard let last = lines.bytes.last else { return true }
    return last == 0x0A || last == 0x0D
  }

  // MARK: Removing

  func removing(_ index: Int) -> ([UInt8], comments: [String]) {
    let entry = entries[index]
    let head = head(index)
    let start = isHeading(index, head) ? entry.start : head
    let range = lines.range(start).lowerBound..<lines.range(entry.end - 1).upperBound
    let comments = (start..<entry.end).filter(lines.isComment).map(lines.trimmed)
    return (lines.replacing([(range, [])]), comments)
  }

  /// The first of the comment lines right above an entry; its own line where there is none.
  private func head(_ index: Int) -> Int {
    let floor = index > 0 ? entries[index - 1].end : keyLine + 1
    var start = entries[index].start
    while start > floor, lines.isComment(start - 1) { start -= 1 }
    // Entries that are commented out, with the keys below them, are passed over.
    var outside: (indent: Int, depth: Int)?
    for line in start..<entries[index].start {
      let indent = lines.indent(line)
      let depth = Self.depth(lines, line)
      if isCommentedEntry(line) {
        outside = (indent, depth)
        start = line + 1
      } else if let dash = outside, indent == dash.indent, depth > dash.depth {
        start = line + 1
      } else {
        outside = nil
      }
    }
    return start
  }

  /// `# - name: …`
  private func isCommentedEntry(_ line: Int) -> Bool {
    let text = lines.trimmed(line).drop { $0 == "#" }.drop { $0 == " " }
    return ["- name:", "- url:", "- {"].contains { text.hasPrefix($0) }
  }

  private func isHeading(_ index: Int, _ head: Int) -> Bool {
    guard head < entries[index].start, index + 1 < entries.count, !hasGap(behind: index) else { return false }
    guard head == keyLine + 1 || lines.isBlank(head - 1) else { return false }
    return entries.indices.dropLast().contains { hasGap(behind: $0) }
  }

  /// Whether a blank line stands between an entry and the next one.
  private func hasGap(behind index: Int) -> Bool {
    (entries[index].end..<entries[index + 1].start).contains(where: lines.isBlank)
  }
}

extension BlockFeedList.Style {
  /// The lines of new entries. `first`: nothing stands in the list before them.
  func lines(_ groups: [FeedGroup], _ lineBreak: [UInt8], first: Bool) -> [UInt8] {
    var result: [UInt8] = []
    let margin = String(repeating: " ", count: indent)
    var isFirst = first
    var wasHeaded = false
    for group in groups where !group.feeds.isEmpty {
      let heading = group.heading.map { YAMLScalar.comment($0) } ?? ""
      if !isFirst, !heading.isEmpty || wasHeaded { result += lineBreak }
      if !heading.isEmpty { result += Array("\(margin)# \(heading)".utf8) + lineBreak }
      for feed in group.feeds {
        for (index, pair) in YAMLScalar.pairs(feed).enumerated() {
          let lead =
            index == 0 ? "-" + String(repeating: " ", count: offset - 1) : String(repeating: " ", count: offset)
          result += Array("\(margin)\(lead)\(pair.key): \(YAMLScalar.block(pair.value))".utf8) + lineBreak
        }
      }
      isFirst = false
      wasHeaded = !heading.isEmpty
    }
    return result
  }
}
