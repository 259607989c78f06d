import News
import XML

/// JSON Feed 1.0 and 1.1 (jsonfeed.org). Titles are plain text there, `content_html` and nothing else is HTML.
struct JSONFeed {
  private(set) var feed = Feed(format: .json1)
  private var limits: FeedLimits
  private var host: String?
  private var address: String?
  private var hasItems = false
  private var hasVersion = false
  private var warnings: Warnings

  /// - Parameter document: valid UTF-8.
  init(_ document: [UInt8], limits: FeedLimits, address: String?) throws(FeedFailure) {
    self.limits = limits
    warnings = Warnings(limit: limits.maxWarnings)
    self.address = address
    host = address.flatMap(FeedAddress.host)
    var cursor = JSONCursor(document)
    guard try cursor.kind() == .object else { throw .notAJSONFeed }
    var reader = self
    do {
      try cursor.object { (cursor, name) throws(FeedFailure) in try reader.readMember(name, &cursor) }
      try cursor.finish()
    } catch .badJSON(let offset) where !reader.feed.items.isEmpty {
      // Cut off, or broken behind items that are whole: they count.
      reader.feed.isTruncated = true
      reader.warnings.add("The feed is truncated: the JSON ends or breaks at byte \(offset).")
    }
    guard reader.hasItems || reader.hasVersion else { throw .notAJSONFeed }
    reader.feed.warnings = reader.warnings.list
    self = reader
  }

  private mutating func readMember(_ name: String, _ cursor: inout JSONCursor) throws(FeedFailure) {
    switch name {
    case "version": hasVersion = try cursor.text()?.contains("jsonfeed.org") == true || hasVersion
    case "title": feed.title = try cursor.text().flatMap(FeedText.folded)
    case "home_page_url": feed.link = try cursor.text().flatMap { FeedAddress.resolve($0, base: address) }
    case "language": feed.language = try cursor.text().flatMap(FeedText.folded)
    case "items":
      guard try cursor.kind() == .array else { return try cursor.skip() }
      hasItems = true
      var reader = self
      defer { self = reader }
      try cursor.array { (cursor) throws(FeedFailure) in try reader.readItem(&cursor) }
    default: try cursor.skip()
    }
  }

  private mutating func readItem(_ cursor: inout JSONCursor) throws(FeedFailure) {
    guard try cursor.kind() == .object else { return try cursor.skip() }
    guard feed.items.count < limits.maxItems else { throw .tooManyItems(limit: limits.maxItems) }
    var draft = JSONItem()
    try cursor.object { (cursor, name) throws(FeedFailure) in try draft.readMember(name, &cursor, limits) }
    feed.items.append(
      Item(
        id: draft.id, link: draft.link.flatMap { FeedAddress.resolve($0, base: feed.link ?? address) },
        title: draft.title, published: date(draft.published), updated: date(draft.updated),
        author: draft.authors.isEmpty ? nil : draft.authors.joined(separator: ", "), categories: draft.tags,
        summary: draft.summary ?? draft.html ?? draft.plain))
  }

  private mutating func date(_ text: String?) -> Timestamp? {
    guard let text else { return nil }
    let date = FeedDate.read(text, host: host)
    if date == nil { warnings.add("The date “\(String(text.prefix(60)))” could not be read.") }
    return date
  }
}

/// An item while its members are being read.
private struct JSONItem {
  var id: String?
  var link: String?
  var title: String?
  var published: String?
  var updated: String?
  var authors: [String] = []
  var tags: [String] = []
  var summary: String?
  var html: String?
  var plain: String?

  mutating func readMember(_ name: String, _ cursor: inout JSONCursor, _ limits: FeedLimits) throws(FeedFailure) {
    switch name {
    case "id": id = try cursor.text().flatMap { $0.isEmpty ? nil : $0 }
    case "url": link = try cursor.text() ?? link
    case "external_url":
      let other = try cursor.text()
      link = link ?? other
    case "title": title = try cursor.text().flatMap(FeedText.folded)
    case "summary": summary = try cursor.text().flatMap(FeedText.folded)
    case "content_text": plain = try cursor.text().flatMap(FeedText.folded)
    case "content_html":
      html = try cursor.text().flatMap {
        let text = HTMLText.plain($0)
        return text.isEmpty ? nil : text
      }
    case "date_published": published = try cursor.text()
    case "date_modified": updated = try cursor.text()
    case "tags":
      var list = tags
      try cursor.array { (cursor) throws(FeedFailure) in
        if let tag = try cursor.text().flatMap(FeedText.folded), list.count < limits.maxCategories, !list.contains(tag)
        {
          list.append(tag)
        }
      }
      tags = list
    case "author", "authors":
      // 1.0 has one author, 1.1 a list.
      var names: [String] = []
      func readAuthor(_ cursor: inout JSONCursor) throws(FeedFailure) {
        try cursor.object { (cursor, name) throws(FeedFailure) in
          guard name == "name" else { return try cursor.skip() }
          if let text = try cursor.text().flatMap(FeedText.folded), names.count < 20 { names.append(text) }
        }
      }
      if try cursor.kind() == .array {
        try cursor.array { (cursor) throws(FeedFailure) in try readAuthor(&cursor) }
      } else {
        try readAuthor(&cursor)
      }
      if !names.isEmpty { authors = names }
    default: try cursor.skip()
    }
  }
}
