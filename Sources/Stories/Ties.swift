/// The reports of the open stories and what ties them: which are joined, and how much any two have in common.
///
/// Who is joined to whom is found through the ``Index`` when it is first asked for, and kept; how much two have in common is
/// worked out for those of one neighbourhood alone, once.
struct Ties: Sendable {
  /// Reports of a neighbourhood that are told apart; beyond it a report is in a crowd.
  static let limit = 192

  private var index = Index()
  /// By slot.
  private var ties: [Tie] = []
  /// They have been asked for: what comes in must be told to those that know theirs.
  private var isWarm = false

  /// What was last found out, for those that stand in a crowd: it is asked for again at once.
  private var last: (slot: Int, joined: [Int32])?

  private struct Tie: Sendable {
    /// Those that it is joined to; `nil` until asked for, and where they are more than ``Ties/limit``: a neighbourhood of so
    /// many is not gathered anew, and a thousand like reports would keep a million.
    var joined: [Int32]?
    /// What it has in common with some that came before it, sorted by their slots.
    var others: [Int32] = []
    var relations: [Relation] = []
  }

  /// Reports that are kept, and places that were given out for them.
  var count: Int { index.count }
  var capacity: Int { index.capacity }

  subscript(slot: Int) -> Sketch? { index[slot] }

  /// Takes a report in; gives its slot.
  mutating func insert(_ sketch: Sketch) -> Int {
    let slot = index.insert(sketch)
    ties.append(Tie())
    last = nil
    guard isWarm else { return slot }
    for other in learn(slot) where ties[Int(other)].joined != nil {
      ties[Int(other)].joined?.append(Int32(slot))
      crowd(Int(other))
    }
    return slot
  }

  /// Lets go of a report; its slot is not given out again.
  mutating func remove(_ slot: Int) {
    index.remove(slot)
    ties[slot] = Tie()
    last = nil
  }

  /// The reports that one is joined to; of one in a crowd as many as show that it stands in one.
  mutating func joined(to slot: Int) -> [Int32] {
    if let last, last.slot == slot { return last.joined }
    guard let known = ties[slot].joined else { return learn(slot) }
    guard known.contains(where: { index[Int($0)] == nil }) else { return known }
    let living = known.filter { index[Int($0)] != nil }
    ties[slot].joined = living
    return living
  }

  private mutating func learn(_ slot: Int) -> [Int32] {
    isWarm = true
    let found = index.joined(to: slot, upTo: Ties.limit)
    ties[slot].joined = found.count > Ties.limit ? nil : found
    last = (slot, found)
    return found
  }

  /// Keeps nothing of what has become a crowd.
  private mutating func crowd(_ slot: Int) {
    guard let known = ties[slot].joined, known.count > Ties.limit + 32 else { return }
    let living = known.filter { index[Int($0)] != nil }
    ties[slot].joined = living.count > Ties.limit ? nil : living
  }

  /// What each of some reports has in common with those before it: the pairs of the second, of the third, and so on.
  mutating func relations(among slots: [Int]) -> [Relation] {
    var relations = [Relation](repeating: .none, count: slots.count * (slots.count - 1) / 2)
    let ascending = slots.enumerated().map { (slot: Int32($1), place: $0) }.sorted { $0.slot < $1.slot }
    for (count, report) in ascending.enumerated() {
      let earlier = ascending[..<count]
      know(Int(report.slot), earlier.lazy.map(\.slot))
      let tie = ties[Int(report.slot)]
      var next = 0
      for other in earlier {
        while tie.others[next] != other.slot { next += 1 }
        relations[Relation.place(report.place, other.place)] = tie.relations[next]
      }
    }
    return relations
  }

  /// What two reports have in common.
  func relation(_ slot: Int, _ other: Int) -> Relation {
    guard let a = index[slot], let b = index[other] else { return .none }
    return Relation(a, b)
  }

  /// Works out what a report has in common with others of lower slots, where that isn't known yet.
  private mutating func know(_ slot: Int, _ earlier: some Sequence<Int32>) {
    let known = ties[slot]
    var next = 0
    func isKnown(_ other: Int32) -> Bool {
      while next < known.others.count, known.others[next] < other { next += 1 }
      return next < known.others.count && known.others[next] == other
    }
    guard !earlier.allSatisfy(isKnown) else { return }
    next = 0
    ties[slot].others = []
    ties[slot].relations = []
    for other in earlier {
      ties[slot].others.append(other)
      ties[slot].relations.append(isKnown(other) ? known.relations[next] : relation(slot, Int(other)))
    }
  }
}
