import News
import Settings
import Testing

private func editor(_ text: String) throws -> FeedListEditor {
  try FeedListEditor(text: text, path: "/etc/attache/attache.yaml", environment: [:])
}

private func feed(_ name: String, _ url: String) -> FeedEntry { FeedEntry(source: Source(name: name, url: url)) }

private let wire = feed("Wire", "https://wire.example/feed.xml")

/// The text after a feed was added.
private func adding(_ entry: FeedEntry = wire, to text: String) throws -> String {
  var editor = try editor(text)
  try editor.add([FeedGroup(feeds: [entry])])
  return editor.text
}

/// The text after a feed was removed.
private func removing(_ name: String, from text: String) throws -> String {
  var editor = try editor(text)
  _ = try editor.remove(named: name)
  return editor.text
}

@Suite("Feeds added to the configuration's text")
struct FeedAddingTests {
  @Test func anEntryComesBehindTheLastOneAndNothingElseMoves() throws {
    let before = """
      # The desk's own list.
      polling: {interval: 5m}   # quick

      feeds:
        # The press
        - name: Dawn
          url: https://www.dawn.example/feed   # the home page's
          # interval: 1m

        # Analysis
        - name: Diplomat
          url: https://diplomat.example/feed
      """
    let tail = """


      # Where alerts go
      deliveries:
        - {name: desk, command: [/bin/true]}

      """
    let after = try adding(to: before + tail)
    #expect(after == before + "\n  - name: Wire\n    url: https://wire.example/feed.xml" + tail)
  }

