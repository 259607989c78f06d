/// The few colours that are used on a terminal (ECMA-48 SGR), all of them from its own palette.
enum Colour: String {
  case bold = "1"
  case faint = "2"
  case red = "31"
  case green = "32"
  case yellow = "33"
  case blue = "34"
  case cyan = "36"

  /// The text in these colours, or as it is where there are to be none.
  static func paint(_ text: String, _ colours: [Colour], if used: Bool) -> String {
    guard used, !colours.isEmpty, !text.isEmpty else { return text }
    return "\u{1B}[\(colours.map(\.rawValue).joined(separator: ";"))m\(text)\u{1B}[0m"
  }
}
