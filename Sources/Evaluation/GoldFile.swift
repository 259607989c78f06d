internal import News
internal import Output

/// Why a file of labelled items cannot be used.
public struct GoldFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// From 1.
  public var line: Int
  public var problem: String

  public var description: String { "line \(line): \(problem)" }
}

/// Reads labelled items: a JSON object a line, as the labelling guide has them. Fields it does not know are passed over.
public enum GoldFile {
  public static func read(_ bytes: [UInt8]) throws(GoldFailure) -> [GoldItem] {
    var items: [GoldItem] = []
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      items.append(try item(Array(line), index + 1))
    }
    return items
  }

  private static func item(_ line: [UInt8], _ number: Int) throws(GoldFailure) -> GoldItem {
    func fault(_ problem: String) -> GoldFailure { GoldFailure(line: number, problem: problem) }
    let value: JSONValue
    do {
      value = try JSONReader.read(line)
    } catch {
      throw fault(error.description)
    }
    guard let title = value["title"]?.string else { throw fault("no `title`; each line is a labelled item") }
    guard let relevant = value["relevant"]?.boolean else { throw fault("`relevant` must be true or false") }
    let id = value["id"]?.string ?? "\(number)"
    var item = Item(id: id, title: title, summary: value["summary"]?.string)
    item.link = value["url"]?.string
    if let date = value["date"]?.string {
      guard let time = Timestamp(rfc3339: date) else { throw fault("`date` must be like 2026-11-22 or RFC 3339") }
      item.published = time
    }
    var gold = GoldItem(id: id, item: item, relevant: relevant)
    gold.source = value["source"]?.string.map { Source(name: $0, url: "") }
    gold.language = value["lang"]?.string ?? "en"
    gold.story = value["story"]?.string
    guard let kinds = answers("kind", value, { Kind(rawValue: $0) }) else {
      throw fault("`kind` is none of the guide's")
    }
    guard let stages = answers("stage", value, { Stage(rawValue: $0) }) else {
      throw fault("`stage` is none of the guide's")
    }
    (gold.kinds, gold.stages) = (kinds, stages)
    guard let topics = readTopics("topics", value), let topicsOr = readTopics("topics_or", value) else {
      throw fault("`topics` holds one that is none of the guide's")
    }
    (gold.topics, gold.topicsOr) = (topics, topicsOr)
    guard let participants = readParticipants("participants", value),
      let others = readParticipants("participants_or", value)
    else { throw fault("a participant needs a `name` and the `side` US or PK") }
    (gold.participants, gold.participantsOr) = (participants, others)
    return gold
  }

  /// The first labeller's answer and, where the second's differs, his; `nil` for one that does not exist.
  private static func answers<Label>(
    _ key: String, _ value: JSONValue, _ read: (String) -> Label?
  ) -> [Label?]? {
    var answers: [Label?] = []
    for (position, key) in [key, key + "_or"].enumerated() {
      guard let answer = value[key], !answer.isNull else {
        // A missing answer is "none" for the first labeller, and no answer at all for the second.
        if position == 0 || value[key] != nil { answers.append(nil) }
        continue
      }
      guard let label = answer.string.flatMap(read) else { return nil }
      answers.append(label)
    }
    return answers
  }

  private static func readTopics(_ key: String, _ value: JSONValue) -> Set<Topic>? {
    var topics: Set<Topic> = []
    for entry in value[key]?.array ?? [] {
      guard let topic = entry.string.flatMap({ Topic(rawValue: $0) }) else { return nil }
      topics.insert(topic)
    }
    return topics
  }

  private static func readParticipants(_ key: String, _ value: JSONValue) -> [GoldParticipant]? {
    var participants: [GoldParticipant] = []
    for entry in value[key]?.array ?? [] {
      guard let name = entry["name"]?.string, let side = entry["side"]?.string.flatMap({ Side(rawValue: $0) }) else {
        return nil
      }
      participants.append(GoldParticipant(name: name, side: side))
    }
    return participants
  }
}
