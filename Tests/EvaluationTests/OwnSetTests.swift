import Evaluation
import News
import Testing

/// The project's own labelled items hold the line: a change of the lexicon or the rules may not lose what stands here.
@Suite("The project's own set")
struct OwnSetTests {
  @Test("relevance, kind, stage, topics and participants keep their level, in Urdu too")
  func level() throws {
    let report = Evaluator(classifier: Fixture.classifier).report(try Fixture.items("own.jsonl"))
    #expect(report.items >= 300)
    #expect(report.relevance.precision >= 0.94)
    #expect(report.relevance.recall >= 0.91)
    #expect(report.kind.value >= 0.80)
    #expect(report.stage.value >= 0.87)
    #expect(report.topics.f1 >= 0.85)
    #expect(report.participants.f1 >= 0.83)
    #expect(report.brier <= 0.06)
    for (language, part) in report.languages {
      #expect(part.relevance.f1 >= 0.91, "\(language)")
      #expect(part.kind.value >= 0.79, "\(language)")
    }
  }

  @Test("a second set, by other hands and harder, keeps its level too")
  func second() throws {
    let report = Evaluator(classifier: Fixture.classifier).report(try Fixture.items("second.jsonl"))
    #expect(report.items >= 700)
    #expect(report.relevance.precision >= 0.93)
    #expect(report.relevance.recall >= 0.92)
    #expect(report.kind.value >= 0.80)
    #expect(report.stage.value >= 0.85)
    #expect(report.topics.f1 >= 0.82)
    #expect(report.participants.f1 >= 0.79)
  }
}
