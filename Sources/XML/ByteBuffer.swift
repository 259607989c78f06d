#if canImport(Glibc)
  import Glibc
#endif

/// A growing run of bytes that C callbacks write into without the checks that an Array makes for each byte.
///
/// Safe to use: it owns `base`, never lends it out, and checks every range that it is given.
@safe
struct ByteBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 4096) {
    let room = max(capacity, 64)
    unsafe self.base = .allocate(capacity: room)
    self.capacity = room
  }

  deinit { unsafe base.deallocate() }

  /// Lends the bytes `range`.
  borrowing func withSpan<Result: ~Copyable>(_ range: Range<Int>, _ body: (borrowing Span<UInt8>) -> Result) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    // Sound: `range` lies within the initialised bytes, and a span cannot leave the closure that borrows it.
    return body(unsafe Span(_unsafeStart: base + range.lowerBound, count: range.count))
  }

  /// Lends all bytes to a C function, for the length of its call.
  borrowing func withPointer(_ body: (UnsafePointer<CChar>, Int) -> Void) {
    // Sound: bytes are bytes, whatever sign a C character has.
    unsafe base.withMemoryRebound(to: CChar.self, capacity: capacity) { unsafe body($0, count) }
  }

  mutating func removeAll() { count = 0 }

  /// Forgets all but the first `length` bytes.
  mutating func truncate(to length: Int) { count = min(count, max(0, length)) }

  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    // Sound: `count < capacity` here.
    unsafe base[count] = byte
    count += 1
  }

  mutating func append(_ bytes: UnsafePointer<UInt8>, count length: Int) {
    guard length > 0 else { return }
    if length > capacity - count { grow(by: length) }
    // Sound: the caller vouches for `length` readable bytes; `grow` made room for as many.
    unsafe memcpy(base + count, bytes, length)
    count += length
  }

  mutating func append(_ bytes: [UInt8]) {
    for byte in bytes { append(byte) }
  }

  mutating func append(_ scalar: Unicode.Scalar) {
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
  }

  /// Appends `bytes[range]`.
  mutating func append(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) {
    let piece = bytes.extracting(range)
    // Sound: the pointer is used within the closure only.
    unsafe piece.withUnsafeBufferPointer { pointer in
      if let start = pointer.baseAddress { unsafe append(start, count: pointer.count) }
    }
  }

  /// The bytes `range` as a String; what is not UTF-8 becomes U+FFFD.
  func string(_ range: Range<Int>) -> String {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    // Sound: `range` lies within the initialised bytes.
    return unsafe String(
      decoding: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count), as: UTF8.self)
  }

  /// The bytes `range` as a String, `nil` where they are no UTF-8.
  func validString(_ range: Range<Int>) -> String? {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    // Sound: `range` lies within the initialised bytes, and the span does not outlive this call.
    let span = unsafe Span(_unsafeStart: base + range.lowerBound, count: range.count)
    let found = UTF8Check.find(span)
    guard found != .neither else { return nil }
    return String(copying: unsafe UTF8Span(unchecked: span, isKnownASCII: found == .ascii))
  }

  private mutating func grow(by extra: Int) {
    let room = max(capacity * 2, count + extra)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
    // Sound: both hold `count` bytes and do not overlap; the old one is given back once.
    unsafe memcpy(larger, base, count)
    unsafe base.deallocate()
    unsafe base = larger
    capacity = room
  }
}
