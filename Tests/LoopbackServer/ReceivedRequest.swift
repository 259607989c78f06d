/// A request as it came.
public struct ReceivedRequest: Sendable {
  public let method: String
  /// Path and query, as sent.
  public let target: String
  /// The request line and the header lines, as sent, up to the empty line.
  public let head: [UInt8]
  public let body: [UInt8]
  /// The address that was asked, such as `127.0.0.7`: tells hosts apart on a server that answers for all of them.
  public let localAddress: String
  /// Counts the connections of a server; two requests with the same number came over one connection.
  public let connection: Int

  /// The value of the header `name`, each byte as the character of its number; `nil` when it was not sent.
  public subscript(name: String) -> String? {
    headers.first { $0.name == name.lowercased() }?.value
  }

  /// Names in lower case, in order.
  public var headers: [(name: String, value: String)] {
    head.split(separator: 0x0A).dropFirst().compactMap { line in
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      let value = line[(colon + 1)...].drop { $0 == 0x20 }
      var text = ""
      for byte in value where byte != 0x0D { text.unicodeScalars.append(Unicode.Scalar(byte)) }
      return (String(decoding: line[..<colon], as: UTF8.self).lowercased(), text)
    }
  }

  public var path: String { String(target.prefix { $0 != "?" }) }
}

/// What came over a connection and is not yet a whole request.
struct RequestBuffer {
  private var bytes: [UInt8] = []
  /// A request larger than this is not for a test server.
  private static let limit = 16 << 20

  mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// Whether what came can still become a request: a handshake of TLS, for one, cannot.
  var isHopeless: Bool {
    bytes.count > RequestBuffer.limit || bytes.first.map { !(0x41...0x5A).contains($0) } ?? false
  }

  /// Takes the first whole request out; `nil` until there is one.
  mutating func next(localAddress: String, connection: Int) -> ReceivedRequest? {
    guard let end = endOfHead else { return nil }
    let head = Array(bytes[..<end])
    let words = head.prefix { $0 != 0x0D && $0 != 0x0A }.split(separator: 0x20)
    guard words.count >= 2 else { return nil }
    var request = ReceivedRequest(
      method: String(decoding: words[0], as: UTF8.self), target: String(decoding: words[1], as: UTF8.self),
      head: head, body: [], localAddress: localAddress, connection: connection)
    var bodyEnd = end
    if request.method != "GET", let text = request["content-length"], let length = Int(text) {
      guard length >= 0, length <= RequestBuffer.limit, bytes.count >= end + length else { return nil }
      bodyEnd = end + length
      request = ReceivedRequest(
        method: request.method, target: request.target, head: head, body: Array(bytes[end..<bodyEnd]),
        localAddress: localAddress, connection: connection)
    }
    if bodyEnd == bytes.count { bytes.removeAll(keepingCapacity: true) } else { bytes.removeFirst(bodyEnd) }
    return request
  }

  /// The index after the first empty line.
  private var endOfHead: Int? {
    var index = 3
    while index < bytes.count {
      if bytes[index] == 0x0A, bytes[index - 1] == 0x0D, bytes[index - 2] == 0x0A, bytes[index - 3] == 0x0D {
        return index + 1
      }
      index += 1
    }
    return nil
  }
}
