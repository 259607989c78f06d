import News

/// The reports of the open stories, found by what they name and say.
///
/// What a report costs grows with the open reports that share its words, and with nothing else: the archive is not here.
struct Index: Sendable {
  private var sketches: [Sketch?] = []
  /// By slot: when it was reported and until when others may follow it, in milliseconds.
  private var reaches: [(from: Int64, until: Int64)] = []
  private var outlines: [Outline] = []
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
    reaches.append(EventKey.reach(sketch.outline))
    outlines.append(sketch.outline)
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

  /// The reports to which one is joined: they have enough in common, and nothing forbids it. Those that share most words
  /// with it come first where they are many; the search ends once more than `limit` are found.
  mutating func joined(to slot: Int, upTo limit: Int) -> [Int32] {
    guard let sketch = sketches[slot] else { return [] }
    var candidates = candidates(of: slot, sketch)
    if candidates.count > 4 * limit { candidates.sort { ($1.shared, $0.slot) < ($0.shared, $1.slot) } }
    var joined: [Int32] = []
    for candidate in candidates {
      guard let found = sketches[Int(candidate.slot)],
        Relation.isJoined(sketch, found, shared: Int(candidate.shared))
      else { continue }
      joined.append(candidate.slot)
      if joined.count > limit { break }
    }
    return joined
  }

  /// The reports that may have enough in common with one, by what they share and by what else is quickly seen.
  private mutating func candidates(of slot: Int, _ sketch: Sketch) -> [(slot: Int32, shared: Int32)] {
    var touched: [Int32] = []
    // A name, a figure or an address counts as no word, and makes the report be looked at all the same.
    let named: Int32 = 1 << 16
    for (index, term) in sketch[.terms].enumerated() {
      add(Int32(sketch.weights[index]), at: term | Terms.place, to: &touched)
    }
    for key in Index.names(sketch) { add(named, at: key, to: &touched) }
    var candidates: [(slot: Int32, shared: Int32)] = []
    let (reach, outline) = (reaches[slot], sketch.outline)
    for other in touched {
      let weight = shared[Int(other)] & (named - 1)
      shared[Int(other)] = 0
      // Most are too long ago, or too far ahead, to be looked at.
      guard reaches[Int(other)].from <= reach.until, reach.from <= reaches[Int(other)].until else { continue }
      guard Int(other) != slot, Relation.mayJoin(outline, outlines[Int(other)], shared: Int(weight)) else { continue }
      candidates.append((other, weight))
    }
    return candidates
  }

  private mutating func add(_ weight: Int32, at key: UInt32, to touched: inout [Int32]) {
    guard let list = postings[key] else { return }
    for slot in list {
      if shared[Int(slot)] == 0 { touched.append(slot) }
      shared[Int(slot)] += weight
    }
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
