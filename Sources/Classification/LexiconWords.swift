internal import News

/// Reading of third parties, programmes, exclusions, events, stages, hedges, topics, boiler-plate and outlets.
extension LexiconReader {
  /// `base | third | past | participle | gerund`
  mutating func readInflections(_ file: LexiconText) {
    for line in file.lines(fields: 5...5, "'base | third | past | participle | gerund'", &faults) {
      guard !line.fields.contains(where: \.isEmpty) else {
        faults.append(line.fault("an empty form: every one of the five is needed"))
        continue
      }
      let forms = line.fields.map { LexiconWord(Array($0.bytes)) }
      inflection.irregular[line.fields[0].text] = Inflection.Verb(
        third: forms[1], past: forms[2], participle: forms[3], gerund: forms[4])
    }
  }

  /// `name | class | English | Urdu`
  mutating func readThirds(_ file: LexiconText, _ lexicon: inout Lexicon) {
    for line in file.lines(fields: 4...4, "'name | class | English | Urdu'", &faults) {
      guard let kind = value(line.fields[1], line, of: ThirdClass.self, "class of third party") else { continue }
      let number = Int32(lexicon.thirds.count)
      lexicon.thirds.append(ThirdEntry(name: line.fields[0].text, kind: kind))
      for piece in line.list(2...3, &faults) {
        add(piece, line, Term(role: .third, side: .third, index: number), &lexicon)
      }
    }
  }

  /// `side | from..to, or empty | English | Urdu`
  mutating func readProgrammes(_ file: LexiconText, _ lexicon: inout Lexicon) {
    for line in file.lines(fields: 4...4, "'side (US, PK or both) | from..to | English | Urdu'", &faults) {
      var side = TermSide.none
      if line.fields[0].text != "both" {
        guard let known = self.side(line.fields[0], line) else { continue }
        side = TermSide(known)
      }
      var period = Period()
      if !line.fields[1].isEmpty {
        guard let span = self.period(line.fields[1].bytes, line.fields[1], line) else { continue }
        period = span
      }
      let number = Int32(lexicon.programmes.count)
      lexicon.programmes.append(period)
      for piece in line.list(2...3, &faults) {
        add(piece, line, Term(role: .programme, side: side, index: number), &lexicon)
      }
    }
  }

  /// `class | weight | English | Urdu`; the class `mask` takes no weight and only hides the words in it.
  mutating func readExclusions(_ file: LexiconText, _ lexicon: inout Lexicon) {
    for line in file.lines(fields: 4...4, "'class | weight | English | Urdu'", &faults) {
      let name = line.fields[0].text
      guard !name.isEmpty else {
        faults.append(line.fault(line.fields[0], "no class: name one, as 'sport'"))
        continue
      }
      let isMask = name == "mask"
      guard let weight = isMask ? 0 : integer(line.fields[1], line, 1...100) else { continue }
      let number = lexicon.exclusions.firstIndex(of: name) ?? lexicon.exclusions.count
      if number == lexicon.exclusions.count { lexicon.exclusions.append(name) }
      for piece in line.list(2...3, &faults) {
        add(
          piece, line, Term(role: isMask ? .mask : .exclusion, index: Int32(number), weight: Int16(weight)), &lexicon)
      }
    }
  }

  // MARK: Events

  /// The number of a line's group, made at its first line.
  private mutating func group(_ line: LexiconLine, _ isVerb: Bool, _ groups: inout [EventGroup]) -> Int? {
    let name = line.fields[0].text
    guard !name.isEmpty else {
      faults.append(line.fault(line.fields[0], "no group: name one"))
      return nil
    }
    var kind: Kind?
    if line.fields[1].text != "-" {
      guard let known = value(line.fields[1], line, of: Kind.self, "kind ('-' where the object decides)") else {
        return nil
      }
      kind = known
    }
    guard let weight = integer(line.fields[2], line, 0...20) else { return nil }
    if let number = isVerb ? verbNumbers[name] : nounNumbers[name] {
      if groups[number].kind != kind || groups[number].weight != weight {
        faults.append(
          line.fault(line.fields[0], "the group '\(name)' has another kind or weight above: give it the same"))
      }
      return number
    }
    guard let short = GroupName(name) else {
      faults.append(
        line.fault(line.fields[0], "the group '\(name)' is longer than \(GroupName.longest) bytes: shorten its name"))
      return nil
    }
    let number = groups.count
    if isVerb { verbNumbers[name] = number } else { nounNumbers[name] = number }
    groups.append(EventGroup(name: short, kind: kind, weight: weight))
    return number
  }

