import News

/// The reports of one neighbourhood, gathered into events.
///
/// The two groups that have most in common become one, and so on, until no two have enough. Which reports are gathered
/// depends on the reports alone, not on the order in which they came: of two pairs of groups that have as much in
/// common, the one with the earlier reports comes first.
struct Agglomeration {
  private let count: Int
  /// For each pair of groups: the most that two of their reports have in common, the sum over all pairs of reports.
  private var most: [Int32]
  private var sum: [Int32]
  /// What is known of a pair of groups' vetoes.
  private var veto: [Veto.Knowledge]
  private var members: [[Int]]
  /// The best partner of each group, and how much it has in common with it.
  private var partner: [(score: Int, group: Int)?]
  private let sketches: [Sketch]

  /// - Parameters:
  ///   - sketches: in the order of their time.
  ///   - relations: of each pair, as ``Relation/place(_:_:)`` has them.
  static func groups(_ sketches: [Sketch], relations: [Relation]) -> [[Int]] {
    guard sketches.count > 1 else { return sketches.isEmpty ? [] : [[0]] }
    var work = Agglomeration(sketches, relations)
    return work.run()
  }

  private init(_ sketches: [Sketch], _ relations: [Relation]) {
    count = sketches.count
    self.sketches = sketches
    most = [Int32](repeating: Int32(Evidence.floor), count: count * count)
    sum = most
    veto = [Veto.Knowledge](repeating: .unknown, count: count * count)
    members = (0..<count).map { [$0] }
    partner = Array(repeating: nil, count: count)
    for index in 1..<count {
      for other in 0..<index {
        let relation = relations[Relation.place(index, other)]
        guard relation.points > Evidence.floor else { continue }
        for cell in [index * count + other, other * count + index] {
          most[cell] = relation.points
          sum[cell] = relation.points
          veto[cell] = relation.isForbidden ? .forbidden : .allowed
        }
      }
    }
  }

  private mutating func run() -> [[Int]] {
    for group in 0..<count { findPartner(of: group) }
    while let (first, second) = best() { join(first, second) }
    return members.filter { !$0.isEmpty }
  }

  private func best() -> (Int, Int)? {
    var best: (score: Int, group: Int, other: Int)?
    for (group, found) in partner.enumerated() {
      guard let found, found.score > best?.score ?? Int.min else { continue }
      best = (found.score, group, found.group)
    }
    return best.map { (min($0.group, $0.other), max($0.group, $0.other)) }
  }

  private mutating func findPartner(of group: Int) {
    partner[group] = nil
    guard !members[group].isEmpty else { return }
    for other in 0..<count where other != group && !members[other].isEmpty {
      let score = score(group, other)
      guard score >= 0, score > partner[group]?.score ?? Int.min, !isForbidden(group, other) else { continue }
      partner[group] = (score, other)
    }
  }

  /// The best pair counts for a fifth, all pairs together for the rest: one chance likeness is not enough.
  private func score(_ a: Int, _ b: Int) -> Int {
    let cell = a * count + b
    guard most[cell] >= 0 else { return -1 }
    let pairs = members[a].count * members[b].count
    return (Int(most[cell]) * pairs + Int(sum[cell]) * 4) / pairs
  }

  private mutating func isForbidden(_ a: Int, _ b: Int) -> Bool {
    let cell = a * count + b
    if veto[cell] == .unknown {
      let found = members[a].contains { first in
        members[b].contains { Veto.forbids(sketches[first], sketches[$0]) }
      }
      veto[cell] = found ? .forbidden : .allowed
      veto[b * count + a] = veto[cell]
    }
    return veto[cell] == .forbidden
  }

  private mutating func join(_ first: Int, _ second: Int) {
    for other in 0..<count where other != first && other != second && !members[other].isEmpty {
      let (kept, gone) = (first * count + other, second * count + other)
      most[kept] = max(most[kept], most[gone])
      sum[kept] += sum[gone]
      veto[kept] = veto[kept].with(veto[gone])
      let mirror = other * count + first
      (most[mirror], sum[mirror], veto[mirror]) = (most[kept], sum[kept], veto[kept])
    }
    members[first] += members[second]
    members[second] = []
    partner[second] = nil
    findPartner(of: first)
    for other in 0..<count where other != first && !members[other].isEmpty {
      if let found = partner[other], found.group == first || found.group == second {
        findPartner(of: other)
      } else if let mine = score(other, first, above: partner[other]) {
        if !isForbidden(other, first) { partner[other] = (mine, first) }
      }
    }
  }

  /// The score of a pair where it beats what is known.
  private func score(_ group: Int, _ other: Int, above known: (score: Int, group: Int)?) -> Int? {
    let score = score(group, other)
    guard score >= 0 else { return nil }
    guard let known else { return score }
    return score > known.score || score == known.score && other < known.group ? score : nil
  }
}
