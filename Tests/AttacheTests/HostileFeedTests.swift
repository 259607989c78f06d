import BuildPace
import Foundation
import LoopbackServer
import Testing

/// A document made to cost the reader dear, and what must come of it.
private struct Hostile: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// Part of the message, or of the JSON where the document is a feed all the same.
  let outcome: String
  var isFeed = false
  let document: @Sendable () -> String

  static func rss(_ items: String, doctype: String = "") -> String {
    "<?xml version=\"1.0\"?>\(doctype)<rss version=\"2.0\"><channel><title>t</title>\(items)</channel></rss>"
  }

  static func many(_ count: Int, _ piece: String) -> String { String(repeating: piece, count: count) }

  static let all = [
    Hostile(testDescription: "entities made of entities", outcome: "made to swell") {
      let laughs = (1...9).map { "<!ENTITY l\($0) \"\(many(10, "&l\($0 - 1);"))\">" }.joined()
      return rss("<item><title>&l9;</title></item>", doctype: "<!DOCTYPE rss [<!ENTITY l0 \"lol\">\(laughs)]>")
    },
    Hostile(testDescription: "entities made of entities, where nobody looks", outcome: "made to swell") {
      let laughs = (1...9).map { "<!ENTITY l\($0) \"\(many(10, "&l\($0 - 1);"))\">" }.joined()
      return rss("<docs>&l9;</docs>", doctype: "<!DOCTYPE rss [<!ENTITY l0 \"lol\">\(laughs)]>")
    },
    Hostile(testDescription: "one long entity, used 100,000 times", outcome: "made to swell") {
      let entity = "<!ENTITY a \"\(many(50_000, "a"))\">"
      return rss(
        "<item><description>\(many(100_000, "&a;"))</description></item>", doctype: "<!DOCTYPE rss [\(entity)]>")
    },
    Hostile(testDescription: "an entity made of itself", outcome: "made to swell") {
      rss("<item><title>&a;</title></item>", doctype: "<!DOCTYPE rss [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]>")
    },
    Hostile(testDescription: "300,000 elements deep, closed", outcome: "nested more than 200") {
      rss("<item>" + many(300_000, "<a>") + many(300_000, "</a>") + "</item>")
    },
    Hostile(testDescription: "300,000 elements deep, never closed", outcome: "nested more than 200") {
      rss("<item>" + many(300_000, "<a>"))
    },
    Hostile(testDescription: "a tag with 300,000 attributes", outcome: "longer than 65536 bytes") {
      rss("<item \((0..<300_000).map { "a\($0)=\"\"" }.joined(separator: " "))/>")
    },
    Hostile(testDescription: "a tag with 300,000 attributes, ill-formed", outcome: "longer than 65536 bytes") {
      rss("<item \((0..<300_000).map { "a\($0)=x" }.joined(separator: " "))/>")
    },
    Hostile(testDescription: "3,000 tags with 250 attributes each", outcome: "\"title\":\"end\"", isFeed: true) {
      let tag = "<b " + (0..<250).map { "a\($0)=\"\"" }.joined(separator: " ") + "/>"
      return rss("<item>\(many(3000, tag))<title>end</title></item>")
    },
    Hostile(testDescription: "5,000 namespaces in force", outcome: "namespaces are declared at once") {
      rss(
        "<item>"
          + (0..<150).map { level in
            "<a " + (0..<30).map { "xmlns:p\(level)-\($0)=\"u\"" }.joined(separator: " ") + ">"
          }.joined())
    },
    Hostile(testDescription: "a title of 8 MiB", outcome: "\"title\":\"end\"", isFeed: true) {
      rss("<item><title>\(many(8 << 20, "x"))</title></item><item><title>end</title></item>")
    },
    Hostile(testDescription: "a description of 4 MiB of escaped tags", outcome: "\"title\":\"end\"", isFeed: true) {
      rss("<item><description>\(many(400_000, "&lt;b a=&gt;"))</description><title>end</title></item>")
    },
    Hostile(testDescription: "2 MiB of zero bytes in a feed", outcome: "\"title\":\"end\"", isFeed: true) {
      rss("<item><description>\(many(2 << 20, "\0"))</description><title>end</title></item>")
    },
    Hostile(testDescription: "nothing but 2 MiB of zero bytes", outcome: "empty") { many(2 << 20, "\0") },
    Hostile(testDescription: "a million items", outcome: "more than 20000 items") { rss(many(1_000_000, "<item/>")) },
    Hostile(testDescription: "300,000 categories", outcome: "\"title\":\"end\"", isFeed: true) {
      rss("<item>\((0..<300_000).map { "<category>c\($0)</category>" }.joined())<title>end</title></item>")
    },
    Hostile(testDescription: "100,000 names of elements", outcome: "\"title\":\"end\"", isFeed: true) {
      rss("<item>\((0..<100_000).map { "<e\($0)/>" }.joined())<title>end</title></item>")
    },
    Hostile(testDescription: "100,000 dates that are none", outcome: "\"title\":\"end\"", isFeed: true) {
      rss("<item>\((0..<100_000).map { "<pubDate>no date \($0)</pubDate>" }.joined())<title>end</title></item>")
    },
    Hostile(testDescription: "half a million comments that never end", outcome: "\"items\":[", isFeed: true) {
      rss("<item><title>\(many(500_000, "<!--"))")
    },
    Hostile(testDescription: "JSON 300,000 lists deep", outcome: "nested more than 64") {
      "{\"items\":" + many(300_000, "[")
    },
  ]
}

