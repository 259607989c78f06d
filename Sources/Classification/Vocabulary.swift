/// Every word of the lexicon, numbered, and every phrase of it as a path of word numbers.
///
/// Matching is an automaton whose alphabet is words: the text is cut into words once, each is looked up once, and from
/// each word that can begin a phrase the phrases are walked. Word boundaries are kept by construction, all classes are
/// found in the same pass, and the tables of the whole lexicon take a few megabytes (an Aho–Corasick table over bytes
/// takes ten times that, and misses the cache for it).
struct Vocabulary: Sendable {
  /// Number of a word that no phrase has.
  static let unknown: Int32 = -1

  private var words: [Word] = []
  /// Open addressing; half empty at least.
  private var slots: [Slot]
  private var mask: Int

  private var nodes: [Node] = []
  private var edges: [Edge]
  private var edgeMask: Int
  private var edgeCount = 0
  /// The meanings of phrases, those of one phrase side by side once `freeze` has run.
  private(set) var terms: [Term] = []
  private var loose: [(node: Int32, term: Term)] = []

  private struct Word: Sendable {
    var hash: UInt64
    /// The node of phrases that begin with it, or -1.
    var root: Int32
  }

  private struct Slot: Sendable {
    /// The upper half of the word's hash.
    var tag: UInt32 = 0
    /// Word number + 1, or 0 where the slot is free.
    var entry: Int32 = 0
  }

  private struct Node: Sendable {
    /// A bit for each word that goes on from here, by its number: most words do not, and need no look-up.
    var sieve: UInt64 = 0
    var firstTerm: Int32 = 0
    /// The number of its terms in the low byte, the bits of their roles above it.
    var packed: UInt32 = 0

    var termCount: Int32 { Int32(packed & 0xFF) }
  }

  private struct Edge: Sendable {
    /// Parent node and word, or -1.
    var key: Int64 = -1
    var child: Int32 = 0
  }

  init() {
    slots = [Slot](repeating: Slot(), count: 1 << 15)
    mask = slots.count - 1
    edges = [Edge](repeating: Edge(), count: 1 << 15)
    edgeMask = edges.count - 1
  }

  /// Longest phrase that is walked, in words.
  static let longestPhrase = 14

  // MARK: Words

