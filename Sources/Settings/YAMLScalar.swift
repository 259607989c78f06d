internal import News

/// How the entries of `feeds:` are spelt.
enum YAMLScalar {
  /// The keys of an entry with their values, in the order of the documentation; defaults are left out.
  static func pairs(_ feed: FeedEntry) -> [(key: String, value: String)] {
    var pairs = [("name", feed.source.name), ("url", feed.source.url)]
    if let interval = feed.interval { pairs.append(("interval", Quantity.spell(seconds: interval))) }
    if feed.source.trust != .outlet { pairs.append(("trust", feed.source.trust.rawValue)) }
    if let side = feed.source.side { pairs.append(("side", side.rawValue)) }
    if let language = feed.source.language { pairs.append(("language", language)) }
    if !feed.enabled { pairs.append(("enabled", "false")) }
    return pairs
  }

  /// A value behind `key: ` on a line of its own: without quotes where no reader could take it for anything else.
  static func block(_ text: String) -> String { isPlain(text, inFlow: false) ? text : quoted(text) }

  /// A whole entry in braces.
  static func flow(_ feed: FeedEntry, quotesKeys: Bool) -> String {
    let members = pairs(feed).map { key, value in
      if quotesKeys { return "\"\(key)\": \(key == "enabled" ? value : quoted(value))" }
      return "\(key): \(isPlain(value, inFlow: true) ? value : quoted(value))"
    }
    return "{\(members.joined(separator: ", "))}"
  }

  /// The text of a comment line: one line, nothing invisible, at most 200 bytes.
  static func comment(_ text: String) -> String { FeedName.tidied(text) }

  /// Whether `text` can stand without quotes. Narrower than YAML: letters, digits and what is common between them.
  /// `false` is what `enabled` says; as a name it is read as text all the same.
  private static func isPlain(_ text: String, inFlow: Bool) -> Bool {
    let words = ["null", "~", "true", "false", "yes", "no", "on", "off", "y", "n"]
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
      first.properties.isAlphabetic || text.hasPrefix("http"), last != ":", last != " ",
      !words.contains(text.lowercased()) || text == "false"
    else { return isDuration(text) }
    var previous: Unicode.Scalar = "a"
    for scalar in text.unicodeScalars {
      if scalar == "#", previous == " " { return false }
      if previous == ":", scalar == " " { return false }
      if scalar.isASCII {
        let isCommon = !inFlow && "/:?&=#,%!~*$@;+[]{}|".unicodeScalars.contains(scalar)
        guard
          isCommon || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
            || " -_.()'".unicodeScalars.contains(scalar)
        else { return false }
      } else if !scalar.properties.isAlphabetic, scalar.properties.generalCategory != .nonspacingMark,
        !"–—’‘·…،۔".unicodeScalars.contains(scalar)
      {
        return false
      }
      previous = scalar
    }
    return true
  }

  private static func isDuration(_ text: String) -> Bool { Quantity.duration(text) != nil }

  /// In double quotes (YAML 1.1 §9.2.1, and JSON): what is not seen is written as `\u…`.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      default:
        guard FeedName.isInvisible(scalar) else {
          result.unicodeScalars.append(scalar)
          continue
        }
        // Pairs beyond U+FFFF, which JSON wants, YAML does not read; there is nothing invisible that names need there.
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let width = scalar.value > 0xFFFF ? 8 : 4
        result += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: max(0, width - digits.count)) + digits
      }
    }
    return result + "\""
  }
}
