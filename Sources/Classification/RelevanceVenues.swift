internal import News

/// Talks that others hold in Pakistan: it is where they meet, and nothing passes between it and the United States.
extension Relevance {
  /// "US-Iran talks in Islamabad", "US envoys head to Pakistan for Iran talks".
  mutating func venue(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    if let third = hosted(title, lexicon) ?? receivedByNone(title, body, lexicon) {
      return set(.thirdVenue, 1, 0, third)
    }
    for mention in title.mentions
    where mention.role == .third && ![.lender, .body].contains(lexicon.thirds[mention.index].kind) {
      let end = mention.range.upperBound
      let near = title.events.contains {
        !$0.isVerb && ["talks", "deal", "mediation"].contains(lexicon.nouns[$0.group].name)
          && $0.range.lowerBound >= end
          && $0.range.lowerBound <= end + 2
      }
      guard near else { continue }
      let hosts = title.mentions.contains {
        // "draws criticism from Pakistan": where it comes from is no place of talks.
        !isSource($0, title, lexicon) && !isObject($0, title) && !isPaired($0, mention) && !isSubject($0, title)
          && ($0.side == .pk && [.weak, .place].contains($0.standing)
            || $0.side == .pk && title.isBehindPreposition($0, lexicon))
      }
      if hosts { return set(.thirdVenue, 1, 0, mention.range) }
    }
  }

  /// "US envoys land in Islamabad as Iranian team checks in": both go there for each other, and nobody of Pakistan takes
  /// part, as host or as go-between.
  private func receivedByNone(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) -> Range<Int>? {
    guard
      let third = title.mentions.first(where: {
        $0.role == .third && [.state, .leader].contains(lexicon.thirds[$0.index].kind)
          && !isTalkedAbout($0, title)
      }),
      title.mentions.contains(where: { $0.side == .us && $0.standing >= .country }),
      title.events.contains(where: { event in
        event.isVerb
          // "As Iranian team checks in": it comes, too.
          ? lexicon.verbs[event.group].kind == .visit
            && (0...3).contains(event.range.lowerBound - third.range.upperBound)
          : Relevance.rounds.contains(lexicon.nouns[event.group].name)
      })
    else { return nil }
    let places = title.mentions.filter { $0.side == .pk }
    guard !places.isEmpty,
      places.allSatisfy({
        $0.role == .place && title.language == "ur"
          || [.place, .country].contains($0.role)
            && (title.isBehindPreposition($0, lexicon) || isNamed(title, after: $0, lexicon))
      })
    else { return nil }
    let isHosted = body.mentions.contains {
      $0.sentence < 2 && $0.side == .pk && [.person, .office, .institution].contains($0.role) && $0.strength >= 3
    }
    let isMediated = title.and(body).contains { reading in
      reading.events.contains {
        $0.isVerb
          ? lexicon.verbs[$0.group].name == "mediate" : lexicon.nouns[$0.group].name == "mediation"
      }
    }
    return isHosted || isMediated ? nil : third.range
  }

  /// "Islamabad talks", "Islamabad round": named after their place.
  private func isNamed(_ title: Reading, after place: Mention, _ lexicon: Lexicon) -> Bool {
    title.events.contains {
      !$0.isVerb && $0.range.lowerBound == place.range.upperBound
        && Relevance.rounds.contains(lexicon.nouns[$0.group].name)
    }
  }

  private static let rounds: [GroupName] = ["talks", "deal", "round"]

  /// "Taliban minister, US envoy to meet in Islamabad": a third party and one side meet, the other is only where.
  private func hosted(_ title: Reading, _ lexicon: Lexicon) -> Range<Int>? {
    guard let third = title.mentions.first, third.role == .third,
      lexicon.thirds[third.index].kind != .lender,
      let verb = title.events.first(where: {
        $0.isVerb && lexicon.verbs[$0.group].kind == .meeting && $0.range.lowerBound >= third.range.upperBound
      })
    else { return nil }
    let rest = title.mentions.filter { $0.range.lowerBound >= third.range.upperBound && $0.side.side != nil }
    let isUS = rest.contains { $0.side == .us && $0.range.upperBound <= verb.range.lowerBound }
    let ours = rest.filter { $0.side == .pk }
    guard isUS, !ours.isEmpty,
      ours.allSatisfy({ $0.range.lowerBound >= verb.range.upperBound && title.isBehindPreposition($0, lexicon) })
    else { return nil }
    return third.range
  }

  /// "Trump praises Pakistan's role in Iran talks": whom the verb is about.
  private func isObject(_ mention: Mention, _ title: Reading) -> Bool {
    mention.role == .country
      && title.events.contains {
        $0.isVerb && $0.range.upperBound == mention.range.lowerBound && $0.form.contains(.third)
      }
  }

  private static let about: WordSet = ["on", "over", "about"]

  /// "Holds talks on Afghan security"; "on India-Pakistan ceasefire" names those that it is between.
  private func isTalkedAbout(_ third: Mention, _ title: Reading) -> Bool {
    third.range.lowerBound > 0 && Relevance.about.contains(title.tokens[third.range.lowerBound - 1])
      && !title.mentions.contains { $0.range.lowerBound == third.range.upperBound && $0.side.side != nil }
  }

  private func isSource(_ mention: Mention, _ title: Reading, _ lexicon: Lexicon) -> Bool {
    mention.range.lowerBound > 0
      && lexicon.words.small(title.tokens[mention.range.lowerBound - 1].word) == .from
  }

  /// "Pakistan voices regret": who acts is no place.
  private func isSubject(_ mention: Mention, _ title: Reading) -> Bool {
    mention.range.lowerBound == 0 && mention.role != .place
      && title.events.contains {
        $0.isVerb && $0.form.contains(.third) && $0.range.lowerBound == mention.range.upperBound
      }
  }

  /// "Pak-India ceasefire": one of the two that it is about.
  private func isPaired(_ mention: Mention, _ third: Mention) -> Bool {
    mention.role != .place
      && (mention.range.upperBound == third.range.lowerBound || third.range.upperBound == mention.range.lowerBound)
  }
}
