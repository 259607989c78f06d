internal import News

/// Reading of sides, offices, people, institutions and places.
extension LexiconReader {
  /// What a word says of a side.
  enum SideWord: String, CaseIterable {
    /// The country itself.
    case name
    /// Its adjective.
    case adjective
    /// Both countries in one word: "Pak-US".
    case compound
  }

  /// `side | name, adjective or compound | English | Urdu`
  mutating func readSides(_ file: LexiconText, _ lexicon: inout Lexicon) {
    for line in file.lines(fields: 4...4, "'side | class | English | Urdu'", &faults) {
      guard let kind = value(line.fields[1], line, of: SideWord.self, "class of side word") else { continue }
      var side = TermSide.none
      if kind != .compound {
        guard let known = self.side(line.fields[0], line) else { continue }
        side = TermSide(known)
      }
      let role: Role = kind == .name ? .country : kind == .adjective ? .adjective : .compound
      for piece in line.list(2, &faults) + line.list(3, &faults) {
        add(piece, line, Term(role: role, side: side, index: 0), &lexicon)
      }
    }
  }

  /// `office-id | side | rank | role | English | Urdu`
  mutating func readOffices(_ file: LexiconText, _ lexicon: inout Lexicon) {
    for line in file.lines(fields: 6...6, "'office-id | side | rank | role | English | Urdu'", &faults) {
      guard let side = side(line.fields[1], line), let rank = integer(line.fields[2], line, 1...7) else { continue }
      let id = line.fields[0].text
      guard officeNumbers[id] == nil else {
        faults.append(line.fault(line.fields[0], "the office '\(id)' stands here twice: keep one line"))
        continue
      }
      let number = lexicon.offices.count
      officeNumbers[id] = number
      lexicon.offices.append(OfficeEntry(id: id, side: side, rank: rank, role: line.fields[3].text))
      for piece in line.list(4, &faults) + line.list(5, &faults) {
        let (form, safe) = LexiconReader.strip("*", piece)
        addActor(
          form, line, Term(role: .office, side: TermSide(side), isSafe: safe, index: Int32(number)), &lexicon)
      }
    }
  }

  /// `name | side | English | Urdu | office from..to; …`
  mutating func readPeople(_ file: LexiconText, _ lexicon: inout Lexicon) {
    var seen: [String: Int] = [:]
    for line in file.lines(fields: 5...5, "'name | side | English | Urdu | office from..to; …'", &faults) {
      guard let side = side(line.fields[1], line) else { continue }
      let field = line.fields[0]
      let name = field.text
      if let before = seen[name] {
        faults.append(line.fault(field, "'\(name)' stands in line \(before) too: keep one line for each person"))
        continue
      }
      seen[name] = line.number
      let number = Int32(lexicon.persons.count)
      var terms: [OfficeTerm] = []
      for piece in line.list(4, &faults) {
        if let term = officeTerm(piece, line) { terms.append(term) }
      }
      lexicon.personNumbers[name] = lexicon.persons.count
      lexicon.persons.append(PersonEntry(name: name, side: side, terms: terms, offices: lexicon.offices))
      addActor(field, line, Term(role: .person, side: TermSide(side), index: number), &lexicon)
      for piece in line.list(2, &faults) + line.list(3, &faults) {
        let (form, safe) = LexiconReader.strip("*", piece)
        let long = form.bytes.contains(0x20)
        addActor(
          form, line, Term(role: .person, side: TermSide(side), isSafe: safe || long, index: number), &lexicon)
      }
    }
  }

  /// `office-id from..to`
  private mutating func officeTerm(_ piece: LexiconPiece, _ line: LexiconLine) -> OfficeTerm? {
    let parts = piece.bytes.split(separator: 0x20)
    guard parts.count == 2 else {
      faults.append(
        line.fault(piece, "'\(piece.text)': write 'office-id from..to', as 'us-president 2009-01-20..2017-01-20'"))
      return nil
    }
    guard let office = officeNumbers[String(decoding: parts[0], as: UTF8.self)] else {
      faults.append(
        line.fault(
          piece,
          "no office '\(String(decoding: parts[0], as: UTF8.self))' in offices.txt: correct the id or add the office"))
      return nil
    }
    guard let period = period(LexiconPiece(bytes: parts[1], column: piece.column), line), let from = period.from
    else { return nil }
    return OfficeTerm(office: office, from: from, to: period.to)
  }

