import News

/// Who reported it for themselves: copies of one agency's report count once, and so do a feed's own repeats.
struct Origins: Sendable {
  /// A report for each origin.
  private var first: [ReportFacts] = []
  private var looked = 0
  /// The first report of each text.
  private var texts: [Int: ReportFacts] = [:]

  /// More texts than this are not looked at, and more origins not told apart.
  private static let limit = (texts: 300, origins: 64)

  /// At least one.
  var count: Int { max(first.count, 1) }

  /// Whether more reports can change anything.
  var isOpen: Bool { looked < Origins.limit.texts && first.count < Origins.limit.origins }

  /// Takes the next report, in the order of a story's members.
  mutating func take(_ report: ReportFacts) {
    guard isOpen else { return }
    if let text = report.text {
      guard texts[text] == nil else { return }
      texts[text] = report
    }
    looked += 1
    guard !first.contains(where: { Origins.isOne($0.member, report.member) }) else { return }
    // An aggregator has no word of its own: beside others it adds none.
    if report.member.source.trust != .aggregator || first.isEmpty { first.append(report) }
  }

  /// Whether a report, put in its place among those that were taken, changes nothing.
  func isRepeat(_ report: ReportFacts) -> Bool {
    guard let text = report.text, let first = texts[text] else { return false }
    return first.isBefore(report)
  }

  static func count(_ members: [StoryMember]) -> Int {
    var origins = Origins()
    for member in members { origins.take(ReportFacts(member)) }
    return origins.count
  }

  private static func isOne(_ a: StoryMember, _ b: StoryMember) -> Bool {
    if a.source.url == b.source.url { return true }
    if let agency = a.print.agency, agency == b.print.agency { return true }
    return (Fingerprint.containment(a.print.shingles, b.print.shingles) ?? 0) >= 0.3
  }
}
