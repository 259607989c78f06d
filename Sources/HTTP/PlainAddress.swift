extension WebAddress {
  /// Reads an address so plain that curl's reader would give it back as it is, which takes a twentieth of the time: each
  /// poll begins with it. `nil` leaves it to curl: what has credentials, an escape, a fragment, dots as steps of the path,
  /// an upper-case letter in scheme or host, or a host that is neither a name nor a dotted quad in full.
  init?(plain text: String) {
    let bytes = text.utf8.span
    guard (8...PlainAddress.longest).contains(bytes.count) else { return nil }
    let isSecure = bytes[4] == UInt8(ascii: "s")
    guard PlainAddress.begins(bytes, isSecure ? "https://" : "http://") else { return nil }
    let start = isSecure ? 8 : 7
    var index = start
    while index < bytes.count, PlainAddress.isOfHost(bytes[index]) { index += 1 }
    let hostEnd = index
    guard let literal = PlainAddress.readHost(bytes.extracting(start..<hostEnd)) else { return nil }
    var number = 0
    if index < bytes.count, bytes[index] == UInt8(ascii: ":") {
      index += 1
      let first = index
      while index < bytes.count, index - first < 5, (0x30...0x39).contains(bytes[index]) {
        number = number * 10 + Int(bytes[index] - 0x30)
        index += 1
      }
      guard index > first, bytes[first] != 0x30, number <= 65_535 else { return nil }
    }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "/"), PlainAddress.isPlainPath(bytes.extracting(index...))
    else { return nil }

    self.text = text
    self.isSecure = isSecure
    host = String(text.utf8.dropFirst(start).prefix(hostEnd - start)) ?? ""
    port = number == 0 || number == (isSecure ? 443 : 80) ? nil : "\(number)"
    hasCredentials = false
    self.literal =
      switch literal {
      case .name: nil
      case .address: IPAddress(host)
      }
  }
}

/// What counts as plain.
private enum PlainAddress {
  static let longest = 2000

  enum Host { case name, address }

  static func begins(_ bytes: Span<UInt8>, _ start: StaticString) -> Bool {
    guard bytes.count >= start.utf8CodeUnitCount else { return false }
    // Sound: the index is within the text.
    for index in 0..<start.utf8CodeUnitCount where unsafe bytes[index] != start.utf8Start[index] { return false }
    return true
  }

  static func isOfHost(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "-")
  }

  /// A name that begins with a letter, or four numbers without leading zeros: numbers have other spellings, which curl
  /// makes plain.
  static func readHost(_ host: Span<UInt8>) -> Host? {
    guard !host.isEmpty, host.count <= 253 else { return nil }
    if !(0x30...0x39).contains(host[0]) {
      guard (0x61...0x7A).contains(host[0]), host[host.count - 1] != UInt8(ascii: ".") else { return nil }
      for index in 1..<host.count where host[index] == UInt8(ascii: ".") && host[index - 1] == UInt8(ascii: ".") {
        return nil
      }
      return .name
    }
    var numbers = 0
    var index = 0
    while index < host.count {
      let first = index
      var number = 0
      while index < host.count, index - first < 3, (0x30...0x39).contains(host[index]) {
        number = number * 10 + Int(host[index] - 0x30)
        index += 1
      }
      guard index > first, number <= 255, host[first] != 0x30 || index - first == 1 else { return nil }
      numbers += 1
      if index == host.count { break }
      guard host[index] == UInt8(ascii: "."), index + 1 < host.count else { return nil }
      index += 1
    }
    return numbers == 4 ? .address : nil
  }

  /// No step of it begins with a dot, nothing in it or in the query would be escaped, and no query is empty.
  static func isPlainPath(_ path: Span<UInt8>) -> Bool {
    var isInQuery = false
    var before: UInt8 = 0
    for index in path.indices {
      let byte = path[index]
      switch byte {
      case UInt8(ascii: "."): if before == UInt8(ascii: "/"), !isInQuery { return false }
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "="), UInt8(ascii: "&"), UInt8(ascii: "+"), UInt8(ascii: ","),
        UInt8(ascii: ";"), UInt8(ascii: ":"):
        break
      case UInt8(ascii: "?"): isInQuery = true
      default: return false
      }
      before = byte
    }
    return before != UInt8(ascii: "?")
  }
}
