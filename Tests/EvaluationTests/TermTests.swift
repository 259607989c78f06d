import Classification
import LexiconProbes
import Testing

/// Every verb, noun, combination, stage and topic of the word lists does what its line says, in a sentence made for it.
@Suite("Every term of the word lists")
struct TermTests {
  @Test("brings about what its line says, or stands in the list of those that cannot")
  func terms() async throws {
    let run = try MutationRun(files: Fixture.lexiconFiles, items: [])
    let classifier = Classifier(lexicon: run.lexicon)
    let terms = run.terms
    let wrong = await withTaskGroup(of: [String].self) { group in
      for part in 0..<32 {
        group.addTask {
          stride(from: part, to: terms.count, by: 32).map { terms[$0] }
            .filter { !run.isRight($0, classifier) }
            .map { TermTests.name(run.term($0)) }
        }
      }
      return await group.reduce(into: Set<String>()) { $0.formUnion($1) }
    }
    let lines = try Fixture.lines("excused-terms.txt")
    for line in lines { #expect(line.split(separator: "#").count == 2, "no reason: \(line)") }
    let excused = Set(
      lines.map { String($0.prefix { $0 != "#" }) }.map(TermTests.trimmed))
    #expect(wrong.subtracting(excused).sorted() == [], "terms that do nothing of what their line says")
  }

  private static func name(_ term: LexiconTerm) -> String { "\(term.file) | \(term.group) | \(term.text)" }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
