public import Classification
public import Evaluation
internal import News

/// What became of a lexicon without one of its terms.
public struct MutationResult: Sendable {
  public enum Verdict: String, Sendable, CaseIterable {
    /// A labelled item that was right is wrong without it.
    case labelled
    /// Only a sentence made for the term has another answer without it.
    case sentence
    /// Another line of the lists gives every meaning that it gives.
    case repeated
    /// Shorter terms inside it have the same effect: it guards against nothing.
    case covered
    /// Nothing notices.
    case unnoticed
  }

  public var term: LexiconTerm
  public var verdict: Verdict
  /// A sentence made for it has the answer that the term should bring about.
  public var isRight: Bool
  /// Labelled items that are wrong in more without it, and in less.
  public var worse: [String]
  public var better: [String]
}

/// Deletes each term of the lists in turn, in memory, and asks who notices.
///
/// Only items in whose text the term stands are judged again. A labelled item notices when it is then wrong in something
/// in which it was right: relevance, kind, stage, a topic, a participant.
public struct MutationRun: Sendable {
  private let origins: LexiconOrigins
  private let maker: ProbeMaker
  private let items: [GoldItem]
  /// By term: the labelled items that hold it.
  private let holders: [Int: [Int]]
  private let faults: [Set<String>]

  /// The lists whose terms are deleted.
  public static let files = [
    "verbs.txt", "nouns.txt", "combinations.txt", "cues.txt", "topics.txt", "exclusions.txt",
  ]

  public init(files: [LexiconText], items: [GoldItem]) throws(LexiconFailure) {
    let origins = try LexiconOrigins(files: files)
    self.origins = origins
    self.items = items
    maker = ProbeMaker(files: files, terms: origins.terms)
    var holders: [Int: [Int]] = [:]
    for (number, gold) in items.enumerated() {
      let texts = [gold.item.title, gold.item.summary].map { FoldedText($0 ?? "") }
      for term in origins.terms(in: texts) { holders[term, default: []].append(number) }
    }
    self.holders = holders
    let classifier = Classifier(lexicon: origins.lexicon)
    faults = items.map { MutationRun.faults($0, classifier) }
  }

  /// The terms that are deleted, by their numbers.
  public var terms: [Int] { origins.terms.indices.filter { MutationRun.files.contains(origins.terms[$0].file) } }

  private static func faults(_ gold: GoldItem, _ classifier: Classifier) -> Set<String> {
    let assessment = classifier.assess(
      title: gold.item.title, summary: gold.item.summary, published: gold.item.time, source: gold.source)
    return Set(JudgedItem(gold: gold, assessment: assessment).faults)
  }

  public func result(of number: Int) -> MutationResult {
    let term = origins.terms[number]
    var result = MutationResult(term: term, verdict: .unnoticed, isRight: false, worse: [], better: [])
    let whole = Classifier(lexicon: origins.lexicon)
    let mutant = Classifier(lexicon: origins.without(number))
    for index in holders[number] ?? [] {
      let now = MutationRun.faults(items[index], mutant)
      if !now.subtracting(faults[index]).isEmpty {
        result.worse.append(items[index].id)
      } else if now.count < faults[index].count {
        result.better.append(items[index].id)
      }
    }
    let differs = maker.probes(for: term).contains {
      MutationRun.answer($0.judge(whole)) != MutationRun.answer($0.judge(mutant))
    }
    result.isRight = isRight(number, whole)
    if !result.worse.isEmpty {
      result.verdict = .labelled
    } else if differs {
      result.verdict = .sentence
    } else if origins.isRepeated(number) {
      result.verdict = .repeated
    } else if hasShorter(number) {
      result.verdict = .covered
    }
    return result
  }

  /// Whether a sentence made for the term has the answer that the term should bring about, without deleting it. True
  /// where no sentence is made for it.
  public func isRight(_ number: Int, _ classifier: Classifier) -> Bool {
    let probes = maker.probes(for: origins.terms[number])
      .filter { $0.expects != .difference && $0.expects != .against }
    return probes.isEmpty || probes.contains { $0.expects.isMet(by: $0.judge(classifier)) }
  }

  public func term(_ number: Int) -> LexiconTerm { origins.terms[number] }

  public var lexicon: Lexicon { origins.lexicon }

  /// Whether another term of the same list stands inside it.
  private func hasShorter(_ number: Int) -> Bool {
    let term = origins.terms[number]
    let inside = origins.terms(in: [FoldedText(term.spellings.first ?? term.text)])
    return inside.contains { $0 != number && origins.terms[$0].file == term.file }
  }

  /// What must not change unseen; the evidence may. The score is a part of it, for exclusions act through it.
  private static func answer(_ assessment: Assessment) -> Assessment {
    var answer = assessment
    answer.evidence = []
    return answer
  }
}
