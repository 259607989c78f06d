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
  private var isComplete = false

  /// A value longer than this is left aside: it would come back with each request.
  static let longestValue = 4096

  /// Takes one line as curl hands it out, line end included.
  mutating func take(_ line: UnsafeBufferPointer<UInt8>) {
    size += line.count
    // Sound here and below: each index stays within `line`.
    if unsafe starts(line, with: "http/") {
      let size = size
      self = ResponseHead()
      self.size = size
      status = unsafe readStatus(line)
      return
    }
    guard !isComplete else { return }
    var end = line.count
    while end > 0, unsafe isSpace(line[end - 1]) { end -= 1 }
    if end == 0 {
      isComplete = true
      return
    }
    guard let colon = unsafe line.firstIndex(of: UInt8(ascii: ":")) else { return }
    func value() -> String? {
      var start = colon + 1
      while start < end, unsafe isSpace(line[start]) { start += 1 }
      guard start < end else { return nil }
      return unsafe text(line, start, end)
    }
    func named(_ name: StaticString) -> Bool {
      unsafe name.utf8CodeUnitCount == colon && starts(line, with: name)
    }
    // By length and first letter, before the letters are compared.
    switch unsafe (colon, line[0] | 0x20) {
    case (4, UInt8(ascii: "e")) where named("etag"): etag = etag ?? value()
    case (4, UInt8(ascii: "d")) where named("date"): date = date ?? value()
    case (3, UInt8(ascii: "a")) where named("age"): age = age ?? value()
    case (7, UInt8(ascii: "e")) where named("expires"): expires = expires ?? value()
    case (8, UInt8(ascii: "l")) where named("location"): location = location ?? value()
    case (11, UInt8(ascii: "r")) where named("retry-after"): retryAfter = retryAfter ?? value()
    case (12, UInt8(ascii: "c")) where named("content-type"): contentType = contentType ?? value()
    case (13, UInt8(ascii: "l")) where named("last-modified"): lastModified = lastModified ?? value()
    case (14, UInt8(ascii: "c")) where named("content-length"): contentLength = value().flatMap { Int($0) }
    case (16, UInt8(ascii: "c")) where named("content-encoding"): isEncoded = true
    case (13, UInt8(ascii: "c")) where named("cache-control"):
      guard let value = value() else { return }
      let joined = cacheControl.map { $0 + ", " + value } ?? value
      if joined.utf8.count <= ResponseHead.longestValue { cacheControl = joined }
    default: break
    }
  }

  /// `HTTP/1.1 200 OK` → 200; 0 for what is no status line.
  private func readStatus(_ line: UnsafeBufferPointer<UInt8>) -> Int {
    guard let space = unsafe line.firstIndex(of: 0x20), space + 3 < line.count else { return 0 }
    var status = 0
    for index in space + 1...space + 3 {
      guard case let digit = unsafe line[index], (0x30...0x39).contains(digit) else { return 0 }
      status = status * 10 + Int(digit - 0x30)
    }
    return status
  }

  /// `name` in lower case; ASCII letters of `line` match in either case.
  private func starts(_ line: UnsafeBufferPointer<UInt8>, with name: StaticString) -> Bool {
    guard line.count >= name.utf8CodeUnitCount else { return false }
    for index in 0..<name.utf8CodeUnitCount {
      let letter = unsafe line[index]
      let lowered = (0x41...0x5A).contains(letter) ? letter | 0x20 : letter
      guard unsafe lowered == name.utf8Start[index] else { return false }
    }
    return true
  }

  /// Each byte as the character of its number, so that `bytes(of:)` gives it back; `nil` with control characters.
  private func text(_ line: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> String? {
    guard end - start <= ResponseHead.longestValue else { return nil }
    let value = unsafe UnsafeBufferPointer(rebasing: line[start..<end])
    if unsafe value.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return unsafe String(decoding: value, as: UTF8.self) }
    guard unsafe value.allSatisfy({ ($0 >= 0x20 || $0 == 0x09) && $0 != 0x7F }) else { return nil }
    var text = String.UnicodeScalarView()
    for byte in unsafe Array(value) { text.append(Unicode.Scalar(byte)) }
    return String(text)
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
  }
}

/// The bytes of a header's value in which each character stands for one byte; `nil` when one does not fit,
/// or when a control character could begin a header of its own.
func headerBytes(_ text: String) -> [UInt8]? {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars {
    guard scalar.value <= 0xFF, scalar.value >= 0x20 || scalar.value == 0x09, scalar.value != 0x7F else { return nil }
    bytes.append(UInt8(scalar.value))
  }
  return bytes
}
