import ArgumentParser
import Classification
import FoundationEssentials
import Settings

/// `--config`, which every command takes.
struct ConfigurationOptions: ParsableArguments {
  @Option(
    name: .customLong("config"),
    help: ArgumentHelp(
      "The configuration file (default: $ATTACHE_CONFIG, then /etc/attache/attache.yaml).", valueName: "file"))
  var config: String?

  static let defaultPath = "/etc/attache/attache.yaml"

  /// The file that counts.
  var path: String { named ?? Self.defaultPath }

  /// The file that the user named; one that is not there is then an error even where a command could do without.
  private var named: String? {
    config ?? Console.environment["ATTACHE_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The settings. Every fault is in the failure's message, a line each.
  func settings() throws(CommandFailure) -> Settings {
    do {
      return try SettingsFile.read(path: path, environment: Console.environment)
    } catch {
      throw CommandFailure(.badConfiguration, error.faults.map(\.description).joined(separator: "\n"))
    }
  }

  /// The settings, or `nil` where no file is named and the default one is not there.
  func settingsIfAny() throws(CommandFailure) -> Settings? {
    if named == nil, !FileManager.default.fileExists(atPath: Self.defaultPath) { return nil }
    return try settings()
  }
}

/// `--lexicon`, for the commands that judge.
struct LexiconOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of the word lists.", valueName: "dir"))
  var lexicon: String?
}

/// Where the word lists are, and reading them.
struct LexiconFolder {
  var path: String

  /// The first of: `--lexicon`, `$ATTACHE_LEXICON`, the configuration's `lexicon`, `lexicon/` beside the configuration,
  /// `./config/lexicon`, `../share/attache/lexicon` beside the executable, `/usr/share/attache/lexicon`.
  /// One that is named must be there; the others are taken if they are.
  static func find(option: String?, settings: Settings?, configuration: String) throws(CommandFailure) -> LexiconFolder
  {
    let variable = Console.environment["ATTACHE_LEXICON"].flatMap { $0.isEmpty ? nil : $0 }
    if let named = option ?? variable ?? settings?.lexicon {
      guard isFolder(named) else {
        throw CommandFailure(.badConfiguration, "\(named): is no folder of word lists; name one with --lexicon DIR")
      }
      return LexiconFolder(path: named)
    }
    var places = [folder(of: configuration) + "/lexicon", "config/lexicon"]
    if let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
      places.append(folder(of: executable) + "/../share/attache/lexicon")
    }
    places.append("/usr/share/attache/lexicon")
    guard let found = places.first(where: isFolder) else {
      throw CommandFailure(
        .badConfiguration,
        "no word lists: looked for \(places.joined(separator: ", ")); name their folder with --lexicon DIR or `lexicon:`"
      )
    }
    return LexiconFolder(path: found)
  }

  /// Reads every `.txt` file of the folder, by name.
  func texts() throws(CommandFailure) -> [LexiconText] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw CommandFailure(.badConfiguration, "\(path): cannot be read; it must be a folder that this user may read")
    }
    var texts: [LexiconText] = []
    for name in names.sorted() where name.hasSuffix(".txt") && !name.hasPrefix(".") {
      guard let data = FileManager.default.contents(atPath: "\(path)/\(name)") else {
        throw CommandFailure(.badConfiguration, "\(path)/\(name): cannot be read")
      }
      texts.append(LexiconText(name: name, bytes: [UInt8](data)))
    }
    return texts
  }

  /// Loads the word lists. Every fault is in the failure's message, a line each.
  func load() throws(CommandFailure) -> Lexicon {
    let texts = try texts()
    do {
      return try Lexicon(files: texts)
    } catch {
      throw CommandFailure(.badConfiguration, faults(error).map(\.description).joined(separator: "\n"))
    }
  }

  /// The lexicon's faults with the files' whole paths.
  func faults(_ failure: LexiconFailure) -> [SettingsFault] {
    failure.faults.map {
      SettingsFault(file: "\(path)/\($0.file)", line: $0.line, column: $0.column, message: $0.message)
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func isFolder(_ path: String) -> Bool {
    var isDirectory = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
  }
}
