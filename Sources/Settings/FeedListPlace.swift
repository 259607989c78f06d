internal import Yams

/// Where `feeds:` stands in the text, and how it is written there.
struct FeedListPlace {
  private enum Form {
    /// A line with `- ` for each.
    case block(BlockFeedList)
    /// `[{…}, {…}]`
    case flow(FlowFeedList)
    /// The key without a value, or with `~`, `null` or `[]`: what stands for the value, and the key's indentation.
    case empty(value: Range<Int>, indent: Int)
    /// No such key; the indentation of the others.
    case missing(indent: Int)
  }

  private let lines: YAMLLines
  private let form: Form

  /// - Parameter text: a configuration that reads without a fault.
  init(text: String) throws(FeedListFailure) {
    let lines = YAMLLines(text)
    let root: Node?
    do {
      root = try Yams.compose(yaml: text, .basic)
    } catch {
      throw .unfit(reason: "it is not YAML")
    }
    self.lines = lines
    form = try Self.find(in: root, lines)
  }

  private static func find(in root: Node?, _ lines: YAMLLines) throws(FeedListFailure) -> Form {
    guard let mapping = root?.mapping else { return .missing(indent: 0) }
    guard let start = lines.offset(of: root?.mark), start < lines.bytes.count else {
      throw .unfit(reason: "its beginning was not found")
    }
    let inBraces = lines.bytes[start] == 0x7B
    guard let pair = mapping.first(where: { $0.key.string == "feeds" }), let key = lines.offset(of: pair.key.mark)
    else {
      guard !inBraces else {
        throw .unfit(reason: "the file is written in braces and has no `feeds`; write `feeds: []` into it first")
      }
      return .missing(indent: (root?.mark?.column ?? 1) - 1)
    }
    guard let place = lines.offset(of: pair.value.mark) else { throw .unfit(reason: "`feeds` was not found") }
    let indent = (pair.key.mark?.column ?? 1) - 1
    guard let sequence = pair.value.sequence else {
      guard !inBraces else { throw .unfit(reason: "`feeds` is empty and stands in braces; write `feeds: []` first") }
      // Nothing stands for the value, `~` or `null`.
      let length = pair.value.scalar?.string.utf8.count ?? 0
      return .empty(value: length == 0 ? afterColon(key, lines) : place..<place + length, indent: indent)
    }
    guard place < lines.bytes.count, sequence.anchor == nil else {
      throw .unfit(reason: "`feeds` carries an anchor, or is one's alias")
    }
    switch lines.bytes[place] {
    case 0x2D:
      // What comes behind the list bounds its last entry.
      let next = mapping.compactMap { lines.offset(of: $0.key.mark) }.filter { $0 > place }.min()
      return .block(
        try BlockFeedList(
          sequence, lines, at: place, key: key, next: next.map { lines.line(at: $0) } ?? lines.count))
    case 0x5B:
      let flow = try FlowFeedList(
        lines, at: place, count: sequence.count, quotesKeys: lines.bytes[key] == 0x22)
      let isOpen = flow.isEmpty && !inBraces && !lines.bytes[place...flow.close].contains { $0 == 0x0A || $0 == 0x0D }
      return isOpen ? .empty(value: place..<flow.close + 1, indent: indent) : .flow(flow)
    default: throw .unfit(reason: "`feeds` carries a tag or an anchor")
    }
  }

  /// The empty place behind the key's colon.
  private static func afterColon(_ key: Int, _ lines: YAMLLines) -> Range<Int> {
    let end = lines.range(lines.line(at: key)).upperBound
    let colon = lines.bytes[key..<end].firstIndex(of: 0x3A).map { $0 + 1 } ?? key
    return colon..<colon
  }

  func adding(_ groups: [FeedGroup]) throws(FeedListFailure) -> [UInt8] {
    switch form {
    case .block(let list): return list.adding(groups)
    case .flow(let list): return list.adding(groups)
    case .empty(let value, let indent):
      let style = BlockFeedList.Style(indent: indent + 2)
      let line = lines.line(at: value.lowerBound)
      var end = lines.range(line).upperBound
      let isLast = end == lines.bytes.count && !BlockFeedList.endsInBreak(lines)
      let entries = (isLast ? lines.lineBreak : []) + style.lines(groups, lines.lineBreak, first: true)
      // The blanks before a value that goes are kept only before a comment.
      var start = value.lowerBound
      let rest = lines.bytes[value.upperBound..<end].first { $0 != 0x20 && $0 != 0x09 }
      if !value.isEmpty, rest != 0x23 {
        while start > 0, lines.bytes[start - 1] == 0x20 { start -= 1 }
      }
      end = max(end, value.upperBound)
      return lines.replacing([(start..<value.upperBound, []), (end..<end, entries)])
    case .missing(let indent):
      let lineBreak = lines.lineBreak
      let end = lines.bytes.count
      var head: [UInt8] = []
      if end > 0 {
        if !BlockFeedList.endsInBreak(lines) { head += lineBreak }
        if !lines.isBlank(lines.count - 1) { head += lineBreak }
      }
      head += [UInt8](repeating: 0x20, count: indent) + Array("feeds:".utf8) + lineBreak
      let style = BlockFeedList.Style(indent: indent + 2)
      return lines.replacing([(end..<end, head + style.lines(groups, lineBreak, first: true))])
    }
  }

  /// The text without the entry `index`, and the comment lines that went with it.
  func removing(_ index: Int) throws(FeedListFailure) -> ([UInt8], comments: [String]) {
    switch form {
    case .block(let list): return list.removing(index)
    case .flow(let list): return list.removing(index)
    case .empty, .missing: throw .unfit(reason: "there is no list")
    }
  }
}
