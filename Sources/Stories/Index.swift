import News

/// The reports of the open stories, found by what they name and say.
///
/// What a report costs grows with the open reports that share its words, and with nothing else: the archive is not here.
struct Index: Sendable {
  private var sketches: [Sketch?] = []
  /// By slot: when it was reported and until when others may follow it, in milliseconds.
  private var reaches: [(from: Int64, until: Int64)] = []
  private var postings: [UInt32: [Int32]] = [:]
  private var living = 0
  /// Per report, while one is compared: the weight of the words that both have.
  private var shared: [Int32] = []

  /// Reports that are kept, and places that were given out for them.
  var count: Int { living }
  var capacity: Int { sketches.count }

  subscript(slot: Int) -> Sketch? { sketches[slot] }

  /// Takes a report in; gives its slot.
  mutating func insert(_ sketch: Sketch) -> Int {
    let slot = sketches.count
    sketches.append(sketch)
    reaches.append(EventKey.reach(sketch))
    shared.append(0)
    living += 1
    for key in Index.keys(sketch) { postings[key, default: []].append(Int32(slot)) }
    return slot
  }

  /// Lets go of a report; its slot is not given out again.
  mutating func remove(_ slot: Int) {
    guard let sketch = sketches[slot] else { return }
    sketches[slot] = nil
    living -= 1
    for key in Index.keys(sketch) {
      guard var list = postings.removeValue(forKey: key) else { continue }
      list.removeAll { $0 == Int32(slot) }
      if !list.isEmpty { postings[key] = list }
    }
  }

  /// What a report has in common with each of the others; those with next to nothing in common are left out.
  mutating func relations(of slot: Int) -> [Relation] {
    guard let sketch = sketches[slot] else { return [] }
    var touched: [Int32] = []
    // A name, a figure or an address counts as no word, and makes the report be looked at all the same.
    let named: Int32 = 1 << 16
    for (index, term) in sketch[.terms].enumerated() {
      add(Int32(sketch.weights[index]), at: term | Terms.place, to: &touched)
    }
    for key in Index.names(sketch) { add(named, at: key, to: &touched) }
    var relations: [Relation] = []
    let reach = reaches[slot]
    for other in touched {
      let weight = Int(shared[Int(other)] & (named - 1))
      shared[Int(other)] = 0
      // Most are too long ago, or too far ahead, to be looked at.
      guard reaches[Int(other)].from <= reach.until, reach.from <= reaches[Int(other)].until else { continue }
      guard Int(other) != slot, let found = sketches[Int(other)] else { continue }
      if let relation = Index.relation(sketch, found, shared: weight, slot: Int(other)) { relations.append(relation) }
    }
    return relations
  }

  private mutating func add(_ weight: Int32, at key: UInt32, to touched: inout [Int32]) {
    guard let list = postings[key] else { return }
    for slot in list {
      if shared[Int(slot)] == 0 { touched.append(slot) }
      shared[Int(slot)] += weight
    }
  }

  private static func relation(_ a: Sketch, _ b: Sketch, shared: Int, slot: Int) -> Relation? {
    // Two retrospectives are no event together.
    guard !(a.isRetrospective && b.isRetrospective), EventKey.areInWindow(a, b) else { return nil }
    var evidence = Evidence(a, b)
    let isOneArticle = a.address != 0 && a.address == b.address && shared >= 100
    guard isOneArticle || evidence.bound(shared: shared, a, b) > Evidence.floor else { return nil }
    evidence.compare(a, b)
    let points = isOneArticle ? Evidence.certain : evidence.points
    guard points > Evidence.floor else { return nil }
    return Relation(slot: slot, points: points, isForbidden: Veto.forbids(a, b))
  }

  private static func keys(_ sketch: Sketch) -> [UInt32] { sketch[.terms].map { $0 | Terms.place } + names(sketch) }

  /// The lower bits tell names, figures and addresses from words.
  private static func names(_ sketch: Sketch) -> [UInt32] {
    var keys: [UInt32] = []
    for part in [Sketch.Part.personsUS, .personsPK, .bodiesUS, .bodiesPK] {
      for value in sketch[part] { keys.append(value & ~Terms.place) }
    }
    for value in sketch[.figures] { keys.append(value & ~Terms.place | 1) }
    if sketch.address != 0 { keys.append(sketch.address & ~Terms.place | 2) }
    return keys
  }
}
