import News
import XML

/// One pass over one feed document.
final class FeedReader: XMLReader {
  // Unchecked, because the runtime's check costs more than most of the calls below. Sound: the reader stays on one
  // thread, and libxml2 makes one call at a time, none from within another.
  @exclusivity(unchecked) private var scan: FeedScan

  init(limits: FeedLimits, address: String?) {
    unsafe scan = FeedScan(limits: limits, address: address)
    super.init(limits: limits.xml)
  }

  override func identify(name: String, prefix: String?, namespace: String?) -> Code {
    unsafe scan.identify(name: name, prefix: prefix, namespace: namespace)
  }

  override func start(_ code: Code) { unsafe scan.start(code, self) }
  override func end(_ code: Code) { unsafe scan.end(code, self) }

  /// See `FeedScan.endCut`.
  func endCut() { unsafe scan.endCut(self) }

  /// What was found, once; the reader is empty then.
  func take() -> FeedScan {
    var found = unsafe FeedScan(limits: scan.limits, address: nil)
    unsafe swap(&scan, &found)
    return found
  }
}

/// Follows the elements of a feed and gathers its items. What an element means depends on the one it stands in: only an
/// item's direct children are the item's, so an image's title or an author's is never taken for it.
///
/// A struct within the reader and not the reader itself: each callback then asks the runtime once, not at each property,
/// whether it may change it.
struct FeedScan {
  /// What an open element is to us.
  enum Place {
    case document, root, channel, item
    /// A person of an item: only its name and mail count.
    case person
    /// Holds what its parent may also hold itself: `media:group`.
    case group
    /// `skipHours`, `skipDays`.
    case hints
    /// Text is being kept; the field says what for.
    case field
    /// Mark-up within a kept text.
    case inner
    /// Mark-up within a kept text whose words do not count: scripts, styles.
    case silent
    /// Nothing of ours, but an item in it is an item.
    case passed
    /// Has a life of its own (`image`, `source`): nothing in it is ours.
    case closed
  }

  let limits: FeedLimits
  let host: String?
  let address: String?
  var root: FeedElement = .other
  /// Set by the root element and what stands in it.
  var format: FeedFormat?
  var feed = FeedHead()
  private(set) var items: [Item] = []
  /// Items whose links are still to be resolved, and against what, where that is known.
  private var relative: [(index: Int, base: String?)] = []
  var draft: ItemDraft?
  var warnings: Warnings
  var places: [Place] = [.document]
  var field = Field.none
  /// `xml:base` in force, with the depth at which each was set.
  var bases: [(depth: Int, address: String)] = []
  var person = Person()
  /// A name in Netscape's or nobody's RDF namespace, which tells RSS 0.90 from 1.0.
  private var rdfNamespace: String?

  init(limits: FeedLimits, address: String?) {
    self.limits = limits
    warnings = Warnings(limit: limits.maxWarnings)
    self.address = address
    host = address.flatMap(FeedAddress.host)
    places.reserveCapacity(64)
  }

  // MARK: Elements

  /// See `XMLReader.identify`: the element in the low byte, what HTML makes of the name in the high one.
  mutating func identify(name: String, prefix: String?, namespace: String?) -> XMLReader.Code {
    let local = FeedAddress.lowercased(name)
    if local == "feed" || local == "entry", format == nil, let namespace { noteAtom(namespace) }
    if local == "channel" || local == "item", rdfNamespace == nil { rdfNamespace = namespace ?? "" }
    let element = FeedElement(local, in: Vocabulary(namespace: namespace, prefix: prefix))
    return XMLReader.Code(element.rawValue) | XMLReader.Code(TagKind(named: local).rawValue) << 8
  }

  mutating func start(_ code: XMLReader.Code, _ reader: XMLReader) {
    let element = FeedElement(rawValue: UInt8(truncatingIfNeeded: code)) ?? .other
    if reader.hasAttributes, let base = reader.attribute("base", prefix: "xml") {
      bases.append((reader.depth, FeedAddress.resolve(base, base: bases.last?.address ?? address) ?? base))
    }
    let parent = places.last ?? .document
    switch parent {
    case .field, .inner: startInner(code, reader)
    case .silent: places.append(.silent)
    case _ where element == .item: startItem(reader)
    case .document: startRoot(element, reader)
    case .root, .channel, .passed, .hints: startInChannel(element, parent, reader)
    case .item, .group: startInItem(element, parent, reader)
    case .person:
      switch element {
      case .name: keep(.personName, reader)
      case .email: keep(.personEmail, reader)
      default: places.append(.closed)
      }
    case .closed: places.append(.closed)
    }
  }

  mutating func end(_ code: XMLReader.Code, _ reader: XMLReader) {
    let place = places.count > 1 ? places.removeLast() : .document
    switch place {
    case .field: endField(reader)
    case .inner: if TagKind(rawValue: UInt8(code >> 8)) == .block { reader.breakText() }
    case .silent: if places.last != .silent { reader.setKeepsText(true) }
    case .item: endItem()
    case .person: endPerson()
    default: break
    }
    if let last = bases.last, last.depth >= reader.depth { bases.removeLast() }
  }

