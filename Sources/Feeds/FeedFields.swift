import News
import XML

/// What the text that is being kept is for.
struct Field {
  enum Target {
    case none
    case title, link, guid, published, updated, author, category, keywords, summary
    case feedTitle, feedLink, language, ttl, hour, day, updatePeriod, updateFrequency
    case personName, personEmail
  }

  var target: Target
  var rank: UInt8 = 0
  var form = TextForm.label
  /// The text is base64 of the text that is meant.
  var isBase64 = false
  /// What is no base64 is the text itself.
  var mayBePlain = false

  static let none = Field(target: .none)
  static let personName = Field(target: .personName, form: .plain)
  static let personEmail = Field(target: .personEmail, form: .plain)
}

extension FeedScan {
  // MARK: Which elements count where

  /// An element in the channel, the root, or something that we pass through.
  mutating func startInChannel(_ element: FeedElement, _ parent: Place, _ reader: XMLReader) {
    let isHead = parent == .channel || parent == .root
    switch element {
    case .channel, .feed, .rss, .rdf: places.append(.channel)
    case .image: places.append(.closed)
    case .title where isHead, .atomTitle where isHead: keep(text(.feedTitle, element, rank: 0, reader), reader)
    case .dcTitle where isHead: keep(Field(target: .feedTitle, rank: 1), reader)
    case .link where isHead && !isAtom: startLink(.feedLink, reader)
    case .link where isHead, .atomLink where isHead: startAtomLink(.feedLink, reader)
    case .language where isHead, .dcLanguage where isHead: keep(Field(target: .language, form: .plain), reader)
    case .ttl where isHead: keep(Field(target: .ttl, form: .plain), reader)
    case .updatePeriod where isHead: keep(Field(target: .updatePeriod, form: .plain), reader)
    case .updateFrequency where isHead: keep(Field(target: .updateFrequency, form: .plain), reader)
    case .skipHours, .skipDays: places.append(.hints)
    case .hour where parent == .hints: keep(Field(target: .hour, form: .plain), reader)
    case .day where parent == .hints: keep(Field(target: .day, form: .plain), reader)
    case .author where isHead, .atomAuthor where isHead: places.append(.closed)
    default: places.append(.passed)
    }
  }

  /// A child of an item, or of a group in an item.
  mutating func startInItem(_ element: FeedElement, _ parent: Place, _ reader: XMLReader) {
    // In place, not through a copy of the draft, which would retain each of its strings.
    guard draft != nil else { return places.append(.closed) }
    switch element {
    case .title: wanted(draft?.title.wants(0) == true, text(.title, element, rank: 0, reader), reader)
    case .atomTitle:
      wanted(draft?.title.wants(isAtom ? 0 : 1) == true, text(.title, element, rank: isAtom ? 0 : 1, reader), reader)
    case .dcTitle: wanted(draft?.title.wants(2) == true, Field(target: .title, rank: 2), reader)
    case .mediaTitle: wanted(draft?.title.wants(3) == true, Field(target: .title, rank: 3), reader)
    case .itunesTitle: wanted(draft?.title.wants(4) == true, Field(target: .title, rank: 4), reader)
    case .link where !isAtom: startLink(.link, reader)
    case .link, .atomLink: startAtomLink(.link, reader)
    case .guid: startGuid(reader)
    case .atomID: keep(Field(target: .guid, rank: isAtom ? 0 : 1, form: .verbatim), reader)
    case .pubDate: date(.published, 0, reader)
    case .published: date(.published, isAtom ? 0 : 1, reader)
    case .dcIssued: date(.published, 2, reader)
    // Dublin Core does not say of what it is the date: RSS has one date and Atom two.
    case .dcDate: date(isAtom ? .updated : .published, isAtom ? 2 : 3, reader)
    case .created, .dcCreated: date(.published, 4, reader)
    case .updated: date(.updated, 0, reader)
    case .plainUpdated: date(isAtom ? .updated : .published, isAtom ? 0 : 5, reader)
    case .dcModified: date(.updated, 1, reader)
    case .author, .atomAuthor: startAuthor(rank: element == .author || isAtom ? 0 : 1, reader)
    case .dcCreator: wanted(true, Field(target: .author, rank: 2), reader)
    case .itunesAuthor: wanted(draft?.author.wants(3) == true, Field(target: .author, rank: 3), reader)
    case .category, .atomCategory, .dcSubject, .mediaCategory, .itunesCategory, .featureName:
      startCategory(element, reader)
    case .keywords: keep(Field(target: .keywords), reader)
    case .description: wanted(draft?.summary.wants(0) == true, text(.summary, element, rank: 0, reader), reader)
    case .atomSummary: wanted(draft?.summary.wants(0) == true, text(.summary, element, rank: 0, reader), reader)
    case .dcDescription:
      wanted(draft?.summary.wants(1) == true, Field(target: .summary, rank: 1, form: .description), reader)
    case .itunesSummary:
      wanted(draft?.summary.wants(2) == true, Field(target: .summary, rank: 2, form: .description), reader)
    case .content, .atomContent, .body:
      wanted(draft?.summary.wants(3) == true, text(.summary, element, rank: 3, reader), reader)
    case .mediaDescription:
      wanted(draft?.summary.wants(4) == true, Field(target: .summary, rank: 4, form: .description), reader)
    case .group: places.append(.group)
    default: places.append(.closed)
    }
  }

