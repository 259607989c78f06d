import ArgumentParser
import Classification
import Evaluation
import Output
import Settings

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

  @ArgumentParser.Flag(help: "List every wrong item with its reasons instead.")
  var misses = false

  @ArgumentParser.Flag(help: "Print the figures as one JSON object; with --misses, an object an item.")
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
    case (true, true): for miss in report.misses { Console.write(line: encode(miss)) }
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
    json.endObject()
    return json.bytes
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
}
