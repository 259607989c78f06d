import News
import Output

/// An assessment for a person: what was decided, every rule that counted for each decision, and the text with the words
/// marked that set them off.
struct Explanation {
  private let entry: ItemFile.Entry
  private let assessment: Assessment
  private let colour: Bool
  private var lines: [String] = []

  /// Characters of a line of running text.
  private static let width = 100

  static func text(_ entry: ItemFile.Entry, _ assessment: Assessment, colour: Bool) -> String {
    var explanation = Explanation(entry: entry, assessment: assessment, colour: colour)
    explanation.title()
    explanation.decisions()
    explanation.reasons()
    explanation.summary()
    return explanation.lines.joined(separator: "\n") + "\n\n"
  }

  private init(entry: ItemFile.Entry, assessment: Assessment, colour: Bool) {
    self.entry = entry
    self.assessment = assessment
    self.colour = colour
  }

  // MARK: What was decided

  private mutating func title() {
    let (bold, plain) = colour ? ("\u{1B}[1m", "\u{1B}[0m") : ("", "")
    let text =
      (entry.item.title ?? "").isEmpty
      ? "(no title)" : marked("title", Array((entry.item.title ?? "").unicodeScalars), 0)
    lines.append("\(bold)\(text)\(plain)")
  }

  private mutating func row(_ name: String, _ value: String) {
    lines.append("  " + name + String(repeating: " ", count: max(1, 14 - name.count)) + value)
  }

  private mutating func decisions() {
    row("relevant", "\(assessment.relevant ? "yes" : "no") (score \(DecimalText.fixed(assessment.score, decimals: 2)))")
    guard assessment.relevant else { return }
    row("kind", "\(assessment.kind?.rawValue ?? "-") (\(assessment.kind?.ploverType ?? "no PLOVER type"))")
    row("stage", assessment.stage?.rawValue ?? "-")
    row("direction", assessment.direction?.rawValue ?? "-")
    row("topics", joined(assessment.topics.map(\.rawValue)))
    let participants = assessment.participants.map {
      "\(VisibleText.escape($0.name)) [\($0.side.rawValue)]" + ($0.role.map { ", \(VisibleText.escape($0))" } ?? "")
    }
    row("participants", participants.first ?? "-")
    for participant in participants.dropFirst() { row("", participant) }
    row("places", joined(assessment.places))
    row("dates", joined(assessment.dates.map(\.description)))
    row("specificity", DecimalText.fixed(assessment.specificity, decimals: 2))
    for part in assessment.specificityParts {
      let name = part.count == 1 ? part.name : "\(part.name): \(part.count)"
      row("", "\(signed(part.points))  \(name)")
    }
    let flags = assessment.flags.map { "\($0.rawValue): \(Explanation.meaning($0))" }
    row("flags", flags.first ?? "-")
    for flag in flags.dropFirst() { row("", flag) }
  }

  private static func meaning(_ flag: Flag) -> String {
    switch flag {
    case .hedged: "what it reports is guarded by “may”, “likely” and the like"
    case .unattributed: "it names no source of what it says"
    case .noNamedOfficial: "it names no official"
    case .noDate: "it names no time"
    case .repetitive: "the same phrases over and over"
    case .headlineMismatch: "who is named in the headline takes no part in what the text reports"
    case .oldNews: "it tells of the past"
    }
  }

  // MARK: Why

  /// The rules by what they decided, in each the weightiest first.
  private mutating func reasons() {
    let groups: [(String, (String) -> Bool)] = [
      ("the kind", { $0.hasPrefix("kind.") }), ("the stage", { $0.hasPrefix("stage.") }),
      ("who takes part", { $0.hasPrefix("actor.") }),
      ("the topics", { $0.hasPrefix("topic.") }), ("how sure it sounds, in per cent", { $0.hasPrefix("hedge.") }),
    ]
    func isGrouped(_ evidence: Evidence) -> Bool { groups.contains { $0.1(evidence.rule) } }
    let relevance = assessment.evidence.filter { !isGrouped($0) }
    let sum = relevance.reduce(0) { $0 + $1.weight }
    because("relevance", relevance, relevance.isEmpty ? "no rule counted" : "\(sum > 0 ? "+" : "")\(sum) together")
    for (name, test) in groups { because(name, assessment.evidence.filter { test($0.rule) }, "") }
  }

