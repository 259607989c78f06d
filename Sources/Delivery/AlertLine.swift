public import News
internal import Output

/// The line of `alerts.log` for an alert: one line, for people, from which no text of a feed can break out.
///
///     2026-11-22T06:00:00Z NEW visit/ongoing US>PK 0.97 A, B, C, +1 | topic, topic | title (feed [US], +2) address #412
///
/// Between the participants and the title stand bars; `-` stands for what is missing. The address holds no space, so
/// the last two words of a line are always address and number.
public enum AlertLine {
  /// The most participants that are named; `+n` counts the rest.
  static let namedParticipants = 3

  /// - Returns: the line with its line feed at the end, at most about 5 KB.
  public static func encode(_ alert: Alert) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(512)
    func word(_ text: String) { line.append(contentsOf: text.utf8) }
    let judged = alert.assessment
    word(alert.detectedAt.rfc3339)
    word(" \(alert.reason.logWord)")
    word(" \(judged.kind?.rawValue ?? "-")/\(judged.stage?.rawValue ?? "-")")
    word(" \(judged.direction?.rawValue ?? "-")")
    word(" \(DecimalText.fixed(judged.score, decimals: 2)) ")
    let thin = Flag.thin.filter(judged.flags.contains)
    if !thin.isEmpty { word("THIN(\(thin.map(\.rawValue).joined(separator: ","))) ") }
    word(participants(judged.participants))
    word(" | ")
    word(judged.topics.isEmpty ? "-" : judged.topics.map(\.rawValue).joined(separator: ", "))
    word(" | ")
    word(shown(alert.title, limit: 600))
    word(" (\(source(alert))) ")
    word(address(alert.link))
    word(" #\(alert.seq)\n")
    return line
  }

  private static func participants(_ all: [Participant]) -> String {
    var names = all.prefix(namedParticipants).map { shown($0.name, limit: 120) }
    if names.isEmpty { return "-" }
    if all.count > names.count { names.append("+\(all.count - names.count)") }
    return names.joined(separator: ", ")
  }

  private static func source(_ alert: Alert) -> String {
    var text = shown(alert.source.name, limit: 120)
    if alert.source.trust == .official, let side = alert.source.side { text += " [\(side.rawValue)]" }
    let others = Set(alert.story.sources).subtracting([alert.source.name]).count
    return others > 0 ? "\(text), +\(others)" : text
  }

  private static func address(_ link: String?) -> String {
    shown(link ?? "", limit: 2048).split(separator: " ", omittingEmptySubsequences: false).joined(separator: "%20")
  }

  private static func shown(_ text: String, limit: Int) -> String {
    let seen = VisibleText.escape(text, limit: limit)
    return seen.utf8.allSatisfy { $0 == 0x20 } ? "-" : seen
  }
}
