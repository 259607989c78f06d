import ArgumentParser

/// Exit statuses (sysexits.h), and a failure that carries one with its message.
enum ExitStatus: Int32 {
  case done = 0
  case someFailed = 1
  case usage = 64
  case badData = 65
  case unavailable = 69
  case inputOutput = 74
  case tryAgain = 75
  case badConfiguration = 78

  var code: ExitCode { ExitCode(rawValue) }
}

/// Ends a command with a message on standard error.
struct CommandFailure: Error {
  var status: ExitStatus
  /// One line or several; each is printed behind `attache: `.
  var message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}

extension ParsableCommand {
  /// Runs `body`; a failure is printed and becomes the exit status.
  func reportingFailures(_ body: () async throws -> Void) async throws {
    do { try await body() } catch let failure as CommandFailure { throw failure.reported() }
  }
}

extension CommandFailure {
  fileprivate func reported() -> ExitCode {
    for line in message.split(separator: "\n") { Console.message(String(line)) }
    return status.code
  }
}
