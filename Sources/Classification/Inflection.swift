/// The forms of English verbs and nouns, made by rule; irregular verbs are listed in `inflections.txt`.
struct Inflection: Sendable {
  struct Verb: Sendable {
    var third: String
    var past: String
    var participle: String
    var gerund: String
  }

  /// By base form.
  var irregular: [String: Verb] = [:]

  /// Every form of the verb, with what it can be.
  func forms(ofVerb base: String) -> [(String, VerbForm)] {
    let verb =
      irregular[base]
      ?? Verb(
        third: Inflection.third(base), past: Inflection.past(base), participle: Inflection.past(base),
        gerund: Inflection.gerund(base))
    var forms: [(String, VerbForm)] = []
    func add(_ form: String, _ what: VerbForm) {
      if let index = forms.firstIndex(where: { $0.0 == form }) {
        forms[index].1.insert(what)
      } else {
        forms.append((form, what))
      }
    }
    add(base, .base)
    add(verb.third, .third)
    add(verb.past, .past)
    add(verb.participle, .participle)
    add(verb.gerund, .gerund)
    return forms
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61, 0x65, 0x69, 0x6F, 0x75: true
    default: false
    }
  }

  /// "carries", "pushes", "goes", "calls".
  static func third(_ base: String) -> String {
    let bytes = Array(base.utf8)
    guard let last = bytes.last else { return base }
    let before = bytes.dropLast().last ?? 0
    if last == 0x79, !isVowel(before) { return String(base.dropLast()) + "ies" }
    if [0x73, 0x78, 0x7A, 0x6F].contains(last) || (last == 0x68 && (before == 0x63 || before == 0x73)) {
      return base + "es"
    }
    return base + "s"
  }

  /// "carried", "planned", "urged", "called".
  static func past(_ base: String) -> String {
    let bytes = Array(base.utf8)
    guard let last = bytes.last else { return base }
    let before = bytes.dropLast().last ?? 0
    if last == 0x65 { return base + "d" }
    if last == 0x79, !isVowel(before) { return String(base.dropLast()) + "ied" }
    if doubles(bytes) { return base + String(base.suffix(1)) + "ed" }
    return base + "ed"
  }

  /// "carrying", "planning", "urging", "agreeing", "tying".
  static func gerund(_ base: String) -> String {
    let bytes = Array(base.utf8)
    guard let last = bytes.last else { return base }
    let before = bytes.dropLast().last ?? 0
    if last == 0x65, before == 0x69 { return String(base.dropLast(2)) + "ying" }
    if last == 0x65, ![0x65, 0x6F, 0x79].contains(before) { return String(base.dropLast()) + "ing" }
    if doubles(bytes) { return base + String(base.suffix(1)) + "ing" }
    return base + "ing"
  }

  /// A single syllable that ends consonant, vowel, consonant doubles its last letter; longer verbs that do are listed
  /// as irregular.
  private static func doubles(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 3, let last = bytes.last else { return false }
    if isVowel(last) || [0x77, 0x78, 0x79, 0x68].contains(last) { return false }
    let middle = bytes[bytes.count - 2]
    let first = bytes[bytes.count - 3]
    guard isVowel(middle), !isVowel(first) || (first == 0x75 && bytes[max(0, bytes.count - 4)] == 0x71)
    else { return false }
    var syllables = 0
    var inside = false
    for byte in bytes {
      let vowel = isVowel(byte) || byte == 0x79
      if vowel, !inside { syllables += 1 }
      inside = vowel
    }
    return syllables == 1
  }

  /// The plural and oblique forms of an Urdu noun: "حملہ" gives حملے and حملوں, "پابندی" پابندیاں and پابندیوں.
  static func urduForms(_ noun: [UInt8]) -> [[UInt8]] {
    func text(_ string: String) -> [UInt8] { Array(string.utf8) }
    if noun.suffix(2).elementsEqual("ہ".utf8) || noun.suffix(2).elementsEqual("ا".utf8) {
      return [Array(noun.dropLast(2)) + text("ے"), Array(noun.dropLast(2)) + text("وں")]
    }
    if noun.suffix(2).elementsEqual("ی".utf8) { return [noun + text("اں"), noun + text("وں")] }
    if noun.suffix(2).elementsEqual("ے".utf8) || noun.suffix(2).elementsEqual("ں".utf8) { return [] }
    return [noun + text("وں"), noun + text("یں")]
  }

  /// "talks", "envoys", "parties", "speeches".
  static func plural(_ noun: String) -> String { third(noun) }
}
