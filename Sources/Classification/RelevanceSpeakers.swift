internal import News

/// Words of those who speak for neither side.
extension Relevance {
  /// "…: Congress", "…, says Jaishankar": whose word it is.
  mutating func speaker(_ title: Reading, _ lexicon: Lexicon) {
    // "Respect Pakistan's rights, China tells US"
    for third in title.mentions where third.role == .third && !lexicon.thirds[third.index].kind.isGroup {
      let start = third.range.lowerBound
      let end = third.range.upperBound
      guard start > 1, title.tokens[start].gap == .comma, title.tokens.count - end <= 4,
        title.events.contains(where: {
          $0.isVerb && $0.range.lowerBound == end && $0.form.contains(.third)
            && [.statement, .request].contains(lexicon.verbs[$0.group].kind)
        })
      else { continue }
      return set(.thirdSpeaker, 4, 0, third.range)
    }
    guard let last = title.mentions.last, last.role == .third, !lexicon.thirds[last.index].kind.isGroup,
      last.range.upperBound >= title.tokens.count - 2
    else {
      return
    }
    let start = last.range.lowerBound
    for back in 0...3 where start - back > 0 {
      let says = title.events.contains {
        $0.isVerb && lexicon.verbs[$0.group].name == "say" && $0.range.contains(start - back)
      }
      if title.tokens[start - back].gap == .colon || (says && title.tokens[start - back].gap >= .comma)
        || (says && back > 0)
      {
        return set(.thirdSpeaker, 1, 0, last.range)
      }
    }
  }

  /// "PTI disappointed with US stance": a party opens the title, and a party is no government.
  func partySubject(_ title: Reading, _ lexicon: Lexicon) -> Range<Int>? {
    guard let first = title.mentions.first, first.role == .institution, first.range.lowerBound == 0,
      first.side == .pk, lexicon.institutions[first.index].kind == .party
    else { return nil }
    // "PTI chairman Imran Khan meets": one of its own is named.
    let end = first.range.upperBound
    let isMan = title.mentions.contains { (0...1).contains($0.range.lowerBound - end) && $0.role != .institution }
    return isMan ? nil : first.range
  }

  /// Prisoners that the press calls by their first names, and all by theirs with the surname behind it: others of these
  /// surnames hold offices.
  private static let prisoners: WordSet = ["عافیہ", "aafia", "afia"]
  private static let firstNames: WordSet = ["عافیہ", "aafia", "afia", "شکیل", "shakil", "shakeel"]
  private static let surnames: WordSet = ["صدیقی", "آفریدی", "siddiqui", "afridi"]
  private static let hers: WordSet = ["کی", "کا", "نے"]
  private static let letters: WordSet = ["خط", "پیغام", "اپیل"]
  private static let appeals: WordSet = ["appeals", "writes", "pleads", "begs", "urges", "asks", "says", "tells"]

  /// "عافیہ صدیقی کی صدر بائیڈن سے اپیل", "Aafia writes to Imran": a prisoner's own words.
  func prisonerSpeaks(_ title: Reading) -> Range<Int>? {
    let last = title.tokens.count - 1
    return title.tokens.indices.dropLast(2).first { index in
      let isNamed =
        Relevance.prisoners.contains(title.tokens[index])
        || index > 0 && Relevance.surnames.contains(title.tokens[index])
          && Relevance.firstNames.contains(title.tokens[index - 1])
      guard isNamed, title.tokens[index + 1].gap == .space else { return false }
      if title.language == "en" { return Relevance.appeals.contains(title.tokens[index + 1]) }
      guard Relevance.hers.contains(title.tokens[index + 1]) else { return false }
      return index + 2 == last && Relevance.letters.contains(title.tokens[last])
        || title.mentions.contains { $0.range.lowerBound == index + 2 && $0.side.side != nil }
    }.map { $0..<$0 + 1 }
  }

  /// "…: Fowzia Siddiqui", and a lead that opens with a party's chief over a title in which no government does anything:
  /// the words of one who holds no office.
  mutating func privateSpeaker(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    func isPrivate(_ mention: Mention) -> Bool {
      mention.role == .person && mention.strength > 0 && lexicon.persons[mention.index].terms.isEmpty
    }
    if let last = title.mentions.last, isPrivate(last), last.range.upperBound == title.tokens.count,
      last.range.lowerBound > 2, title.tokens[last.range.lowerBound].gap >= .comma
    {
      return set(.thirdSpeaker, 7, 0, last.range)
    }
    if let prisoner = prisonerSpeaks(title) { return set(.thirdSpeaker, 7, 0, prisoner) }
    guard !title.mentions.contains(where: { $0.role != .programme && $0.standing >= .place }),
      let first = body.mentions.first(where: { $0.role == .person || $0.standing == .government }), first.sentence == 0,
      isPrivate(first),
      body.events.contains(where: {
        $0.isVerb && $0.sentence == 0 && (0...2).contains($0.range.lowerBound - first.range.upperBound)
          && lexicon.verbs[$0.group].kind == .statement
      })
    else { return }
    set(.thirdSpeaker, 4, 1, first.range)
  }
}
