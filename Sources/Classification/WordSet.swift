internal import News

/// The hash by which words are told apart, the same on every machine: sixteen bytes at a step, one multiplication.
struct WordHash {
  private var state: UInt64 = 0

  /// Mixes in up to sixteen bytes, the first in the lowest place. Neither constant is a word's beginning, for no text in
  /// UTF-8 has a byte above 0xF4, so no word makes the product nought.
  @inline(__always)
  mutating func combine(_ first: UInt64, _ second: UInt64) {
    let (high, low) = (state ^ first ^ 0xFA61_6A3B_2F90_40FF).multipliedFullWidth(by: second ^ 0xF937_79B9_7F4A_7CFD)
    state = high ^ low
  }

  /// The finished hash; never 0.
  var value: UInt64 {
    @inline(__always) get { state | 1 << 63 }
  }

  /// The hash of a word, of which the last eight bytes or fewer stand in the highest places of theirs.
  static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = WordHash()
    var chunks = (UInt64(0), UInt64(0))
    var length = 0
    for byte in bytes {
      if length > 0, length & 15 == 0 {
        hash.combine(chunks.0, chunks.1)
        chunks = (0, 0)
      }
      if length & 8 == 0 {
        chunks.0 = chunks.0 >> 8 | UInt64(byte) << 56
      } else {
        chunks.1 = chunks.1 >> 8 | UInt64(byte) << 56
      }
      length += 1
    }
    hash.combine(chunks.0, chunks.1)
    return hash.value
  }

  /// The hash of the word `start..<end`: without a choice for one of up to sixteen bytes, for the processor guesses a
  /// word's length wrong as often as not.
  ///
  /// - Parameter text: at least sixteen bytes must stand from every byte of the word on; which is of no meaning.
  @inline(__always)
  static func of(_ text: RawSpan, _ start: Int, _ end: Int) -> UInt64 {
    var hash = WordHash()
    var start = start
    var left = end &- start
    while left > 16 {
      hash.combine(chunk(text, start), chunk(text, start &+ 8))
      start &+= 16
      left &-= 16
    }
    // What stands behind the word is shifted out.
    let first = chunk(text, start) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* min(left, 8))
    let second = chunk(text, start &+ 8) &<< UInt64(truncatingIfNeeded: 128 &- 8 &* left)
    hash.combine(first, left > 8 ? second : 0)
    return hash.value
  }

  /// Eight bytes from `index` on, which the caller knows to be there; the first in the lowest place.
  @inline(__always)
  static func chunk(_ text: RawSpan, _ index: Int) -> UInt64 {
    // Sound: the callers pad what they cut into words, so that eight bytes stand at every index that they ask for.
    UInt64(littleEndian: unsafe text.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
  }
}

/// Words that a rule asks for by name, as they stand in folded text. Asking compares hashes, not letters.
struct WordSet: Sendable, ExpressibleByArrayLiteral {
  private let hashes: [UInt64]
  /// A bit for each word: most words that are asked for are none of these, and this tells at once.
  private let sieve: UInt64

  init(_ words: some Sequence<String>) {
    hashes = words.map { WordHash.of(FoldedText($0).bytes) }
    sieve = hashes.reduce(0) { $0 | 1 << ($1 & 63) }
  }

  init(arrayLiteral words: String...) { self.init(words) }

  @inline(__always)
  func contains(_ token: Token) -> Bool {
    sieve >> (token.hash & 63) & 1 != 0 && position(token.hash) != nil
  }

  /// Which of the words it is, in the order in which they were written.
  @inline(__always)
  func index(of token: Token) -> Int? {
    sieve >> (token.hash & 63) & 1 != 0 ? position(token.hash) : nil
  }

  private func position(_ hash: UInt64) -> Int? {
    let hashes = hashes.span
    for index in hashes.indices where hashes[index] == hash { return index }
    return nil
  }
}

/// What words mean, by their hashes: one look-up however many there are.
struct WordTable<Value: Sendable>: Sendable {
  /// Open addressing, at most a quarter full; 0 where free.
  private var hashes: [UInt64]
  private var values: [Value?]

  /// Of a word that is given twice the first meaning counts.
  init(_ meanings: some Collection<(String, Value)>) {
    var size = 64
    while size < meanings.count * 4 { size *= 2 }
    hashes = [UInt64](repeating: 0, count: size)
    values = [Value?](repeating: nil, count: size)
    for (word, value) in meanings {
      let hash = WordHash.of(FoldedText(word).bytes)
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while hashes[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & (size - 1) }
      guard hashes[slot] == 0 else { continue }
      hashes[slot] = hash
      values[slot] = value
    }
  }

  @inline(__always)
  subscript(_ token: Token) -> Value? {
    let hashes = hashes.span
    var slot = Int(truncatingIfNeeded: token.hash) & (hashes.count - 1)
    while hashes[slot] != 0 {
      if hashes[slot] == token.hash { return values[slot] }
      slot = (slot + 1) & (hashes.count - 1)
    }
    return nil
  }
}

/// Which hashes came before: a list while they are few, as they mostly are, then a set.
struct HashesSeen {
  private var few: [UInt64] = []
  private var many: Set<UInt64> = []

  /// Whether it is new.
  mutating func insert(_ hash: UInt64) -> Bool {
    if !many.isEmpty { return many.insert(hash).inserted }
    if few.contains(hash) { return false }
    few.append(hash)
    if few.count == 16 { many = Set(few) }
    return true
  }
}

/// How often each hash came.
struct HashCounts {
  /// Open addressing, at most half full; 0 where free, which no hash is.
  private var hashes: [UInt64]
  private var counts: [Int32]

  /// - Parameter room: how many different ones may come.
  init(room: Int) {
    var size = 16
    while size < room * 2 { size *= 2 }
    hashes = [UInt64](repeating: 0, count: size)
    counts = [Int32](repeating: 0, count: size)
  }

  /// How often it has come, with this time.
  mutating func add(_ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (hashes.count - 1)
    while hashes[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & (hashes.count - 1) }
    hashes[slot] = hash
    counts[slot] += 1
    return Int(counts[slot])
  }
}
