/// Text in the columns of a terminal. It must be escaped already where it comes from outside.
enum TextColumns {
  static func width(_ text: some StringProtocol) -> Int { text.reduce(0) { $0 + width(of: $1) } }

  /// The text, or as much of it as fits with an ellipsis behind.
  static func cut(_ text: String, to columns: Int) -> String {
    guard width(text) > columns else { return text }
    var used = 0
    var end = text.startIndex
    for index in text.indices {
      used += width(of: text[index])
      if used > max(0, columns - 1) { break }
      end = text.index(after: index)
    }
    while end > text.startIndex, text[text.index(before: end)] == " " { end = text.index(before: end) }
    return columns > 0 ? text[..<end] + "…" : ""
  }

  static func padded(_ text: String, to columns: Int, right: Bool = false) -> String {
    let padding = String(repeating: " ", count: max(0, columns - width(text)))
    return right ? padding + text : text + padding
  }

  /// The text in lines of at most so many columns, broken at blanks; a word that is longer than a line stands alone.
  static func wrap(_ text: String, to columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, width(line) + 1 + width(word) > columns {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// Columns of one character: two for what East Asian fonts and emoji take, else one (Unicode TR #11, roughly).
  private static func width(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x200B...0x200F, 0xFE00...0xFE0F: return 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
