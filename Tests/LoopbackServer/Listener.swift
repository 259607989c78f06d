import Glibc

/// Why the server did not start.
public enum LoopbackFailure: Error, Hashable, CustomStringConvertible {
  case badAddress(String)
  case system(call: String, errno: Int32)

  public var description: String {
    switch self {
    case .badAddress(let address): "\(address) is no loopback address (127.x.y.z)"
    case .system(let call, let number): "\(call) failed with errno \(number)"
    }
  }
}

enum Listener {
  /// Opens a listening socket that does not block.
  static func open(address: String?, port: UInt16) throws(LoopbackFailure) -> (socket: Int32, port: UInt16) {
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = port.bigEndian
    if let address {
      // Sound: inet_pton writes one in_addr.
      guard unsafe inet_pton(AF_INET, address, &name.sin_addr) == 1, isLoopback(name) else {
        throw .badAddress(address)
      }
    }
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let listener = socket(AF_INET, kind, 0)
    guard listener >= 0 else { throw .system(call: "socket", errno: errno) }
    var yes: Int32 = 1
    // Sound: options and names have the sizes that are given.
    unsafe setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    if address == nil {
      // For all of 127.0.0.0/8, but for nobody beyond this machine; `accept` looks again.
      _ = unsafe setsockopt(listener, SOL_SOCKET, SO_BINDTODEVICE, "lo", 3)
    }
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = unsafe withUnsafePointer(to: name) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(listener, $0, size) == 0 }
    }
    guard isBound, Glibc.listen(listener, 4096) == 0 else {
      let number = errno
      close(listener)
      throw .system(call: "bind", errno: number)
    }
    return (listener, localName(listener).map { UInt16(bigEndian: $0.sin_port) } ?? port)
  }

  /// The next client; `nil` when there is none for now.
  static func accept(_ listener: Int32) -> (socket: Int32, localAddress: String)? {
    while true {
      let client = Glibc.accept(listener, nil, nil)
      guard client >= 0 else {
        if errno == EINTR || errno == ECONNABORTED { continue }
        return nil
      }
      guard let name = localName(client), isLoopback(name) else {
        close(client)
        continue
      }
      _ = fcntl(client, F_SETFL, O_NONBLOCK)
      _ = fcntl(client, F_SETFD, FD_CLOEXEC)
      var yes: Int32 = 1
      unsafe setsockopt(client, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
      let bits = UInt32(bigEndian: name.sin_addr.s_addr)
      return (client, "\(bits >> 24).\(bits >> 16 & 255).\(bits >> 8 & 255).\(bits & 255)")
    }
  }

  private static func isLoopback(_ name: sockaddr_in) -> Bool {
    UInt32(bigEndian: name.sin_addr.s_addr) >> 24 == 127
  }

  private static func localName(_ socket: Int32) -> sockaddr_in? {
    var name = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isRead = unsafe withUnsafeMutablePointer(to: &name) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe getsockname(socket, $0, &size) == 0 }
    }
    return isRead ? name : nil
  }
}
