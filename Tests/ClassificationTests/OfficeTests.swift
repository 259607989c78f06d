import News
import Testing

@testable import Classification

/// Every person and every office of the lists, in and out of time.
@Suite("Offices and their holders")
struct OfficeTests {
  private let classifier = ShippedLexicon.classifier
  private let lexicon = ShippedLexicon.lexicon

  /// The person as he takes part in an item of that day.
  private func participant(_ person: PersonEntry, on day: CivilDay) -> Participant? {
    classifier.assess(
      "Pakistan and US discuss trade", "\(person.name) spoke for the two countries.", on: day.description
    )
    .participants.first { $0.name == person.name && $0.side == person.side }
  }

  private func shifted(_ day: CivilDay, _ days: Int) -> CivilDay { CivilDay(daysSinceEpoch: day.daysSinceEpoch + days) }

  @Test("a person holds his office in his time, the highest where he holds several")
  func inTime() {
    var wrong: [String] = []
    for person in lexicon.persons {
      for term in person.terms {
        let last = term.to ?? shifted(term.from, 60)
        let day = CivilDay(daysSinceEpoch: (term.from.daysSinceEpoch + last.daysSinceEpoch) / 2)
        let held = person.terms.filter { $0.holds(on: day) }.map { lexicon.offices[$0.office] }
        let best = held.map(\.rank).min()
        let roles = held.filter { $0.rank == best }.map(\.role)
        let found = participant(person, on: day)
        if found?.role.map({ !roles.contains($0) }) ?? true {
          wrong.append("\(person.name) \(day): \(found?.role ?? "-")")
        }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test("after his time he is former")
  func afterTime() {
    var wrong: [String] = []
    for person in lexicon.persons where !person.terms.isEmpty && person.terms.allSatisfy({ $0.to != nil }) {
      guard let last = person.terms.compactMap(\.to).max() else { continue }
      let day = shifted(last, 40)
      if let found = participant(person, on: day), found.role?.hasPrefix("former ") != true {
        wrong.append("\(person.name) \(day): \(found.role ?? "-")")
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test("before his time he holds nothing yet")
  func beforeTime() {
    var wrong: [String] = []
    for person in lexicon.persons {
      guard let first = person.terms.map(\.from).min() else { continue }
      let day = shifted(first, -40)
      if let found = participant(person, on: day), let role = found.role {
        wrong.append("\(person.name) \(day): \(role)")
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test("the next holder of any office, whom no list names, is found by it")
  func unknownHolder() throws {
    let origins = try LexiconOrigins(files: ShippedLexicon.files)
    var seen = Set<String>()
    var wrong: [String] = []
    // A form with a comma in it is never whole in a text: the next one is tried.
    for term in origins.terms
    where term.file == "offices.txt" && !term.text.contains(",") && seen.insert(term.group).inserted {
      guard let office = lexicon.offices.first(where: { $0.id == term.group }), office.rank < 7 else { continue }
      let country = office.side == .us ? "US" : "Pakistani"
      let bare = term.text.contains("US ") || term.text.contains("Pakistan")
      let assessment = classifier.assess(
        "Pakistan, US discuss trade",
        "On Monday \(bare ? "" : country + " ")\(term.text) Zubeida Khattakwal met officials of the other side.",
        on: "2031-03-01")
      let isFound = assessment.participants.contains {
        $0.name == "Zubeida Khattakwal" && $0.side == office.side && $0.isPerson
      }
      if !isFound { wrong.append("\(term.group): \(term.text)") }
    }
    #expect(wrong.isEmpty)
  }
}
