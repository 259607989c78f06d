import BuildPace
import Foundation
import LoopbackServer
import Testing

@Suite struct MetricsTests {
  private static let body = Array(
    """
    <rss version="2.0"><channel><title>F</title><item><guid>1</guid><title>Cricket in Lahore</title></item></channel>
    </rss>
    """.utf8)

  /// The value of a sample, by its name and labels as they are written.
  private func value(_ sample: String, in text: String) -> Int? {
    text.split(separator: "\n").first { $0.hasPrefix(sample + " ") }.flatMap { Int($0.dropFirst(sample.count + 1)) }
  }

  @Test func theDaemonWritesItsFiguresWholeAndTakesThemAwayAtTheEnd() async throws {
    let folder = try TestFolder()
    let server = try await LoopbackServer.start()
    await server.on("/feed", .feed(Self.body))
    try folder.write(
      """
      polling: {interval: 1s, min_interval: 1s, host_pause: 0s}
      network: {allow_private_addresses: true}
      metrics: {file: figures.prom, interval: 1s}
      feeds:
        - {name: F, url: "\(server.url("/feed"))"}
        - {name: Gone, url: "\(server.url("/gone"))"}
      """, to: "attache.yaml")
    let lexicon = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../config/lexicon").standardizedFileURL.path
    let daemon = try Attache.start(
      ["run", "--config", folder.file("attache.yaml"), "--lexicon", lexicon], in: folder)
    var text = ""
    let deadline = ContinuousClock.now + .seconds(60 * BuildPace.factor)
    while value(#"attache_polls_total{result="failed"}"#, in: text) ?? 0 == 0
      || value(#"attache_polls_total{result="unchanged"}"#, in: text) ?? 0 == 0
    {
      let said = try daemon.messages
      try #require(ContinuousClock.now < deadline, "no figures: \(said)")
      try await Task.sleep(for: .milliseconds(20))
      text = (try? folder.text("figures.prom")) ?? ""
      // Whatever moment it is read at, the file is whole.
      if !text.isEmpty { #expect(text.hasPrefix("# HELP attache_build_info") && text.hasSuffix("\n")) }
    }
    #expect(value(#"attache_feeds{state="healthy"}"#, in: text) == 0)
    #expect(value(#"attache_feeds{state="doubtful"}"#, in: text) == 1, "its item has no date")
    #expect(value(#"attache_feeds{state="failing"}"#, in: text) == 1)
    #expect(value("attache_items_total", in: text) == 1)
    #expect(value("attache_received_bytes_total", in: text) ?? 0 >= Self.body.count)
    let mode = try FileManager.default.attributesOfItem(atPath: folder.file("figures.prom"))[.posixPermissions]
    #expect(mode as? Int == 0o644)
    #expect(await daemon.stop() == 0)
    #expect(!FileManager.default.fileExists(atPath: folder.file("figures.prom")))
    #expect(!FileManager.default.fileExists(atPath: folder.file("figures.prom.new")))
  }
}
