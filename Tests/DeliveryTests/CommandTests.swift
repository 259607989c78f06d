import BuildPace
import Foundation
import Glibc
import News
import Output
import Testing

@testable import Delivery

@Suite("A command is run for an alert", .timeLimit(.minutes(5 * BuildPace.factor)))
struct CommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Runs a script, whose `$1` is a file to write to, and gives what it wrote.
  @discardableResult
  private func run(
    _ script: String, _ arguments: [String] = [], timeout: Int64 = 20, alert one: Alert = alert(7)
  ) async throws(DeliveryFailure) -> String {
    let words = ["/bin/sh", "-c", script, "sh", folder.file("out")] + arguments
    try await Command(words, timeout: timeout).tell(one)
    return (try? folder.text("out")) ?? ""
  }

  private func failure(_ script: String, timeout: Int64 = 20) async -> DeliveryFailure? {
    do throws(DeliveryFailure) {
      try await run(script, timeout: timeout)
      return nil
    } catch {
      return error
    }
  }

  @Test("with the alert's JSON and a line feed on standard input")
  func input() async throws {
    let text = try await run("cat > \"$1\"")
    #expect(Array(text.utf8) == AlertJSON.encode(alert(7)) + [0x0A])
  }

  @Test("with its arguments as they are: nothing of them is interpreted")
  func arguments() async throws {
    let words = ["a b", "$(touch \"$1\")", "`id`", "; exit 1", "*", "é\"'\\"]
    let shown = try await run("o=$1; shift; printf '%s\\n' \"$@\" > \"$o\"", words)
    #expect(shown == words.joined(separator: "\n") + "\n")
  }

  @Test("with an environment made anew")
  func environment() async throws {
    let names = Set(try await run("env > \"$1\"").split(separator: "\n").map { String($0.prefix { $0 != "=" }) })
    #expect(names.isSuperset(of: ["PATH", "LANG", "ATTACHE_ALERT_ID", "ATTACHE_SEQ"]))
    let allowed: Set = [
      "PATH", "LANG", "ATTACHE_ALERT_ID", "ATTACHE_SEQ", "HOME", "USER", "LOGNAME", "TZ", "TMPDIR",
      "CREDENTIALS_DIRECTORY", "PWD", "OLDPWD", "SHLVL", "_",
    ]
    #expect(names.isSubset(of: allowed))
    #expect(try await run("printf %s \"$ATTACHE_ALERT_ID/$ATTACHE_SEQ\" > \"$1\"") == "story-7-1/7")
  }

  @Test("with no signal blocked or ignored, whatever the parent does")
  func signals() async throws {
    let text = try await run("grep -E '^Sig(Blk|Ign):' /proc/self/status > \"$1\"")
    let masks = text.split(separator: "\n").compactMap { UInt64($0.suffix(16), radix: 16) }
    // 32 and 33 are the C library's own, which it switches off in what it starts.
    #expect(masks.map { $0 & ~0x1_8000_0000 } == [0, 0])
  }

  @Test("with no descriptor of the parent's")
  func descriptors() async throws {
    let leak = unsafe open("/dev/null", O_RDONLY)
    defer { close(leak) }
    let text = try await run("ls /proc/$$/fd > \"$1\"")
    // 0, 1, 2, and the redirection that the shell keeps for the time of the command.
    let open = text.split(separator: "\n").compactMap { Int32($0) }
    #expect(!open.contains(leak))
    #expect(open.count <= 4)
  }

  @Test("nor with one that another thread opens at that moment")
  func openedMeanwhile() async throws {
    let opening = Task.detached {
      while !Task.isCancelled {
        let some = (0..<8).map { _ in unsafe open("/dev/null", O_RDONLY) }
        await Task.yield()
        for descriptor in some { close(descriptor) }
      }
    }
    defer { opening.cancel() }
    for _ in 0..<20 {
      let text = try await run("ls /proc/$$/fd > \"$1\"")
      #expect(text.split(separator: "\n").count <= 4)
    }
  }

  @Test("which need not read its input, however long that is")
  func unread() async throws {
    var long = alert(7)
    long.summary = String(repeating: "long ", count: 200_000)
    try await run("exit 0", alert: long)
    let count = try await run("wc -c > \"$1\"", alert: long)
    #expect(Int(count.filter(\.isNumber)) == AlertJSON.encode(long).count + 1)
  }

  @Test("and its end is reported")
  func ends() async {
    #expect(await failure("exit 0") == nil)
    #expect(await failure("exit 3") == .exited(status: 3))
    #expect(await failure("kill -9 $$") == .killed(signal: 9))
    let missing = Command(["/nonexistent/program"])
    await #expect(throws: DeliveryFailure.cannotStart(program: "/nonexistent/program", code: ENOENT)) {
      try await missing.tell(alert(1))
    }
    await #expect(throws: DeliveryFailure.self) { try await Command([]).tell(alert(1)) }
    await #expect(throws: DeliveryFailure.self) { try await Command(["/"]).tell(alert(1)) }
  }

  // The script never ends by itself: a limit that is not kept shows as the test's own.
  @Test(
    "for so long, with all its children; one that does not want to end is killed",
    .timeLimit(.minutes(5 * BuildPace.factor)))
  func timeLimit() async throws {
    let script = "trap '' TERM; (trap '' TERM; while :; do sleep 1; done) & echo $! > \"$1\"; while :; do sleep 1; done"
    #expect(await failure(script, timeout: 1) == .timedOut(seconds: 1))
    let child = try #require(pid_t(try folder.text("out").trimmingCharacters(in: .whitespacesAndNewlines)))
    // Killed with the group; its new parent reaps it when it likes, so a zombie counts as gone.
    let status = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
    #expect(status == nil || status?.contains(") Z ") == true)
  }

  @Test("until the task is cancelled")
  func cancelled() async throws {
    let path = folder.file("begun")
    #expect(unsafe mkfifo(path, 0o600) == 0)
    let task = Task { await failure("echo > \"\(path)\"; sleep 600") }
    defer { task.cancel() }
    // Opening the pipe for reading waits until the script has opened it for writing.
    let begun = try await Task.detached {
      try #require(FileHandle(forReadingAtPath: path)).read(upToCount: 1)
    }.value
    #expect(begun?.count == 1)
    task.cancel()
    #expect(await task.value == .cancelled)
  }

  @Test("many at a time")
  func many() async {
    await withTaskGroup(of: DeliveryFailure?.self) { group in
      for status in 1...20 { group.addTask { await failure("cat > /dev/null; exit \(status)") } }
      var seen: Set<Int32> = []
      for await end in group { if case .exited(let status) = end { seen.insert(status) } }
      #expect(seen == Set(1...20))
    }
  }
}
