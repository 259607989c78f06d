/// Numbers that a text names.
enum Figures {
  /// Numbers that tell one event from another: with their unit, or of two digits at least; years are none.
  static func list(_ title: [String], _ summary: [String]) -> [String] {
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

  /// Whether it is a day as ``list(_:_:)`` gives it, not a number of something.
  static func isDay(_ figure: String) -> Bool {
    figure.firstIndex(of: " ").map { months[String(figure[figure.index(after: $0)...])] != nil } ?? false
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
      months[Stem.singular(name)] = short
      months[short] = short
      months[other] = short
    }
    return months
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

  static func isNumber(_ word: String) -> Bool {
    guard let first = word.utf8.first else { return false }
    return first >= 0x30 && first <= 0x39
  }

  /// What a figure says, the same for "450 million" and "45 crore"; `isSum` where it is so many of something.
  static func value(_ figure: String) -> (hash: UInt32, isSum: Bool) {
    guard let space = figure.firstIndex(of: " "), let scale = scales[String(figure[figure.index(after: space)...])],
      let number = Double(figure[..<space]), number < 1e9
    else { return (Terms.hash(figure), false) }
    return (Terms.hash("\(Int64((number * scale).rounded())) thousand"), true)
  }

  /// Thousands in each.
  private static let scales: [String: Double] = ["million": 1e3, "billion": 1e6, "crore": 1e4, "lakh": 1e2]
}
