import Foundation

/// One run of a program to its end: what it cost, user and system, its own children included.
struct Run {
  var cpu: Double
  var wall: Double
  var status: Int32

  /// - Parameter input: written to its standard input.
  init(
    _ program: String, _ arguments: [String], input: String = "", environment: [String: String] = [:]
  ) throws {
    let start = Date()
    let before = Run.childrenCPU()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let pipe = Pipe()
    process.standardInput = pipe
    try process.run()
    try? pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try? pipe.fileHandleForWriting.close()
    process.waitUntilExit()
    cpu = Run.childrenCPU() - before
    wall = Date().timeIntervalSince(start)
    status = process.terminationStatus
  }

  /// Seconds that ended children have used.
  private static func childrenCPU() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
  }

  /// Where a program is; `nil` when it is not installed.
  static func find(_ name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// A process as /proc shows it.
struct Observed {
  var residentKB: Int
  var privateDirtyKB: Int
  /// Of the processor, in seconds.
  var cpu: Double
  var descriptors: Int
  /// Voluntary context switches by thread: threads come and go.
  var switches: [String: Int] = [:]

  init(_ pid: Int32) throws {
    let rollup = try String(contentsOfFile: "/proc/\(pid)/smaps_rollup", encoding: .utf8)
    residentKB = Observed.number("Rss:", rollup)
    privateDirtyKB = Observed.number("Private_Dirty:", rollup)
    cpu = 0
    for thread in try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task") {
      let status = (try? String(contentsOfFile: "/proc/\(pid)/task/\(thread)/status", encoding: .utf8)) ?? ""
      switches[thread] = Observed.number("voluntary_ctxt_switches:", status)
    }
    // The sum over the threads would lose those that ended; `stat` keeps them.
    let fields =
      try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8).split(separator: ")").last?
      .split(separator: " ") ?? []
    let ticks = fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : 0
    cpu = Double(ticks) / Double(sysconf(Int32(_SC_CLK_TCK)))
    descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count
  }

  /// Context switches since `earlier`.
  func switches(since earlier: Observed) -> Int {
    switches.reduce(0) { $0 + $1.value - (earlier.switches[$1.key] ?? 0) }
  }

  var memory: String {
    "resident \(digits(Double(residentKB) / 1024, 1)) MB, private \(digits(Double(privateDirtyKB) / 1024, 1)) MB"
  }

  private static func number(_ key: String, _ text: String) -> Int {
    for line in text.split(separator: "\n") where line.hasPrefix(key) {
      return Int(line.dropFirst(key.count).split(whereSeparator: { $0 == " " || $0 == "\t" }).first ?? "") ?? 0
    }
    return 0
  }
}

func digits(_ value: Double, _ count: Int) -> String { String(format: "%.\(count)f", value) }

/// Prints a line at once, so that a long run can be followed through a pipe.
func say(_ line: String) {
  print(line)
  fflush(nil)
}
