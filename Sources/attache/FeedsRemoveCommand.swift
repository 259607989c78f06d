import ArgumentParser
import HTTP
import News
import Output
import Settings

struct FeedsRemoveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Removes a feed and the comment lines directly attached to it from the configuration.",
    discussion: """
      Its alerts and stories stay. To stop polling a feed for a while, write `enabled: false` instead.

      Exit status: 0 removed; 65 no feed of this name.

      Example: attache feeds remove "Express Tribune"
      """)

  @OptionGroup var configuration: ConfigurationOptions

  @ArgumentParser.Flag(help: "Print a JSON object of what was removed.")
  var json = false

  @Argument(help: ArgumentHelp("The feed's name, as in the configuration.", valueName: "name"))
  var name: String

  func run() async throws {
    try await reportingFailures {
      let removed = try ConfigurationFile.edit(configuration.path) { editor throws(CommandFailure) in
        do throws(FeedListFailure) {
          return try editor.remove(named: name)
        } catch {
          throw CommandFailure(error)
        }
      }
      let source = removed.feed.source
      if json {
        var line = JSONWriter()
        line.beginObject()
        line.member("name", source.name)
        line.member("url", withoutCredentials(source.url))
        line.member("comments", removed.comments)
        line.endObject()
        Console.write(line: line.bytes)
      } else {
        Console.print("removed \(VisibleText.escape(source.name)) (\(withoutCredentials(source.url)))")
        for comment in removed.comments { Console.print("  with its comment \(VisibleText.escape(comment))") }
      }
      Console.message("\(configuration.path) is changed; \(FeedsAddCommand.reload)")
    }
  }
}
