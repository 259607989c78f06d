import BuildPace
import Glibc
import HTTP
import LoopbackServer
import Testing

@Suite("Open files")
struct DescriptorTests {
  @Test("are all closed again, whatever the servers did")
  func flat() async {
    // In a process of its own: other tests open and close files meanwhile.
    await #expect(processExitsWith: .success) {
      let server = try await LoopbackServer.start(address: nil)
      let answers: [(String, Answer)] = [
        ("/feed", .feed([UInt8](repeating: 0x61, count: 50_000))), ("/304", .notModified()),
        ("/moved", .redirect(to: "/feed")),
        ("/cut", .cutChunked), ("/gone", .closesAtOnce), ("/reset", .resets), ("/endless", .endlessBody()),
        ("/header", .endlessHeader), ("/silent", .silence), ("/stall", .stall()),
      ]
      for (path, answer) in answers { await server.on(path, answer) }
      let transfers = makeTransfers {
        $0.timeout = 1
        $0.maxTransfers = 16
        $0.maxBody = 1 << 20
      }
      let before = openFiles()
      for _ in 0..<3 {
        await withTaskGroup(of: Void.self) { group in
          for index in 0..<60 {
            let url = server.url(answers[index % answers.count].0, host: "127.0.1.\(index + 1)")
            group.addTask { _ = await failure(of: url, by: transfers) }
          }
        }
      }
      // What stays is the loop's own: epoll, timers, Dispatch's. A connection's other end closes a little later.
      let deadline = ContinuousClock.now + .seconds(10 * BuildPace.factor)
      while openFiles() > before + 8, ContinuousClock.now < deadline { await Task.yield() }
      exit(openFiles() <= before + 8 ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }
}

private func openFiles() -> Int {
  guard let folder = unsafe opendir("/proc/self/fd") else { return -1 }
  defer { unsafe closedir(folder) }
  var count = 0
  while unsafe readdir(folder) != nil { count += 1 }
  return count
}
