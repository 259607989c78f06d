internal import FoundationEssentials
internal import News
internal import Yams

/// The door of this room: the configuration file's text in, checked settings out, or every fault at once with its line
/// and column. It reads the configuration and the word lists from disk and touches nothing else.
///
/// A syntax error or a repeated key ends the check, since what follows cannot be trusted; every other fault is collected.
public enum SettingsFile {
  /// Reads the file at `path`.
  /// - Parameter environment: `STATE_DIRECTORY` and `LOGS_DIRECTORY`, as systemd sets them, give the default folders.
  /// - Throws: `SettingsFailure` where the file is missing (`isMissing`), unreadable or faulty.
  public static func read(path: String, environment: [String: String]) throws(SettingsFailure) -> Settings {
    guard FileManager.default.fileExists(atPath: path) else {
      throw SettingsFailure(
        faults: [fault(path, "there is no such file; name one with --config FILE or ATTACHE_CONFIG")], isMissing: true)
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SettingsFailure(faults: [fault(path, "cannot be read; it must be a file that this user may read")])
    }
    guard data.count <= 16 << 20 else {
      throw SettingsFailure(faults: [fault(path, "is larger than 16 MiB; is it a configuration?")])
    }
    guard let text = String(bytes: data, encoding: .utf8) else {
      throw SettingsFailure(faults: [fault(path, "is not UTF-8 text; save it as UTF-8")])
    }
    return try read(text: text, path: path, environment: environment)
  }

  /// Reads `text` as if it stood at `path`: relative paths in it are relative to that file's folder.
  public static func read(text: String, path: String, environment: [String: String]) throws(SettingsFailure) -> Settings
  {
    let root = try compose(text, path)
    let faults = FaultCollector(file: path)
    let folder = AbsolutePath.folder(of: path)
    let top = SettingsNode(root, path: "", faults: faults)
    top.allowOnly(["lexicon", "storage", "alerts", "polling", "network", "metrics", "feeds", "deliveries"])
    var settings = Settings()
    settings.lexicon = top.text("lexicon").map { AbsolutePath.resolve($0, in: folder) }
    settings.storage = storage(top.section("storage"), folder, environment)
    settings.alerts = alerts(top.section("alerts"), folder, environment)
    settings.polling = polling(top.section("polling"))
    settings.network = network(top.section("network"))
    settings.metrics = metrics(top.section("metrics"), folder)
    settings.feeds = FeedEntries.read(top, faults, polling: settings.polling)
    settings.deliveries = DeliveryEntries.read(top, faults, folder: folder)
    guard faults.faults.isEmpty else { throw SettingsFailure(faults: inOrder(faults.faults)) }
    settings.warnings = inOrder(faults.warnings)
    return settings
  }

