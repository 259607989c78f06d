public import XML

/// A list of feeds as programs exchange it (OPML 2.0).
public struct SubscriptionList: Sendable, Hashable {
  public struct Subscription: Sendable, Hashable {
    /// As written; it may be anything.
    public var address: String
    public var title: String?
    /// The outlines that it stands in, from the outermost.
    public var folders: [String]

    public init(address: String, title: String? = nil, folders: [String] = []) {
      self.address = address
      self.title = title
      self.folders = folders
    }
  }

  /// In the document's order.
  public var subscriptions: [Subscription]

  public init(_ subscriptions: [Subscription]) { self.subscriptions = subscriptions }

  /// Reads an OPML document, of any version. Only `xmlUrl`, `title`, `text` and `isComment` of an outline are looked at:
  /// nothing that a document names is run, opened or fetched.
  /// - Throws: `OPMLFailure`
  public init(opml document: [UInt8], limits: OPMLLimits = OPMLLimits()) throws(OPMLFailure) {
    guard document.count <= limits.maxBytes else { throw .tooLarge(limit: limits.maxBytes) }
    let decoded = CharacterDecoder(document, charset: nil)
    let prolog = XMLProlog(decoded.bytes, roots: ["opml"], strongRoots: ["opml"])
    guard prolog.hasRoot else { throw .notOPML(element: prolog.firstElement) }
    var reader = OPMLReader(limits: limits)
    do {
      try reader.read(prolog.text)
    } catch .illFormed {
      // Bare ampersands in addresses are common; what is cut off is not guessed at.
      do {
        let repair = try XMLRepair(prolog.text, limits: limits.xml)
        guard !repair.isTruncated else { throw OPMLFailure.cutOff }
        reader = OPMLReader(limits: limits)
        try reader.read(repair.text)
      } catch let failure as OPMLFailure {
        throw failure
      } catch {
        throw .unreadable
      }
    } catch .tooDeep(let limit) {
      throw .tooDeep(limit: limit)
    } catch {
      throw .unreadable
    }
    if reader.hasTooMany { throw .tooMany(limit: limits.maxOutlines) }
    subscriptions = reader.subscriptions
  }

  /// The list as OPML 2.0 without folders, in UTF-8. Characters that XML does not have are left out.
  public func opml(title: String) -> [UInt8] {
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#, #"<opml version="2.0">"#, "  <head>",
      "    <title>\(Self.escaped(title))</title>", "  </head>", "  <body>",
    ]
    for feed in subscriptions {
      let name = Self.escaped(feed.title ?? feed.address)
      lines.append(
        #"    <outline type="rss" text="\#(name)" title="\#(name)" xmlUrl="\#(Self.escaped(feed.address))"/>"#)
    }
    lines += ["  </body>", "</opml>", ""]
    return Array(lines.joined(separator: "\n").utf8)
  }

  private static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;".unicodeScalars
      case "<": result += "&lt;".unicodeScalars
      case ">": result += "&gt;".unicodeScalars
      case "\"": result += "&quot;".unicodeScalars
      case "\t", "\n", "\r": result.append(" ")
      default:
        // XML 1.0 §2.2; C1 controls are characters of XML but of no text.
        let isCharacter =
          scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) && scalar.value & 0xFFFE != 0xFFFE
        if isCharacter { result.append(scalar) }
      }
    }
    return String(result)
  }
}

/// Bounds on what one OPML document may cost.
public struct OPMLLimits: Sendable, Hashable {
  public var maxBytes = 16 << 20
  /// Outlines, folders included.
  public var maxOutlines = 20_000
  /// Bytes of one title.
  public var maxTitle = 1024
  /// Elements within elements.
  public var xml: XMLLimits = {
    var limits = XMLLimits()
    limits.depth = 64
    return limits
  }()

  public init() {}
}

/// Why a document gave no list of feeds. The description is a sentence for the user.
public enum OPMLFailure: Error, Sendable, Hashable, CustomStringConvertible {
  case notOPML(element: String?)
  case cutOff
  case tooLarge(limit: Int)
  case tooMany(limit: Int)
  case tooDeep(limit: Int)
  case unreadable

  public var description: String {
    switch self {
    case .notOPML(let element?): "This is no OPML: its first element is <\(element)>, where opml would be right."
    case .notOPML(nil): "This is no OPML: there is no element in it."
    case .cutOff: "The OPML is cut off: it ends before its end tag; export it again."
    case .tooLarge(let limit): "The document is larger than \(limit) bytes; it is refused."
    case .tooMany(let limit): "The OPML has more than \(limit) outlines; it is refused."
    case .tooDeep(let limit): "Outlines are nested more than \(limit) deep; the document is refused."
    case .unreadable: "The XML parser could not take the document."
    }
  }
}

/// One pass over an OPML document.
private final class OPMLReader: XMLReader {
  private(set) var subscriptions: [SubscriptionList.Subscription] = []
  private(set) var hasTooMany = false
  private let bounds: OPMLLimits
  private var outlines = 0
  /// The open elements: a folder's title, or `nil` for what gives no folder.
  private var open: [String?] = []
  /// The depth from which all is commented out.
  private var commented: Int?

  init(limits: OPMLLimits) {
    bounds = limits
    super.init(limits: limits.xml)
  }

  override func identify(name: String, prefix: String?, namespace: String?) -> Code {
    FeedAddress.lowercased(name) == "outline" ? 1 : 0
  }

  override func start(_ code: Code) {
    guard code == 1 else {
      open.append(nil)
      return
    }
    outlines += 1
    guard outlines <= bounds.maxOutlines else {
      hasTooMany = true
      stop()
      return
    }
    let title = [attribute("title"), attribute("text")].lazy.compactMap { $0.flatMap(self.tidied) }.first
    if commented == nil, attribute("isComment") == "true" { commented = open.count }
    guard let address = (attribute("xmlUrl") ?? attribute("xmlurl")).flatMap(FeedText.folded) else {
      open.append(title)
      return
    }
    open.append(nil)
    guard commented == nil else { return }
    subscriptions.append(
      SubscriptionList.Subscription(address: address, title: title, folders: open.compactMap(\.self)))
  }

  override func end(_ code: Code) {
    if !open.isEmpty { open.removeLast() }
    if let first = commented, open.count <= first { commented = nil }
  }

  private func tidied(_ text: String) -> String? {
    var text = HTMLText.folded(text)
    while text.utf8.count > bounds.maxTitle { text.removeLast() }
    return text.isEmpty ? nil : text
  }
}