  private mutating func wanted(_ isWanted: Bool, _ field: Field, _ reader: XMLReader) {
    if isWanted { keep(field, reader) } else { places.append(.closed) }
  }

  private mutating func date(_ target: Field.Target, _ rank: UInt8, _ reader: XMLReader) {
    keep(Field(target: target, rank: rank, form: .plain), reader)
  }

  // MARK: How texts are written

  /// How the text of the element that begins is to be read: Atom says it in `type` (RFC 4287 §3.1) and, in 0.3, `mode`;
  /// RSS does not say it, and means HTML.
  private func text(_ target: Field.Target, _ element: FeedElement, rank: UInt8, _ reader: XMLReader) -> Field {
    let isTitle = target == .title || target == .feedTitle
    var field = Field(target: target, rank: rank, form: isTitle ? .label : .description)
    let isAtomText =
      switch element {
      case .atomTitle, .atomSummary, .atomContent: true
      default: isAtom
      }
    guard isAtomText, element != .content, element != .description else { return field }
    let type = reader.hasAttributes ? reader.attribute("type").map(FeedAddress.lowercased) : nil
    let mode = reader.hasAttributes ? reader.attribute("mode").map(FeedAddress.lowercased) : nil
    if !isAtom, type == nil, mode == nil { return field }
    if mode == "base64" { field.isBase64 = true }
    switch type {
    case nil, "text", "plain", "text/plain": field.form = mode == "escaped" && type == nil ? .label : .plain
    case "html", "text/html": field.form = .markup
    case "xhtml", "application/xhtml+xml": field.form = .plain
    case let other?:
      field.form = .plain
      // A picture, a sound, or a document of another kind is no text; a text of another kind is one.
      let isText =
        other.hasPrefix("text/") || other.hasSuffix("+xml") || other.hasSuffix("/xml") || !other.contains("/")
      if !isText { (field.isBase64, field.mayBePlain) = (true, true) }
    }
    return field
  }

  // MARK: Elements with rules of their own

  /// RSS: the address is the text, or by mistake an `href`.
  private mutating func startLink(_ target: Field.Target, _ reader: XMLReader) {
    if reader.hasAttributes, let address = reader.attribute("href") ?? reader.attribute("url") {
      let rel = reader.attribute("rel").map(FeedAddress.lowercased) ?? "alternate"
      if rel == "alternate" { setLink(address, target, rank: 1) }
    }
    keep(Field(target: target, form: .verbatim), reader)
  }

  /// Atom: `rel` missing means alternate (RFC 4287 §4.2.7.2); among alternates, one for people.
  private mutating func startAtomLink(_ target: Field.Target, _ reader: XMLReader) {
    let rel = reader.attribute("rel").map(FeedAddress.lowercased) ?? "alternate"
    let isAlternate = rel == "alternate" || rel == "http://www.iana.org/assignments/relation/alternate"
    let address = reader.attribute("href") ?? reader.attribute("url")
    if isAlternate, address == nil {
      // Some write Atom's link as RSS does.
      return keep(Field(target: target, rank: isAtom ? 1 : 3, form: .verbatim), reader)
    }
    if isAlternate, let address {
      let type = reader.attribute("type") ?? "text/html"
      let isPage = type.hasPrefix("text/html") || type == "application/xhtml+xml" || type == "html" || type == "xhtml"
      setLink(address, target, rank: (isAtom ? 0 : 2) + (isPage ? 0 : 1))
    }
    places.append(.closed)
  }

