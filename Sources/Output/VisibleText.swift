/// The one encoder for text that came from outside and is shown to people: in the alert log, on a terminal,
/// in the journal, in a message that quotes a feed.
///
/// Control characters (C0, DEL, C1), line and paragraph separators, bidirectional controls, zero-width and other
/// invisible marks come out as `\uXXXX` (a pair of them beyond U+FFFF), a backslash as two, so that nothing that a
/// feed writes can end a line, move a cursor, turn text round or hide. ZWNJ and ZWJ between Arabic letters stay:
/// Urdu is spelt with them. CWE-117, CWE-150; Unicode TR #36 §2.
public enum VisibleText {
  /// What an escaped text may at most be long, in bytes, unless told otherwise.
  public static let defaultLimit = 4096

  /// - Parameters:
  ///   - text: any text.
  ///   - limit: the greatest length of the result in UTF-8 bytes; a longer text is cut between two characters (between
  ///     two scalars where one character alone is out of all proportion) and ends in `…`. At least 3.
  /// - Returns: one line of text; `text` itself where nothing had to be done.
  public static func escape(_ text: String, limit: Int = defaultLimit) -> String {
    let limit = max(3, limit)
    if text.utf8.count <= limit, !EscapedText.needsEscape(text, asJSON: false) { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(text.utf8.count + 16, limit + 16))
    append(text, to: &bytes, limit: limit)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `escape`, onto the end of a buffer.
  public static func append(_ text: String, to bytes: inout [UInt8], limit: Int = defaultLimit) {
    let limit = max(3, limit)
    // An escape never shortens, so what lies beyond the limit in the source cannot be in the result.
    let start = bytes.count
    if text.utf8.count <= limit {
      EscapedText.append(text, to: &bytes, asJSON: false)
      if bytes.count - start <= limit { return }
      bytes.removeSubrange(start...)
    }
    let end = cut(text, room: limit - 3)
    EscapedText.append(String(text[..<end]), to: &bytes, asJSON: false)
    bytes.append(contentsOf: [0xE2, 0x80, 0xA6])
  }

  /// How long one character may be before a cut goes through it.
  private static let longestCharacter = 64

  /// Where to end `text` so that its escaped form takes `room` bytes at most.
  private static func cut(_ text: String, room: Int) -> String.Index {
    var used = 0
    var end = text.startIndex
    for index in text.unicodeScalars.indices {
      // Escapes depend on the neighbours (ZWNJ), so the dearer reading counts.
      used += EscapedText.widestForm(text.unicodeScalars[index])
      if used > room { break }
      end = text.unicodeScalars.index(after: index)
    }
    var boundary = text.startIndex
    for index in text.indices {
      if index > end { break }
      boundary = index
    }
    let lost = text.utf8.distance(from: boundary, to: end)
    return lost > longestCharacter ? end : boundary
  }
}
