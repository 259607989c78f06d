import News

/// What of a story's reports is counted, so that one more costs the same in a long story as in a short one, whether it
/// comes last or in between.
struct StoryTally: Sendable {
  /// In the order of a story's members.
  private(set) var reports: [ReportFacts] = []
  private var kinds: [Kind: Int] = [:]
  private var sources: [String] = []
  /// The first report of each source.
  private var bySource: [String: ReportFacts] = [:]
  private var origins = Origins()
  private var life = StageLife()
  private var closes: Timestamp?
  /// How many reports name what.
  private var names: [String: Int] = [:]
  private var places: [String: Int] = [:]
  private var dates: [CivilDay: Int] = [:]
  private var figures: [UInt32: Int] = [:]

  /// - Parameter reports: in any order.
  init(_ reports: [ReportFacts]) {
    self.reports = reports.sorted { $0.isBefore($1) }
    for report in self.reports { count(report) }
    replaySources()
    replayOrigins()
    replayLife()
  }

  /// Takes in one more report; gives its place among them.
  mutating func take(_ report: ReportFacts) -> Int {
    var (low, high) = (0, reports.count)
    while low < high {
      let middle = (low + high) / 2
      if report.isBefore(reports[middle]) { high = middle } else { low = middle + 1 }
    }
    let isLast = low == reports.count
    reports.insert(report, at: low)
    count(report)
    if let first = bySource[report.member.source.name] {
      if report.isBefore(first) { replaySources() }
    } else if isLast {
      sources.append(report.member.source.name)
      bySource[report.member.source.name] = report
    } else {
      replaySources()
    }
    // What only repeats an earlier one changes nothing of what later ones did.
    if isLast { origins.take(report) } else if !origins.isRepeat(report) { replayOrigins() }
    if isLast { life.take(report) } else if !life.isRepeat(report) { replayLife() }
    return low
  }

  private mutating func count(_ report: ReportFacts) {
    let member = report.member
    if let kind = member.kind { kinds[kind, default: 0] += 1 }
    if let end = report.closes { closes = max(closes ?? end, end) }
    for name in Set(member.participants.map(\.name)) { names[name, default: 0] += 1 }
    for place in Set(member.places) { places[place, default: 0] += 1 }
    for day in Set(member.dates) { dates[day, default: 0] += 1 }
    for figure in Set(report.figures) { figures[figure, default: 0] += 1 }
  }

  private mutating func replaySources() {
    sources = []
    bySource = [:]
    for report in reports where bySource[report.member.source.name] == nil {
      sources.append(report.member.source.name)
      bySource[report.member.source.name] = report
    }
  }

  private mutating func replayOrigins() {
    origins = Origins()
    for report in reports {
      guard origins.isOpen else { return }
      origins.take(report)
    }
  }

  private mutating func replayLife() {
    life = StageLife()
    for report in reports { life.take(report) }
  }

  /// What a report says that no other does, however it put it; days are no figures.
  /// - Parameter isCounted: it is among the reports already.
  func additions(of report: ReportFacts, isCounted: Bool) -> AlertChanges {
    let own = isCounted ? 1 : 0
    let member = report.member
    let said = zip(member.print.figures, report.figures)
    return AlertChanges(
      participants: member.participants.map(\.name).filter { names[$0] ?? 0 <= own },
      places: member.places.filter { places[$0] ?? 0 <= own }, dates: member.dates.filter { dates[$0] ?? 0 <= own },
      figures: said.filter { !Figures.isDay($0) && figures[$1] ?? 0 <= own }.map(\.0))
  }

  func write(to story: inout Story) {
    story.kind = kind
    story.stage = life.stage
    story.history = life.history
    story.sources = sources
    story.official = official
    story.origins = origins.count
    story.closes = closes
  }

  /// The kind that most reports give it; of two alike, the earlier's.
  private var kind: Kind? {
    let most = kinds.values.max()
    return reports.first { $0.member.kind.flatMap { kinds[$0] } == most }?.member.kind
  }

  /// The governments that carried it, in order.
  private var official: [Side] {
    var sides: [Side] = []
    // A source has one trust and one side, whichever of its reports is looked at.
    for name in sources {
      guard let source = bySource[name]?.member.source, source.trust == .official, let side = source.side else {
        continue
      }
      if !sides.contains(side) { sides.append(side) }
    }
    return sides
  }
}
