import Classification
import News
import Testing

@Suite("What words lean to")
struct WordTests {
  /// A classifier of the small lexicon, with weights for some words: `zone | words`, and a weight by label.
  private func classifier(_ words: [String: [String: Int]], bias: [String: Int] = [:]) throws -> Classifier {
    func row(_ weights: [String: Int]) -> String {
      Classifier.wordLabels.map { String(weights[$0] ?? 0) }.joined(separator: " ")
    }
    var files = LexiconFaultTests.small
    for index in files.indices where files[index].name == "words.txt" {
      let lines = ["bias | - | \(row(bias))"] + words.sorted { $0.key < $1.key }.map { "\($0.key) | \(row($0.value))" }
      files[index].bytes += Array("\n\(lines.joined(separator: "\n"))\n".utf8)
    }
    return Classifier(lexicon: try Lexicon(files: files))
  }

  private let title = "US urges Pakistan to keep its word"
  private let lead = "So they said on that day in a city."

  @Test("without weights the rules alone judge")
  func none() throws {
    let rules = try classifier([:]).assess(title)
    #expect(rules.kind == .request)
    #expect(rules.stage == .concluded)
    #expect(!rules.evidence.contains { $0.rule.contains("words") })
  }

  @Test("a kind is overruled by words that weigh more than the rules' answer, and the words are told")
  func kind() throws {
    let found = try classifier(["title | word": ["dispute": 127], "any | its word": ["dispute": 127]]).assess(title)
    #expect(found.kind == .dispute)
    let told = try #require(found.evidence.first { $0.rule == "kind.words.dispute" })
    #expect(told.field == "title")
    #expect(told.text.hasSuffix("word"))
    #expect(found.evidence.contains { $0.rule == "kind.request.urge" }, "what the rules found stays told")
  }

  @Test("a kind that a clear word of the title says withstands weaker words")
  func clear() throws {
    #expect(try classifier(["title | word": ["dispute": 120]]).assess(title).kind == .request)
  }

  @Test(
    "words of title and lead, pairs, beginnings and numbers count",
    arguments: [
      "title | word", "any | keep its", "title | pakist*", "any | #", "any | envoys", "title | ?", "title | :",
    ])
  func features(_ feature: String) throws {
    let weighted = try classifier([feature: ["economy": 127]], bias: ["economy": 200])
    #expect(
      weighted.assess("Envoy: US urges Pakistan to keep its word?", "2 envoys said so on that day in a city.").topics
        == [.economy])
    #expect(weighted.assess("US urges Pakistan", lead).topics == (feature == "title | pakist*" ? [.economy] : []))
  }

  @Test("how often a word stands there does not count")
  func once() throws {
    let weighted = try classifier(["any | word": ["economy": 100]], bias: ["economy": 160])
    #expect(weighted.assess(title, lead).topics == [.economy])
    let doubled = try classifier(["any | word": ["economy": 100]], bias: ["economy": 60])
    #expect(doubled.assess(title, "Word for word, a word.").topics == [])
  }

  @Test("a title without a lead has little of the bias that a lead's words would make up for")
  func titleAlone() throws {
    // Words that are known, and lean to nothing.
    let known = lead.lowercased().split { !$0.isLetter }.map { ("any | \($0)", [String: Int]()) }
    let weighted = try classifier(
      ["title | word": ["relevant": 5]].merging(known) { one, _ in one }, bias: ["relevant": -2000])
    func points(_ found: Assessment) -> Int { found.evidence.first { $0.rule == "words" }?.weight ?? 0 }
    #expect(points(weighted.assess(title)) > -20)
    #expect(points(weighted.assess(title, lead)) == -25)
    #expect(ShippedLexicon.classifier.assess("US slaps sanctions on four Pakistani firms").relevant)
    #expect(ShippedLexicon.classifier.assess("امریکا کا پاکستان سے حافظ سعید کی گرفتاری کا مطالبہ").relevant)
  }

  @Test("a stage and a topic are overruled in the same way")
  func stage() throws {
    let found = try classifier(
      [
        "title | word": ["planned": 127, "economy": 127], "any | word": ["planned": 127, "economy": 127],
        "any | its word": ["planned": 127, "economy": 127],
      ]
    ).assess(title)
    #expect(found.stage == .planned)
    #expect(found.topics == [.economy])
    let rules = found.evidence.map(\.rule)
    #expect(rules.contains("stage.words.planned"))
    #expect(rules.contains("topic.words.economy"))
    let without = try classifier(
      ["any | trade": ["economy": -127], "title | trade": ["economy": -127]], bias: ["economy": -100]
    )
    .assess("US urges Pakistan to trade")
    #expect(without.topics == [])
    #expect(without.evidence.contains { $0.rule == "topic.words.economy" && $0.weight < 0 })
  }

  @Test("analysis has no stage, whoever says that it is")
  func analysis() throws {
    let found = try classifier(
      ["title | word": ["analysis": 127], "any | word": ["analysis": 127]], bias: ["request": -100]
    )
    .assess(title)
    #expect(found.kind == .analysis)
    #expect(found.stage == nil)
  }

  @Test("words raise an item only where both sides are there, and within their reach")
  func relevance() throws {
    func leaning(_ weight: Int) throws -> Classifier {
      try classifier(
        Dictionary(
          uniqueKeysWithValues: ["title | its", "any | its", "title | word", "any | word"].map {
            ($0, ["relevant": weight])
          }))
    }
    let eager = try leaning(127)
    #expect(!eager.assess("Pakistan keeps its word").relevant, "words never make a side")
    #expect(!eager.assess("A word that is kept").relevant)
    let plain = try classifier([:]).assess(title, lead)
    let raised = eager.assess(title, lead)
    #expect(raised.relevant && raised.score >= plain.score)
    #expect(raised.evidence.contains { $0.rule == "words" && $0.weight == 25 })
    let averse = try leaning(-127).assess(title, lead)
    #expect(averse.evidence.contains { $0.rule == "words" && $0.weight == -25 })
  }

  @Test("the shipped words settle what the lists do not know")
  func shipped() {
    let whole = ShippedLexicon.whole.assess(
      "Islamabad fumes as Washington brushes aside Pakistani objections over drone raids",
      "Pakistan's foreign ministry reacted angrily on Tuesday after US officials dismissed its objections.")
    #expect(whole.relevant)
    #expect(whole.kind == .dispute)
    #expect(whole.stage == .concluded)
  }
}
