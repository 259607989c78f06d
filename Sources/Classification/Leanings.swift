internal import News

/// What an item's words lean to, beside what the rules find.
///
/// The rules know shapes and families of verbs, and a title whose verb they do not know leaves them with a guess; what
/// thousands of labelled items say in which words is known here. Each label (relevant, a kind, a stage, a topic) has its
/// own logistic regression over words; the rules' answer adds what it is worth, and the greater sum decides. How much
/// each side is worth was settled on items that neither had seen.
struct Leanings: WordGathering {
  /// Hundredths of a unit of log-odds, by label.
  private var sums: WordWeights.Row
  /// Features with weights, each once: the number of its row, and where it stands.
  private var found: [(row: Int, reading: Int, range: Range<Int>)] = []
  /// A bit for each row, set where it is among them.
  private var taken: [UInt64] = []
  private let weights: WordWeights
  private let worth: Worth

  /// The most features that count, so that sums stay small.
  static let most = 230

  init(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    weights = lexicon.wordWeights
    sums = weights.bias
    worth = (body.tokens.isEmpty ? title : body).language == "ur" ? .urdu : .english
    guard !weights.isEmpty else { return }
    found.reserveCapacity(128)
    taken = [UInt64](repeating: 0, count: weights.count / 64 + 1)
    WordFeature.gather(title, body, into: &self)
    settleBias()
  }

  /// Features that an item with a lead mostly has more of; the bias of relevance is learned from such. Settled on
  /// set-aside items, whole, cut short and by their titles alone.
  private static let usual = 45

  /// Of a title alone, or with a few words behind it, less is known: the bias of relevance, which a lead's words make up
  /// for, counts by the number of words.
  private mutating func settleBias() {
    let missing = max(0, Leanings.usual - found.count)
    sums[WordLabels.relevant] -= Int16(Int(weights.bias[WordLabels.relevant]) * missing / Leanings.usual)
  }

  @inline(__always)
  mutating func add(_ key: UInt64, _ reading: Int, _ range: Range<Int>, _ spelling: @autoclosure () -> String) {
    let row = weights.number(key)
    guard row > 0, found.count < Leanings.most else { return }
    let bit: UInt64 = 1 << (UInt64(row) & 63)
    guard taken[row / 64] & bit == 0 else { return }
    taken[row / 64] |= bit
    found.append((row, reading, range))
    sums &+= weights.row(row)
  }

  private var knowNothing: Bool { weights.isEmpty }

  /// What the rules' answers are worth, in hundredths of a unit of log-odds: the more, the less of the language's words
  /// is learned.
  private struct Worth {
    /// A kind that a clear word of the title says, and one that another word says.
    let clearKind: Int
    let otherKind: Int
    let stage: Int
    let topic: Int

    static let english = Worth(clearKind: 250, otherKind: 100, stage: 250, topic: 250)
    static let urdu = Worth(clearKind: 200, otherKind: 100, stage: 500, topic: 350)
  }

  // MARK: Relevance

  /// Points within which words can raise or lower an item's: they settle what rules leave open, and no more.
  static let reach = 25

  /// Points for relevance, ten a unit of log-odds.
  /// - Parameter canRaise: both sides are there; words alone never make a side.
  func relevance(canRaise: Bool) -> Note? {
    guard !knowNothing else { return nil }
    let points = min(canRaise ? Leanings.reach : 0, max(-Leanings.reach, Int(sums[WordLabels.relevant]) / 10))
    return points == 0 ? nil : note("words", WordLabels.relevant, points)
  }

  // MARK: Kind, stage, topics

  /// The kind that rules and words together speak for, and what shows it where it is not the rules'.
  func kind(_ event: EventKind) -> (Kind, Note?) {
    guard !knowNothing else { return (event.kind, nil) }
    let worth =
      event.range.isEmpty
      ? 0 : event.reading == 0 && event.weight >= 8 ? self.worth.clearKind : self.worth.otherKind
    let (kind, lead) = answer(Kind.allCases, WordLabels.kinds, said: event.kind, worth: worth)
    guard kind != event.kind else { return (kind, nil) }
    return (kind, note("kind.words.\(kind.rawValue)", WordLabels.kinds.lowerBound + place(of: kind), lead))
  }

  /// The stage that rules and words together speak for.
  /// - Parameter said: the rules'; `nil` where they take the item for analysis.
  func stage(_ said: Stage?) -> (Stage, Note?) {
    guard !knowNothing else { return (said ?? .concluded, nil) }
    let (stage, lead) = answer(Stage.allCases, WordLabels.stages, said: said, worth: worth.stage)
    guard stage != said else { return (stage, nil) }
    return (stage, note("stage.words.\(stage.rawValue)", WordLabels.stages.lowerBound + place(of: stage), lead))
  }

  /// Whether words overrule what the rules say of a topic; what shows it.
  func topic(_ number: Int, stands: Bool) -> Note? {
    guard !knowNothing else { return nil }
    let place = WordLabels.topics.lowerBound + number
    let total = Int(sums[place]) + (stands ? worth.topic : -worth.topic)
    guard (total > 0) != stands else { return nil }
    return note(
      "topic.words.\(Topic.allCases[number].rawValue)", place, stands ? min(-1, total / 10) : max(1, total / 10))
  }

  /// The first label of the greatest sum, and by how many points it leads what the rules said.
  private func answer<Label: Equatable>(
    _ labels: [Label], _ places: Range<Int>, said: Label?, worth: Int
  ) -> (Label, lead: Int) {
    var best = (label: labels[0], sum: Int.min)
    var rules = 0
    for (label, place) in zip(labels, places) {
      var sum = Int(sums[place])
      if label == said {
        sum += worth
        rules = sum
      }
      if sum > best.sum { best = (label, sum) }
    }
    return (best.label, max(1, (best.sum - rules) / 10))
  }

  private func place<Label: CaseIterable & Equatable>(of label: Label) -> Int {
    var place = 0
    for other in Label.allCases {
      if other == label { break }
      place += 1
    }
    return place
  }

  /// The words that speak most for what is noted, or most against it where the weight is below 0.
  private func note(_ rule: String, _ label: Int, _ weight: Int) -> Note {
    var strongest: (place: Int, weight: Int)?
    for (place, feature) in found.enumerated() {
      let own = Int(weights.row(feature.row)[label]) * (weight < 0 ? -1 : 1)
      if own > strongest?.weight ?? 0 { strongest = (place, own) }
    }
    let shown = strongest.map { found[$0.place] }
    return Note(rule: rule, reading: shown?.reading ?? 0, range: shown?.range ?? 0..<0, weight: weight)
  }
}
