internal import News
internal import Stories

/// How well items are gathered into stories.
enum StoryScore {
  /// B-cubed precision, recall and their F1 over items relevant in both; a null story is one of its own.
  static func bcubed(_ judged: [JudgedItem]) -> (precision: Double, recall: Double, f1: Double) {
    let found = judged.filter(\.isFound)
    guard !found.isEmpty else { return (1, 1, 1) }
    let gold = found.enumerated().map { $0.element.gold.story ?? "\u{0}\($0.offset)" }
    let said = found.enumerated().map { $0.element.story ?? "\u{0}\($0.offset)" }
    var goldSize: [String: Int] = [:]
    var saidSize: [String: Int] = [:]
    var both: [String: Int] = [:]
    for index in found.indices {
      goldSize[gold[index], default: 0] += 1
      saidSize[said[index], default: 0] += 1
      both[gold[index] + "\u{1}" + said[index], default: 0] += 1
    }
    var precision = 0.0
    var recall = 0.0
    for index in found.indices {
      let shared = Double(both[gold[index] + "\u{1}" + said[index]] ?? 0)
      precision += shared / Double(saidSize[said[index]] ?? 1)
      recall += shared / Double(goldSize[gold[index]] ?? 1)
    }
    precision /= Double(found.count)
    recall /= Double(found.count)
    let sum = precision + recall
    return (precision, recall, sum == 0 ? 0 : 2 * precision * recall / sum)
  }

  /// The stories that the grouper makes of the items that were judged relevant, taken in date order, undated last.
  static func assign(_ judged: [JudgedItem], progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }) -> [String?] {
    var book = StoryBook()
    let order = judged.indices.filter { judged[$0].assessment.relevant }.sorted { first, second in
      switch (judged[first].gold.item.time, judged[second].gold.item.time) {
      case (let a?, let b?) where a != b: a < b
      case (.some, nil): true
      case (nil, .some): false
      default: first < second
      }
    }
    for (done, index) in order.enumerated() {
      progress(done, order.count)
      book.add(candidate(judged[index], number: index))
    }
    var stories = [String?](repeating: nil, count: judged.count)
    for story in book.stories {
      for member in story.members where judged.indices.contains(Int(member.number)) {
        stories[Int(member.number)] = story.id
      }
    }
    return stories
  }

  static func candidate(_ judged: JudgedItem, number: Int) -> StoryCandidate {
    let item = judged.gold.item
    return StoryCandidate(
      number: Int64(number), item: item, assessment: judged.assessment,
      source: judged.gold.source ?? Source(name: "", url: ""), time: item.time, seenAt: nil)
  }
}
