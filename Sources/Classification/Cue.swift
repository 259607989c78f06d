/// Words that place an event in time or doubt, or tell who says so.
enum Cue: String, Sendable, CaseIterable {
  /// "expected", "likely", "mulls": stage planned.
  case planned
  /// "to", "scheduled", "will": officially ahead.
  case confirmed
  /// "begins", "under way", "arrives".
  case ongoing
  /// "held", "concludes".
  case concluded
  /// "called off", "postponed".
  case cancelled
  /// "denies reports", "no plan": with a visit or a meeting, cancelled.
  case denied
  /// "after", "amid", "over": what follows is not what the title is about.
  case background
  /// "by telephone".
  case phone
  /// "according to", "told reporters".
  case attribution
  /// An opinion or an explainer by its shape.
  case analysis
  /// "anniversary", "years ago".
  case past
  /// "has been accused of".
  case reported
  /// "senior officials", "both sides": participants without a name.
  case generic
  /// "set the tone", "win-win".
  case cliche
  /// "Senators", "lawmakers", "diplomats" and the like after a side's adjective.
  case officials
  /// "among them", "world leaders", "50 nations": the two sides are two of many.
  case listed
  /// "national", "student", "businessman" after a side's adjective: no government.
  case privates

  static let all = Array(allCases)

  /// Position among all cases.
  var number: Int { Cue.all.firstIndex(of: self) ?? 0 }
}
