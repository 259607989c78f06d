import Glibc

/// Datagrams to a socket of this machine by its name: to the service manager, and to the journal.
enum LocalDatagram {
  /// Milliseconds for which a receiver that does not keep up is waited for.
  private static let patience: Int32 = 100

  /// Sends the bytes as one datagram.
  ///
  /// - Parameter address: a path, or an abstract name behind `@`.
  /// - Returns: 0, or the `errno`; EMSGSIZE where the bytes are too many for a datagram.
  static func send(_ bytes: [UInt8], to address: String) -> Int32 {
    connected(to: address) { socket in
      // The span is valid for the call.
      unsafe bytes.withUnsafeBytes { unsafe Glibc.send(socket, $0.baseAddress, $0.count, flags) }
    }
  }

  /// Sends an open file, and no bytes (unix(7), SCM_RIGHTS).
  static func send(file: Int32, to address: String) -> Int32 {
    connected(to: address) { socket in
      // One control message with one descriptor, as CMSG_LEN and CMSG_SPACE would lay it out: the header's length,
      // level and type, the descriptor, and padding to the header's alignment.
      let header = MemoryLayout<cmsghdr>.size
      let space = header + MemoryLayout<cmsghdr>.alignment
      let alignment = MemoryLayout<cmsghdr>.alignment
      return unsafe withUnsafeTemporaryAllocation(byteCount: space, alignment: alignment) { room in
        // Sound: the room holds header and descriptor, and outlives the call that reads it.
        unsafe room.initializeMemory(as: UInt8.self, repeating: 0)
        let control = cmsghdr.fitting(header + MemoryLayout<Int32>.size)
        unsafe room.storeBytes(of: control, as: cmsghdr.self)
        unsafe room.storeBytes(of: file, toByteOffset: header, as: Int32.self)
        var message = unsafe msghdr()
        unsafe message.msg_control = room.baseAddress
        unsafe message.msg_controllen = space
        return unsafe sendmsg(socket, &message, flags)
      }
    }
  }

  private static let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)

  /// Gives `body` a socket that is connected; once more where the receiver's queue was full.
  private static func connected(to address: String, _ body: (Int32) -> Int) -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    var name = sockaddr_un()
    name.sun_family = sa_family_t(AF_UNIX)
    var path = Array(address.utf8)
    // An abstract name begins with a NUL byte in place of the @.
    if path.first == 0x40 { path[0] = 0 }
    // The struct lives on the stack for the whole call, and a path that has no room in it is refused.
    let fits = unsafe withUnsafeMutableBytes(of: &name.sun_path) { room in
      guard path.count < room.count else { return false }
      unsafe room.copyBytes(from: path)
      return true
    }
    guard fits else { return ENAMETOOLONG }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
    let answer = unsafe withUnsafePointer(to: &name) { pointer in
      // Sound: a socket address of any family may be passed as the general one, with its own length.
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(descriptor, $0, length) }
    }
    guard answer == 0 else { return errno }
    if body(descriptor) >= 0 { return 0 }
    guard errno == EAGAIN || errno == ENOBUFS else { return errno }
    var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    // Sound: one structure.
    _ = unsafe poll(&waiting, 1, patience)
    return body(descriptor) >= 0 ? 0 : errno
  }
}

extension cmsghdr {
  /// The header of a message of so many bytes, itself included, that passes descriptors.
  fileprivate static func fitting(_ length: Int) -> cmsghdr {
    var header = cmsghdr()
    header.cmsg_len = length
    header.cmsg_level = SOL_SOCKET
    header.cmsg_type = Int32(SCM_RIGHTS)
    return header
  }
}
