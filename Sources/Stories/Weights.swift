/// What each piece of evidence counts for, in hundredths of a logit.
///
/// Fitted on pairs of labelled reports (a logistic regression, then a search for the best B-cubed F1 over whole
/// groupings, with and without slots spoilt at random), and rounded. Half of the stories were set aside while the
/// rules were written.
extension Evidence {
  /// `nil` where the two have no business with each other.
  var points: Int? {
    guard isInWindow else { return nil }
    // So much of one text in the other is a copy, whatever else was made of it.
    if copied >= 50 { return 600 }
    // What no key would have found counts for nothing: else a story's other members would decide what is found.
    guard kinds != .apart, titleWords + figures + personsUS + personsPK + bodies > 0 else { return nil }
    var points = -144
    points += share(87, copied, of: 50)
    points += share(150, words - rareWords, of: 8) + share(153, rareWords, of: 6) + share(62, titleWords, of: 5)
    points += share(230, overlap, of: 60) + share(180, figures, of: 2)
    points += share(28, rarePersons, of: 2) - share(108, strangers, of: 3)
    points += share(79, bodies, of: 2) + share(98, places, of: 2) + share(117, dates, of: 2)
    points += share(115, topics, of: 2)
    if personsUS > 0, personsPK > 0 { points += 100 }
    if personsUS + personsPK == 0 { points -= 130 }
    switch kinds {
    case .same: points += 125
    case .family: points -= 68
    case .near: points -= 162
    case .apart: break
    }
    if isSameStage { points += 28 }
    points += time
    return isSameLanguage ? points : points + acrossLanguages
  }

  private var time: Int {
    switch hours {
    case .some(...30): 105
    case .some(...72): 48
    case .some(...168): 75
    case .some: -52
    // Without a time only the day of the week is left to agree on.
    case nil: -342 + (weekday > 0 ? 157 : weekday < 0 ? -25 : 0)
    }
  }

  /// Their words cannot be compared: what remains counts for more.
  private var acrossLanguages: Int {
    var points = 226
    points -= share(146, personsUS + personsPK - rarePersons, of: 2) + share(66, rarePersons, of: 2)
    if kinds == .same { points += 85 }
    if let hours, hours <= 30 { points += 60 }
    return points + share(41, figures, of: 1)
  }

  /// The share of `points` that `count` earns, all of them from `full` on.
  private func share(_ points: Int, _ count: Int, of full: Int) -> Int { points * min(count, full) / full }
}
