/// Why a document was not read to its end. Every case but `illFormed` means that the document is hostile or absurd.
public enum XMLFailure: Error, Sendable, Hashable {
  /// Not well-formed; `XMLRepair` may help. libxml2's words and the line.
  case illFormed(reason: String, line: Int)
  /// A tag longer than the limit, in bytes; libxml2 2.9 takes quadratic time over a tag's attributes.
  case tagTooLong(limit: Int)
  /// A tag with more attributes than the limit.
  case tooManyAttributes(limit: Int)
  /// More namespace declarations in force at once than the limit.
  case tooManyNamespaces(limit: Int)
  /// Elements nested deeper than the limit.
  case tooDeep(limit: Int)
  /// An entity made of other entities, or entities that grow the document beyond the limit.
  case entityBomb(name: String)
  /// An entity whose text would have to be fetched; nothing outside the document is ever read.
  case externalEntity(name: String)
  /// libxml2 had no memory, or a document larger than it can hold.
  case noParser
}

/// Bounds on what one document may cost. The defaults leave room for every feed that we have seen.
public struct XMLLimits: Sendable, Hashable {
  /// Bytes of one tag.
  public var tagLength = 64 * 1024
  /// Attributes of one tag.
  public var attributes = 256
  /// Namespace declarations in force at one place.
  public var namespaces = 256
  /// Elements within elements; libxml2's own limit is 256.
  public var depth = 200
  /// Bytes of text kept of one element; the rest is dropped.
  public var textLength = 1024 * 1024
  /// Bytes that a document's own entities may add to it.
  public var entityGrowth = 256 * 1024

  public init() {}
}
