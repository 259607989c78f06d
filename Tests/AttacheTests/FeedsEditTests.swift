import Foundation
import LoopbackServer
import Testing

private let head = """
  # The desk's configuration
  polling:
    host_pause: 0s   # one machine
  network:
    allow_private_addresses: true

  """

private let list = """
  # All feeds
  feeds:
    # Kept for ever
    - name: Old
      url: https://old.example/feed   # slow


  # the end

  """

private func rss(_ title: String) -> Answer {
  .feed(
    Array(
      """
      <rss version="2.0"><channel><title>\(title)</title>
      <item><title>One</title><guid>1</guid><pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate></item>
      <item><title>Two</title><guid>2</guid><pubDate>Sat, 21 Nov 2026 09:00:00 GMT</pubDate></item>
      </channel></rss>
      """.utf8))
}

private func page(_ links: [String]) -> Answer {
  let elements = links.map { "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"\($0)\">" }
  return Answer(
    200, headers: [("Content-Type", "text/html")],
    text: "<!DOCTYPE html><html><head>\(elements.joined())</head><body>Hello</body></html>")
}

/// A configuration in a folder of its own, and a server.
private struct Desk {
  let folder: TestFolder
  let server: LoopbackServer

  init(_ configuration: String = head + list) async throws {
    folder = try TestFolder()
    server = try await LoopbackServer.start()
    try folder.write(configuration, to: "attache.yaml")
  }

  func feeds(_ arguments: String...) async throws -> Attache.Result {
    try await Attache.run(["feeds"] + arguments + ["--config", folder.file("attache.yaml")], in: folder)
  }

  var configuration: String { get throws { try folder.text("attache.yaml") } }

  /// The configuration with an entry behind the last one.
  func withEntry(_ name: String, _ url: String) -> String {
    let old = "    url: https://old.example/feed   # slow\n"
    let (before, after) = (head + list).halves(around: old)
    return before + old + "  - name: \(name)\n    url: \(url)\n" + after
  }
}

@Suite("feeds add")
struct FeedsAddTests {
  @Test func aFeedsOwnAddressIsAddedAndAllElseStays() async throws {
    let desk = try await Desk()
    await desk.server.on("/rss", rss("The Wire"))
    let path = desk.folder.file("attache.yaml")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    // Only root may give files away.
    let isRoot =
      (try? FileManager.default.setAttributes(
        [.ownerAccountID: 4321, .groupOwnerAccountID: 8765], ofItemAtPath: path)) != nil

    let result = try await desk.feeds("add", desk.server.url("/rss"))
    #expect(result.status == 0)
    #expect(
      result.output == """
        \(desk.server.url("/rss"))
          rss2.0: The Wire
          2 items, the newest from 2026-11-21T10:00:00Z
          added as `The Wire`

        """)
    #expect(result.messages.contains("reload"))
    #expect(try desk.configuration == desk.withEntry("The Wire", desk.server.url("/rss")))

    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    if isRoot {
      #expect(attributes[.ownerAccountID] as? Int == 4321)
      #expect(attributes[.groupOwnerAccountID] as? Int == 8765)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk.folder.path).allSatisfy { !$0.hasPrefix(".") })
  }

  @Test func whatIsThereAlreadyIsRefused() async throws {
    let desk = try await Desk(head + "feeds:\n")
    await desk.server.on("/rss", rss("The Wire"))
    await desk.server.on("/moved", .redirect(301, to: "/rss"))
    await desk.server.on("/", page(["/rss"]))
    #expect(try await desk.feeds("add", desk.server.url("/rss")).status == 0)
    let configuration = try desk.configuration
    for path in ["/rss", "/rss#top", "/moved", "/"] {
      let result = try await desk.feeds("add", desk.server.url(path))
      #expect(result.status == 64)
      #expect(result.messages.contains("is there already as `The Wire`"))
    }
    #expect(try desk.configuration == configuration)
  }