  private mutating func setLink(_ written: String, _ target: Field.Target, rank: UInt8) {
    let base = bases.last?.address
    var address = written
    // An empty one is the document that it stands in (RFC 3986 §4.4), if a base says which.
    if address.isEmpty, let base { address = base }
    if target == .link {
      if draft?.link.wants(rank) == true, let base { draft?.base = base }
      draft?.link.set(address, rank: rank)
    } else {
      let resolved = FeedAddress.resolve(address, base: base ?? self.address)
      feed.link.set(resolved, rank: rank)
    }
  }

  private mutating func startGuid(_ reader: XMLReader) {
    // Without the attribute a guid is a link (RSS 2.0), if it is an address at all.
    if reader.hasAttributes, let isPermanent = reader.attribute("isPermaLink") ?? reader.attribute("ispermalink") {
      draft?.guidIsLink = FeedAddress.lowercased(isPermanent) == "true"
    }
    keep(Field(target: .guid, form: .verbatim), reader)
  }

  private mutating func startAuthor(rank: UInt8, _ reader: XMLReader) {
    person = Person(rank: rank)
    keep(Field(target: .author, rank: rank), reader)
  }

  private mutating func startCategory(_ element: FeedElement, _ reader: XMLReader) {
    if reader.hasAttributes,
      let term = reader.attribute("term") ?? reader.attribute("label")
        ?? (element == .itunesCategory ? reader.attribute("text") : nil)
    {
      addCategory(FeedText.folded(term))
      // A podcast's category holds a narrower one.
      places.append(element == .itunesCategory ? .group : .closed)
    } else {
      keep(Field(target: .category), reader)
    }
  }

  mutating func addCategory(_ name: String?) {
    guard let name, !name.isEmpty, draft != nil, draft?.categories.contains(name) == false,
      (draft?.categories.count ?? 0) < limits.maxCategories
    else { return }
    // Few items have more.
    if draft?.categories.isEmpty == true { draft?.categories.reserveCapacity(4) }
    draft?.categories.append(name)
  }

  // MARK: A text is complete

  mutating func endField(_ reader: XMLReader) {
    let field = field
    self.field = .none
    guard field.target != .none else { return reader.dropText() }
    if field.target == .published || field.target == .updated,
      let moment = reader.withPlainText({ StandardDate.read($0) })
    {
      // What nearly every date is, without a String of it.
      setDate(moment, field)
      return reader.dropText()
    }
    var value = reader.text(field.form)
    reader.dropText()
    if field.isBase64, let encoded = value, !field.mayBePlain || FeedText.isBase64(encoded) {
      value = FeedText.base64(encoded)
    }
    guard let value else { return }
    switch field.target {
    case .none: break
    case .title: draft?.title.set(value, rank: field.rank)
    // Text that is an address holds no entities: it was escaped once too often.
    case .link: setLink(FeedAddress.withoutEntities(value), .link, rank: field.rank)
    case .guid: draft?.id.set(value, rank: field.rank)
    case .published, .updated: if let date = date(of: value) { setDate(date, field) }
    case .author: draft?.author.replace(value, rank: field.rank)
    case .category: addCategory(value)
    case .keywords:
      for word in value.split(separator: ",") { addCategory(FeedText.folded(String(word))) }
    case .summary: draft?.summary.set(value, rank: field.rank)
    case .feedTitle: feed.title.set(value, rank: field.rank)
    case .feedLink: setLink(FeedAddress.withoutEntities(value), .feedLink, rank: field.rank)
    case .language: if feed.language == nil || !isAtom { feed.language = value }
    case .ttl: feed.ttl = FeedText.number(value, in: 1...525_600)
    case .hour: if let hour = FeedText.number(value, in: 0...24) { feed.skipHours.insert(hour % 24) }
    case .day: if let day = FeedText.weekday(value) { feed.skipDays.insert(day) }
    case .updatePeriod: feed.updatePeriod = FeedAddress.lowercased(value)
    case .updateFrequency: feed.updateFrequency = FeedText.number(value, in: 1...525_600)
    case .personName: person.name = value
    case .personEmail: person.email = value
    }
  }

  private mutating func setDate(_ date: Timestamp, _ field: Field) {
    if field.target == .published {
      draft?.published.set(date, rank: field.rank)
    } else {
      draft?.updated.set(date, rank: field.rank)
    }
  }

  private mutating func date(of text: String) -> Timestamp? {
    let date = FeedDate.read(text, host: host)
    if date == nil { warnings.add("The date “\(String(text.prefix(60)))” could not be read.") }
    return date
  }
}
