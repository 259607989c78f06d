internal import News

/// The beginning of a summary, as far as tells whether its item can be relevant at all.
///
/// Relevance asks for both sides in the title and the first sentences of the summary (`Relevance`), and most items of
/// most feeds have not even a word there that could stand for both: they need not be read to their end. What is said
/// here is certain, never a guess, so that an item is judged the same with and without it; `LeadTests` hold the two
/// against each other.
struct Lead {
  /// The summary, or its beginning.
  let cut: CutText
  let isWhole: Bool
  /// Its first sentences are known to be those of the whole, and end before this word. `nil` where they are not.
  private let end: Int?

  /// Words behind the first sentences that could change what stands in them: a phrase ends with its sentence, unless the
  /// next one begins with an initial, which is passed over.
  private static let margin = 4
  private static let marginBehindInitial = 2 * Vocabulary.longestPhrase + margin

  init(of summary: String, _ lexicon: Lexicon) {
    var summary = summary
    var size = summary.withUTF8 { text in Lead.firstLook(unsafe text.span) }
    while true {
      let isWhole = summary.utf8.count <= size
      let bytes = summary.withUTF8 { text in unsafe Array(text.prefix(size)) }
      let cut = CutText(FoldedText(utf8: bytes), isTitle: false, lexicon)
      let end = Lead.end(of: cut, isWhole: isWhole)
      if isWhole || end != nil || Lead.hasBoilerplate(cut) {
        (self.cut, self.isWhole, self.end) = (cut, isWhole, end)
        return
      }
      size *= 4
    }
  }

  /// How many bytes are looked at first: the first sentences, as far as stops and spaces tell, and some words more. No
  /// more than a guess: where it falls short, more is looked at.
  private static func firstLook(_ text: Span<UInt8>) -> Int {
    var left = Relevance.leadSentences
    var index = 0
    while index &+ 1 < text.count, left > 0 {
      let byte = text[index]
      index &+= 1
      if byte == 0x0A || (byte == 0x2E || byte == 0x21 || byte == 0x3F) && text[index] <= 0x20 { left &-= 1 }
    }
    return index + 12 * margin
  }

  private static func hasBoilerplate(_ cut: CutText) -> Bool {
    cut.hits.contains { !$0.roles.isDisjoint(with: .boilerplate) }
  }

  private static func end(of cut: CutText, isWhole: Bool) -> Int? {
    let count = Relevance.leadSentences
    if isWhole { return cut.sentences.count < count ? cut.tokens.count : cut.sentences[count - 1].upperBound }
    // Of a beginning the last sentence may go on, and boiler-plate takes sentences away.
    guard cut.sentences.count > count, !hasBoilerplate(cut) else { return nil }
    let end = cut.sentences[count - 1].upperBound
    guard end < cut.tokens.count else { return nil }
    let margin = cut.tokens[end].isInitial ? marginBehindInitial : margin
    return end + margin <= cut.tokens.count ? end : nil
  }

  /// Whether the item cannot be relevant, where points for one side alone fall short: of the two sides at most one can be
  /// meant in title and lead, and the source leaves the other one not unsaid.
  func rulesOut(_ title: CutText, _ summary: String, _ origin: Origin, _ lexicon: Lexicon) -> Bool {
    guard let end else { return false }
    var sides = TermSides()
    guard Lead.gather(title, title.tokens.count, &sides, lexicon), Lead.gather(cut, end, &sides, lexicon) else {
      return false
    }
    if sides == .us {
      // An Urdu text is taken for a Pakistani one.
      return origin.unsaid != .pk && !Lead.hasArabic(title.text.source) && !Lead.hasArabic(summary.utf8)
    }
    return sides == .pk ? origin.unsaid != .us : sides.isEmpty
  }

  /// Adds the sides that the words before `end` could mean. `false` where one of them stands for both.
  private static func gather(_ cut: CutText, _ end: Int, _ sides: inout TermSides, _ lexicon: Lexicon) -> Bool {
    let terms = lexicon.vocabulary.terms.span
    for hit in cut.hits {
      if Int(hit.first) >= end { break }
      if hit.roles.isDisjoint(with: .entities) { continue }
      if !hit.roles.isDisjoint(with: .both) { return false }
      for place in hit.terms {
        let term = terms[place]
        switch term.side {
        case .us, .pk: sides.insert(TermSides(term.side))
        case .third:
          // A group that fights from Pakistan stands for it.
          if term.role == .third, lexicon.thirds[Int(term.index)].kind == .militants { sides.insert(.pk) }
        case .none: break
        }
      }
    }
    return true
  }

  /// Whether a letter of the Arabic script may stand in it (U+0600 to U+06FF).
  private static func hasArabic(_ text: some Sequence<UInt8>) -> Bool { text.contains { $0 & 0xFC == 0xD8 } }
}

extension Lexicon {
  /// Whether points for one side alone never make an item relevant: with the shipped weights they do not.
  var oneSideFallsShort: Bool {
    // What more an item may be given in which the two sides are not linked.
    let rest: [RelevanceFeature] = [
      .thirdSubject, .thirdTitle, .thirdLead, .lender, .group, .list, .thirdActs, .thirdBeside, .thirdSpeaker,
      .thirdVenue, .listed, .privateCase, .privates, .exclusionTitle, .exclusionLead, .exclusionGoverned,
    ]
    let most = weight(.base) + weight(.unlinked) + max(0, weight(.governmentUS), weight(.governmentPK))
    return Double(most) < Calibration.middle && rest.allSatisfy { weight($0) <= 0 }
  }
}
