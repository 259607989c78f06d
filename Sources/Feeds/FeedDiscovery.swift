import XML

/// A page in, the addresses of its feeds out: what its `<link rel="alternate">` elements name, and where feeds commonly
/// are. Nothing is fetched here. Takes time in proportion to the page.
public enum FeedDiscovery {
  /// A feed that a page names.
  public struct Link: Sendable, Hashable {
    /// Absolute.
    public var address: String
    /// What the page calls it, in plain text.
    public var title: String?

    public init(address: String, title: String? = nil) {
      self.address = address
      self.title = title
    }
  }

  /// The most links that are taken from one page.
  public static let maxLinks = 32
  /// How much of a page is looked at, in bytes.
  static let reach = 2 << 20

  /// The feeds that a page's `link` elements name (HTML §4.6.7.1), in its order, each once. Links of `a` elements and what
  /// stands in comments, scripts and texts do not count.
  /// - Parameters:
  ///   - page: HTML, in any encoding.
  ///   - address: where it came from, after redirects.
  public static func links(in page: [UInt8], address: String) -> [Link] {
    var scan = LinkScan(CharacterDecoder(Array(page.prefix(reach)), charset: nil).bytes)
    var base = address
    var hasBase = false
    var found: [(reference: String, title: String?)] = []
    while found.count < 4 * maxLinks, let element = scan.next() {
      if element.name == "base" {
        // The first one holds, wherever it stands (HTML §4.2.3).
        if !hasBase, let reference = element["href"], let own = FeedAddress.resolve(reference, base: address) {
          base = own
          hasBase = true
        }
        continue
      }
      let relations = words(element["rel"])
      guard relations.contains("alternate"), !relations.contains("stylesheet"),
        types.contains(mediaType(element["type"])), let reference = element["href"], !reference.isEmpty
      else { continue }
      found.append((reference, element["title"]))
    }
    var seen: Set<String> = []
    return found.compactMap { link -> Link? in
      guard let absolute = FeedAddress.resolve(link.reference, base: base), let own = FeedAddress.canonical(absolute),
        seen.insert(own).inserted
      else { return nil }
      // A browser would write the blanks in it so, too.
      let address = absolute.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "%20")
      return Link(address: address, title: link.title?.isEmpty == true ? nil : link.title)
    }
    .prefix(maxLinks).map(\.self)
  }

  /// Where the site of a page may have a feed, most common first.
  public static func wellKnown(for address: String) -> [String] {
    guard FeedAddress.canonical(address) != nil else { return [] }
    return ["/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml"].compactMap {
      FeedAddress.resolve($0, base: address)
    }
  }

  /// The host of an address in small letters, without its port.
  public static func host(of address: String) -> String? { FeedAddress.host(of: address) }

  private static let types: Set<String> = [
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
  ]

  private static func mediaType(_ value: String?) -> String {
    let type = value?.split(separator: ";", omittingEmptySubsequences: false).first ?? ""
    return words(String(type)).first ?? ""
  }

  private static func words(_ value: String?) -> [String] {
    (value ?? "").split { $0.isWhitespace }.map { FeedAddress.lowercased(String($0)) }
  }
}

/// Walks over a page's tags and stops at `link` and `base`. Each byte is looked at once, but for the ends of elements whose
/// text is no mark-up, which are looked for once each.
private struct LinkScan {
  struct Element {
    var name: String
    private var attributes: [(name: String, value: String)] = []

    init(name: String) { self.name = name }

    /// The first attribute of the name holds (HTML §13.2.5.33).
    subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

    mutating func add(_ name: String, _ value: String) {
      if attributes.count < 32 { attributes.append((name, value)) }
    }
  }

  private let page: [UInt8]
  private var index = 0

  init(_ page: [UInt8]) { self.page = page }

  mutating func next() -> Element? {
    while let open = page[index...].firstIndex(of: 0x3C) {
      index = open + 1
      guard index < page.count else { break }
      if page[index] == 0x21 || page[index] == 0x3F {
        // A comment that never ends is the rest of the page.
        if page[index...].starts(with: "!--".utf8) {
          index = find("-->", from: index + 1) ?? page.count
        } else {
          index = page[index...].firstIndex(of: 0x3E).map { $0 + 1 } ?? page.count
        }
        continue
      }
      let isEnd = page[index] == 0x2F
      if isEnd { index += 1 }
      guard index < page.count, Self.isLetter(page[index]) else { continue }
      let name = word { $0 > 0x20 && $0 != 0x2F && $0 != 0x3E && $0 != 0x3C }
      let keeps = !isEnd && (name == "link" || name == "base")
      let element = attributes(of: Element(name: name), keeps: keeps)
      if keeps { return element }
      if !isEnd, Self.texts.contains(name) { index = find("</" + name, from: index) ?? page.count }
    }
    index = page.count
    return nil
  }

  /// Elements whose content is text and not mark-up, or is not shown.
  private static let texts: Set<String> = ["script", "style", "title", "textarea", "template", "xmp", "iframe"]

  /// Moves past the tag's end; its attributes are put into `element` if they are wanted.
  private mutating func attributes(of element: Element, keeps: Bool) -> Element {
    var element = element
    while index < page.count {
      let byte = page[index]
      if byte == 0x3E {
        index += 1
        break
      }
      if byte <= 0x20 || byte == 0x2F || byte == 0x3D {
        index += 1
        continue
      }
      let name = word { $0 > 0x20 && $0 != 0x3D && $0 != 0x3E && $0 != 0x2F }
      skipBlanks()
      guard index < page.count, page[index] == 0x3D else {
        if keeps { element.add(name, "") }
        continue
      }
      index += 1
      skipBlanks()
      let value = value()
      if keeps { element.add(name, HTMLText.plain(value)) }
    }
    return element
  }

  private mutating func value() -> String {
    guard index < page.count else { return "" }
    let quote = page[index]
    let start: Int
    let end: Int
    if quote == 0x22 || quote == 0x27 {
      start = index + 1
      end = page[start...].firstIndex(of: quote) ?? page.count
      index = min(end + 1, page.count)
    } else {
      start = index
      end = page[start...].firstIndex { $0 <= 0x20 || $0 == 0x3E } ?? page.count
      index = end
    }
    // Longer than any address that is taken.
    return String(decoding: page[start..<min(end, start + 4096)], as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while index < page.count, page[index] <= 0x20 { index += 1 }
  }

  /// A run of bytes in small letters, at least one byte long; of a long one the beginning.
  private mutating func word(_ isPart: (UInt8) -> Bool) -> String {
    let start = index
    index += 1
    while index < page.count, isPart(page[index]) { index += 1 }
    return FeedAddress.lowercased(String(decoding: page[start..<min(index, start + 64)], as: UTF8.self))
  }

  /// Past the next `word`, whose letters are small; those of the page may be of any size.
  private func find(_ word: String, from start: Int) -> Int? {
    let word = Array(word.utf8)
    var position = start
    while position + word.count <= page.count {
      var matched = 0
      while matched < word.count, Self.small(page[position + matched]) == word[matched] { matched += 1 }
      if matched == word.count { return position + matched }
      position += 1
    }
    return nil
  }

  private static func small(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  private static func isLetter(_ byte: UInt8) -> Bool { small(byte) >= 0x61 && small(byte) <= 0x7A }
}
