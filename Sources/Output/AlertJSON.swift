public import News

/// The door of this room: text and JSON as the program writes them for people and programs.
///
/// In: the values of `News`. Out: bytes, always one line of UTF-8 without its end, in which nothing that a feed wrote
/// can act (`VisibleText`, and the same set escaped in JSON). It touches nothing but its arguments: no file, no
/// clock, no locale. `AlertJSON` is the shape of `alerts.jsonl`, `attache alerts --json`, the queue and the
/// deliveries; `AssessmentJSON`, `FeedJSON` and `ItemJSON` are what `classify` and `parse` print.
public enum AlertJSON {
  /// The alert as users and their scripts read it. Times are to the second; `changes` names only what changed.
  public static func encode(_ alert: Alert) -> [UInt8] {
    var json = JSONWriter(capacity: 4096)
    json.beginObject()
    json.member("schema", integer: Alert.schema)
    json.member("id", alert.id)
    json.member("seq", integer: alert.seq)
    json.member("detected_at", alert.detectedAt.nearestJSON)
    json.member("published_at", alert.publishedAt?.json)
    json.member("reason", alert.reason.rawValue)
    json.key("changes")
    write(alert.changes, to: &json)
    json.member("title", alert.title)
    json.member("link", alert.link)
    json.member("summary", alert.summary)
    json.member("language", alert.assessment.language)
    json.key("source")
    json.beginObject()
    json.member("feed", alert.source.name)
    json.member("trust", alert.source.trust.rawValue)
    json.member("side", alert.source.side?.rawValue)
    json.endObject()
    json.key("assessment")
    AssessmentJSON.write(alert.assessment, to: &json)
    json.key("story")
    write(alert.story, to: &json)
    json.endObject()
    return json.bytes
  }

  private static func write(_ changes: AlertChanges, to json: inout JSONWriter) {
    json.beginObject()
    if let stage = changes.stage {
      json.key("stage")
      json.beginArray()
      if let from = stage.from { json.string(from.rawValue) } else { json.null() }
      json.string(stage.to.rawValue)
      json.endArray()
    }
    if !changes.participants.isEmpty { json.member("participants", changes.participants) }
    if !changes.places.isEmpty { json.member("places", changes.places) }
    if !changes.dates.isEmpty { json.member("dates", changes.dates.map(\.description)) }
    if !changes.figures.isEmpty { json.member("figures", changes.figures) }
    json.endObject()
  }

  private static func write(_ story: StorySummary, to json: inout JSONWriter) {
    json.beginObject()
    json.member("id", story.id)
    json.member("items", integer: story.items)
    json.member("sources", story.sources)
    json.member("origins", integer: story.origins)
    json.member("first_seen", story.firstSeen.nearestJSON)
    json.member("official", story.official.map(\.rawValue))
    json.key("history")
    json.beginArray()
    for record in story.history {
      json.beginObject()
      json.member("stage", record.stage.rawValue)
      json.member("at", record.at.nearestJSON)
      json.member("link", record.link)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }
}
