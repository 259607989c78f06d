import Foundation

/// A folder for configurations, stores and logs, gone when the benchmark ends.
struct Workplace {
  let attache: String
  let lexicon: String
  let folder: String

  init(attache: String, lexicon: String) throws {
    self.attache = attache
    self.lexicon = lexicon
    folder = NSTemporaryDirectory() + "attache-bench-\(ProcessInfo.processInfo.processIdentifier)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// Writes the configuration `name` with a store of its own, or that of `store`; gives its path.
  func configuration(
    _ name: String, store: String? = nil, urls: [String], polling: String, feed: String = "",
    alerts: String = ""
  ) throws -> String {
    let store = store ?? name
    var text = """
      lexicon: \(lexicon)
      storage: {directory: \(folder)/\(store)}
      alerts: {log: \(folder)/\(store)/alerts.log\(alerts)}
      polling: {\(polling)}
      network: {allow_private_addresses: true}
      feeds:\(urls.isEmpty ? " []" : "")

      """
    for (index, url) in urls.enumerated() { text += "  - {name: feed \(index), url: \"\(url)\"\(feed)}\n" }
    let path = "\(folder)/\(name).yaml"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// The daemon, started; its messages go to `messages`.
  func daemon(_ configuration: String, messages: FileHandle = .nullDevice) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: attache)
    process.arguments = ["run", "--config", configuration]
    process.standardError = messages
    try process.run()
    return process
  }
}
