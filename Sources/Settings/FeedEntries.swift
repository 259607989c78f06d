internal import News
internal import Yams

/// Reads `feeds:`.
enum FeedEntries {
  static func read(_ top: SettingsNode, _ faults: FaultCollector, polling: PollingEntry) -> [FeedEntry] {
    var names: [String: Int] = [:]
    var addresses: [String: Int] = [:]
    return top.list("feeds").compactMap { element in
      let node = SettingsNode(element, path: "feeds", faults: faults)
      guard case .mapping = element else { return nil }
      node.allowOnly(["name", "url", "interval", "trust", "side", "language", "enabled"])
      let line = element.mark?.line ?? 0
      // Every key is read before an entry is given up, so that all its faults are told at once.
      let name = name(node, "a feed", &names, line)
      let url = address(node, &addresses, line)
      var source = Source(name: name ?? "", url: url ?? "")
      source.trust = node.choice("trust", default: .outlet)
      source.side = node.value("side", default: nil, wanted: "`US` or `PK`") { Side(rawValue: $0) }
      source.language = node.value(
        "language", default: nil, wanted: "a language tag such as `en` or `ur`", language)
      if source.trust == .official, source.side == nil, !node.has("side") {
        node.report("trust", "an official feed is a government's own word: say whose with `side: US` or `side: PK`")
      }
      var interval: Int64?
      if node.has("interval") {
        let written = node.duration("interval", default: polling.interval, atLeast: 1)
        SettingsFile.warnOfClamp(node, written, polling)
        interval = written
      }
      let enabled = node.boolean("enabled", default: true)
      guard name != nil, url != nil else { return nil }
      return FeedEntry(source: source, interval: interval, enabled: enabled, line: line)
    }
  }

  /// A name that is there, not blank, and used once.
  static func name(_ node: SettingsNode, _ what: String, _ taken: inout [String: Int], _ line: Int) -> String? {
    guard node.has("name") else {
      node.report("name", "\(what) needs a `name`")
      return nil
    }
    guard let name = node.text("name") else { return nil }
    guard name.utf8.count <= 200, name.contains(where: { !$0.isWhitespace }) else {
      node.report("name", "`name` must be 1 to 200 bytes of text")
      return nil
    }
    if let first = taken[name] {
      node.report("name", "`\(shown(name))` is the name of another in line \(first); names must differ")
      return nil
    }
    taken[name] = line
    return name
  }

  private static func address(_ node: SettingsNode, _ taken: inout [String: Int], _ line: Int) -> String? {
    guard node.has("url") else {
      node.report("url", "a feed needs a `url`")
      return nil
    }
    guard let url = node.text("url") else { return nil }
    if let problem = WebAddress.problem(url) {
      node.report("url", "`url` \(problem)")
      return nil
    }
    if let first = taken[url] {
      node.report("url", "this address is a feed already in line \(first); a feed's state follows its address")
      return nil
    }
    taken[url] = line
    return url
  }

  /// A language tag (RFC 5646) in small letters; `nil` for what is none.
  static func language(_ text: String) -> String? {
    (2...35).contains(text.utf8.count) && text.utf8.allSatisfy(isTagByte) ? text.lowercased() : nil
  }

  private static func isTagByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D
  }
}
