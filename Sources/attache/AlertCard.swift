import News
import Output

/// An alert for a person at a terminal: a head in columns with its age, the title, and below it, faint, who, what about,
/// what little stands behind it, whose word it is, when, and where. No text of a feed in it is unescaped.
struct AlertCard {
  var width: Int
  var colour: Bool

  /// Columns that what belongs to an alert stands in from the left.
  private static let indent = 7

  /// - Returns: lines, each with its line feed.
  func text(_ alert: Alert, now: Timestamp) -> String {
    let judged = alert.assessment
    let event = "\(judged.kind?.rawValue ?? "-")/\(judged.stage?.rawValue ?? "-")"
    let thin = Flag.thin.filter(judged.flags.contains)
    let head = [
      paint(TextColumns.padded("#\(alert.seq)", to: 5), [.faint]),
      TextColumns.padded(Ago.text(alert.detectedAt, now), to: 8, right: true),
      paint(TextColumns.padded(alert.reason.logWord, to: 8), [.bold, colour(of: alert.reason)]),
      TextColumns.padded(event, to: 21),
      TextColumns.padded(judged.direction?.rawValue ?? "-", to: 5),
      DecimalText.fixed(judged.score, decimals: 2),
      thin.isEmpty ? "" : paint("THIN", [.yellow]),
    ]
    var lines = [trimmed(head.joined(separator: "  "))]
    let room = max(20, width - Self.indent)
    let margin = String(repeating: " ", count: Self.indent)
    for part in TextColumns.wrap(shown(alert.title, limit: 600), to: room) {
      lines.append(margin + paint(part, [.bold]))
    }
    for part in fill(judgement(judged, thin), room) + fill(origin(alert), room) {
      lines.append(margin + paint(part, [.faint]))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func judgement(_ judged: Assessment, _ thin: [Flag]) -> [String] {
    var parts: [String] = []
    if !judged.participants.isEmpty {
      parts.append(judged.participants.map { shown($0.name, limit: 120) }.joined(separator: ", "))
    }
    if !judged.topics.isEmpty { parts.append(judged.topics.map(\.rawValue).joined(separator: ", ")) }
    if !thin.isEmpty { parts.append("thin: " + thin.map(\.rawValue).joined(separator: ", ")) }
    return parts
  }

  private func origin(_ alert: Alert) -> [String] {
    var feed = shown(alert.source.name, limit: 120)
    if alert.source.trust == .official, let side = alert.source.side { feed += " [\(side.rawValue)]" }
    let others = Set(alert.story.sources).subtracting([alert.source.name]).count
    let link = alert.link.map { [shown($0, limit: 2048)] } ?? []
    return [others > 0 ? "\(feed), +\(others)" : feed, alert.detectedAt.rfc3339] + link
  }

  /// As many parts a line as fit; one that does not fit into a line alone is broken at its blanks.
  private func fill(_ parts: [String], _ room: Int) -> [String] {
    var lines: [String] = []
    for part in parts {
      if let last = lines.last, TextColumns.width(last) + 3 + TextColumns.width(part) <= room {
        lines[lines.count - 1] = "\(last) · \(part)"
      } else {
        lines += TextColumns.wrap(part, to: room)
      }
    }
    return lines
  }

  private func colour(of reason: AlertReason) -> Colour {
    switch reason {
    case .newEvent: .green
    case .stageChange: .cyan
    case .confirmedByOfficial: .blue
    case .copy: .faint
    }
  }

  private func paint(_ text: String, _ colours: [Colour]) -> String { Colour.paint(text, colours, if: colour) }

  private func trimmed(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }

  private func shown(_ text: String, limit: Int) -> String { VisibleText.escape(text, limit: limit) }
}
