internal import News

/// An entity of the lexicon in a text, its side settled.
struct Mention: Sendable {
  var role: Role
  /// Into the lexicon's table for the role.
  var index: Int
  /// `.none` where the text does not tell.
  var side: TermSide
  /// Words.
  var range: Range<Int>
  var sentence: Int
  /// 3: a government, its officials, its country by name; 2: an adjective; 1: a city, a party; 0: none.
  var strength: Int
  var weight: Int = 0
  /// Known once both texts are read.
  var standing = Standing.none
  /// The other side inside its name: "US ambassador to Pakistan".
  var nested = TermSide.none

  /// Whether it is a name: of a person, unless nobody of that name is known, of an office or an institution.
  var isName: Bool { role == .office || role == .institution || role == .mask || role == .person && strength != 0 }
}

/// The words of names, which name no event and no topic. To be asked word by word in the text's order.
struct Names {
  private let mentions: [Mention]
  private var next = 0

  init(_ mentions: [Mention]) { self.mentions = mentions }

  /// Whether the word, no earlier than the last one asked of, is part of a name.
  mutating func cover(_ token: Int) -> Bool {
    while next < mentions.count, mentions[next].range.upperBound <= token { next += 1 }
    return next < mentions.count && mentions[next].range.lowerBound <= token && mentions[next].isName
  }
}

/// A verb or noun of the event families in a text.
struct EventHit: Sendable {
  var isVerb: Bool
  var group: Int
  var form: VerbForm
  var range: Range<Int>
  var sentence: Int
}

struct CueHit: Sendable {
  var cue: Cue
  var range: Range<Int>
  var sentence: Int
}

/// A title or a summary, read: cut into words and sentences, with all that the lexicon knows in it.
///
/// An object, not a value: it is handed from question to question and never copied. One judgement makes it, settles it
/// and drops it; it never leaves the thread. What does not change once it is made is constant: asking for it is free.
final class Reading {
  private let cut: CutText
  /// Entities in the text's order, none inside another.
  var mentions: [Mention]
  let events: [EventHit]
  let cues: [CueHit]
  /// What could decide the kind, by the sentences that were asked about.
  var candidates: [(sentences: Range<Int>, found: [EventKind.Candidate])] = []

  convenience init(_ source: String, isTitle: Bool, lexicon: Lexicon) {
    self.init(CutText(FoldedText(source), isTitle: isTitle, lexicon), lexicon)
  }

  init(_ cut: CutText, _ lexicon: Lexicon) {
    self.cut = cut
    mentions = cut.mentions(lexicon)
    (events, cues) = cut.events(lexicon, outside: mentions)
  }

  var isTitle: Bool { cut.isTitle }
  var text: FoldedText { cut.text }
  var tokens: [Token] { cut.tokens }
  var hits: [Hit] { cut.hits }
  var sentences: [Range<Int>] { cut.sentences }
  var repeats: Int { cut.repeats }
  var language: String { cut.isUrdu ? "ur" : "en" }
  var keptWords: Int { cut.keptWords }

  func sentence(of token: Int) -> Int { cut.sentence(of: token) }
  func isDropped(_ token: Int) -> Bool { cut.isDropped(token) }
  func isCapitalised(_ token: Int) -> Bool { cut.isCapitalised(token) }
  func said(_ range: Range<Int>) -> UInt64 { cut.said(range) }
  func hits(from token: Int) -> Int { cut.hits(from: token) }
  func words(_ range: Range<Int>) -> ArraySlice<UInt8> { cut.words(range) }
  func ends(_ token: Token, _ suffix: String) -> Bool { cut.ends(token, suffix) }
  func source(_ range: Range<Int>) -> String { cut.source(range) }

  /// Events that begin at the word.
  func events(at token: Int) -> ArraySlice<EventHit> {
    var low = 0
    var high = events.count
    while low < high {
      let middle = (low + high) / 2
      if events[middle].range.lowerBound < token { low = middle + 1 } else { high = middle }
    }
    return events[low...].prefix { $0.range.lowerBound == token }
  }

  /// It and the other one of its item.
  func and(_ other: Reading) -> Both { Both(first: self, second: other) }

  /// Mentions of a sentence.
  func mentions(in sentence: Int) -> ArraySlice<Mention> {
    let all = mentions
    let first = all.firstIndex { $0.sentence >= sentence } ?? all.endIndex
    return all[first...].prefix { $0.sentence == sentence }
  }

  /// Events of some sentences.
  func events(in sentences: Range<Int>) -> ArraySlice<EventHit> {
    let first = events.firstIndex { $0.sentence >= sentences.lowerBound } ?? events.endIndex
    return events[first...].prefix { $0.sentence < sentences.upperBound }
  }

  /// Cues that begin at the word.
  func cues(at token: Int) -> ArraySlice<CueHit> {
    var low = 0
    var high = cues.count
    while low < high {
      let middle = (low + high) / 2
      if cues[middle].range.lowerBound < token { low = middle + 1 } else { high = middle }
    }
    return cues[low...].prefix { $0.range.lowerBound == token }
  }
}

/// A title and its summary: a sequence of the two that takes no memory.
struct Both: Sequence, IteratorProtocol {
  fileprivate let first: Reading
  fileprivate let second: Reading
  private var given = 0

  fileprivate init(first: Reading, second: Reading) {
    self.first = first
    self.second = second
  }

  mutating func next() -> Reading? {
    given += 1
    return given == 1 ? first : given == 2 ? second : nil
  }
}
