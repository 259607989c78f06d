internal import News

/// Reads the word lists into a `Lexicon`: one function a file, faults gathered on the way.
struct LexiconReader {
  var faults: [LexiconFault] = []
  var inflection = Inflection()
  var officeNumbers: [String: Int] = [:]
  var verbNumbers: [String: Int] = [:]
  /// By verb: the group that has it.
  var verbGroups: [UInt64: Int] = [:]
  /// The forms of the verbs that were asked for, by their base form.
  private var verbForms: [UInt64: [Inflection.Form]] = [:]
  var nounNumbers: [String: Int] = [:]
  /// Kept only where somebody asks which line a meaning comes from.
  var log: OriginLog?
  /// The term that is being read.
  var phrase = LexiconPhrase()

  /// The files, in the order in which they need each other.
  static let order = [
    "inflections.txt", "sides.txt", "offices.txt", "people.txt", "institutions.txt", "places.txt", "thirdparties.txt",
    "programmes.txt", "exclusions.txt", "verbs.txt", "nouns.txt", "combinations.txt", "cues.txt", "hedges.txt",
    "topics.txt", "boilerplate.txt", "outlets.txt", "weights.txt", "words.txt",
  ]

  /// Those of them that hold no phrases.
  private static let phraseless = ["inflections.txt", "combinations.txt", "outlets.txt", "weights.txt", "words.txt"]

  /// The length of the lists that hold phrases.
  static func phraseBytes(_ files: [LexiconText]) -> Int {
    files.reduce(0) { $0 + (order.contains($1.name) && !phraseless.contains($1.name) ? $1.bytes.count : 0) }
  }

  mutating func read(_ files: [LexiconText], into lexicon: inout Lexicon) {
    var byName: [String: LexiconText] = [:]
    for file in files {
      if !LexiconReader.order.contains(file.name) {
        faults.append(
          LexiconFault(
            file: file.name, line: 0, column: 0,
            message: "not a file of the lexicon; known are \(LexiconReader.order.joined(separator: ", "))"))
      } else if byName.updateValue(file, forKey: file.name) != nil {
        faults.append(LexiconFault(file: file.name, line: 0, column: 0, message: "given twice: give each file once"))
      }
    }
    for name in LexiconReader.order {
      guard let file = byName[name] else {
        faults.append(
          LexiconFault(
            file: name, line: 0, column: 0,
            message: "missing: every file of the lexicon is needed; copy it from the lexicon that is shipped"))
        continue
      }
      switch name {
      case "inflections.txt": readInflections(file)
      case "sides.txt": readSides(file, &lexicon)
      case "offices.txt": readOffices(file, &lexicon)
      case "people.txt": readPeople(file, &lexicon)
      case "institutions.txt": readInstitutions(file, &lexicon)
      case "places.txt": readPlaces(file, &lexicon)
      case "thirdparties.txt": readThirds(file, &lexicon)
      case "programmes.txt": readProgrammes(file, &lexicon)
      case "exclusions.txt": readExclusions(file, &lexicon)
      case "verbs.txt": readVerbs(file, &lexicon)
      case "nouns.txt": readNouns(file, &lexicon)
      case "combinations.txt": readCombinations(file, &lexicon)
      case "cues.txt": readCues(file, &lexicon)
      case "hedges.txt": readHedges(file, &lexicon)
      case "topics.txt": readTopics(file, &lexicon)
      case "boilerplate.txt": readBoilerplate(file, &lexicon)
      case "weights.txt": readWeights(file, &lexicon)
      case "words.txt": readWordWeights(file, &lexicon)
      default: readOutlets(file, &lexicon)
      }
    }
  }

  // MARK: Phrases

  /// Makes `phrase` the folded words of a term. A fault, and false, where nothing is left of it or it is too long.
  mutating func read(_ piece: LexiconPiece, _ line: LexiconLine) -> Bool {
    log?.begin(piece, line)
    phrase.read(piece.bytes)
    guard phrase.count > 0 else {
      faults.append(line.fault(piece, "'\(piece.text)' has no letter or digit: write a word or remove it"))
      return false
    }
    guard phrase.count <= Vocabulary.longestPhrase - 2 else {
      faults.append(
        line.fault(
          piece, "a phrase of \(phrase.count) words; the longest that is matched has \(Vocabulary.longestPhrase - 2)"))
      return false
    }
    return true
  }

  private static let the = LexiconWord("the")
  /// Words for one side that a name may begin with.
  private static let families = [["usa", "american"], ["pakistan", "pakistani", "pak"]].map { $0.map(LexiconWord.init) }

  /// Adds a term in every spelling: Urdu compounds with and without their spaces.
  mutating func add(_ piece: LexiconPiece, _ line: LexiconLine, _ term: Term, _ lexicon: inout Lexicon) {
    let (body, isCapital) = LexiconReader.strip("^", piece)
    guard read(body, line) else { return }
    var term = term
    term.isCapital = isCapital
    add(term, &lexicon)
  }

