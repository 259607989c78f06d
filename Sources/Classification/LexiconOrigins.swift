public import News

/// A term of a word list: what stands between two `;`, or a pair of groups in combinations.txt.
public struct LexiconTerm: Hashable, Sendable {
  public var file: String
  /// From 1.
  public var line: Int
  public var column: Int
  /// The line's first field: the group, class or topic; of a combination its verb group.
  public var group: String
  /// As it stands in the list, without its mark; of a combination "verb group + noun group".
  public var text: String
  /// Its spellings, folded: inflections, plurals, compounds with and without their spaces.
  public var spellings: [String]
}

/// A lexicon that knows which term of its lists each meaning comes from, so that one can be taken out.
///
/// For asking what a term is good for; the daemon has no use for it. Its lexicon is the rules' alone: what words lean to
/// would hide what a term does.
public struct LexiconOrigins: Sendable {
  public let lexicon: Lexicon
  /// In the order of files and lines.
  public let terms: [LexiconTerm]
  /// The meanings of each term, as places in the vocabulary's table.
  private let meanings: [[Int]]
  /// How many terms give each meaning.
  private let givers: [Int]
  /// By place of a meaning: the terms that give it.
  private let termsOfMeaning: [[Int32]]
  private let pairs: [Pair]

  private struct Pair: Sendable {
    var term: Int
    var key: Int
    var verb: Int32
    var noun: Int32
  }

  /// - Throws: what `Lexicon` throws.
  public init(files: [LexiconText]) throws(LexiconFailure) {
    var reader = LexiconReader()
    reader.log = OriginLog()
    lexicon = try Lexicon(files, &reader).withoutWords()
    let log = reader.log ?? OriginLog()
    terms = log.terms
    let table = lexicon.vocabulary.terms
    var meanings = [[Int]](repeating: [], count: log.terms.count)
    var givers = [Int](repeating: 0, count: table.count)
    var termsOfMeaning = [[Int32]](repeating: [], count: table.count)
    for entry in log.entries {
      for place in lexicon.vocabulary.terms(at: entry.node)
      where table[place] == entry.meaning && !meanings[entry.term].contains(place) {
        meanings[entry.term].append(place)
        givers[place] += 1
        termsOfMeaning[place].append(Int32(entry.term))
      }
    }
    self.meanings = meanings
    self.givers = givers
    self.termsOfMeaning = termsOfMeaning
    var pairs: [Pair] = []
    for pair in log.pairs {
      guard let verb = lexicon.verbs.firstIndex(where: { $0.name == GroupName(pair.verb) }),
        let noun = lexicon.nouns.firstIndex(where: { $0.name == GroupName(pair.noun) })
      else { continue }
      pairs.append(Pair(term: pair.term, key: verb << 16 | noun, verb: Int32(verb), noun: Int32(noun)))
    }
    self.pairs = pairs
  }

  /// Every phrase of the lexicon in every spelling, folded; sorted, each once.
  public var phrases: [String] { Set(terms.filter { !$0.isPair }.flatMap(\.spellings)).sorted() }

  /// The lexicon without a term. A meaning that another term gives too stays.
  public func without(_ term: Int) -> Lexicon {
    var lexicon = lexicon
    for place in meanings[term] where givers[place] == 1 { lexicon.vocabulary.remove(place) }
    for pair in pairs where pair.term == term { lexicon.combinations[pair.key] = nil }
    return lexicon
  }

  /// Whether other terms give all that this one does, so that nothing changes without it.
  public func isRepeated(_ term: Int) -> Bool {
    !terms[term].isPair && !meanings[term].contains { givers[$0] == 1 }
  }

  /// The terms that stand in a text, and the combinations both of whose halves do: those without which its judgement
  /// could be another.
  public func terms(in texts: [FoldedText]) -> Set<Int> {
    var found = Set<Int>()
    var verbs = Set<Int32>()
    var nouns = Set<Int32>()
    for text in texts {
      for hit in lexicon.vocabulary.hits(in: Tokeniser.tokens(of: text.bytes, lexicon.vocabulary)) {
        for place in hit.terms {
          for term in termsOfMeaning[place] { found.insert(Int(term)) }
          let meaning = lexicon.vocabulary.terms[place]
          if meaning.role == .verb { verbs.insert(meaning.index) }
          if meaning.role == .noun { nouns.insert(meaning.index) }
        }
      }
    }
    for pair in pairs where verbs.contains(pair.verb) && nouns.contains(pair.noun) { found.insert(pair.term) }
    return found
  }
}

extension LexiconTerm {
  /// Whether it is a pair of groups, and no words.
  public var isPair: Bool { file == "combinations.txt" }
}

/// What the reader notes of where each meaning comes from.
struct OriginLog: Sendable {
  private(set) var terms: [LexiconTerm] = []
  private(set) var entries: [(term: Int, node: Int32, meaning: Term)] = []
  private(set) var pairs: [(term: Int, verb: String, noun: String)] = []

  /// A new term; what is noted next belongs to it.
  mutating func begin(_ piece: LexiconPiece, _ line: LexiconLine) {
    terms.append(
      LexiconTerm(
        file: line.file, line: line.number, column: line.column(of: piece), group: line.fields[0].text,
        text: piece.text,
        spellings: []))
  }

  mutating func note(_ spelling: String, _ node: Int32, _ meaning: Term) {
    guard let last = terms.indices.last else { return }
    if !terms[last].spellings.contains(spelling) { terms[last].spellings.append(spelling) }
    entries.append((last, node, meaning))
  }

  mutating func note(verb: LexiconPiece, noun: LexiconPiece, _ line: LexiconLine) {
    terms.append(
      LexiconTerm(
        file: line.file, line: line.number, column: line.column(of: noun), group: verb.text,
        text: "\(verb.text) + \(noun.text)",
        spellings: []))
    pairs.append((terms.count - 1, verb.text, noun.text))
  }
}
