import CCurl
import Glibc

/// An IPv4 or IPv6 address as a number.
enum IPAddress: Hashable, Sendable {
  case v4(UInt32)
  /// The upper and the lower eight bytes.
  case v6(high: UInt64, low: UInt64)

  /// Reads the standard spellings (dotted quads, RFC 4291 text with or without brackets and zone); `nil` for others.
  init?(_ text: some StringProtocol) {
    var text = String(text)
    if text.utf8.first == UInt8(ascii: "["), text.utf8.last == UInt8(ascii: "]") {
      text = String(text.dropFirst().dropLast())
    }
    if let zone = text.utf8.firstIndex(of: UInt8(ascii: "%")) { text = String(text[..<zone]) }
    var v4 = in_addr()
    var v6 = in6_addr()
    // Sound: inet_pton writes one in_addr or in6_addr and nothing more.
    if unsafe inet_pton(AF_INET, text, &v4) == 1 {
      self = .v4(UInt32(bigEndian: v4.s_addr))
    } else if unsafe inet_pton(AF_INET6, text, &v6) == 1 {
      self = IPAddress(v6)
    } else {
      return nil
    }
  }

  private init(_ address: in6_addr) {
    let words = unsafe withUnsafeBytes(of: address) { bytes in
      (
        unsafe bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
        unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      )
    }
    self = .v6(high: UInt64(bigEndian: words.0), low: UInt64(bigEndian: words.1))
  }

  /// The address in a socket address of `length` bytes; `nil` for other families and for a length that is too short.
  init?(_ address: UnsafePointer<sockaddr>, length: Int) {
    let bytes = unsafe UnsafeRawBufferPointer(start: address, count: length)
    // Sound: each load stays within `length`, and loads unaligned.
    switch unsafe Int32(address.pointee.sa_family) {
    case AF_INET where length >= MemoryLayout<sockaddr_in>.size:
      self = .v4(UInt32(bigEndian: unsafe bytes.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr))
    case AF_INET6 where length >= MemoryLayout<sockaddr_in6>.size:
      self = IPAddress(unsafe bytes.loadUnaligned(as: sockaddr_in6.self).sin6_addr)
    default:
      return nil
    }
  }
}

extension IPAddress: CustomStringConvertible {
  var description: String {
    switch self {
    case .v4(let address):
      return [24, 16, 8, 0].map { String(address >> UInt32($0) & 0xFF) }.joined(separator: ".")
    case .v6(let high, let low):
      // All eight groups, not shortened: plain to read, and no rule to get wrong.
      return [high, low].flatMap { half in
        [48, 32, 16, 0].map { String(half >> UInt64($0) & 0xFFFF, radix: 16) }
      }.joined(separator: ":")
    }
  }
}
