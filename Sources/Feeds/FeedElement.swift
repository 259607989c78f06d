/// The elements that a feed reader has a use for, whatever dialect they come from. The number is what `XMLReader`
/// carries for a name.
enum FeedElement: UInt8 {
  /// Nothing that we read.
  case other
  case rss, rdf, feed, channel, item
  case title, atomTitle, dcTitle, mediaTitle, itunesTitle
  case link, atomLink
  case guid, atomID
  case pubDate, published, created, dcDate, dcIssued, dcCreated
  case updated, dcModified
  /// `updated` in no namespace, which RSS does not have.
  case plainUpdated
  case author, atomAuthor, dcCreator, itunesAuthor
  case name, email
  case category, atomCategory, dcSubject, itunesCategory, keywords, mediaCategory, featureName
  case description, atomSummary, dcDescription, itunesSummary, mediaDescription
  case content, atomContent, body
  case language, dcLanguage
  case ttl, skipHours, hour, skipDays, day, updatePeriod, updateFrequency
  /// Holds other elements that count: `media:group`, `media:content`.
  case group
  /// Holds a feed's data of its own: RSS `image`, Atom `source`.
  case image

  /// - Parameters:
  ///   - name: local name, small letters.
  ///   - vocabulary: of its namespace.
  init(_ name: String, in vocabulary: Vocabulary) {
    self =
      switch vocabulary {
      case .core: Self.core(name) ?? .other
      // Some declare Atom's namespace for a feed in RSS.
      case .atom: Self.atom(name) ?? Self.core(name) ?? .other
      case .dublinCore: Self.dublinCore(name) ?? .other
      case .dublinCoreTerms: Self.terms(name) ?? Self.dublinCore(name) ?? .other
      case .content: name == "encoded" ? .content : .other
      case .media: Self.media(name) ?? .other
      case .itunes: Self.itunes(name) ?? .other
      case .syndication: Self.syndication(name) ?? .other
      case .rdf: name == "rdf" ? .rdf : .other
      case .georss: name == "featurename" ? .featureName : .other
      case .xhtml: name == "body" ? .body : .other
      case .foreign: .other
      }
  }

  // Functions, because a switch over some dozens of words is nothing where making a table of them is a good part of what
  // a small feed costs.

  private static func core(_ name: String) -> FeedElement? {
    switch name {
    case "rss": .rss
    case "rdf": .rdf
    case "channel": .channel
    case "item", "entry": .item
    case "feed": .feed
    case "title": .title
    case "link": .link
    case "guid": .guid
    case "id": .atomID
    case "pubdate": .pubDate
    case "published", "issued": .published
    case "created": .created
    case "updated", "modified": .plainUpdated
    case "author": .author
    case "managingeditor": .other
    case "name": .name
    case "email": .email
    case "category": .category
    case "categories": .group
    case "keywords", "tags": .keywords
    case "description", "abstract": .description
    case "summary": .atomSummary
    case "content": .atomContent
    case "encoded", "fullitem": .content
    case "body": .body
    case "language": .language
    case "ttl": .ttl
    case "skiphours": .skipHours
    case "hour": .hour
    case "skipdays": .skipDays
    case "day": .day
    case "image", "source", "textinput": .image
    default: nil
    }
  }

  private static func atom(_ name: String) -> FeedElement? {
    switch name {
    case "feed": .feed
    case "entry": .item
    case "title": .atomTitle
    case "link": .atomLink
    case "id": .atomID
    case "published", "issued": .published
    case "created": .created
    case "updated", "modified": .updated
    case "author": .atomAuthor
    case "name": .name
    case "email": .email
    case "category": .atomCategory
    case "summary": .atomSummary
    case "content": .atomContent
    case "source": .image
    default: nil
    }
  }

  private static func dublinCore(_ name: String) -> FeedElement? {
    switch name {
    case "title": .dcTitle
    case "creator", "author": .dcCreator
    case "date": .dcDate
    case "subject": .dcSubject
    case "description": .dcDescription
    case "language": .dcLanguage
    default: nil
    }
  }

  private static func terms(_ name: String) -> FeedElement? {
    switch name {
    case "issued": .dcIssued
    case "created": .dcCreated
    case "modified": .dcModified
    case "date": .dcDate
    case "abstract": .dcDescription
    default: nil
    }
  }

