internal import CLibXML2

/// The door of this room: one pass of libxml2's SAX2 parser over a document in memory, without a tree. libxml2 reads the
/// tags; the text between them passes it by (`MarkupSieve`) and is looked at only where a subclass keeps it.
///
/// In: UTF-8 bytes from `XMLText` (decoded, without a declaration or a DOCTYPE). Out: calls of `start` and `end`, which a
/// subclass overrides, and on its request the text of the element that it is in. Touches no file and no network: no DTD,
/// no external entity, is ever loaded.
///
/// Names reach the subclass as numbers that it gave out itself in `identify`, once for each distinct name: libxml2 keeps
/// every name once, so a pointer tells names apart and no string is made or compared for an element.
///
/// A reader serves one document and stays on one thread.
@safe
open class XMLReader {
  /// The number of an element's name.
  public typealias Code = UInt16

  public let limits: XMLLimits
  private let state: UnsafeMutablePointer<SAXState>

  public init(limits: XMLLimits = XMLLimits()) {
    self.limits = limits
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: SAXState(limits: limits, reader: self))
  }

  // Sound, here and wherever `state` is used below: it is allocated and initialised with the reader and goes with it,
  // and no use of it is held across another.
  deinit {
    unsafe state.deinitialize(count: 1)
    unsafe state.deallocate()
  }

  // MARK: What a subclass says

  /// The number for an element's name; asked once for each distinct triple.
  /// - Parameters:
  ///   - name: the local name as written.
  ///   - prefix: as written, `nil` without one.
  ///   - namespace: the namespace's URI; `nil` without one, and for a prefix that was never declared.
  open func identify(name: String, prefix: String?, namespace: String?) -> Code { 0 }

  /// An element begins. Only within this call do `attribute` and `hasAttributes` speak of it.
  open func start(_ code: Code) {}

  /// The element that began last and has not ended ends.
  open func end(_ code: Code) {}

  // MARK: What it may ask

  /// Elements that are open, the root included.
  public final var depth: Int { unsafe state.pointee.depth }

  /// Whether the element that begins has any attribute.
  public final var hasAttributes: Bool { unsafe state.pointee.attributeCount > 0 }

  /// The value of the attribute `name`, decoded, of the element that begins; whatever its prefix is where `prefix` is
  /// `nil`, but one without a prefix before others.
  public final func attribute(_ name: StaticString, prefix: StaticString? = nil) -> String? {
    unsafe state.pointee.attribute(name, prefix: prefix)
  }

  /// Begins to keep text, after forgetting what was kept before.
  public final func keepText() {
    unsafe state.pointee.forgetText()
    unsafe state.pointee.keepsText = true
  }

  /// Stops keeping text and forgets it.
  public final func dropText() {
    unsafe state.pointee.forgetText()
    unsafe state.pointee.keepsText = false
  }

  /// Keeps no text for a while (`false`), or goes on where it stopped.
  public final func setKeepsText(_ keeps: Bool) { unsafe state.pointee.keepsText = keeps }

  /// Puts a blank into the kept text, where a block element stands in it.
  public final func breakText() {
    if unsafe state.pointee.keepsText { unsafe state.pointee.breakText() }
  }

  /// The text kept so far, read as `form` says; `nil` where that leaves nothing. It may be asked for once.
  public final func text(_ form: TextForm) -> String? {
    unsafe state.pointee.keptText(form)
  }

  /// Lends the bytes of the text kept so far, read as plain text, for a look that needs no String.
  public final func withPlainText<Result>(_ body: (borrowing Span<UInt8>) -> Result) -> Result {
    unsafe state.pointee.withPlainText(body)
  }

  /// Ends the reading: no further call is made, and `read` returns as if the document ended here.
  public final func stop() { unsafe state.pointee.stop(nil) }

  // MARK: Reading

  /// Reads `document` from `document.root` on.
  /// - Throws: `XMLFailure` for the first fault; what was read before it has been told by then. The calls for the
  ///   elements still open do not come. Text that nobody keeps is not looked at: a bare ampersand there is no fault.
  public final func read(_ document: XMLText) throws(XMLFailure) {
    try unsafe SAXParse.run(document, state)
  }
}