  /// The number of a word by its hash. The bytes are not compared: two words in 2^64 are taken for each other, and who
  /// makes a word that is taken for one of the lexicon's could have written that.
  @inline(__always)
  func word(_ hash: UInt64) -> Int32 {
    let slots = slots.span
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let here = slots[slot]
      if here.entry == 0 { return Vocabulary.unknown }
      if here.tag == UInt32(truncatingIfNeeded: hash >> 32), words[Int(here.entry) - 1].hash == hash {
        return here.entry - 1
      }
      slot = (slot + 1) & mask
    }
  }

  /// Numbers a word, or finds its number.
  mutating func intern(_ bytes: [UInt8]) -> Int32 {
    let hash = WordHash.of(bytes)
    let known = word(hash)
    if known >= 0 { return known }
    if (words.count + 1) * 2 > slots.count { growWords() }
    words.append(Word(hash: hash, root: -1))
    place(Int32(words.count))
    return Int32(words.count - 1)
  }

  private mutating func place(_ entry: Int32) {
    let hash = words[Int(entry) - 1].hash
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot].entry != 0 { slot = (slot + 1) & mask }
    slots[slot] = Slot(tag: UInt32(truncatingIfNeeded: hash >> 32), entry: entry)
  }

  private mutating func growWords() {
    slots = [Slot](repeating: Slot(), count: slots.count * 2)
    mask = slots.count - 1
    for entry in 1...max(1, words.count) where entry <= words.count { place(Int32(entry)) }
  }

  // MARK: Phrases

  /// Adds a meaning to a phrase of folded words; the phrase's node, or nil where it is too long.
  @discardableResult
  mutating func add(_ phrase: [[UInt8]], _ term: Term) -> Int32? {
    guard let first = phrase.first, phrase.count <= Vocabulary.longestPhrase else { return nil }
    let firstWord = Int(intern(first))
    if words[firstWord].root < 0 {
      words[firstWord].root = Int32(nodes.count)
      nodes.append(Node())
    }
    var node = words[firstWord].root
    for bytes in phrase.dropFirst() {
      let word = intern(bytes)
      let next = child(of: node, word)
      if next >= 0 {
        node = next
      } else {
        nodes[Int(node)].sieve |= Vocabulary.bit(word)
        let made = Int32(nodes.count)
        nodes.append(Node())
        addEdge(node, word, made)
        node = made
      }
    }
    loose.append((node, term))
    return node
  }

  /// Puts the meanings of each phrase side by side, a meaning only once. Call after the last `add`.
  mutating func freeze() {
    var counts = [Int32](repeating: 0, count: nodes.count + 1)
    for (node, _) in loose { counts[Int(node) + 1] += 1 }
    for index in 1..<counts.count { counts[index] += counts[index - 1] }
    var sorted = [Term](repeating: Term(role: .mask, index: 0), count: loose.count)
    var next = counts
    for (node, term) in loose {
      sorted[Int(next[Int(node)])] = term
      next[Int(node)] += 1
    }
    loose = []
    terms = []
    terms.reserveCapacity(sorted.count)
    for index in nodes.indices {
      let first = terms.count
      var roles = Roles()
      for term in sorted[Int(counts[index])..<Int(counts[index + 1])]
      where terms.count < first + 255 && !terms[first...].contains(term) {
        terms.append(term)
        roles.insert(Roles(term.role))
      }
      nodes[index].firstTerm = Int32(first)
      nodes[index].packed = UInt32(terms.count - first) | roles.rawValue << 8
    }
  }

  private static func key(_ node: Int32, _ word: Int32) -> Int64 { Int64(node) << 32 | Int64(word) }

  @inline(__always)
  private static func bit(_ word: Int32) -> UInt64 { 1 << (UInt64(UInt32(bitPattern: word)) & 63) }

  @inline(__always)
  private static func mix(_ key: Int64) -> Int {
    let product = UInt64(bitPattern: key) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: product >> 32)
  }

  @inline(__always)
  private func child(of node: Int32, _ word: Int32) -> Int32 {
    let edges = edges.span
    let key = Vocabulary.key(node, word)
    var slot = Vocabulary.mix(key) & edgeMask
    while true {
      let edge = edges[slot]
      if edge.key == key { return edge.child }
      if edge.key < 0 { return -1 }
      slot = (slot + 1) & edgeMask
    }
  }

  private mutating func addEdge(_ node: Int32, _ word: Int32, _ child: Int32) {
    if (edgeCount + 1) * 2 > edges.count {
      let old = edges
      edges = [Edge](repeating: Edge(), count: old.count * 2)
      edgeMask = edges.count - 1
      for edge in old where edge.key >= 0 { store(edge) }
    }
    edgeCount += 1
    store(Edge(key: Vocabulary.key(node, word), child: child))
  }

  private mutating func store(_ edge: Edge) {
    var slot = Vocabulary.mix(edge.key) & edgeMask
    while edges[slot].key >= 0 { slot = (slot + 1) & edgeMask }
    edges[slot] = edge
  }

  // MARK: The walk

  /// All phrases of the lexicon in `tokens`, in order of their first word, shorter before longer.
  func hits(in tokens: [Token]) -> [Hit] {
    var found: [Hit] = []
    found.reserveCapacity(tokens.count + 8)
    let tokens = tokens.span
    let words = words.span
    let nodes = nodes.span
    for first in tokens.indices {
      let word = tokens[first].word
      guard word >= 0 else { continue }
      let root = words[Int(word)].root
      guard root >= 0 else { continue }
      var here = nodes[Int(root)]
      var node = root
      var last = first
      while true {
        if here.packed != 0 {
          found.append(
            Hit(
              first: Int32(first), end: Int32(last + 1), firstTerm: here.firstTerm, termCount: here.termCount,
              roles: Roles(rawValue: here.packed >> 8)))
        }
        guard here.sieve != 0, last + 1 < tokens.count else { break }
        var next = tokens[last + 1].word
        var gap = tokens[last + 1].gap
        var skip = 1
        // A middle initial: "Robert M. Gates".
        if tokens[last + 1].isInitial, last + 2 < tokens.count, child(of: node, next) < 0 {
          next = tokens[last + 2].word
          gap = .space
          skip = 2
        }
        guard gap == .space, next >= 0, here.sieve & Vocabulary.bit(next) != 0 else { break }
        node = child(of: node, next)
        guard node >= 0 else { break }
        here = nodes[Int(node)]
        last += skip
      }
    }
    return found
  }

  /// The meanings of the phrase that ends in a node.
  func terms(at node: Int32) -> Range<Int> {
    let node = nodes[Int(node)]
    return Int(node.firstTerm)..<Int(node.firstTerm + node.termCount)
  }

  /// Takes a meaning out of a frozen vocabulary: its place stays and means nothing.
  mutating func remove(_ term: Int) { terms[term].role = .nothing }

  /// Bytes that the tables take.
  var footprint: Int {
    words.count * MemoryLayout<Word>.stride + slots.count * MemoryLayout<Slot>.stride
      + nodes.count * MemoryLayout<Node>.stride + edges.count * MemoryLayout<Edge>.stride
      + terms.count * MemoryLayout<Term>.stride
  }

  var phraseCount: Int { nodes.count { $0.packed != 0 } }
}

/// A phrase of the lexicon in a text: words `first..<end`, and its meanings.
struct Hit: Sendable {
  var first: Int32
  var end: Int32
  var firstTerm: Int32
  var termCount: Int32
  /// What its meanings are, so that few need be looked at.
  var roles: Roles

  var range: Range<Int> { Int(first)..<Int(end) }

  /// Its meanings in the vocabulary's table.
  var terms: Range<Int> { Int(firstTerm)..<Int(firstTerm + termCount) }
}
