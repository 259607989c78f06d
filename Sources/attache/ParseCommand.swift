import ArgumentParser
import Feeds
import Glibc
import Output

struct ParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Reads feed documents and prints each as a line of JSON.",
    discussion: """
      Example: attache parse feed.xml | jq '.items[].title'

      A document that is no feed gives {"file","error"} in its place, and exit status 65 at the end.
      """)

  @OptionGroup var configuration: ConfigurationOptions

  @Option(
    help: ArgumentHelp(
      "The Content-Type that a server would have sent, such as `text/xml; charset=gb2312`.", valueName: "type"))
  var contentType: String?

  @Argument(help: ArgumentHelp("Feed documents; `-` is standard input.", valueName: "file"))
  var files: [String]

  func run() throws { try Self.parse(files, contentType: contentType) }

  /// The files of a command line that names nothing else: no option, no help. Of a small feed, finding that out by the
  /// description of all commands takes three quarters of the work.
  static func files(ofPlain words: [String]) -> [String]? {
    guard words.first == "parse", words.count > 1, words.dropFirst().allSatisfy({ $0 == "-" || !$0.hasPrefix("-") })
    else { return nil }
    return Array(words.dropFirst())
  }

  /// Prints the JSON of each of `files`, in order; throws the exit status where one of them was no feed.
  static func parse(_ files: [String], contentType: String?) throws {
    let parser = FeedParser()
    var failed = false
    for (index, file) in files.enumerated() {
      do {
        let feed = try parser.parse(try InputFile.read(file), contentType: contentType, address: nil)
        withExtendedLifetime(feed) {
          FeedJSON.write(feed, file: file) { Console.write($0) }
          Console.write([0x0A])
          // The system takes a large feed's memory back at once; string by string it takes a while.
          if !failed, index == files.count - 1 { Glibc.exit(ExitStatus.done.rawValue) }
        }
      } catch let failure as FeedFailure {
        failed = true
        Console.write(line: FeedJSON.encodeError(file: file, error: failure.description))
      } catch let failure as CommandFailure {
        failed = true
        Console.write(line: FeedJSON.encodeError(file: file, error: failure.message))
      }
    }
    if failed { throw ExitStatus.badData.code }
  }
}
