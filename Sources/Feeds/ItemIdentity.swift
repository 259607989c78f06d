public import News

/// The daemon's own key of an item within its feed. Never shown as the item's id: a feed's ids are not invented.
public struct ItemIdentity {
  /// A key for each item, in order: its id; the id and the link where the id stands more than once in the document
  /// without meaning the same page; the link without what only counts clicks; the title and the date.
  public static func keys(of items: [Item]) -> [String] {
    var links: [String: String?] = [:]
    var ambiguous: Set<String> = []
    for item in items {
      guard let id = item.id else { continue }
      let link = item.link.map { FeedAddress.canonical($0) ?? $0 }
      if let seen = links[id] {
        if seen != link { ambiguous.insert(id) }
      } else {
        links[id] = link
      }
    }
    return items.map { item in
      let link = item.link.map { FeedAddress.canonical($0) ?? $0 }
      if let id = item.id {
        return ambiguous.contains(id) ? "id:\(id) \(link ?? title(of: item))" : "id:\(id)"
      }
      if let link { return "link:\(link)" }
      return "title:\(title(of: item))"
    }
  }

  /// What tells an item apart that has neither id nor link: its title, else its text, and its day and time.
  private static func title(of item: Item) -> String {
    "\(item.title ?? item.summary ?? "") \(item.time?.rfc3339 ?? "")"
  }
}
