import ArgumentParser
import Classification
import Evaluation
import Output
import Settings
import Stories

struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Compares the judgement with labelled items and prints how good it is.",
    discussion: """
      Relevance: precision, recall, F1. Kind and stage: accuracy over items relevant in both. Topics and participants: \
      micro-F1. Stories: B-cubed. With tables of what was taken for what, figures by language, and calibration.

      Example: attache evaluate gold.jsonl --misses
      """)

  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var lexicon: LexiconOptions

  @ArgumentParser.Flag(help: "List every wrong item and every fault of the stories, with the reasons, instead.")
  var misses = false

  @ArgumentParser.Flag(help: "Print the figures as one JSON object; with --misses, an object an item or fault.")
  var json = false

  @Argument(help: ArgumentHelp("Labelled items, a JSON object a line.", valueName: "gold.jsonl"))
  var gold: String

  func run() async throws {
    try await reportingFailures {
      let settings = try configuration.settingsIfAny()
      let folder = try LexiconFolder.find(
        option: lexicon.lexicon, settings: settings, configuration: configuration.path)
      let classifier = Classifier(lexicon: try folder.load())
      let bytes = try InputFile.read(gold)
      let items: [GoldItem]
      do throws(GoldFailure) {
        items = try GoldFile.read(bytes)
      } catch {
        throw CommandFailure(.badData, "\(gold): \(error.description)")
      }
      guard !items.isEmpty else { throw CommandFailure(.badData, "\(gold): holds no labelled item") }
      let progress = Progress()
      let report = Evaluator(classifier: classifier).report(items) { step in
        switch step {
        case .judging(let done, let all): progress.update("\(done) of \(all) items judged")
        case .grouping(let done, let all): progress.update("\(done) of \(all) relevant items gathered into stories")
        }
      }
      progress.end()
      print(report)
    }
  }

  private func print(_ report: EvaluationReport) {
    switch (json, misses) {
    case (false, false): Console.write(Array(report.text.utf8))
    case (false, true): Console.write(Array(visible(report.missesText).utf8))
    case (true, false): Console.write(line: figures(report))
    case (true, true):
      for miss in report.misses { Console.write(line: encode(miss)) }
      for fault in report.storyFaults { Console.write(line: encode(fault)) }
    }
  }

  /// Titles come from outside; the line breaks are ours.
  private func visible(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { VisibleText.escape(String($0)) }
      .joined(separator: "\n")
  }

  private func figures(_ report: EvaluationReport) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("items", integer: report.items)
    json.key("relevance")
    json.beginObject()
    json.member("precision", double: report.relevance.precision)
    json.member("recall", double: report.relevance.recall)
    json.member("f1", double: report.relevance.f1)
    json.endObject()
    json.member("kind", double: report.kind.value)
    json.member("stage", double: report.stage.value)
    json.member("topics", double: report.topics.f1)
    json.member("participants", double: report.participants.f1)
    json.key("stories")
    json.beginObject()
    json.member("precision", double: report.stories.precision)
    json.member("recall", double: report.stories.recall)
    json.member("f1", double: report.stories.f1)
    json.endObject()
    json.member("brier", double: report.brier)
    intervals(report.intervals, &json)
    json.key("languages")
    json.beginObject()
    for (language, part) in report.languages {
      json.key(text: language)
      json.beginObject()
      json.member("items", integer: part.items)
      json.member("relevance", double: part.relevance.f1)
      json.member("kind", double: part.kind.value)
      json.member("stage", double: part.stage.value)
      json.member("topics", double: part.topics.f1)
      json.member("participants", double: part.participants.f1)
      json.endObject()
    }
    json.endObject()
    json.key("reliability")
    json.beginArray()
    for bin in report.reliability {
      json.beginObject()
      json.member("from", double: bin.low)
      json.member("to", double: bin.high)
      json.member("items", integer: bin.items)
      json.member("said", double: bin.said)
      json.member("is", double: bin.share)
      json.endObject()
    }
    json.endArray()
    table("kind_table", report.kindTable, &json)
    table("stage_table", report.stageTable, &json)
    json.endObject()
    return json.bytes
  }

  /// The 95 % intervals, each as [low, high].
  private func intervals(_ intervals: EvaluationReport.Intervals, _ json: inout JSONWriter) {
    json.key("intervals")
    json.beginObject()
    for (name, interval) in [
      ("relevance", intervals.relevance), ("kind", intervals.kind), ("stage", intervals.stage),
      ("topics", intervals.topics), ("participants", intervals.participants),
    ] {
      json.key(text: name)
      json.beginArray()
      json.double(interval.low)
      json.double(interval.high)
      json.endArray()
    }
    json.endObject()
  }

  /// Labelled name → said name → how often, without the zeros.
  private func table(_ name: StaticString, _ table: ConfusionTable, _ json: inout JSONWriter) {
    json.key(name)
    json.beginObject()
    for (labelled, row) in zip(table.names, table.counts) where row.contains(where: { $0 > 0 }) {
      json.key(text: labelled)
      json.beginObject()
      for (said, count) in zip(table.names, row) where count > 0 { json.member(text: said, integer: count) }
      json.endObject()
    }
    json.endObject()
  }

  private func encode(_ miss: Miss) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("id", miss.id)
    json.member("title", miss.title)
    json.member("faults", miss.faults)
    json.member("unknown_verb", boolean: miss.hasUnknownVerb)
    json.endObject()
    return json.bytes
  }

  private func encode(_ fault: StoryFault) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("story_fault", fault.fault.rawValue)
    json.member("ids", [fault.ids.0, fault.ids.1])
    json.member("titles", [fault.titles.0, fault.titles.1])
    json.member("points", integer: fault.comparison.points)
    json.key("grounds")
    json.beginObject()
    for (name, points) in fault.comparison.grounds { json.member(text: name, integer: points) }
    json.endObject()
    if let veto = fault.comparison.veto { json.member("forbidden", veto) }
    json.member("pairs", integer: fault.pairs)
    json.member("mean_points", integer: fault.meanPoints)
    json.member("forbidden_pairs", integer: fault.forbiddenPairs)
    json.endObject()
    return json.bytes
  }
}
