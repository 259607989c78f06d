internal import News

/// Who acts, speaks or is addressed: persons by name, institutions, and offices whose holder is not named.
struct ParticipantFinder {
  let shared: SharedLexicon
  private let day: CivilDay?
  var participants: [Participant] = []
  var notes: [Note] = []

  init(_ title: Reading, _ body: Reading, _ shared: SharedLexicon, _ day: CivilDay?, without: Int?) {
    self.shared = shared
    self.day = day
    // Persons first, so that their offices are not counted beside them.
    for (number, reading) in title.and(body).enumerated() {
      for index in reading.mentions.indices where reading.mentions[index].sentence < (number == 0 ? 99 : 4) {
        let mention = reading.mentions[index]
        if mention.role == .person, mention.index != without { takePerson(index, number, reading) }
        if mention.role == .office { takeHolder(index, number, reading) }
      }
    }
    for (number, reading) in title.and(body).enumerated() {
      for index in reading.mentions.indices where reading.mentions[index].sentence < (number == 0 ? 99 : 3) {
        let mention = reading.mentions[index]
        if mention.role == .office { takeOffice(index, number, reading) }
        if mention.role == .institution { takeInstitution(index, number, reading) }
      }
    }
    // "• Foreign Minister: The head of …": a text that lists the roles.
    let labels = body.labels()
    for index in body.mentions.indices where body.mentions[index].role == .office {
      if body.isHeading(body.mentions[index].range.lowerBound, labels) { takeOffice(index, 1, body, listed: true) }
    }
  }

  private mutating func takePerson(_ index: Int, _ number: Int, _ reading: Reading) {
    let mention = reading.mentions[index]
    guard let side = mention.side.side, mention.strength > 0, !isBackground(mention, reading) else { return }
    let person = shared.lexicon.persons[mention.index]
    // A doctor, a contractor: what the two sides talk about, and no side of the talk.
    guard !person.terms.isEmpty else { return }
    add(
      Participant(name: person.name, side: side, role: role(of: person), isPerson: true), rule(side).person,
      number, mention.range, 31)
  }

  private mutating func takeHolder(_ index: Int, _ number: Int, _ reading: Reading) {
    let mention = reading.mentions[index]
    guard let side = mention.side.side, mention.strength > 0, let (name, range) = holder(after: index, reading) else {
      return
    }
    add(
      Participant(name: name, side: side, role: shared.lexicon.offices[mention.index].role, isPerson: true),
      rule(side).holder, number, range, 28)
  }

  /// An office counts as a role where its holder is not named in the item.
  private mutating func takeOffice(_ index: Int, _ number: Int, _ reading: Reading, listed: Bool = false) {
    let mention = reading.mentions[index]
    guard let side = mention.side.side, mention.strength > 0 else { return }
    let office = shared.lexicon.offices[mention.index]
    if takeBody(of: office, index, number, reading) { return }
    // "US generals", "lawmakers": nobody in particular.
    if office.traits.contains(.anyEnvoy) { return }
    guard office.rank < 7, !(reading.words(mention.range).last == 0x73 && mention.range.count <= 2) else { return }
    if index + 1 < reading.mentions.count {
      let next = reading.mentions[index + 1]
      if next.role == .person, next.range.lowerBound - mention.range.upperBound <= 1 { return }
    }
    if holder(after: index, reading) != nil { return }
    if participants.contains(where: {
      $0.isPerson && $0.side == side
        && ($0.role == office.role || held(mention.index, by: $0) || isEnvoy(office, $0) || isMeant(office, $0))
    }) {
      return
    }
    guard number == 0 || listed || acts(mention, reading) else { return }
    add(Participant(name: office.title, side: side, role: office.role), rule(side).office, number, mention.range, 20)
  }

  /// "US envoy", where an assistant secretary is named: a paper's word for whoever was sent.
  private func isEnvoy(_ office: OfficeEntry, _ participant: Participant) -> Bool {
    office.traits.contains(.envoy) && (office.rank >= 6 || person(participant)?.isEnvoy ?? false)
  }

  /// "A US general", "the US envoy", where one who may be called so is named: no second person.
  private func isMeant(_ office: OfficeEntry, _ participant: Participant) -> Bool {
    guard office.traits.contains(.loose) else { return false }
    guard let person = person(participant) else { return true }
    return person.terms.contains { shared.lexicon.offices[$0.office].rank > 1 }
  }

