public import News
import XML

/// The door of this room: the bytes of a feed in, its items out.
///
/// In: a body as it came over the wire, its `Content-Type`, and the address that it came from after redirects. Out: the
/// feed, its texts plain, its dates in UTC, its links absolute; or a failure that says in a sentence what came instead.
/// A pure function: it touches no file, no network and no clock, and may be called from many threads at once.
///
/// The trip of a document: `XMLProlog` finds its root, `FeedReader` follows the one SAX pass over it. Where that finds
/// fault with it, `CharacterDecoder` makes it UTF-8 and, where that is not enough, `XMLRepair` mends it; then the pass is
/// made again.
public struct FeedParser: Sendable {
  private let limits: FeedLimits

  public init(limits: FeedLimits = FeedLimits()) { self.limits = limits }

  /// Reads a feed: RSS 0.90 to 2.0, RSS 1.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1.
  /// - Parameters:
  ///   - body: the document, after decompression.
  ///   - contentType: as the server sent it; only its charset is believed, and that last.
  ///   - address: where the document came from, for relative links and ambiguous time zones.
  public func parse(_ body: [UInt8], contentType: String?, address: String?) throws(FeedFailure) -> Feed {
    guard body.count <= limits.maxBytes else { throw .tooLarge(limit: limits.maxBytes) }
    if let presumed = CharacterDecoder.presumedUTF8(body), Self.firstByte(presumed) == 0x3C,
      let feed = try parseWellFormed(presumed, address: address)
    {
      return feed
    }
    let decoded = CharacterDecoder(body, charset: Self.charset(of: contentType))
    guard let first = Self.firstByte(decoded.bytes) else { throw .empty }
    var feed =
      if first == 0x7B || first == 0x5B {
        try JSONFeed(decoded.bytes, limits: limits, address: address).feed
      } else {
        try parseXML(decoded.bytes, address: address)
      }
    if decoded.replacements > 0 {
      feed.warnings.append("Some bytes are no characters of \(decoded.encoding); they were replaced.")
    }
    return feed
  }

  private static func firstByte(_ document: [UInt8]) -> UInt8? {
    var index = 0
    while index < document.count, document[index] <= 0x20 { index += 1 }
    return index < document.count ? document[index] : nil
  }

  // MARK: XML

  private static let roots = ["rss", "rdf", "feed", "channel", "entry", "item"]
  private static let strongRoots = ["rss", "rdf", "feed"]

  /// The feed, if `document` is a well-formed one in UTF-8: what nearly all are, in one look. `nil` means that it needs
  /// the longer way.
  private func parseWellFormed(_ document: [UInt8], address: String?) throws(FeedFailure) -> Feed? {
    let prolog = XMLProlog(document, roots: Self.roots, strongRoots: Self.strongRoots)
    guard prolog.hasRoot, !prolog.hasForeignStart else { return nil }
    let reader = FeedReader(limits: limits, address: address)
    do {
      try reader.read(prolog.text)
    } catch .illFormed {
      return nil
    } catch {
      throw FeedFailure(error)
    }
    return try feed(from: reader.take(), warnings: [], isTruncated: false)
  }

  /// Any document: it may begin with something else, and it may need mending.
  private func parseXML(_ document: [UInt8], address: String?) throws(FeedFailure) -> Feed {
    let prolog = XMLProlog(document, roots: Self.roots, strongRoots: Self.strongRoots)
    guard prolog.hasRoot else { throw PageKind.failure(for: document, firstElement: prolog.firstElement) }
    var warnings: [String] = []
    if prolog.hasForeignStart { warnings.append("Something stands before the feed; it was skipped.") }
    var reader = FeedReader(limits: limits, address: address)
    var isTruncated = false
    do {
      try reader.read(prolog.text)
    } catch .illFormed(let reason, let line) {
      (reader, isTruncated) = try readMended(prolog.text, address: address)
      // Of a document that is cut off libxml2 says something about its last line that helps nobody.
      if !isTruncated { warnings.append("The XML is broken (line \(line): \(reason)); it was mended.") }
    } catch {
      throw FeedFailure(error)
    }
    if isTruncated { warnings.append("The feed is truncated: it ends before its end tag.") }
    return try feed(from: reader.take(), warnings: warnings, isTruncated: isTruncated)
  }

  private func readMended(
    _ text: XMLText, address: String?
  ) throws(FeedFailure) -> (reader: FeedReader, isTruncated: Bool) {
    do {
      let repair = try XMLRepair(text, limits: limits.xml)
      let reader = FeedReader(limits: limits, address: address)
      do {
        try reader.read(repair.text)
      } catch .illFormed {
        // What was read up to here counts; the rest is cut off.
        reader.endCut()
        return (reader, true)
      }
      return (reader, repair.isTruncated)
    } catch {
      throw FeedFailure(error)
    }
  }

  private func feed(
    from found: consuming FeedScan, warnings: [String], isTruncated: Bool
  ) throws(FeedFailure) -> Feed {
    var scan = found
    if scan.warnings.hasTooManyItems { throw .tooManyItems(limit: limits.maxItems) }
    let link = scan.feed.link.value.flatMap { FeedAddress.resolve($0, base: scan.address) }
    // RSS knows no base: links are relative to the site that the feed belongs to.
    let site = link.flatMap { FeedAddress.isAbsolute($0) ? $0 : nil } ?? scan.address
    let items = scan.takeItems(base: scan.isAtom ? scan.address ?? site : site)
    return Feed(
      format: scan.formatFound, title: scan.feed.title.value, link: link, language: scan.feed.language, items: items,
      hints: scan.feed.hints, warnings: warnings + scan.warnings.list, isTruncated: isTruncated)
  }

  /// The charset parameter of a `Content-Type` (RFC 9110 §8.3.2).
  private static func charset(of contentType: String?) -> String? {
    guard let contentType else { return nil }
    for parameter in contentType.split(separator: ";").dropFirst() {
      let pair = parameter.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, let name = pair.first, FeedText.folded(FeedAddress.lowercased(String(name))) == "charset"
      else { continue }
      return FeedText.folded(String(pair[1]))
    }
    return nil
  }
}

extension FeedFailure {
  /// The failure that a fault of the XML means for the user.
  init(_ failure: XMLFailure) {
    self =
      switch failure {
      case .illFormed, .noParser: .unreadable
      case .tagTooLong(let limit): .tagTooLong(limit: limit)
      case .tooManyAttributes(let limit): .tooManyAttributes(limit: limit)
      case .tooManyNamespaces(let limit): .tooManyNamespaces(limit: limit)
      case .tooDeep(let limit): .tooDeep(limit: limit)
      case .entityBomb(let name): .entityBomb(name: name)
      case .externalEntity(let name): .externalEntity(name: name)
      }
  }
}
