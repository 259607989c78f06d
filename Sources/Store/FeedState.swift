public import News

/// What is remembered of a feed between polls, keyed by its configured address: renaming a feed keeps it.
///
/// Ten thousand of them live in memory: what a healthy feed lacks takes a word there (`Rare`).
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
  /// HTTP status of the last answer.
  public var lastStatus: Int?
  /// The interval in use, where it is not the configured one.
  public var intervalSeconds: Int?
  /// New items a day, averaged so that recent days count most.
  public var itemsPerDay: Double
  /// The time of its latest news: the newest item's own time, else when it was first seen.
  public var lastActivity: Timestamp?
  /// The longest wait between two pieces of news that is remembered, in seconds; `nil` while too few are known.
  public var longestGap: Int?
  /// Items in the last body that was read.
  public var shownItems: Int?
  /// All items ever seen in it, and all alerts they raised; counted by the store.
  public var items: Int
  public var alerts: Int
  /// Where the store keeps it, once it has been read from there or written with what a body brought.
  var row = RowNumber()
  private var rare = Rare.none

  /// The number of a row says nothing of the feed: all are equal.
  struct RowNumber: Hashable, Sendable {
    var id: Int64?

    static func == (a: Self, b: Self) -> Bool { true }
    func hash(into hasher: inout Hasher) {}
  }

  /// What a healthy feed lacks: one state of affairs has one spelling, so that equal states are equal.
  private indirect enum Rare: Hashable, Sendable {
    case none
    case some(Extras)
  }

  private struct Extras: Hashable, Sendable {
    var failures = 0
    var failingSince: Timestamp?
    var lastError: String?
    var redirectTarget: String?
    var redirectSince: Timestamp?
    var learnedURL: String?
    var hints = PollingHints()
    var heldUntil: Timestamp?
    var concern: FeedConcern?
  }

  private static let calm = Extras()

  private func read<Value>(_ value: (Extras) -> Value) -> Value {
    switch rare {
    case .none: value(FeedState.calm)
    case .some(let extras): value(extras)
    }
  }

  private mutating func change(_ edit: (inout Extras) -> Void) {
    var extras = read { $0 }
    edit(&extras)
    rare = extras == FeedState.calm ? .none : .some(extras)
  }

  /// Failed polls in a row.
  public var failures: Int {
    get { read { $0.failures } }
    set { if newValue != failures { change { $0.failures = newValue } } }
  }
  public var failingSince: Timestamp? {
    get { read { $0.failingSince } }
    set { if newValue != failingSince { change { $0.failingSince = newValue } } }
  }
  public var lastError: String? {
    get { read { $0.lastError } }
    set { if newValue != lastError { change { $0.lastError = newValue } } }
  }
  /// Where permanent redirects have pointed since `redirectSince`.
  public var redirectTarget: String? {
    get { read { $0.redirectTarget } }
    set { if newValue != redirectTarget { change { $0.redirectTarget = newValue } } }
  }
  public var redirectSince: Timestamp? {
    get { read { $0.redirectSince } }
    set { if newValue != redirectSince { change { $0.redirectSince = newValue } } }
  }
  /// The address that is asked in place of `url`, once a redirect has proved itself.
  public var learnedURL: String? {
    get { read { $0.learnedURL } }
    set { if newValue != learnedURL { change { $0.learnedURL = newValue } } }
  }
  public var hints: PollingHints {
    get { read { $0.hints } }
    set { if newValue != hints { change { $0.hints = newValue } } }
  }
  /// Not asked again before this moment (Retry-After, RFC 9110 §10.2.3).
  public var heldUntil: Timestamp? {
    get { read { $0.heldUntil } }
    set { if newValue != heldUntil { change { $0.heldUntil = newValue } } }
  }
  /// It answers and yet gives cause for doubt.
  public var concern: FeedConcern? {
    get { read { $0.concern } }
    set { if newValue != concern { change { $0.concern = newValue } } }
  }

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
    self.lastStatus = lastStatus
    self.intervalSeconds = intervalSeconds
    self.itemsPerDay = itemsPerDay
    self.lastActivity = lastActivity
    self.longestGap = longestGap
    self.shownItems = shownItems
    self.items = items
    self.alerts = alerts
    let extras = Extras(
      failures: failures, failingSince: failingSince, lastError: lastError, redirectTarget: redirectTarget,
      redirectSince: redirectSince, learnedURL: learnedURL, hints: hints, heldUntil: heldUntil, concern: concern)
    if extras != FeedState.calm { rare = .some(extras) }
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