  /// Whether it is an office that he has held; its number is `office`.
  func held(_ office: Int, by participant: Participant) -> Bool {
    person(participant)?.terms.contains { $0.office == office } ?? false
  }

  func isLegislator(_ participant: Participant) -> Bool {
    person(participant)?.terms.contains { shared.lexicon.offices[$0.office].traits.contains(.legislator) }
      ?? (participant.isPerson
        && shared.lexicon.offices.contains { $0.role == participant.role && $0.traits.contains(.legislator) })
  }

  private func isConsul(_ participant: Participant) -> Bool {
    participant.role.map { $0.contains("Consul General") || $0.contains("Consul-General") } ?? false
  }

  /// The lexicon's entry of a participant whom it knows.
  private func person(_ participant: Participant) -> PersonEntry? {
    guard let number = shared.lexicon.personNumbers[participant.name] else { return nil }
    let person = shared.lexicon.persons[number]
    return person.side == participant.side ? person : nil
  }

  private mutating func takeInstitution(_ index: Int, _ number: Int, _ reading: Reading) {
    let mention = reading.mentions[index]
    guard let side = mention.side.side, mention.strength > 0 else { return }
    let institution = shared.lexicon.institutions[mention.index]
    // "The PTI founder", "allegations of the PTI": a party is no side, nor an institution of one.
    if institution.kind == .party { return }
    // "The consulate said", where its consul general is named.
    if institution.kind == .mission, participants.contains(where: { $0.side == side && isConsul($0) }),
      !institution.name.contains("Embassy")
    {
      return
    }
    // "Khan spoke with Pompeo, the PM's Office said": he is named.
    if institution.name == "Prime Minister's Office of Pakistan", number == 1,
      participants.contains(where: { $0.side == .pk && $0.role == "Prime Minister" })
    {
      return
    }
    // "The US government": that is the side, and no participant of its own.
    if side == .us, institution.name == "Government of the United States" { return }
    // Its spokesperson or head speaks for it.
    if index + 1 < reading.mentions.count {
      let next = reading.mentions[index + 1]
      if next.role == .person || next.role == .office, next.sentence == mention.sentence,
        next.range.lowerBound - mention.range.upperBound <= 2
      {
        return
      }
    }
    if institution.isAdministration, participants.contains(where: { $0.side == side }) { return }
    // "US troops", "Pakistan's armed forces": whoever commands them takes part.
    if institution.isForces { return }
    guard acts(mention, reading), !isSite(mention, reading), !isOthers(institution, mention, reading) else { return }
    add(
      Participant(name: institution.name, side: side), rule(side).institution, number, mention.range, 25)
  }

  static let people: WordSet = [
    "leadership", "leaders", "leader", "establishment", "source", "sources", "official", "officials", "officer",
    "officers", "commanders", "staffer", "staffers", "employee", "employees", "worker", "workers", "guard", "guards",
    "vehicle", "vehicles", "car", "driver", "building", "compound", "attack", "bombing", "blast", "siege", "staff",
    "post", "offensive", "operation", "strongman", "engineers",
  ]

  /// "Military sources", "a consulate staffer": of an army, a service or a mission somebody is meant, or something.
  private func isOthers(_ institution: InstitutionEntry, _ mention: Mention, _ reading: Reading) -> Bool {
    if reading.language == "ur" { return isUrduOthers(institution, mention, reading) }
    guard [.military, .intelligence, .mission].contains(institution.kind),
      mention.range.upperBound < reading.tokens.count
    else { return false }
    let next = reading.tokens[mention.range.upperBound]
    return next.gap == .space && ParticipantFinder.people.contains(next)
  }

  private static let buildings = [
    "white house", "oval office", "pentagon", "ghq", "general headquarters", "aiwan e sadr", "pm house", "capitol hill",
  ]

  private static let papers: WordSet = ["statement", "announcement", "release", "readout", "word", "message"]
  private static let urduInside: WordSet = ["میں"]
  private static let siting: WordSet = ["at", "in", "to", "into", "from", "outside", "near", "of", "with"]

