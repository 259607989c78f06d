public import News

/// The open stories in memory: the reports of each, what they have in common with others, and where a new one belongs.
///
/// Reports are joined into neighbourhoods: each with all that it has enough in common with, and these with theirs. A new
/// report makes its neighbourhood be gathered anew (``Agglomeration``), so that the stories are the same in whatever order
/// reports come. Word-for-word copies stand behind one of them and cost no comparison. Beyond ``limit`` reports, copies
/// not counted, a neighbourhood is no longer taken apart: a report joins the story with which it has most in common.
public struct StoryBook: StoryKeeper {
  /// Reports of a neighbourhood that are gathered anew.
  static let limit = 192

  private var index = Index()
  /// By slot: the report, its relations as far as they have been asked for, and the copies that stand behind it.
  private var reports: [Report] = []
  /// By item number.
  private var slots: [Int64: Int] = [:]
  /// The report that stands for all copies of a text.
  private var copies: [CopyKey: Int] = [:]
  private var held: [String: Held] = [:]
  /// Relations have been asked for: what comes in must be told to those that know theirs.
  private var isWarm = false

  private struct Report: Sendable {
    var facts: ReportFacts
    var story: String
    var relations: [Relation]?
    /// More than ``StoryBook/limit`` reports are joined to it: only so many of them are kept.
    var isCrowded = false
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
    var local: [Int: Int] = [:]
    for (place, slot) in order.enumerated() { local[slot] = place }
    let groups = Agglomeration.groups(
      order.compactMap { index[$0] },
      relations: order.map { slot in
        relations(of: slot).compactMap { relation in
          local[relation.slot].map { Relation(slot: $0, points: relation.points, isForbidden: relation.isForbidden) }
        }
      })
    return apply(groups.map { $0.map { order[$0] } }, after: slot, origin: origin)
  }

  /// The reports that are joined to one, however far, and whether these are all of them.
  private mutating func neighbourhood(of slot: Int, with origin: String?) -> (Set<Int>, Bool) {
    var found: Set<Int> = [slot]
    var open = [slot] + (origin.flatMap { held[$0]?.slots } ?? [])
    found.formUnion(open)
    while let next = open.popLast() {
      let relations = relations(of: next)
      var neighbours = relations.filter { $0.points >= 0 && !$0.isForbidden }.map(\.slot)
      if let story = held[reports[next].story] { neighbours += story.slots }
      for other in neighbours where found.insert(other).inserted { open.append(other) }
      if found.count > StoryBook.limit { return (found, false) }
    }
    return (found, true)
  }

  /// Worked out when they are first asked for. Of a report in a crowd there are as many as show that it stands in one: its
  /// neighbourhood is not gathered anew, and a thousand like reports would keep a million relations.
  private mutating func relations(of slot: Int) -> [Relation] {
    if let known = reports[slot].relations {
      let living = known.filter { index[$0.slot] != nil }
      if !reports[slot].isCrowded || living.count > StoryBook.limit { return living }
    }
    return learn(index.relations(of: slot), of: slot)
  }

  @discardableResult
  private mutating func learn(_ found: [Relation], of slot: Int) -> [Relation] {
    isWarm = true
    let joined = found.filter { $0.points >= 0 && !$0.isForbidden }
    reports[slot].isCrowded = joined.count > StoryBook.limit
    let kept = reports[slot].isCrowded ? Array(joined.prefix(StoryBook.limit + 1)) : found
    reports[slot].relations = kept
    return kept
  }

  /// The story that a report has most in common with, where its neighbourhood is too large to be gathered anew.
  private mutating func closest(to slot: Int) -> String? {
    var scores: [String: (most: Int, sum: Int)] = [:]
    var forbidden: Set<String> = []
    for relation in index.relations(of: slot) {
      let story = reports[relation.slot].story
      if relation.isForbidden { forbidden.insert(story) }
      let known = scores[story] ?? (Evidence.floor, 0)
      scores[story] = (max(known.most, relation.points), known.sum + relation.points - Evidence.floor)
    }
    var best: (score: Int, story: String)?
    for (story, found) in scores where found.most >= 0 && !forbidden.contains(story) {
      guard let size = held[story]?.slots.count, size > 0 else { continue }
      let score = found.most + (found.sum / size + Evidence.floor) * 4
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
    let slot = index.insert(Sketch(member))
    reports.append(Report(facts: report, story: story))
    slots[member.number] = slot
    copies[CopyKey(member)] = slot
    guard isWarm else { return slot }
    let found = index.relations(of: slot)
    learn(found, of: slot)
    for relation in found where !reports[relation.slot].isCrowded {
      guard var known = reports[relation.slot].relations else { continue }
      reports[relation.slot].relations = nil
      known.append(Relation(slot: slot, points: relation.points, isForbidden: relation.isForbidden))
      let joins = relation.points >= 0 && !relation.isForbidden
      if joins, known.count > 2 * StoryBook.limit {
        learn(known.filter { index[$0.slot] != nil }, of: relation.slot)
      } else {
        reports[relation.slot].relations = known
      }
    }
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
    index.remove(slot)
    reports[slot].relations = nil
    reports[slot].copies = []
  }

  /// Makes anew what is kept of the reports, once most of it is of stories that were let go.
  private mutating func compact() {
    guard index.capacity > 2 * index.count + 1024 else { return }
    let stories = held.values.map(\.story)
    self = StoryBook()
    for story in stories { hold(story) }
  }
}
