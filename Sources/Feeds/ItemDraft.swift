import News

/// A value that several elements may give: the one of the best rank counts, whatever the order. Rank 0 is the dialect's
/// own element, higher ranks stand in for it.
struct Ranked<Value> {
  private(set) var value: Value?
  private var rank = UInt8.max

  /// Takes `new` unless something better, or as good, is there.
  mutating func set(_ new: Value?, rank newRank: UInt8) {
    guard let new, value == nil || newRank < rank else { return }
    value = new
    rank = newRank
  }

  /// As `set`, but the last of equals counts.
  mutating func replace(_ new: Value?, rank newRank: UInt8) {
    guard let new, value == nil || newRank <= rank else { return }
    value = new
    rank = newRank
  }

  /// The value, handed over: it is not here any more.
  mutating func take() -> Value? { value.take() }

  /// Whether a value of this rank could still change anything.
  func wants(_ newRank: UInt8) -> Bool { value == nil || newRank < rank }
}

/// An item while its elements are being read. Used where it is and not copied: each copy would retain all of its texts.
struct ItemDraft {
  var about: String?
  var id = Ranked<String>()
  var title = Ranked<String>()
  var link = Ranked<String>()
  var published = Ranked<Timestamp>()
  var updated = Ranked<Timestamp>()
  var author = Ranked<String>()
  var summary = Ranked<String>()
  var categories: [String] = []
  /// `xml:base` at the item, or at the link that counts.
  var base: String?
  /// The guid says of itself that it is the address, or that it is not.
  var guidIsLink: Bool?

  /// Adds the item to `items`, once: its texts are handed over. Its link may be relative.
  mutating func finish(into items: inout [Item]) {
    let id = id.take() ?? about
    var address = link.take()
    if address == nil, let id, guidIsLink != false, FeedAddress.isWeb(id) { address = id }
    if address == nil, let about, FeedAddress.isWeb(about) { address = about }
    items.append(
      Item(
        id: id, link: address, title: title.take(), published: published.take(), updated: updated.take(),
        author: author.take(), categories: categories, summary: summary.take()))
  }
}

/// What a feed says of itself.
struct FeedHead {
  var title = Ranked<String>()
  var link = Ranked<String>()
  var language: String?
  var ttl: Int?
  var skipHours: Set<Int> = []
  var skipDays: Set<Int> = []
  var updatePeriod: String?
  var updateFrequency: Int?

  /// What it says of how often to come.
  var hints: PollingHints {
    PollingHints(
      ttlMinutes: ttl, skipHours: skipHours, skipDays: skipDays, updatePeriodSeconds: updatePeriodSeconds)
  }

  /// RSS 1.0 syndication module: the period, daily unless said, parted by the frequency.
  private var updatePeriodSeconds: Int? {
    guard updatePeriod != nil || updateFrequency != nil else { return nil }
    let period: Int? =
      switch updatePeriod {
      case "hourly": 3600
      case "daily", nil: 86400
      case "weekly": 7 * 86400
      case "monthly": 30 * 86400
      case "yearly": 365 * 86400
      default: nil
      }
    guard let period, let frequency = Optional(updateFrequency ?? 1), frequency > 0 else { return nil }
    // WordPress writes hourly and 1 into every feed; nobody chose it.
    return period == 3600 && frequency == 1 ? nil : max(1, period / frequency)
  }
}