  /// "At the White House", "in the Oval Office", "to GHQ": a place.
  private func isSite(_ mention: Mention, _ reading: Reading) -> Bool {
    let name = reading.words(mention.range)
    if reading.language == "ur" {
      guard mention.range.upperBound < reading.tokens.count else { return false }
      return ParticipantFinder.urduInside.contains(reading.tokens[mention.range.upperBound])
    }
    guard ParticipantFinder.buildings.contains(where: { name.elementsEqual($0.utf8) }) else { return false }
    let start = mention.range.lowerBound
    // "A statement from the White House"
    if start > 2, reading.tokens[start - 3..<start].contains(where: ParticipantFinder.papers.contains) { return false }
    return (1...2).contains { back in
      start - back >= 0 && ParticipantFinder.siting.contains(reading.tokens[start - back])
    }
  }

  private static let before: WordSet = [
    "since", "memorial", "late", "jailed", "imprisoned", "detained", "release", "free", "freeing", "releasing",
    "incarcerated", "ousted", "anti",
  ]
  private static let after: WordSet = [
    "era", "team", "aide", "aides", "administration", "verdict", "sentence", "case", "release", "conviction",
    "supporters", "trial", "jail", "camp", "party", "plan", "doctrine", "led", "tariff", "tariffs", "arrest",
    "detention", "imprisonment", "incarceration", "ouster", "removal", "indictment", "jailing",
  ]

  /// "Trump-era", "the release of Imran Khan", "since President Trump": named, and no part in it.
  private func isBackground(_ mention: Mention, _ reading: Reading) -> Bool {
    let end = mention.range.upperBound
    if end < reading.tokens.count, reading.tokens[end].gap == .space {
      if ParticipantFinder.after.contains(reading.tokens[end]) { return true }
    }
    let start = mention.range.lowerBound
    for back in 1...3 where start - back >= 0 {
      if reading.tokens[start - back + 1].gap > .space { break }
      let word = reading.tokens[start - back]
      if ParticipantFinder.before.contains(word) { return true }
      // "The arrest of Imran Khan"
      if back > 1, ParticipantFinder.of.contains(reading.tokens[start - back + 1]),
        ParticipantFinder.after.contains(word)
      {
        return true
      }
      // "Strained under former Prime Minister Khan"
      if back > 1, ParticipantFinder.former.contains(word), start > back,
        ParticipantFinder.under.contains(reading.tokens[start - back - 1])
      {
        return true
      }
    }
    return false
  }

  private static let of: WordSet = ["of"]
  private static let former: WordSet = ["former", "then", "ex"]
  private static let under: WordSet = ["under"]

  private static let addressing: WordSet = [
    "by", "with", "told", "urges", "asks", "asked", "urged", "to", "from", "through", "via",
  ]

  /// Whether the mention does something or is spoken to: a verb follows it, or "by", "with", "from", "told" stands
  /// before it. "At the White House" is a place.
  func acts(_ mention: Mention, _ reading: Reading) -> Bool {
    let end = mention.range.upperBound
    // "The department's listing of …": what it does, as a noun.
    if reading.language == "en", end < reading.tokens.count, EventKind.isOwned(end, reading),
      reading.events(at: end).contains(where: { !$0.isVerb })
    {
      return true
    }
    // "The Foreign Office is closely tracking"
    if mention.role == .institution, reading.language == "en", end < reading.tokens.count,
      reading.tokens[end].gap == .space, ParticipantFinder.auxiliaries.contains(reading.tokens[end])
    {
      return true
    }
    for event in reading.events where event.isVerb && event.sentence == mention.sentence {
      var distance = event.range.lowerBound - end
      // "The Foreign Office on Friday firmly rejected"
      if distance > 2, distance <= 8 { distance -= reading.adverbials(end..<event.range.lowerBound) }
      guard distance >= 0, !event.form.isDisjoint(with: [.third, .past, .base, .literal]) else { continue }
      // "US Marine Corps CH-46 helicopters reached": words of a name may stand between.
      if distance <= 2 || distance <= 5 && isOneName(end..<event.range.lowerBound, reading) { return true }
    }
    let start = mention.range.lowerBound
    for back in 1...3 where start - back >= reading.sentences[mention.sentence].lowerBound {
      // "Spokesperson for the State Department"
      if ParticipantFinder.speakers.contains(reading.tokens[start - back]) { return true }
      if back < 3, ParticipantFinder.addressing.contains(reading.tokens[start - back]) { return true }
    }
    return reading.language == "ur"
  }

