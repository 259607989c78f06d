internal import News

extension LexiconReader {
  /// `zone | words | weights`: `title` or `any`, what is looked for there, and a number a label, in the order that the
  /// line `labels | - | relevant …` tells. `bias` in the place of a zone: the weights of every item.
  ///
  /// By far the longest list and made by a program: its lines are told apart byte by byte, and read as all others are
  /// only where one is wrong.
  mutating func readWordWeights(_ file: LexiconText, _ lexicon: inout Lexicon) {
    var table = WordWeights()
    var hasLabels = false
    var number = 0
    var start = 0
    let bytes = file.bytes
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      number += 1
      let line = WordLine(bytes, start..<end)
      start = end + 1
      guard let line else { continue }
      let fault = line.isLabels ? labels(line, &hasLabels) : weights(line, &table)
      if let fault {
        let whole = LexiconLine(file: file.name, number: number, fields: line.pieces(bytes))
        faults.append(fault.field.map { whole.fault(whole.fields[$0], fault.message) } ?? whole.fault(fault.message))
      }
    }
    lexicon.wordWeights = table
    if !hasLabels {
      faults.append(
        LexiconFault(
          file: file.name, line: 0, column: 0, message: "no line 'labels | - | relevant …': fit the weights anew"))
    }
  }

  private typealias Fault = (field: Int?, message: String)

  private func labels(_ line: WordLine, _ hasLabels: inout Bool) -> Fault? {
    hasLabels = true
    let names = line.weights.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    guard names != WordLabels.names else { return nil }
    return (2, "other labels than '\(WordLabels.names.joined(separator: " "))': fit the weights anew")
  }

  private func weights(_ line: WordLine, _ table: inout WordWeights) -> Fault? {
    guard line.count == 3 else { return (nil, "\(line.count) fields where 'zone | words | weights' is wanted") }
    guard let numbers = LexiconReader.numbers(line.weights) else {
      return (2, "\(WordLabels.names.count) whole numbers are wanted, parted by spaces")
    }
    if line.zone.elementsEqual("bias".utf8) {
      table.set(bias: numbers)
      return nil
    }
    guard let zone = WordFeature.Zone.allCases.first(where: { line.zone.elementsEqual($0.rawValue.utf8) }) else {
      return (0, "no such zone; known are title, any and bias")
    }
    guard let key = WordFeature.key(zone, written: line.words) else {
      return (1, "a word, a beginning as 'condem*' or, in 'any', two words, in folded letters")
    }
    guard numbers.indices.allSatisfy({ abs(numbers[$0]) <= WordWeights.greatest }) else {
      return (2, "a weight is out of range: -127 to 127")
    }
    return table.add(key, numbers) ? nil : (1, "stands here twice: keep one line")
  }

  /// As many numbers as there are labels, and noughts behind them.
  private static func numbers(_ text: ArraySlice<UInt8>) -> WordWeights.Row? {
    var numbers = WordWeights.Row()
    var count = 0
    var index = text.startIndex
    while index < text.endIndex {
      let isNegative = text[index] == 0x2D
      if isNegative { index += 1 }
      let first = index
      var value: Int16 = 0
      while index < text.endIndex, text[index] &- 0x30 < 10 {
        guard index - first < 4 else { return nil }
        value = value * 10 + Int16(text[index] &- 0x30)
        index += 1
      }
      guard index > first, count < WordLabels.names.count, index == text.endIndex || text[index] == 0x20 else {
        return nil
      }
      numbers[count] = isNegative ? -value : value
      count += 1
      while index < text.endIndex, text[index] == 0x20 { index += 1 }
    }
    return count == WordLabels.names.count ? numbers : nil
  }
}

/// A line of `words.txt`, its fields told apart and trimmed.
private struct WordLine {
  let zone: ArraySlice<UInt8>
  private(set) var words: ArraySlice<UInt8> = []
  private(set) var weights: ArraySlice<UInt8> = []
  /// How many fields there are.
  private(set) var count = 1
  private let range: Range<Int>

  /// `nil` for a comment and for an empty line.
  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    self.range = range
    guard let first = bytes[range].first(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }), first != 0x23 else {
      return nil
    }
    let bar = bytes[range].firstIndex(of: 0x7C)
    zone = WordLine.trimmed(bytes[range.lowerBound..<(bar ?? range.upperBound)])
    guard let bar else { return }
    let rest = bytes[bar + 1..<range.upperBound]
    let next = rest.firstIndex(of: 0x7C)
    words = WordLine.trimmed(rest[..<(next ?? rest.endIndex)])
    count = 2
    guard let next else { return }
    weights = WordLine.trimmed(rest[(next + 1)...])
    count = 3 + weights.count { $0 == 0x7C }
  }

  var isLabels: Bool { zone.elementsEqual("labels".utf8) }

  /// The fields with their places, for a fault.
  func pieces(_ bytes: [UInt8]) -> [LexiconPiece] {
    [zone, words, weights].map { field in
      let before = bytes[range.lowerBound..<max(range.lowerBound, field.startIndex)]
      return LexiconPiece(bytes: field, column: before.count { $0 & 0xC0 != 0x80 } + 1)
    }
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text
    while let last = text.last, last == 0x20 || last == 0x09 || last == 0x0D { text.removeLast() }
    return text.drop { $0 == 0x20 || $0 == 0x09 }
  }
}
