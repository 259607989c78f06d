internal import CLibXML2

/// What libxml2's callbacks write into: the kept text, the open elements' numbers, the attributes of the tag at hand.
/// The pointers that libxml2 lends are held for the length of one callback only.
///
/// It lives behind a pointer and not in a class, because a class asks the runtime at each access whether another one is
/// under way, which costs more than the callback's work.
@safe
struct SAXState: ~Copyable {
  let limits: XMLLimits
  private var text = ByteBuffer(capacity: 16 * 1024)
  /// Where all of the kept text stands in the document as it is meant; `text` is empty then. Most texts are like that, and
  /// need no copy.
  private var loneText: Range<Int>?
  private var scratch = ByteBuffer(capacity: 16 * 1024)
  var keepsText = false
  private(set) var depth = 0
  private(set) var attributeCount = 0
  private(set) var failure: XMLFailure?
  private(set) var isStopped = false

  private var attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  var parser: xmlParserCtxtPtr?
  /// Where the tags come from, and the text between them.
  var sieve: MarkupSieve
  /// References count in texts that nobody keeps as well: the document declares entities that may be bombs.
  var checksAllText = false
  /// The tag that began last is empty: its end comes without another one.
  private var isWithinEmpty = false
  var reader: Unmanaged<XMLReader>
  /// Codes of the open elements and the namespaces that each declared.
  private var open: [(code: XMLReader.Code, namespaces: Int)] = []
  private var namespaces = 0
  private var names = NameCache()

  init(limits: XMLLimits, reader: XMLReader) {
    self.limits = limits
    unsafe attributes = nil
    unsafe parser = nil
    sieve = MarkupSieve(.none, root: 0, tagLength: 0)
    unsafe self.reader = .passUnretained(reader)
    open.reserveCapacity(limits.depth + 1)
  }

  mutating func stop(_ reason: XMLFailure?) {
    guard !isStopped else { return }
    isStopped = true
    failure = reason
    keepsText = false
    // Sound: `parser` is set only while libxml2 parses, and a callback may stop it.
    if let parser = unsafe parser { unsafe xmlStopParser(parser) }
  }

  // MARK: Callbacks

  /// A tag begins: its code, where its name is known; whether to go on with it at all.
  mutating func begin(
    _ name: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?, _ spaces: Int,
    _ count: Int, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) -> (goesOn: Bool, code: XMLReader.Code?) {
    guard !isStopped else { return (false, nil) }
    passText()
    namespaces += spaces
    if depth >= limits.depth {
      stop(.tooDeep(limit: limits.depth))
    } else if count > limits.attributes {
      stop(.tooManyAttributes(limit: limits.attributes))
    } else if namespaces > limits.namespaces {
      stop(.tooManyNamespaces(limit: limits.namespaces))
    }
    guard !isStopped else { return (false, nil) }
    attributeCount = count
    unsafe self.attributes = attributes
    open.append((0, spaces))
    depth += 1
    return (true, unsafe names.code(name, prefix, uri))
  }

  mutating func learn(
    _ code: XMLReader.Code, _ name: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?,
    _ uri: UnsafePointer<UInt8>?
  ) {
    unsafe names.remember(code, name, prefix, uri)
  }

  mutating func note(_ code: XMLReader.Code) { open[open.count - 1].code = code }

  mutating func begun() {
    attributeCount = 0
    unsafe attributes = nil
  }

  mutating func end() -> XMLReader.Code? {
    guard !isStopped else { return nil }
    if isWithinEmpty { isWithinEmpty = false } else { passText() }
    guard !isStopped, let last = open.popLast() else { return nil }
    namespaces -= last.namespaces
    return last.code
  }

  mutating func ended() { depth -= 1 }

  /// A tag is told: the text before it comes first.
  private mutating func passText() {
    guard let tag = sieve.next else { return stop(.illFormed(reason: "a tag too many", line: 1)) }
    take(sieve.text(before: tag))
    isWithinEmpty = tag.isEmpty
    sieve.advance()
  }

  /// The document ends.
  mutating func finish() {
    if !isStopped { take(sieve.text(before: nil)) }
  }

  private mutating func take(_ between: TextBetween) {
    if keepsText {
      if text.count == 0, loneText == nil, let range = between.rangeAsMeant(limit: limits.textLength) {
        loneText = range
        return
      }
      copyLoneText()
      if let fault = between.append(to: &text, limit: limits.textLength) {
        refuse("a reference that means nothing", fault)
      }
    } else if depth == 0 {
      if let fault = between.firstCharacter() { refuse("text outside the root element", fault) }
    } else if checksAllText, let fault = between.firstOwnReference() {
      refuse("a reference that means nothing", fault)
    }
  }

  // MARK: The kept text

  mutating func forgetText() {
    text.removeAll()
    loneText = nil
  }

  /// See `XMLReader.breakText`.
  mutating func breakText() {
    copyLoneText()
    text.append(0x20)
  }

  /// The text that stands in the document is copied: more is to be added to it, or the document goes.
  mutating func copyLoneText() {
    guard let range = loneText else { return }
    loneText = nil
    sieve.document.append(range, to: &text)
  }

  /// See `XMLReader.withPlainText`.
  mutating func withPlainText<Result>(_ body: (borrowing Span<UInt8>) -> Result) -> Result {
    scratch.removeAll()
    if let loneText {
      _ = sieve.document.withSpan(loneText) { HTMLText.fold($0, into: &scratch) }
    } else {
      _ = text.withSpan(0..<text.count) { HTMLText.fold($0, into: &scratch) }
    }
    return scratch.withSpan(0..<scratch.count, body)
  }

