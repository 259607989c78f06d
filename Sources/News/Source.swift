/// One of the two governments that the program watches.
public enum Side: String, Hashable, Sendable, CaseIterable {
  case us = "US"
  case pk = "PK"
}

/// How far a feed's word goes.
public enum Trust: String, Hashable, Sendable, CaseIterable {
  /// A government's own feed; `Source.side` says whose.
  case official
  /// A news agency, whose reports others copy.
  case agency
  /// A newspaper, a broadcaster, a site. The default.
  case outlet
  /// A feed made of other people's items.
  case aggregator
}

/// The feed that an item came from, as the configuration names it.
public struct Source: Hashable, Sendable {
  /// The name that readers see; changing it keeps the feed's state, which follows `url`.
  public var name: String
  /// The feed's address as configured.
  public var url: String
  public var trust: Trust
  /// With `Trust.official`: whose word it is.
  public var side: Side?
  /// A hint (`en`, `ur`), used where the text does not tell.
  public var language: String?

  public init(name: String, url: String, trust: Trust = .outlet, side: Side? = nil, language: String? = nil) {
    self.name = name
    self.url = url
    self.trust = trust
    self.side = side
    self.language = language
  }
}
