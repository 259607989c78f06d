public import News

/// The JSON that `attache parse` prints: an object a file, one line each.
public enum FeedJSON {
  /// `{"file","format","title","link","language","items":[…],"warnings":[…]}`, without the line's end, handed over in
  /// pieces: a feed's JSON is as long as the feed, and need not be held whole.
  public static func write(_ feed: Feed, file: String, to take: ([UInt8]) -> Void) {
    var json = JSONWriter(capacity: piece + 16 * 1024)
    json.beginObject()
    json.member("file", file)
    json.member("format", feed.format.rawValue)
    json.member("title", feed.title)
    json.member("link", feed.link)
    json.member("language", feed.language)
    json.key("items")
    json.beginArray()
    // Not copied out of the array: each copy would retain all of an item's texts.
    let items = feed.items.span
    for index in items.indices {
      ItemJSON.write(items[index], to: &json)
      if json.bytes.count >= piece { json.drain(to: take) }
    }
    json.endArray()
    json.member("warnings", feed.warnings)
    json.endObject()
    json.drain(to: take)
  }

  /// Bytes of a piece, about.
  private static let piece = 64 * 1024

  /// `{"file","error"}`: what stands in the place of a file that could not be parsed.
  public static func encodeError(file: String, error: String) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("file", file)
    json.member("error", error)
    json.endObject()
    return json.bytes
  }
}

/// The JSON of one item of a feed.
public enum ItemJSON {
  /// `{"id","link","title","published","updated","author","categories":[],"summary"}`; `null` where absent.
  public static func write(_ item: borrowing Item, to json: inout JSONWriter) {
    json.beginObject()
    json.member("id", item.id)
    json.member("link", item.link)
    json.member("title", item.title)
    json.member("published", item.published?.json)
    json.member("updated", item.updated?.json)
    json.member("author", item.author)
    json.member("categories", item.categories)
    json.member("summary", item.summary)
    json.endObject()
  }

  /// `write`, as an object of its own.
  public static func encode(_ item: Item) -> [UInt8] {
    var json = JSONWriter()
    write(item, to: &json)
    return json.bytes
  }
}
