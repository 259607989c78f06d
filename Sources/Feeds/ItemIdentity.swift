public import News

/// The daemon's own key of an item within its feed. Never shown as the item's id: a feed's ids are not invented.
public struct ItemIdentity {
  /// A key for each item, in order: its id; the id and the link where the id stands more than once in the document
  /// without meaning the same page; the link without what only counts clicks; the title and the date.
  public static func keys(of items: [Item]) -> [String] {
    // Nearly every item has an id of its own, and its link need not be looked at.
    var first: [String: Int] = [:]
    first.reserveCapacity(items.count)
    var ambiguous: Set<String> = []
    for (index, item) in items.enumerated() {
      guard let id = item.id else { continue }
      guard let earlier = first[id] else {
        first[id] = index
        continue
      }
      let known = items[earlier].link
      if known != item.link, known.map(canonical) != item.link.map(canonical) { ambiguous.insert(id) }
    }
    return items.map { item in
      if let id = item.id, !ambiguous.contains(id) { return "id:\(id)" }
      let link = item.link.map(canonical)
      if let id = item.id { return "id:\(id) \(link ?? title(of: item))" }
      if let link { return "link:\(link)" }
      return "title:\(title(of: item))"
    }
  }

  private static func canonical(_ link: String) -> String { FeedAddress.canonical(link) ?? link }

  /// What tells an item apart that has neither id nor link: its title, else its text, and its day and time.
  private static func title(of item: Item) -> String {
    "\(item.title ?? item.summary ?? "") \(item.time?.rfc3339 ?? "")"
  }
}
