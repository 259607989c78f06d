internal import News

/// Penalties and reproaches that their verbs do not tell apart: lists without a penalty, programmes ended, attacks of the
/// other side condemned.
extension EventKind {
  private static let lists: WordSet = [
    "blacklist", "blacklists", "blacklisted", "designate", "designates", "designated", "redesignates", "lists",
    "listed",
    "adds", "added", "places", "placed", "puts", "put", "names", "named", "declares", "declared", "tags", "labels",
    "brands", "includes", "retains",
  ]
  private static let religious: WordSet = ["religious"]
  private static let freedoms: WordSet = ["freedom", "freedoms", "liberty"]
  private static let trafficking: WordSet = ["trafficking"]

  /// A listing for religious freedom or trafficking carries no penalty of its own: a reproach.
  mutating func listing(_ title: Reading, _ body: Reading) {
    guard kind == .sanction, reading == 0, !range.isEmpty, EventKind.lists.contains(title.tokens[range.lowerBound])
    else { return }
    for text in title.and(body) {
      let rest = text.tokens.prefix(40)
      let isFreedom = zip(rest, rest.dropFirst()).contains {
        EventKind.religious.contains($0) && EventKind.freedoms.contains($1)
      }
      guard isFreedom || rest.contains(where: EventKind.trafficking.contains) else { continue }
      kind = .dispute
      rule = "dispute.listing"
      return
    }
  }

  private static let ending: WordSet = ["ends", "end", "ended", "discontinues", "discontinue", "terminates", "closes"]
  private static let programmes: WordSet = ["programme", "program", "programmes", "programs", "scheme", "initiative"]

  /// "US ends exchange programme": not a course that has run its time.
  mutating func discontinued(_ title: Reading) {
    guard kind == .cooperation, verbGroup == "end", reading == 0, !range.isEmpty,
      EventKind.ending.contains(title.tokens[range.lowerBound]),
      title.tokens[range.upperBound...].contains(where: EventKind.programmes.contains)
    else { return }
    kind = .sanction
    stage = nil
    rule = "sanction.end"
  }

  private static let against: WordSet = ["on", "against"]

  /// "Pakistan condemns US attacks on Iran": an attack by the other side is no cause of sympathy.
  mutating func condemned(_ title: Reading, _ lexicon: Lexicon) {
    guard kind == .support, verbGroup == "condemn" || verbGroup == "denounce", reading == 0 else { return }
    let isTheirs = title.events.contains { event in
      !event.isVerb && event.range.lowerBound >= range.upperBound && lexicon.nouns[event.group].name == "attack"
        && event.range.upperBound < title.tokens.count
        && EventKind.against.contains(title.tokens[event.range.upperBound])
        && title.mentions.contains { $0.side.side != nil && $0.range.upperBound == event.range.lowerBound }
    }
    guard isTheirs else { return }
    kind = .dispute
    rule = "dispute.condemn"
  }

  private static let targeting: WordSet = ["target", "targets", "targeted", "targeting", "hits", "hit"]
  private static let treasury: WordSet = ["treasury", "ofac", "sanctions", "commerce"]

  /// "Treasury targets terror groups", "US targets suppliers with sanctions": no weapon is fired.
  mutating func targeted(_ title: Reading, _ lexicon: Lexicon) {
    guard kind == .force, reading == 0, !range.isEmpty, EventKind.targeting.contains(title.tokens[range.lowerBound]),
      title.tokens.contains(where: EventKind.treasury.contains)
    else { return }
    kind = .sanction
    rule = "sanction.target"
  }

  private static let assailing: WordSet = ["attacks", "attack", "attacked", "hits", "targets", "blasts"]
  private static let grounds: WordSet = ["over", "for"]

  /// "White House attacks Pakistan over …": with words.
  mutating func assailed(_ title: Reading) {
    guard kind == .force, reading == 0, range.count == 1, EventKind.assailing.contains(title.tokens[range.lowerBound]),
      let other = title.mentions.first(where: { $0.range.lowerBound == range.upperBound }), other.side.side != nil,
      other.range.upperBound < title.tokens.count, EventKind.grounds.contains(title.tokens[other.range.upperBound])
    else { return }
    kind = .dispute
    rule = "dispute.assail"
  }
}
