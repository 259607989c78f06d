public import Classification
public import News

/// A sentence made for one term of the word lists, and what the term should make of it.
public struct Probe: Sendable {
  public enum Expectation: Sendable, Hashable {
    case kind(Kind)
    case stage(Stage)
    case topic(Topic)
    /// The same title without the term is taken for relevant or scored higher.
    case against
    /// Anything, so long as it is another answer than without the term.
    case difference

    /// Whether an answer is what the term should bring about.
    public func isMet(by assessment: Assessment) -> Bool {
      switch self {
      case .kind(let kind): assessment.kind == kind
      case .stage(let stage): assessment.stage == stage
      case .topic(let topic): assessment.topics.contains(topic)
      case .against, .difference: true
      }
    }
  }

  public var title: String
  public var summary = ""
  public var expects: Expectation

  public func judge(_ classifier: Classifier) -> Assessment {
    classifier.assess(title: title, summary: summary, published: nil, source: nil)
  }
}

/// Makes the sentences: one or a few for each term, from the template of its family.
public struct ProbeMaker: Sendable {
  /// The first English term of each noun group, and the kinds of the groups.
  private let nouns: [String: (text: String, kind: Kind?)]
  private let verbs: [String: (text: String, kind: Kind?)]
  /// By verb group: the nouns with which it is combined.
  private let nounsOf: [String: [String]]
  /// By noun group: verbs that become something else by it.
  private let objects: [String: [String]]
  /// Verb groups whose object decides: an object of each, and what comes of it.
  private let outcomes: [String: (noun: String, kind: Kind?, stage: Stage?)]

  public init(files: [LexiconText], terms: [LexiconTerm]) {
    func fields(_ name: String) -> [[String]] {
      let file = files.first { $0.name == name }
      return String(decoding: file?.bytes ?? [], as: UTF8.self).split(separator: "\n")
        .filter { !$0.hasPrefix("#") }
        .map { $0.split(separator: "|", omittingEmptySubsequences: false).map(ProbeMaker.trimmed) }
    }
    func groups(_ name: String, third: Bool) -> [String: (text: String, kind: Kind?)] {
      var groups: [String: (text: String, kind: Kind?)] = [:]
      for row in fields(name) where row.count > 2 && groups[row[0]] == nil {
        guard let first = terms.first(where: { $0.file == name && $0.group == row[0] }) else { continue }
        let text = third && first.spellings.count > 1 ? first.spellings[1] : first.text
        groups[row[0]] = (text, Kind(rawValue: row[1]))
      }
      return groups
    }
    let nouns = groups("nouns.txt", third: false)
    verbs = groups("verbs.txt", third: true)
    var outcomes: [String: (noun: String, kind: Kind?, stage: Stage?)] = [:]
    for row in fields("combinations.txt") where row.count > 3 {
      for verb in row[0].split(separator: ";").map(ProbeMaker.trimmed) {
        for noun in row[1].split(separator: ";").map(ProbeMaker.trimmed) {
          let kind = Kind(rawValue: row[2]) ?? nouns[noun]?.kind
          outcomes["\(verb) + \(noun)"] = (nouns[noun]?.text ?? noun, kind, Stage(rawValue: row[3]))
          if outcomes[verb] == nil { outcomes[verb] = (nouns[noun]?.text ?? noun, kind, Stage(rawValue: row[3])) }
        }
      }
    }
    self.nouns = nouns
    var nounsOf: [String: [String]] = [:]
    var objects: [String: [String]] = [:]
    for (pair, outcome) in outcomes.sorted(by: { $0.key < $1.key }) {
      let names = pair.split(separator: "+").map(ProbeMaker.trimmed)
      guard names.count == 2, let verb = verbs[names[0]] else { continue }
      nounsOf[names[0], default: []].append(outcome.noun)
      guard outcome.kind != verb.kind else { continue }
      objects[names[1], default: []].append(verb.text)
    }
    self.objects = objects
    self.nounsOf = nounsOf
    self.outcomes = outcomes
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var rest = Substring(text)
    while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
    while rest.last == " " || rest.last == "\t" || rest.last == "\r" { rest.removeLast() }
    return String(rest)
  }

  /// The sentences for a term; none for a term of a list that has no template.
  public func probes(for term: LexiconTerm) -> [Probe] {
    switch term.file {
    case "verbs.txt": verb(term)
    case "nouns.txt": noun(term)
    case "combinations.txt": combination(term)
    case "cues.txt": cue(term)
    case "topics.txt": topic(term)
    case "exclusions.txt": exclusion(term)
    default: []
    }
  }

  private func isUrdu(_ term: LexiconTerm) -> Bool { term.text.utf8.contains { $0 >= 0xD8 } }

