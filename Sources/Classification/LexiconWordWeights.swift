internal import News

extension LexiconReader {
  /// `zone | words | weights`: `title` or `any`, what is looked for there, and a number a label, in the order that the
  /// line `labels | - | relevant …` tells. `bias` in the place of a zone: the weights of every item.
  mutating func readWordWeights(_ file: LexiconText, _ lexicon: inout Lexicon) {
    var table = WordWeights()
    var hasLabels = false
    for line in file.lines(fields: 3...3, "'zone | words | weights'", &faults) {
      let (zone, words, weights) = (line.fields[0], line.fields[1], line.fields[2])
      if zone.bytes.elementsEqual("labels".utf8) {
        hasLabels = true
        if weights.bytes.split(separator: 0x20).map({ String(decoding: $0, as: UTF8.self) }) != WordLabels.names {
          let names = WordLabels.names.joined(separator: " ")
          faults.append(line.fault(weights, "other labels than '\(names)': fit the weights anew"))
        }
        continue
      }
      guard let row = LexiconReader.row(weights.bytes) else {
        faults.append(line.fault(weights, "\(WordLabels.names.count) whole numbers are wanted, parted by spaces"))
        continue
      }
      if zone.bytes.elementsEqual("bias".utf8) {
        table.set(bias: row)
        continue
      }
      guard let known = WordFeature.Zone.allCases.first(where: { zone.bytes.elementsEqual($0.rawValue.utf8) }) else {
        faults.append(line.fault(zone, "'\(zone.text)' is no zone; known are title, any and bias"))
        continue
      }
      guard let key = WordFeature.key(known, written: words.bytes) else {
        faults.append(
          line.fault(words, "a word, a beginning as 'condem*' or, in 'any', two words, in folded letters"))
        continue
      }
      guard row.indices.allSatisfy({ abs(row[$0]) <= WordWeights.greatest }) else {
        faults.append(line.fault(weights, "a weight is out of range: -127 to 127"))
        continue
      }
      if !table.add(key, row) { faults.append(line.fault(words, "stands here twice: keep one line")) }
    }
    lexicon.wordWeights = table
    if !hasLabels {
      faults.append(
        LexiconFault(
          file: file.name, line: 0, column: 0, message: "no line 'labels | - | relevant …': fit the weights anew"))
    }
  }

  /// As many numbers as there are labels, and noughts behind them.
  private static func row(_ text: ArraySlice<UInt8>) -> WordWeights.Row? {
    let text = text.span
    var row = WordWeights.Row()
    var count = 0
    var index = 0
    while index < text.count {
      let isNegative = text[index] == 0x2D
      if isNegative { index += 1 }
      let first = index
      var value: Int16 = 0
      while index < text.count, text[index] &- 0x30 < 10 {
        guard index - first < 4 else { return nil }
        value = value * 10 + Int16(text[index] &- 0x30)
        index += 1
      }
      guard index > first, count < WordLabels.names.count, index == text.count || text[index] == 0x20 else {
        return nil
      }
      row[count] = isNegative ? -value : value
      count += 1
      while index < text.count, text[index] == 0x20 { index += 1 }
    }
    return count == WordLabels.names.count ? row : nil
  }
}
