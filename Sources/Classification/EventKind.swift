internal import News

/// What happened: the kind of event, from the title's main verb, else its nouns, else the lead's main verb.
struct EventKind {
  /// Where the decision came from; an honest measure of how sure it is.
  enum Route: String {
    case verb, noun, speech, lead, shape, none
  }

  var kind = Kind.statement
  var route = Route.none
  /// The deciding words, and in which reading they stand (0 title, 1 summary).
  var reading = 0
  var range: Range<Int> = 0..<0
  var rule = ""
  var weight = 0
  /// The form of the deciding verb; empty for a noun.
  var form: VerbForm = []
  /// A stage that the combination of verb and object fixes.
  var stage: Stage?
  var verbGroup: GroupName = ""
  var nounGroup: GroupName = ""

  struct Candidate {
    var kind: Kind
    var weight: Int
    var hit: EventHit
    var stage: Stage?
    var noun: GroupName
  }

  /// - Parameter isJournal: the outlet is a think tank or a journal of opinion: what has no clear act in its title is
  ///   analysis.
  init(_ title: Reading, _ body: Reading, _ lexicon: Lexicon, isJournal: Bool = false) {
    let inTitle = EventKind.candidates(title, sentences: 0..<title.sentences.count, lexicon)
    if let best = EventKind.best(inTitle, title, lexicon) {
      take(best, 0, lexicon)
    }
    told(title, lexicon)
    if weight < 5 {
      // The title has no verb that says what happened: the lead's main verb does.
      for sentence in 0..<min(2, body.sentences.count) {
        // What ought to be is a lead's manner of speaking; and where the title reports words, only a clear act counts.
        let speaks = weight > 0
        let found = EventKind.candidates(body, sentences: sentence..<sentence + 1, lexicon).filter {
          !($0.hit.isVerb && lexicon.verbs[$0.hit.group].name == "modal")
            && (!speaks || $0.hit.isVerb && $0.weight >= 8)
        }
        // Its first clear verb, not its heaviest word.
        let first = body.language == "en" ? found.first { $0.hit.isVerb && $0.weight >= 8 } : nil
        guard let best = first ?? EventKind.best(found, body, lexicon), best.weight > max(weight, 4) else { continue }
        let speech = weight > 0
        take(best, 1, lexicon)
        route = speech ? .speech : .lead
        break
      }
    }
    let hasNoAct = isJournal && (route != .verb || weight < 8 || form.contains(.gerund))
    if let shape = EventKind.analysisShape(title, self) ?? (hasNoAct ? 0..<min(1, title.tokens.count) : nil),
      !reportsNews(body, lexicon)
    {
      kind = .analysis
      route = .shape
      reading = 0
      range = shape
      rule = "analysis"
      weight = 10
    }
    bill(title, lexicon)
    presence(title, lexicon)
    negation(title, lexicon)
    override(title, body, lexicon)
  }

  mutating func take(_ best: Candidate, _ number: Int, _ lexicon: Lexicon) {
    kind = best.kind
    reading = number
    range = best.hit.range
    weight = best.weight
    form = best.hit.isVerb ? best.hit.form : []
    stage = best.stage
    let group = best.hit.isVerb ? lexicon.verbs[best.hit.group] : lexicon.nouns[best.hit.group]
    verbGroup = best.hit.isVerb ? group.name : ""
    nounGroup = best.hit.isVerb ? best.noun : group.name
    rule = "\(best.kind.rawValue).\(group.name)"
    route = best.weight <= 4 ? .speech : best.hit.isVerb ? .verb : .noun
  }
}
