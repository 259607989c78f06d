/// An ill-formed document in, a well-formed one out, in one walk over its bytes: bare ampersands and undeclared entities
/// become characters, control characters go, attributes are quoted, elements are closed where the document forgot it, and
/// end tags without a beginning drop. Comments and processing instructions go.
///
/// Runs only over documents that libxml2 refused: a well-formed feed never pays for it.
public struct XMLRepair {
  /// The well-formed document.
  public private(set) var text: XMLText
  /// The document ended before its root element did, or within a CDATA section.
  public private(set) var isTruncated = false

  /// - Throws: `entityBomb`, `externalEntity`, where the document uses such an entity; `tooDeep`, `tooManyAttributes`.
  public init(_ document: XMLText, limits: XMLLimits = XMLLimits()) throws(XMLFailure) {
    var walk = RepairWalk(document, limits: limits)
    try walk.run()
    text = XMLText(walk.output)
    isTruncated = walk.isTruncated
  }
}
