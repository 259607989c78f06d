import News

/// What each piece of evidence counts for, in hundredths of a logit.
///
/// Fitted on pairs of labelled reports (a logistic regression, then a search for the best B-cubed F1 over whole
/// groupings, with the labels' slots and with the judge's), and rounded. With half of the stories set aside for the
/// fit, the other half lost one to three points.
extension Evidence {
  static func points(_ a: StoryMember, _ b: StoryMember) -> Int? { Evidence(a, b).points }

  /// `nil` where the two have no business with each other.
  var points: Int? {
    guard isInWindow else { return nil }
    if copied >= Evidence.copy { return 600 }
    // What no key would have found counts for nothing: else a story's other members would decide what is found.
    guard kinds != .apart, hasKey else { return nil }
    var points = -107
    points += share(108, copied, of: 50)
    points += share(76, words - rareWords, of: 8) + share(89, rareWords, of: 6) + share(49, titleWords, of: 5)
    points += share(176, overlap, of: 60) + share(265, figures, of: 2)
    points += share(75, rarePersons, of: 2) - share(97, strangers, of: 3)
    points += share(183, bodies, of: 2) - share(142, otherBodies, of: 2)
    points += share(145, places, of: 2) + share(129, dates, of: 2) + share(166, topics, of: 2)
    if areSumsApart { points -= 205 }
    if arePlacesApart { points -= 32 }
    if areDatesApart { points -= 182 }
    if isReverse { points -= 140 }
    if personsUS > 0, personsPK > 0 { points += 140 }
    if personsUS + personsPK == 0 { points -= 173 }
    switch kinds {
    case .same: points += 120
    case .family: points -= 56
    case .near: points -= 164
    case .apart: break
    }
    if isSameStage { points += 45 }
    points += time
    return isSameLanguage ? points : points + acrossLanguages
  }

  private var time: Int {
    switch hours {
    case .some(...30): 104
    case .some(...72): 23
    case .some(...168): 98
    case .some: -41
    // Without a time only the day of the week is left to agree on.
    case nil: -342 + (weekday > 0 ? 147 : weekday < 0 ? -36 : 0)
    }
  }

  /// Their words cannot be compared: what remains counts for more.
  private var acrossLanguages: Int {
    var points = 109
    points -= share(40, personsUS + personsPK, of: 2) + share(7, rarePersons, of: 2)
    if kinds == .same { points -= 49 }
    if let hours, hours <= 30 { points += 104 }
    return points + share(116, figures, of: 1)
  }

  /// The share of `points` that `count` earns, all of them from `full` on.
  private func share(_ points: Int, _ count: Int, of full: Int) -> Int { points * min(count, full) / full }
}
