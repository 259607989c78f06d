import News
import Settings
import Testing

private func read(_ text: String, environment: [String: String] = [:]) throws(SettingsFailure) -> Settings {
  try SettingsFile.read(text: text, path: "/etc/attache/attache.yaml", environment: environment)
}

/// The faults of a text as `line:column`, with their messages.
private func faults(_ text: String) -> [SettingsFault] {
  do {
    _ = try read(text)
    return []
  } catch {
    return error.faults
  }
}

private func places(_ text: String) -> [String] { faults(text).map { "\($0.line):\($0.column)" } }

@Suite struct SettingsFileTests {
  @Test func anEmptyFileGivesTheDefaults() throws {
    let settings = try read("# nothing here\n")
    #expect(settings.storage.directory == "/var/lib/attache")
    #expect(settings.alerts.log == "/var/log/attache/alerts.log")
    #expect(settings.alerts.json == "/var/log/attache/alerts.jsonl")
    #expect(settings.polling.interval == 900)
    #expect(settings.network.maxBody == 8_388_608)
    #expect(settings.feeds.isEmpty)
  }

  @Test func everyKeyOfTheContractIsRead() throws {
    let settings = try read(
      """
      lexicon: words
      storage:
        directory: state
        keep: 30d
      alerts:
        log: logs/a.log
        json: /var/log/a.jsonl
        min_score: 0.7
        max_age: 2d
        copies: all
      polling:
        interval: 10m
        min_interval: 30s
        max_interval: 12h
        concurrency: 8
        per_host: 1
        host_pause: 0s
        retry_after: feed
        user_agent: desk/1 (+https://desk.example/)
      network:
        timeout: 10s
        max_body: 512KiB
        allow_private_addresses: true
        proxy: http://proxy.example:3128
      feeds:
        - name: Dawn
          url: https://www.dawn.example/feeds/home
          interval: 5m
          trust: official
          side: PK
          language: EN
          enabled: false
      deliveries:
        - name: desk-chat
          command: [/usr/local/bin/post-alert, --room, desk]
          kinds: [visit, sanction]
          topics: [human-rights]
          stages: [cancelled]
          trust: [official, agency]
          min_score: 0.8
        - name: hook
          webhook: https://hook.example/in?x=1
          authorization_file: token
      """)
    #expect(settings.lexicon == "/etc/attache/words")
    #expect(settings.storage.directory == "/etc/attache/state")
    #expect(settings.storage.keep == 2_592_000)
    #expect(settings.alerts.log == "/etc/attache/logs/a.log")
    #expect(settings.alerts.copies == .all)
    #expect(settings.polling.maxInterval == 43200)
    #expect(settings.polling.retryAfter == .feed)
    #expect(settings.network.proxy == "http://proxy.example:3128")
    let feed = try #require(settings.feeds.first)
    #expect(feed.source.name == "Dawn")
    #expect(feed.source.trust == .official)
    #expect(feed.source.side == .pk)
    #expect(feed.source.language == "en")
    #expect(feed.interval == 300)
    #expect(!feed.enabled)
    #expect(settings.deliveries.first?.destination == .command(["/usr/local/bin/post-alert", "--room", "desk"]))
    #expect(settings.deliveries.first?.kinds == [.visit, .sanction])
    #expect(
      settings.deliveries.last?.destination
        == .webhook("https://hook.example/in?x=1", authorizationFile: "/etc/attache/token"))
    #expect(settings.warnings.isEmpty)
  }

  @Test func scalarsAreReadAsTheTypeThatTheKeyWants() throws {
    let settings = try read(
      "feeds:\n  - name: on\n    url: http://a.example/\n  - name: 2024-05-01\n    url: http://b.example/\n")
    #expect(settings.feeds.map(\.source.name) == ["on", "2024-05-01"])
  }

  @Test func foldersComeFromSystemdWhereTheFileIsSilent() throws {
    let environment = ["STATE_DIRECTORY": "/var/lib/x:/var/lib/y", "LOGS_DIRECTORY": "/var/log/x"]
    let settings = try read("", environment: environment)
    #expect(settings.storage.directory == "/var/lib/x")
    #expect(settings.alerts.log == "/var/log/x/alerts.log")
    #expect(try read("storage: {directory: /srv/a}", environment: environment).storage.directory == "/srv/a")
  }

  @Test func everyFaultIsReportedAtItsPlaceAllAtOnce() {
    let text = """
      polling:
        intervall: 15m
        per_host: 257
        host_pause: soon
      network:
        max_body: 8MB
      feeds:
        - name: A
          url: ftp://a.example/
          trust: oficial
        - name: B
        - url: https://c.example/
        - name: D
          url: https://d.example/
          trust: goverment
        - name: D
          url: https://e.example/
        - name: F
          url: https://d.example/
          side: UK
        - just text
      storage: [1]
      colour: red
      """
    #expect(
      places(text) == [
        "2:3", "3:13", "4:15", "6:13", "9:10", "10:12", "11:5", "12:5", "15:12", "16:11", "19:10", "20:11", "21:5",
        "22:10",
        "23:1",
      ])
    let messages = faults(text).map(\.message)
    #expect(messages[0].contains("did you mean `interval`?"))
    #expect(messages[1].contains("from 1 to 256"))
    #expect(messages[8].contains("`official`, `agency`, `outlet`, `aggregator`"))
    #expect(faults(text)[0].description.hasPrefix("/etc/attache/attache.yaml:2:3: unknown key `intervall`"))
  }

  @Test(arguments: [
    ("a: [1, 2\n", 2), ("feeds:\n  - name: 'x\n", 3), ("polling:\n\tinterval: 1m\n", 2), ("a: b: c\n", 1),
    ("storage: {}\n---\nstorage: {}\n", 2), ("x: *nowhere\n", 1),
  ])
  func aSyntaxErrorEndsTheCheckAtItsLine(text: String, line: Int) {
    #expect(faults(text).count == 1)
    #expect(faults(text).first?.line == line)
    #expect(faults(text).first?.message.hasPrefix("not YAML") == true)
  }

  @Test(arguments: [
    ("storage: {}\nalerts: {}\nstorage: {}\n", "3:1"),
    ("polling:\n  interval: 1m\n  per_host: 1\n  interval: 2m\n", "4:3"),
    ("feeds:\n  - name: A\n    url: http://a.example/\n  - name: B\n    url: http://b.example/\n    name: C\n", "6:5"),
    ("alerts: {log: a, json: b, log: c}\n", "1:27"),
    ("storage: {}\n\"storage\": {}\n", "2:1"),
    ("storage: {}\nstorage: {}\nstorage: {}\n", "2:1"),
    ("polling: {interval: 1m, interval: 1m}\nalerts: {log: a, log: b}\n", "1:25"),
  ])
  func aRepeatedKeyIsReportedWhereItIsRepeated(text: String, place: String) {
    #expect(places(text) == [place])
    #expect(faults(text).first?.message.contains("given twice") == true)
  }

  @Test(arguments: [
    "http://", "https:///x", "example.org/feed", "https://a b.example/", "http://host:0/", "http://host:99999/",
    "http://[::1/", "file:///etc/passwd", "https://user@/x", "javascript://x", "https://bücher.example/",
  ])
  func whatIsNoFeedAddressIsAFault(url: String) {
    #expect(places("feeds:\n  - name: A\n    url: \"\(url)\"\n") == ["3:10"])
  }

  @Test(arguments: [
    "http://a.example", "HTTPS://A.example/x?y#z", "http://127.0.0.1:8080/f", "http://[::1]:8080/f",
    "http://u:p@h.example/",
    "https://xn--bcher-kva.example/",
  ])
  func whatIsAFeedAddressIsTaken(url: String) { #expect(faults("feeds: [{name: A, url: \"\(url)\"}]") == []) }

  @Test func figuresAreWrittenOnlyWhereAFileIsNamed() throws {
    #expect(try read("metrics: {interval: 1m}\n").metrics.file == nil)
    let metrics = try read("metrics:\n  file: figures.prom\n").metrics
    #expect(metrics.file == "/etc/attache/figures.prom")
    #expect(metrics.interval == 15)
    #expect(places("metrics: {fil: x, interval: 0s}\n") == ["1:11", "1:29"])
    #expect(try read("metrics: {file: figures.txt}\n").warnings.count == 1)
  }

  @Test func anOfficialFeedMustSayWhose() {
    #expect(places("feeds:\n  - name: A\n    url: http://a.example/\n    trust: official\n") == ["4:12"])
  }

  @Test func anIntervalOutsideTheLimitsIsAWarningAndTheLimitsHold() throws {
    let settings = try read("feeds:\n  - name: A\n    url: http://a.example/\n    interval: 5s\n")
    #expect(settings.warnings.map { "\($0.line):\($0.column)" } == ["4:15"])
    #expect(places("polling:\n  min_interval: 2h\n  max_interval: 1h\n") == ["2:17"])
  }

  @Test func aDeliveryIsACommandOrAWebhook() {
    let both = "deliveries:\n  - name: a\n    command: [/bin/true]\n    webhook: https://a.example/\n"
    #expect(places(both) == ["4:14"])
    #expect(places("deliveries:\n  - name: a\n") == ["2:11"])
    #expect(places("deliveries:\n  - name: a\n    command: /bin/true now\n") == ["3:14"])
    #expect(places("deliveries:\n  - name: a\n    command: [true]\n") == ["3:14"])
    #expect(places("deliveries:\n  - name: a\n    command: []\n") == ["3:14"])
    #expect(places("deliveries:\n  - name: a\n    command: [/bin/true]\n    kinds: [visits]\n") == ["4:13"])
  }

  @Test func oneFileCannotBeBothLogs() {
    #expect(places("alerts:\n  log: x.log\n  json: x.log\n") == ["3:9"])
  }

  @Test func aFaultIsOneLineWhateverTheFileHolds() {
    let odd = faults("feeds:\n  - name: \"a\\nb\"\n    url: http://a.example/\n")
    #expect(odd.count == 1)
    for fault in odd + faults("polling: {interval: \"1\\r\\n2026-11-22 forged\"}") {
      #expect(!fault.description.contains { $0.isNewline })
    }
  }

  @Test func aMissingFileIsTold() {
    #expect(throws: SettingsFailure.self) {
      try SettingsFile.read(path: "/nonexistent/attache.yaml", environment: [:])
    }
    do {
      _ = try SettingsFile.read(path: "/nonexistent/attache.yaml", environment: [:])
    } catch { #expect(error.isMissing) }
  }
}
