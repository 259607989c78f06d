/// The forms of English verbs and nouns, made by rule; irregular verbs are listed in `inflections.txt`.
struct Inflection: Sendable {
  struct Verb: Sendable {
    var third: LexiconWord
    var past: LexiconWord
    var participle: LexiconWord
    var gerund: LexiconWord
  }

  /// A form, with what it can be.
  struct Form: Sendable {
    let word: LexiconWord
    var what: VerbForm
  }

  /// By base form.
  var irregular: [String: Verb] = [:]

  /// Every form of the verb.
  func forms(ofVerb base: String) -> [Form] {
    let bytes = Array(base.utf8)
    let verb = irregular[base] ?? Inflection.regular(bytes)
    var forms: [Form] = []
    forms.reserveCapacity(5)
    func add(_ word: LexiconWord, _ what: VerbForm) {
      for index in forms.indices where forms[index].word.hash == word.hash {
        forms[index].what.insert(what)
        return
      }
      forms.append(Form(word: word, what: what))
    }
    add(LexiconWord(bytes), .base)
    add(verb.third, .third)
    add(verb.past, .past)
    add(verb.participle, .participle)
    add(verb.gerund, .gerund)
    return forms
  }

  private static func regular(_ base: [UInt8]) -> Verb {
    let past = past(base.span).applied(to: base)
    return Verb(
      third: third(base.span).applied(to: base), past: past, participle: past,
      gerund: gerund(base.span).applied(to: base))
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61, 0x65, 0x69, 0x6F, 0x75: true
    default: false
    }
  }

  /// The last byte of a word and the one before it; noughts where there is none.
  private static func tail(_ word: Span<UInt8>) -> (before: UInt8, last: UInt8) {
    let count = word.count
    return (count > 1 ? word[count - 2] : 0, count > 0 ? word[count - 1] : 0)
  }

  /// "carries", "pushes", "goes", "calls".
  static func third(_ base: Span<UInt8>) -> Ending {
    switch tail(base) {
    case (_, 0): Ending()
    case (let before, 0x79) where !isVowel(before): Ending(1, "ies")
    case (_, 0x73), (_, 0x78), (_, 0x7A), (_, 0x6F), (0x63, 0x68), (0x73, 0x68): Ending(0, "es")
    default: Ending(0, "s")
    }
  }

  /// "carried", "planned", "urged", "called".
  static func past(_ base: Span<UInt8>) -> Ending {
    switch tail(base) {
    case (_, 0): Ending()
    case (_, 0x65): Ending(0, "d")
    case (let before, 0x79) where !isVowel(before): Ending(1, "ied")
    default: Ending(0, doubled: doubles(base), "ed")
    }
  }

  /// "carrying", "planning", "urging", "agreeing", "tying".
  static func gerund(_ base: Span<UInt8>) -> Ending {
    switch tail(base) {
    case (_, 0): Ending()
    case (0x69, 0x65): Ending(2, "ying")
    case (let before, 0x65) where before != 0x65 && before != 0x6F && before != 0x79: Ending(1, "ing")
    default: Ending(0, doubled: doubles(base), "ing")
    }
  }

  /// A single syllable that ends consonant, vowel, consonant doubles its last letter; longer verbs that do are listed
  /// as irregular.
  private static func doubles(_ bytes: Span<UInt8>) -> Bool {
    let count = bytes.count
    guard count >= 3 else { return false }
    let last = bytes[count - 1]
    if isVowel(last) || [0x77, 0x78, 0x79, 0x68].contains(last) { return false }
    let middle = bytes[count - 2]
    let first = bytes[count - 3]
    guard isVowel(middle), !isVowel(first) || (first == 0x75 && bytes[max(0, count - 4)] == 0x71)
    else { return false }
    var syllables = 0
    var inside = false
    for index in bytes.indices {
      let vowel = isVowel(bytes[index]) || bytes[index] == 0x79
      if vowel, !inside { syllables += 1 }
      inside = vowel
    }
    return syllables == 1
  }

  /// The plural and oblique forms of an Urdu noun: "حملہ" gives حملے and حملوں, "پابندی" پابندیاں and پابندیوں.
  static func urduForms(_ noun: Span<UInt8>) -> [Ending] {
    switch tail(noun) {
    // ہ, ا
    case (0xDB, 0x81), (0xD8, 0xA7): hidden
    // ی
    case (0xDB, 0x8C): feminine
    // ے, ں
    case (0xDB, 0x92), (0xDA, 0xBA): []
    default: plain
    }
  }

  private static let hidden = [Ending(2, "ے"), Ending(2, "وں")]
  private static let feminine = [Ending(0, "اں"), Ending(0, "وں")]
  private static let plain = [Ending(0, "وں"), Ending(0, "یں")]

  /// "talks", "envoys", "parties", "speeches".
  static func plural(_ noun: Span<UInt8>) -> Ending { third(noun) }
}

/// What makes one form of a word of another: how many bytes go, whether the last letter, which is ASCII, comes twice,
/// and what follows.
struct Ending: Sendable {
  /// Bytes that it adds at most.
  static let longest = 5

  let drop: Int
  private let isDoubled: Bool
  private let tail: StaticString

  /// The word as it is; else with a tail of at most four bytes.
  init(_ drop: Int = 0, doubled: Bool = false, _ tail: StaticString = "") {
    self.drop = drop
    isDoubled = doubled
    self.tail = tail
  }

  /// Puts it behind the stem that ends before `end`, where there is room for it.
  func append(to bytes: inout [UInt8], _ end: inout Int) {
    if isDoubled, end > 0 {
      bytes[end] = bytes[end - 1]
      end += 1
    }
    tail.withUTF8Buffer { tail in
      for index in tail.indices {
        // Sound: one of the buffer's own indices.
        bytes[end] = unsafe tail[index]
        end += 1
      }
    }
  }

  func applied(to word: [UInt8]) -> LexiconWord {
    var end = word.count - drop
    var bytes = [UInt8](repeating: 0, count: end + Ending.longest)
    for place in 0..<end { bytes[place] = word[place] }
    append(to: &bytes, &end)
    bytes.removeLast(bytes.count - end)
    return LexiconWord(bytes)
  }
}
