/// Every word of the lexicon, numbered, and every phrase of it as a path of word numbers.
///
/// Matching is an automaton whose alphabet is words: the text is cut into words once, each is looked up once, and from
/// each word that can begin a phrase the phrases are walked. Word boundaries are kept by construction, all classes are
/// found in the same pass, and the tables of the whole lexicon take about a megabyte (an Aho–Corasick table over bytes
/// takes thirty times that, and misses the cache for it).
struct Vocabulary: Sendable {
  /// Number of a word that no phrase has.
  static let unknown: Int32 = -1

  private var words: [Word] = []
  /// Open addressing: word number + 1, or 0.
  private var slots: [Int32]
  private var mask: Int

  /// By word number: the node of phrases that begin with it, or -1.
  private var roots: [Int32] = []
  private var nodes: [Node] = []
  private var edges: [Edge]
  private var edgeMask: Int
  private var edgeCount = 0
  /// The meanings of phrases, those of one phrase side by side once `freeze` has run.
  private(set) var terms: [Term] = []
  private var loose: [(node: Int32, term: Term)] = []

  private struct Word: Sendable {
    var hash: UInt64
    var length: Int32
  }

  private struct Node: Sendable {
    var firstTerm: Int32 = 0
    var termCount: Int32 = 0
    var hasChildren = false
  }

  private struct Edge: Sendable {
    /// Parent node and word, or -1.
    var key: Int64 = -1
    var child: Int32 = 0
  }

  init() {
    slots = [Int32](repeating: 0, count: 1 << 15)
    mask = slots.count - 1
    edges = [Edge](repeating: Edge(), count: 1 << 15)
    edgeMask = edges.count - 1
  }

  /// Longest phrase that is walked, in words.
  static let longestPhrase = 14

  // MARK: Words

  static let hashSeed: UInt64 = 0xCBF2_9CE4_8422_2325
  static let hashPrime: UInt64 = 0x0000_0100_0000_01B3

  /// The number of a word by its FNV-1a hash and its length. The bytes are not compared: two words in 2^64 are taken for
  /// each other, and who makes a word that is taken for one of the lexicon's could have written that.
  @inline(__always)
  func word(_ hash: UInt64, length: Int) -> Int32 {
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 29) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { return Vocabulary.unknown }
      let word = words[Int(entry) - 1]
      if word.hash == hash, Int(word.length) == length { return entry - 1 }
      slot = (slot + 1) & mask
    }
  }

  /// Numbers a word, or finds its number.
  mutating func intern(_ bytes: [UInt8]) -> Int32 {
    var hash = Vocabulary.hashSeed
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* Vocabulary.hashPrime }
    let known = word(hash, length: bytes.count)
    if known >= 0 { return known }
    if (words.count + 1) * 2 > slots.count { growWords() }
    words.append(Word(hash: hash, length: Int32(bytes.count)))
    roots.append(-1)
    place(Int32(words.count))
    return Int32(words.count - 1)
  }

  private mutating func place(_ entry: Int32) {
    let hash = words[Int(entry) - 1].hash
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 29) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = entry
  }

  private mutating func growWords() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    mask = slots.count - 1
    for entry in 1...max(1, words.count) where entry <= words.count { place(Int32(entry)) }
  }

  // MARK: Phrases

  /// Adds a meaning to a phrase of folded words.
  mutating func add(_ phrase: [[UInt8]], _ term: Term) {
    guard let first = phrase.first, phrase.count <= Vocabulary.longestPhrase else { return }
    let firstWord = Int(intern(first))
    if roots[firstWord] < 0 {
      roots[firstWord] = Int32(nodes.count)
      nodes.append(Node())
    }
    var node = roots[firstWord]
    for bytes in phrase.dropFirst() {
      let word = intern(bytes)
      let next = child(of: node, word)
      if next >= 0 {
        node = next
      } else {
        nodes[Int(node)].hasChildren = true
        let made = Int32(nodes.count)
        nodes.append(Node())
        addEdge(node, word, made)
        node = made
      }
    }
    loose.append((node, term))
  }

  /// Puts the meanings of each phrase side by side, a meaning only once. Call after the last `add`.
  mutating func freeze() {
    var byNode = [[Term]](repeating: [], count: nodes.count)
    for (node, term) in loose where !byNode[Int(node)].contains(term) { byNode[Int(node)].append(term) }
    loose = []
    terms = []
    for index in nodes.indices {
      nodes[index].firstTerm = Int32(terms.count)
      nodes[index].termCount = Int32(byNode[index].count)
      terms.append(contentsOf: byNode[index])
    }
  }

  private static func key(_ node: Int32, _ word: Int32) -> Int64 { Int64(node) << 32 | Int64(word) }

  private static func mix(_ key: Int64) -> Int {
    let product = UInt64(bitPattern: key) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: product >> 32)
  }

  @inline(__always)
  private func child(of node: Int32, _ word: Int32) -> Int32 {
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
    found.reserveCapacity(tokens.count)
    let tokens = tokens.span
    let roots = roots.span
    let nodes = nodes.span
    for first in tokens.indices {
      let word = tokens[first].word
      guard word >= 0 else { continue }
      var node = roots[Int(word)]
      guard node >= 0 else { continue }
      var last = first
      while true {
        let here = nodes[Int(node)]
        if here.termCount > 0 {
          found.append(
            Hit(first: Int32(first), end: Int32(last + 1), firstTerm: here.firstTerm, termCount: here.termCount))
        }
        guard here.hasChildren, last + 1 < tokens.count else { break }
        var next = tokens[last + 1]
        var skip = 1
        // A middle initial: "Robert M. Gates".
        if next.isInitial, last + 2 < tokens.count, child(of: node, next.word) < 0 {
          next = tokens[last + 2]
          next.gap = .space
          skip = 2
        }
        guard next.gap == .space, next.word >= 0 else { break }
        node = child(of: node, next.word)
        guard node >= 0 else { break }
        last += skip
      }
    }
    return found
  }

  /// Bytes that the tables take.
  var footprint: Int {
    words.count * MemoryLayout<Word>.stride + slots.count * 4 + roots.count * 4
      + nodes.count * MemoryLayout<Node>.stride + edges.count * MemoryLayout<Edge>.stride
      + terms.count * MemoryLayout<Term>.stride
  }

  var phraseCount: Int { nodes.count { $0.termCount > 0 } }
}

/// A phrase of the lexicon in a text: words `first..<end`, and its meanings.
struct Hit: Sendable {
  var first: Int32
  var end: Int32
  var firstTerm: Int32
  var termCount: Int32

  var range: Range<Int> { Int(first)..<Int(end) }
}
