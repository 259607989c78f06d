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
