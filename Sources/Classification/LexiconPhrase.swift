internal import News

/// The words of a term, folded: in buffers that serve for one term after the other, so that sixty thousand spellings are
/// read without memory of their own.
struct LexiconPhrase {
  /// The folded text; behind it what inflection and other names of a side put in place of one of its words.
  private var bytes: [UInt8] = []
  /// Behind the last byte in use; sixteen more always follow.
  private var end = 0
  /// How many words it has; of those behind the last that are kept nothing is known but their number.
  private(set) var count = 0
  private var words = InlineArray<16, Word>(repeating: Word(start: 0, end: 0))
  /// A bit for each word whose letters are not Latin, as far as its first byte tells.
  private var wide: UInt16 = 0
  /// Of each word.
  private(set) var hashes = Kept(repeating: 0)
  /// Where each word begins in `bytes`, and the last one ends, where they stand side by side.
  private var places = InlineArray<16, Int32>(repeating: 0)
  /// The words' hashes with some gaps closed, and how many they are.
  private(set) var joined = (hashes: Kept(repeating: 0), count: 0)

  /// Some more than the longest phrase that is matched has.
  typealias Kept = InlineArray<16, UInt64>

  /// A word's place in `bytes`.
  struct Word {
    private let from: Int32
    private let to: Int32

    fileprivate init(start: Int, end: Int) {
      from = Int32(truncatingIfNeeded: start)
      to = Int32(truncatingIfNeeded: end)
    }

    fileprivate var start: Int { Int(from) }
    fileprivate var end: Int { Int(to) }
    fileprivate var range: Range<Int> { start..<end }
  }

  /// Reads a term; as in a text, "United States (of America)" is one word.
  mutating func read(_ text: ArraySlice<UInt8>) {
    count = 0
    end = FoldedText.fold(text.span, into: &bytes)
    if cut(bytes) { shorten() }
  }

  /// Cuts the text into words; whether the country stands among them by its whole name.
  private mutating func cut(_ bytes: [UInt8]) -> Bool {
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
        if start < 0 {
          start = place
        } else {
          let word = Word(start: start, end: place)
          isNamed = take(word, WordHash.of(text, start, place), isWide: bytes[start] >= 0x80) || isNamed
          start = -1
        }
      }
      block &+= 8
    }
    return isNamed
  }

  /// Adds a word; whether it ends the name of the country.
  @inline(__always)
  private mutating func take(_ word: Word, _ hash: UInt64, isWide: Bool) -> Bool {
    let last = count &- 1
    if last < words.count {
      if hash == Tokeniser.states, last >= 0, hashes[last] == Tokeniser.united {
        hashes[last] = Tokeniser.usa
        return true
      }
      if hash == Tokeniser.america, last > 0, hashes[last] == Tokeniser.of,
        hashes[last &- 1] == Tokeniser.usa
      {
        count = last
        return false
      }
    }
    if count < words.count { set(count, to: word, hash, isWide) }
    count &+= 1
    return false
  }

  /// Writes the country's short name over its long one.
  private mutating func shorten() {
    for index in 0..<min(count, words.count) where hashes[index] == Tokeniser.usa {
      let start = words[index].start
      // "united" has room for it.
      for (place, byte) in "usa".utf8.enumerated() { bytes[start + place] = byte }
      words[index] = Word(start: start, end: start + 3)
    }
  }

  // MARK: Other words in their place

  var first: Word { words[0] }
  var last: Word { words[count - 1] }

  func span<Result>(of word: Word, _ body: (Span<UInt8>) -> Result) -> Result {
    body(bytes.span.extracting(word.range))
  }

  func text(of word: Word) -> String { String(decoding: bytes[word.range], as: UTF8.self) }

  /// Whether the last word is Urdu.
  var endsWide: Bool { wide >> UInt16(count - 1) & 1 != 0 }

  mutating func removeFirst() {
    count -= 1
    wide >>= 1
    for index in 0..<count {
      words[index] = words[index + 1]
      hashes[index] = hashes[index + 1]
    }
  }

  mutating func setFirst(_ word: LexiconWord) {
    makeRoom(word.bytes.count)
    let start = end
    for byte in word.bytes {
      bytes[end] = byte
      end += 1
    }
    set(0, to: Word(start: start, end: end), word.hash, bytes[start] >= 0x80)
  }

  /// Puts a form of `word`, which this phrase has or had, at the end.
  mutating func setLast(_ word: Word, _ ending: Ending) {
    makeRoom(word.range.count + Ending.longest)
    let start = end
    copy(Word(start: word.start, end: word.end - ending.drop))
    ending.append(to: &bytes, &end)
    let hash = unsafe WordHash.of(bytes.span.bytes, start, end)
    set(count - 1, to: Word(start: start, end: end), hash, bytes[start] >= 0x80)
  }

  @inline(__always)
  private mutating func set(_ index: Int, to word: Word, _ hash: UInt64, _ isWide: Bool) {
    words[index] = word
    hashes[index] = hash
    let bit: UInt16 = 1 << UInt16(index)
    wide = isWide ? wide | bit : wide & ~bit
  }

  /// Puts a word behind all that stands in `bytes`, where there is room for it.
  private mutating func copy(_ word: Word) {
    let start = end
    var out = bytes.mutableSpan
    for place in word.range { out[start + place - word.start] = out[place] }
    end = start + word.range.count
  }

  private mutating func makeRoom(_ count: Int) {
    let room = end + count + 16
    if bytes.count < room { bytes += [UInt8](repeating: 0, count: room - bytes.count + 64) }
  }

  // MARK: Without gaps

  /// Whether it is of several words, all of them Urdu: those are written with and without spaces.
  var isCompound: Bool { count > 1 && wide & mask == mask }

  private var mask: UInt16 { UInt16(truncatingIfNeeded: 1 << count - 1) }

  /// Puts the words side by side. Call before `close`.
  mutating func lineUp() {
    var length = 0
    for index in 0..<count { length += words[index].range.count }
    makeRoom(length)
    for index in 0..<count {
      places[index] = Int32(end)
      copy(words[index])
    }
    places[count] = Int32(end)
  }

  /// Makes `joined` the words with the gaps numbered `gaps` closed, the gap behind the first word being 0.
  mutating func close(_ gaps: Range<Int>) {
    let (first, last) = (gaps.lowerBound, gaps.upperBound)
    for index in 0..<first { joined.hashes[index] = hashes[index] }
    joined.hashes[first] = unsafe WordHash.of(bytes.span.bytes, Int(places[first]), Int(places[last + 1]))
    for index in last + 1..<count { joined.hashes[index - gaps.count] = hashes[index] }
    joined.count = count - gaps.count
  }

  /// The words with a space between each two, but for the gaps that are closed.
  func spelling(closing gaps: Range<Int> = 0..<0) -> String {
    var text = ""
    for index in 0..<count {
      text += self.text(of: words[index])
      if index + 1 < count, !gaps.contains(index) { text += " " }
    }
    return text
  }

  /// Tells phrases apart.
  var identity: UInt64 {
    var hash = WordHash()
    for index in 0..<count { hash.combine(hashes[index], 0) }
    return hash.value
  }
}

/// A word that takes the place of another.
struct LexiconWord: Sendable {
  let bytes: [UInt8]
  let hash: UInt64

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    hash = WordHash.of(bytes)
  }

  init(_ text: String) { self.init(Array(text.utf8)) }
}