  @Test func theOneFeedOfAPageIsAddedUnderANameOfItsOwn() async throws {
    let desk = try await Desk()
    await desk.server.on("/world", page(["feeds/world.xml"]))
    await desk.server.on("/feeds/world.xml", rss("Old"))
    let result = try await desk.feeds(
      "add", desk.server.url("/world"), "--interval", "5m", "--trust", "official", "--side", "PK", "--language", "ur")
    #expect(result.status == 0)
    #expect(
      try desk.configuration.contains(
        """
          - name: Old (127.0.0.1)
            url: \(desk.server.url("/feeds/world.xml"))
            interval: 5m
            trust: official
            side: PK
            language: ur

        """))
  }

  @Test func anIntervalOutsideTheLimitsIsWrittenAndSaid() async throws {
    let desk = try await Desk()
    await desk.server.on("/rss", rss("Wire"))
    let result = try await desk.feeds("add", desk.server.url("/rss"), "--interval", "5s")
    #expect(result.status == 0)
    #expect(result.messages.contains("shorter than `min_interval` (1m), which holds"))
    #expect(try desk.configuration.contains("    interval: 5s\n"))
  }

  @Test func ofSeveralFeedsNoneIsAddedUnlessTheFirstIsAskedFor() async throws {
    let desk = try await Desk()
    await desk.server.on("/", page(["/a", "/broken", "/b"]))
    await desk.server.on("/a", rss("Site"))
    await desk.server.on("/broken", .notFound)
    await desk.server.on("/b", rss("Comments"))
    let several = try await desk.feeds("add", desk.server.url("/"), "--json")
    #expect(several.status == 64)
    let lines = several.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.contains(#""title":"Site","items":2,"newest":"2026-11-21T10:00:00Z""#) == true)
    #expect(several.messages.contains("--first"))
    #expect(several.messages.contains("answered 404"))
    #expect(try desk.configuration == head + list)

    #expect(try await desk.feeds("add", desk.server.url("/"), "--first").status == 0)
    #expect(try desk.configuration == desk.withEntry("Site", desk.server.url("/a")))

    // Asked again, neither adds the other one unasked.
    let again = try await desk.feeds("add", desk.server.url("/"))
    #expect(again.status == 64)
    #expect(again.output.contains("there already as `Site`"))
    #expect(try await desk.feeds("add", desk.server.url("/"), "--first").status == 64)
    #expect(try desk.configuration == desk.withEntry("Site", desk.server.url("/a")))
  }

  @Test func theUsualPlacesAreTriedOneAfterAnother() async throws {
    let desk = try await Desk()
    await desk.server.on("/news/", page([]))
    await desk.server.on("/feed.xml", rss("Found"))
    #expect(try await desk.feeds("add", desk.server.url("/news/")).status == 0)
    #expect(await desk.server.requests.map(\.path) == ["/news/", "/feed", "/rss", "/feed.xml"])
    #expect(try desk.configuration == desk.withEntry("Found", desk.server.url("/feed.xml")))
  }

  @Test func aServerThatAsksForPeaceIsNotAskedOn() async throws {
    let desk = try await Desk()
    await desk.server.on("/", page([]))
    await desk.server.on("/feed", .busy(429, retryAfter: "60"))
    #expect(try await desk.feeds("add", desk.server.url("/")).status == 65)
    #expect(await desk.server.requests.map(\.path) == ["/", "/feed"])
  }

  @Test func whatIsNoFeedOrOutOfReachIsSaid() async throws {
    let desk = try await Desk()
    await desk.server.on("/", page([]))
    await desk.server.on("/empty", Answer(200, text: ""))
    #expect(try await desk.feeds("add", desk.server.url("/")).status == 65)
    #expect(try await desk.feeds("add", desk.server.url("/empty")).status == 65)
    #expect(try await desk.feeds("add", desk.server.url("/nothing")).status == 69)
    #expect(try await desk.feeds("add", "ftp://127.0.0.1/").status == 64)
    #expect(try await desk.feeds("add", desk.server.url("/"), "--trust", "official").status == 64)
    #expect(try desk.configuration == head + list)
  }

  @Test func theGuardOfAddressesHoldsForThePageAndItsFeeds() async throws {
    let desk = try await Desk(list)
    await desk.server.on("/rss", rss("Inside"))
    let result = try await desk.feeds("add", desk.server.url("/rss"))
    #expect(result.status == 69)
    #expect(result.messages.contains("network.allow_private_addresses"))
    #expect(await desk.server.requests.isEmpty)
  }

  @Test func aLinkToTheFileStaysALink() async throws {
    let desk = try await Desk()
    await desk.server.on("/rss", rss("Wire"))
    let real = desk.folder.file("real.yaml")
    try FileManager.default.moveItem(atPath: desk.folder.file("attache.yaml"), toPath: real)
    try FileManager.default.createSymbolicLink(
      atPath: desk.folder.file("attache.yaml"), withDestinationPath: "real.yaml")
    #expect(try await desk.feeds("add", desk.server.url("/rss")).status == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: desk.folder.file("attache.yaml")) == "real.yaml")
    #expect(try desk.folder.text("real.yaml") == desk.withEntry("Wire", desk.server.url("/rss")))
  }

  @Test func aMissingOrFaultyConfigurationIsNotTouched() async throws {
    let desk = try await Desk("feeds: {}\n")
    #expect(try await desk.feeds("add", desk.server.url("/rss")).status == 78)
    #expect(try desk.configuration == "feeds: {}\n")
    try FileManager.default.removeItem(atPath: desk.folder.file("attache.yaml"))
    #expect(try await desk.feeds("remove", "Old").status == 78)
  }
}

