public import News

/// An item that was judged wrongly, and how.
public struct Miss: Sendable {
  public var id: String
  public var title: String
  /// One for each measure in which it is wrong: "kind: said aid, is cooperation".
  public var faults: [String]
  /// What the judgement rests on, most weighty first.
  public var reasons: [Evidence]
  /// The title has no verb that the lexicon knows: the kind was taken from elsewhere.
  public var hasUnknownVerb: Bool

  init?(_ judged: JudgedItem) {
    let faults = judged.faults
    guard !faults.isEmpty else { return nil }
    id = judged.gold.id
    title = judged.gold.item.title ?? ""
    self.faults = faults
    reasons = judged.assessment.evidence.sorted { abs($0.weight) > abs($1.weight) }
    hasUnknownVerb = judged.hasUnknownVerb
  }
}

extension JudgedItem {
  /// Called relevant, and no word of its title says what happened.
  public var hasUnknownVerb: Bool {
    assessment.relevant
      && !assessment.evidence.contains {
        $0.rule.hasPrefix("kind.") && !$0.rule.hasPrefix("kind.words.") && $0.field == "title" && $0.weight >= 6
      }
  }

  /// What the judgement has wrong, a line for each measure; empty where all is right.
  public var faults: [String] {
    let said = assessment
    var faults: [String] = []
    if gold.relevant != said.relevant {
      faults.append("relevance: said \(said.relevant) (\(said.score)), is \(gold.relevant)")
    } else if gold.relevant {
      if !gold.kinds.contains(said.kind) {
        let right = gold.kinds.map { $0?.rawValue ?? "-" }.joined(separator: " or ")
        faults.append("kind: said \(said.kind?.rawValue ?? "-"), is \(right)")
      }
      if !gold.stages.contains(said.stage) {
        let right = gold.stages.map { $0?.rawValue ?? "-" }.joined(separator: " or ")
        faults.append("stage: said \(said.stage?.rawValue ?? "-"), is \(right)")
      }
      faults += topicFaults + participantFaults
    }
    return faults
  }

  private var topicFaults: [String] {
    let said = Set(assessment.topics)
    let missed = gold.topics.subtracting(said).sorted().map(\.rawValue)
    let wrong = said.subtracting(gold.topics).subtracting(gold.topicsOr).sorted().map(\.rawValue)
    return list("topics", missed, wrong)
  }

  private var participantFaults: [String] {
    let missed = gold.participants.filter { wanted in
      !assessment.participants.contains { ItemScore.matches($0, wanted) }
    }.map(\.name)
    let wrong = assessment.participants.filter { said in
      !(gold.participants + gold.participantsOr).contains { ItemScore.matches(said, $0) }
    }.map(\.name)
    return list("participants", missed, wrong)
  }

  private func list(_ what: String, _ missed: [String], _ wrong: [String]) -> [String] {
    var parts: [String] = []
    if !missed.isEmpty { parts.append("\(what): missed \(missed.joined(separator: ", "))") }
    if !wrong.isEmpty { parts.append("\(what): said without ground \(wrong.joined(separator: ", "))") }
    return parts
  }
}
