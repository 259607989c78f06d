// The door of Evaluation: how good the judgement is, on labelled items.
//
// In: labelled items (the caller reads the file) and a classifier. Out: an `EvaluationReport` with every measure, and
// text of it for people. It touches nothing: no disk, no clock; the same items give the same figures.

public import Classification
internal import News

/// Judges labelled items, groups them into stories and compares.
public struct Evaluator: Sendable {
  private let classifier: Classifier

  public init(classifier: Classifier) { self.classifier = classifier }

  /// Every item with what the program says of it, in order.
  public func judge(_ gold: [GoldItem]) -> [JudgedItem] {
    var judged = gold.map { gold in
      JudgedItem(
        gold: gold,
        assessment: classifier.assess(
          title: gold.item.title, summary: gold.item.summary, published: gold.item.time, source: gold.source))
    }
    for (index, story) in StoryScore.assign(judged).enumerated() { judged[index].story = story }
    return judged
  }

  public func report(_ gold: [GoldItem]) -> EvaluationReport { EvaluationReport(judge(gold)) }
}