@Suite("Hostile documents cost a bounded time and memory")
struct HostileFeedTests {
  // The system enforces both, on a build without optimisation; beside them stand the program itself and its libraries.
  private static let limits = Attache.Limits(cpuSeconds: 10, dataKibibytes: 256 * 1024)

  @Test(
    "a hostile document", .timeLimit(.minutes(3 * BuildPace.factor)),
    .disabled(
      if: BuildPace.isSanitized, "a sanitizer's own memory is beyond the limit"),
    arguments: Hostile.all)
  fileprivate func document(_ hostile: Hostile) async throws {
    let folder = try TestFolder()
    try folder.write(hostile.document(), to: "feed.xml")
    let result = try await Attache.run(["parse", "feed.xml"], in: folder, under: Self.limits)
    #expect(result.status == (hostile.isFeed ? 0 : 65), "\(result.messages)")
    #expect(result.output.contains(hostile.outcome), "\(result.output.prefix(300))")
    #expect(hostile.isFeed || result.output.hasPrefix("{\"file\":\"feed.xml\",\"error\":"))
  }

  @Test("no file is opened that a document names", .timeLimit(.minutes(BuildPace.factor)))
  func files() async throws {
    let folder = try TestFolder()
    // A pipe that nobody writes to: whoever opens it hangs.
    let trap = folder.file("trap")
    // The path is alive for the call.
    #expect(unsafe mkfifo(trap, 0o600) == 0)
    let address = "file://\(trap)"
    let external = Hostile.rss(
      "<item><title>a&x;b</title></item>", doctype: "<!DOCTYPE rss [<!ENTITY x SYSTEM \"\(address)\">]>")
    let subset = Hostile.rss("<item><title>read</title></item>", doctype: "<!DOCTYPE rss SYSTEM \"\(address)\">")
    let parameter = Hostile.rss(
      "<item><title>read</title></item>", doctype: "<!DOCTYPE rss [<!ENTITY % p SYSTEM \"\(address)\">%p;]>")
    let inclusion = Hostile.rss(
      "<item><title>read</title><x:include xmlns:x=\"http://www.w3.org/2001/XInclude\" href=\"\(address)\"/></item>")
    for (name, text) in [
      ("external", external), ("subset", subset), ("parameter", parameter), ("inclusion", inclusion),
    ] {
      try folder.write(text, to: name)
    }
    let result = try await Attache.run(["parse", "external", "subset", "parameter", "inclusion"], in: folder)
    let lines = result.output.split(separator: "\n")
    #expect(result.status == 65)
    #expect(lines.count == 4)
    #expect(lines.first?.contains("points outside the document") == true)
    #expect(lines.dropFirst().allSatisfy { $0.contains("\"title\":\"read\"") })
  }

  @Test("no address is fetched that a document names", .timeLimit(.minutes(BuildPace.factor)))
  func addresses() async throws {
    let server = try await LoopbackServer.start()
    await server.onAnythingElse(Answer(200, text: "stolen"))
    let folder = try TestFolder()
    let address = server.url("/dtd")
    try folder.write(
      Hostile.rss("<item><title>a&x;b</title></item>", doctype: "<!DOCTYPE rss [<!ENTITY x SYSTEM \"\(address)\">]>"),
      to: "entity")
    try folder.write(
      Hostile.rss("<item><title>read</title></item>", doctype: "<!DOCTYPE rss PUBLIC \"-//X\" \"\(address)\">"),
      to: "dtd")
    let result = try await Attache.run(["parse", "entity", "dtd"], in: folder)
    #expect(result.status == 65)
    #expect(!result.output.contains("stolen"))
    #expect(await server.acceptedConnections == 0)
    await server.stop()
  }
}
