import News
import Output

/// An assessment for a person: what was decided, and every rule that counted, with the text marked.
enum Explanation {
  static func text(_ entry: ItemFile.Entry, _ assessment: Assessment, colour: Bool) -> String {
    let bold = colour ? "\u{1B}[1m" : ""
    let plain = colour ? "\u{1B}[0m" : ""
    var lines: [String] = []
    func row(_ name: String, _ value: String) {
      lines.append("  " + name + String(repeating: " ", count: max(1, 14 - name.count)) + value)
    }
    lines.append("\(bold)\(marked("title", entry.item.title, assessment, colour))\(plain)")
    row("relevant", "\(assessment.relevant ? "yes" : "no") (score \(DecimalText.fixed(assessment.score, decimals: 2)))")
    if assessment.relevant {
      row("kind", "\(assessment.kind?.rawValue ?? "-") (\(assessment.kind?.ploverType ?? "no PLOVER type"))")
      row("stage", assessment.stage?.rawValue ?? "-")
      row("direction", assessment.direction?.rawValue ?? "-")
      row("topics", joined(assessment.topics.map(\.rawValue)))
      row(
        "participants",
        joined(assessment.participants.map { "\($0.name) [\($0.side.rawValue)]" + ($0.role.map { ", \($0)" } ?? "") }))
      row("places", joined(assessment.places))
      row("dates", joined(assessment.dates.map(\.description)))
      row("specificity", DecimalText.fixed(assessment.specificity, decimals: 2))
      row("flags", joined(assessment.flags.map(\.rawValue)))
    }
    row("because", assessment.evidence.isEmpty ? "no rule counted" : "")
    for evidence in assessment.evidence.sorted(by: { abs($0.weight) > abs($1.weight) }) {
      let weight = evidence.weight > 0 ? "+\(evidence.weight)" : "\(evidence.weight)"
      let padded = String(repeating: " ", count: max(0, 5 - weight.count)) + weight
      lines.append(
        "  \(padded)  \(VisibleText.escape(evidence.rule)): “\(VisibleText.escape(evidence.text, limit: 120))” (\(evidence.field) at \(evidence.offset))"
      )
    }
    lines.append(marked("summary", entry.item.summary, assessment, colour))
    return lines.joined(separator: "\n") + "\n\n"
  }

  private static func joined(_ words: [String]) -> String {
    words.isEmpty ? "-" : words.map { VisibleText.escape($0) }.joined(separator: "; ")
  }

  /// The field with the words that counted between brackets (or, on a terminal, underlined).
  private static func marked(_ field: String, _ text: String?, _ assessment: Assessment, _ colour: Bool) -> String {
    let scalars = Array((text ?? "").unicodeScalars)
    var inside = [Bool](repeating: false, count: scalars.count)
    for evidence in assessment.evidence where evidence.field == field && evidence.offset >= 0 {
      let end = evidence.offset + evidence.text.unicodeScalars.count
      for index in evidence.offset..<max(evidence.offset, min(end, scalars.count)) { inside[index] = true }
    }
    var result = ""
    var run = String.UnicodeScalarView()
    var isInside = false
    func flush() {
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
}
