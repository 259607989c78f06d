public import News

/// What is remembered of a feed between polls, keyed by its configured address: renaming a feed keeps it.
public struct FeedState: Hashable, Sendable {
  public var url: String
  public var name: String
  /// `ETag` and `Last-Modified` as the server wrote them (RFC 9110 §8.8); they vouch for items that are committed.
  public var etag: String?
  public var lastModified: String?
  /// First of an unbroken run of 304 answers.
  public var validatorsSince: Timestamp?
  /// Of the last body that was read to its end.
  public var bodyHash: UInt64?
  public var nextDue: Timestamp
  /// Why then, for people.
  public var dueReason: String
  public var lastAttempt: Timestamp?
  public var lastSuccess: Timestamp?
  /// When new items last came.
  public var lastChange: Timestamp?
  /// Failed polls in a row.
  public var failures: Int
  public var failingSince: Timestamp?
  public var lastError: String?
  /// HTTP status of the last answer.
  public var lastStatus: Int?
  /// Where permanent redirects have pointed since `redirectSince`.
  public var redirectTarget: String?
  public var redirectSince: Timestamp?
  /// The address that is asked in place of `url`, once a redirect has proved itself.
  public var learnedURL: String?
  public var hints: PollingHints
  /// The interval in use, where it is not the configured one.
  public var intervalSeconds: Int?
  /// New items a day, averaged so that recent days count most.
  public var itemsPerDay: Double
  /// Not asked again before this moment (Retry-After, RFC 9110 §10.2.3).
  public var heldUntil: Timestamp?
  /// The time of its latest news: the newest item's own time, else when it was first seen.
  public var lastActivity: Timestamp?
  /// The longest wait between two pieces of news that is remembered, in seconds; `nil` while too few are known.
  public var longestGap: Int?
  /// Items in the last body that was read.
  public var shownItems: Int?
  /// It answers and yet gives cause for doubt.
  public var concern: FeedConcern?
  /// All items ever seen in it, and all alerts they raised; counted by the store.
  public var items: Int
  public var alerts: Int

  /// No poll has succeeded yet.
  public var isFirstPoll: Bool { lastSuccess == nil }

  public init(
    url: String, name: String, etag: String? = nil, lastModified: String? = nil, validatorsSince: Timestamp? = nil,
    bodyHash: UInt64? = nil, nextDue: Timestamp, dueReason: String = "new", lastAttempt: Timestamp? = nil,
    lastSuccess: Timestamp? = nil, lastChange: Timestamp? = nil, failures: Int = 0, failingSince: Timestamp? = nil,
    lastError: String? = nil, lastStatus: Int? = nil, redirectTarget: String? = nil, redirectSince: Timestamp? = nil,
    learnedURL: String? = nil, hints: PollingHints = PollingHints(), intervalSeconds: Int? = nil,
    itemsPerDay: Double = 0, heldUntil: Timestamp? = nil, lastActivity: Timestamp? = nil, longestGap: Int? = nil,
    shownItems: Int? = nil, concern: FeedConcern? = nil, items: Int = 0, alerts: Int = 0
  ) {
    self.url = url
    self.name = name
    self.etag = etag
    self.lastModified = lastModified
    self.validatorsSince = validatorsSince
    self.bodyHash = bodyHash
    self.nextDue = nextDue
    self.dueReason = dueReason
    self.lastAttempt = lastAttempt
    self.lastSuccess = lastSuccess
    self.lastChange = lastChange
    self.failures = failures
    self.failingSince = failingSince
    self.lastError = lastError
    self.lastStatus = lastStatus
    self.redirectTarget = redirectTarget
    self.redirectSince = redirectSince
    self.learnedURL = learnedURL
    self.hints = hints
    self.intervalSeconds = intervalSeconds
    self.itemsPerDay = itemsPerDay
    self.heldUntil = heldUntil
    self.lastActivity = lastActivity
    self.longestGap = longestGap
    self.shownItems = shownItems
    self.concern = concern
    self.items = items
    self.alerts = alerts
  }
}

/// Why a feed that answers may be dead all the same: it must not look calm.
public struct FeedConcern: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Nothing new for far longer than it is used to.
    case silent
    /// It was like this when it was first read: its newest item is old.
    case frozen
    /// None of its items has a date.
    case undated
    /// A feed without items.
    case empty
  }

  public var kind: Kind
  /// For people; the same for as long as the cause is.
  public var words: String
  public var since: Timestamp

  public init(kind: Kind, words: String, since: Timestamp) {
    self.kind = kind
    self.words = words
    self.since = since
  }
}
