import News

/// A partition of reports that is as if all had been taken in the order of their time, kept so while items are put in.
struct Groups {
  /// In the order of their time; a group may lose all.
  private(set) var members: [[StoryMember]]

  /// More later reports than this are not looked at again.
  private static let limit = 300

  init(_ members: [[StoryMember]]) { self.members = members.map { $0.sorted(by: Replay.isEarlier) } }

  func index(of number: Int64) -> Int? { members.firstIndex { $0.contains { $0.number == number } } }

  /// Puts an item in, and lets the reports that are later than it find their places again where that changed
  /// anything for them. Gives the groups that changed besides; none in the usual case, where the item is the latest.
  mutating func insert(_ item: StoryMember) -> Set<Int> {
    let later = members.indices.flatMap { group in
      members[group].filter { Replay.isEarlier(item, $0) }.map { (group: group, member: $0) }
    }.sorted { Replay.isEarlier($0.member, $1.member) }
    let place = best(for: item, among: Array(members.indices)) ?? open()
    add(item, to: place)
    guard !later.isEmpty, later.count <= Groups.limit else { return [] }
    var changed: Set<Int> = [place]
    var moved = false
    for (group, member) in later {
      guard let next = reconsider(member, in: group, changed: changed) else { continue }
      members[group].removeAll { $0.number == member.number }
      let target = next < members.count ? next : open()
      add(member, to: target)
      changed.formUnion([group, target])
      moved = true
    }
    return moved ? changed : []
  }

  /// Where a report belongs now, if elsewhere; the number of groups stands for one of its own.
  private func reconsider(_ member: StoryMember, in group: Int, changed: Set<Int>) -> Int? {
    let foundsIt = members[group].first?.number == member.number
    if changed.contains(group) {
      if let place = best(for: member, among: Array(members.indices)) { return place == group ? nil : place }
      return foundsIt ? nil : members.count
    }
    let place = best(for: member, among: foundsIt ? changed.sorted() : [group] + changed.sorted())
    return place == group ? nil : place
  }

  /// The group with most in common, of two alike the older; only what is earlier than the item counts.
  private func best(for item: StoryMember, among candidates: [Int]) -> Int? {
    var best: (score: Int, group: Int)?
    for group in candidates {
      let earlier = members[group].prefix { Replay.isEarlier($0, item) }
      guard let score = Likeness.score(item, earlier) else { continue }
      if let found = best {
        if score < found.score { continue }
        if score == found.score, !Replay.isEarlier(members[group][0], members[found.group][0]) { continue }
      }
      best = (score, group)
    }
    return best?.group
  }

  private mutating func open() -> Int {
    members.append([])
    return members.count - 1
  }

  private mutating func add(_ item: StoryMember, to group: Int) {
    let index = members[group].firstIndex { Replay.isEarlier(item, $0) } ?? members[group].count
    members[group].insert(item, at: index)
  }
}
