/// The header of an answer, gathered line by line; only the lines that somebody asks for are kept.
struct ResponseHead {
  private(set) var status = 0
  private(set) var contentType: String?
  private(set) var etag: String?
  private(set) var lastModified: String?
  private(set) var retryAfter: String?
  private(set) var cacheControl: String?
  private(set) var expires: String?
  private(set) var date: String?
  private(set) var age: String?
  private(set) var location: String?
  /// Bytes, over all lines since the request began: interim answers (1xx) count too.
  private(set) var size = 0
  private(set) var contentLength: Int?
  private(set) var isEncoded = false
  /// The empty line was seen; what follows the body (trailers) is not header.
  private(set) var isComplete = false

  /// A value longer than this is left aside: it would come back with each request.
  static let longestValue = 4096

  /// Takes one line as curl hands it out, line end included.
  mutating func take(_ line: Span<UInt8>) {
    size += line.count
    if ResponseHead.starts(line, with: "http/") {
      let size = size
      self = ResponseHead()
      self.size = size
      status = ResponseHead.readStatus(line)
      return
    }
    guard !isComplete else { return }
    var end = line.count
    while end > 0, ResponseHead.isSpace(line[end - 1]) { end -= 1 }
    if end == 0 {
      isComplete = true
      return
    }
    guard let colon = ResponseHead.index(of: UInt8(ascii: ":"), in: line) else { return }
    // By length and first letter, before the letters are compared.
    switch (colon, line[0] | 0x20) {
    case (4, UInt8(ascii: "e")): ResponseHead.keep(&etag, "etag", line, end)
    case (4, UInt8(ascii: "d")): ResponseHead.keep(&date, "date", line, end)
    case (3, UInt8(ascii: "a")): ResponseHead.keep(&age, "age", line, end)
    case (7, UInt8(ascii: "e")): ResponseHead.keep(&expires, "expires", line, end)
    case (8, UInt8(ascii: "l")): ResponseHead.keep(&location, "location", line, end)
    case (11, UInt8(ascii: "r")): ResponseHead.keep(&retryAfter, "retry-after", line, end)
    case (12, UInt8(ascii: "c")): ResponseHead.keep(&contentType, "content-type", line, end)
    case (13, UInt8(ascii: "l")): ResponseHead.keep(&lastModified, "last-modified", line, end)
    case (14, UInt8(ascii: "c")) where ResponseHead.starts(line, with: "content-length"):
      contentLength = ResponseHead.value(line, after: colon, end).flatMap { Int($0) }
    case (16, UInt8(ascii: "c")) where ResponseHead.starts(line, with: "content-encoding"): isEncoded = true
    case (13, UInt8(ascii: "c")) where ResponseHead.starts(line, with: "cache-control"):
      guard let value = ResponseHead.value(line, after: colon, end) else { return }
      let joined = cacheControl.map { $0 + ", " + value } ?? value
      if joined.utf8.count <= ResponseHead.longestValue { cacheControl = joined }
    default: break
    }
  }

  /// Keeps the line's value in `field`, if the line bears `name` and is the first that does.
  private static func keep(_ field: inout String?, _ name: StaticString, _ line: Span<UInt8>, _ end: Int) {
    guard field == nil, starts(line, with: name) else { return }
    field = value(line, after: name.utf8CodeUnitCount, end)
  }

  /// `HTTP/1.1 200 OK` → 200; 0 for what is no status line.
  private static func readStatus(_ line: Span<UInt8>) -> Int {
    guard let space = index(of: 0x20, in: line), space + 3 < line.count else { return 0 }
    var status = 0
    for index in space + 1...space + 3 {
      guard case let digit = line[index], (0x30...0x39).contains(digit) else { return 0 }
      status = status * 10 + Int(digit - 0x30)
    }
    return status
  }

  /// `name` in lower case; ASCII letters of `line` match in either case.
  private static func starts(_ line: Span<UInt8>, with name: StaticString) -> Bool {
    guard line.count >= name.utf8CodeUnitCount else { return false }
    for index in 0..<name.utf8CodeUnitCount {
      let letter = line[index]
      let lowered = (0x41...0x5A).contains(letter) ? letter | 0x20 : letter
      // Sound: the index is within the name.
      guard unsafe lowered == name.utf8Start[index] else { return false }
    }
    return true
  }

  private static func index(of byte: UInt8, in line: Span<UInt8>) -> Int? {
    for index in line.indices where line[index] == byte { return index }
    return nil
  }

  /// What stands between the colon and `end`, each byte as the character of its number, so that `headerBytes` gives
  /// it back; `nil` when there is nothing, when it is too long, or when it holds control characters.
  private static func value(_ line: Span<UInt8>, after colon: Int, _ end: Int) -> String? {
    var start = colon + 1
    while start < end, isSpace(line[start]) { start += 1 }
    guard start < end, end - start <= ResponseHead.longestValue else { return nil }
    var isASCII = true
    for index in start..<end {
      let byte = line[index]
      guard byte >= 0x20 || byte == 0x09, byte != 0x7F else { return nil }
      if byte >= 0x80 { isASCII = false }
    }
    if isASCII, let text = try? UTF8Span(validating: line.extracting(start..<end)) { return String(copying: text) }
    var text = String.UnicodeScalarView()
    for index in start..<end { text.append(Unicode.Scalar(line[index])) }
    return String(text)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
  }
}

/// The bytes of a header's value in which each character stands for one byte; `nil` when one does not fit,
/// or when a control character could begin a header of its own.
func headerBytes(_ text: String) -> [UInt8]? {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count)
  return appendHeaderBytes(text, to: &bytes) ? bytes : nil
}

/// Appends `headerBytes(text)`; `false`, with an unfinished end, where there are none.
func appendHeaderBytes(_ text: String, to bytes: inout [UInt8]) -> Bool {
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
    bytes.append(contentsOf: text.utf8)
    return true
  }
  for scalar in text.unicodeScalars {
    guard scalar.value <= 0xFF, scalar.value >= 0x20 || scalar.value == 0x09, scalar.value != 0x7F else { return false }
    bytes.append(UInt8(scalar.value))
  }
  return true
}
