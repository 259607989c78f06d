internal import News
internal import Yams

/// The door for changes to `feeds:`. In: the configuration's text and what is to be added or removed. Out: the new text,
/// in which every comment and every other byte stands as it did. It touches no file.
///
/// Nothing is written anew from a tree: the tree only shows where the list stands (`YAMLLines` turns its marks into
/// places in the text), and lines are put in or taken out there. The result is read again as the daemon would, and is
/// given up unless it says exactly what the old text said and the change.
public struct FeedListEditor: Sendable {
  /// The text as it is now.
  public private(set) var text: String
  /// What the text says.
  public private(set) var settings: Settings
  private let path: String
  private let environment: [String: String]

  /// - Parameters: as of `SettingsFile.read`.
  /// - Throws: `SettingsFailure` where the text has a fault; a faulty file is not edited.
  public init(text: String, path: String, environment: [String: String]) throws(SettingsFailure) {
    settings = try SettingsFile.read(text: text, path: path, environment: environment)
    self.text = text
    self.path = path
    self.environment = environment
  }

  /// Why a feed cannot be in the list, as a sentence; `nil` where it can. Repetitions are not looked for here.
  public static func problem(with feed: FeedEntry) -> String? {
    let name = feed.source.name
    guard name.utf8.count <= FeedName.longest, name.contains(where: { !$0.isWhitespace }),
      name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
    else { return "the name must be 1 to \(FeedName.longest) bytes of text on one line" }
    if let problem = WebAddress.problem(feed.source.url) { return "the address \(problem)" }
    if feed.source.trust == .official, feed.source.side == nil {
      return "an official feed is a government's own word: say whose with `US` or `PK`"
    }
    if let language = feed.source.language, FeedEntries.language(language) != language {
      return "the language must be a tag in small letters such as `en` or `ur`"
    }
    if let interval = feed.interval, !(1...Quantity.longestDuration).contains(interval) {
      return "the interval must be from 1s to 36500d"
    }
    return nil
  }

  /// Puts feeds at the end of the list; the list itself where there is none.
  /// - Throws: `FeedListFailure`; the text is then as it was.
  public mutating func add(_ groups: [FeedGroup]) throws(FeedListFailure) {
    let feeds = groups.flatMap(\.feeds)
    guard !feeds.isEmpty else { return }
    for feed in feeds {
      if let problem = Self.problem(with: feed) { throw .unusable(name: feed.source.name, reason: problem) }
    }
    var expected = settings.feeds
    var names = Set(expected.map(\.source.name))
    var addresses = Set(expected.map(\.source.url))
    for feed in feeds {
      guard names.insert(feed.source.name).inserted else {
        throw .unusable(name: feed.source.name, reason: "another feed has this name; names must differ")
      }
      guard addresses.insert(feed.source.url).inserted else {
        throw .unusable(name: feed.source.name, reason: "its address is a feed already")
      }
      expected.append(feed)
    }
    let place = try FeedListPlace(text: text)
    try take(try place.adding(groups), expecting: expected)
  }

  /// Takes a feed out of the list, with the comment lines directly above it and those that are indented as its own.
  /// A comment that heads several feeds stays: see `BlockFeedList`.
  /// - Throws: `FeedListFailure`; the text is then as it was.
  public mutating func remove(named name: String) throws(FeedListFailure) -> RemovedFeed {
    guard let index = settings.feeds.firstIndex(where: { $0.source.name == name }) else {
      throw .unknown(
        name: name, nearest: Suggestion.nearest(to: name, in: settings.feeds.map(\.source.name)))
    }
    let place = try FeedListPlace(text: text)
    let (edit, comments) = try place.removing(index)
    var expected = settings.feeds
    let feed = expected.remove(at: index)
    try take(edit, expecting: expected)
    return RemovedFeed(feed: feed, comments: comments)
  }

  /// Makes the new text the editor's, if it reads as `feeds` and, for all the rest, as before.
  private mutating func take(_ edited: [UInt8], expecting feeds: [FeedEntry]) throws(FeedListFailure) {
    let text = String(decoding: edited, as: UTF8.self)
    let result: Settings
    do {
      result = try SettingsFile.read(text: text, path: path, environment: environment)
    } catch {
      throw .unfit(reason: "the result would not be valid (\(error.faults.first?.message ?? "no reason given"))")
    }
    var expected = settings
    expected.feeds = feeds
    guard Self.comparable(result) == Self.comparable(expected) else {
      throw .unfit(reason: "the result would say something else than was asked for")
    }
    self.text = text
    settings = result
  }

  /// The settings without their places in the file.
  private static func comparable(_ settings: Settings) -> Settings {
    var settings = settings
    settings.warnings = []
    for index in settings.feeds.indices { settings.feeds[index].line = 0 }
    return settings
  }
}

/// Feeds to be added under one heading.
public struct FeedGroup: Sendable, Hashable {
  /// Becomes a comment line above them. Anything odd in it becomes a blank.
  public var heading: String?
  public var feeds: [FeedEntry]

  public init(heading: String? = nil, feeds: [FeedEntry]) {
    self.heading = heading
    self.feeds = feeds
  }
}

/// What `FeedListEditor.remove` took out.
public struct RemovedFeed: Sendable, Hashable {
  public var feed: FeedEntry
  /// The comment lines that went with it, without the blanks at their ends.
  public var comments: [String]
}

/// Why the list of feeds was not changed.
public enum FeedListFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// No feed has this name; the name nearest to it.
  case unknown(name: String, nearest: String?)
  /// The feed cannot be in the list.
  case unusable(name: String, reason: String)
  /// The file is written in a way that cannot be changed without risk.
  case unfit(reason: String)

  public var description: String {
    switch self {
    case .unknown(let name, let nearest):
      "there is no feed `\(shown(name))`" + (nearest.map { "; did you mean `\(shown($0))`?" } ?? "")
    case .unusable(let name, let reason): "`\(shown(name))` cannot be added: \(reason)"
    case .unfit(let reason): "the list cannot be changed without risk: \(reason); edit it by hand"
    }
  }
}
