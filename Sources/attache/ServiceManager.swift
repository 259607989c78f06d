import Glibc

/// Tells systemd how the service is, by datagrams to `$NOTIFY_SOCKET` (sd_notify(3)); does nothing without one.
struct ServiceManager: Sendable {
  private let address: String?
  /// Microseconds within which a sign of life is wanted; `nil` where none is, or where it is wanted of another process.
  let watchdogMicroseconds: UInt64?

  init(environment: [String: String]) {
    address = environment["NOTIFY_SOCKET"].flatMap { $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil }
    let forUs = environment["WATCHDOG_PID"].map { Int32($0) == getpid() } ?? true
    watchdogMicroseconds = forUs ? environment["WATCHDOG_USEC"].flatMap(UInt64.init) : nil
  }

  func ready(_ status: String) { send("READY=1\nSTATUS=\(line(status))") }
  func status(_ status: String) { send("STATUS=\(line(status))") }
  func alive() { send("WATCHDOG=1") }
  func stopping() { send("STOPPING=1\nSTATUS=stopping") }

  /// Says what the start is at, and that READY may be so many seconds away, whatever the unit's TimeoutStartSec.
  func starting(_ status: String, within seconds: UInt64) {
    send("EXTEND_TIMEOUT_USEC=\(seconds * 1_000_000)\nSTATUS=\(line(status))")
  }

  /// sd_notify(3): MONOTONIC_USEC tells systemd 253 and later which reload a READY=1 ends.
  func reloading() {
    var time = timespec()
    // `clock_gettime` fills the struct that it is given.
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    send("RELOADING=1\nMONOTONIC_USEC=\(Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)")
  }

  /// One line, for a protocol of lines.
  private func line(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }

  private func send(_ message: String) {
    guard let address else { return }
    // A manager that does not listen is no reason to stop.
    _ = LocalDatagram.send(Array(message.utf8), to: address)
  }
}
