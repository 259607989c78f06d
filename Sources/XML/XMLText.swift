/// A document as `XMLReader` takes it: UTF-8, and where its root element begins.
public struct XMLText: Sendable {
  /// The document.
  public internal(set) var bytes: [UInt8]
  /// Index of the `<` of the root element.
  public internal(set) var root: Int
  /// Entities that the document declares for itself: plain text, by name.
  var entities: [String: [UInt8]] = [:]
  /// Entities that stand for a file or an address.
  var externalEntities: Set<String> = []
  /// Entities made of other entities.
  var nestedEntities: Set<String> = []

  var count: Int { bytes.count }

  /// - Parameter document: UTF-8. Its root element is taken to begin at `root`.
  public init(_ document: [UInt8], root: Int = 0) {
    bytes = document
    self.root = min(max(0, root), document.count)
  }

  /// It declares entities that must not be used; that they are must not go unseen.
  var hasDoubtfulEntities: Bool { !externalEntities.isEmpty || !nestedEntities.isEmpty }
}
