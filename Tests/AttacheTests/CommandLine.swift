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

  /// Runs the program with these arguments, and these variables beside the usual ones, and awaits its end.
  static func run(
    _ arguments: [String], in folder: TestFolder, under limits: Limits? = nil, with variables: [String: String] = [:]
  ) async throws -> Result {
    let running = try start(arguments, in: folder, under: limits, with: variables)
    let status = await running.status
    return Result(status: status, output: try running.output, messages: try running.messages)
  }

  /// What the system grants a run: beyond it the program is killed, or gets no memory.
  struct Limits {
    var cpuSeconds: Int
    var dataKibibytes: Int
  }

  /// Starts the program with these arguments.
  static func start(
    _ arguments: [String], in folder: TestFolder, under limits: Limits? = nil, with variables: [String: String] = [:]
  ) throws -> Running {
    let process = Process()
    if let limits {
      let words = "ulimit -t \(limits.cpuSeconds) && ulimit -d \(limits.dataKibibytes) && exec \"$0\" \"$@\""
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", words, try program.path] + arguments
    } else {
      process.executableURL = try program
      process.arguments = arguments
    }
    let usual = ["PATH": "/usr/bin:/bin", "STATE_DIRECTORY": folder.path, "LOGS_DIRECTORY": folder.path]
    process.environment = usual.merging(variables) { $1 }
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    // Files, not pipes: nothing waits for a reader.
    let names = ("out-\(UUID().uuidString)", "err-\(UUID().uuidString)")
    try folder.write("", to: names.0)
    try folder.write("", to: names.1)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file(names.0)))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.file(names.1)))
    let (ends, end) = AsyncStream<Int32>.makeStream()
    process.terminationHandler = {
      end.yield($0.terminationStatus)
      end.finish()
    }
    try process.run()
    return Running(number: process.processIdentifier, ends: ends, folder: folder, names: names)
  }

  /// The program at work.
  struct Running {
    let number: Int32
    let ends: AsyncStream<Int32>
    let folder: TestFolder
    let names: (String, String)

    /// Its exit status, when it has ended.
    var status: Int32 { get async { await ends.first { _ in true } ?? -1 } }
    var output: String { get throws { try folder.text(names.0) } }
    var messages: String { get throws { try folder.text(names.1) } }

    /// Asks it to stop, and awaits its exit status.
    func stop() async -> Int32 {
      kill(number, SIGTERM)
      return await status
    }
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
