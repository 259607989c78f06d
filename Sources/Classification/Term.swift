internal import News

/// What sort of thing a phrase of the lexicon is.
enum Role: UInt8, Sendable {
  // Entities: of those that overlap, the first and longest stands.
  case person, office, institution, place, country, adjective, compound, third, exclusion, programme
  /// A phrase that is none of what its words would be: "State Bank", "hot pursuit".
  case mask
  // Events.
  case verb, noun
  case cue
  case hedge
  case topic
  case boilerplate
  /// Taken out: counts for nothing.
  case nothing
}

/// A set of roles; at most 24, for a vocabulary's node keeps them beside a count.
struct Roles: OptionSet, Sendable {
  var rawValue: UInt32

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(_ role: Role) { rawValue = 1 << UInt32(role.rawValue) }

  static let entities: Roles = [
    Roles(.person), Roles(.office), Roles(.institution), Roles(.place), Roles(.country), Roles(.adjective),
    Roles(.compound), Roles(.third), Roles(.exclusion), Roles(.programme), Roles(.mask),
  ]
  static let events: Roles = [Roles(.verb), Roles(.noun), Roles(.cue)]
  /// What can stand for both sides at once.
  static let both: Roles = [Roles(.compound), Roles(.programme)]
  static let office = Roles(.office)
  static let programme = Roles(.programme)
  static let topic = Roles(.topic)
  static let hedge = Roles(.hedge)
  static let boilerplate = Roles(.boilerplate)
  static let sides: Roles = [Roles(.country), Roles(.adjective), Roles(.place)]
}

/// The form in which a verb stands.
struct VerbForm: OptionSet, Hashable, Sendable {
  var rawValue: UInt8
  static let base = VerbForm(rawValue: 1)
  static let third = VerbForm(rawValue: 2)
  static let past = VerbForm(rawValue: 4)
  static let participle = VerbForm(rawValue: 8)
  static let gerund = VerbForm(rawValue: 16)
  /// Listed as it stands, not inflected.
  static let literal = VerbForm(rawValue: 32)
}

/// One meaning of a phrase: twelve bytes, for there are some 70,000.
struct Term: Hashable, Sendable {
  /// Into the lexicon's table for the role.
  var index: Int32
  var weight: Int16
  var role: Role
  /// For verbs.
  var form: VerbForm
  /// What the side is, for entities.
  var side: TermSide
  /// Safe alone: needs no context to mean what it means.
  var isSafe: Bool
  /// Stands in capitals only: "WHO", "IS".
  var isCapital = false

  init(
    role: Role, form: VerbForm = [], side: TermSide = .none, isSafe: Bool = true, index: Int32, weight: Int16 = 0
  ) {
    self.index = index
    self.weight = weight
    self.role = role
    self.form = form
    self.side = side
    self.isSafe = isSafe
  }
}

/// A set of sides.
struct TermSides: OptionSet, Sendable {
  var rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ side: TermSide) { rawValue = 1 << side.rawValue }

  static let us = TermSides(.us)
  static let pk = TermSides(.pk)

  var count: Int { rawValue.nonzeroBitCount }
}

enum TermSide: UInt8, Sendable {
  case none, us, pk, third

  init(_ side: Side) { self = side == .us ? .us : .pk }

  var side: Side? {
    switch self {
    case .us: .us
    case .pk: .pk
    case .none, .third: nil
    }
  }
}
