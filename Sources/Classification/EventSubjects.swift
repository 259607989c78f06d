internal import News

/// Verbs that say something else because of who or what acts: students who leave, curbs that threaten, bombs that kill.
extension EventKind {
  private static let harming: WordSet = [
    "threaten", "threatens", "threatened", "hurt", "hurts", "harm", "harms", "harmed", "jeopardise", "jeopardises",
    "jeopardised", "jeopardize", "jeopardizes", "jeopardized", "imperil", "imperils", "endanger", "endangers",
    "endangered", "damage", "damages", "damaged", "dent", "dents", "dented", "rattle", "rattles", "rattled", "cripple",
    "cripples", "crippled", "devastate", "devastates", "hamper", "hampers", "hampered", "hinder", "hinders", "hit",
    "hits", "squeeze", "squeezes", "strand", "strands", "stranded", "shake", "shakes", "unsettle", "unsettles", "worry",
    "worries",
  ]

  /// "Visa crackdown threatens students", "tariffs hurt exporters": a measure does harm, and nobody reproaches anybody.
  static func isMeasure(before event: EventHit, _ events: [EventHit], _ reading: Reading, _ lexicon: Lexicon) -> Bool {
    guard reading.isTitle, event.range.count == 1, harming.contains(reading.tokens[event.range.lowerBound]) else {
      return false
    }
    return events.contains {
      !$0.isVerb && $0.range.upperBound == event.range.lowerBound
        && (lexicon.nouns[$0.group].name == "penalty" || lexicon.nouns[$0.group].name == "visas")
    }
  }

  private static let actors: WordSet = [
    "ships", "heads", "guards", "pilots", "partners", "hosts", "masterminds", "captains", "arms", "forces", "officers",
    "crews", "troops", "jets", "drones",
  ]

  /// "Coast Guard ships visit Pakistan": before a verb and its object a word in -s is what acts.
  static func isSubject(_ event: EventHit, _ events: [EventHit], _ reading: Reading) -> Bool {
    guard event.form == .third, event.range.count == 1, reading.language == "en",
      actors.contains(reading.tokens[event.range.lowerBound])
    else { return false }
    let end = event.range.upperBound
    return events.contains { next in
      next.isVerb && next.form == .base && next.range.lowerBound == end && reading.tokens[end].gap == .space
        && reading.mentions.contains { $0.range.lowerBound == next.range.upperBound && $0.strength > 0 }
    }
  }

  private static let learners: WordSet = [
    "students", "student", "scholars", "trainees", "teachers", "journalists", "farmers", "nurses", "alumni", "fellows",
    "graduates", "teenagers", "interns", "artists", "musicians", "athletes", "scientists", "researchers", "librarians",
    "academics", "educators", "entrepreneurs", "cadets", "filmmakers",
  ]

  /// "170 students to depart for Fulbright scholarship": an exchange, no official's visit.
  mutating func exchanged(_ title: Reading) {
    guard kind == .visit, reading == 0, !range.isEmpty, title.language == "en",
      title.tokens[..<range.lowerBound].contains(where: EventKind.learners.contains),
      !title.mentions.contains(where: {
        $0.range.upperBound <= range.lowerBound && $0.strength >= 2
          && ($0.role == .person || $0.role == .office || $0.role == .institution)
      })
    else { return }
    kind = .cooperation
    rule = "cooperation.exchange"
  }

  /// "Bombing outside consulate kills 11" over "the US condemned a truck bomb": no government struck, one gave comfort.
  mutating func grieved(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    guard kind == .force, reading == 0, verbGroup == "kill" || verbGroup == "attack" || nounGroup == "attack",
      title.events.contains(where: {
        !$0.isVerb && $0.range.lowerBound <= range.lowerBound && lexicon.nouns[$0.group].name == "attack"
      }),
      !title.events.contains(where: { !$0.isVerb && lexicon.nouns[$0.group].name == "strike" }),
      let first = EventKind.deed(in: body, sentences: 1, lexicon), first.kind == .support
    else { return }
    take(first, 1, lexicon)
    route = .lead
  }
}
