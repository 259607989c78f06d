import Glibc

/// Processes of this machine, by number.
enum ProcessIdentity {
  static var own: Int32 { getpid() }

  /// Whether a process of that number runs; one of another user counts.
  static func runs(_ number: Int32) -> Bool { number > 0 && (kill(number, 0) == 0 || errno == EPERM) }

  /// The machine's name, for the default user agent's contact address.
  static var hostName: String {
    var name = [UInt8](repeating: 0, count: 256)
    // The buffer is valid for the call and its length is given.
    let isNamed = unsafe name.withUnsafeMutableBytes { bytes in
      guard let start = unsafe bytes.bindMemory(to: CChar.self).baseAddress else { return false }
      return unsafe gethostname(start, bytes.count - 1) == 0
    }
    guard isNamed else { return "localhost" }
    let end = name.firstIndex(of: 0) ?? name.count
    let text = String(decoding: name[..<end], as: UTF8.self)
    return text.isEmpty ? "localhost" : text
  }
}
