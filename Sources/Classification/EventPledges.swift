internal import News

/// Good words: nothing is done yet.
extension EventKind {
  private static let readiness: WordSet = [
    "vow", "vows", "vowed", "pledge", "pledges", "pledged", "promise", "promises", "promised", "commit", "commits",
    "ready", "willing", "keen", "eager", "forward", "committed", "happy", "prepared",
  ]

  /// "Vows to work with Pakistan", "commit to deepening ties": a good word, and nothing done yet.
  mutating func vow(_ title: Reading, _ lexicon: Lexicon) {
    guard kind == .cooperation, reading == 0, verbGroup == "cooperate", range.lowerBound > 1 else { return }
    guard title.tokens[range.lowerBound - 1].word == lexicon.words[.to],
      EventKind.readiness.contains(title.tokens[range.lowerBound - 2])
    else { return }
    kind = .support
    rule = "support.vow"
    stage = .concluded
  }

  /// "Vows to broad-based ties", "stresses relations with US": what is said of the relations is no analysis of them.
  mutating func spoken(_ title: Reading, _ lexicon: Lexicon) {
    guard kind == .analysis, route == .noun || route == .speech, nounGroup == "relations", reading == 0 else { return }
    let speaks = title.events.contains {
      $0.isVerb && !$0.form.isDisjoint(with: [.third, .past])
        && ["say", "promise", "announce", "watch"].contains(lexicon.verbs[$0.group].name)
    }
    guard speaks else { return }
    kind = .statement
    stage = .concluded
    rule = "statement.relations"
  }
}
