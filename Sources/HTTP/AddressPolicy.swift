/// Which addresses a feed may be fetched from. A feed's address, or a redirect, is text that strangers write:
/// without this, it could make the daemon ask the machine's own services or the network behind it.
///
/// Judges addresses, never names: a name is judged by what it resolves to, at the socket.
/// The ranges are those of IANA's special-purpose registries (RFC 6890 and its successors) that are not
/// globally reachable.
enum AddressPolicy {
  /// Why `address` is out of bounds, in a word or two; `nil` when it is a public one.
  static func reasonToRefuse(_ address: IPAddress) -> String? {
    switch address {
    case .v4(let bits): refusal(v4: bits)
    case .v6(let high, let low): refusal(high: high, low: low)
    }
  }

  private static func refusal(v4 bits: UInt32) -> String? {
    specialV4.first { bits >> (32 - $0.length) == $0.prefix >> (32 - $0.length) }?.name
  }

  private static func refusal(high: UInt64, low: UInt64) -> String? {
    // Addresses that carry an IPv4 address lead to it: judge that one.
    if high == 0, low >> 32 == 0xFFFF {  // ::ffff:0:0/96, RFC 4291 §2.5.5.2
      return refusal(v4: UInt32(truncatingIfNeeded: low))
    }
    if high == 0x0064_FF9B_0000_0000, low >> 32 == 0 {  // 64:ff9b::/96, NAT64, RFC 6052
      return refusal(v4: UInt32(truncatingIfNeeded: low))
    }
    if high >> 48 == 0x2002 {  // 2002::/16, 6to4, RFC 3056
      return refusal(v4: UInt32(truncatingIfNeeded: high >> 16))
    }
    if let special = specialV6.first(where: { high >> (64 - $0.length) == $0.prefix >> (64 - $0.length) }) {
      return special.name
    }
    if high == 0 {
      switch low {
      case 0: return "unspecified"
      case 1: return "loopback"
      default: return "reserved"
      }
    }
    // Everything that is given out to the public lies in 2000::/3.
    return high >> 61 == 1 ? nil : "reserved"
  }

  private static let specialV4: [(prefix: UInt32, length: UInt32, name: String)] = [
    (0x0000_0000, 8, "this network"),
    (0x0A00_0000, 8, "private"),
    (0x6440_0000, 10, "shared by a provider"),  // 100.64/10, RFC 6598
    (0x7F00_0000, 8, "loopback"),
    (0xA9FE_0000, 16, "link-local"),  // 169.254/16, cloud metadata among them
    (0xAC10_0000, 12, "private"),
    (0xC000_0000, 24, "protocol assignments"),  // 192.0.0/24
    (0xC000_0200, 24, "documentation"),  // 192.0.2/24
    (0xC058_6300, 24, "6to4 relay"),  // 192.88.99/24
    (0xC0A8_0000, 16, "private"),
    (0xC612_0000, 15, "benchmarking"),  // 198.18/15
    (0xC633_6400, 24, "documentation"),  // 198.51.100/24
    (0xCB00_7100, 24, "documentation"),  // 203.0.113/24
    (0xE000_0000, 4, "multicast"),
    (0xF000_0000, 4, "reserved"),  // 240/4 and the broadcast address
  ]

  /// By the upper 64 bits; no range here is longer than 64.
  private static let specialV6: [(prefix: UInt64, length: UInt64, name: String)] = [
    (0x0100_0000_0000_0000, 64, "discard"),  // 100::/64
    (0x0064_FF9B_0001_0000, 48, "private translation"),  // 64:ff9b:1::/48, RFC 8215
    (0x2001_0000_0000_0000, 23, "protocol assignments"),  // Teredo, ORCHID and benchmarking among them
    (0x2001_0DB8_0000_0000, 32, "documentation"),
    (0x3FFF_0000_0000_0000, 20, "documentation"),
    (0x5F00_0000_0000_0000, 16, "segment routing"),
    (0xFC00_0000_0000_0000, 7, "private"),
    (0xFE80_0000_0000_0000, 10, "link-local"),
    (0xFEC0_0000_0000_0000, 10, "site-local"),
    (0xFF00_0000_0000_0000, 8, "multicast"),
  ]
}
