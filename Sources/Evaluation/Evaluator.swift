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

  /// Where a long evaluation is.
  public enum Step: Sendable {
    case judging(done: Int, of: Int)
    /// Gathering what was judged relevant into stories.
    case grouping(done: Int, of: Int)
  }

  /// Every item with what the program says of it, in order.
  /// - Parameter progress: called before each item of each step; must be cheap.
  public func judge(_ gold: [GoldItem], progress: (Step) -> Void = { _ in }) -> [JudgedItem] {
    var judged = gold.enumerated().map { index, item in
      progress(.judging(done: index, of: gold.count))
      return JudgedItem(
        gold: item,
        assessment: classifier.assess(
          title: item.item.title, summary: item.item.summary, published: item.item.time, source: item.source))
    }
    let stories = StoryScore.assign(judged) { progress(.grouping(done: $0, of: $1)) }
    for (index, story) in stories.enumerated() { judged[index].story = story }
    return judged
  }

  public func report(_ gold: [GoldItem], progress: (Step) -> Void = { _ in }) -> EvaluationReport {
    EvaluationReport(judge(gold, progress: progress))
  }
}
