import ArgumentParser
import News
import Output
import Settings
import Store
import Stories

struct StoriesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stories",
    abstract: "The stories: each development with its life so far, its origins and its reports.",
    discussion: """
      Example: attache stories --open
      Example: attache stories --since 7d --json | jq -r '[.id, .kind, .stage, .title] | @tsv'
      """)

  @OptionGroup var configuration: ConfigurationOptions

  @ArgumentParser.Flag(help: "Only those that further reports may still join.")
  var open = false

  @Option(help: ArgumentHelp("Only those that were reported within this time.", valueName: "duration"))
  var since: DurationArgument?

  @ArgumentParser.Flag(help: "Print a JSON object a story.")
  var json = false

  func run() async throws {
    try await reportingFailures {
      let store = try OpenStore.forCommand(try configuration.settings())
      let now = OpenStore.now()
      let earliest = since.map { now.adding(seconds: -$0.seconds) }
      let stories = try await asking {
        try await store.stories(open: open, since: earliest, grouping: StoryGrouper.grouping, now: now)
      }
      for overview in stories {
        if json {
          Console.write(line: StoryText.json(overview))
        } else {
          Console.print(StoryText.line(overview, now: now))
        }
      }
      if stories.isEmpty, !json { Console.message("no stories" + (open || since != nil ? " of that sort" : " yet")) }
    }
  }
}

struct StoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "story",
    abstract: "One story: its life, who takes part, and every report of it.",
    discussion: "Example: attache story pva07tdz7m")

  @OptionGroup var configuration: ConfigurationOptions

  @ArgumentParser.Flag(help: "Print one JSON object.")
  var json = false

  @Argument(help: ArgumentHelp("The story's id, as alerts and `attache stories` show it.", valueName: "id"))
  var id: String

  func run() async throws {
    try await reportingFailures {
      let store = try OpenStore.forCommand(try configuration.settings())
      let now = OpenStore.now()
      let found = try await asking {
        try await store.story(id: id, grouping: StoryGrouper.grouping, now: now)
      }
      guard let found else {
        throw CommandFailure(.badData, "no story \(id); `attache stories` lists them")
      }
      Console.write(json ? StoryText.json(found) + [0x0A] : Array(StoryText.page(found, now: now).utf8))
    }
  }
}

/// A story for people and for programs.
enum StoryText {
  /// `pva07tdz7m  visit/ongoing  2h ago  8 reports, 3 origins [US]  Rubio lands in Islamabad …`
  static func line(_ overview: StoryOverview, now: Timestamp) -> String {
    let story = overview.story
    let official = story.official.map { " [\($0.rawValue)]" }.joined()
    let event = "\(story.kind?.rawValue ?? "-")/\(story.stage?.rawValue ?? "-")"
    let reports = story.members.count == 1 ? "1 report" : "\(story.members.count) reports"
    let origins = story.origins == 1 ? "1 origin" : "\(story.origins) origins"
    let when = Ago.text(overview.lastSeen, now)
    return "\(story.id)  \(event)  \(when)  \(reports), \(origins)\(official)  \(title(story))"
      + (overview.isOpen ? "" : "  (closed)")
  }

  static func page(_ overview: StoryOverview, now: Timestamp) -> String {
    let story = overview.story
    var lines = [line(overview, now: now)]
    lines.append("first seen \(overview.firstSeen.rfc3339), last \(overview.lastSeen.rfc3339)")
    if !overview.alerts.isEmpty {
      lines.append("alerts: " + overview.alerts.map { "#\($0)" }.joined(separator: ", "))
    }
    lines.append("life:")
    for record in story.history {
      lines.append("  \(record.at.rfc3339)  \(record.stage.rawValue)  \(VisibleText.escape(record.link ?? "-"))")
    }
    let names = participants(story).map { "\(VisibleText.escape($0.name)) [\($0.side.rawValue)]" }
    lines.append("who: " + (names.isEmpty ? "-" : names.joined(separator: ", ")))
    lines.append("reports:")
    for member in story.members {
      let time = member.clock.map(\.rfc3339) ?? "without a time"
      let event = "\(member.kind?.rawValue ?? "-")/\(member.stage?.rawValue ?? "-")"
      let feed = VisibleText.escape(member.source.name)
      lines.append("  \(time)  \(event)  \(feed): \(VisibleText.escape(member.title))")
      if let link = member.link { lines.append("    \(VisibleText.escape(link))") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func json(_ overview: StoryOverview) -> [UInt8] {
    let story = overview.story
    var json = JSONWriter()
    json.beginObject()
    json.member("id", story.id)
    json.member("open", boolean: overview.isOpen)
    json.member("kind", story.kind?.rawValue)
    json.member("stage", story.stage?.rawValue)
    json.member("title", story.members.last?.title)
    json.member("first_seen", overview.firstSeen.rfc3339)
    json.member("last_seen", overview.lastSeen.rfc3339)
    json.member("items", integer: story.members.count)
    json.member("sources", story.sources)
    json.member("origins", integer: story.origins)
    json.member("official", story.official.map(\.rawValue))
    json.member("participants", participants(story).map(\.name))
    json.key("history")
    json.beginArray()
    for record in story.history {
      json.beginObject()
      json.member("stage", record.stage.rawValue)
      json.member("at", record.at.rfc3339)
      json.member("link", record.link)
      json.endObject()
    }
    json.endArray()
    json.key("alerts")
    json.beginArray()
    for seq in overview.alerts { json.integer(seq) }
    json.endArray()
    json.key("reports")
    json.beginArray()
    for member in story.members {
      json.beginObject()
      json.member("title", member.title)
      json.member("link", member.link)
      json.member("feed", member.source.name)
      json.member("published_at", member.time?.rfc3339)
      json.member("kind", member.kind?.rawValue)
      json.member("stage", member.stage?.rawValue)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return json.bytes
  }

  private static func title(_ story: Story) -> String {
    VisibleText.escape(story.members.last?.title ?? "-", limit: 160)
  }

  /// Everybody whom a report names, once, in the order of their first mention.
  private static func participants(_ story: Story) -> [Participant] {
    var seen: Set<String> = []
    return story.members.flatMap(\.participants).filter { seen.insert("\($0.side.rawValue) \($0.name)").inserted }
  }
}
