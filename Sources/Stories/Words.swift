/// A text as words.
enum Words {
  /// Words in lower case, initials closed up ("U.S." is "us"), Arabic letter forms made one, plurals and possessives cut;
  /// numbers keep their point.
  static func list(_ text: String, limit: Int) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    func end() {
      while word.last == "." || word.last == "," { word.removeLast() }
      guard !word.isEmpty else { return }
      words.append(Stem.singular(String(word)))
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
}
