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

  /// Index of the first `<`, `>` or quotation mark from `start` on.
  func markInTag(from start: Int) -> Int? {
    guard start >= 0, let base = unsafe base else { return nil }
    func zeros(_ word: UInt64) -> UInt64 { (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 }
    var index = start
    while index + 8 <= count {
      // Sound, here and below: the bytes read lie below the count.
      let word = unsafe UnsafeRawPointer(base).loadUnaligned(fromByteOffset: index, as: UInt64.self)
      // `<` and `>` differ in one bit. The lowest bit that is set is that of the first of them.
      let marks =
        zeros(word & 0xFDFD_FDFD_FDFD_FDFD ^ 0x3C3C_3C3C_3C3C_3C3C) | zeros(word ^ 0x2222_2222_2222_2222)
        | zeros(word ^ 0x2727_2727_2727_2727)
      if marks != 0 { return index + UInt64(littleEndian: marks).trailingZeroBitCount / 8 }
      index += 8
    }
    while index < count {
      switch unsafe base[index] {
      case 0x22, 0x27, 0x3C, 0x3E: return index
      default: index += 1
      }
    }
    return nil
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
