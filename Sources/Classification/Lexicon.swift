public import News

/// The word lists, compiled: what every phrase means, and who held which office when.
///
/// In go the texts of the files of `config/lexicon`; the README there describes each file's form. Reading is strict: an
/// unknown class, a repeated id, a wrong number of fields is a fault with its place, and a lexicon with a fault is not
/// taken at all. This room never touches the disk: the caller reads the files.
public struct Lexicon: Sendable {
  var vocabulary: Vocabulary
  var persons: [PersonEntry] = []
  /// Their places by name.
  var personNumbers: [String: Int] = [:]
  var offices: [OfficeEntry] = []
  var institutions: [InstitutionEntry] = []
  var places: [PlaceEntry] = []
  var thirds: [ThirdEntry] = []
  /// When a programme ran.
  var programmes: [Period] = []
  var exclusions: [String] = []
  var verbs: [EventGroup] = []
  var nouns: [EventGroup] = []
  /// Verb group × noun group.
  var combinations: [Int: Outcome] = [:]
  /// Points of what speaks for and against relevance.
  var weights = FeatureTable()
  /// What words lean to.
  var wordWeights = WordWeights()
  /// Folded name of an outlet → the country it writes in, in capitals.
  var outlets: [String: Outlet] = [:]
  /// Numbers of the words that rules ask for by name.
  var words: WordNumbers

  /// - Parameter files: every `*.txt` of the lexicon folder, in any order.
  /// - Throws: `LexiconFailure` with all faults, in the order of files and lines.
  public init(files: [LexiconText]) throws(LexiconFailure) {
    var reader = LexiconReader()
    try self.init(files, &reader)
  }

  init(_ files: [LexiconText], _ reader: inout LexiconReader) throws(LexiconFailure) {
    var vocabulary = Vocabulary(ofLists: LexiconReader.phraseBytes(files))
    words = WordNumbers(&vocabulary)
    self.vocabulary = consume vocabulary
    reader.read(files, into: &self)
    guard reader.faults.isEmpty else {
      throw LexiconFailure(
        faults: reader.faults.sorted { ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column) })
    }
    self.vocabulary.freeze()
  }

  /// The same without what words lean to: the rules alone, for trying them.
  public func withoutWords() -> Lexicon {
    var rules = self
    rules.wordWeights = WordWeights()
    return rules
  }

  func weight(_ feature: RelevanceFeature) -> Int { weights[feature] ?? 0 }

  /// How many phrases of the lexicon stand in a folded text, those inside longer ones too: the match by itself, without
  /// the judgement, for measuring.
  public func phrases(in text: FoldedText) -> Int {
    vocabulary.hits(in: Tokeniser.tokens(of: text.bytes, vocabulary)).count
  }

  /// Phrases with a meaning.
  public var phraseCount: Int { vocabulary.phraseCount }

  /// Bytes of the tables that the text is matched against.
  public var footprint: Int { vocabulary.footprint + wordWeights.footprint }
}

/// A person with dated offices.
struct PersonEntry: Sendable {
  let name: String
  let side: Side
  let terms: [OfficeTerm]
  /// Has been an envoy, as papers use the word.
  let isEnvoy: Bool

  init(name: String, side: Side, terms: [OfficeTerm], offices: [OfficeEntry]) {
    self.name = name
    self.side = side
    self.terms = terms
    isEnvoy = terms.contains { offices[$0.office].traits.contains(.envoy) }
  }
}

/// `from` is the first day, `to` the last; an open end is nil.
struct Period: Sendable {
  var from: CivilDay?
  var to: CivilDay?

  func holds(on day: CivilDay) -> Bool {
    if let from, day < from { return false }
    if let to, day > to { return false }
    return true
  }
}

/// An office held for a time.
struct OfficeTerm: Sendable {
  var office: Int
  var from: CivilDay
  var to: CivilDay?

  func holds(on day: CivilDay) -> Bool { Period(from: from, to: to).holds(on: day) }
}

struct OfficeEntry: Sendable {
  let id: String
  let side: Side
  let rank: Int
  let role: String
  /// "Prime Minister of Pakistan": what stands for a holder whom nobody names.
  let title: String
  /// What the id says of it, told once.
  let traits: OfficeTraits
  /// The body that speaks where its members are not named: "US senators oppose".
  let body: String?

  init(id: String, side: Side, rank: Int, role: String) {
    self.id = id
    self.side = side
    self.rank = rank
    self.role = role
    title = OfficeEntry.title(role, side)
    traits = OfficeTraits(id: id)
    body = ["us-senator": "US Senate", "us-representative": "US Congress"][id]
  }

  private static let posts = [
    "Ambassador to ", "Deputy Ambassador to ", "Chargé d'Affaires in ", "Deputy Chief of Mission in ",
    "Consul General in ", "High Commissioner to ",
  ]
  private static let provincial = ["Governor of ", "Chief Minister of ", "President of Azad", "Prime Minister of Azad"]

  /// "Foreign Secretary of Pakistan", "Ambassador of the United States to Pakistan", "Governor of Punjab".
  private static func title(_ role: String, _ side: Side) -> String {
    let country = side == .us ? "the United States" : "Pakistan"
    if side == .pk, provincial.contains(where: role.hasPrefix), !role.contains("Bank") { return role }
    if let post = posts.first(where: role.hasPrefix) {
      let words = post.split(separator: " ")
      let name = words.dropLast().joined(separator: " ")
      return "\(name) of \(country) \(words[words.count - 1]) \(role.dropFirst(post.count))"
    }
    return "\(role) of \(country)"
  }
}