  private static let auxiliaries: WordSet = [
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "did", "does", "may", "might",
  ]
  private static let speakers: WordSet = ["spokesperson", "spokesman", "spokeswoman", "spokesperson's"]

  private func isOneName(_ range: Range<Int>, _ reading: Reading) -> Bool {
    range.allSatisfy { reading.tokens[$0].gap <= .comma && !reading.isFunction($0, shared.lexicon) }
      && !reading.mentions.contains { range.contains($0.range.lowerBound) }
  }

  /// Names of the evidence for an actor of a side.
  func rule(_ side: Side) -> (person: String, holder: String, office: String, institution: String) {
    side == .us
      ? ("actor.us.person", "actor.us.holder", "actor.us.office", "actor.us.institution")
      : ("actor.pk.person", "actor.pk.holder", "actor.pk.office", "actor.pk.institution")
  }

  mutating func add(
    _ participant: Participant, _ rule: String, _ number: Int, _ range: Range<Int>, _ weight: Int
  ) {
    guard !participants.contains(where: { $0.name == participant.name && $0.side == participant.side }) else { return }
    participants.append(participant)
    notes.append(Note(rule: rule, reading: number, range: range, weight: weight))
  }

  /// The office at the item's date; "former …" after it; undated, the best known one.
  private func role(of person: PersonEntry) -> String? {
    guard let day else {
      return person.terms.min { shared.lexicon.offices[$0.office].rank < shared.lexicon.offices[$1.office].rank }
        .map { shared.lexicon.offices[$0.office].role }
    }
    let held = person.terms.filter { $0.holds(on: day) }
    if let best = held.min(by: { shared.lexicon.offices[$0.office].rank < shared.lexicon.offices[$1.office].rank }) {
      return shared.lexicon.offices[best.office].role
    }
    let past = person.terms.filter { $0.from <= day }
    return past.min { shared.lexicon.offices[$0.office].rank < shared.lexicon.offices[$1.office].rank }
      .map { "former \(shared.lexicon.offices[$0.office].role)" }
  }

  private static let ranks: WordSet = [
    "general", "gen", "lieutenant", "lt", "major", "maj", "brigadier", "brig", "colonel", "col", "admiral", "adm",
    "captain",
    "capt", "marshal", "air", "chief", "vice", "rear", "retired", "retd", "ret", "mr", "mrs", "ms", "dr", "syed",
  ]

  /// The capitalised words after an office that no line of the lexicon names, without ranks and initials; `nil` where one
  /// of them is the name of somebody known.
  func holder(after index: Int, _ reading: Reading) -> (String, Range<Int>)? {
    let mention = reading.mentions[index]
    var start = mention.range.upperBound
    while start < reading.tokens.count, start < mention.range.upperBound + 3, reading.isCapitalised(start),
      ParticipantFinder.ranks.contains(reading.tokens[start])
    {
      start += 1
    }
    var end = start
    while end < reading.tokens.count, end < start + 4, reading.tokens[end].gap == .space,
      reading.isCapitalised(end), !reading.tokens[end].isNumber, DateFinder.weekday(reading.tokens[end]) == nil
    {
      end += 1
    }
    if index + 1 < reading.mentions.count {
      let next = reading.mentions[index + 1]
      if next.range.lowerBound == mention.range.upperBound || next.role == .person && next.range.lowerBound < end {
        return nil
      }
    }
    guard end - start >= 2, !reading.isTitle else { return nil }
    let names = (start..<end).filter { $0 == start || $0 == end - 1 || !reading.tokens[$0].isInitial }
    return (names.map { reading.source($0..<$0 + 1) }.joined(separator: " "), start..<end)
  }
}

extension Reading {
  private static let times: WordSet = [
    "on", "has", "have", "had", "was", "is", "also", "again", "today", "yesterday", "late", "early", "morning",
    "evening",
    "afternoon", "night", "earlier", "last", "week", "this", "once", "now",
  ]

  /// How many of the words only say when or how: "on Friday firmly".
  fileprivate func adverbials(_ range: Range<Int>) -> Int {
    range.count { index in
      Reading.times.contains(tokens[index]) || DateFinder.weekday(tokens[index]) != nil
        || (tokens[index].end - tokens[index].start > 4 && ends(tokens[index], "ly"))
    }
  }
}
