/// Endings of English words, cut so that "suspends", "suspended" and "suspending" are one. Other scripts stand as they are.
enum Stem {
  /// "talks" and "talk", "countries" and "country", "Pakistan's" (its apostrophe gone) and "Pakistan" are one word.
  static func singular(_ word: String) -> String {
    let bytes = word.utf8
    guard bytes.count > 4, bytes.last == 0x73, let first = bytes.first, isSmall(first) else { return word }
    if word.hasSuffix("ss") { return word }
    return word.hasSuffix("ies") ? word.dropLast(3) + "y" : String(word.dropLast())
  }

  /// What is left of a word without its ending, four letters at least.
  static func root(_ word: String) -> String {
    var bytes = Array(word.utf8)
    guard bytes.count >= 5, let first = bytes.first, isSmall(first), bytes.allSatisfy({ $0 < 0x80 }) else { return word }
    if let ending = endings.first(where: { bytes.count - $0.count >= 4 && bytes.suffix($0.count).elementsEqual($0) }),
      !(ending == [0x73] && bytes.suffix(2).elementsEqual([0x73, 0x73]))
    {
      bytes.removeLast(ending.count)
    }
    if bytes.count > 4, let last = bytes.last, bytes[bytes.count - 2] == last, last != 0x73, last != 0x6C {
      bytes.removeLast()
    }
    if bytes.count > 4, bytes.last == 0x65 || bytes.last == 0x69 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let endings: [[UInt8]] = [
    "ations", "ation", "ements", "ement", "ments", "ment", "ions", "ion", "ings", "ing", "edly", "ed", "ers", "er",
    "ies", "es", "s", "ly", "e", "y",
  ].map { Array($0.utf8) }

  private static func isSmall(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
}
