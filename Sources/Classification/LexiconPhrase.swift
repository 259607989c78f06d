internal import News

/// The words of a term, folded: in buffers that serve for one term after the other, so that sixty thousand spellings are
/// read without memory of their own.
struct LexiconPhrase {
  /// The folded text; behind it what inflection and other names of a side put in place of one of its words.
  private var bytes: [UInt8] = []
  /// Behind the last byte in use; sixteen more always follow.
  private var end = 0
  private var words: [Word] = []
  /// Of each word.
  private(set) var hashes: [UInt64] = []
  /// The words without gaps, where two of them are to be read as one: where each begins in it, and the last one ends.
  private var row: [UInt8] = []
  private var places: [Int] = []
  /// The words' hashes with some gaps closed.
  private(set) var joined: [UInt64] = []

  /// A word's place in `bytes`.
  struct Word {
    fileprivate var start: Int
    fileprivate var end: Int
  }

  private static let united = WordHash.of("united".utf8)
  private static let states = WordHash.of("states".utf8)
  private static let of = WordHash.of("of".utf8)
  private static let america = WordHash.of("america".utf8)
  private static let usa = WordHash.of("usa".utf8)

  var count: Int { words.count }

  /// Reads a term; as in a text, "United States (of America)" is one word.
  mutating func read(_ text: ArraySlice<UInt8>) {
    words.removeAll(keepingCapacity: true)
    hashes.removeAll(keepingCapacity: true)
    end = FoldedText.fold(text.span, into: &bytes)
    guard LexiconPhrase.cut(bytes, end, &words, &hashes) else { return }
    for index in words.indices where hashes[index] == LexiconPhrase.usa {
      let start = words[index].start
      // "united" has room for it.
      bytes.replaceSubrange(start..<start + 3, with: "usa".utf8)
      words[index].end = start + 3
    }
  }

  /// Cuts the first `end` bytes into words; whether the country stands among them by its whole name.
  private static func cut(_ bytes: [UInt8], _ end: Int, _ words: inout [Word], _ hashes: inout [UInt64]) -> Bool {
    let text = unsafe bytes.span.bytes
    var isNamed = false
    var start = -1
    var block = 0
    while block <= end {
      // A bit for each byte of eight that is part of a word; none behind the end, so that the last word ends.
      var bits = block < end ? Tokeniser.wordBits(WordHash.chunk(text, block)) : 0
      if end &- block < 8 { bits &= (1 << UInt64(truncatingIfNeeded: end &- block)) &- 1 }
      let before = (bits << 1 | (start >= 0 ? 1 : 0)) & 0xFF
      var turns = bits ^ before
      while turns != 0 {
        let place = block &+ turns.trailingZeroBitCount
        turns &= turns &- 1
        guard start >= 0 else {
          start = place
          continue
        }
        let hash = WordHash.of(text, start, place)
        let last = hashes.count &- 1
        if hash == states, last >= 0, hashes[last] == united {
          hashes[last] = usa
          isNamed = true
        } else if hash == america, last > 0, hashes[last] == of, hashes[last &- 1] == usa {
          hashes.removeLast()
          words.removeLast()
        } else {
          hashes.append(hash)
          words.append(Word(start: start, end: place))
        }
        start = -1
      }
      block &+= 8
    }
    return isNamed
  }

  // MARK: Other words in their place

  var first: Word { words[0] }
  var last: Word { words[words.count - 1] }

  func span<Result>(of word: Word, _ body: (Span<UInt8>) -> Result) -> Result {
    body(bytes.span.extracting(word.start..<word.end))
  }

  func text(of word: Word) -> String { String(decoding: bytes[word.start..<word.end], as: UTF8.self) }

  /// Whether a word is of Arabic letters, as far as its first byte tells.
  func isWide(_ word: Word) -> Bool { bytes[word.start] >= 0x80 }

  mutating func removeFirst() {
    words.removeFirst()
    hashes.removeFirst()
  }

  mutating func setFirst(_ word: LexiconWord) { set(0, to: put(word.bytes), word.hash) }

  /// Puts a form of `word`, which this phrase has or had, at the end.
  mutating func setLast(_ word: Word, _ ending: Ending) {
    makeRoom(word.end - word.start + Ending.longest)
    let start = end
    for place in word.start..<word.end - ending.drop {
      bytes[end] = bytes[place]
      end += 1
    }
    ending.append(to: &bytes, &end)
    let hash = unsafe WordHash.of(bytes.span.bytes, start, end)
    set(words.count - 1, to: Word(start: start, end: end), hash)
  }

  private mutating func set(_ index: Int, to word: Word, _ hash: UInt64) {
    words[index] = word
    hashes[index] = hash
  }

  private mutating func put(_ word: [UInt8]) -> Word {
    makeRoom(word.count)
    let start = end
    for byte in word {
      bytes[end] = byte
      end += 1
    }
    return Word(start: start, end: end)
  }

  private mutating func makeRoom(_ count: Int) {
    let room = end + count + 16
    if bytes.count < room { bytes += [UInt8](repeating: 0, count: room - bytes.count + 64) }
  }

  // MARK: Without gaps

  /// Whether it is of several words, all of them Urdu: those are written with and without spaces.
  var isCompound: Bool { words.count > 1 && words.allSatisfy(isWide) }

  /// Puts the words side by side. Call before `close`.
  mutating func lineUp() {
    row.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    for word in words {
      places.append(row.count)
      row.append(contentsOf: bytes[word.start..<word.end])
    }
    places.append(row.count)
    row.append(contentsOf: repeatElement(0, count: 16))
  }

  /// Makes `joined` the words with the gaps numbered `gaps` closed, the gap behind the first word being 0.
  mutating func close(_ gaps: Range<Int>) {
    joined.removeAll(keepingCapacity: true)
    joined.append(contentsOf: hashes[..<gaps.lowerBound])
    joined.append(
      unsafe WordHash.of(row.span.bytes, places[gaps.lowerBound], places[gaps.upperBound + 1]))
    joined.append(contentsOf: hashes[(gaps.upperBound + 1)...])
  }

  /// The words with a space between each two, but for the gaps that are closed.
  func spelling(closing gaps: Range<Int> = 0..<0) -> String {
    var text = ""
    for (index, word) in words.enumerated() {
      text += self.text(of: word)
      if index + 1 < words.count, !gaps.contains(index) { text += " " }
    }
    return text
  }

  /// Tells phrases apart.
  var identity: UInt64 {
    var hash = WordHash()
    for word in hashes { hash.combine(word, 0) }
    return hash.value
  }
}

/// A word that takes the place of another.
struct LexiconWord {
  let bytes: [UInt8]
  let hash: UInt64

  init(_ text: String) {
    bytes = Array(text.utf8)
    hash = WordHash.of(bytes)
  }
}
