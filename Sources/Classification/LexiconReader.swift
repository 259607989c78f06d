internal import News

/// Reads the word lists into a `Lexicon`: one function a file, faults gathered on the way.
struct LexiconReader {
  var faults: [LexiconFault] = []
  var inflection = Inflection()
  var officeNumbers: [String: Int] = [:]
  var verbNumbers: [String: Int] = [:]
  /// By verb: the group that has it.
  var verbGroups: [String: String] = [:]
  var nounNumbers: [String: Int] = [:]
  /// Kept only where somebody asks which line a meaning comes from.
  var log: OriginLog?

  /// The files, in the order in which they need each other.
  static let order = [
    "inflections.txt", "sides.txt", "offices.txt", "people.txt", "institutions.txt", "places.txt", "thirdparties.txt",
    "programmes.txt", "exclusions.txt", "verbs.txt", "nouns.txt", "combinations.txt", "cues.txt", "hedges.txt",
    "topics.txt", "boilerplate.txt", "outlets.txt", "weights.txt",
  ]

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
          LexiconFault(file: name, line: 0, column: 0, message: "missing: every file of the lexicon is needed"))
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
      default: readOutlets(file, &lexicon)
      }
    }
  }

  // MARK: Phrases

  /// The folded words of a term. A fault where nothing is left of it or it is too long.
  mutating func words(_ piece: LexiconPiece, _ line: LexiconLine) -> [[UInt8]]? {
    log?.begin(piece, line)
    let bytes = FoldedText(utf8: Array(piece.bytes)).bytes
    var merged: [[UInt8]] = []
    merged.reserveCapacity(4)
    var start = 0
    for index in 0...bytes.count where index == bytes.count || !LexiconReader.isWord(bytes[index]) {
      defer { start = index + 1 }
      guard start < index else { continue }
      let word = Array(bytes[start..<index])
      // As in a text, "United States (of America)" is one word.
      if word == LexiconReader.states, merged.last == LexiconReader.united {
        merged[merged.count - 1] = LexiconReader.usa
      } else if word == LexiconReader.america, merged.count > 1, merged[merged.count - 1] == LexiconReader.of,
        merged[merged.count - 2] == LexiconReader.usa
      {
        merged.removeLast()
      } else {
        merged.append(word)
      }
    }
    guard !merged.isEmpty else {
      faults.append(line.fault(piece, "'\(piece.text)' has no letter or digit: write a word or remove it"))
      return nil
    }
    guard merged.count <= Vocabulary.longestPhrase - 2 else {
      faults.append(
        line.fault(
          piece, "a phrase of \(merged.count) words; the longest that is matched has \(Vocabulary.longestPhrase - 2)"))
      return nil
    }
    return merged
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7A)
  }

  private static let united = Array("united".utf8)
  private static let states = Array("states".utf8)
  private static let of = Array("of".utf8)
  private static let america = Array("america".utf8)
  private static let usa = Array("usa".utf8)
  private static let the = Array("the".utf8)
  /// Words for one side that a name may begin with.
  private static let families = [["usa", "american"], ["pakistan", "pakistani", "pak"]].map {
    $0.map { Array($0.utf8) }
  }

  /// Adds a term in every spelling: Urdu compounds with and without their spaces.
  mutating func add(_ piece: LexiconPiece, _ line: LexiconLine, _ term: Term, _ lexicon: inout Lexicon) {
    let (body, isCapital) = LexiconReader.strip("^", piece)
    guard let words = words(body, line) else { return }
    var term = term
    term.isCapital = isCapital
    add(words, term, &lexicon)
  }

  /// Adds an Urdu noun with the forms that it takes.
  mutating func addNoun(_ piece: LexiconPiece, _ line: LexiconLine, _ term: Term, _ lexicon: inout Lexicon) {
    guard let words = words(piece, line) else { return }
    add(words, term, &lexicon)
    guard let last = words.last, let first = last.first, first >= 0x80 else { return }
    for form in Inflection.urduForms(last) { add(words.dropLast() + [form], term, &lexicon) }
  }

  mutating func add(_ words: [[UInt8]], _ term: Term, _ lexicon: inout Lexicon) {
    enter(words, term, &lexicon)
    guard words.count > 1, words.allSatisfy({ $0[0] >= 0x80 }) else { return }
    var joined: [[UInt8]] = []
    for word in words { joined = joined.isEmpty ? [word] : [joined[0] + word] }
    enter(joined, term, &lexicon)
    guard words.count <= 5 else { return }
    for index in 0..<words.count - 1 {
      var variant = words
      variant[index] += variant.remove(at: index + 1)
      enter(variant, term, &lexicon)
    }
  }

  /// One spelling of a phrase.
  private mutating func enter(_ words: [[UInt8]], _ term: Term, _ lexicon: inout Lexicon) {
    if let node = lexicon.vocabulary.add(words, term) { log?.note(words, node, term) }
  }

  /// Adds an actor's or place's alias without a leading "the", with "American …" for "US …" and "Pakistani …", "Pak …" for "Pakistan …", and the reverse.
  mutating func addActor(_ piece: LexiconPiece, _ line: LexiconLine, _ term: Term, _ lexicon: inout Lexicon) {
    guard var words = words(piece, line) else { return }
    if words.count > 1, words[0] == LexiconReader.the { words.removeFirst() }
    add(words, term, &lexicon)
    guard words.count > 1 else { return }
    for family in LexiconReader.families where family.contains(words[0]) {
      for other in family {
        words[0] = other
        add(words, term, &lexicon)
      }
      return
    }
  }

  /// Takes a leading mark, which is ASCII, off an item.
  static func strip(_ mark: Unicode.Scalar, _ piece: LexiconPiece) -> (LexiconPiece, Bool) {
    guard let first = piece.bytes.first, UInt32(first) == mark.value else { return (piece, false) }
    return (LexiconPiece(bytes: piece.bytes.dropFirst(), column: piece.column + 1), true)
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
