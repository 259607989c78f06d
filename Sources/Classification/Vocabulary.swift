/// Every word of the lexicon, numbered, and every phrase of it as a path of word numbers.
///
/// Matching is an automaton whose alphabet is words: the text is cut into words once, each is looked up once, and from
/// each word that can begin a phrase the phrases are walked. Word boundaries are kept by construction, all classes are
/// found in the same pass, and the tables of the whole lexicon take a few megabytes (an Aho–Corasick table over bytes
/// takes ten times that, and misses the cache for it).
struct Vocabulary: Sendable {
  /// Number of a word that no phrase has.
  static let unknown: Int32 = -1

  /// Of the words, in the order in which they came; only while it grows.
  private var hashes: [UInt64] = []
  /// Open addressing: the upper forty bits of a word's hash over its number + 1; 0 where the slot is free.
  private var slots: [UInt64]
  private var mask: Int

  /// The beginnings of phrases by their numbers, which count from 0: a word's is that of the beginning that it is by
  /// itself. An empty one stands before them, for the words that are unknown.
  private var nodes: [Node] = []
  /// Open addressing: beginning and word over the beginning that they lead to; 0 where free. Three numbers of 22, 21 and
  /// 21 bits.
  private var edges: [Edge]
  private var edgeMask: Int
  private var edgeCount = 0
  /// The meanings of phrases, those of one phrase side by side: made by `freeze`.
  private(set) var terms: [Term] = []
  /// The meanings while it grows: each leads to the next one of its phrase, a number too high by one; 0 where it is the
  /// last.
  private var loose: [(term: Term, next: Int32)] = []

  private struct Node: Sendable {
    /// A bit for each word that goes on from here, by its number: most words do not, and need no look-up.
    var sieve: UInt64 = 0
    /// Among the loose ones, too high by one, while the vocabulary grows; 0 where there is none.
    var firstTerm: Int32 = 0
    /// The number of its terms in the low byte, the bits of their roles above it.
    var packed: UInt32 = 0

    var termCount: Int32 { Int32(packed & 0xFF) }

    /// 1 where it means something, else 0: reckoned, for the compiler makes a jump of a choice.
    @inline(__always)
    var means: Int { Int(truncatingIfNeeded: (UInt64(packed) &+ 0xFFFF_FFFF) >> 32) }
  }

  private struct Edge: Sendable {
    var bits: UInt64 = 0

    init() {}

    init(from node: Int32, _ word: Int32, to child: Int32) { bits = Edge.key(node, word) | UInt64(child) }

    @inline(__always)
    static func key(_ node: Int32, _ word: Int32) -> UInt64 { UInt64(node) << 42 | UInt64(word) << 21 }

    var key: UInt64 { bits & ~0x1F_FFFF }
    var child: Int32 { Int32(bits & 0x1F_FFFF) }
  }

  /// No more beginnings than this: a lexicon of a million terms fits.
  private static let most = 1 << 20

  /// - Parameter bytes: of the lists that are to be added. The tables are made with the size that they will have, if
  ///   these lists are like others; they grow where they are not.
  init(ofLists bytes: Int) {
    func size(_ least: Int) -> Int {
      var size = 64
      while size < least { size *= 2 }
      return size
    }
    slots = [UInt64](repeating: 0, count: size(bytes / 16))
    mask = slots.count - 1
    edges = [Edge](repeating: Edge(), count: size(bytes / 9))
    edgeMask = edges.count - 1
    nodes.reserveCapacity(bytes / 8)
    loose.reserveCapacity(bytes / 8)
    nodes.append(Node())
  }

  /// Longest phrase that is walked, in words.
  static let longestPhrase = 14

  // MARK: Words

  /// The number of a word by its hash. The bytes are not compared: two words in 2^55 are taken for each other, and who
  /// makes a word that is taken for one of the lexicon's could have written that.
  @inline(__always)
  func word(_ hash: UInt64) -> Int32 { Vocabulary.word(hash, slots.span, mask) }