  private mutating func because(_ what: String, _ evidence: [Evidence], _ note: String) {
    guard !evidence.isEmpty || !note.isEmpty else { return }
    lines.append("  what decided \(what)\(note.isEmpty ? "" : " (\(note))"):")
    let sorted = evidence.enumerated().sorted {
      (abs($1.element.weight), $0.offset) < (abs($0.element.weight), $1.offset)
    }
    for (_, reason) in sorted {
      let place = "(\(reason.field) at \(reason.offset))"
      let words = reason.text.isEmpty ? "" : ": “\(VisibleText.escape(reason.text, limit: 120))” \(place)"
      lines.append("  \(signed(reason.weight))  \(VisibleText.escape(reason.rule))\(words)")
    }
  }

  private func signed(_ number: Int) -> String {
    let text = number > 0 ? "+\(number)" : "\(number)"
    return String(repeating: " ", count: max(0, 5 - text.count)) + text
  }

  private func joined(_ words: [String]) -> String {
    words.isEmpty ? "-" : words.map { VisibleText.escape($0) }.joined(separator: "; ")
  }

  // MARK: The text

  /// The summary's paragraphs with their marks; of a long text those without a mark are only counted.
  private mutating func summary() {
    let scalars = Array((entry.item.summary ?? "").unicodeScalars)
    let paragraphs = scalars.split(omittingEmptySubsequences: true) { $0 == "\n" || $0 == "\r" }
    var left = 0
    func passedOver() -> String { "  (\(left) \(left == 1 ? "paragraph" : "paragraphs") in which nothing counted)" }
    for paragraph in paragraphs {
      let text = marked("summary", Array(paragraph), paragraph.startIndex)
      if paragraphs.count > 3, !holdsMark(paragraph.startIndex..<paragraph.endIndex) {
        left += 1
        continue
      }
      if left > 0 { lines.append(passedOver()) }
      left = 0
      lines += Explanation.wrapped(text).map { "  \($0)" }
    }
    if left > 0 { lines.append(passedOver()) }
  }

  private func holdsMark(_ range: Range<Int>) -> Bool {
    assessment.evidence.contains { $0.field == "summary" && !$0.text.isEmpty && range.contains($0.offset) }
  }

  /// A part of a field, from its scalar `start` on, with the words that counted between brackets (on a terminal,
  /// underlined).
  private func marked(_ field: String, _ scalars: [Unicode.Scalar], _ start: Int) -> String {
    var inside = [Bool](repeating: false, count: scalars.count)
    for evidence in assessment.evidence where evidence.field == field && !evidence.text.isEmpty {
      let first = evidence.offset - start
      let end = first + evidence.text.unicodeScalars.count
      for index in max(0, first)..<max(0, first, min(end, scalars.count)) { inside[index] = true }
    }
    var result = ""
    var run = String.UnicodeScalarView()
    var isInside = false
    func flush() {
      guard !run.isEmpty else { return }
      let shown = VisibleText.escape(String(run), limit: 1 << 20)
      result += isInside ? (colour ? "\u{1B}[4m\(shown)\u{1B}[24m" : "[\(shown)]") : shown
      run = String.UnicodeScalarView()
    }
    for (index, scalar) in scalars.enumerated() {
      if inside[index] != isInside {
        flush()
        isInside = inside[index]
      }
      run.append(scalar)
    }
    flush()
    return result
  }

  /// Cuts a line at its spaces.
  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    var length = 0
    for word in text.split(separator: " ") {
      let size = word.unicodeScalars.count
      if length > 0, length + 1 + size > width {
        lines.append(line)
        line = ""
        length = 0
      }
      line += (length > 0 ? " " : "") + word
      length += size + (length > 0 ? 1 : 0)
    }
    return lines + [line]
  }
}
