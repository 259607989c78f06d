internal import CLibXML2

/// What libxml2's callbacks write into: the kept text, the open elements' numbers, the attributes of the tag at hand.
/// The pointers that libxml2 lends are held for the length of one callback only.
@safe
final class SAXState {
  let limits: XMLLimits
  var text = ByteBuffer(capacity: 16 * 1024)
  var scratch = ByteBuffer(capacity: 16 * 1024)
  var keepsText = false
  /// Text beyond the limit was dropped.
  var droppedText = false
  private(set) var depth = 0
  private(set) var attributeCount = 0
  private(set) var failure: XMLFailure?
  private(set) var isStopped = false

  private var attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  private var parser: xmlParserCtxtPtr?
  /// Codes of the open elements and the namespaces that each declared.
  private var open: [(code: XMLReader.Code, namespaces: Int)] = []
  private var namespaces = 0
  private var names = NameCache()
  private unowned(unsafe) var reader: XMLReader?

  init(limits: XMLLimits) {
    self.limits = limits
    unsafe attributes = nil
    unsafe parser = nil
    unsafe reader = nil
    open.reserveCapacity(limits.depth + 1)
  }

  // MARK: The parse

  func read(_ document: XMLText, for reader: XMLReader) throws(XMLFailure) {
    _ = Self.library
    if let limit = document.tagBeyondLimit(limits) { throw .tagTooLong(limit: limit) }
    // Sound: the context, the handler and the input live until the end of this call, the bytes as long as the closure;
    // the callbacks find this object through a pointer that they use while `self` is held by this frame.
    let result: Void? = unsafe document.bytes.withUnsafeBufferPointer { bytes in
      guard bytes.count - document.root <= Int(Int32.max), let base = bytes.baseAddress,
        let parser = unsafe xmlNewParserCtxt()
      else { return nil }
      defer { unsafe xmlFreeParserCtxt(parser) }
      let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
      _ = unsafe xmlCtxtUseOptions(parser, Int32(options))
      unsafe parser.pointee.sax.pointee = Self.handler()
      unsafe parser.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
      guard let input = unsafe xmlNewStringInputStream(parser, base + document.root) else { return nil }
      _ = unsafe inputPush(parser, input)
      unsafe self.parser = parser
      unsafe self.reader = reader
      _ = unsafe xmlParseDocument(parser)
      unsafe self.parser = nil
      unsafe self.reader = nil
      return ()
    }
    guard result != nil else { throw .noParser }
    if let failure { throw failure }
  }

  func stop(_ reason: XMLFailure?) {
    guard !isStopped else { return }
    isStopped = true
    failure = reason
    keepsText = false
    // Sound: `parser` is set only while `xmlParseDocument` runs, and a callback may stop it.
    if let parser = unsafe parser { unsafe xmlStopParser(parser) }
  }

  /// Once a process: libxml2's own tables, and a loader that loads nothing, whoever asks.
  private static let library: Void = {
    xmlInitParser()
    unsafe xmlSetExternalEntityLoader { _, _, _ in nil }
  }()

