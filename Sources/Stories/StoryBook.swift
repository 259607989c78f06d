public import News

/// The open stories in memory: the reports of each, what they have in common with others, and where a new one belongs.
///
/// Reports are joined into neighbourhoods: each with all that it has enough in common with, and these with theirs. A new
/// report makes its neighbourhood be gathered anew (``Agglomeration``), so that the stories are the same in whatever order
/// reports come. Word-for-word copies stand behind one of them and cost no comparison. Beyond ``Ties/limit`` reports, copies
/// not counted, a neighbourhood is no longer taken apart: a report joins the story with which it has most in common.
public struct StoryBook: StoryKeeper {
  private var ties = Ties()
  /// By slot: the report, its story, and the copies that stand behind it.
  private var reports: [Report] = []
  /// By item number.
  private var slots: [Int64: Int] = [:]
  /// The report that stands for all copies of a text.
  private var copies: [CopyKey: Int] = [:]
  private var held: [String: Held] = [:]

  private struct Report: Sendable {
    var facts: ReportFacts
    var story: String
    var copies: [ReportFacts] = []

    var member: StoryMember { facts.member }
    var all: [ReportFacts] { [facts] + copies }
  }

  struct Held: Sendable {
    var story: Story
    var tally: StoryTally
    var slots: [Int]
  }

  public init() {}

  /// All stories, by their first report.
  public var stories: [Story] {
    held.values.map(\.story).sorted { ReportOrder.isBefore($0.members[0], $1.members[0]) }
  }

  // MARK: - Keeping

  public mutating func hold(_ story: Story) {
    guard held[story.id] == nil, !story.members.isEmpty else { return }
    let facts = story.members.map(ReportFacts.init)
    var entry = Held(story: story, tally: StoryTally(facts), slots: [])
    for report in facts.sorted(by: { ReportOrder.isEarlier($0.member, $1.member) })
    where slots[report.member.number] == nil {
      if let slot = copies[CopyKey(report.member)], reports[slot].story == story.id {
        reports[slot].copies.append(report)
        slots[report.member.number] = slot
      } else {
        entry.slots.append(admit(report, to: story.id))
      }
    }
    held[story.id] = entry
  }

  public mutating func rename(_ id: String, to name: String) {
    guard id != name, var entry = held.removeValue(forKey: id) else { return }
    entry.story.id = name
    for slot in entry.slots { reports[slot].story = name }
    held[name] = entry
  }

  public mutating func note(_ told: StoryTold, of id: String) { held[id]?.story.told = told }

  public mutating func drop(_ id: String) {
    guard let entry = held.removeValue(forKey: id) else { return }
    for slot in entry.slots { remove(slot) }
    compact()
  }

  /// Groups an item; as if every item worth an alert had raised one.
  @discardableResult
  public mutating func add(_ candidate: StoryCandidate) -> StoryDecision {
    var decision = place(StoryGrouper.member(candidate))
    if decision.reason != .copy {
      decision.story.told = decision.told
      note(decision.told, of: decision.story.id)
    }
    return decision
  }

  // MARK: - Placing

  public mutating func place(_ member: StoryMember) -> StoryDecision {
    let report = ReportFacts(member)
    guard let slot = copies[CopyKey(member)] else { return settle(admit(report), in: nil) }
    let story = reports[slot].story
    guard ReportOrder.isEarlier(member, reports[slot].member) else {
      reports[slot].copies.append(report)
      slots[member.number] = slot
      return grow(story, by: report)
    }
    // The earliest of all copies stands for them.
    let behind = reports[slot].all
    remove(slot)
    held[story]?.slots.removeAll { $0 == slot }
    let first = admit(report)
    reports[first].copies = behind
    for copy in behind { slots[copy.member.number] = first }
    return settle(first, in: story)
  }

  public mutating func revise(_ member: StoryMember) -> StoryDecision {
    guard let slot = slots[member.number] else { return place(member) }
    let story = reports[slot].story
    withdraw(member.number, from: slot)
    return settle(admit(ReportFacts(member)), in: story)
  }

