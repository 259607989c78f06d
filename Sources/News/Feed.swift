/// The dialect in which a feed is written.
public enum FeedFormat: String, Hashable, Sendable, CaseIterable {
  case rss2 = "rss2.0"
  case rss1 = "rss1.0"
  /// 0.90 to 0.94.
  case rss0 = "rss0.9x"
  case atom1 = "atom1.0"
  case atom03 = "atom0.3"
  /// JSON Feed 1.0 too.
  case json1 = "json1.1"
}

/// A feed as read from one document. All text is plain: no mark-up, entities decoded, white space folded.
public struct Feed: Hashable, Sendable {
  public var format: FeedFormat
  public var title: String?
  public var link: String?
  public var language: String?
  /// In the document's order.
  public var items: [Item]
  public var hints: PollingHints
  /// What was odd and how it was read, for people; one sentence each.
  public var warnings: [String]
  /// The document ended before its root did, or could not be read to its end: its items count,
  /// but its validators vouch for nothing.
  public var isTruncated: Bool

  public init(
    format: FeedFormat, title: String? = nil, link: String? = nil, language: String? = nil,
    items: [Item] = [], hints: PollingHints = PollingHints(), warnings: [String] = [], isTruncated: Bool = false
  ) {
    self.format = format
    self.title = title
    self.link = link
    self.language = language
    self.items = items
    self.hints = hints
    self.warnings = warnings
    self.isTruncated = isTruncated
  }
}

/// What a feed says of how often it wants to be read.
public struct PollingHints: Hashable, Sendable {
  /// RSS 2.0 `ttl`, in minutes.
  public var ttlMinutes: Int?
  /// RSS 2.0 `skipHours`: hours of the day, 0…23, GMT.
  public var skipHours: Set<Int>
  /// RSS 2.0 `skipDays`: 0 is Monday, 6 is Sunday, GMT.
  public var skipDays: Set<Int>
  /// `sy:updatePeriod` divided by `sy:updateFrequency`, in seconds; `nil` for the pair hourly/1,
  /// which WordPress writes unasked.
  public var updatePeriodSeconds: Int?

  public init(
    ttlMinutes: Int? = nil, skipHours: Set<Int> = [], skipDays: Set<Int> = [], updatePeriodSeconds: Int? = nil
  ) {
    self.ttlMinutes = ttlMinutes
    self.skipHours = skipHours
    self.skipDays = skipDays
    self.updatePeriodSeconds = updatePeriodSeconds
  }
}

/// One entry of a feed. Text fields are plain text; `nil` where the feed has none: nothing is invented.
public struct Item: Hashable, Sendable {
  /// RSS `guid`, RSS 1.0 `rdf:about`, Atom `id`, JSON Feed `id`, as written.
  public var id: String?
  /// Absolute address of the item's page.
  public var link: String?
  public var title: String?
  /// RSS `pubDate` or `dc:date`, Atom `published`.
  public var published: Timestamp?
  /// Atom `updated`; in RSS only `atom:updated` or `dcterms:modified`.
  public var updated: Timestamp?
  public var author: String?
  public var categories: [String]
  /// The description or summary, else the content.
  public var summary: String?

  public init(
    id: String? = nil, link: String? = nil, title: String? = nil, published: Timestamp? = nil,
    updated: Timestamp? = nil, author: String? = nil, categories: [String] = [], summary: String? = nil
  ) {
    self.id = id
    self.link = link
    self.title = title
    self.published = published
    self.updated = updated
    self.author = author
    self.categories = categories
    self.summary = summary
  }

  /// The item's own time: `published`, else `updated`.
  public var time: Timestamp? { published ?? updated }
}