  /// `group | kind or - | weight | English base forms | Urdu`; the first word of an English item is inflected, and
  /// an item after `=` stands as it is.
  mutating func readVerbs(_ file: LexiconText, _ lexicon: inout Lexicon) {
    for line in file.lines(fields: 5...5, "'group | kind or - | weight | English | Urdu'", &faults) {
      guard let number = group(line, true, &lexicon.verbs) else { continue }
      var term = Term(role: .verb, index: Int32(number))
      for piece in line.list(3, &faults) {
        let (body, literal) = LexiconReader.strip("=", piece)
        guard read(body, line) else { continue }
        if literal {
          term.form = .literal
          add(term, &lexicon)
          continue
        }
        if let before = verbGroups.updateValue(number, forKey: phrase.identity), before != number {
          faults.append(
            line.fault(
              piece,
              "'\(phrase.spelling())' stands in the group '\(lexicon.verbs[before].name)' too: keep it in one of them"))
        }
        addForms(term, &lexicon, marked: true)
      }
      term.form = .literal
      for piece in line.list(4, &faults) { add(piece, line, term, &lexicon) }
    }
  }

  /// `group | kind or - | weight | English | Urdu`; the last word of an English item takes a plural, unless after `=`.
  mutating func readNouns(_ file: LexiconText, _ lexicon: inout Lexicon) {
    for line in file.lines(fields: 5...5, "'group | kind or - | weight | English | Urdu'", &faults) {
      guard let number = group(line, false, &lexicon.nouns) else { continue }
      let term = Term(role: .noun, index: Int32(number))
      for piece in line.list(3, &faults) {
        let (body, literal) = LexiconReader.strip("=", piece)
        guard read(body, line) else { continue }
        add(term, &lexicon)
        if !literal { addPlural(term, &lexicon) }
      }
      for piece in line.list(4, &faults) { addNoun(piece, line, term, &lexicon) }
    }
  }

  /// `verb groups | noun groups | kind or - | stage or -`
  mutating func readCombinations(_ file: LexiconText, _ lexicon: inout Lexicon) {
    for line in file.lines(fields: 4...4, "'verb groups | noun groups | kind or - | stage or -'", &faults) {
      var outcome = Outcome()
      if line.fields[2].text != "-" {
        guard let kind = value(line.fields[2], line, of: Kind.self, "kind") else { continue }
        outcome.kind = kind
      }
      if line.fields[3].text != "-" {
        guard let stage = value(line.fields[3], line, of: Stage.self, "stage") else { continue }
        outcome.stage = stage
      }
      let nouns = line.list(1, &faults)
      for verb in line.list(0, &faults) {
        guard let verbNumber = verbNumbers[verb.text] else {
          faults.append(
            line.fault(verb, "no verb group '\(verb.text)' in verbs.txt: correct the name or add the group"))
          continue
        }
        for noun in nouns {
          guard let nounNumber = nounNumbers[noun.text] else {
            faults.append(
              line.fault(noun, "no noun group '\(noun.text)' in nouns.txt: correct the name or add the group"))
            continue
          }
          lexicon.combinations[verbNumber << 16 | nounNumber] = outcome
          log?.note(verb: verb, noun: noun, line)
        }
      }
    }
  }

  // MARK: Cues

  /// `class | English | Urdu`; an English item before which `~` stands is a verb and is inflected.
  mutating func readCues(_ file: LexiconText, _ lexicon: inout Lexicon) {
    for line in file.lines(fields: 3...3, "'class | English | Urdu'", &faults) {
      guard let cue = value(line.fields[0], line, of: Cue.self, "class of cue") else { continue }
      let term = Term(role: .cue, index: Int32(cue.number))
      for piece in line.list(1, &faults) {
        let (body, isVerb) = LexiconReader.strip("~", piece)
        guard read(body, line) else { continue }
        if isVerb { addForms(term, &lexicon, marked: false) } else { add(term, &lexicon) }
      }
      for piece in line.list(2, &faults) { add(piece, line, term, &lexicon) }
    }
  }

