internal import News

extension LexiconReader {
  /// `zone | words | weights`: `title` or `any`, what is looked for there, and a number a label, in the order that the
  /// line `labels | - | relevant …` tells. `bias` in the place of a zone: the weights of every item.
  mutating func readWordWeights(_ file: LexiconText, _ lexicon: inout Lexicon) {
    var table = WordWeights(ofList: file.bytes.count)
    let labels = WordLabels.names
    var hasLabels = false
    for line in file.lines(fields: 3...3, "'zone | words | weights'", &faults) {
      let (zone, words, weights) = (line.fields[0], line.fields[1], line.fields[2])
      let known = WordFeature.Zone(written: zone.bytes)
      if known == nil, zone.bytes.elementsEqual("labels".utf8) {
        hasLabels = true
        if weights.bytes.split(separator: 0x20).map({ String(decoding: $0, as: UTF8.self) }) != labels {
          let names = labels.joined(separator: " ")
          faults.append(
            line.fault(weights, "other labels than '\(names)': take the shipped file, or fit the weights anew"))
        }
        continue
      }
      guard let row = LexiconReader.row(weights.bytes, of: labels.count) else {
        faults.append(line.fault(weights, "\(labels.count) whole numbers are wanted, parted by spaces"))
        continue
      }
      guard let known else {
        if zone.bytes.elementsEqual("bias".utf8) {
          guard row.indices.allSatisfy({ abs(row[$0]) <= WordWeights.greatestBias }) else {
            faults.append(line.fault(weights, "a bias is out of range: -3000 to 3000"))
            continue
          }
          table.set(bias: row)
        } else {
          faults.append(line.fault(zone, "'\(zone.text)' is no zone; known are title, any and bias"))
        }
        continue
      }
      guard let key = WordFeature.key(known, written: words.bytes) else {
        faults.append(
          line.fault(words, "a word, a beginning as 'condem*' or, in 'any', two words, in folded letters"))
        continue
      }
      guard row.max() <= WordWeights.greatest, row.min() >= -WordWeights.greatest else {
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
  private static func row(_ text: ArraySlice<UInt8>, of labels: Int) -> WordWeights.Row? {
    let text = text.span
    let end = text.count
    var row = WordWeights.Row()
    var count = 0
    var index = 0
    while index < end {
      // Most are nought.
      if text[index] == 0x30, index &+ 1 < end, text[index &+ 1] == 0x20 {
        count &+= 1
        index &+= 2
        continue
      }
      let isNegative = text[index] == 0x2D
      if isNegative { index &+= 1 }
      let first = index
      var value: Int16 = 0
      while index < end {
        let digit = text[index] &- 0x30
        guard digit < 10 else { break }
        value = value &* 10 &+ Int16(digit)
        index &+= 1
      }
      // Four digits at most never overflow.
      guard index > first, index &- first <= 4, count < labels, index == end || text[index] == 0x20 else {
        return nil
      }
      row[count] = isNegative ? 0 &- value : value
      count &+= 1
      while index < end, text[index] == 0x20 { index &+= 1 }
    }
    return count == labels ? row : nil
  }
}
