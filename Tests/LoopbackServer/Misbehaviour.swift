// Answers as one meets them in the wild, and hopes not to.

extension Answer {
  /// Announces `announced` bytes, sends `body` and closes.
  public static func wrongLength(
    _ status: Int = 200, headers: [(String, String)] = [], announced: Int, body: [UInt8]
  ) -> Answer {
    Answer(steps: [.send(head(status, headers: headers, length: announced) + body), .close])
  }

  /// A chunked answer that ends in the middle of a chunk.
  public static let cutChunked = Answer(steps: [
    .send(head(200, headers: [("Transfer-Encoding", "chunked")], length: nil) + Array("400\r\n<rss><channel>".utf8)),
    .close,
  ])

  /// Answers properly, `seconds` late.
  public static func slowFirstByte(seconds: Double, body: [UInt8] = []) -> Answer {
    Answer(steps: [.pause(seconds: seconds)] + Answer(200, body: body).steps)
  }

  /// A body that drips, a byte at a time, without end.
  public static func trickle(everySeconds: Double = 0.2) -> Answer {
    Answer(steps: [.send(head(200, length: 1 << 20)), .repeatForever([0x20], everySeconds: everySeconds)])
  }

  /// Takes the request and never answers.
  public static let silence = Answer(steps: [.stall])

  /// Begins an answer and stops half-way.
  public static func stall(after body: [UInt8] = Array("<rss>".utf8)) -> Answer {
    Answer(steps: [.send(head(200, length: body.count + 1000) + body), .stall])
  }

  /// Header lines without end.
  public static let endlessHeader = Answer(steps: [
    .send(Array("HTTP/1.1 200 OK\r\n".utf8)),
    .repeatForever(Array("X-More: \(String(repeating: "m", count: 500))\r\n".utf8), everySeconds: 0),
  ])

  /// One header line of `count` bytes.
  public static func longHeader(_ count: Int) -> Answer {
    Answer(200, headers: [("X-Long", String(repeating: "l", count: count))], text: "short")
  }

  /// A body without end and without a length.
  public static func endlessBody(status: Int = 200, headers: [(String, String)] = []) -> Answer {
    let more = [UInt8](repeating: 0x20, count: 16 << 10)
    return Answer(steps: [.send(head(status, headers: headers, length: nil)), .repeatForever(more, everySeconds: 0)])
  }

  /// A small body that becomes `decoded` bytes.
  public static func gzipBomb(decoded: Int) -> Answer {
    Answer(200, headers: [("Content-Encoding", "gzip")], body: Gzip.spaces(decoded))
  }

  /// Closes without a word.
  public static let closesAtOnce = Answer(steps: [.close])
  public static let resets = Answer(steps: [.reset])
  /// Something that is not HTTP.
  public static let notHTTP = Answer(steps: [.send(Array("220 mail.example ready\r\n".utf8)), .close])
}
