import News
import Testing

@testable import Classification

@Suite("The vocabulary")
struct VocabularyTests {
  /// Words of a length that no list has, and more of them than a list of this size could hold.
  private static let words = (0..<3_000).map { "w\($0)" }

  @Test("grows where the lists hold more than lists of their length mostly do", arguments: [0, 1 << 20])
  func growth(bytes: Int) {
    var vocabulary = Vocabulary(ofLists: bytes)
    var term = Term(role: .topic, index: 0)
    for (index, word) in VocabularyTests.words.enumerated() {
      let pair = [word, VocabularyTests.words[(index * 7 + 1) % VocabularyTests.words.count]].map {
        WordHash.of($0.utf8)
      }
      term.index = Int32(index)
      // Twice, for a meaning counts once.
      for _ in 0..<2 { vocabulary.add(pair.span, term) }
      term.index = Int32(-index)
      if index % 3 == 0 { vocabulary.add(pair.span.extracting(0..<1), term) }
    }
    vocabulary.freeze()
    for (index, word) in VocabularyTests.words.enumerated() {
      let text = "\(word) \(VocabularyTests.words[(index * 7 + 1) % VocabularyTests.words.count]) x"
      let hits = vocabulary.hits(in: Tokeniser.tokens(of: Array(text.utf8), vocabulary))
      let pairs = hits.filter { $0.range == 0..<2 }.map { vocabulary.terms[$0.terms].map(\.index) }
      let single = hits.filter { $0.range == 0..<1 }.map { vocabulary.terms[$0.terms].map(\.index) }
      #expect(pairs == [[Int32(index)]])
      #expect(single == (index % 3 == 0 ? [[Int32(-index)]] : []))
    }
  }

  @Test("a phrase keeps its meanings in the order in which they came")
  func meanings() {
    var vocabulary = Vocabulary(ofLists: 0)
    let phrase = [WordHash.of("state".utf8), WordHash.of("bank".utf8)]
    for role in [Role.institution, .mask, .institution, .topic] {
      vocabulary.add(phrase.span, Term(role: role, index: 1))
    }
    vocabulary.freeze()
    let hits = vocabulary.hits(in: Tokeniser.tokens(of: Array("the state bank".utf8), vocabulary))
    #expect(hits.map { vocabulary.terms[$0.terms].map(\.role) } == [[.institution, .mask, .topic]])
    #expect(hits.first?.roles == [Roles(.institution), Roles(.mask), Roles(.topic)])
  }

  @Test("a word has one hash, whichever way it is reckoned")
  func hashes() {
    for length in 1...40 {
      let word = (0..<length).map { UInt8(0x61 + $0 % 26) }
      let text = [0x20] + word + [UInt8](repeating: 0x7A, count: 16)
      let inText = unsafe WordHash.of(text.span.bytes, 1, 1 + length)
      #expect(WordHash.of(word) == inText)
    }
  }
}
