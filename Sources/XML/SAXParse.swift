internal import CLibXML2

/// The call into libxml2 and the functions that it calls back.
enum SAXParse {
  typealias State = UnsafeMutablePointer<SAXState>

  /// Parses `document` from its root on; what is found goes to `state` and to the reader that it names.
  static func run(_ document: XMLText, _ state: State) throws(XMLFailure) {
    _ = library
    var handler = unsafe handler()
    // Sound: the handler, the bytes and the sieve outlive the parser, which is freed before they are; `state` is its
    // owner's.
    let hasRun = unsafe document.bytes.withUnsafeBufferPointer { bytes -> Bool in
      guard let parser = unsafe xmlCreatePushParserCtxt(&handler, state, nil, 0, nil) else { return false }
      defer { unsafe xmlFreeParserCtxt(parser) }
      let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
      _ = unsafe xmlCtxtUseOptions(parser, Int32(options))
      unsafe state.pointee.parser = parser
      unsafe state.pointee.checksAllText = document.hasDoubtfulEntities
      unsafe state.pointee.sieve = unsafe MarkupSieve(
        LentBytes(bytes), root: document.root, tagLength: state.pointee.limits.tagLength)
      while unsafe !state.pointee.isStopped {
        unsafe state.pointee.sieve.fill()
        let stop = unsafe state.pointee.sieve.stop
        unsafe state.pointee.sieve.markup.withPointer { pointer, count in
          _ = unsafe xmlParseChunk(parser, pointer, Int32(count), 0)
        }
        switch stop {
        case nil: continue
        case .end:
          unsafe state.pointee.finish()
          if unsafe !state.pointee.isStopped { _ = unsafe xmlParseChunk(parser, nil, 0, 1) }
        case .tooLong: unsafe state.pointee.stop(.tagTooLong(limit: state.pointee.limits.tagLength))
        case .illFormed(let reason, let position): unsafe state.pointee.refuse("\(reason)", position)
        }
        break
      }
      unsafe state.pointee.parser = nil
      unsafe state.pointee.copyLoneText()
      unsafe state.pointee.sieve = MarkupSieve(.none, root: 0, tagLength: 0)
      return true
    }
    guard hasRun else { throw .noParser }
    if let failure = unsafe state.pointee.failure { throw failure }
  }

  /// Once a process: libxml2's own tables, and a loader that loads nothing, whoever asks.
  private static let library: Void = {
    xmlInitParser()
    unsafe xmlSetExternalEntityLoader { _, _, _ in nil }
  }()

  // In each function `context` is the state that `run` was given, alive while the parser runs. The state is never held
  // across a call of the reader, which may change it.
  private static func handler() -> xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handler.startElementNs = { context, name, prefix, uri, spaces, _, count, _, attributes in
      guard let context = unsafe context, let name = unsafe name else { return }
      let state = unsafe context.assumingMemoryBound(to: SAXState.self)
      let begun = unsafe state.pointee.begin(name, prefix, uri, Int(spaces), Int(count), attributes)
      guard begun.goesOn else { return }
      unsafe state.pointee.reader._withUnsafeGuaranteedRef { reader in
        let code: XMLReader.Code
        if let known = begun.code {
          code = known
        } else {
          code = unsafe reader.identify(
            name: String(cString: name), prefix: prefix.map { unsafe String(cString: $0) },
            namespace: uri.map { unsafe String(cString: $0) })
          unsafe state.pointee.learn(code, name, prefix, uri)
        }
        unsafe state.pointee.note(code)
        reader.start(code)
      }
      unsafe state.pointee.begun()
    }
    unsafe handler.endElementNs = { context, _, _, _ in
      guard let context = unsafe context else { return }
      let state = unsafe context.assumingMemoryBound(to: SAXState.self)
      guard let code = unsafe state.pointee.end() else { return }
      unsafe state.pointee.reader._withUnsafeGuaranteedRef { $0.end(code) }
      unsafe state.pointee.ended()
    }
    unsafe handler.serror = { context, error in
      guard let context = unsafe context, let error = unsafe error else { return }
      unsafe context.assumingMemoryBound(to: SAXState.self).pointee.erred(error)
    }
    return unsafe handler
  }
}