  private static func inOrder(_ faults: [SettingsFault]) -> [SettingsFault] {
    faults.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  private static func compose(_ text: String, _ path: String) throws(SettingsFailure) -> Node? {
    func failure(_ line: Int, _ column: Int, _ message: String) -> SettingsFailure {
      SettingsFailure(faults: [SettingsFault(file: path, line: line, column: column, message: message)])
    }
    do {
      return try Yams.compose(yaml: text, .basic)
    } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _)
    {
      throw failure(
        mark.line, mark.column, "not YAML: \(problem); check the indentation, the colons and the quotes here")
    } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
      let key = keys.first ?? ""
      let mark = RepeatedKey.second(in: text, firstAt: context.mark, key: key) ?? context.mark
      throw failure(
        mark.line, mark.column,
        "`\(shown(key))` is given twice (first in line \(context.mark.line)); keep one of the two")
    } catch YamlError.reader(let problem, let offset, _, _) {
      let before = text.prefix(offset ?? 0)
      let line = before.count { $0.isNewline } + 1
      let column = before.reversed().prefix { !$0.isNewline }.count + 1
      throw failure(line, column, "not YAML: \(problem); remove the odd character here")
    } catch {
      throw failure(1, 1, "not YAML: \(error)")
    }
  }

  private static func storage(_ node: SettingsNode, _ folder: String, _ environment: [String: String]) -> StorageEntry {
    node.allowOnly(["directory", "keep"])
    var entry = StorageEntry()
    entry.directory =
      node.text("directory").map { AbsolutePath.resolve($0, in: folder) }
      ?? AbsolutePath.first(environment["STATE_DIRECTORY"]) ?? entry.directory
    entry.keep = node.duration("keep", default: entry.keep, atLeast: 86400)
    return entry
  }

  private static func alerts(_ node: SettingsNode, _ folder: String, _ environment: [String: String]) -> AlertsEntry {
    node.allowOnly(["log", "json", "min_score", "max_age", "copies"])
    var entry = AlertsEntry()
    let logs = AbsolutePath.first(environment["LOGS_DIRECTORY"]) ?? "/var/log/attache"
    entry.log = node.text("log").map { AbsolutePath.resolve($0, in: folder) } ?? "\(logs)/alerts.log"
    entry.json =
      node.text("json").map { AbsolutePath.resolve($0, in: folder) }
      ?? "\(AbsolutePath.folder(of: entry.log))/alerts.jsonl"
    if entry.log == entry.json {
      node.report(node.has("json") ? "json" : "log", "`log` and `json` name the same file; give each one of its own")
    }
    entry.minScore = node.fraction("min_score", default: entry.minScore)
    entry.maxAge = node.duration("max_age", default: entry.maxAge, atLeast: 1)
    entry.copies = node.choice("copies", default: entry.copies)
    return entry
  }

  private static func polling(_ node: SettingsNode) -> PollingEntry {
    node.allowOnly([
      "interval", "min_interval", "max_interval", "concurrency", "per_host", "host_pause", "retry_after", "user_agent",
    ])
    var entry = PollingEntry()
    entry.interval = node.duration("interval", default: entry.interval, atLeast: 1)
    entry.minInterval = node.duration("min_interval", default: entry.minInterval, atLeast: 1)
    entry.maxInterval = node.duration("max_interval", default: entry.maxInterval, atLeast: 1)
    entry.concurrency = node.integer("concurrency", default: entry.concurrency, in: 1...1024)
    entry.perHost = node.integer("per_host", default: entry.perHost, in: 1...256)
    entry.hostPause = node.duration("host_pause", default: entry.hostPause, atLeast: 0)
    entry.retryAfter = node.choice("retry_after", default: entry.retryAfter)
    entry.userAgent = node.text("user_agent")
    if entry.minInterval > entry.maxInterval {
      node.report(
        node.has("min_interval") ? "min_interval" : "max_interval",
        "`min_interval` (\(Quantity.spell(seconds: entry.minInterval))) must not be longer than `max_interval` (\(Quantity.spell(seconds: entry.maxInterval)))"
      )
    } else {
      warnOfClamp(node, entry.interval, entry)
    }
    return entry
  }

  /// Says where a written interval lies outside the limits, which then hold.
  static func warnOfClamp(_ node: SettingsNode, _ interval: Int64, _ polling: PollingEntry) {
    guard node.has("interval") else { return }
    if interval < polling.minInterval {
      node.warn(
        "interval", "shorter than `min_interval` (\(Quantity.spell(seconds: polling.minInterval))), which holds")
    } else if interval > polling.maxInterval {
      node.warn("interval", "longer than `max_interval` (\(Quantity.spell(seconds: polling.maxInterval))), which holds")
    }
  }

  private static func network(_ node: SettingsNode) -> NetworkEntry {
    node.allowOnly(["timeout", "max_body", "allow_private_addresses", "proxy"])
    var entry = NetworkEntry()
    entry.timeout = node.duration("timeout", default: entry.timeout, atLeast: 1)
    entry.maxBody = node.value(
      "max_body", default: entry.maxBody, wanted: "a size from 1KiB to 64MiB, such as `512KiB` or `8MiB`"
    ) { Quantity.bytes($0).flatMap { (1024...64 << 20).contains($0) ? $0 : nil } }
    entry.allowPrivateAddresses = node.boolean("allow_private_addresses", default: entry.allowPrivateAddresses)
    if let proxy = node.text("proxy") {
      if let problem = WebAddress.problem(proxy, schemes: ["http", "https", "socks5", "socks5h"]) {
        node.report("proxy", "`proxy` \(problem)")
      } else {
        entry.proxy = proxy
      }
    }
    return entry
  }

  private static func metrics(_ node: SettingsNode, _ folder: String) -> MetricsEntry {
    node.allowOnly(["file", "interval"])
    var entry = MetricsEntry()
    entry.file = node.text("file").map { AbsolutePath.resolve($0, in: folder) }
    entry.interval = node.duration("interval", default: entry.interval, atLeast: 1)
    if let file = entry.file, !file.hasSuffix(".prom") {
      node.warn("file", "node_exporter reads only files whose names end in `.prom`")
    }
    return entry
  }

  private static func fault(_ path: String, _ message: String) -> SettingsFault {
    SettingsFault(file: path, line: 0, column: 0, message: message)
  }
}
