public import News

/// The JSON that `attache parse` prints: an object a file, one line each.
public enum FeedJSON {
  /// `{"file","format","title","link","language","items":[…],"warnings":[…]}`, without the line's end.
  public static func encode(_ feed: Feed, file: String) -> [UInt8] {
    var json = JSONWriter(capacity: 1024 + feed.items.reduce(0) { $0 + ItemJSON.usualLength($1) })
    json.beginObject()
    json.member("file", file)
    json.member("format", feed.format.rawValue)
    json.member("title", feed.title)
    json.member("link", feed.link)
    json.member("language", feed.language)
    json.key("items")
    json.beginArray()
    for item in feed.items { ItemJSON.write(item, to: &json) }
    json.endArray()
    json.member("warnings", feed.warnings)
    json.endObject()
    return json.bytes
  }

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
  public static func write(_ item: Item, to json: inout JSONWriter) {
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

  /// The bytes that `item` takes unless very much of it has to be escaped.
  static func usualLength(_ item: Item) -> Int {
    let texts =
      (item.id?.utf8.count ?? 0) + (item.link?.utf8.count ?? 0) + (item.title?.utf8.count ?? 0)
      + (item.author?.utf8.count ?? 0) + (item.summary?.utf8.count ?? 0)
      + item.categories.reduce(0) { $0 + $1.utf8.count + 3 }
    return 192 + texts + texts / 32
  }

  /// `write`, as an object of its own.
  public static func encode(_ item: Item) -> [UInt8] {
    var json = JSONWriter()
    write(item, to: &json)
    return json.bytes
  }
}
