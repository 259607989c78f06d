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
      case .core: Self.core[name] ?? .other
      // Some declare Atom's namespace for a feed in RSS.
      case .atom: Self.atom[name] ?? Self.core[name] ?? .other
      case .dublinCore: Self.dublinCore[name] ?? .other
      case .dublinCoreTerms: Self.terms[name] ?? Self.dublinCore[name] ?? .other
      case .content: name == "encoded" ? .content : .other
      case .media: Self.media[name] ?? .other
      case .itunes: Self.itunes[name] ?? .other
      case .syndication: Self.syndication[name] ?? .other
      case .rdf: name == "rdf" ? .rdf : .other
      case .georss: name == "featurename" ? .featureName : .other
      case .xhtml: name == "body" ? .body : .other
      case .foreign: .other
      }
  }

  private static let core: [String: FeedElement] = [
    "rss": .rss, "rdf": .rdf, "channel": .channel, "item": .item, "feed": .feed, "entry": .item, "title": .title,
    "link": .link, "guid": .guid, "id": .atomID, "pubdate": .pubDate, "published": .published, "issued": .published,
    "created": .created, "updated": .plainUpdated, "modified": .plainUpdated, "author": .author,
    "managingeditor": .other,
    "name": .name, "email": .email, "category": .category, "categories": .group, "keywords": .keywords,
    "tags": .keywords,
    "description": .description, "summary": .atomSummary, "abstract": .description, "content": .atomContent,
    "encoded": .content, "fullitem": .content, "body": .body, "language": .language, "ttl": .ttl,
    "skiphours": .skipHours, "hour": .hour, "skipdays": .skipDays, "day": .day, "image": .image, "source": .image,
    "textinput": .image,
  ]
  private static let atom: [String: FeedElement] = [
    "feed": .feed, "entry": .item, "title": .atomTitle, "link": .atomLink, "id": .atomID, "published": .published,
    "issued": .published, "created": .created, "updated": .updated, "modified": .updated, "author": .atomAuthor,
    "name": .name, "email": .email, "category": .atomCategory, "summary": .atomSummary, "content": .atomContent,
    "source": .image,
  ]
  private static let dublinCore: [String: FeedElement] = [
    "title": .dcTitle, "creator": .dcCreator, "author": .dcCreator, "date": .dcDate, "subject": .dcSubject,
    "description": .dcDescription, "language": .dcLanguage,
  ]
  private static let terms: [String: FeedElement] = [
    "issued": .dcIssued, "created": .dcCreated, "modified": .dcModified, "date": .dcDate, "abstract": .dcDescription,
  ]
  private static let media: [String: FeedElement] = [
    "title": .mediaTitle, "description": .mediaDescription, "category": .mediaCategory, "keywords": .keywords,
    "group": .group, "content": .group,
  ]
  private static let itunes: [String: FeedElement] = [
    "title": .itunesTitle, "author": .itunesAuthor, "summary": .itunesSummary, "category": .itunesCategory,
    "keywords": .keywords,
  ]
  private static let syndication: [String: FeedElement] = [
    "updateperiod": .updatePeriod, "updatefrequency": .updateFrequency,
  ]
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
      self = Self.prefixes[prefix.lowercased()] ?? .foreign
    } else {
      self = .core
    }
  }

  private static func named(_ namespace: String) -> Vocabulary? {
    if namespace.isEmpty { return .core }
    var folded = namespace.lowercased()
    while folded.last == "/" || folded.last == "#" || folded.last == " " { folded.removeLast() }
    if folded.hasPrefix("https:") { folded = "http:" + folded.dropFirst(6) }
    return namespaces[folded]
  }

  // Small letters, without a slash or number sign at the end: both are often wrong.
  private static let namespaces: [String: Vocabulary] = [
    "http://backend.userland.com/rss": .core, "http://backend.userland.com/rss2": .core,
    "http://backend.userland.com/rss091": .core, "http://backend.userland.com/rss092": .core,
    "http://blogs.law.harvard.edu/tech/rss": .core, "http://cyber.law.harvard.edu/rss": .core,
    "http://purl.org/rss/1.0": .core, "http://purl.org/rss/2.0": .core, "http://purl.org/net/rss1.1": .core,
    "http://my.netscape.com/rdf/simple/0.9": .core, "http://channel.netscape.com/rdf/simple/0.9": .core,
    "http://my.netscape.com/publish/formats/rss-0.91.dtd": .core, "http://purl.org/rss/1.0/modules/rss091": .core,
    "http://www.rssboard.org/rss-specification": .core,
    "http://www.w3.org/2005/atom": .atom, "http://purl.org/atom/ns": .atom, "http://purl.org/pie": .atom,
    "http://purl.org/echo": .atom, "http://example.com/necho": .atom, "http://example.com/newformat": .atom,
    "uri/of/echo/namespace": .atom, "http://www.w3.org/2005/atom/ns": .atom,
    "http://purl.org/dc/elements/1.1": .dublinCore, "http://purl.org/dc/elements/1.0": .dublinCore,
    "http://purl.org/dc": .dublinCore, "http://purl.org/dc/terms": .dublinCoreTerms,
    "http://purl.org/rss/1.0/modules/content": .content,
    "http://search.yahoo.com/mrss": .media, "http://www.rssboard.org/media-rss": .media,
    "http://www.itunes.com/dtds/podcast-1.0.dtd": .itunes, "http://example.com/dtds/podcast-1.0.dtd": .itunes,
    "http://purl.org/rss/1.0/modules/syndication": .syndication,
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": .rdf,
    "http://www.georss.org/georss": .georss, "http://www.georss.org/georss/10": .georss,
    "http://www.w3.org/1999/xhtml": .xhtml,
    "http://rssnamespace.org/feedburner/ext/1.0": .foreign,
    "http://purl.org/rss/1.0/modules/image": .foreign, "http://www.w3.org/2000/svg": .foreign,
    "http://www.w3.org/1998/math/mathml": .foreign,
  ]

  private static let prefixes: [String: Vocabulary] = [
    "rss": .core, "atom": .atom, "a10": .atom, "a": .atom, "dc": .dublinCore, "dcterms": .dublinCoreTerms,
    "content": .content, "media": .media, "itunes": .itunes, "sy": .syndication, "rdf": .rdf, "georss": .georss,
    "xhtml": .xhtml,
  ]
}
