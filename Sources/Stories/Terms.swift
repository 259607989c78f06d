import News

/// What of a text is compared: the hashes of its telling words, each of them reduced to its stem or to its concept, so that
/// two languages and two ways to put it meet.
///
/// A term is the upper 30 bits of a hash; the lower two say where the word stands. Sorted lists of terms are compared
/// without regard to those two.
enum Terms {
  /// The word stands in the title.
  static let inTitle: UInt32 = 1
  /// It stands in the title or near the head of the summary.
  static let inLead: UInt32 = 2
  static let place: UInt32 = 3

  /// Words of a summary that are its head; and of title and summary together that count at all: later words of a long
  /// text say more of its background than of its news.
  private static let lead = 25
  private static let limit = 80

  static func hash(_ text: some StringProtocol) -> UInt32 {
    let full = Fingerprint.hash(text)
    return UInt32(truncatingIfNeeded: full ^ full >> 32) & ~place
  }

  /// The terms of a text, sorted, each once. The names of its participants are left out: they are compared by themselves.
  static func list(title: [String], summary: [String], participants: [Participant]) -> [UInt32] {
    var names: Set<UInt32> = []
    for participant in participants where participant.isPerson {
      for word in Words.list(participant.name, limit: 12) { names.insert(term(word)) }
    }
    var terms: [UInt32: UInt32] = [:]
    var count = 0
    func add(_ hashes: [UInt32], title: Bool) {
      for (index, hash) in hashes.enumerated() {
        guard count < limit else { return }
        count += 1
        guard !names.contains(hash) else { continue }
        terms[hash, default: 0] |= title ? inTitle | inLead : index < lead ? inLead : 0
      }
    }
    add(hashes(title), title: true)
    add(hashes(summary), title: false)
    return terms.map { $0.key | $0.value }.sorted()
  }

  /// In hundredths of a rare word's.
  static func weight(_ term: UInt32) -> UInt8 { concepts[term & ~place] ?? Background.weight(term & ~place) }

  private static let concepts: [UInt32: UInt8] = Dictionary(
    (Array(Concepts.words.values) + Array(Concepts.pairs.values)).map { ($0.hash, $0.weight) },
    uniquingKeysWith: { first, _ in first })

  private static func hashes(_ words: [String]) -> [UInt32] {
    var hashes: [UInt32] = []
    hashes.reserveCapacity(words.count)
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      guard word.utf8.count > 1, !Figures.isNumber(word) else { continue }
      if index < words.count, let first = word.utf8.first, first > 0x7F,
        let concept = Concepts.pairs[hash(word + " " + words[index])]
      {
        hashes.append(concept.hash)
        index += 1
      } else if !CommonWords.has(word) {
        hashes.append(term(word))
      }
    }
    return hashes
  }

  /// A word as ``Words`` gives it: its concept, else its stem.
  private static func term(_ word: String) -> UInt32 {
    let root = hash(Stem.root(word))
    return Concepts.words[root]?.hash ?? root
  }

  /// A word by which one side answers what the other did or said: such a report is not of the act itself.
  static func isAnswer(_ term: UInt32) -> Bool { answers.contains(term & ~place) }

  private static let answers: Set<UInt32> = Set(["@reject", "@deny", "@protest", "@summon"].map { hash($0) })

  /// The last word of a name, as a term that a text may hold; `nil` where it is too short to tell anyone.
  static func surname(_ name: String) -> UInt32? {
    guard let last = Words.list(name, limit: 12).last, last.utf8.count > 1 else { return nil }
    return term(last)
  }

  /// A name that many reports have, by its words: it says little of which event they tell.
  static func isUsual(_ name: String) -> Bool {
    Words.list(name, limit: 12).allSatisfy { weight(term($0)) <= 85 }
  }
}
