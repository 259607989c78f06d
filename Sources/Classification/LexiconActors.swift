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
      for piece in line.list(2...3, &faults) {
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
      for piece in line.list(4...5, &faults) {
        let (form, safe) = LexiconReader.strip("*", piece)
        addActor(
          form, line, Term(role: .office, side: TermSide(side), isSafe: safe, index: Int32(number)), &lexicon)
      }
    }
  }

  /// `name | side | English | Urdu | office from..to; …`
  mutating func readPeople(_ file: LexiconText, _ lexicon: inout Lexicon) {
    /// Of each person.
    var lines: [Int] = []
    for line in file.lines(fields: 5...5, "'name | side | English | Urdu | office from..to; …'", &faults) {
      guard let side = side(line.fields[1], line) else { continue }
      let field = line.fields[0]
      let name = field.text
      if let before = lexicon.personNumbers[name] {
        faults.append(
          line.fault(field, "'\(name)' stands in line \(lines[before]) too: keep one line for each person"))
        continue
      }
      lines.append(line.number)
      let number = Int32(lexicon.persons.count)
      var terms: [OfficeTerm] = []
      for piece in line.list(4, &faults) {
        if let term = officeTerm(piece, line) { terms.append(term) }
      }
      lexicon.personNumbers[name] = lexicon.persons.count
      lexicon.persons.append(PersonEntry(name: name, side: side, terms: terms, offices: lexicon.offices))
      addActor(field, line, Term(role: .person, side: TermSide(side), index: number), &lexicon)
      for piece in line.list(2...3, &faults) {
        let (form, safe) = LexiconReader.strip("*", piece)
        let long = form.bytes.contains(0x20)
        addActor(
          form, line, Term(role: .person, side: TermSide(side), isSafe: safe || long, index: number), &lexicon)
      }
    }
  }

  /// `office-id from..to`
  private mutating func officeTerm(_ piece: LexiconPiece, _ line: LexiconLine) -> OfficeTerm? {
    let bytes = piece.bytes
    let gap = bytes.firstIndex(of: 0x20) ?? bytes.endIndex
    let dates = bytes[gap...].drop { $0 == 0x20 }
    guard !dates.isEmpty, !dates.contains(0x20) else {
      faults.append(
        line.fault(piece, "'\(piece.text)': write 'office-id from..to', as 'us-president 2009-01-20..2017-01-20'"))
      return nil
    }
    let id = String(decoding: bytes[..<gap], as: UTF8.self)
    guard let office = officeNumbers[id] else {
      faults.append(line.fault(piece, "no office '\(id)' in offices.txt: correct the id or add the office"))
      return nil
    }
    guard let period = period(dates, piece, line), let from = period.from else { return nil }
    return OfficeTerm(office: office, from: from, to: period.to)
  }

  /// `from..to`, either day, month or year; an end may be open.
  ///
  /// - Parameter piece: where it stands, for a fault.
  mutating func period(_ dates: ArraySlice<UInt8>, _ piece: LexiconPiece, _ line: LexiconLine) -> Period? {
    let dot = dates.firstIndex(of: 0x2E) ?? dates.endIndex
    let end = dates[dot...].dropFirst(2)
    var to: CivilDay?
    if !end.isEmpty { to = LexiconReader.day(end, last: true) }
    guard dates[dot...].starts(with: [0x2E, 0x2E]), let from = LexiconReader.day(dates[..<dot], last: false),
      end.isEmpty || to != nil
    else {
      faults.append(
        line.fault(
          piece,
          "'\(String(decoding: dates, as: UTF8.self))' is no period: YYYY, YYYY-MM or YYYY-MM-DD, then '..', then the same or nothing"
        ))
      return nil
    }
    if let to, to < from {
      faults.append(
        line.fault(
          piece,
          "the period '\(String(decoding: dates, as: UTF8.self))' ends before it begins: exchange the dates or correct one"
        ))
      return nil
    }
    return Period(from: from, to: to)
  }

  /// A day, or the first or last one of a month or a year.
  private static func day(_ text: ArraySlice<UInt8>, last: Bool) -> CivilDay? {
    let bytes = text.span
    /// The digits from `place` on, behind a hyphen but for the first.
    func number(_ place: Int, _ count: Int) -> Int? {
      guard place == 0 || bytes[place - 1] == 0x2D else { return nil }
      var value = 0
      for index in place..<place + count {
        guard bytes[index] &- 0x30 < 10 else { return nil }
        value = value * 10 + Int(bytes[index] - 0x30)
      }
      return value
    }
    guard [4, 7, 10].contains(bytes.count), let year = number(0, 4) else { return nil }
    guard bytes.count > 4 else { return CivilDay(year: year, month: last ? 12 : 1, day: last ? 31 : 1) }
    guard let month = number(5, 2) else { return nil }
    guard bytes.count > 7 else {
      return CivilDay(year: year, month: month, day: last ? CivilDay.length(ofMonth: month, year: year) : 1)
    }
    return number(8, 2).flatMap { CivilDay(year: year, month: month, day: $0) }
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
      for piece in line.list(3...4, &faults) {
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
      for piece in line.list(3...4, &faults) {
        let (form, _) = LexiconReader.strip("*", piece)
        addActor(form, line, Term(role: .place, side: side.map(TermSide.init) ?? .third, index: number), &lexicon)
      }
    }
  }
}
