import Evaluation
import News
import Testing

/// The project's own labelled items hold the line: a change of the lexicon or the rules may not lose what stands here.
@Suite("The project's own set")
struct OwnSetTests {
  @Test("relevance, kind, stage, topics, participants and stories keep their level")
  func level() throws {
    let report = Evaluator(classifier: GoldFile.classifier).report(try GoldFile.read("own.jsonl"))
    #expect(report.items >= 300)
    #expect(report.relevance.precision >= 0.90)
    #expect(report.relevance.recall >= 0.85)
    #expect(report.kind.value >= 0.70)
    #expect(report.stage.value >= 0.80)
    #expect(report.topics.f1 >= 0.78)
    #expect(report.participants.f1 >= 0.78)
    #expect(report.brier <= 0.10)
  }
}
