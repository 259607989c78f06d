internal import News
internal import Yams

/// Reads `deliveries:`.
enum DeliveryEntries {
  static func read(_ top: SettingsNode, _ faults: FaultCollector, folder: String) -> [DeliveryEntry] {
    var names: [String: Int] = [:]
    return top.list("deliveries").compactMap { element in
      let node = SettingsNode(element, path: "deliveries", faults: faults)
      guard case .mapping = element else { return nil }
      node.allowOnly([
        "name", "command", "webhook", "authorization_file", "kinds", "stages", "topics", "min_score", "trust",
        "timeout",
      ])
      let name = FeedEntries.name(node, "a delivery", &names, element.mark?.line ?? 0)
      let destination = destination(node, folder, faults)
      // Every key is read before an entry is given up, so that all its faults are told at once.
      var entry = DeliveryEntry(name: name ?? "", destination: destination ?? .command([]))
      entry.kinds = node.choices("kinds", Kind.self)
      entry.stages = node.choices("stages", Stage.self)
      entry.topics = node.choices("topics", Topic.self)
      entry.trust = node.choices("trust", Trust.self)
      entry.minScore = node.fraction("min_score", default: entry.minScore)
      entry.timeout = node.duration("timeout", default: entry.timeout, atLeast: 1)
      return name == nil || destination == nil ? nil : entry
    }
  }

  private static func destination(
    _ node: SettingsNode, _ folder: String, _ faults: FaultCollector
  ) -> DeliveryEntry.Destination? {
    if node.has("command"), node.has("webhook") {
      node.report("webhook", "a delivery is a `command` or a `webhook`, not both; make two of it")
      return nil
    }
    if node.has("command") {
      let words = node.list("command").compactMap { word -> String? in
        guard let text = word.scalar?.string, !text.utf8.contains(0) else {
          faults.report(at: word.mark, "`command` must be a list of words: the program's path, then its arguments")
          return nil
        }
        return text
      }
      guard let program = words.first else {
        if node.node("command")?.sequence?.isEmpty == true { node.report("command", "`command` names no program") }
        return nil
      }
      guard program.hasPrefix("/") else {
        node.report("command", "`command` must begin with the program's absolute path, not `\(shown(program))`")
        return nil
      }
      if node.has("authorization_file") {
        node.report("authorization_file", "`authorization_file` goes with a `webhook`")
      }
      return .command(words)
    }
    guard let webhook = node.text("webhook") else {
      if !node.has("webhook") { node.report("name", "a delivery needs a `command` or a `webhook`") }
      return nil
    }
    if let problem = WebAddress.problem(webhook) {
      node.report("webhook", "`webhook` \(problem)")
      return nil
    }
    return .webhook(
      webhook, authorizationFile: node.text("authorization_file").map { AbsolutePath.resolve($0, in: folder) })
  }
}
