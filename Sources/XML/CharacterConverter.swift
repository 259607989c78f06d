#if canImport(Glibc)
  import Glibc
#endif

/// The C library's converter from one encoding to UTF-8.
@safe
struct CharacterConverter: ~Copyable {
  private let descriptor: iconv_t
  private let isUnicode: Bool

  /// `nil` where the C library does not know `encoding`.
  init?(from encoding: String) {
    guard let opened = unsafe iconv_open("UTF-8", encoding) else { return nil }
    // POSIX: (iconv_t) -1 means failure.
    guard Int(bitPattern: opened) != -1 else { return nil }
    unsafe descriptor = opened
    isUnicode = encoding.hasPrefix("UTF")
  }

  deinit { _ = unsafe iconv_close(descriptor) }

  /// The text of `body`; what the encoding does not have becomes U+FFFD, a byte at a time. Only a lone 80 is known: no
  /// encoding of pairs begins one with it, and Windows has the euro sign there in most of its code pages.
  mutating func utf8(_ body: ArraySlice<UInt8>) -> (bytes: [UInt8], replacements: Int) {
    var result: [UInt8] = []
    result.reserveCapacity(body.count * 2)
    var replacements = 0
    var piece = [CChar](repeating: 0, count: 16 * 1024)
    // Sound: iconv moves both pointers within the lengths given with them; it does not write to its input.
    unsafe body.withUnsafeBytes { input in
      guard let base = input.baseAddress else { return }
      var source: UnsafeMutablePointer<CChar>? =
        unsafe UnsafeMutableRawPointer(mutating: base).assumingMemoryBound(to: CChar.self)
      var left = input.count
      while left > 0 {
        var fault: Int32 = 0
        let written = unsafe piece.withUnsafeMutableBufferPointer { buffer -> Int in
          var target = buffer.baseAddress
          var room = buffer.count
          if unsafe iconv(descriptor, &source, &left, &target, &room) == -1 { fault = errno }
          return buffer.count - room
        }
        for byte in piece[..<written] { result.append(UInt8(bitPattern: byte)) }
        switch fault {
        case 0: return
        case E2BIG: continue
        case EILSEQ where left > 0:
          if !isUnicode, unsafe source?.pointee == CChar(bitPattern: 0x80) {
            result.append(contentsOf: "€".utf8)
          } else {
            result.append(contentsOf: UTF8.encodedReplacementCharacter)
            replacements += 1
          }
          unsafe source = source.map { unsafe $0 + 1 }
          left -= 1
        default:
          // EINVAL: the last character is cut off.
          result.append(contentsOf: UTF8.encodedReplacementCharacter)
          replacements += 1
          return
        }
      }
    }
    return (result, replacements)
  }
}
