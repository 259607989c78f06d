internal import Dispatch
internal import Glibc
internal import Synchronization

/// One run of a program: started with a clean signal mask and environment in a process group of its own, fed by a pipe,
/// waited for on a thread of its own. A program need not read its input.
final class ChildProcess: Sendable {
  private struct State {
    var isReaped = false
    var reason: EndReason?
  }

  /// Why a program was told to end.
  enum EndReason: Sendable { case overdue, cancelled }

  private let id: pid_t
  private let input: Int32
  private let state = Mutex(State())

  /// How long a program has between the request to end and its end by force.
  private static let grace = DispatchTimeInterval.seconds(2)

  /// How a run ended: a status of `waitpid`.
  struct End: Hashable, Sendable {
    var raw: Int32
    /// The signal that killed it.
    var signal: Int32? { raw & 0x7F == 0 ? nil : raw & 0x7F }
    var status: Int32 { raw >> 8 & 0xFF }
  }

  /// Starts the program.
  ///
  /// - Parameters:
  ///   - words: program and arguments; a program without a slash is looked for in `PATH`.
  ///   - environment: the whole of it, `NAME=value`.
  /// - Throws: the `errno` as a `SpawnFailure`.
  init(_ words: [String], environment: [String]) throws(SpawnFailure) {
    var ends: [Int32] = [-1, -1]
    // Sound: the call writes two descriptors into an array of two.
    guard unsafe pipe(&ends) == 0 else { throw SpawnFailure(code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    defer { close(ends[0]) }
    do throws(SpawnFailure) {
      id = try Self.spawn(words, environment, input: ends[0])
    } catch {
      close(ends[1])
      throw error
    }
    input = ends[1]
  }

  private static func spawn(
    _ words: [String], _ environment: [String], input: Int32
  ) throws(SpawnFailure) -> pid_t {
    guard let program = words.first else { throw SpawnFailure(code: ENOENT) }
    // Sound, all of it: the two objects are initialised before and destroyed after use, each call copies what it is
    // given, and the strings outlive the call of posix_spawnp, which copies them into the new process.
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    for descriptor in foreign() { unsafe posix_spawn_file_actions_addclose(&actions, descriptor) }

    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    unsafe sigfillset(&signals)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

    let texts = unsafe (words.map { unsafe strdup($0) } + [nil], environment.map { unsafe strdup($0) } + [nil])
    defer {
      for index in unsafe texts.0.indices { unsafe free(texts.0[index]) }
      for index in unsafe texts.1.indices { unsafe free(texts.1[index]) }
    }
    var id: pid_t = 0
    let code = unsafe posix_spawnp(&id, program, &actions, &attributes, texts.0, texts.1)
    guard code == 0 else { throw SpawnFailure(code: code) }
    return id
  }

  /// Descriptors that are no child's business, whoever left them open for children: every number up to the highest in
  /// use, and some more, for other threads open files meanwhile, and each takes the lowest free number. To close one that
  /// is not open is no failure, unless it is beyond the limit (glibc, posix_spawn).
  private static func foreign() -> Range<Int32> {
    let names = (try? SystemFiles().names(inFolder: "/proc/self/fd")) ?? []
    let highest = names.compactMap { Int32($0) }.max() ?? 255
    let limit = Int32(clamping: sysconf(Int32(_SC_OPEN_MAX)))
    let first = STDERR_FILENO + 1
    return first..<max(first, min(highest + 64, limit))
  }

  /// Writes the program's input and waits for its end; blocks, so it belongs on a thread that may.
  func feedAndWait(_ bytes: [UInt8]) -> End {
    Self.withoutBrokenPipeSignal { feed(bytes) }
    var information = unsafe siginfo_t()
    // Sound: the call fills the structure. It leaves the process unreaped, so that `end` can never hit a stranger that
    // was given the same number.
    while unsafe waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    return state.withLock { state in
      state.isReaped = true
      var status: Int32 = 0
      // Sound: the call writes the status.
      while unsafe waitpid(id, &status, 0) < 0, errno == EINTR {}
      return End(raw: status)
    }
  }

  /// Keeps SIGPIPE, which a program that doesn't read would bring upon us, from this thread: blocked during `body`, then
  /// taken out if it came.
  private static func withoutBrokenPipeSignal(_ body: () -> Void) {
    // Sound: the calls read and fill the sets that are passed to them, and nothing else.
    var pipe = sigset_t()
    unsafe sigemptyset(&pipe)
    unsafe sigaddset(&pipe, SIGPIPE)
    var before = sigset_t()
    unsafe pthread_sigmask(SIG_BLOCK, &pipe, &before)
    body()
    if unsafe sigismember(&before, SIGPIPE) == 0 {
      var none = timespec()
      while unsafe sigtimedwait(&pipe, nil, &none) < 0, errno == EINTR {}
      unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
    }
  }

  private func feed(_ bytes: [UInt8]) {
    defer { close(input) }
    var written = 0
    while written < bytes.count {
      // Sound: the buffer outlives the call, which reads no more than its count.
      let count = unsafe bytes[written...].withUnsafeBytes { unsafe write(input, $0.baseAddress, $0.count) }
      if count > 0 {
        written += count
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: input, events: Int16(POLLOUT), revents: 0)
        // Sound: one structure. In short steps, so that a program that was told to end is not waited for here.
        unsafe poll(&waiting, 1, 100)
        if state.withLock({ $0.reason != nil }) { return }
      } else if errno != EINTR {
        // It does not want to read (EPIPE): its status tells.
        return
      }
    }
  }

  /// Why it was told to end; `nil` where it ended by itself.
  var endReason: EndReason? { state.withLock { $0.reason } }

  /// Asks the program and its children to end, and ends them by force if they don't. May be called at any time.
  func end(_ reason: EndReason) {
    let isFirst = state.withLock { state in
      if state.isReaped || state.reason != nil { return false }
      state.reason = reason
      kill(-id, SIGTERM)
      return true
    }
    guard isFirst else { return }
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.grace) { [self] in
      state.withLock { state in
        if !state.isReaped { _ = kill(-id, SIGKILL) }
      }
    }
  }
}

/// The system's reason for not starting a program.
struct SpawnFailure: Error, Hashable, Sendable {
  var code: Int32
}