  @Test func everyKeyThatIsNoDefaultIsWritten() throws {
    let source = Source(
      name: "Foreign Office", url: "https://fo.example/rss?a=1&b=2#x", trust: .official, side: .pk, language: "en")
    let entry = FeedEntry(source: source, interval: 300, enabled: false)
    #expect(
      try adding(entry, to: "feeds:\n- name: A\n  url: https://a.example/\n").hasSuffix(
        """
        - name: Foreign Office
          url: https://fo.example/rss?a=1&b=2#x
          interval: 5m
          trust: official
          side: PK
          language: en
          enabled: false

        """))
  }

  @Test(
    "The list may be indented in any way",
    arguments: [
      ("feeds:\n- name: A\n  url: https://a.example/\n", "- name: Wire\n  url: "),
      ("feeds:\n    -   name: A\n        url: https://a.example/\n", "    -   name: Wire\n        url: "),
      ("feeds:\n  -\n    name: A\n    url: https://a.example/\n", "  - name: Wire\n    url: "),
      ("feeds:\n  - {name: A, url: 'https://a.example/'}\n", "  - name: Wire\n    url: "),
      ("  feeds:\n    - name: A\n      url: https://a.example/\n", "    - name: Wire\n      url: "),
    ])
  func indentation(text: String, entry: String) throws {
    #expect(try adding(to: text) == text + entry + "https://wire.example/feed.xml\n")
  }

  @Test(
    "A list that is not there yet is begun",
    arguments: [
      ("", "feeds:\n  - name: Wire\n    url: https://wire.example/feed.xml\n"),
      (
        "# only a comment", "# only a comment\n\nfeeds:\n  - name: Wire\n    url: https://wire.example/feed.xml\n"
      ),
      (
        "polling:\n  interval: 5m\n#deliveries:\n",
        "polling:\n  interval: 5m\n#deliveries:\n\nfeeds:\n  - name: Wire\n    url: https://wire.example/feed.xml\n"
      ),
      ("feeds:", "feeds:\n  - name: Wire\n    url: https://wire.example/feed.xml\n"),
      (
        "feeds:   # none yet\npolling:\n  interval: 5m\n",
        "feeds:   # none yet\n  - name: Wire\n    url: https://wire.example/feed.xml\npolling:\n  interval: 5m\n"
      ),
      ("feeds: ~\n", "feeds:\n  - name: Wire\n    url: https://wire.example/feed.xml\n"),
      ("feeds: null  # none\n", "feeds:   # none\n  - name: Wire\n    url: https://wire.example/feed.xml\n"),
      ("feeds: [ ]\n", "feeds:\n  - name: Wire\n    url: https://wire.example/feed.xml\n"),
    ])
  func beginning(text: String, result: String) throws {
    #expect(try adding(to: text) == result)
  }

  @Test(
    "A list in brackets stays one",
    arguments: [
      (
        "feeds: [{name: A, url: 'https://a.example/'}]  # all\n",
        #"feeds: [{name: A, url: 'https://a.example/'}, {name: Wire, url: "https://wire.example/feed.xml"}]  # all"#
          + "\n"
      ),
      (
        "feeds: [\n  {name: \"A], {\", url: \"https://a.example/\"}, # it's the first\n  {name: O'B, url: 'https://b.example/'} # 2\n]\n",
        "feeds: [\n  {name: \"A], {\", url: \"https://a.example/\"}, # it's the first\n  {name: O'B, url: 'https://b.example/'}, # 2\n  {name: Wire, url: \"https://wire.example/feed.xml\"}\n]\n"
      ),
      (
        "feeds: [\n  {name: A, url: 'https://a.example/'},\n]\n",
        "feeds: [\n  {name: A, url: 'https://a.example/'},\n  {name: Wire, url: \"https://wire.example/feed.xml\"},\n]\n"
      ),
      (
        #"{"feeds": [], "polling": {"interval": "5m"}}"#,
        #"{"feeds": [{"name": "Wire", "url": "https://wire.example/feed.xml"}], "polling": {"interval": "5m"}}"#
      ),
    ])
  func brackets(text: String, result: String) throws {
    #expect(try adding(to: text) == result)
  }

  @Test func lineBreaksAreThoseOfTheFile() throws {
    let text = "# a\u{85}# b\r\nfeeds:\r\n  - name: A\r\n    url: https://a.example/\r\n# end\r\n"
    let result = try adding(to: text)
    let entry = "  - name: Wire\r\n    url: https://wire.example/feed.xml\r\n"
    #expect(
      result.utf8.elementsEqual(
        ("# a\u{85}# b\r\nfeeds:\r\n  - name: A\r\n    url: https://a.example/\r\n" + entry + "# end\r\n").utf8))
  }

  @Test(
    "A name is read back as it was given, whatever stands in it",
    arguments: [
      "on", "~", "null", "12", "- dash", "a: b", "a #b", "\"quoted\"", "back\\slash", "it's", "{braces}", "ends:",
      "*star", "&amp", "!tag", "%", "@", "`", "?", "ڈان اردو", "tab\u{200B}less", "\u{202E}turned",
      "NEL\u{85}LS\u{2028}",
      "e\u{301}", "🗞 News", " blank ", "|", "> text", "\u{E000}private", "\u{10FFFD}",
    ])
  func names(name: String) throws {
    for text in ["feeds:\n", "feeds: [{name: A, url: 'https://a.example/'}]\n", "{\"feeds\": []}"] {
      var editor = try editor(text)
      try editor.add([FeedGroup(feeds: [feed(name, "https://a.example/x?y=[1]&z={2},'3'#4:")])])
      #expect(editor.settings.feeds.last?.source.name == name)
      #expect(editor.settings.feeds.last?.source.url == "https://a.example/x?y=[1]&z={2},'3'#4:")
    }
  }

  @Test func aByteOrderMarkStays() throws {
    let text = "\u{FEFF}feeds:\n  - name: A\n    url: https://a.example/\n"
    #expect(try adding(to: text) == text + "  - name: Wire\n    url: https://wire.example/feed.xml\n")
  }

  @Test func headingsBecomeCommentsOfOneLine() throws {
    var editor = try editor("feeds:\n  - name: A\n    url: https://a.example/\n")
    try editor.add([
      FeedGroup(heading: "News\n- name: Evil\u{2028}  url: x", feeds: [wire]),
      FeedGroup(feeds: [feed("B", "https://b.example/")]),
    ])
    #expect(
      editor.text == """
        feeds:
          - name: A
            url: https://a.example/

          # News - name: Evil url: x
          - name: Wire
            url: https://wire.example/feed.xml

          - name: B
            url: https://b.example/

        """)
  }

  @Test func whatIsThereAlreadyIsRefusedAndTheTextStays() throws {
    let text = "feeds:\n  - name: A\n    url: https://a.example/\n"
    var editor = try editor(text)
    for entry in [feed("A", "https://b.example/"), feed("B", "https://a.example/"), feed("B", "ftp://b.example/")] {
      #expect(throws: FeedListFailure.self) { try editor.add([FeedGroup(feeds: [entry])]) }
    }
    #expect(editor.text == text)
  }

  @Test(
    "What cannot be edited without risk is refused in words",
    arguments: [
      "{polling: {interval: 5m}}", "feeds: &all\n  - name: A\n    url: https://a.example/\n",
      "feeds: !!seq\n  - name: A\n    url: https://a.example/\n", "polling:\n  interval: 5m\n...\n", "{feeds: }",
    ])
  func unfit(text: String) throws {
    var editor = try editor(text)
    #expect {
      try editor.add([FeedGroup(feeds: [wire])])
    } throws: { error in
      guard case .unfit? = error as? FeedListFailure else { return false }
      return "\(error)".hasSuffix("edit it by hand")
    }
    #expect(editor.text == text)
  }

  @Test func aFaultyFileIsNotEdited() {
    #expect(throws: SettingsFailure.self) { try editor("feeds: {}\n") }
  }

  @Test func tenThousandFeedsAreAddedAtOnce() throws {
    var editor = try editor("feeds:\n")
    try editor.add([FeedGroup(feeds: (0..<10_000).map { feed("Feed \($0)", "https://host\($0).example/feed") })])
    #expect(editor.settings.feeds.count == 10_000)
  }
}

