import Classification
import Evaluation
import News
import Testing

/// Items that cannot be relevant are left after title and lead: the answer must be that of reading all of them.
@Suite("Items judged by their leads")
struct LeadTests {
  private static let filler =
    "The council of the town met on Monday. Further lines of ordinary report follow here, as they do in papers of any "
    + "town, and nobody of note was there. The weather stayed as it was. It is the third time in a year that this is so. "

  /// Of no name, of both governments, of papers of either country and of a third one, and one whose name alone says it.
  private static let sources: [Source?] =
    [nil]
    + [
      ("Desk", nil, Trust.outlet), ("State", .us, .official), ("Foreign Office", .pk, .official),
      ("Dawn", .pk, .outlet),
      ("Dawn", nil, .outlet), ("The Washington Post", nil, .outlet), ("The Hindu", nil, .outlet),
      ("US Embassy Islamabad", nil, .outlet), ("Ministry of Foreign Affairs Pakistan", nil, .outlet),
    ].map { (name: String, side: Side?, trust: Trust) in
      Source(name: name, url: "https://news.example/", trust: trust, side: side)
    }

  /// Titles in which one side is meant at most, and perhaps both.
  private static let oneSided = [
    "US Embassy closes its visa section",
    "US Consulate General announces scholarships",
    "USAID mission to build schools",
    "US ambassador to Pakistan begins work",
    "American consulate in Peshawar closes",
    "Pakistan's envoy to Washington resigns",
    "Pakistan embassy holds a reception",
    "Pakistan's mission condemns attack",
    "Kerry-Lugar bill passes",
    "Coalition Support Fund released",
    "Drone kills militants near border",
    "Senate panel adopts resolution",
    "Foreign ministry summons envoy",
    "White House briefs reporters",
    "Taliban attack school",
    "Prime minister leaves today",
  ]

  /// The titles and texts of the labelled items, each with its own and with others'.
  private static func texts() throws -> [Item] {
    let items = try Fixture.items("own.jsonl").map(\.item)
    var texts: [(String?, String?, Timestamp?)] = []
    for (index, item) in items.enumerated() {
      let other = items[(index * 37 + 11) % items.count]
      let summary = item.summary ?? ""
      texts += [
        (item.title, item.summary, item.time), (item.title, nil, nil), (nil, item.summary, item.time),
        (item.title, other.summary, item.time), (other.title, filler + summary, item.time),
        (item.title, filler + filler + filler, nil), (filler, summary + filler, item.time),
        (nil, summary + " " + summary + " " + filler + (other.summary ?? ""), item.time),
        ("Town council meets", filler + filler + summary, item.time),
      ]
    }
    for title in oneSided {
      texts += [(title, nil, nil), (title, filler, nil), ("Council meets", "\(title). \(filler)", nil)]
    }
    return texts.map { Item(title: $0, published: $2, summary: $1) }
  }

  /// The items that come to something else when they are judged whole.
  private func different(_ items: [Item], _ source: Source?) -> [Item] {
    let short = Fixture.classifier.assessRelevant(items, from: source)
    return zip(items, short).filter { item, short in
      let whole = Fixture.classifier.assess(
        title: item.title, summary: item.summary, published: item.time, source: source)
      return short != (whole.relevant ? whole : nil)
    }.map(\.0)
  }

  @Test("whoever the source is, the same as the whole", arguments: sources.indices)
  func same(_ place: Int) throws {
    let source = Self.sources[place]
    // Each source sees every third text, from another one on.
    let texts = try Self.texts()
    let items = stride(from: place % 3, to: texts.count, by: 3).map { texts[$0] }
    #expect(different(items, source).isEmpty)
  }

  @Test("the labelled items with the sources that they have")
  func own() throws {
    for gold in try Fixture.items("own.jsonl") {
      #expect(different([gold.item], gold.source).isEmpty, "\(gold.id)")
    }
  }
}