  /// Finds a report its place in its neighbourhood. `origin` is the story that it was in, if any.
  private mutating func settle(_ slot: Int, in origin: String?) -> StoryDecision {
    let report = reports[slot].facts
    let (found, isWhole) = neighbourhood(of: slot, with: origin)
    if !isWhole, origin == nil {
      guard let story = closest(to: slot) else { return open(slot) }
      reports[slot].story = story
      held[story]?.slots.append(slot)
      return grow(story, by: report)
    }
    if found.count == 1, origin == nil { return open(slot) }
    let order = found.sorted { ReportOrder.isEarlier(reports[$0].member, reports[$1].member) }
    let groups = Agglomeration.groups(order.compactMap { ties[$0] }, relations: ties.relations(among: order))
    return apply(groups.map { $0.map { order[$0] } }, after: slot, origin: origin)
  }

  /// The reports that are joined to one, however far, and whether these are all of them.
  private mutating func neighbourhood(of slot: Int, with origin: String?) -> (Set<Int>, Bool) {
    var found: Set<Int> = [slot]
    var open = [slot]
    var stories: Set<String> = []
    func visit(_ other: Int) { if found.insert(other).inserted { open.append(other) } }
    func visit(_ story: String) {
      if stories.insert(story).inserted { held[story]?.slots.forEach(visit) }
    }
    if let origin { visit(origin) }
    while let next = open.popLast() {
      for other in ties.joined(to: next) { visit(Int(other)) }
      visit(reports[next].story)
      if found.count > Ties.limit { return (found, false) }
    }
    return (found, true)
  }

  /// The story that a report has most in common with, where its neighbourhood is too large to be gathered anew.
  private mutating func closest(to slot: Int) -> String? {
    // Those with the best single report of each are looked at; of a long story, its last reports.
    let (stories, depth) = (8, 32)
    var most: [String: Int32] = [:]
    for other in ties.joined(to: slot) {
      let points = ties.relation(slot, Int(other)).points
      most[reports[Int(other)].story, default: points] = max(points, most[reports[Int(other)].story] ?? points)
    }
    var best: (score: Int, story: String)?
    for (story, most) in most.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(stories) {
      guard let others = held[story]?.slots.suffix(depth), !others.isEmpty else { continue }
      let relations = others.map { ties.relation(slot, $0) }
      guard !relations.contains(where: \.isForbidden) else { continue }
      let score = Int(most) + relations.reduce(0) { $0 + Int($1.points) } * 4 / relations.count
      if score >= 0, (best?.score ?? -1, best?.story ?? "") < (score, story) { best = (score, story) }
    }
    return best?.story
  }

  // MARK: - Stories

  private mutating func open(_ slot: Int) -> StoryDecision {
    let member = reports[slot].member
    let id = freeName(StoryGrouper.name(member))
    let (story, tally) = StoryLife.compose(id, reports[slot].all, StoryTold())
    keep(story, tally, slots: [slot])
    return decision(member, id, isNew: true)
  }

  /// A story that has grown by one report, and is the same else.
  private mutating func grow(_ id: String, by report: ReportFacts) -> StoryDecision {
    let additions = extend(id, by: report)
    return decision(report.member, id, additions: additions, isNew: false)
  }

  private mutating func extend(_ id: String, by report: ReportFacts) -> AlertChanges {
    guard var entry = held.removeValue(forKey: id) else { return AlertChanges() }
    let additions = StoryLife.grow(&entry.story, &entry.tally, by: report)
    held[id] = entry
    return additions
  }

  private mutating func keep(_ story: Story, _ tally: StoryTally, slots: [Int]) {
    for slot in slots { reports[slot].story = story.id }
    held[story.id] = Held(story: story, tally: tally, slots: slots)
  }

  private func decision(
    _ member: StoryMember, _ id: String, additions: AlertChanges = AlertChanges(), others: [Story] = [], isNew: Bool
  ) -> StoryDecision {
    let story = held[id]?.story ?? StoryLife.compose(id, [member], StoryTold())
    return StoryGrouper.verdict(member, story, additions: additions, others: others, isNew: isNew)
  }