  private static func handler() -> xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handler.startElementNs = { context, name, prefix, uri, spaces, _, count, _, attributes in
      guard let context = unsafe context, let name = unsafe name else { return }
      // Sound: `context` is the SAXState that `read` holds while the parser runs.
      unsafe Unmanaged<SAXState>.fromOpaque(context)._withUnsafeGuaranteedRef {
        unsafe $0.started(name, prefix, uri, Int(spaces), Int(count), attributes)
      }
    }
    unsafe handler.endElementNs = { context, _, _, _ in
      guard let context = unsafe context else { return }
      unsafe Unmanaged<SAXState>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.ended() }
    }
    let characters: charactersSAXFunc = { context, bytes, count in
      guard let context = unsafe context, let bytes = unsafe bytes else { return }
      unsafe Unmanaged<SAXState>.fromOpaque(context)._withUnsafeGuaranteedRef { unsafe $0.said(bytes, Int(count)) }
    }
    unsafe handler.characters = characters
    // The same function, so that libxml2 does not ask itself whether blanks matter.
    unsafe handler.ignorableWhitespace = characters
    unsafe handler.serror = { context, error in
      guard let context = unsafe context, let error = unsafe error else { return }
      unsafe Unmanaged<SAXState>.fromOpaque(context)._withUnsafeGuaranteedRef { unsafe $0.erred(error) }
    }
    return unsafe handler
  }

  // MARK: Callbacks

  private func started(
    _ name: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?, _ spaces: Int,
    _ count: Int, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    guard !isStopped else { return }
    namespaces += spaces
    guard depth < limits.depth else { return stop(.tooDeep(limit: limits.depth)) }
    guard count <= limits.attributes else { return stop(.tooManyAttributes(limit: limits.attributes)) }
    guard namespaces <= limits.namespaces else { return stop(.tooManyNamespaces(limit: limits.namespaces)) }
    // Sound: `read` holds the reader while the parser runs.
    guard let reader = unsafe reader else { return }
    let code: XMLReader.Code
    if let known = unsafe names.code(name, prefix, uri) {
      code = known
    } else {
      code = unsafe reader.identify(
        name: String(cString: name), prefix: prefix.map { unsafe String(cString: $0) },
        namespace: uri.map { unsafe String(cString: $0) })
      unsafe names.remember(code, name, prefix, uri)
    }
    open.append((code, spaces))
    depth += 1
    attributeCount = count
    unsafe self.attributes = attributes
    reader.start(code)
    attributeCount = 0
    unsafe self.attributes = nil
  }

  private func ended() {
    guard !isStopped, let last = open.popLast() else { return }
    namespaces -= last.namespaces
    unsafe reader?.end(last.code)
    depth -= 1
  }

  private func said(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    guard keepsText, count > 0 else { return }
    let room = limits.textLength - text.count
    if count > room { droppedText = true }
    unsafe text.append(bytes, count: min(count, room))
  }

  private func erred(_ error: UnsafeMutablePointer<xmlError>) {
    // A prefix that was never declared is no fault in a feed: the prefix itself says what is meant.
    guard unsafe error.pointee.level == XML_ERR_FATAL else { return }
    // libxml2 puts pieces of the document behind the first line.
    let message = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? "not well-formed"
    let reason = String(message.prefix { !$0.isNewline }.prefix(120))
    stop(.illFormed(reason: reason, line: unsafe Int(error.pointee.line)))
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

/// Numbers of names by the pointers under which libxml2 keeps them: a small table in which a later name replaces an
/// earlier one in the same place, which costs a question to the reader and nothing else.
@safe
private struct NameCache {
  private struct Entry {
    var name: UInt = 0
    var prefix: UInt = 0
    var uri: UInt = 0
    var code: XMLReader.Code = 0
  }

  private var entries = [Entry](repeating: Entry(), count: 256)

  func code(
    _ name: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?
  ) -> XMLReader.Code? {
    let (name, prefix, uri) = (UInt(bitPattern: name), UInt(bitPattern: prefix), UInt(bitPattern: uri))
    let entry = entries[NameCache.place(name, prefix)]
    return entry.name == name && entry.prefix == prefix && entry.uri == uri ? entry.code : nil
  }

  mutating func remember(
    _ code: XMLReader.Code, _ name: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?,
    _ uri: UnsafePointer<UInt8>?
  ) {
    let (name, prefix, uri) = (UInt(bitPattern: name), UInt(bitPattern: prefix), UInt(bitPattern: uri))
    entries[NameCache.place(name, prefix)] = Entry(name: name, prefix: prefix, uri: uri, code: code)
  }

  private static func place(_ name: UInt, _ prefix: UInt) -> Int {
    let mixed = (name &* 31 &+ prefix &* 17) &* 0x9E37_79B9_7F4A_7C15
    return Int(mixed >> 56)
  }
}