  /// Adds a noun with the forms that it takes, where it is Urdu.
  mutating func addNoun(_ piece: LexiconPiece, _ line: LexiconLine, _ term: Term, _ lexicon: inout Lexicon) {
    guard read(piece, line) else { return }
    add(term, &lexicon)
    let last = phrase.last
    guard phrase.endsWide else { return }
    for form in phrase.span(of: last, Inflection.urduForms) {
      phrase.setLast(last, form)
      add(term, &lexicon)
    }
  }

  /// Adds the plural of the noun that is `phrase`.
  mutating func addPlural(_ term: Term, _ lexicon: inout Lexicon) {
    let last = phrase.last
    phrase.setLast(last, phrase.span(of: last, Inflection.plural))
    add(term, &lexicon)
  }

  /// Adds `phrase` with its first word, which is a verb, in every form.
  mutating func addForms(_ term: Term, _ lexicon: inout Lexicon, marked: Bool) {
    var term = term
    for form in formsOfFirst() {
      if marked { term.form = form.what }
      phrase.setFirst(form.word)
      add(term, &lexicon)
    }
  }

  private mutating func formsOfFirst() -> [Inflection.Form] {
    let hash = phrase.hashes[0]
    if let known = verbForms[hash] { return known }
    let forms = inflection.forms(ofVerb: phrase.text(of: phrase.first))
    verbForms[hash] = forms
    return forms
  }

  /// Adds a meaning to `phrase`.
  mutating func add(_ term: Term, _ lexicon: inout Lexicon) {
    if let node = lexicon.vocabulary.add(phrase.hashes.span.extracting(0..<phrase.count), term) {
      log?.note(phrase.spelling(), node, term)
    }
    guard phrase.isCompound else { return }
    phrase.lineUp()
    let gaps = phrase.count - 1
    addJoined(0..<gaps, term, &lexicon)
    guard gaps > 1, gaps < 5 else { return }
    for gap in 0..<gaps { addJoined(gap..<gap + 1, term, &lexicon) }
  }

  private mutating func addJoined(_ gaps: Range<Int>, _ term: Term, _ lexicon: inout Lexicon) {
    phrase.close(gaps)
    if let node = lexicon.vocabulary.add(phrase.joined.hashes.span.extracting(0..<phrase.joined.count), term) {
      log?.note(phrase.spelling(closing: gaps), node, term)
    }
  }

  /// Adds an actor's or place's alias without a leading "the", with "American …" for "US …" and "Pakistani …", "Pak …" for "Pakistan …", and the reverse.
  mutating func addActor(_ piece: LexiconPiece, _ line: LexiconLine, _ term: Term, _ lexicon: inout Lexicon) {
    guard read(piece, line) else { return }
    if phrase.count > 1, phrase.hashes[0] == LexiconReader.the.hash { phrase.removeFirst() }
    add(term, &lexicon)
    guard phrase.count > 1 else { return }
    let first = phrase.hashes[0]
    for family in LexiconReader.families where family.contains(where: { $0.hash == first }) {
      for other in family where other.hash != first {
        phrase.setFirst(other)
        add(term, &lexicon)
      }
      return
    }
  }

  /// Takes a leading mark, which is ASCII, off an item.
  static func strip(_ mark: Unicode.Scalar, _ piece: LexiconPiece) -> (LexiconPiece, Bool) {
    guard let first = piece.bytes.first, UInt32(first) == mark.value else { return (piece, false) }
    return (LexiconPiece(bytes: piece.bytes.dropFirst()), true)
  }

  mutating func side(_ piece: LexiconPiece, _ line: LexiconLine) -> Side? {
    if let side = Side(rawValue: piece.text) { return side }
    faults.append(line.fault(piece, "'\(piece.text)' is no side: US or PK"))
    return nil
  }

  /// The value of a closed list, or a fault that names what would be right.
  mutating func value<Value: RawRepresentable & CaseIterable>(
    _ piece: LexiconPiece, _ line: LexiconLine, of type: Value.Type, _ what: String
  ) -> Value? where Value.RawValue == String {
    if let value = Value(rawValue: piece.text) { return value }
    let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
    faults.append(line.fault(piece, "'\(piece.text)' is no \(what): one of \(known)"))
    return nil
  }

  mutating func integer(_ piece: LexiconPiece, _ line: LexiconLine, _ range: ClosedRange<Int>) -> Int? {
    if let value = Int(piece.text), range.contains(value) { return value }
    faults.append(line.fault(piece, "'\(piece.text)': a whole number from \(range.lowerBound) to \(range.upperBound)"))
    return nil
  }
}
