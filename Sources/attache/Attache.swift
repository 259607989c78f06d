import ArgumentParser

/// The command line. One file a command; this one names them all.
struct Attache: AsyncParsableCommand {
  /// The program's version, as in CHANGELOG.md.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "attache",
    abstract: "Watches news and government feeds for what passes between the United States and Pakistan.",
    discussion: """
      The daemon (`attache run`) polls the feeds of its configuration, judges each new item, and writes one line a \
      development to its alert log. The other commands look into what it did, or try a part of it by itself.

      Exit status: 0 done, 1 some of it failed, 64 wrong usage, 65 bad input, 69 out of reach, 74 input/output error, \
      75 try again, 78 bad configuration.

      Example: attache run --config config/attache.yaml
      """,
    version: version,
    subcommands: [
      RunCommand.self, CheckCommand.self, ParseCommand.self, ClassifyCommand.self, EvaluateCommand.self,
      AlertsCommand.self, StoriesCommand.self, StoryCommand.self, QueueCommand.self, DeliverCommand.self,
      FeedsCommand.self, StatusCommand.self,
    ]
  )
}
