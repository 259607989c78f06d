import Testing

@testable import Classification

@Suite("Inflection by rule")
struct InflectionTests {
  private func text(_ word: LexiconWord) -> String { String(decoding: word.bytes, as: UTF8.self) }

  @Test(
    "verbs",
    arguments: [
      ("arrive", "arrives", "arrived", "arriving"), ("urge", "urges", "urged", "urging"),
      ("press", "presses", "pressed", "pressing"), ("deny", "denies", "denied", "denying"),
      ("plan", "plans", "planned", "planning"), ("visit", "visits", "visited", "visiting"),
      ("agree", "agrees", "agreed", "agreeing"), ("okay", "okays", "okayed", "okaying"),
      ("veto", "vetoes", "vetoed", "vetoing"), ("push", "pushes", "pushed", "pushing"),
      ("halt", "halts", "halted", "halting"),
      ("rap", "raps", "rapped", "rapping"), ("eye", "eyes", "eyed", "eyeing"), ("slow", "slows", "slowed", "slowing"),
    ])
  func verbs(_ forms: (String, String, String, String)) {
    let base = Array(forms.0.utf8)
    #expect(text(Inflection.third(base.span).applied(to: base)) == forms.1)
    #expect(text(Inflection.past(base.span).applied(to: base)) == forms.2)
    #expect(text(Inflection.gerund(base.span).applied(to: base)) == forms.3)
  }

  @Test("a form that is two things is listed once, as both")
  func ambiguousForms() {
    let forms = Inflection().forms(ofVerb: "urge")
    #expect(forms.map { text($0.word) } == ["urge", "urges", "urged", "urging"])
    #expect(forms[2].what == [.past, .participle])
  }

  @Test("irregular verbs come from the list")
  func irregular() {
    var inflection = Inflection()
    inflection.irregular["meet"] = Inflection.Verb(
      third: LexiconWord("meets"), past: LexiconWord("met"), participle: LexiconWord("met"),
      gerund: LexiconWord("meeting"))
    #expect(inflection.forms(ofVerb: "meet").map { text($0.word) } == ["meet", "meets", "met", "meeting"])
  }

  @Test("Urdu nouns take their plural and oblique forms")
  func urdu() {
    func forms(_ noun: String) -> [String] {
      let noun = Array(noun.utf8)
      return Inflection.urduForms(noun.span).map { text($0.applied(to: noun)) }
    }
    #expect(forms("حملہ") == ["حملے", "حملوں"])
    #expect(forms("پابندی") == ["پابندیاں", "پابندیوں"])
    #expect(forms("اجلاس") == ["اجلاسوں", "اجلاسیں"])
  }
}