  /// Two neighbours are looked at together, without a choice: they seldom hold more than two words.
  @inline(__always)
  private static func word(_ hash: UInt64, _ slots: Span<UInt64>, _ mask: Int) -> Int32 {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let here = slots[slot]
      let beside = slots[slot ^ 1]
      let unlike = (here ^ hash) >> 24
      let unlikeBeside = (beside ^ hash) >> 24
      if min(min(unlike, unlikeBeside), min(here, beside)) == 0 {
        let found = unlike == 0 ? here : unlikeBeside == 0 ? beside : 0
        return Int32(truncatingIfNeeded: found & 0xFF_FFFF) &- 1
      }
      slot = (slot &+ 2) & mask
    }
  }

  /// Numbers the words of a text, and marks those that may go on: in a step by itself and without a choice that waits
  /// for memory, so that many look-ups wait at once.
  func number(_ tokens: inout [Token]) {
    let slots = slots.span
    let nodes = nodes.span
    var tokens = tokens.mutableSpan
    var sieve: UInt64 = 0
    for index in tokens.indices {
      if tokens[index].hash != 0 { tokens[index].word = Vocabulary.word(tokens[index].hash, slots, mask) }
      if index > 0 { tokens[index &- 1].goesOn = sieve & tokens[index].sieve != 0 }
      sieve = nodes[Int(tokens[index].word &+ 1)].sieve
    }
  }

  /// Numbers a word, or finds its number.
  mutating func intern(_ hash: UInt64) -> Int32 {
    let known = word(hash)
    if known >= 0 { return known }
    let word = makeNode()
    guard word >= 0 else { return word }
    hashes.append(hash)
    if hashes.count * 2 > slots.count { growWords() }
    place(hash, word)
    return word
  }

  /// A new beginning, or `unknown` where there is no room for more.
  private mutating func makeNode() -> Int32 {
    guard nodes.count <= Vocabulary.most else { return Vocabulary.unknown }
    nodes.append(Node())
    return Int32(truncatingIfNeeded: nodes.count - 2)
  }

  private mutating func place(_ hash: UInt64, _ word: Int32) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = slots[slot ^ 1] == 0 ? slot ^ 1 : (slot + 2) & mask }
    slots[slot] = hash & ~0xFF_FFFF | UInt64(word + 1)
  }

  private mutating func growWords() {
    let old = slots
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    mask = slots.count - 1
    for hash in hashes.dropLast() {
      place(hash, Vocabulary.word(hash, old.span, old.count - 1))
    }
  }

  // MARK: Phrases

  /// Adds a meaning to a phrase of folded words, given by their hashes; the phrase's beginning that is the whole of it, or
  /// nil where it is too long.
  @discardableResult
  mutating func add(_ phrase: Span<UInt64>, _ term: Term) -> Int32? {
    guard phrase.count > 0, phrase.count <= Vocabulary.longestPhrase else { return nil }
    var node = intern(phrase[0])
    guard node >= 0 else { return nil }
    for index in 1..<phrase.count {
      let word = intern(phrase[index])
      guard word >= 0 else { return nil }
      var next = child(of: node, word)
      if next < 0 {
        next = makeNode()
        guard next >= 0 else { return nil }
        nodes[Int(node) + 1].sieve |= Vocabulary.bit(word)
        addEdge(node, word, next)
      }
      node = next
    }
    Vocabulary.add(term, to: &nodes[Int(node) + 1], &loose)
    return node
  }

  /// Adds a meaning that the node has not yet, behind those that it has.
  private static func add(_ term: Term, to node: inout Node, _ loose: inout [(term: Term, next: Int32)]) {
    var last: Int?
    var entry = node.firstTerm
    while entry != 0 {
      let place = Int(entry) - 1
      if loose[place].term == term { return }
      last = place
      entry = loose[place].next
    }
    guard node.termCount < 0xFF else { return }
    loose.append((term, 0))
    if let last { loose[last].next = Int32(loose.count) } else { node.firstTerm = Int32(loose.count) }
    node.packed = (node.packed | Roles(term.role).rawValue << 8) + 1
  }

  /// Puts the meanings of each phrase side by side. Call after the last `add`.
  mutating func freeze() {
    terms = []
    terms.reserveCapacity(loose.count)
    for index in nodes.indices where nodes[index].packed != 0 {
      var entry = nodes[index].firstTerm
      nodes[index].firstTerm = Int32(terms.count)
      while entry != 0 {
        terms.append(loose[Int(entry) - 1].term)
        entry = loose[Int(entry) - 1].next
      }
    }
    loose = []
    hashes = []
  }

  @inline(__always)
  private static func bit(_ word: Int32) -> UInt64 { 1 << (UInt64(UInt32(bitPattern: word)) & 63) }

  @inline(__always)
  private static func mix(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) }

  private func child(of node: Int32, _ word: Int32) -> Int32 { Vocabulary.child(of: node, word, edges.span, edgeMask) }

  @inline(__always)
  private static func child(of node: Int32, _ word: Int32, _ edges: Span<Edge>, _ mask: Int) -> Int32 {
    let key = Edge.key(node, word)
    var slot = mix(key) & mask
    while true {
      let edge = edges[slot]
      if edge.bits == 0 { return -1 }
      if edge.key == key { return edge.child }
      slot = (slot + 1) & mask
    }
  }

  private mutating func addEdge(_ node: Int32, _ word: Int32, _ child: Int32) {
    if (edgeCount + 1) * 4 > edges.count * 3 {
      let old = edges
      edges = [Edge](repeating: Edge(), count: old.count * 2)
      edgeMask = edges.count - 1
      for edge in old where edge.bits != 0 { store(edge) }
    }
    edgeCount += 1
    store(Edge(from: node, word, to: child))
  }

  private mutating func store(_ edge: Edge) {
    var slot = Vocabulary.mix(edge.key) & edgeMask
    while edges[slot].bits != 0 { slot = (slot + 1) & edgeMask }
    edges[slot] = edge
  }

  // MARK: The walk

  /// All phrases of the lexicon in `tokens`, in order of their first word, shorter before longer.
  func hits(in tokens: [Token]) -> [Hit] {
    var found = [Hit](repeating: Hit(), count: tokens.count + Vocabulary.longestPhrase)
    var count = 0
    var first = 0
    while true {
      first = walk(tokens.span, from: first, into: &found, &count)
      guard first < tokens.count else { break }
      found += [Hit](repeating: Hit(), count: found.count)
    }
    found.removeLast(found.count - count)
    return found
  }

  /// Walks the phrases from each word on, as long as there is room for all that could begin at the next; where it
  /// stopped.
  private func walk(_ tokens: Span<Token>, from start: Int, into hits: inout [Hit], _ count: inout Int) -> Int {
    let nodes = nodes.span
    let edges = edges.span
    let mask = edgeMask
    var hits = hits.mutableSpan
    let room = hits.count &- Vocabulary.longestPhrase
    let end = tokens.count
    var length = count
    defer { count = length }
    var first = start
    while first < end {
      if length > room { return first }
      let token = tokens[first]
      let word = token.word
      let here = nodes[Int(word &+ 1)]
      // Written in any case, and counted where the word means something: whether it does is a toss-up, and a wrong
      // guess of the processor's costs more than the writing.
      hits[length] = Hit(first, first &+ 1, here.firstTerm, here.packed)
      length &+= here.means
      first &+= 1
      guard token.goesOn else { continue }
      var node = word
      var last = first
      repeat {
        node = Vocabulary.step(from: node, tokens, &last, edges, mask)
        guard node >= 0 else { break }
        let here = nodes[Int(node &+ 1)]
        hits[length] = Hit(first &- 1, last, here.firstTerm, here.packed)
        length &+= here.means
        guard last < end, here.sieve & tokens[last].sieve != 0 else { break }
      } while true
    }
    return end
  }

  /// The beginning that the one at `node` and the next word make; negative where there is none. A middle initial is
  /// passed over: "Robert M. Gates".
  @inline(__always)
  private static func step(
    from node: Int32, _ tokens: Span<Token>, _ next: inout Int, _ edges: Span<Edge>, _ mask: Int
  ) -> Int32 {
    let token = tokens[next]
    next &+= 1
    guard token.isInitial, next < tokens.count else {
      return token.gap == .space && token.word >= 0 ? child(of: node, token.word, edges, mask) : -1
    }
    if token.word >= 0, child(of: node, token.word, edges, mask) >= 0 {
      return token.gap == .space ? child(of: node, token.word, edges, mask) : -1
    }
    let word = tokens[next].word
    next &+= 1
    return word >= 0 ? child(of: node, word, edges, mask) : -1
  }

  /// The meanings, once frozen, of the phrase for which `add` gave `node`.
  func terms(at node: Int32) -> Range<Int> {
    let node = nodes[Int(node) + 1]
    return Int(node.firstTerm)..<Int(node.firstTerm + node.termCount)
  }

  /// Takes a meaning out of a frozen vocabulary: its place stays and means nothing.
  mutating func remove(_ term: Int) { terms[term].role = .nothing }

  /// Bytes that the tables take.
  var footprint: Int {
    slots.count * MemoryLayout<UInt64>.stride + nodes.count * MemoryLayout<Node>.stride
      + edges.count * MemoryLayout<Edge>.stride + terms.count * MemoryLayout<Term>.stride
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

  fileprivate init() { self.init(0, 0, 0, 0) }

  /// `packed` as a node of the vocabulary has it.
  @inline(__always)
  fileprivate init(_ first: Int, _ end: Int, _ firstTerm: Int32, _ packed: UInt32) {
    self.first = Int32(truncatingIfNeeded: first)
    self.end = Int32(truncatingIfNeeded: end)
    self.firstTerm = firstTerm
    termCount = Int32(packed & 0xFF)
    roles = Roles(rawValue: packed >> 8)
  }

  var range: Range<Int> { Int(first)..<Int(end) }

  /// Its meanings in the vocabulary's table.
  var terms: Range<Int> { Int(firstTerm)..<Int(firstTerm + termCount) }
}
