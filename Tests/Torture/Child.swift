import Foundation
import Glibc

/// A process in a group of its own, so that it is killed with whatever it started.
struct Child {
  let id: pid_t

  /// - Parameters:
  ///   - words: program and arguments; one without a slash is looked for in `PATH`.
  ///   - output, errors: files that its words are added to.
  init(_ words: [String], output: String = "/dev/null", errors: String = "/dev/null") throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
    var texts = words.map { strdup($0) } + [nil]
    defer { for text in texts { free(text) } }
    var id: pid_t = 0
    let code = posix_spawnp(&id, words[0], &actions, &attributes, &texts, environ)
    guard code == 0 else { throw TortureFailure("cannot start \(words[0]): \(String(cString: strerror(code)))") }
    self.id = id
  }

  func send(_ signal: Int32) { kill(id, signal) }

  /// Kills the whole group, and takes the process off the table.
  func murder() {
    kill(-id, SIGKILL)
    var status: Int32 = 0
    waitpid(id, &status, 0)
  }

  /// Its exit status once it has ended by itself; 128 and the signal's number for one that was killed; `nil` while it
  /// runs. Not to be asked again after an answer.
  func ended() -> Int32? {
    var status: Int32 = 0
    guard waitpid(id, &status, WNOHANG) == id else { return nil }
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
  }

  /// Waits for its end.
  func end(within seconds: Double) async throws -> Int32 {
    let limit = Date(timeIntervalSinceNow: seconds)
    while Date() < limit {
      if let status = ended() { return status }
      try await Task.sleep(for: .milliseconds(5))
    }
    murder()
    throw TortureFailure("process \(id) did not end within \(seconds) s")
  }

  /// Runs to the end and gives what was printed.
  static func output(_ words: [String], in folder: String, within seconds: Double = 300) async throws -> String {
    let file = "\(folder)/output-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: file) }
    let child = try Child(words, output: file, errors: "\(folder)/commands.err")
    let status = try await child.end(within: seconds)
    guard status == 0 else {
      throw TortureFailure("\(words.joined(separator: " ")) ended with \(status); see \(folder)/commands.err")
    }
    return String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
  }
}

/// The torture itself can't go on.
struct TortureFailure: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}
