#if canImport(Glibc)
  import Glibc
#endif

/// A document's bytes, lent for the length of one reading.
///
/// Safe to use while the lender holds them: it reads nothing outside them, whatever index it is asked for.
@safe
struct LentBytes {
  private let base: UnsafePointer<UInt8>?
  let count: Int

  /// - Parameter bytes: outlive every use of the value.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    unsafe base = bytes.baseAddress
    count = unsafe base == nil ? 0 : bytes.count
  }

  /// No bytes at all.
  static var none: LentBytes { unsafe LentBytes(UnsafeBufferPointer(start: nil, count: 0)) }

  /// The byte at `position`, 0 outside the document.
  @inline(__always) subscript(position: Int) -> UInt8 {
    guard position >= 0, position < count, let base = unsafe base else { return 0 }
    // Sound: checked above.
    return unsafe base[position]
  }

  /// Index of the first `byte` from `start` on, below `end`.
  @inline(__always) func position(of byte: UInt8, from start: Int, to end: Int) -> Int? {
    guard start >= 0, start < end, end <= count, let base = unsafe base,
      // Sound: the range was checked against the count.
      let found = unsafe memchr(base + start, Int32(byte), end - start)
    else { return nil }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Whether `word` stands at `start`.
  func holds(_ word: StaticString, at start: Int) -> Bool {
    guard start >= 0, start <= count, word.utf8CodeUnitCount <= count - start, let base = unsafe base
    else { return false }
    // Sound: the range was checked against the count.
    return unsafe memcmp(base + start, word.utf8Start, word.utf8CodeUnitCount) == 0
  }

  @inline(__always) func append(_ range: Range<Int>, to output: inout ByteBuffer) {
    guard range.lowerBound >= 0, range.upperBound <= count, let base = unsafe base else { return }
    // Sound: the range was checked against the count.
    unsafe output.append(base + range.lowerBound, count: range.count)
  }

  func withSpan<Result>(_ range: Range<Int>, _ body: (borrowing Span<UInt8>) -> Result) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    // Sound: the range was checked, and a span cannot leave the closure that borrows it.
    return body(
      unsafe Span(
        _unsafeElements: UnsafeBufferPointer(start: base.map { unsafe $0 + range.lowerBound }, count: range.count)))
  }

  /// The line, from 1, at the index `position`.
  func line(at position: Int) -> Int {
    var line = 1
    var index = 0
    while let found = self.position(of: 0x0A, from: index, to: min(position, count)) {
      line += 1
      index = found + 1
    }
    return line
  }
}
