internal import News
internal import Stories

extension EvaluationReport {
  /// The report as lines for people.
  public var text: String {
    var lines: [String] = []
    lines.append("\(items) items, \(relevance.right + relevance.missed) relevant")
    lines.append("")
    lines.append("measure            figure   95 % interval")
    lines.append(row("relevance P", relevance.precision, nil))
    lines.append(row("relevance R", relevance.recall, nil))
    lines.append(row("relevance F1", relevance.f1, intervals.relevance))
    lines.append(row("kind", kind.value, intervals.kind))
    lines.append(row("stage", stage.value, intervals.stage))
    lines.append(row("topics F1", topics.f1, intervals.topics))
    lines.append(row("participants F1", participants.f1, intervals.participants))
    lines.append(row("stories B3 P", stories.precision, nil))
    lines.append(row("stories B3 R", stories.recall, nil))
    lines.append(row("stories B3 F1", stories.f1, nil))
    lines.append(row("Brier score", brier, nil))
    lines.append("")
    lines.append("language  items   rel.P   rel.R  rel.F1    kind   stage  topics   part.")
    for (language, part) in languages {
      let figures = [
        part.relevance.precision, part.relevance.recall, part.relevance.f1, part.kind.value, part.stage.value,
        part.topics.f1, part.participants.f1,
      ]
      lines.append(
        pad(language, 8) + left("\(part.items)", 7) + figures.map { left(EvaluationReport.decimals($0), 8) }.joined())
    }
    lines.append("")
    lines.append("score        items    said      is")
    for bin in reliability {
      lines.append(
        pad("\(EvaluationReport.decimals(bin.low, 1)) to \(EvaluationReport.decimals(bin.high, 1))", 12)
          + left("\(bin.items)", 6) + left(EvaluationReport.decimals(bin.said), 8)
          + left(EvaluationReport.decimals(bin.share), 8))
    }
    lines.append("")
    lines += table("kind", kindTable) + [""] + table("stage", stageTable)
    return lines.joined(separator: "\n") + "\n"
  }

  /// Every wrong item with its reasons, a paragraph each; then every fault of the stories with what decided it.
  public var missesText: String {
    var lines: [String] = []
    for miss in misses {
      lines.append("\(miss.id)  \(miss.title)")
      for fault in miss.faults { lines.append("    \(fault)") }
      if miss.hasUnknownVerb { lines.append("    title verb not in the lists") }
      for reason in miss.reasons.prefix(8) {
        let sign = reason.weight > 0 ? "+" : ""
        lines.append(
          "      \(sign)\(reason.weight) \(reason.rule) \"\(reason.text)\" (\(reason.field) \(reason.offset))")
      }
      lines.append("")
    }
    for fault in storyFaults { lines += paragraph(fault) + [""] }
    if !unknownVerbs.isEmpty {
      lines.append("title verb not in the lists (\(unknownVerbs.count), rightly judged ones too):")
      for (id, title) in unknownVerbs { lines.append("    \(id)  \(title)") }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }

  private func paragraph(_ fault: StoryFault) -> [String] {
    let comparison = fault.comparison
    var lines = [
      fault.fault == .joined ? "two events in one story" : "one event in two stories",
      "    \(fault.ids.0)  \(fault.titles.0)", "    \(fault.ids.1)  \(fault.titles.1)",
    ]
    let grounds = comparison.grounds.map { "\($0.name) \($0.points > 0 ? "+" : "")\($0.points)" }
    lines.append("      \(comparison.points) points: \(grounds.joined(separator: ", "))")
    if let veto = comparison.veto { lines.append("      forbidden: \(veto)") }
    if fault.pairs > 1 {
      lines.append(
        "      all \(fault.pairs) pairs of their reports: \(fault.meanPoints) points in the mean, "
          + "\(fault.forbiddenPairs) forbidden")
    }
    return lines
  }

  private func row(_ name: String, _ value: Double, _ interval: Interval?) -> String {
    let span = interval.map { "   \(EvaluationReport.decimals($0.low)) to \(EvaluationReport.decimals($0.high))" } ?? ""
    return pad(name, 18) + left(EvaluationReport.decimals(value), 7) + span
  }

  /// Rows: as labelled; columns: as said.
  private func table(_ what: String, _ table: ConfusionTable) -> [String] {
    var lines = ["\(what): rows as labelled, columns as said"]
    lines.append(pad("", 12) + table.names.map { left(String($0.prefix(6)), 8) }.joined())
    for (index, name) in table.names.enumerated() {
      lines.append(pad(name, 12) + table.counts[index].map { left($0 == 0 ? "." : "\($0)", 8) }.joined())
    }
    return lines
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
  }

  private func left(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.unicodeScalars.count)) + text
  }

  /// `0.954`.
  static func decimals(_ value: Double, _ places: Int = 3) -> String {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let rounded = Int((max(0, min(1000, value)) * Double(scale)).rounded())
    let fraction = String(rounded % scale)
    return "\(rounded / scale)." + String(repeating: "0", count: max(0, places - fraction.utf8.count)) + fraction
  }
}