  private func freeName(_ name: String) -> String {
    var free = name
    var count = 1
    while held[free] != nil {
      count += 1
      free = "\(name)-\(count)"
    }
    return free
  }

  /// Makes stories of the groups, keeps those that changed, and says what became of the report in `slot`.
  private mutating func apply(_ groups: [[Int]], after slot: Int, origin: String?) -> StoryDecision {
    let report = reports[slot].facts
    let member = report.member
    reports[slot].story = origin ?? ""
    let naming = Naming(
      groups: groups.map { group in
        Naming.Group(
          sizes: group.reduce(into: [:]) { $0[reports[$1].story, default: 0] += 1 + reports[$1].copies.count },
          isRetrospective: group.allSatisfy { reports[$0].member.isRetrospective })
      },
      stories: Set(groups.joined().map { reports[$0].story } + [origin ?? ""]).subtracting([""])
        .reduce(into: [:]) { $0[$1] = held[$1]?.story })
    var others: [Story] = []
    var mine = ""
    var additions = AlertChanges()
    for (place, group) in groups.enumerated() {
      let name = naming.names[place]
      let isMine = group.contains(slot)
      if let name, let entry = held[name], Set(group).subtracting([slot]) == Set(entry.slots), origin == nil || !isMine
      {
        guard isMine else { continue }
        mine = name
        reports[slot].story = name
        held[name]?.slots.append(slot)
        if naming.told(place).alerts == entry.story.told.alerts {
          additions = extend(name, by: report)
          continue
        }
      }
      let id =
        name ?? freeName(StoryGrouper.name(reports[group[0]].member, partedBy: naming.isPart(place) ? member : nil))
      var (story, tally) = StoryLife.compose(id, group.flatMap { reports[$0].all }, StoryTold())
      story.told = naming.told(place, stage: story.stage)
      keep(story, tally, slots: group)
      if isMine {
        mine = id
        additions = tally.additions(of: report, isCounted: true)
      } else {
        others.append(story)
      }
    }
    for gone in naming.gone {
      held[gone] = nil
      others.append(Story(id: gone, members: []))
    }
    return decision(member, mine, additions: additions, others: others, isNew: naming.isNew(mine))
  }

  // MARK: - Reports

  /// Takes a report in; gives its slot.
  private mutating func admit(_ report: ReportFacts, to story: String = "") -> Int {
    let member = report.member
    let slot = ties.insert(Sketch(member))
    reports.append(Report(facts: report, story: story))
    slots[member.number] = slot
    copies[CopyKey(member)] = slot
    return slot
  }

  /// Takes a report out of its story; a copy steps forward in its place.
  private mutating func withdraw(_ number: Int64, from slot: Int) {
    let story = reports[slot].story
    if var entry = held[story] {
      let left = entry.tally.reports.filter { $0.member.number != number }
      (entry.story, entry.tally) = StoryLife.compose(story, left, entry.story.told)
      held[story] = entry
    }
    var behind = reports[slot].copies
    slots[number] = nil
    if reports[slot].member.number != number {
      reports[slot].copies.removeAll { $0.member.number == number }
      return
    }
    remove(slot)
    held[story]?.slots.removeAll { $0 == slot }
    behind.sort { ReportOrder.isEarlier($0.member, $1.member) }
    guard let first = behind.first else { return }
    let next = admit(first, to: story)
    reports[next].copies = Array(behind.dropFirst())
    for copy in behind { slots[copy.member.number] = next }
    held[story]?.slots.append(next)
  }

  private mutating func remove(_ slot: Int) {
    let report = reports[slot]
    if copies[CopyKey(report.member)] == slot { copies[CopyKey(report.member)] = nil }
    for copy in report.all where slots[copy.member.number] == slot { slots[copy.member.number] = nil }
    ties.remove(slot)
    reports[slot].copies = []
  }

  /// Makes anew what is kept of the reports, once most of it is of stories that were let go.
  private mutating func compact() {
    guard ties.capacity > 2 * ties.count + 1024 else { return }
    let stories = held.values.map(\.story)
    self = StoryBook()
    for story in stories { hold(story) }
  }
}
