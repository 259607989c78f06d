import News

/// What of a text is kept to recognise it by: its telling words, its figures, its shingles, its agency.
enum Fingerprint {
  /// Later words of a long text say more of its background than of its news.
  private static let wordLimit = 200
  private static let telling = 90

  static func print(of item: Item) -> TextPrint {
    let title = words(item.title ?? "", limit: wordLimit)
    let summary = words(item.summary ?? "", limit: wordLimit)
    let all = title + summary
    return TextPrint(
      words: hashes(all.prefix(telling)), titleWords: hashes(title[...]), figures: figures(title, summary),
      weekdays: weekdays(all),
      shingles: shingles(summary.count >= 12 ? summary : all), agency: Agency.name(in: item),
      isArabicScript: isArabicScript(item.title ?? item.summary ?? ""))
  }

  private static func isArabicScript(_ text: String) -> Bool {
    let letters = text.unicodeScalars.prefix(200).filter(\.properties.isAlphabetic)
    return letters.count { (0x0600...0x06FF).contains($0.value) } * 2 > letters.count
  }

  /// FNV-1a, 64 bits.
  static func hash(_ text: some StringProtocol) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }

  static func short(_ text: some StringProtocol) -> UInt32 {
    let full = hash(text)
    return UInt32(truncatingIfNeeded: full ^ full >> 32)
  }

  private static func hashes(_ words: ArraySlice<String>) -> [UInt32] {
    Set(words.lazy.filter { !CommonWords.all.contains($0) && $0.utf8.count > 1 && !isNumber($0) }.map { short($0) })
      .sorted()
  }

  private static func shingles(_ words: [String]) -> [UInt32] {
    guard words.count >= 3 else { return [] }
    return Set((0...(words.count - 3)).map { short("\(words[$0]) \(words[$0 + 1]) \(words[$0 + 2])") }).sorted()
  }

  /// Share of the shorter text's shingles that the other has; `nil` where a text is too short to tell.
  static func containment(_ a: [UInt32], _ b: [UInt32]) -> Double? {
    let shorter = min(a.count, b.count)
    return shorter < 8 ? nil : Double(shared(a, b)) / Double(shorter)
  }

  /// Number of values that two sorted lists share.
  static func shared(_ a: [UInt32], _ b: [UInt32]) -> Int {
    var (i, j, count) = (0, 0, 0)
    while i < a.count, j < b.count {
      let (first, second) = (a[i], b[j])
      if first == second { count += 1 }
      if first <= second { i += 1 }
      if second <= first { j += 1 }
    }
    return count
  }

  /// The values that two sorted lists share.
  static func common(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
    var (i, j) = (0, 0)
    var common: [UInt32] = []
    while i < a.count, j < b.count {
      if a[i] == b[j] {
        common.append(a[i])
        i += 1
        j += 1
      } else if a[i] < b[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return common
  }

  // MARK: - Words

  /// Words in lower case, initials closed up ("U.S." is "us"), Arabic letter forms made one, plurals and possessives cut; numbers keep their point.
  static func words(_ text: String, limit: Int) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    func end() {
      while word.last == "." || word.last == "," { word.removeLast() }
      guard !word.isEmpty else { return }
      words.append(stem(String(word)))
      word = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39, 0x61...0x7A: word.append(scalar)
      case 0x41...0x5A: word.append(Unicode.Scalar(UInt8(scalar.value) + 32))
      case 0x2C, 0x2E:
        if let last = word.last, last.value >= 0x30, last.value <= 0x39 {
          // "1.25" and "1,000" are one number each; what ends a sentence is cut at the end.
          if scalar.value == 0x2E { word.append(scalar) }
        } else if scalar.value == 0x2C || word.count > 2 {
          end()
        }
      case 0x27, 0x2019: continue
      case 0..<0x80: end()
      default:
        guard let folded = fold(scalar) else {
          if !scalar.properties.isDefaultIgnorableCodePoint, scalar.properties.generalCategory != .nonspacingMark {
            end()
          }
          continue
        }
        word.append(contentsOf: folded)
      }
      if words.count >= limit { return words }
      if word.count > 40 { end() }
    }
    end()
    return words
  }

  /// Letters beyond ASCII: small ones, without marks; `nil` for what is no letter.
  private static func fold(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView? {
    switch scalar.value {
    case 0x064A, 0x0649: return "\u{06CC}".unicodeScalars
    case 0x0643: return "\u{06A9}".unicodeScalars
    case 0x0647, 0x06D5: return "\u{06C1}".unicodeScalars
    case 0x0660...0x0669: return String(scalar.value - 0x0660).unicodeScalars
    case 0x06F0...0x06F9: return String(scalar.value - 0x06F0).unicodeScalars
    default:
      let properties = scalar.properties
      return properties.isAlphabetic || properties.numericType == .decimal
        ? properties.lowercaseMapping.unicodeScalars : nil
    }
  }

  /// "talks" and "talk", "countries" and "country", "Pakistan's" (its apostrophe gone) and "Pakistan" are one word.
  static func stem(_ word: String) -> String {
    let bytes = word.utf8
    guard bytes.count > 4, bytes.last == 0x73, let first = bytes.first, first >= 0x61, first <= 0x7A else {
      return word
    }
    if word.hasSuffix("ss") { return word }
    return word.hasSuffix("ies") ? word.dropLast(3) + "y" : String(word.dropLast())
  }

  static func isNumber(_ word: String) -> Bool {
    guard let first = word.utf8.first else { return false }
    return first >= 0x30 && first <= 0x39
  }

  // MARK: - Figures

  /// Numbers that tell one event from another: with their unit, or of two digits at least; years are none.
  private static func figures(_ title: [String], _ summary: [String]) -> [String] {
    var figures: Set<String> = []
    for words in [title, summary] {
      for (index, word) in words.enumerated() where isNumber(word) {
        let (number, glued) = split(word)
        if let day = dayOfMonth(number, words, at: index) {
          figures.insert(day)
          continue
        }
        let next = glued.isEmpty ? (index + 1 < words.count ? words[index + 1] : "") : glued
        if let unit = units[next] {
          figures.insert("\(number) \(unit)")
        } else if glued.isEmpty, number.utf8.count >= 2, !isYear(number) {
          figures.insert(number)
        }
      }
    }
    return figures.sorted()
  }

  /// "21 jan" for "January 21", "Jan. 21" and "21 January".
  private static func dayOfMonth(_ number: String, _ words: [String], at index: Int) -> String? {
    guard let day = Int(number), (1...31).contains(day) else { return nil }
    for neighbour in [index - 1, index + 1] where words.indices.contains(neighbour) {
      if let month = months[words[neighbour]] { return "\(day) \(month)" }
    }
    return nil
  }

  private static let months: [String: String] = {
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
      "december",
    ]
    let urdu = [
      "جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر", "دسمبر",
    ]
    var months = ["sept": "sep"]
    for (name, other) in zip(names, urdu) {
      let short = String(name.prefix(3))
      months[stem(name)] = short
      months[short] = short
      months[other] = short
    }
    return months
  }()

  private static func weekdays(_ words: [String]) -> Int {
    words.reduce(0) { bits, word in days[word].map { bits | 1 << $0 } ?? bits }
  }

  private static let days: [String: Int] = {
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    let urdu = ["پیر", "منگل", "بدھ", "جمعرات", "جمعہ", "ہفتہ", "اتوار"]
    var days: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      days[name] = index
      days[urdu[index]] = index
    }
    return days
  }()

  private static let units = [
    "m": "million", "mn": "million", "mln": "million", "million": "million", "bn": "billion", "b": "billion",
    "bln": "billion", "billion": "billion", "percent": "%", "pc": "%", "crore": "crore", "lakh": "lakh",
    "ملین": "million", "ارب": "billion", "کروڑ": "crore", "لاکھ": "lakh", "فیصد": "%",
  ]

  private static func split(_ word: String) -> (number: String, rest: String) {
    let end = word.utf8.firstIndex { !($0 >= 0x30 && $0 <= 0x39) && $0 != 0x2E } ?? word.endIndex
    return (String(word[..<end]), String(word[end...]))
  }

  private static func isYear(_ number: String) -> Bool {
    number.utf8.count == 4 && (number.hasPrefix("19") || number.hasPrefix("20"))
  }

  // MARK: - Addresses

  /// An address without scheme, "www.", query and fragment, and closing slash: what copies of it share.
  static func canonicalAddress(_ link: String) -> String {
    var rest = link[...]
    for start in ["https://", "http://", "www."] where rest.hasPrefix(start) { rest = rest.dropFirst(start.count) }
    if let end = rest.firstIndex(of: "#") { rest = rest[..<end] }
    if let start = rest.firstIndex(of: "?") {
      let query = rest[rest.index(after: start)...].split(separator: "&")
        .filter { !$0.hasPrefix("utm_") && !$0.hasPrefix("fbclid") && !$0.hasPrefix("at_") }
      rest = rest[..<start] + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }
    while rest.hasSuffix("/") { rest = rest.dropLast() }
    return rest.lowercased()
  }
}
