internal import News

/// Whether an item is about the relations of the two sides: both must be linked, not merely mentioned.
struct Relevance {
  /// About 50 is the line; the score is a logistic map of it.
  var points = 0
  var notes: [Note] = []
  /// Sides of the title and of the lead, by strength.
  var title = Strengths()
  var lead = Strengths()

  struct Strengths {
    var us = 0
    var pk = 0
    var compound = false
    var third = false

    var both: Int { min(us, pk) }

    mutating func add(_ mention: Mention, _ strength: Int) {
      switch mention.role {
      case .compound:
        us = max(us, 3)
        pk = max(pk, 3)
        compound = true
      case .programme where mention.side == .none:
        us = max(us, 2)
        pk = max(pk, 2)
      default:
        switch mention.side {
        case .us: us = max(us, strength)
        case .pk: pk = max(pk, strength)
        case .third: third = true
        case .none: break
        }
      }
    }
  }

  /// Something that counted, and where.
  struct Note {
    var rule: String
    var reading: Int
    var range: Range<Int>
    var weight: Int
  }

  init(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    for mention in title.mentions { self.title.add(mention, Relevance.strength(mention, title, lexicon)) }
    let leadEnd = min(2, body.sentences.count)
    for mention in body.mentions where mention.sentence < leadEnd {
      lead.add(mention, Relevance.strength(mention, body, lexicon))
    }
    let t = self.title
    let l = lead
    if t.both >= 2 {
      points = 62 + (t.compound ? 15 : 0)
    } else if t.both == 1 {
      points = 54
    } else if t.us >= 2, l.pk >= 2 {
      points = 53
    } else if t.pk >= 2, l.us >= 2 {
      points = 53
    } else if l.both >= 2 {
      points = 40
    } else if max(t.us, l.us) >= 2, max(t.pk, l.pk) >= 1 {
      points = 40
    } else if max(t.pk, l.pk) >= 2, max(t.us, l.us) >= 1 {
      points = 34
    } else {
      points = 5
    }
    if l.both >= 3, t.both > 0 { points += 8 }
    thirdParties(title, body, lexicon)
    exclusions(title, body, lexicon)
  }

  /// "Pakistani man" is nobody's government; "Pakistani officials" are.
  static func strength(_ mention: Mention, _ reading: Reading, _ lexicon: Lexicon) -> Int {
    guard mention.role == .adjective || mention.role == .country else { return mention.strength }
    let next = mention.range.upperBound
    for cue in reading.cues where cue.range.lowerBound >= next && cue.range.lowerBound <= next + 1 {
      if cue.cue == .officials, cue.range.lowerBound == next { return 3 }
      if cue.cue == .privates, mention.role == .adjective { return 1 }
    }
    return mention.strength
  }

  private mutating func thirdParties(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    guard let first = title.mentions.first(where: { $0.role == .third || $0.strength >= 2 }), first.role == .third
    else { return }
    let kind = lexicon.thirds[first.index].kind
    let weight = self.title.both >= 2 ? -5 : kind == .lender ? -35 : kind == .group ? -8 : -25
    add("against.third", 0, first.range, weight)
  }

  private mutating func exclusions(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    var worst: [Int: (Int, Int, Range<Int>)] = [:]
    for (number, reading) in [title, body].enumerated() {
      for mention in reading.mentions where mention.role == .exclusion && (number == 0 || mention.sentence < 2) {
        let weight = number == 0 ? mention.weight : mention.weight * 6 / 10
        if weight > worst[mention.index]?.0 ?? 0 { worst[mention.index] = (weight, number, mention.range) }
      }
    }
    for (index, entry) in worst.sorted(by: { $0.key < $1.key }) {
      var weight = entry.0
      if self.title.both >= 3 { weight /= 3 }
      add("against.\(lexicon.exclusions[index])", entry.1, entry.2, -weight)
    }
  }

  mutating func add(_ rule: String, _ reading: Int, _ range: Range<Int>, _ weight: Int) {
    points += weight
    notes.append(Note(rule: rule, reading: reading, range: range, weight: weight))
  }
}
