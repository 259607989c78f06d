import Glibc

/// An entry of systemd's journal, field by field, as its native protocol wants it (systemd.io/JOURNAL_NATIVE_PROTOCOL):
/// there, unlike on standard error, no text can end an entry and begin another.
struct JournalEntry: Sendable {
  private(set) var bytes: [UInt8] = []

  /// Adds a field.
  ///
  /// - Parameters:
  ///   - name: A to Z, digits and underscores; no underscore in front, which is the journal's own.
  ///   - value: any text; one with a line feed is sent with its length.
  mutating func add(_ name: StaticString, _ value: String) {
    bytes += Array("\(name)".utf8)
    if value.utf8.contains(0x0A) {
      bytes.append(0x0A)
      let count = UInt64(value.utf8.count)
      for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: count >> shift)) }
    } else {
      bytes.append(0x3D)
    }
    bytes += Array(value.utf8)
    bytes.append(0x0A)
  }

  /// Hands the entry over; one that is too large for a datagram as a file in memory that has no name.
  ///
  /// - Returns: 0, or the `errno`.
  func send(to address: String) -> Int32 {
    let answer = LocalDatagram.send(bytes, to: address)
    guard answer == EMSGSIZE else { return answer }
    // The journal takes such files from this folder and from those for temporary files, but a service may have its own.
    let file = unsafe open("/dev/shm", O_RDWR | O_CLOEXEC | Self.unnamed, 0o600)
    guard file >= 0 else { return errno }
    defer { close(file) }
    var written = 0
    while written < bytes.count {
      // The span is valid for the call, which reads no more than its count.
      let count = unsafe bytes[written...].withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
      if count > 0 { written += count } else if errno != EINTR { return errno }
    }
    return LocalDatagram.send(file: file, to: address)
  }

  /// O_TMPFILE (open(2)), which Swift does not import.
  private static let unnamed = 0o20_000_000 | O_DIRECTORY
}
