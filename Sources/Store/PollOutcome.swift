public import News

/// A new or edited item, judged.
public struct JudgedItem: Hashable, Sendable {
  public var item: Item
  /// Its identity within the feed.
  public var key: String
  /// Of title and text: another hash under the same key is an edit.
  public var textHash: UInt64
  public var assessment: Assessment

  public init(item: Item, key: String, textHash: UInt64, assessment: Assessment) {
    self.item = item
    self.key = key
    self.textHash = textHash
    self.assessment = assessment
  }
}

/// All that follows from one poll of one feed.
public struct PollOutcome: Hashable, Sendable {
  public var source: Source
  /// As it must be stored; `items` and `alerts` are counted by the store.
  public var state: FeedState
  /// The new and the edited ones only.
  public var items: [JudgedItem]
  /// Identities of all items of the body, so that what a feed still carries is not forgotten;
  /// empty where no body was read.
  public var seenKeys: [String]
  /// No poll of the feed had succeeded before: undated items may be of any age.
  public var isFirstPoll: Bool

  public init(source: Source, state: FeedState, items: [JudgedItem], seenKeys: [String], isFirstPoll: Bool) {
    self.source = source
    self.state = state
    self.items = items
    self.seenKeys = seenKeys
    self.isFirstPoll = isFirstPoll
  }
}

/// What a feed's item is to the store.
public enum SeenStatus: Hashable, Sendable {
  case new
  /// Seen before under the same key, with another text.
  case edited
  case known

  /// What the items of a body are to a store that knows none of its feed's. A key that stands twice is new once.
  public static func allNew(_ items: [(key: String, textHash: UInt64)]) -> [SeenStatus] {
    var earlier = Set<String>(minimumCapacity: items.count)
    return items.map { earlier.insert($0.key).inserted ? .new : .known }
  }
}

/// What a commit did.
public struct CommitReceipt: Hashable, Sendable {
  /// In the order of their `seq`.
  public var alerts: [Alert]
  /// Items seen for the first time, relevant or not.
  public var newItems: Int
  public var edits: Int
  /// The feeds' states as stored, in the order of the outcomes.
  public var states: [FeedState]

  public init(alerts: [Alert] = [], newItems: Int = 0, edits: Int = 0, states: [FeedState] = []) {
    self.alerts = alerts
    self.newItems = newItems
    self.edits = edits
    self.states = states
  }
}