/// What rules ask of an office, by the words of its id.
struct OfficeTraits: OptionSet, Sendable {
  var rawValue: UInt8
  static let legislator = OfficeTraits(rawValue: 1)
  static let spokesperson = OfficeTraits(rawValue: 2)
  /// Whom a paper may call an envoy.
  static let envoy = OfficeTraits(rawValue: 4)
  /// For Afghanistan and Pakistan.
  static let afpak = OfficeTraits(rawValue: 8)
  /// A paper's word for anyone who was sent, or who commands.
  static let loose = OfficeTraits(rawValue: 16)
  /// "US envoy": a paper's word for whoever was sent, or the ambassador; without a name nobody in particular.
  static let anyEnvoy = OfficeTraits(rawValue: 32)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(id: String) {
    self = []
    let id = Array(id.utf8)
    for (trait, words) in OfficeTraits.words where words.contains(where: { OfficeTraits.stands($0, in: id) }) {
      insert(trait)
    }
  }

  private static func stands(_ word: [UInt8], in id: [UInt8]) -> Bool {
    id.indices.contains { id[$0...].starts(with: word) }
  }

  private static let words: [(OfficeTraits, [[UInt8]])] = [
    (.legislator, ["congress", "senator", "us-representative"]), (.spokesperson, ["spokesperson"]),
    (
      .envoy,
      ["envoy", "ambassador", "charge", "representative", "assistant-secretary", "consul", "chief-of-mission"]
    ),
    (.anyEnvoy, ["us-special-envoy"]), (.afpak, ["afpak"]),
    (.loose, ["special-envoy", "military-commander", "military-official"]),
  ].map { (trait, words) in (trait, words.map { Array($0.utf8) }) }
}

enum InstitutionClass: String, Sendable, CaseIterable {
  case executive, legislature, military, intelligence, agency, mission, court, party, weak
}

struct InstitutionEntry: Sendable {
  let name: String
  let side: Side
  let kind: InstitutionClass
  /// "Obama administration", "Sharif government": the side itself, by its head.
  let isAdministration: Bool
  let isForces: Bool

  init(name: String, side: Side, kind: InstitutionClass) {
    self.name = name
    self.side = side
    self.kind = kind
    isAdministration = name.hasSuffix(" administration") || name.hasSuffix(" government")
    isForces = name.hasSuffix("Armed Forces")
  }

  /// Never makes a side alone.
  var isWeak: Bool { kind == .party || kind == .weak }
}

enum PlaceClass: String, Sendable, CaseIterable {
  case country, capital, city, region, building, venue
}

struct PlaceEntry: Sendable {
  var name: String
  /// The side on whose soil it lies.
  var side: Side?
  var country: String
  var kind: PlaceClass
}

enum ThirdClass: String, Sendable, CaseIterable {
  case state, leader, group, lender, body
  /// A group that fights from or in Pakistan: an act of the US against it concerns Pakistan.
  case militants

  /// Neither a state nor its voice.
  var isGroup: Bool { self == .group || self == .militants }
}

/// Where an outlet writes from, and for what.
struct Outlet: Sendable {
  /// Two capitals.
  var country: String
  var kind: OutletKind?

  var side: Side? { Side(rawValue: country) }
}

enum OutletKind: String, Sendable, CaseIterable {
  /// A government's own: what it writes is that government's word.
  case official
  /// A think tank or a journal of opinion.
  case analysis
}

struct ThirdEntry: Sendable {
  var name: String
  var kind: ThirdClass
}

/// A family of verbs or nouns that mean the same kind of act.
struct EventGroup: Sendable {
  var name: GroupName
  /// nil where the object decides.
  var kind: Kind?
  var weight: Int
}

/// What a verb does to an object: "suspend" with "aid" is a sanction.
struct Outcome: Sendable {
  var kind: Kind?
  var stage: Stage?
}

/// Small words that rules ask for by name; those up to `about` only join others.
enum SmallWord: Int, CaseIterable, Sendable {
  case to, of, `in`, at, on, `for`, from, with, by, and, the, a, an, `is`, are, was, were, has, have, had, will, would,
    may, might, could, should, must, can, not, `as`, after, over, against, into, that, than, between, amid, before,
    during, `if`, who, which, no, about
  case be, been, being, says, said, say, us, usa, pakistan, pak, why, how, what, when, `where`, this, its, his, her,
    their, ties, vs, it, he, she, they, new, `do`, does, did, shall, ought, `let`, lets
}

/// Numbers of the small words.
struct WordNumbers: Sendable {
  private var table: [Int32]
  /// By number, for the words interned first.
  private var small: [SmallWord?]

  init(_ vocabulary: inout Vocabulary) {
    table = SmallWord.allCases.map { vocabulary.intern(WordHash.of("\($0)".utf8)) }
    small = [SmallWord?](repeating: nil, count: Int(table.max() ?? 0) + 1)
    for word in SmallWord.allCases { small[Int(table[word.rawValue])] = word }
  }

  subscript(_ word: SmallWord) -> Int32 { table[word.rawValue] }

  /// The small word of this number, if it is one.
  func small(_ word: Int32) -> SmallWord? { word >= 0 && Int(word) < small.count ? small[Int(word)] : nil }

  /// "to", "of", "the": words that only join others.
  func isFunction(_ word: Int32) -> Bool { small(word).map { $0.rawValue <= SmallWord.about.rawValue } ?? false }
}
