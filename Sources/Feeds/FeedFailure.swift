/// Why a document gave no feed. The description is a sentence for the user.
public enum FeedFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// Nothing came, or nothing but white space.
  case empty
  /// A page for people; perhaps one that links to its feed.
  case htmlPage
  /// A page with which a bot wall asks for proof that a person reads it.
  case challengePage
  /// Some other document; its first element, where it has one.
  case notAFeed(element: String?)
  /// JSON that breaks its grammar at this byte.
  case badJSON(offset: Int)
  /// JSON, but no JSON Feed.
  case notAJSONFeed
  /// More items than `FeedLimits.maxItems`.
  case tooManyItems(limit: Int)
  /// A document larger than `FeedLimits.maxBytes`.
  case tooLarge(limit: Int)
  /// A tag so long that reading it would take very long.
  case tagTooLong(limit: Int)
  case tooManyAttributes(limit: Int)
  case tooManyNamespaces(limit: Int)
  /// Elements nested deeper than any feed's.
  case tooDeep(limit: Int)
  /// An entity that is made of other entities, or that swells the document.
  case entityBomb(name: String)
  /// An entity whose text stands in a file or on a server; it is never fetched.
  case externalEntity(name: String)
  /// libxml2 could not take the document.
  case unreadable

  public var description: String {
    switch self {
    case .empty: "The document is empty."
    case .htmlPage: "This is an HTML page, not a feed; use the address of the feed itself."
    case .challengePage:
      "A bot wall answered with a challenge page instead of the feed; the site must let feed readers in."
    case .notAFeed(let element?):
      "This is no feed: the first element is <\(element)>, where rss, rdf:RDF or feed would be right."
    case .notAFeed(nil): "This is no feed: there is neither RSS, Atom nor JSON Feed in it."
    case .badJSON(let offset): "This JSON is broken at byte \(offset)."
    case .notAJSONFeed: "This is JSON, but no JSON Feed: it has no list of items."
    case .tooManyItems(let limit): "The feed has more than \(limit) items; it is refused."
    case .tooLarge(let limit): "The document is larger than \(limit) bytes; it is refused."
    case .tagTooLong(let limit): "A tag is longer than \(limit) bytes; the document is refused."
    case .tooManyAttributes(let limit): "A tag has more than \(limit) attributes; the document is refused."
    case .tooManyNamespaces(let limit): "More than \(limit) namespaces are declared at once; the document is refused."
    case .tooDeep(let limit): "Elements are nested more than \(limit) deep; the document is refused."
    case .entityBomb(let name): "The entity \(name) is made to swell the document; it is refused."
    case .externalEntity(let name):
      "The entity \(name) points outside the document, where nothing is ever read; the document is refused."
    case .unreadable: "The XML parser could not take the document."
    }
  }
}
