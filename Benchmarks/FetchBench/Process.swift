import Glibc

/// Another program, with its standard input and output in our hands.
struct Process {
  let id: pid_t
  private let input: Int32
  private let output: Int32

  /// `nil` when it cannot be started.
  static func start(_ program: String, _ arguments: [String]) -> Process? {
    var toChild: [Int32] = [0, 0]
    var fromChild: [Int32] = [0, 0]
    // Sound: each pipe call writes two descriptors.
    guard unsafe pipe(&toChild) == 0, unsafe pipe(&fromChild) == 0 else { return nil }
    for end in toChild + fromChild { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
    // Sound: the C strings live until they are freed here, after the call.
    var words: [UnsafeMutablePointer<CChar>?] = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
    defer { for index in unsafe words.indices { unsafe free(words[index]) } }
    var id: pid_t = 0
    let isStarted = unsafe posix_spawnp(&id, program, &actions, nil, &words, environ) == 0
    close(toChild[0])
    close(fromChild[1])
    guard isStarted else {
      close(toChild[1])
      close(fromChild[0])
      return nil
    }
    return Process(id: id, input: toChild[1], output: fromChild[0])
  }

  /// Writes all of `text` to its standard input.
  func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(input, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// What it prints first, without the line's end.
  func firstLine() -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while unsafe read(output, &byte, 1) == 1, byte != 0x0A { bytes.append(byte) }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// Waits for its end and returns the CPU that it used, in microseconds.
  func wait() -> Int {
    close(input)
    defer { close(output) }
    var usage = rusage()
    var status: Int32 = 0
    unsafe wait4(id, &status, 0, &usage)
    return usage.microseconds
  }

  /// Closes its standard input, at which it ends.
  func end() { _ = wait() }
}
