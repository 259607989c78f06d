internal import News

/// All measures over labelled items. Definitions: relevance over all items; the rest over items relevant in both, where
/// a second labeller's answer counts too.
public struct EvaluationReport: Sendable {
  public var items: Int
  public var relevance: Counts
  /// Items whose kind is one of the labellers'.
  public var kind: Share
  public var stage: Share
  /// Micro-averaged: summed over items, then the rates.
  public var topics: Counts
  public var participants: Counts
  /// B-cubed.
  public var stories: (precision: Double, recall: Double, f1: Double)
  /// Mean squared distance of the score from 0 or 1; 0 is perfect, 0.25 a coin.
  public var brier: Double
  public var reliability: [ReliabilityBin]
  /// 95 % intervals by resampling the items.
  public var intervals: Intervals
  /// Labelled × said, where both call the item relevant.
  public var kindTable: ConfusionTable
  public var stageTable: ConfusionTable
  /// The same measures for each language.
  public var languages: [(language: String, report: LanguageReport)]
  public var misses: [Miss]
  public var storyFaults: [StoryFault]
  /// Items called relevant in whose title no word says what happened, rightly judged or not: id and title.
  public var unknownVerbs: [(id: String, title: String)]

  public struct Intervals: Sendable {
    public var relevance: Interval
    public var kind: Interval
    public var stage: Interval
    public var topics: Interval
    public var participants: Interval
  }

  /// The short form of the measures, for a part of the items.
  public struct LanguageReport: Sendable {
    public var items: Int
    public var relevance: Counts
    public var kind: Share
    public var stage: Share
    public var topics: Counts
    public var participants: Counts
  }

  /// - Parameter samples: how often the items are drawn anew for the intervals.
  public init(_ judged: [JudgedItem], samples: Int = 1000) {
    let scores = judged.map(ItemScore.init)
    let total = Total(scores)
    items = judged.count
    relevance = total.relevance
    kind = total.kind
    stage = total.stage
    topics = total.topics
    participants = total.participants
    stories = StoryScore.bcubed(judged)
    brier = scores.isEmpty ? 0 : scores.reduce(0) { $0 + $1.squaredError } / Double(scores.count)
    reliability = ReliabilityBin.table(judged)
    intervals = EvaluationReport.intervals(scores, samples)
    kindTable = ConfusionTable(
      judged.filter(\.isFound).map { item in
        let said = item.assessment.kind
        let gold = item.gold.kinds.contains(said) ? said : item.gold.kinds.first ?? nil
        return (gold?.rawValue ?? "-", said?.rawValue ?? "-")
      }, order: Kind.allCases.map(\.rawValue) + ["-"])
    stageTable = ConfusionTable(
      judged.filter(\.isFound).map { item in
        let said = item.assessment.stage
        let gold = item.gold.stages.contains(said) ? said : item.gold.stages.first ?? nil
        return (gold?.rawValue ?? "-", said?.rawValue ?? "-")
      }, order: Stage.allCases.map(\.rawValue) + ["-"])
    languages = Set(judged.map(\.gold.language)).sorted().map { language in
      let part = Total(judged.indices.filter { judged[$0].gold.language == language }.map { scores[$0] })
      return (
        language,
        LanguageReport(
          items: part.items, relevance: part.relevance, kind: part.kind, stage: part.stage, topics: part.topics,
          participants: part.participants)
      )
    }
    misses = judged.compactMap(Miss.init)
    storyFaults = StoryFault.list(judged)
    unknownVerbs = judged.filter(\.hasUnknownVerb).map { ($0.gold.id, $0.gold.item.title ?? "") }
  }

  private struct Total {
    var items = 0
    var relevance = Counts()
    var kind = Share()
    var stage = Share()
    var topics = Counts()
    var participants = Counts()

    init(_ scores: [ItemScore]) { for score in scores { add(score) } }

    mutating func add(_ score: ItemScore) {
      items += 1
      relevance = relevance + score.relevance
      kind = Share(right: kind.right + score.kind.right, of: kind.of + score.kind.of)
      stage = Share(right: stage.right + score.stage.right, of: stage.of + score.stage.of)
      topics = topics + score.topics
      participants = participants + score.participants
    }
  }

  private static func intervals(_ scores: [ItemScore], _ samples: Int) -> Intervals {
    var random = FixedRandom(seed: 20_011)
    var values = [[Double]](repeating: [], count: 5)
    if !scores.isEmpty {
      for _ in 0..<max(1, samples) {
        var total = Total([])
        for _ in scores { total.add(scores[random.next(below: scores.count)]) }
        values[0].append(total.relevance.f1)
        values[1].append(total.kind.value)
        values[2].append(total.stage.value)
        values[3].append(total.topics.f1)
        values[4].append(total.participants.f1)
      }
    }
    let found = values.map { list -> Interval in
      let sorted = list.sorted()
      guard let first = sorted.first, let last = sorted.last else { return Interval(low: 0, high: 1) }
      let cut = sorted.count / 40
      return Interval(
        low: sorted.count > 40 ? sorted[cut] : first, high: sorted.count > 40 ? sorted[sorted.count - 1 - cut] : last)
    }
    return Intervals(
      relevance: found[0], kind: found[1], stage: found[2], topics: found[3], participants: found[4])
  }
}

/// Of the items with a score in a band: what share is relevant.
public struct ReliabilityBin: Hashable, Sendable {
  public var low: Double
  public var high: Double
  public var items: Int
  /// Mean of the scores.
  public var said: Double
  /// Share that is relevant.
  public var share: Double

  static func table(_ judged: [JudgedItem]) -> [ReliabilityBin] {
    (0..<10).compactMap { band in
      let low = Double(band) / 10
      let high = Double(band + 1) / 10
      let here = judged.filter { min(9, Int($0.assessment.score * 10 + 1e-9)) == band }
      guard !here.isEmpty else { return nil }
      return ReliabilityBin(
        low: low, high: high, items: here.count,
        said: here.reduce(0) { $0 + $1.assessment.score } / Double(here.count),
        share: Double(here.count { $0.gold.relevant }) / Double(here.count))
    }
  }
}

/// How often what was labelled so was called so.
public struct ConfusionTable: Sendable {
  public var names: [String]
  /// By labelled name, then by said name.
  public var counts: [[Int]]

  init(_ pairs: [(String, String)], order: [String]) {
    names = order.filter { name in pairs.contains { $0.0 == name || $0.1 == name } }
    counts = [[Int]](repeating: [Int](repeating: 0, count: names.count), count: names.count)
    for (gold, said) in pairs {
      if let row = names.firstIndex(of: gold), let column = names.firstIndex(of: said) { counts[row][column] += 1 }
    }
  }
}
