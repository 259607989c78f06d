internal import News

/// Ordinals that tell rounds and sessions apart: "12th round" gives `12 round`.
enum Ordinals {
  private static let words: WordTable<Int> = WordTable(
    [
      ("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("sixth", 6), ("seventh", 7),
      ("eighth", 8), ("ninth", 9), ("tenth", 10), ("eleventh", 11), ("twelfth", 12), ("inaugural", 1),
      ("پہلا", 1), ("پہلے", 1), ("پہلی", 1), ("دوسرا", 2), ("دوسرے", 2), ("دوسری", 2), ("تیسرا", 3), ("تیسرے", 3),
      ("تیسری", 3), ("چوتھا", 4), ("چوتھے", 4), ("پانچواں", 5), ("پانچویں", 5), ("چھٹا", 6), ("ساتواں", 7),
      ("ساتویں", 7), ("آٹھواں", 8), ("نواں", 9), ("دسواں", 10), ("گیارہواں", 11), ("بارہواں", 12), ("بارہویں", 12),
      ("تیرہواں", 13), ("تیرہویں", 13),
    ])
  private static let nouns: WordSet = [
    "round", "session", "meeting", "dialogue", "drone", "tranche", "visit", "call", "package", "edition", "exercise",
    "anniversary", "batch", "phase", "strike", "consultation", "consultations", "summit", "shipment", "instalment",
    "installment", "review", "letter", "دور", "اجلاس", "مرحلہ", "مرحلے", "کھیپ", "قسط", "ملاقات", "دورہ",
  ]

  static func find(_ readings: Both) -> [String] {
    var found = Set<String>()
    for reading in readings {
      let limit = min(reading.tokens.count, 400)
      for index in 0..<limit {
        guard let number = number(reading, index) else { continue }
        for next in index + 1..<min(index + 4, reading.tokens.count) where reading.tokens[next].gap == .space {
          guard nouns.contains(reading.tokens[next]) else { continue }
          let word = String(decoding: reading.text.bytes[reading.tokens[next].range], as: UTF8.self)
          found.insert("\(number) \(word)")
          break
        }
      }
    }
    return found.sorted()
  }

  private static func number(_ reading: Reading, _ index: Int) -> Int? {
    let token = reading.tokens[index]
    if token.isNumber {
      let bytes = reading.text.bytes[token.range]
      let digits = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
      let rest = bytes.dropFirst(digits.count)
      guard digits.count <= 3, ["st", "nd", "rd", "th"].contains(where: { rest.elementsEqual($0.utf8) }) else {
        return nil
      }
      return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    return words[token]
  }
}
