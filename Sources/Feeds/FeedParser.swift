public import News
import XML

/// The door of this room: the bytes of a feed in, its items out.
///
/// In: a body as it came over the wire, its `Content-Type`, and the address that it came from after redirects. Out: the
/// feed, its texts plain, its dates in UTC, its links absolute; or a failure that says in a sentence what came instead.
/// A pure function: it touches no file, no network and no clock, and may be called from many threads at once.
///
/// The trip of a document: `CharacterDecoder` makes it UTF-8, `XMLProlog` finds its root, `FeedReader` follows the one
/// SAX pass over it. Where libxml2 finds it ill-formed, `XMLRepair` mends it and the pass is made once more.
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
    let decoded = CharacterDecoder(body, charset: Self.charset(of: contentType))
    guard let first = decoded.bytes.first(where: { $0 > 0x20 }) else { throw .empty }
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

  // MARK: XML

  private static let roots: Set<String> = ["rss", "rdf", "feed", "channel", "entry", "item"]
  private static let strongRoots: Set<String> = ["rss", "rdf", "feed"]

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
      warnings.append("The XML is broken (line \(line): \(reason)); it was mended.")
      (reader, isTruncated) = try readMended(prolog.text, address: address)
    } catch {
      throw FeedFailure(error)
    }
    if reader.warnings.hasTooManyItems { throw .tooManyItems(limit: limits.maxItems) }
    if isTruncated { warnings.append("The feed is truncated: it ends before its end tag.") }
    return feed(from: reader, warnings: warnings + reader.warnings.list, isTruncated: isTruncated)
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
        // What was read up to here counts; the rest is as good as cut off.
        return (reader, true)
      }
      return (reader, repair.isTruncated)
    } catch {
      throw FeedFailure(error)
    }
  }

  private func feed(from reader: FeedReader, warnings: [String], isTruncated: Bool) -> Feed {
    let head = reader.feed
    let link = head.link.value.flatMap { FeedAddress.resolve($0, base: reader.address) }
    // RSS knows no base: links are relative to the site that the feed belongs to.
    let base = link.flatMap { FeedAddress.isAbsolute($0) ? $0 : nil } ?? reader.address
    return Feed(
      format: reader.formatFound, title: head.title.value, link: link, language: head.language,
      items: reader.drafts.map { $0.item(base: reader.isAtom ? reader.address ?? base : base) }, hints: head.hints,
      warnings: warnings, isTruncated: isTruncated)
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