@Suite("Feeds removed from the configuration's text")
struct FeedRemovalTests {
  @Test func theCommentsDirectlyAttachedGoAndNoOthers() throws {
    let text = """
      # All feeds of the desk
      feeds:
        # far away

        # about B
        # in two lines
        - name: B
          # within
          url: https://b.example/   # behind
          # interval: 1m
        # about C
        - name: C
          url: https://c.example/

      # the end

      """
    #expect(
      try removing("B", from: text) == """
        # All feeds of the desk
        feeds:
          # far away

          # about C
          - name: C
            url: https://c.example/

        # the end

        """)
    #expect(try removing("C", from: text) == text.replacing("  # about C\n  - name: C\n    url: https://c.example/\n"))
  }

  @Test func aCommentThatHeadsAParagraphStays() throws {
    let text = """
      feeds:
        # Pakistan's press
        - name: Dawn
          url: https://dawn.example/
        - name: Geo
          url: https://geo.example/

        # Analysis
        - name: Diplomat
          url: https://diplomat.example/

      """
    #expect(try removing("Dawn", from: text) == text.replacing("  - name: Dawn\n    url: https://dawn.example/\n"))
    #expect(
      try removing("Diplomat", from: text)
        == text.replacing("  # Analysis\n  - name: Diplomat\n    url: https://diplomat.example/\n"))
  }

  @Test func entriesThatAreCommentedOutStay() throws {
    let text = """
      feeds:
        - name: A
          url: https://a.example/
      #    interval: 5m

      #  - name: Old
      #    url: https://old.example/
        # about B
        - name: B
          url: https://b.example/

      """
    #expect(
      try removing("B", from: text) == text.replacing("  # about B\n  - name: B\n    url: https://b.example/\n"))
    #expect(
      try removing("A", from: text)
        == text.replacing("  - name: A\n    url: https://a.example/\n#    interval: 5m\n"))
  }

  @Test(
    "From a list in brackets",
    arguments: [
      (
        "feeds: [{name: A, url: 'https://a.example/'}, {name: B, url: 'https://b.example/'}]\n", "A",
        "feeds: [{name: B, url: 'https://b.example/'}]\n"
      ),
      (
        "feeds: [{name: A, url: 'https://a.example/'}, {name: B, url: 'https://b.example/'}]\n", "B",
        "feeds: [{name: A, url: 'https://a.example/'}]\n"
      ),
      ("feeds: [{name: A, url: 'https://a.example/'}]\n", "A", "feeds: []\n"),
      (
        "feeds: [\n  # one\n  {name: A, url: 'https://a.example/'}, # a\n  {name: B, url: 'https://b.example/'} # b\n]\n",
        "A", "feeds: [\n  {name: B, url: 'https://b.example/'} # b\n]\n"
      ),
      (
        "feeds: [\n  # one\n  {name: A, url: 'https://a.example/'}, # a\n  {name: B, url: 'https://b.example/'} # b\n]\n",
        "B", "feeds: [\n  # one\n  {name: A, url: 'https://a.example/'} # a\n]\n"
      ),
    ])
  func brackets(text: String, name: String, result: String) throws {
    #expect(try removing(name, from: text) == result)
  }

  @Test func theLastEntryLeavesAnEmptyListThatTakesAnother() throws {
    let text = "feeds:\n  - name: A\n    url: https://a.example/\npolling:\n  interval: 5m\n"
    let empty = try removing("A", from: text)
    #expect(empty == "feeds:\npolling:\n  interval: 5m\n")
    #expect(try adding(to: empty).hasPrefix("feeds:\n  - name: Wire\n"))
  }

  @Test func anUnknownNameIsToldWithTheNearest() throws {
    var editor = try editor("feeds:\n  - name: Dawn\n    url: https://a.example/\n")
    #expect(throws: FeedListFailure.unknown(name: "Down", nearest: "Dawn")) { try editor.remove(named: "Down") }
  }

  @Test func whatIsAddedAndRemovedLeavesNoTrace() throws {
    for text in [
      "feeds:\n  - name: A\n    url: https://a.example/\n    # own\n\n# end\n",
      "feeds: [{name: A, url: 'https://a.example/'}]\n",
      "feeds: [\n  {name: A, url: 'https://a.example/'}, # a\n]\n",
    ] {
      #expect(try removing("Wire", from: adding(to: text)) == text)
    }
  }
}

