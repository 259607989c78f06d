internal import News

/// Whom an Urdu text names beside an institution.
extension ParticipantFinder {
  private static let urduOf: WordSet = ["کے", "کی", "کا"]
  private static let urduPeople: WordSet = [
    "بانی", "رکن", "ارکان", "اراکین", "رہنما", "رہنماؤں", "سربراہ", "چیئرمین", "صدر", "والے", "کارکن", "کارکنوں",
    "کارکنان", "نمائندے", "نمائندوں", "ذرائع", "حکام", "اہلکار", "اہلکاروں", "گاڑی",
    "گاڑیوں", "عملے", "عملہ", "ملازم", "ملازمین", "دفتر", "باہر", "سامنے", "قریب",
  ]

  /// "پی ٹی آئی کے بانی", "قونصل خانے کے نمائندے": somebody of it is meant, or something.
  func isUrduOthers(_ institution: InstitutionEntry, _ mention: Mention, _ reading: Reading) -> Bool {
    let end = mention.range.upperBound
    guard [.military, .intelligence, .mission, .party].contains(institution.kind), end < reading.tokens.count else {
      return false
    }
    // "تحریک انصاف (پی ٹی آئی) کے بانی": the short name behind the long one.
    let next = reading.mentions.first {
      $0.role == .institution && $0.range.lowerBound == end && $0.index == mention.index
    }
    let of = next?.range.upperBound ?? end
    return of + 1 < reading.tokens.count
      && (ParticipantFinder.urduPeople.contains(reading.tokens[of])
        || ParticipantFinder.urduOf.contains(reading.tokens[of])
          && ParticipantFinder.urduPeople.contains(reading.tokens[of + 1]))
  }
}