  // MARK: Structure

  private mutating func startRoot(_ element: FeedElement, _ reader: XMLReader) {
    root = element
    places.append(.root)
    feed.language = reader.attribute("lang", prefix: "xml")
    switch element {
    case .rss: format = Self.rssFormat(reader.attribute("version"))
    case .channel, .item: format = .rss2
    case .feed where format == nil: format = reader.attribute("version")?.hasPrefix("0.") == true ? .atom03 : .atom1
    default: break
    }
  }

  private mutating func noteAtom(_ namespace: String) {
    switch FeedAddress.lowercased(namespace) {
    case "http://www.w3.org/2005/atom", "http://www.w3.org/2005/atom/": format = .atom1
    case let other where other.hasPrefix("http://purl.org/atom/ns"): format = .atom03
    default: break
    }
  }

  private static func rssFormat(_ version: String?) -> FeedFormat {
    version?.hasPrefix("0.9") == true ? .rss0 : .rss2
  }

  /// The format, once the document is read.
  var formatFound: FeedFormat {
    if let format { return format }
    if root == .rdf, let namespace = rdfNamespace, namespace.contains("netscape.com") { return .rss0 }
    return root == .rdf ? .rss1 : .rss2
  }

  /// RSS speaks HTML in its texts, Atom says of each what it is.
  var isAtom: Bool { root == .feed || format == .atom1 || format == .atom03 }

  private mutating func startItem(_ reader: XMLReader) {
    guard draft == nil else {
      // An item within an item is nobody's.
      places.append(.closed)
      return
    }
    guard items.count < limits.maxItems else {
      reader.stop()
      warnings.hasTooManyItems = true
      return
    }
    places.append(.item)
    draft = ItemDraft()
    if reader.hasAttributes, let about = reader.attribute("about", prefix: "rdf"), !isAtom { draft?.about = about }
    draft?.base = bases.last?.address
  }

  private mutating func endItem() {
    guard draft != nil else { return }
    let index = items.count
    draft?.finish(into: &items)
    if let link = items[index].link, !FeedAddress.isPlainWeb(link) { relative.append((index, draft?.base)) }
    draft = nil
  }

  /// The items, their links resolved against `base` where nothing nearer says what they are relative to. Once only.
  mutating func takeItems(base: String?) -> [Item] {
    for (index, nearer) in relative {
      // A base that is relative itself has a site to be relative to.
      let base = nearer.flatMap { FeedAddress.resolve($0, base: base) } ?? base
      items[index].link = items[index].link.flatMap { FeedAddress.resolve($0, base: base) }
    }
    defer { items = [] }
    return items
  }

  /// The document ended within an item. It counts if its id came before the cut: without it the item would be taken for
  /// another one when the whole of it comes. A cut address, date or name does not count.
  mutating func endCut(_ reader: XMLReader) {
    switch field.target {
    case .title, .summary: endField(reader)
    default: break
    }
    if draft?.id.value != nil || draft?.about != nil { endItem() }
    draft = nil
  }

  // MARK: Texts

  /// Keeps the text of the element that begins, for `field`.
  mutating func keep(_ field: Field, _ reader: XMLReader) {
    self.field = field
    places.append(.field)
    reader.keepText()
  }

  private mutating func startInner(_ code: XMLReader.Code, _ reader: XMLReader) {
    if field.target == .author, places.last == .field {
      let element = FeedElement(rawValue: UInt8(truncatingIfNeeded: code)) ?? .other
      if element == .name || element == .email {
        // A person as Atom writes one; RSS has them too, and Atom has some whose name is the element's text.
        reader.dropText()
        person = Person(rank: field.rank)
        places[places.count - 1] = .person
        return keep(element == .name ? .personName : .personEmail, reader)
      }
      if isAtom {
        // A person's address on the web is no name.
        reader.setKeepsText(false)
        return places.append(.silent)
      }
    }
    switch TagKind(rawValue: UInt8(code >> 8)) ?? .unknown {
    case .dropped:
      reader.setKeepsText(false)
      places.append(.silent)
    case .block:
      reader.breakText()
      places.append(.inner)
    case .inline, .unknown: places.append(.inner)
    }
  }

  private mutating func endPerson() {
    guard let text = person.text else { return }
    draft?.author.replace(text, rank: person.rank)
    person = Person()
  }
}

/// The name and mail address of an author that Atom writes in elements.
struct Person {
  var name: String?
  var email: String?
  var rank: UInt8 = 0
  /// `name (email)`, or the one that there is.
  var text: String? {
    guard let name else { return email }
    return email.map { "\(name) (\($0))" } ?? name
  }
}

/// Warnings, each once, not more than people will read.
struct Warnings {
  let limit: Int
  var hasTooManyItems = false
  private(set) var list: [String] = []

  init(limit: Int) { self.limit = limit }

  mutating func add(_ warning: String) {
    if list.count < limit, !list.contains(warning) { list.append(warning) }
  }
}
