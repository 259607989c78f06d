import Evaluation
import News
import Stories
import Testing

@Suite("The measures")
struct EvaluationReportTests {
  private func judged(
    _ id: String, gold: Bool, said: Bool, score: Double? = nil, kinds: [Kind?] = [nil], kind: Kind? = nil,
    stages: [Stage?] = [nil], stage: Stage? = nil, topics: Set<Topic> = [], topicsOr: Set<Topic> = [],
    saidTopics: [Topic] = [], participants: [GoldParticipant] = [], participantsOr: [GoldParticipant] = [],
    named: [Participant] = [], story: String? = nil, saidStory: String? = nil, language: String = "en"
  ) -> JudgedItem {
    var assessment = Assessment()
    assessment.relevant = said
    assessment.score = score ?? (said ? 0.9 : 0.1)
    assessment.kind = kind
    assessment.stage = stage
    assessment.topics = saidTopics
    assessment.participants = named
    return JudgedItem(
      gold: GoldItem(
        id: id, item: Item(title: id), language: language, relevant: gold, kinds: kinds, stages: stages,
        topics: topics, topicsOr: topicsOr, participants: participants, participantsOr: participantsOr, story: story),
      assessment: assessment, story: saidStory)
  }

  @Test("relevance counts every item")
  func relevance() {
    let report = EvaluationReport([
      judged("a", gold: true, said: true), judged("b", gold: true, said: false),
      judged("c", gold: false, said: true), judged("d", gold: false, said: false),
    ])
    #expect(report.relevance == Counts(right: 1, wrong: 1, missed: 1))
    #expect(report.relevance.precision == 0.5)
    #expect(report.relevance.recall == 0.5)
    #expect(report.relevance.f1 == 0.5)
  }

  @Test("kind and stage count only where both call the item relevant, and the second labeller's answer is right too")
  func secondAnswer() {
    let report = EvaluationReport([
      judged(
        "a", gold: true, said: true, kinds: [.visit, .meeting], kind: .meeting, stages: [.ongoing, nil], stage: nil),
      judged("b", gold: true, said: true, kinds: [.aid], kind: .support, stages: [.concluded], stage: .concluded),
      judged("c", gold: true, said: false, kinds: [.aid], stages: [.concluded]),
    ])
    #expect(report.kind == Share(right: 1, of: 2))
    #expect(report.stage == Share(right: 2, of: 2))
  }

  @Test("an optional topic is neither right nor wrong")
  func optionalTopics() {
    let report = EvaluationReport([
      judged(
        "a", gold: true, said: true, topics: [.economy, .energy], topicsOr: [.climate],
        saidTopics: [.economy, .climate, .health])
    ])
    #expect(report.topics == Counts(right: 1, wrong: 1, missed: 1))
  }

  @Test("a participant matches by side and when the words of one name contain the other's")
  func participants() {
    let report = EvaluationReport([
      judged(
        "a", gold: true, said: true,
        participants: [
          GoldParticipant(name: "Bilawal Bhutto-Zardari", side: .pk),
          GoldParticipant(name: "United States Senate", side: .us),
          GoldParticipant(name: "William Burns", side: .us),
        ],
        participantsOr: [GoldParticipant(name: "Government of Pakistan", side: .pk)],
        named: [
          Participant(name: "Bilawal Bhutto Zardari", side: .pk), Participant(name: "US Senate", side: .us),
          Participant(name: "William Burns", side: .pk), Participant(name: "Government of Pakistan", side: .pk),
        ])
    ])
    #expect(report.participants == Counts(right: 2, wrong: 1, missed: 1))
  }

  @Test("stories are compared by B-cubed, an item without one standing alone")
  func stories() {
    let report = EvaluationReport([
      judged("a", gold: true, said: true, story: "x", saidStory: "1"),
      judged("b", gold: true, said: true, story: "x", saidStory: "1"),
      judged("c", gold: true, said: true, story: nil, saidStory: "1"),
      judged("d", gold: true, said: true, story: nil, saidStory: nil),
      judged("e", gold: false, said: true, story: nil, saidStory: "1"),
    ])
    // Precision: a and b two of three, c one of three, d whole. Recall: all whole.
    #expect(abs(report.stories.precision - (2.0 / 3 + 2.0 / 3 + 1.0 / 3 + 1) / 4) < 1e-9)
    #expect(report.stories.recall == 1)
  }

