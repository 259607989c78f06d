import ArgumentParser
import Dispatch

/// Where the program begins.
///
/// Not an asynchronous `main`: that has every command pay for the worker threads, and for unwinding the first thread, of
/// which only some have need.
@main
enum Program {
  static func main() {
    do {
      if try begin() { dispatchMain() }
    } catch {
      Attache.exit(withError: error)
    }
  }

  /// Runs the command of the command line, or, where that takes other threads, begins it and returns true: it ends the
  /// program itself then.
  private static func begin() throws -> Bool {
    let words = Array(CommandLine.arguments.dropFirst())
    if let files = ParseCommand.files(ofPlain: words) {
      try ParseCommand.parse(files, contentType: nil)
      return false
    }
    if let mistake = Subcommands.mistake(in: words) {
      Console.message(mistake)
      throw ExitStatus.usage.code
    }
    var command = try Attache.parseAsRoot()
    guard let asynchronous = command as? any AsyncParsableCommand else {
      try command.run()
      return false
    }
    run(asynchronous)
    return true
  }

  private static func run(_ command: sending any AsyncParsableCommand) {
    Task {
      do {
        var command = command
        try await command.run()
      } catch {
        Attache.exit(withError: error)
      }
      Attache.exit()
    }
  }
}