@Suite("Texts that were damaged by chance")
struct DamagedListTests {
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  private static let texts = [
    "# top\npolling: {interval: 5m}\nfeeds:\n  # head\n  - name: A\n    url: https://a.example/ # x\n\n  - {name: 'B''s', url: \"https://b.example/\"}\n  # tail\n# end\n",
    "feeds: [ # list\n  {name: \"A\\\"]\", url: 'https://a.example/'}, # a\n  {name: B, url: https://b.example/} # b\n]\nalerts:\n  copies: all\n",
  ]

  /// Whatever the text has become: what is added and removed again leaves it as it was, or is refused.
  @Test func changesAreRightOrRefused() throws {
    var dice = Dice(state: 20_261_122)
    let pieces = Array("#\n\r \"'[]{},:-&*!|>~\t\u{85}\u{2028}aé".unicodeScalars)
    var edited = 0
    for round in 0..<1000 {
      var scalars = Array(Self.texts[round % 2].unicodeScalars)
      for _ in 0..<Int.random(in: 0...3, using: &dice) {
        let place = Int.random(in: 0..<scalars.count, using: &dice)
        switch Int.random(in: 0..<3, using: &dice) {
        case 0: scalars.remove(at: place)
        case 1: scalars.insert(pieces[Int.random(in: 0..<pieces.count, using: &dice)], at: place)
        default: scalars[place] = pieces[Int.random(in: 0..<pieces.count, using: &dice)]
        }
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      let text = String(view)
      guard var editor = try? editor(text) else { continue }
      let feeds = editor.settings.feeds.map(\.source)
      do {
        try editor.add([FeedGroup(feeds: [wire])])
        #expect(editor.settings.feeds.map(\.source) == feeds + [wire.source])
        #expect(editor.text.contains("https://wire.example/feed.xml"))
        for comment in ["# x", "# end", "# b"] where text.contains(comment) { #expect(editor.text.contains(comment)) }
        _ = try editor.remove(named: "Wire")
        #expect(editor.settings.feeds.map(\.source) == feeds)
        if let first = feeds.first {
          _ = try editor.remove(named: first.name)
          #expect(editor.settings.feeds.map(\.source) == Array(feeds.dropFirst()))
        }
        edited += 1
      } catch {
        // Refused, with a `FeedListFailure`; there is no other way out.
        continue
      }
    }
    #expect(edited > 200)
  }
}

@Suite("Names for feeds")
struct FeedNameTests {
  @Test func titlesAreTidiedAndMadeUnique() {
    func name(_ title: String?, _ taken: Set<String>) -> String {
      FeedName.unique(title: title, host: "news.example", taken: taken)
    }
    #expect(name(" The\n Wire\u{202E} ", []) == "The Wire")
    #expect(name(nil, []) == "news.example")
    #expect(name("\u{200B}", ["news.example"]) == "news.example (2)")
    #expect(name("Wire", ["Wire"]) == "Wire (news.example)")
    #expect(name("Wire", ["Wire", "Wire (news.example)"]) == "Wire (2)")
    #expect(name("می‌خوانم", []) == "می‌خوانم")
  }

  @Test func noTitleMakesANameTooLong() {
    let title = String(repeating: "خبر ", count: 5000)
    var taken: Set<String> = []
    for _ in 0..<5 {
      let name = FeedName.unique(title: title, host: "news.example", taken: taken)
      #expect(name.utf8.count <= FeedName.longest)
      #expect(taken.insert(name).inserted)
    }
  }
}

extension String {
  /// The text without a piece of it, which must be there.
  fileprivate func replacing(_ piece: String) -> String {
    var text = Array(utf8)
    guard let range = text.firstRange(of: Array(piece.utf8)) else { return "the piece is not in the text" }
    text.removeSubrange(range)
    return String(decoding: text, as: UTF8.self)
  }
}
