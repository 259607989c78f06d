public import XML

/// Bounds on what one feed may cost to read.
public struct FeedLimits: Sendable, Hashable {
  /// Items of one feed; a feed with more is refused.
  public var maxItems: Int
  /// Bytes of one document, as it came.
  public var maxBytes: Int
  /// Categories kept of one item.
  public var maxCategories: Int
  /// Warnings kept of one document.
  public var maxWarnings: Int
  /// Bounds of the XML reader: depth, tags, attributes, entities, bytes of one text.
  public var xml: XMLLimits

  public init(
    maxItems: Int = 20_000, maxBytes: Int = 64 * 1024 * 1024, maxCategories: Int = 100, maxWarnings: Int = 20,
    xml: XMLLimits = XMLLimits()
  ) {
    self.maxItems = maxItems
    self.maxBytes = maxBytes
    self.maxCategories = maxCategories
    self.maxWarnings = maxWarnings
    self.xml = xml
  }
}
