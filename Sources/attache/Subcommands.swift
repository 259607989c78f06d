import ArgumentParser
import Settings

/// Words that should name a command and do not: the parser itself calls them an unexpected argument and leaves it there.
enum Subcommands {
  /// What is wrong with the command that `arguments` name, and what was probably meant; `nil` where there is such a one.
  static func mistake(in arguments: [String]) -> String? {
    var known = commands(of: Attache.configuration)
    var typed = "attache"
    for (index, word) in arguments.enumerated() {
      guard !known.isEmpty, !word.hasPrefix("-") else { return nil }
      if index == 0, word == "help" { continue }
      guard let next = known[word] else {
        let meant = Suggestion.nearest(to: word, in: known.keys.sorted())
        let hint = meant.map { "did you mean `\(typed) \($0)`?" } ?? "`\(typed) --help` lists what there is"
        return "there is no command `\(typed) \(word)`; \(hint)"
      }
      known = commands(of: next)
      typed += " \(word)"
    }
    return nil
  }

  /// The commands below one, by name.
  private static func commands(of command: CommandConfiguration) -> [String: CommandConfiguration] {
    var found: [String: CommandConfiguration] = [:]
    for type in command.subcommands {
      let configuration = type.configuration
      if let name = configuration.commandName { found[name] = configuration }
    }
    return found
  }
}
