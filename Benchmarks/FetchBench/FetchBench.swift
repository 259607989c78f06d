// What a poll costs, beside `curl --parallel` on the same addresses.
//
//   fetch-bench [FEEDS [ROUNDS]]
//
// A server in a process of its own answers on 127.0.0.0/8; only this process's CPU (user and system) is counted,
// and curl's. Each line is one round of FEEDS requests, 64 at a time; of ROUNDS rounds the median.

import Glibc
import HTTP
import Isolation
import LoopbackServer

@main
enum FetchBench {
  static let bodySize = 50_000
  static let concurrency = 64

  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    if arguments.first == "serve" { return try await serve() }
    let feeds = arguments.first.flatMap { Int($0) } ?? 10_000
    let rounds = arguments.dropFirst().first.flatMap { Int($0) } ?? 3
    guard let server = Process.start(CommandLine.arguments[0], ["serve"]), let line = server.firstLine(),
      let port = Int(line)
    else {
      print("the server did not start")
      exit(1)
    }
    defer { server.end() }
    print("\(feeds) polls, \(concurrency) at a time, median of \(rounds) rounds; CPU of the client alone")
    print("case                      attache ms/poll  polls/CPU-s   curl ms/poll   attache/curl   wall polls/s")
    for hosts in [Hosts.one, .each] {
      for path in ["/304", "/200"] {
        let urls = (0..<feeds).map { "http://\(hosts.address($0)):\(port)\(path)?\($0)" }
        var ours: [Cost] = []
        var curls: [Cost] = []
        for _ in 0..<rounds {
          ours.append(try await fetch(urls, reuse: hosts == .one, expecting: path == "/304" ? 0 : bodySize))
          curls.append(curl(urls))
        }
        report("\(hosts.rawValue), \(path.dropFirst())", polls: feeds, median(ours), median(curls))
      }
    }
    printMemory()
  }

  enum Hosts: String {
    case one = "one host"
    case each = "a host each"

    func address(_ index: Int) -> String {
      self == .one ? "127.0.0.1" : "127.\(1 + index / 62_500).\(index / 250 % 250).\(index % 250 + 1)"
    }
  }

  /// Microseconds.
  struct Cost {
    var cpu: Int
    var wall: Int
  }

  // MARK: The two clients

  static func fetch(_ urls: [String], reuse: Bool, expecting size: Int) async throws -> Cost {
    let transfers = Transfers(
      settings: TransferSettings(allowPrivateAddresses: true, maxTransfers: concurrency),
      queue: SerialQueue(label: "bench"))
    let start = ownCost()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<concurrency {
        group.addTask {
          for index in stride(from: worker, to: urls.count, by: concurrency) {
            let response = try await transfers.fetch(Request(url: urls[index], reuseConnection: reuse))
            guard response.body.count == size else { throw WrongAnswer(status: response.status) }
          }
        }
      }
      try await group.waitForAll()
    }
    let end = ownCost()
    await transfers.stop()
    return Cost(cpu: end.cpu - start.cpu, wall: end.wall - start.wall)
  }

  struct WrongAnswer: Error { var status: Int }

  static func curl(_ urls: [String]) -> Cost {
    let start = ownCost().wall
    let arguments = ["--no-progress-meter", "--parallel", "--parallel-max", "\(concurrency)", "-K", "-"]
    guard let process = Process.start("curl", arguments) else { return Cost(cpu: 0, wall: 0) }
    process.write(urls.map { "url = \"\($0)\"\noutput = /dev/null\n" }.joined())
    let cpu = process.wait()
    return Cost(cpu: cpu, wall: ownCost().wall - start)
  }

  // MARK: The server

  static func serve() async throws {
    let server = try await LoopbackServer.start(address: nil, keepsLog: false)
    await server.on("/304", .notModified(etag: "\"bench\""))
    await server.on("/200", .feed([UInt8](repeating: 0x61, count: bodySize), etag: "\"bench\""))
    print(server.port)
    fflush(nil)
    // Ends with the process that started it, which closes our standard input.
    while getchar() != EOF {}
  }

  // MARK: Figures

  static func median(_ costs: [Cost]) -> Cost {
    costs.sorted { $0.cpu < $1.cpu }[costs.count / 2]
  }

  static func report(_ name: String, polls: Int, _ ours: Cost, _ curl: Cost) {
    let fields = [
      pad(name, 26), pad(thousandths(ours.cpu / polls), 17), pad("\(polls * 1_000_000 / max(1, ours.cpu))", 14),
      pad(thousandths(curl.cpu / polls), 15), pad(thousandths(ours.cpu * 1000 / max(1, curl.cpu)), 15),
      "\(polls * 1_000_000 / max(1, ours.wall))",
    ]
    print(fields.joined())
  }

  static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  /// 1234 → 1.234
  static func thousandths(_ value: Int) -> String {
    let rest = String(value % 1000)
    return "\(value / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }

  static func ownCost() -> Cost {
    var usage = rusage()
    // 0 is RUSAGE_SELF, whose type here is not what the call wants.
    unsafe getrusage(0, &usage)
    var now = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &now)
    return Cost(cpu: usage.microseconds, wall: now.tv_sec * 1_000_000 + now.tv_nsec / 1000)
  }

  static func printMemory() {
    guard let file = unsafe fopen("/proc/self/smaps_rollup", "r") else { return }
    defer { unsafe fclose(file) }
    var text: [UInt8] = []
    while case let byte = unsafe fgetc(file), byte != EOF { text.append(UInt8(truncatingIfNeeded: byte)) }
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n")
    where line.hasPrefix("Rss") || line.hasPrefix("Private_Dirty") { print(line) }
  }
}

extension rusage {
  var microseconds: Int {
    (ru_utime.tv_sec + ru_stime.tv_sec) * 1_000_000 + Int(ru_utime.tv_usec + ru_stime.tv_usec)
  }
}