  /// See `XMLReader.text`.
  mutating func keptText(_ form: TextForm) -> String? {
    do {
      guard let range = loneText else { return try form.string(&text, scratch: &scratch) }
      loneText = nil
      return try form.string(of: sieve.document, range, spare: &text, scratch: &scratch)
    } catch {
      refuse(error.reason, sieve.next?.start ?? Int.max)
      return nil
    }
  }

  /// Stops because the document is not well-formed at the index `position`.
  mutating func refuse(_ reason: String, _ position: Int) {
    stop(.illFormed(reason: reason, line: sieve.document.line(at: position)))
  }

  mutating func erred(_ error: UnsafeMutablePointer<xmlError>) {
    // A prefix that was never declared is no fault in a feed: the prefix itself says what is meant.
    guard unsafe error.pointee.level == XML_ERR_FATAL else { return }
    // libxml2 counts lines of the tags alone, and puts pieces of the document behind the message's first line.
    var message = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? "not well-formed"
    if unsafe error.pointee.code == XML_ERR_TAG_NAME_MISMATCH.rawValue {
      message = unsafe "<\(Self.text(error.pointee.str1))> ends as </\(Self.text(error.pointee.str2))>"
    }
    let reason = String(message.prefix { !$0.isNewline }.prefix(120))
    refuse(reason, sieve.next?.start ?? Int.max)
  }

  private static func text(_ name: UnsafeMutablePointer<CChar>?) -> String {
    unsafe name.map { unsafe String(cString: $0) } ?? ""
  }

  // MARK: Attributes

  /// libxml2 hands five pointers an attribute: name, prefix, namespace, and the value's begin and end.
  func attribute(_ name: StaticString, prefix: StaticString?) -> String? {
    guard let attributes = unsafe attributes else { return nil }
    var found: String?
    for index in 0..<attributeCount {
      // Sound: `attributes` holds five times `attributeCount` pointers during `start`.
      guard let local = unsafe attributes[5 * index], unsafe Self.isEqual(local, name) else { continue }
      let actual = unsafe attributes[5 * index + 1]
      if let prefix {
        guard let actual = unsafe actual, unsafe Self.isEqual(actual, prefix) else { continue }
      } else if unsafe actual != nil, found != nil {
        continue
      }
      guard let begin = unsafe attributes[5 * index + 3], let end = unsafe attributes[5 * index + 4] else { continue }
      let value = unsafe UnsafeBufferPointer(start: begin, count: max(0, end - begin))
      let string = unsafe Self.decoded(value)
      if unsafe prefix != nil || actual == nil { return string }
      found = string
    }
    return found
  }

  /// Without entity replacement libxml2 leaves `&#38;` in a value where an ampersand is meant.
  private static func decoded(_ value: UnsafeBufferPointer<UInt8>) -> String {
    let string = unsafe String(decoding: value, as: UTF8.self)
    guard unsafe value.contains(0x26) else { return string }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(value.count)
    var index = 0
    while index < value.count {
      unsafe bytes.append(value[index])
      if unsafe value[index] == 0x26, index + 4 < value.count, unsafe value[index + 1] == 0x23,
        unsafe value[index + 2] == 0x33,
        unsafe value[index + 3] == 0x38, unsafe value[index + 4] == 0x3B
      {
        index += 5
      } else {
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isEqual(_ bytes: UnsafePointer<UInt8>, _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    for index in 0..<count {
      // Sound: `bytes` ends in a zero, which no byte of `word` equals.
      guard unsafe bytes[index] == word.utf8Start[index] else { return false }
    }
    return unsafe bytes[count] == 0
  }
}

/// Numbers of names by the pointers under which libxml2 keeps them. A small open table; where it is crowded a later name
/// replaces an earlier one, which costs a question to the reader and nothing else.
@safe
private struct NameCache {
  private struct Entry {
    var name: UInt = 0
    var prefix: UInt = 0
    var uri: UInt = 0
    var code: XMLReader.Code = 0
  }

  private var entries = [Entry](repeating: Entry(), count: 128 + NameCache.reach)
  private static let reach = 8

  func code(
    _ name: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?
  ) -> XMLReader.Code? {
    let (name, prefix, uri) = (UInt(bitPattern: name), UInt(bitPattern: prefix), UInt(bitPattern: uri))
    var place = NameCache.place(name, prefix)
    for _ in 0..<NameCache.reach {
      let entry = entries[place]
      if entry.name == name, entry.prefix == prefix, entry.uri == uri { return entry.code }
      if entry.name == 0 { return nil }
      place += 1
    }
    return nil
  }

  mutating func remember(
    _ code: XMLReader.Code, _ name: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?,
    _ uri: UnsafePointer<UInt8>?
  ) {
    let (name, prefix, uri) = (UInt(bitPattern: name), UInt(bitPattern: prefix), UInt(bitPattern: uri))
    let first = NameCache.place(name, prefix)
    let free = (first..<first + NameCache.reach).first { entries[$0].name == 0 }
    entries[free ?? first] = Entry(name: name, prefix: prefix, uri: uri, code: code)
  }

  private static func place(_ name: UInt, _ prefix: UInt) -> Int {
    Int(((name ^ (prefix &* 17)) &* 0x9E37_79B9_7F4A_7C15) >> 57)
  }
}