  private func verb(_ term: LexiconTerm) -> [Probe] {
    let kind = verbs[term.group]?.kind
    if isUrdu(term) {
      let expects = kind.map(Probe.Expectation.kind) ?? .difference
      return [
        Probe(title: "امریکی وزیر خارجہ کا پاکستان کے ساتھ \(term.text)", expects: expects),
        Probe(title: "امریکا نے پاکستان \(term.text)", expects: expects),
      ]
    }
    // As spelt: a term after `=` has one form, another verb its third person second.
    let form = term.spellings.count > 1 ? term.spellings[1] : term.text
    if let kind {
      return [
        Probe(title: "US envoy \(form) Pakistan", expects: .kind(kind)),
        Probe(title: "US envoy \(form) Pakistan's prime minister", expects: .kind(kind)),
        Probe(title: "Rubio \(form) Dar", summary: "The US and Pakistan said so on Monday.", expects: .kind(kind)),
        Probe(title: "US envoy \(form) to Pakistan", expects: .kind(kind)),
        Probe(title: "Dar \(form) Rubio's charges", summary: "The US and Pakistan said so.", expects: .kind(kind)),
        // A verb that only says that something was said, or done in an office, tells against other words.
        Probe(title: "US \(form) envoy for Pakistan talks", expects: .kind(kind)),
        Probe(title: "US, Pakistan must act, \(form) Jaishankar", expects: .difference),
        Probe(title: "US \(form) Pakistan", summary: "US officials met Pakistani officials.", expects: .difference),
      ]
    }
    guard let outcome = outcomes[term.group] else {
      return [Probe(title: "US envoy \(form) Pakistan to act", expects: .difference)]
    }
    let expects = outcome.kind.map(Probe.Expectation.kind) ?? .difference
    return [
      Probe(title: "US \(form) \(outcome.noun) to Pakistan", expects: expects),
      Probe(title: "US \(form) \(outcome.noun) for Pakistan", expects: .difference),
    ]
      + (nounsOf[term.group] ?? []).map { Probe(title: "US \(form) \($0) to Pakistan", expects: .difference) }
  }

  private func noun(_ term: LexiconTerm) -> [Probe] {
    let expects = nouns[term.group]?.kind.map(Probe.Expectation.kind) ?? .difference
    if isUrdu(term) { return [Probe(title: "پاک امریکا \(term.text)", expects: expects)] }
    return [
      Probe(title: "US-Pakistan \(term.text)", expects: expects),
      Probe(title: "US \(term.text) in Pakistan", expects: expects),
      Probe(title: "A US \(term.text) for Pakistan", expects: expects),
    ]
      + (objects[term.group] ?? []).flatMap { verb in
        [
          Probe(title: "Pakistan \(verb) US \(term.text)", expects: .difference),
          Probe(title: "US \(verb) \(term.text) to Pakistan", expects: .difference),
        ]
      }
  }

  private func combination(_ term: LexiconTerm) -> [Probe] {
    guard let outcome = outcomes[term.text], let verb = verbs[term.group]?.text else { return [] }
    let expects =
      outcome.kind.map(Probe.Expectation.kind) ?? outcome.stage.map(Probe.Expectation.stage) ?? .difference
    return [
      Probe(title: "US \(verb) \(outcome.noun) to Pakistan", expects: expects),
      Probe(title: "US \(verb) \(outcome.noun) for Pakistan", expects: expects),
      Probe(title: "Rubio \(verb) Pakistan \(outcome.noun)", expects: expects),
    ]
  }

  private func cue(_ term: LexiconTerm) -> [Probe] {
    let form = term.spellings.count > 1 && !isUrdu(term) ? term.spellings[1] : term.text
    let titles =
      isUrdu(term)
      ? [
        "امریکی وزیر خارجہ کا دورہ پاکستان \(form)", "امریکا پاکستان معاہدہ \(form)",
        "امریکا \(form) پاکستان کی امداد بند",
      ]
      : [
        "US \(form) aid to Pakistan", "Rubio's visit to Pakistan \(form)", "Rubio \(form) visit Pakistan",
        "US \(form) new trade deal with Pakistan", "US-Pakistan talks \(form)", "US, Pakistan talks \(form) trade row",
        "\(form): US and Pakistan", "Rubio meets Dar \(form) drone strike in Pakistan",
        "\(form) drone strike, US and Pakistan sign deal", "US \(form) meet Pakistan's prime minister",
        "Pakistani \(form) in Washington", "Texas \(form) urges Pakistan to act", "Pakistani \(form) killed in US raid",
      ]
    let stage = Stage(rawValue: term.group) ?? (term.group == "denied" ? .cancelled : nil)
    let expects = stage.map(Probe.Expectation.stage) ?? .difference
    return titles.map { Probe(title: $0, expects: expects) }
      + [
        Probe(
          title: "US and Pakistan in touch", summary: "US Secretary of State Marco Rubio, \(form), Pakistan.",
          expects: .difference)
      ]
  }

  private func topic(_ term: LexiconTerm) -> [Probe] {
    let expects = Topic(rawValue: term.group).map(Probe.Expectation.topic) ?? .difference
    if isUrdu(term) { return [Probe(title: "پاک امریکا مذاکرات: \(term.text)", expects: expects)] }
    return [
      Probe(title: "US, Pakistan discuss \(term.text)", expects: expects),
      Probe(title: "Rubio and Pakistan's prime minister discuss the \(term.text)", expects: expects),
      Probe(title: "US \(term.text) talks with Pakistan: Rubio, Dar speak of \(term.text)", expects: expects),
    ]
  }

  private func exclusion(_ term: LexiconTerm) -> [Probe] {
    if isUrdu(term) {
      return [
        Probe(title: "امریکا پاکستان \(term.text)", expects: .against),
        Probe(title: "امریکا میں پاکستانی \(term.text)", expects: .against),
      ]
    }
    return [
      Probe(title: "US, Pakistan \(term.text)", expects: .against),
      Probe(title: "Pakistan and US \(term.text) in Lahore", expects: .against),
      Probe(title: "US meets Pakistan \(term.text)", expects: .against),
      Probe(title: "US urges Pakistan, \(term.text) to act", expects: .against),
      Probe(title: "\(term.text) in Lahore and Texas", expects: .against),
      Probe(title: "Pakistan talks with \(term.text)", expects: .against),
    ]
  }
}