@Suite("feeds remove, import and export")
struct FeedsListEditTests {
  @Test func aFeedIsRemovedWithItsComment() async throws {
    let desk = try await Desk()
    let unknown = try await desk.feeds("remove", "Odl")
    #expect(unknown.status == 65)
    #expect(unknown.messages.contains("did you mean `Old`?"))
    let result = try await desk.feeds("remove", "Old")
    #expect(result.status == 0)
    #expect(
      result.output == """
        removed Old (https://old.example/feed)
          with its comment # Kept for ever

        """)
    #expect(try desk.configuration == head + "# All feeds\nfeeds:\n\n\n# the end\n")
  }

  @Test func importedFoldersBecomeCommentsAndCommandsAreRefused() async throws {
    let desk = try await Desk()
    let trap = desk.folder.file("trap")
    try desk.folder.write(
      """
      <opml version="2.0"><body>
        <outline text="Press"><outline text="Dawn" xmlUrl="https://dawn.example/feed"/>
          <outline text="run" xmlUrl="exec:touch \(trap)"/><outline text="Old" xmlUrl="https://old.example/feed"/></outline>
        <outline text="Old" xmlUrl="https://loose.example/feed"/>
      </body></opml>
      """, to: "list.opml")
    let result = try await desk.feeds("import", desk.folder.file("list.opml"))
    #expect(result.status == 1)
    #expect(result.output == "2 added, 1 there already, 1 refused\n")
    #expect(result.messages.contains("run: refused: the address must be an address such as"))
    #expect(!FileManager.default.fileExists(atPath: trap))
    let added = """
        - name: Old (loose.example)
          url: https://loose.example/feed

        # Press
        - name: Dawn
          url: https://dawn.example/feed

      """
    let (before, after) = desk.withEntry("X", "Y").halves(around: "  - name: X\n    url: Y\n")
    #expect(try desk.configuration == before + added + after)

    let again = try await desk.feeds("import", desk.folder.file("list.opml"), "--json")
    #expect(again.status == 1)
    #expect(again.output.split(separator: "\n").count == 4)
    #expect(again.output.contains(#""status":"known""#))
    #expect(!again.output.contains(#""status":"added""#))
  }

  @Test func whatIsExportedIsImportedElsewhere() async throws {
    let feeds = """
      feeds:
        - {name: "A & B", url: "https://user:secret@a.example/feed?x=1&y=2"}
        - {name: Off, url: "https://off.example/", enabled: false}
        - {name: "ڈان", url: "https://c.example/"}

      """
    let desk = try await Desk(feeds)
    let exported = try await desk.feeds("export")
    #expect(exported.status == 0)
    #expect(!exported.output.contains("secret"))
    #expect(!exported.output.contains("off.example"))
    #expect(exported.messages.contains("without the user and password"))

    let other = try await Desk("")
    try other.folder.write(exported.output, to: "list.opml")
    #expect(try await other.feeds("import", other.folder.file("list.opml")).status == 0)
    #expect(
      try other.configuration == """
        feeds:
          - name: A & B
            url: https://a.example/feed?x=1&y=2
          - name: ڈان
            url: https://c.example/

        """)
  }

  @Test func whatIsNoListOfFeedsIsRefused() async throws {
    let desk = try await Desk()
    for document in ["", "<html></html>", "<opml><body></body></opml>", "<opml><body>"] {
      try desk.folder.write(document, to: "list.opml")
      #expect(try await desk.feeds("import", desk.folder.file("list.opml")).status == 65)
    }
    #expect(try desk.configuration == head + list)
  }

  @Test func commandsAtOnceTakeTurnsAndLoseNothing() async throws {
    let desk = try await Desk()
    for number in 0..<6 {
      try desk.folder.write(
        "<opml><body><outline text='Feed \(number)' xmlUrl='https://host\(number).example/'/></body></opml>",
        to: "\(number).opml")
    }
    let statuses = try await withThrowingTaskGroup(of: (Int, Int32).self) { group in
      for number in 0..<6 {
        group.addTask { (number, try await desk.feeds("import", desk.folder.file("\(number).opml")).status) }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    let configuration = try desk.configuration
    for (number, status) in statuses {
      #expect(status == 0 || status == 75)
      #expect(configuration.contains("  - name: Feed \(number)\n") == (status == 0))
    }
    #expect(statuses.values.contains(0))
  }
}

extension String {
  /// What stands before a piece of the text and what behind it.
  fileprivate func halves(around piece: String) -> (String, String) {
    let bytes = Array(utf8)
    guard let range = bytes.firstRange(of: Array(piece.utf8)) else { return (self, "") }
    return (
      String(decoding: bytes[..<range.lowerBound], as: UTF8.self),
      String(decoding: bytes[range.upperBound...], as: UTF8.self)
    )
  }
}
