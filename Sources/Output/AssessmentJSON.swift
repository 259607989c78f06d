public import News

/// The JSON of an item's judgement: what `attache classify` prints, and the `assessment` of an alert.
public enum AssessmentJSON {
  /// `{"id","title","link","assessment":{…}}`, one line without its end.
  ///
  /// - Parameter evidence: whether the rules that counted are listed.
  public static func encode(
    id: String?, title: String?, link: String?, assessment: Assessment, evidence: Bool = true
  ) -> [UInt8] {
    var json = JSONWriter(capacity: 1024)
    json.beginObject()
    json.member("id", id)
    json.member("title", title)
    json.member("link", link)
    json.key("assessment")
    write(assessment, evidence: evidence, to: &json)
    json.endObject()
    return json.bytes
  }

  /// The object alone, where a value is expected.
  public static func write(_ assessment: Assessment, evidence: Bool = true, to json: inout JSONWriter) {
    json.beginObject()
    json.member("relevant", boolean: assessment.relevant)
    json.member("score", double: assessment.score)
    json.member("kind", assessment.kind?.rawValue)
    json.member("plover", assessment.kind?.ploverType)
    json.member("plover_codebook", Kind.ploverCodebook)
    json.member("stage", assessment.stage?.rawValue)
    json.member("direction", assessment.direction?.rawValue)
    json.member("topics", assessment.topics.map(\.rawValue))
    json.key("participants")
    json.beginArray()
    for participant in assessment.participants { write(participant, to: &json) }
    json.endArray()
    json.member("places", assessment.places)
    json.member("dates", assessment.dates.map(\.description))
    json.member("specificity", double: assessment.specificity)
    json.member("flags", assessment.flags.map(\.rawValue))
    if evidence {
      json.key("evidence")
      json.beginArray()
      for entry in assessment.evidence { write(entry, to: &json) }
      json.endArray()
    }
    json.member("ordinals", assessment.ordinals)
    json.endObject()
  }

  private static func write(_ participant: Participant, to json: inout JSONWriter) {
    json.beginObject()
    json.member("name", participant.name)
    json.member("side", participant.side.rawValue)
    json.member("role", participant.role)
    json.member("person", boolean: participant.isPerson)
    json.endObject()
  }

  private static func write(_ evidence: Evidence, to json: inout JSONWriter) {
    json.beginObject()
    json.member("rule", evidence.rule)
    json.member("text", evidence.text)
    json.member("field", evidence.field)
    json.member("offset", integer: evidence.offset)
    json.member("weight", integer: evidence.weight)
    json.endObject()
  }
}
