import ArgumentParser
import Dispatch

/// Where the program begins.
///
/// Not an asynchronous `main`: that has every command pay for the worker threads, and for unwinding the first thread, of
/// which only some have need.
@main
enum Program {
  static func main() {
    if let mistake = Subcommands.mistake(in: Array(CommandLine.arguments.dropFirst())) {
      Console.message(mistake)
      Attache.exit(withError: ExitStatus.usage.code)
    }
    do {
      var command = try Attache.parseAsRoot()
      if let asynchronous = command as? any AsyncParsableCommand { run(asynchronous) }
      try command.run()
    } catch {
      Attache.exit(withError: error)
    }
  }

  private static func run(_ command: sending any AsyncParsableCommand) -> Never {
    Task {
      do {
        var command = command
        try await command.run()
      } catch {
        Attache.exit(withError: error)
      }
      Attache.exit()
    }
    dispatchMain()
  }
}