  /// `from..to`, either day, month or year; an end may be open.
  mutating func period(_ piece: LexiconPiece, _ line: LexiconLine) -> Period? {
    let ends = piece.bytes.split(separator: 0x2E, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard ends.count == 3, ends[1].isEmpty, let from = LexiconReader.day(ends[0], last: false),
      ends[2].isEmpty || LexiconReader.day(ends[2], last: true) != nil
    else {
      faults.append(
        line.fault(
          piece, "'\(piece.text)' is no period: YYYY, YYYY-MM or YYYY-MM-DD, then '..', then the same or nothing"))
      return nil
    }
    let to = ends[2].isEmpty ? nil : LexiconReader.day(ends[2], last: true)
    if let to, to < from {
      faults.append(
        line.fault(piece, "the period '\(piece.text)' ends before it begins: exchange the dates or correct one"))
      return nil
    }
    return Period(from: from, to: to)
  }

  /// A day, or the first or last one of a month or a year.
  static func day(_ text: String, last: Bool) -> CivilDay? {
    switch text.utf8.count {
    case 4: return CivilDay(text + (last ? "-12-31" : "-01-01"))
    case 7:
      guard let first = CivilDay(text + "-01") else { return nil }
      guard last else { return first }
      let (year, month, _) = first.components
      return CivilDay(year: year, month: month, day: CivilDay.length(ofMonth: month, year: year))
    default: return CivilDay(text)
    }
  }

  /// `name | side | class | English | Urdu`
  mutating func readInstitutions(_ file: LexiconText, _ lexicon: inout Lexicon) {
    for line in file.lines(fields: 5...5, "'name | side | class | English | Urdu'", &faults) {
      guard let side = side(line.fields[1], line),
        let kind = value(line.fields[2], line, of: InstitutionClass.self, "class of institution")
      else { continue }
      let number = Int32(lexicon.institutions.count)
      lexicon.institutions.append(InstitutionEntry(name: line.fields[0].text, side: side, kind: kind))
      addActor(line.fields[0], line, Term(role: .institution, side: TermSide(side), index: number), &lexicon)
      for piece in line.list(3, &faults) + line.list(4, &faults) {
        let (form, safe) = LexiconReader.strip("*", piece)
        addActor(
          form, line, Term(role: .institution, side: TermSide(side), isSafe: safe, index: number), &lexicon)
      }
    }
  }

  /// `name | US, PK or the country | class | English | Urdu`
  mutating func readPlaces(_ file: LexiconText, _ lexicon: inout Lexicon) {
    for line in file.lines(fields: 5...5, "'name | US, PK or the country | class | English | Urdu'", &faults) {
      guard let kind = value(line.fields[2], line, of: PlaceClass.self, "class of place") else { continue }
      let country = line.fields[1].text
      guard !country.isEmpty else {
        faults.append(line.fault(line.fields[1], "no country: US, PK or the country's name"))
        continue
      }
      let side = Side(rawValue: country)
      let number = Int32(lexicon.places.count)
      addActor(
        line.fields[0], line, Term(role: .place, side: side.map(TermSide.init) ?? .third, index: number), &lexicon)
      lexicon.places.append(PlaceEntry(name: line.fields[0].text, side: side, country: country, kind: kind))
      for piece in line.list(3, &faults) + line.list(4, &faults) {
        let (form, _) = LexiconReader.strip("*", piece)
        addActor(form, line, Term(role: .place, side: side.map(TermSide.init) ?? .third, index: number), &lexicon)
      }
    }
  }
}
