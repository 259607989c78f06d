import ArgumentParser
import Classification
import Feeds
import News
import Output
import Settings

struct ClassifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Judges what files hold, and prints each item's assessment as a line of JSON.",
    discussion: """
      Files are feed documents; `.jsonl` with `title` and `summary` (and `id`, `date`, `source`, `lang`) a line; or `.txt` \
      articles, whose first line is the title.

      Example: attache classify article.txt | jq .assessment.kind
      Example: attache classify --explain article.txt
      """)

  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var lexicon: LexiconOptions

  @ArgumentParser.Flag(help: "Print for a person: the judgement, and every rule that counted, with the text marked.")
  var explain = false

  @Argument(help: ArgumentHelp("Files; `-` is standard input, read as a feed document.", valueName: "file"))
  var files: [String]

  func run() async throws {
    try await reportingFailures {
      let settings = try configuration.settingsIfAny()
      let folder = try LexiconFolder.find(
        option: lexicon.lexicon, settings: settings, configuration: configuration.path)
      let classifier = Classifier(lexicon: try folder.load())
      var failed = false
      for file in files {
        do throws(CommandFailure) {
          for item in try ItemFile.read(file) { print(item, classifier.assess(item)) }
        } catch {
          failed = true
          Console.message(error.message)
        }
      }
      if failed { throw CommandFailure(.badData, "not all files could be read") }
    }
  }

  private func print(_ item: ItemFile.Entry, _ assessment: Assessment) {
    if explain {
      Console.write(Array(Explanation.text(item, assessment, colour: Console.usesColour).utf8))
    } else {
      Console.write(
        line: AssessmentJSON.encode(
          id: item.item.id, title: item.item.title, link: item.item.link, assessment: assessment))
    }
  }
}

extension Classifier {
  func assess(_ entry: ItemFile.Entry) -> Assessment {
    assess(
      title: entry.item.title, summary: entry.item.summary, published: entry.item.time, source: entry.source)
  }
}
