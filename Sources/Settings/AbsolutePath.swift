internal import FoundationEssentials

/// Paths of the configuration, made absolute: a relative one is relative to the file that names it.
enum AbsolutePath {
  static func folder(of path: String) -> String {
    let absolute = resolve(path, in: FileManager.default.currentDirectoryPath)
    guard let slash = absolute.lastIndex(of: "/"), slash > absolute.startIndex else { return "/" }
    return String(absolute[..<slash])
  }

  static func resolve(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? path : folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
  }

  /// The first of the colon-separated folders that systemd may put into `STATE_DIRECTORY` and `LOGS_DIRECTORY`.
  static func first(_ variable: String?) -> String? {
    guard let first = variable?.split(separator: ":").first else { return nil }
    return resolve(String(first), in: FileManager.default.currentDirectoryPath)
  }
}
