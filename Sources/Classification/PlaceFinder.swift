internal import News

/// Where it happens: places that stand behind "in", "at", "to", or as the dateline's city; governments by their
/// capital's name are none.
struct PlaceFinder {
  var places: [String] = []

  private static let prepositions: WordSet = ["in", "at", "to", "from", "near", "into", "across", "outside", "around"]
  private static let urduAfter: WordSet = ["میں", "پہنچ", "پہنچے", "سے", "آمد"]

  init(_ title: Reading, _ body: Reading, _ lexicon: Lexicon) {
    for reading in title.and(body) {
      for mention in reading.mentions where mention.sentence < 4 && mention.role == .place {
        let place = lexicon.places[mention.index]
        guard place.kind != .country, PlaceFinder.isSite(mention, place, reading), !places.contains(place.name) else {
          continue
        }
        places.append(place.name)
      }
    }
  }

  private static func isSite(_ mention: Mention, _ place: PlaceEntry, _ reading: Reading) -> Bool {
    if place.kind == .city || place.kind == .region || place.kind == .venue { return true }
    let start = mention.range.lowerBound
    for back in 1...2 where start - back >= 0 {
      if prepositions.contains(reading.tokens[start - back]) { return true }
    }
    guard mention.range.upperBound < reading.tokens.count else { return false }
    return urduAfter.contains(reading.tokens[mention.range.upperBound])
  }
}
