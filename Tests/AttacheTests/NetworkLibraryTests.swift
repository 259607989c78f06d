import Foundation
import Testing

/// The program on a machine whose libcurl cannot be loaded.
struct NetworkLibraryTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    // Found before the machine's own, and no library.
    try folder.write("", to: "libcurl.so.4")
  }

  private func run(_ arguments: String...) async throws -> Attache.Result {
    try await Attache.run(arguments, in: folder, with: ["LD_LIBRARY_PATH": folder.path])
  }

  @Test("a command that asks nothing of the network does without it")
  func parse() async throws {
    try folder.write("<rss version='2.0'><channel><title>t</title></channel></rss>", to: "feed.xml")
    let result = try await run("parse", "feed.xml")
    #expect(result.status == 0)
    #expect(result.output.contains("\"title\":\"t\""))
    #expect(result.messages.isEmpty)
  }

  @Test("one that does says what is missing and where it comes from")
  func fetch() async throws {
    let result = try await run("feeds", "test", "http://127.0.0.1:1/")
    #expect(result.status == 69)
    #expect(result.messages.contains("libcurl cannot be used: "))
    #expect(result.messages.contains("libcurl.so.4"))
    #expect(result.messages.contains("libcurl4"))
  }

  @Test("the daemon ends at its start, not at each feed")
  func daemon() async throws {
    let lexicon = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../config/lexicon")
    try folder.write("feeds:\n  - { name: A, url: \"http://127.0.0.1:1/\" }\n", to: "attache.yaml")
    let result = try await run("run", "--config", "attache.yaml", "--lexicon", lexicon.path)
    #expect(result.status == 69)
    #expect(result.messages.contains("libcurl cannot be used: "))
  }
}