  private static func media(_ name: String) -> FeedElement? {
    switch name {
    case "title": .mediaTitle
    case "description": .mediaDescription
    case "category": .mediaCategory
    case "keywords": .keywords
    case "group", "content": .group
    default: nil
    }
  }

  private static func itunes(_ name: String) -> FeedElement? {
    switch name {
    case "title": .itunesTitle
    case "author": .itunesAuthor
    case "summary": .itunesSummary
    case "category": .itunesCategory
    case "keywords": .keywords
    default: nil
    }
  }

  private static func syndication(_ name: String) -> FeedElement? {
    switch name {
    case "updateperiod": .updatePeriod
    case "updatefrequency": .updateFrequency
    default: nil
    }
  }
}

/// The families of element names in feeds.
enum Vocabulary {
  /// RSS in all its forms, with or without a namespace, and Atom without one.
  case core
  case atom
  case dublinCore, dublinCoreTerms, content, media, itunes, syndication, rdf, georss, xhtml
  case foreign

  /// The vocabulary of an element with this prefix and namespace; a prefix counts where no namespace is declared for it,
  /// or one that nobody knows.
  init(namespace: String?, prefix: String?) {
    if let namespace, let known = Self.named(namespace) {
      self = known
    } else if let prefix {
      self = Self.prefixed(prefix.lowercased()) ?? .foreign
    } else {
      self = .core
    }
  }

  private static func named(_ namespace: String) -> Vocabulary? {
    if namespace.isEmpty { return .core }
    var folded = namespace.lowercased()
    while folded.last == "/" || folded.last == "#" || folded.last == " " { folded.removeLast() }
    if folded.hasPrefix("https:") { folded = "http:" + folded.dropFirst(6) }
    return addressed(folded)
  }

  // Small letters, without a slash or number sign at the end: both are often wrong.
  private static func addressed(_ name: String) -> Vocabulary? {
    switch name {
    case "http://backend.userland.com/rss", "http://backend.userland.com/rss2",
      "http://backend.userland.com/rss091", "http://backend.userland.com/rss092",
      "http://blogs.law.harvard.edu/tech/rss", "http://cyber.law.harvard.edu/rss", "http://purl.org/rss/1.0",
      "http://purl.org/rss/2.0", "http://purl.org/net/rss1.1", "http://my.netscape.com/rdf/simple/0.9",
      "http://channel.netscape.com/rdf/simple/0.9", "http://my.netscape.com/publish/formats/rss-0.91.dtd",
      "http://purl.org/rss/1.0/modules/rss091", "http://www.rssboard.org/rss-specification":
      .core
    case "http://www.w3.org/2005/atom", "http://purl.org/atom/ns", "http://purl.org/pie", "http://purl.org/echo",
      "http://example.com/necho", "http://example.com/newformat", "uri/of/echo/namespace",
      "http://www.w3.org/2005/atom/ns":
      .atom
    case "http://purl.org/dc/elements/1.1", "http://purl.org/dc/elements/1.0", "http://purl.org/dc": .dublinCore
    case "http://purl.org/dc/terms": .dublinCoreTerms
    case "http://purl.org/rss/1.0/modules/content": .content
    case "http://search.yahoo.com/mrss", "http://www.rssboard.org/media-rss": .media
    case "http://www.itunes.com/dtds/podcast-1.0.dtd", "http://example.com/dtds/podcast-1.0.dtd": .itunes
    case "http://purl.org/rss/1.0/modules/syndication": .syndication
    case "http://www.w3.org/1999/02/22-rdf-syntax-ns": .rdf
    case "http://www.georss.org/georss", "http://www.georss.org/georss/10": .georss
    case "http://www.w3.org/1999/xhtml": .xhtml
    case "http://rssnamespace.org/feedburner/ext/1.0", "http://purl.org/rss/1.0/modules/image",
      "http://www.w3.org/2000/svg", "http://www.w3.org/1998/math/mathml":
      .foreign
    default: nil
    }
  }

  private static func prefixed(_ name: String) -> Vocabulary? {
    switch name {
    case "rss": .core
    case "atom", "a10", "a": .atom
    case "dc": .dublinCore
    case "dcterms": .dublinCoreTerms
    case "content": .content
    case "media": .media
    case "itunes": .itunes
    case "sy": .syndication
    case "rdf": .rdf
    case "georss": .georss
    case "xhtml": .xhtml
    default: nil
    }
  }
}
