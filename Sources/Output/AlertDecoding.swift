public import News

/// Why bytes could not be read as an alert.
public enum AlertJSONFailure: Error, Hashable, Sendable, CustomStringConvertible {
  case notJSON(JSONFailure)
  /// A shape of a later version of the program.
  case newerSchema(Int64)
  /// Dotted path of the member, and what should stand there.
  case wrong(path: String, expected: String)

  public var description: String {
    switch self {
    case .notJSON(let failure): "the alert is \(failure)"
    case .newerSchema(let schema):
      "the alert has schema \(schema), this version reads up to \(Alert.schema): update attache"
    case .wrong(let path, let expected): "the alert's \(path) should be \(expected)"
    }
  }
}

extension AlertJSON {
  /// Reads what `encode` writes. Members that it doesn't know are passed over.
  ///
  /// `decode(encode(alert)) == alert`, but for what the JSON does not carry: the source's address and language
  /// (empty, `nil`), parts of a second, and decimals past the sixth.
  public static func decode(_ bytes: [UInt8]) throws(AlertJSONFailure) -> Alert {
    let root: JSONValue
    do { root = try JSONReader.read(bytes) } catch { throw .notJSON(error) }
    let alert = Members(root, path: "")
    let schema = try alert.integer("schema")
    guard schema <= Int64(Alert.schema) else { throw .newerSchema(schema) }
    let source = try alert.object("source")
    var assessment = try readAssessment(try alert.object("assessment"))
    assessment.language = try alert.string("language")
    return Alert(
      id: try alert.string("id"), seq: try alert.integer("seq"), detectedAt: try alert.time("detected_at"),
      publishedAt: try alert.optionalTime("published_at"), reason: try alert.choice("reason"),
      changes: try readChanges(try alert.object("changes")), title: try alert.string("title"),
      link: try alert.optionalString("link"), summary: try alert.optionalString("summary"),
      source: Source(
        name: try source.string("feed"), url: "", trust: try source.choice("trust"),
        side: try source.optionalChoice("side")),
      assessment: assessment, story: try readStory(try alert.object("story")))
  }

  private static func readChanges(_ changes: Members) throws(AlertJSONFailure) -> AlertChanges {
    var stage: AlertChanges.StageChange?
    if changes.has("stage") {
      let pair = try changes.array("stage")
      guard pair.count == 2, let to = pair[1].string.flatMap(Stage.init(rawValue:)) else {
        throw .wrong(path: "changes.stage", expected: "the stage before and the stage after")
      }
      let from = pair[0].string.flatMap(Stage.init(rawValue:))
      guard from != nil || pair[0].isNull else {
        throw .wrong(path: "changes.stage", expected: "the stage before and the stage after")
      }
      stage = AlertChanges.StageChange(from: from, to: to)
    }
    return AlertChanges(
      stage: stage, participants: changes.has("participants") ? try changes.strings("participants") : [],
      places: changes.has("places") ? try changes.strings("places") : [],
      dates: changes.has("dates") ? try changes.days("dates") : [],
      figures: changes.has("figures") ? try changes.strings("figures") : [])
  }

  private static func readAssessment(_ members: Members) throws(AlertJSONFailure) -> Assessment {
    var participants: [Participant] = []
    for entry in try members.objects("participants") {
      participants.append(
        Participant(
          name: try entry.string("name"), side: try entry.choice("side"), role: try entry.optionalString("role"),
          isPerson: entry.has("person") ? try entry.boolean("person") : false))
    }
    var evidence: [Evidence] = []
    for entry in try members.objects("evidence") {
      evidence.append(
        Evidence(
          rule: try entry.string("rule"), text: try entry.string("text"), field: try entry.string("field"),
          offset: Int(clamping: try entry.integer("offset")), weight: Int(clamping: try entry.integer("weight"))))
    }
    return Assessment(
      relevant: try members.boolean("relevant"), score: try members.double("score"),
      kind: try members.optionalChoice("kind"), stage: try members.optionalChoice("stage"),
      direction: try members.optionalChoice("direction"), topics: try members.choices("topics"),
      participants: participants, places: try members.strings("places"), dates: try members.days("dates"),
      specificity: try members.double("specificity"), flags: try members.choices("flags"), evidence: evidence,
      ordinals: members.has("ordinals") ? try members.strings("ordinals") : [])
  }

  private static func readStory(_ members: Members) throws(AlertJSONFailure) -> StorySummary {
    var history: [StageRecord] = []
    for entry in try members.objects("history") {
      history.append(
        StageRecord(
          stage: try entry.choice("stage"), at: try entry.time("at"), link: try entry.optionalString("link")))
    }
    return StorySummary(
      id: try members.string("id"), items: Int(clamping: try members.integer("items")),
      sources: try members.strings("sources"), origins: Int(clamping: try members.integer("origins")),
      firstSeen: try members.time("first_seen"), official: try members.choices("official"), history: history)
  }
}
