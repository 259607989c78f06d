import Foundation

/// The built program, run as a user runs it.
enum Attache {
  struct Result {
    var status: Int32
    var output: String
    var messages: String
  }

  /// Beside the program that runs the tests.
  private static var program: URL {
    get throws {
      let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("attache")
    }
  }

  /// Runs the program with these arguments and awaits its end.
  static func run(_ arguments: [String], in folder: TestFolder) async throws -> Result {
    let process = Process()
    process.executableURL = try program
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "STATE_DIRECTORY": folder.path, "LOGS_DIRECTORY": folder.path]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    // Files, not pipes: nothing waits for a reader.
    let names = ("out-\(UUID().uuidString)", "err-\(UUID().uuidString)")
    try folder.write("", to: names.0)
    try folder.write("", to: names.1)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file(names.0)))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file(names.1)))
    let status: Int32 = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    return Result(status: status, output: try folder.text(names.0), messages: try folder.text(names.1))
  }
}

/// A folder of a test's own, gone with it.
final class TestFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "attache-command-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: file(name))), as: UTF8.self)
  }

  func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: URL(fileURLWithPath: file(name))) }
}