  @Test("a story's fault is told once for two parts, by the pair that is most alike, with what decided it")
  func storyFaults() throws {
    let report = EvaluationReport([
      judged("strike kills six in Swat", gold: true, said: true, kind: .force, story: "x", saidStory: "1"),
      judged("flood relief pledged", gold: true, said: true, kind: .aid, story: "x", saidStory: "1"),
      judged("strike kills six", gold: true, said: true, kind: .force, story: "y", saidStory: "1"),
      judged("six killed in strike", gold: true, said: true, kind: .force, story: "y", saidStory: "2"),
      judged("alone", gold: true, said: true, kind: .aid),
      judged("not relevant", gold: false, said: true, kind: .aid, saidStory: "1"),
    ])
    #expect(report.storyFaults.map(\.fault) == [.joined, .apart])
    let joined = try #require(report.storyFaults.first)
    #expect(joined.ids.0 == "strike kills six in Swat")
    #expect(joined.ids.1 == "strike kills six")
    #expect(joined.pairs == 2)
    #expect(joined.comparison.veto == nil)
    #expect(joined.comparison.grounds.reduce(0) { $0 + $1.points } == joined.comparison.points)
    #expect(joined.comparison.grounds.contains { $0.name == "words" && $0.points > 0 })
    #expect(report.storyFaults.last?.ids.0 == "strike kills six")
    #expect(report.storyFaults.last?.ids.1 == "six killed in strike")
    #expect(report.missesText.contains("two events in one story\n    strike kills six in Swat"))
    #expect(report.missesText.contains("\n      all 2 pairs of their reports: "))
  }

  @Test("the Brier score and the reliability table compare scores with what is so")
  func calibration() {
    let report = EvaluationReport([
      judged("a", gold: true, said: true, score: 0.95), judged("b", gold: true, said: true, score: 0.95),
      judged("c", gold: false, said: true, score: 0.95), judged("d", gold: false, said: false, score: 0.05),
    ])
    #expect(abs(report.brier - (0.0025 + 0.0025 + 0.9025 + 0.0025) / 4) < 1e-9)
    #expect(report.reliability.count == 2)
    #expect(report.reliability.last?.items == 3)
    #expect(report.reliability.last?.share == 2.0 / 3)
  }

  @Test("a confusion table holds labelled against said")
  func confusion() {
    let report = EvaluationReport([
      judged("a", gold: true, said: true, kinds: [.aid], kind: .aid),
      judged("b", gold: true, said: true, kinds: [.aid], kind: .support),
    ])
    #expect(report.kindTable.names == ["aid", "support"])
    #expect(report.kindTable.counts == [[1, 1], [0, 0]])
  }

  @Test("intervals hold the figure and are the same at every run")
  func intervals() {
    let items = (0..<60).map { judged("\($0)", gold: $0 % 3 != 0, said: $0 % 4 != 0) }
    let first = EvaluationReport(items, samples: 200)
    let second = EvaluationReport(items, samples: 200)
    #expect(first.intervals.relevance == second.intervals.relevance)
    #expect(first.intervals.relevance.low <= first.relevance.f1)
    #expect(first.intervals.relevance.high >= first.relevance.f1)
  }

  @Test("languages are reported apart")
  func languages() {
    let report = EvaluationReport([
      judged("a", gold: true, said: true), judged("b", gold: true, said: false, language: "ur"),
    ])
    #expect(report.languages.map(\.language) == ["en", "ur"])
    #expect(report.languages.last?.report.relevance.recall == 0)
  }

  @Test("a miss says what was said, what is so and why")
  func misses() throws {
    let report = EvaluationReport([
      judged("good", gold: true, said: true, kinds: [.aid], kind: .aid),
      judged("bad", gold: true, said: true, kinds: [.aid], kind: .support, topics: [.economy]),
    ])
    let miss = try #require(report.misses.first)
    #expect(report.misses.count == 1)
    #expect(miss.id == "bad")
    #expect(miss.faults == ["kind: said support, is aid", "topics: missed economy"])
    #expect(report.missesText.contains("kind: said support, is aid"))
  }

  @Test("the text names every measure, of no items too")
  func text() {
    let text = EvaluationReport([]).text
    for name in ["relevance F1", "kind", "stage", "topics F1", "participants F1", "stories B3 F1", "Brier score"] {
      #expect(text.contains(name))
    }
  }
}
