import News

/// What of a text is kept to recognise it by: its telling words, its figures, its shingles, its agency.
enum Fingerprint {
  /// Words of a title, and of a summary, that are looked at.
  private static let wordLimit = 200

  static func print(title: String?, summary: String?, author: String?, participants: [Participant]) -> TextPrint {
    let head = Words.list(title ?? "", limit: wordLimit)
    let body = Words.list(summary ?? "", limit: wordLimit)
    return TextPrint(
      words: Terms.list(title: head, summary: body, participants: participants), figures: Figures.list(head, body),
      weekdays: weekdays(head + body), shingles: shingles(body.count >= 12 ? body : head + body),
      agency: Agency.name(author: author, summary: summary), isArabicScript: isArabicScript(title ?? summary ?? ""))
  }

  private static func isArabicScript(_ text: String) -> Bool {
    let letters = text.unicodeScalars.prefix(200).filter(\.properties.isAlphabetic)
    return letters.count { (0x0600...0x06FF).contains($0.value) } * 2 > letters.count
  }

  /// FNV-1a, 64 bits.
  static func hash(_ text: some StringProtocol) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }

  // MARK: - Shingles

  /// Runs of three words.
  private static func shingles(_ words: [String]) -> [UInt32] {
    guard words.count >= 3 else { return [] }
    let hashes = words.map { hash($0) }
    return Set(
      (0...(words.count - 3)).map { start in
        var mixed = hashes[start]
        for next in hashes[start + 1...start + 2] { mixed = (mixed &* 0x9E37_79B9_7F4A_7C15) ^ (mixed >> 29) ^ next }
        mixed = mixed &* 0xBF58_476D_1CE4_E5B9
        return UInt32(truncatingIfNeeded: mixed >> 32)
      }
    ).sorted()
  }

  /// Share of the shorter text's shingles that the other has; `nil` where a text is too short to tell.
  static func containment(_ a: [UInt32], _ b: [UInt32]) -> Double? {
    let shorter = min(a.count, b.count)
    return shorter < 8 ? nil : Double(shared(a, b)) / Double(shorter)
  }

  /// Number of values that two sorted lists share.
  static func shared(_ a: [UInt32], _ b: [UInt32]) -> Int {
    var (i, j, count) = (0, 0, 0)
    while i < a.count, j < b.count {
      let (first, second) = (a[i], b[j])
      if first == second { count += 1 }
      if first <= second { i += 1 }
      if second <= first { j += 1 }
    }
    return count
  }

  // MARK: - Days of the week

  private static func weekdays(_ words: [String]) -> Int {
    words.reduce(0) { bits, word in days[word].map { bits | 1 << $0 } ?? bits }
  }

  private static let days: [String: Int] = {
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    let urdu = ["پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار"]
    var days: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      days[name] = index
      days[urdu[index]] = index
    }
    return days
  }()
}
