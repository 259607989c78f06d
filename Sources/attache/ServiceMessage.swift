import Delivery
import News
import Output
import Watch

/// Something that the daemon says of itself, with what a program may want to know of it.
struct ServiceMessage: Sendable {
  /// syslog(3) priorities, as sd-daemon(3) prefixes spell them.
  enum Priority: Int, Sendable {
    case error = 3
    case warning = 4
    case notice = 5
    case info = 6
  }

  /// What it is about, as `MESSAGE_ID` says it: `journalctl MESSAGE_ID=…` finds all of a kind. Never given to another.
  enum Kind: String, Sendable {
    case alert = "1325fe0a16084e828eecb7da426a5294"
    case feedFails = "91665d52899443d3ae32d8301e7dd6e6"
    case feedRecovered = "2bac739ae9c34af7adf611efa5428191"
    case feedDoubtful = "a4518c9f26324bc89d5b75538bf25fd5"
    case feedTrusted = "33bf71755ec44d0d91146aec0af68870"
    case feedMoved = "47b1f3a6f65844838abe8ce19a145163"
    case storeFails = "b199ea6583fb4d888e800c9375f2a3e3"
    case logFails = "1fb99a2fcc7946f6b830889a686fb3a2"
    case logRecovered = "7a42646927bf4aeda535f9c07f59840c"
    case deliveryFails = "954d39eaae584e79891e191e8e2db68e"
    case deliveryRecovered = "c11c160eb1ca414694cccf39dca93aaf"
    case deliveryGaveUp = "0ca198b80f594e49a41c804e043297a9"
  }

  let priority: Priority
  /// One line, in which all is made visible.
  let text: String
  let kind: Kind?
  /// Names and values of further fields. The values may come from outside.
  let fields: [(name: StaticString, value: String)]

  /// - Parameter text: may come from outside.
  init(_ priority: Priority, _ text: String, kind: Kind? = nil, fields: [(name: StaticString, value: String)] = []) {
    self.priority = priority
    self.text = VisibleText.escape(text)
    self.kind = kind
    self.fields = fields
  }

  /// The entry for the journal; all text is made visible as everywhere.
  var entry: JournalEntry {
    var entry = JournalEntry()
    entry.add("MESSAGE", text)
    entry.add("PRIORITY", "\(priority.rawValue)")
    entry.add("SYSLOG_IDENTIFIER", "attache")
    if let kind { entry.add("MESSAGE_ID", kind.rawValue) }
    for (name, value) in fields { entry.add(name, VisibleText.escape(value)) }
    return entry
  }
}

extension ServiceMessage {
  /// An alert, as its line in the log without the time, which the journal has itself.
  init(_ alert: Alert) {
    let line = AlertLine.encode(alert).dropFirst(alert.detectedAt.rfc3339.utf8.count + 1).dropLast()
    let judged = alert.assessment
    priority = .notice
    // The line is escaped already.
    text = String(decoding: line, as: UTF8.self)
    kind = .alert
    let all: [(name: StaticString, value: String?)] = [
      ("ATTACHE_ALERT_ID", alert.id), ("ATTACHE_SEQ", "\(alert.seq)"), ("ATTACHE_STORY", alert.story.id),
      ("ATTACHE_REASON", alert.reason.rawValue), ("ATTACHE_KIND", judged.kind?.rawValue),
      ("ATTACHE_STAGE", judged.stage?.rawValue), ("ATTACHE_SCORE", DecimalText.fixed(judged.score, decimals: 2)),
      ("ATTACHE_FEED", alert.source.name), ("ATTACHE_URL", alert.link), ("ATTACHE_TITLE", alert.title),
    ]
    fields = all.compactMap { name, value in value.map { (name, $0) } }
  }

  /// What happened in the watch, if a person wants to hear of it.
  init?(_ event: WatchEvent) {
    switch event {
    case .heartbeat: return nil
    case .alerted(let alert): self.init(alert)
    case .feedFails(let name, let words, let nextTry):
      self.init(
        .warning, "feed \(name) fails: \(words) (next try \(nextTry.rfc3339))", kind: .feedFails,
        fields: [("ATTACHE_FEED", name)])
    case .feedRecovered(let name, let since):
      self.init(
        .notice, "feed \(name) works again" + (since.map { " (failed since \($0.rfc3339))" } ?? ""),
        kind: .feedRecovered, fields: [("ATTACHE_FEED", name)])
    case .feedDoubtful(let name, let words):
      self.init(
        .warning, "feed \(name) answers, but \(words)", kind: .feedDoubtful, fields: [("ATTACHE_FEED", name)])
    case .feedTrusted(let name, let since):
      self.init(
        .notice, "feed \(name) is as it should be again (in doubt since \(since.rfc3339))", kind: .feedTrusted,
        fields: [("ATTACHE_FEED", name)])
    case .feedMoved(let name, let address):
      self.init(
        .notice, "feed \(name) has moved for good; from now on \(address) is asked (change its url to make it last)",
        kind: .feedMoved, fields: [("ATTACHE_FEED", name), ("ATTACHE_URL", address)])
    case .storeFails(let words):
      self.init(.error, "\(words); polling slows down until the store works again", kind: .storeFails)
    }
  }

  /// What happened to a log.
  init(_ event: LogEvent) {
    let words = event.description
    switch event {
    case .failing(let path, _): self.init(.error, words, kind: .logFails, fields: [("ATTACHE_LOG", path)])
    case .recovered(let path): self.init(.notice, words, kind: .logRecovered, fields: [("ATTACHE_LOG", path)])
    case .noticed: self.init(.notice, words)
    }
  }

  /// What happened to a delivery.
  init(_ event: DeliveryEvent) {
    let words = event.description
    switch event {
    case .failing(let name, let seq, _):
      self.init(
        .error, words, kind: .deliveryFails, fields: [("ATTACHE_DELIVERY", name), ("ATTACHE_SEQ", "\(seq)")])
    case .recovered(let name):
      self.init(.notice, words, kind: .deliveryRecovered, fields: [("ATTACHE_DELIVERY", name)])
    case .gaveUp(let name, let seq, _):
      self.init(
        .error, words, kind: .deliveryGaveUp, fields: [("ATTACHE_DELIVERY", name), ("ATTACHE_SEQ", "\(seq)")])
    }
  }
}
