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
    let gold = judged.gold
    let said = judged.assessment
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
      faults += Miss.topics(judged) + Miss.participants(judged)
    }
    guard !faults.isEmpty else { return nil }
    id = gold.id
    title = gold.item.title ?? ""
    self.faults = faults
    reasons = said.evidence.sorted { abs($0.weight) > abs($1.weight) }
    hasUnknownVerb =
      said.relevant && !said.evidence.contains { $0.rule.hasPrefix("kind.") && $0.field == "title" && $0.weight >= 6 }
  }

  private static func topics(_ judged: JudgedItem) -> [String] {
    let said = Set(judged.assessment.topics)
    let missed = judged.gold.topics.subtracting(said).sorted().map(\.rawValue)
    let wrong = said.subtracting(judged.gold.topics).subtracting(judged.gold.topicsOr).sorted().map(\.rawValue)
    return list("topics", missed, wrong)
  }

  private static func participants(_ judged: JudgedItem) -> [String] {
    let gold = judged.gold
    let missed = gold.participants.filter { wanted in
      !judged.assessment.participants.contains { ItemScore.matches($0, wanted) }
    }.map(\.name)
    let wrong = judged.assessment.participants.filter { said in
      !(gold.participants + gold.participantsOr).contains { ItemScore.matches(said, $0) }
    }.map(\.name)
    return list("participants", missed, wrong)
  }

  private static func list(_ what: String, _ missed: [String], _ wrong: [String]) -> [String] {
    var parts: [String] = []
    if !missed.isEmpty { parts.append("\(what): missed \(missed.joined(separator: ", "))") }
    if !wrong.isEmpty { parts.append("\(what): said without ground \(wrong.joined(separator: ", "))") }
    return parts
  }
}
