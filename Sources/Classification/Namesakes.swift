internal import News

/// Names and offices that are somebody else's.
extension Reading {
  /// A third state by name, and a colon behind it.
  func isElsewhere(_ lexicon: Lexicon) -> Bool {
    guard let first = mentions.first, first.role == .third, first.range.lowerBound == 0,
      lexicon.thirds[first.index].kind == .state, first.range.upperBound < tokens.count
    else { return false }
    return tokens[first.range.upperBound].gap == .colon
  }

  private static let hyphenates: WordSet = ["american", "born", "origin", "canadian"]

  /// Persons whose surname alone somebody else bears: "Vice Chairman Usama Qureshi", "Pakistani-American Qureshi".
  func namesakes(_ lexicon: Lexicon) -> [Int] {
    guard language == "en" else { return [] }
    return mentions.compactMap { mention in
      let start = mention.range.lowerBound
      guard mention.role == .person, mention.strength > 0, mention.range.count == 1, start > 1 else { return nil }
      if Reading.hyphenates.contains(tokens[start - 1]), EventKind.isHyphened(start - 1, self) { return mention.index }
      guard !sentences.contains(where: { $0.lowerBound == start - 1 }), !isTitle || !isCapitalised(start - 2),
        // "Ambassador Cameroon Munter": his own, misspelt.
        lexicon.persons[mention.index].name.utf8.first.map({ $0 | 0x20 }) != words(start - 1..<start).first,
        isOthersName(start, lexicon)
      else { return nil }
      return mention.index
    }
  }

  /// Leaves out the persons where their surname stands alone, unless they are named in full, too.
  func drop(_ persons: [Int]) {
    for index in mentions.indices
    where mentions[index].role == .person && mentions[index].range.count == 1 && persons.contains(mentions[index].index)
      && !mentions.contains(where: { $0.role == .person && $0.range.count > 1 && $0.index == mentions[index].index })
    {
      mentions[index].strength = 0
      mentions[index].side = .none
    }
  }

  private static let presidencies: WordSet = ["president", "صدر"]
  private static let theirs: WordSet = ["کے"]
  private static let nations: WordSet = ["ملک", "مملکت", "امریکہ", "امریکا", "پاکستان"]

  /// "President of the Houston-Karachi Association", "مسلم لیگ کے صدر": of something that is no state.
  func isClub(_ index: Int, _ lexicon: Lexicon) -> Bool {
    let range = mentions[index].range
    guard mentions[index].role == .office, range.count == 1, Reading.presidencies.contains(tokens[range.lowerBound])
    else { return false }
    if language == "ur" {
      let start = range.lowerBound
      return start > 1 && Reading.theirs.contains(tokens[start - 1]) && !Reading.nations.contains(tokens[start - 2])
        && !mentions.contains { $0.range.upperBound == start - 1 && [.country, .third].contains($0.role) }
    }
    let end = range.upperBound
    guard end + 1 < tokens.count, tokens[end].word == lexicon.words[.of], tokens[end].gap == .space else {
      return false
    }
    let next = tokens[end + 1].word == lexicon.words[.the] ? end + 2 : end + 1
    guard next < tokens.count, isCapitalised(next) else { return false }
    // Of a state, or of a place by itself.
    return !mentions.contains {
      $0.range.lowerBound == next && [.country, .third, .place].contains($0.role)
        && ($0.range.upperBound == tokens.count || tokens[$0.range.upperBound].gap > .space
          || !isCapitalised($0.range.upperBound))
    }
  }
}
