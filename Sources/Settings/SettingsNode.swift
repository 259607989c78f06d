internal import Yams

/// Collects the faults of one file while it is read, so that all are reported at once.
final class FaultCollector {
  let file: String
  private(set) var faults: [SettingsFault] = []
  private(set) var warnings: [SettingsFault] = []

  init(file: String) { self.file = file }

  func report(at mark: Mark?, _ message: String) { faults.append(fault(mark, message)) }

  func warn(at mark: Mark?, _ message: String) { warnings.append(fault(mark, message)) }

  private func fault(_ mark: Mark?, _ message: String) -> SettingsFault {
    SettingsFault(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, message: message)
  }
}

/// A mapping of the file, read key by key. Each getter takes the key off the list of those that are unknown, and
/// reports what cannot be read as the type that the key wants; the default then stands in.
struct SettingsNode {
  let path: String
  let mark: Mark?
  private let pairs: [Pair]
  private let faults: FaultCollector

  private struct Pair {
    let name: String
    let mark: Mark?
    let value: Node
    /// Absent, empty, `~` or `null`.
    let isNull: Bool
  }

  /// An absent or empty section reads as an empty mapping.
  init(_ node: Node?, path: String, faults: FaultCollector) {
    self.path = path
    self.faults = faults
    mark = node?.mark
    var pairs: [Pair] = []
    if case .mapping(let mapping) = node {
      pairs.reserveCapacity(mapping.count)
      for (key, value) in mapping {
        guard let name = key.string else {
          faults.report(at: key.mark, "a key must be a word; write `name: value`")
          continue
        }
        pairs.append(Pair(name: name, mark: key.mark, value: value, isNull: SettingsNode.isNull(value)))
      }
    } else if let node, !SettingsNode.isNull(node) {
      faults.report(
        at: node.mark, "\(path.isEmpty ? "the file" : "`\(path)`") must be a mapping of `key: value` lines")
    }
    self.pairs = pairs
  }

  /// Reports every key that is not one of `known`, with the nearest that is.
  func allowOnly(_ known: [String]) {
    for pair in pairs where !known.contains(pair.name) {
      let place = path.isEmpty ? "" : " in `\(path)`"
      let hint =
        Suggestion.nearest(to: pair.name, in: known).map { "did you mean `\($0)`?" }
        ?? "known here: \(known.joined(separator: ", "))"
      faults.report(at: pair.mark, "unknown key `\(pair.name)`\(place); \(hint)")
    }
  }

  /// The value of `key`; `nil` where it is absent or empty.
  func node(_ key: String) -> Node? {
    guard let place = index(of: key), !pairs[place].isNull else { return nil }
    return pairs[place].value
  }

  func has(_ key: String) -> Bool { index(of: key).map { !pairs[$0].isNull } ?? false }

  func mark(of key: String) -> Mark? { index(of: key).flatMap { pairs[$0].mark } }

  /// Without a copy of what is passed over: a value is a tree, and there may be ten thousand feeds of five keys.
  private func index(of key: String) -> Int? { pairs.indices.first { pairs[$0].name == key } }

  func report(_ key: String, _ message: String) { faults.report(at: place(of: key), message) }

  func warn(_ key: String, _ message: String) { faults.warn(at: place(of: key), message) }

  private func place(of key: String) -> Mark? { node(key)?.mark ?? mark(of: key) ?? mark }

  func section(_ key: String) -> SettingsNode {
    SettingsNode(node(key), path: path.isEmpty ? key : "\(path).\(key)", faults: faults)
  }

  /// The elements of a list; empty where absent. Reports anything else.
  func list(_ key: String) -> [Node] {
    guard let node = node(key) else { return [] }
    guard let sequence = node.sequence else {
      faults.report(at: node.mark, "`\(key)` must be a list: a line with `- ` for each")
      return []
    }
    return Array(sequence)
  }

  func text(_ key: String) -> String? {
    guard let node = node(key) else { return nil }
    guard case .scalar(let scalar) = node else {
      faults.report(at: node.mark, "`\(key)` must be text on one line")
      return nil
    }
    let text = scalar.string
    if let odd = text.utf8.first(where: { $0 < 0x20 || $0 == 0x7F }) {
      faults.report(at: node.mark, "`\(key)` holds a control character (U+\(hex(odd))); write plain text")
      return nil
    }
    return text
  }

  /// A value by a reading of its text; `wanted` says what would be right.
  func value<Value>(
    _ key: String, default fallback: Value, wanted: @autoclosure () -> String, _ read: (String) -> Value?
  ) -> Value {
    guard let node = node(key) else { return fallback }
    guard case .scalar(let scalar) = node else {
      faults.report(at: node.mark, "`\(key)` must be \(wanted())")
      return fallback
    }
    guard let value = read(scalar.string) else {
      faults.report(at: node.mark, "`\(key)` must be \(wanted()), not `\(shown(scalar.string))`")
      return fallback
    }
    return value
  }

  func duration(_ key: String, default fallback: Int64, atLeast least: Int64) -> Int64 {
    value(
      key, default: fallback,
      wanted: "a duration from \(Quantity.spell(seconds: least)) to 36500d, such as `90s`, `15m`, `6h` or `3d`"
    ) {
      Quantity.duration($0).flatMap { $0 >= least ? $0 : nil }
    }
  }

  func integer(_ key: String, default fallback: Int, in range: ClosedRange<Int>) -> Int {
    value(key, default: fallback, wanted: "a whole number from \(range.lowerBound) to \(range.upperBound)") {
      Int($0).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  func fraction(_ key: String, default fallback: Double) -> Double {
    value(key, default: fallback, wanted: "a number from 0 to 1, such as `0.5`") {
      Double($0).flatMap { (0...1).contains($0) ? $0 : nil }
    }
  }

  func boolean(_ key: String, default fallback: Bool) -> Bool {
    value(key, default: fallback, wanted: "`true` or `false`") {
      switch $0.lowercased() {
      case "true", "yes", "on": true
      case "false", "no", "off": false
      default: nil
      }
    }
  }

  func choice<Choice>(_ key: String, default fallback: Choice) -> Choice
  where Choice: RawRepresentable<String> & CaseIterable {
    value(key, default: fallback, wanted: "one of \(SettingsNode.names(Choice.self))") { Choice(rawValue: $0) }
  }

  /// A list of words out of a fixed set; one word alone will do.
  func choices<Choice>(_ key: String, _: Choice.Type) -> [Choice]
  where Choice: RawRepresentable<String> & CaseIterable {
    guard let node = node(key) else { return [] }
    return (node.sequence.map(Array.init) ?? [node]).compactMap { element in
      if let choice = element.scalar.flatMap({ Choice(rawValue: $0.string) }) { return choice }
      let hint = element.scalar.flatMap { typed in
        Suggestion.nearest(to: typed.string, in: Choice.allCases.map(\.rawValue))
      }
      faults.report(
        at: element.mark,
        "`\(key)` takes \(SettingsNode.names(Choice.self))" + (hint.map { "; did you mean `\($0)`?" } ?? ""))
      return nil
    }
  }

  static func names<Choice>(_: Choice.Type) -> String where Choice: RawRepresentable<String> & CaseIterable {
    Choice.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
  }

  private static func isNull(_ node: Node) -> Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any else { return false }
    return scalar.string.isEmpty || scalar.string == "~" || scalar.string == "null"
  }

  private func hex(_ value: UInt8) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

/// Text of the file inside a message: without control characters, and short.
func shown(_ text: String) -> String {
  String(
    text.prefix(60).map { character in
      character.isNewline || character.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } ? "?" : character
    })
}
