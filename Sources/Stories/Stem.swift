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
    let letters = word.utf8
    guard letters.count >= 5, let first = letters.first, isSmall(first), letters.allSatisfy({ $0 < 0x80 }) else {
      return word
    }
    var bytes = Array(letters)
    bytes.removeLast(ending(bytes))
    if bytes.count > 4, let last = bytes.last, bytes[bytes.count - 2] == last, last != 0x73, last != 0x6C {
      bytes.removeLast()
    }
    if bytes.count > 4, bytes.last == 0x65 || bytes.last == 0x69 { bytes.removeLast() }
    return bytes.count == letters.count ? word : String(decoding: bytes, as: UTF8.self)
  }

  /// Length of the longest ending that leaves four letters.
  private static func ending(_ bytes: [UInt8]) -> Int {
    let count = bytes.count
    func has(_ ending: [UInt8]) -> Bool {
      guard count - ending.count >= 4 else { return false }
      for (index, byte) in ending.enumerated() where bytes[count - ending.count + index] != byte { return false }
      return true
    }
    guard let last = bytes.last, let candidates = endings[last] else { return 0 }
    guard let found = candidates.first(where: has) else { return 0 }
    return found.count == 1 && last == 0x73 && bytes[count - 2] == 0x73 ? 0 : found.count
  }

  /// By their last letter, the longest first.
  private static let endings: [UInt8: [[UInt8]]] = Dictionary(
    grouping: [
      "ations", "ation", "ements", "ement", "ments", "ment", "ions", "ion", "ings", "ing", "edly", "ed", "ers", "er",
      "ies", "es", "s", "ly", "e", "y",
    ].map { Array($0.utf8) }, by: { $0[$0.count - 1] })

  private static func isSmall(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
}
