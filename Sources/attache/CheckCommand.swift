import ArgumentParser
import Classification
import Output
import Settings

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks the configuration and the word lists, and prints every problem with its place.",
    discussion: """
      Example: attache check --config /etc/attache/attache.yaml

      Exit status: 0 without problems, 78 with any.
      """)

  @OptionGroup var configuration: ConfigurationOptions
  @OptionGroup var lexicon: LexiconOptions

  @ArgumentParser.Flag(help: "Print a JSON object a problem.")
  var json = false

  func run() throws {
    var problems: [SettingsFault] = []
    var warnings: [SettingsFault] = []
    var settings: Settings?
    do {
      let read = try SettingsFile.read(path: configuration.path, environment: Console.environment)
      warnings = read.warnings
      settings = read
    } catch {
      problems = error.faults
    }
    do {
      let folder = try LexiconFolder.find(
        option: lexicon.lexicon, settings: settings, configuration: configuration.path)
      let texts = try folder.texts()
      do {
        _ = try Lexicon(files: texts)
      } catch {
        problems += folder.faults(error)
      }
    } catch {
      problems.append(SettingsFault(file: "lexicon", line: 0, column: 0, message: error.message))
    }
    for warning in warnings { print(warning, isWarning: true) }
    for problem in problems { print(problem, isWarning: false) }
    guard problems.isEmpty else { throw ExitStatus.badConfiguration.code }
    if !json, let settings {
      let enabled = settings.feeds.count { $0.enabled }
      Console.print(
        "\(VisibleText.escape(configuration.path)): no faults; \(enabled) of \(settings.feeds.count) feeds enabled")
    }
  }

  private func print(_ fault: SettingsFault, isWarning: Bool) {
    guard json else {
      Console.print(VisibleText.escape(fault.description + (isWarning ? " (warning)" : "")))
      return
    }
    var line = JSONWriter()
    line.beginObject()
    line.member("file", fault.file)
    line.member("line", integer: fault.line)
    line.member("column", integer: fault.column)
    line.member("severity", isWarning ? "warning" : "error")
    line.member("message", fault.message)
    line.endObject()
    Console.write(line: line.bytes)
  }
}