  /// `from-to | English | Urdu`: the band of probability, in per cent (ICD 203).
  mutating func readHedges(_ file: LexiconText, _ lexicon: inout Lexicon) {
    for line in file.lines(fields: 3...3, "'from-to | English | Urdu'", &faults) {
      let ends = line.fields[0].text.split(separator: "-").compactMap { Int($0) }
      guard ends.count == 2, ends[0] < ends[1], (0...100).contains(ends[0]), (0...100).contains(ends[1]) else {
        faults.append(line.fault(line.fields[0], "'\(line.fields[0].text)' is no band: two percentages, as '55-80'"))
        continue
      }
      let term = Term(role: .hedge, index: Int32(ends[0]), weight: Int16(ends[1]))
      for piece in line.list(1...2, &faults) { add(piece, line, term, &lexicon) }
    }
  }

  /// `topic | weight | English | Urdu`; the last word of an English item takes a plural, unless after `=`; one after
  /// `!` counts inside names too.
  mutating func readTopics(_ file: LexiconText, _ lexicon: inout Lexicon) {
    for line in file.lines(fields: 4...4, "'topic | weight | English | Urdu'", &faults) {
      guard let topic = value(line.fields[0], line, of: Topic.self, "topic"),
        let weight = integer(line.fields[1], line, 1...10), let number = Topic.allCases.firstIndex(of: topic)
      else { continue }
      var term = Term(role: .topic, index: Int32(number), weight: Int16(weight))
      for piece in line.list(2, &faults) {
        let (open, anywhere) = LexiconReader.strip("!", piece)
        let (body, literal) = LexiconReader.strip("=", open)
        term.isSafe = anywhere
        guard read(body, line) else { continue }
        add(term, &lexicon)
        if !literal { addPlural(term, &lexicon) }
      }
      term.isSafe = false
      for piece in line.list(3, &faults) { addNoun(piece, line, term, &lexicon) }
    }
  }

  /// `rest or sentence | English | Urdu`
  mutating func readBoilerplate(_ file: LexiconText, _ lexicon: inout Lexicon) {
    for line in file.lines(fields: 3...3, "'rest or sentence | English | Urdu'", &faults) {
      guard let scope = value(line.fields[0], line, of: BoilerplateScope.self, "scope of boiler-plate") else {
        continue
      }
      let term = Term(role: .boilerplate, index: scope == .rest ? 0 : 1)
      for piece in line.list(1...2, &faults) { add(piece, line, term, &lexicon) }
    }
  }

  /// `feature | points`, every feature once.
  mutating func readWeights(_ file: LexiconText, _ lexicon: inout Lexicon) {
    for line in file.lines(fields: 2...2, "'feature | points'", &faults) {
      guard let feature = value(line.fields[0], line, of: RelevanceFeature.self, "feature of relevance"),
        let points = integer(line.fields[1], line, -100...100)
      else { continue }
      if lexicon.weights.update(feature, points) != nil {
        faults.append(line.fault(line.fields[0], "'\(feature.rawValue)' stands here twice: keep one line"))
      }
    }
    for feature in RelevanceFeature.allCases where lexicon.weights[feature] == nil {
      faults.append(
        LexiconFault(file: file.name, line: 0, column: 0, message: "no points for '\(feature.rawValue)': add a line"))
    }
  }

  /// `name; other names | country | official, analysis or nothing`
  mutating func readOutlets(_ file: LexiconText, _ lexicon: inout Lexicon) {
    for line in file.lines(fields: 2...3, "'names | country (PK, US, IN, …) | official, analysis or nothing'", &faults)
    {
      let country = line.fields[1]
      guard country.text.utf8.count == 2, country.text.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }) else {
        faults.append(line.fault(country, "'\(country.text)' is no country: two capitals, as PK, US, IN"))
        continue
      }
      var kind: OutletKind?
      if line.fields.count > 2, !line.fields[2].text.isEmpty {
        guard let known = value(line.fields[2], line, of: OutletKind.self, "kind of outlet") else { continue }
        kind = known
      }
      for piece in line.list(0, &faults) {
        lexicon.outlets[String(decoding: FoldedText(piece.text).bytes, as: UTF8.self)] =
          Outlet(country: country.text, kind: kind)
      }
    }
  }
}

/// How much of a text a piece of boiler-plate takes with it.
enum BoilerplateScope: String, CaseIterable {
  /// From the phrase to the text's end: a comment form.
  case rest
  /// The sentence that has it.
  case sentence
}
