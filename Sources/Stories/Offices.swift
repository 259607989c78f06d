import News

/// Offices by which reports call those whom others name, and bodies that do one thing twice.
enum Offices {
  /// The judge's name of an office, made the same for those that reports do not tell apart: an envoy is an ambassador to
  /// many a paper, and who has left an office is still called by it.
  static func common(_ role: String) -> String {
    let office = role.hasPrefix("former ") ? String(role.dropFirst(7)) : role
    if envoys.contains(where: office.hasPrefix) { return "Ambassador" }
    return office
  }

  private static let envoys = ["Ambassador", "Chargé", "Special Envoy", "High Commissioner"]

  static func hash(_ role: String, _ side: Side) -> UInt32 { Terms.hash("\(side.rawValue) \(common(role))") }

  /// The one person or office that is named for a side.
  struct End: Sendable {
    private let name: UInt32
    private let office: UInt32?
    private let isPerson: Bool

    init(_ participant: Participant) {
      name = Terms.hash(participant.name)
      office = participant.role.map { Offices.hash($0, participant.side) }
      isPerson = participant.isPerson
    }

    /// Two persons, or two offices; a person of an office that is not known may be anybody.
    func isOther(than end: End) -> Bool {
      guard name != end.name else { return false }
      if isPerson, end.isPerson { return true }
      guard let office, let other = end.office else { return false }
      return office != other
    }
  }

  /// `nil` where no person or office is named for the side, or several; institutions are left out.
  static func end(_ participants: [Participant], _ side: Side) -> End? {
    let named = participants.filter { $0.side == side && ($0.isPerson || $0.role != nil) }
    return named.count == 1 ? named.first.map(End.init) : nil
  }

  enum Chamber { case house, senate }

  /// The chamber of Congress that is named, by itself or by its committees; `nil` where none or both are.
  static func chamber(_ participants: [Participant]) -> Chamber? {
    var found: Chamber?
    for participant in participants where participant.side == .us && !participant.isPerson {
      let name = participant.name.hasPrefix("US ") ? participant.name.dropFirst(3) : participant.name[...]
      guard let chamber: Chamber = name.hasPrefix("House ") ? .house : name.hasPrefix("Senate") ? .senate : nil else {
        continue
      }
      if found != nil, found != chamber { return nil }
      found = chamber
    }
    return found
  }
}
