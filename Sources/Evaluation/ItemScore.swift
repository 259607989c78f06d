internal import News

/// What one item adds to every measure.
struct ItemScore {
  var relevance = Counts()
  var kind = Share()
  var stage = Share()
  var topics = Counts()
  var participants = Counts()
  /// Squared distance of the score from what is so.
  var squaredError = 0.0

  init(_ judged: JudgedItem) {
    let gold = judged.gold
    let said = judged.assessment
    switch (gold.relevant, said.relevant) {
    case (true, true): relevance.right = 1
    case (false, true): relevance.wrong = 1
    case (true, false): relevance.missed = 1
    case (false, false): break
    }
    let distance = said.score - (gold.relevant ? 1 : 0)
    squaredError = distance * distance
    guard judged.isFound else { return }
    kind = Share(right: gold.kinds.contains(said.kind) ? 1 : 0, of: 1)
    stage = Share(right: gold.stages.contains(said.stage) ? 1 : 0, of: 1)
    topics = ItemScore.topics(judged)
    participants = ItemScore.participants(judged)
  }

  static func topics(_ judged: JudgedItem) -> Counts {
    let said = Set(judged.assessment.topics)
    let gold = judged.gold
    return Counts(
      right: gold.topics.intersection(said).count,
      wrong: said.subtracting(gold.topics).subtracting(gold.topicsOr).count,
      missed: gold.topics.subtracting(said).count)
  }

  /// A labelled participant is found once, however many of the program's match it.
  static func participants(_ judged: JudgedItem) -> Counts {
    let gold = judged.gold
    let found = gold.participants.count { wanted in
      judged.assessment.participants.contains { matches($0, wanted) }
    }
    let wrong = judged.assessment.participants.count { said in
      !(gold.participants + gold.participantsOr).contains { matches(said, $0) }
    }
    return Counts(right: found, wrong: wrong, missed: gold.participants.count - found)
  }

  /// The same side, and the words of one folded name contain the other's.
  static func matches(_ said: Participant, _ gold: GoldParticipant) -> Bool {
    guard said.side == gold.side else { return false }
    let first = words(said.name)
    let second = words(gold.name)
    guard !first.isEmpty, !second.isEmpty else { return false }
    return first.isSubset(of: second) || second.isSubset(of: first)
  }

  /// The words of a name; "United States" and "US" are one word.
  static func words(_ name: String) -> Set<String> {
    var words: [String] = []
    var current: [UInt8] = []
    for byte in FoldedText(name).bytes + [0x20] {
      if byte >= 0x80 || (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7A) {
        current.append(byte)
      } else if !current.isEmpty {
        words.append(String(decoding: current, as: UTF8.self))
        current = []
      }
    }
    var set = Set(words)
    if set.contains("united"), set.contains("states") {
      set.subtract(["united", "states"])
      set.insert("usa")
    }
    return set
  }
}
