/// Names for feeds that are added, out of the titles that they give themselves.
public enum FeedName {
  /// Bytes of the longest name.
  public static let longest = 200

  /// A name that none of `taken` is: the title; with the host behind it where that is taken; with a number where both are.
  /// - Parameters:
  ///   - title: as the feed says; anything odd in it becomes a blank.
  ///   - host: stands in where there is no title.
  public static func unique(title: String?, host: String, taken: Set<String>) -> String {
    let host = tidied(host)
    let title = tidied(title ?? "")
    let base = title.isEmpty ? host.isEmpty ? "feed" : host : title
    if !taken.contains(base) { return base }
    let withHost =
      base == host || host.isEmpty ? base : tidied(base, room: longest - host.utf8.count - 3) + " (\(host))"
    if !taken.contains(withHost), withHost.utf8.count <= longest { return withHost }
    var number = 2
    while true {
      let suffix = " (\(number))"
      let name = tidied(base, room: longest - suffix.utf8.count) + suffix
      if !taken.contains(name) { return name }
      number += 1
    }
  }

  /// `text` on one line: what cannot be seen becomes a blank, blanks are folded, at most `room` bytes, cut between characters.
  static func tidied(_ text: String, room: Int = longest) -> String {
    var line = String.UnicodeScalarView()
    var wantsBlank = false
    // More than this no title is worth reading.
    for scalar in text.unicodeScalars.prefix(4096) {
      let joins = scalar.value == 0x200C || scalar.value == 0x200D
      if scalar.properties.isWhitespace || isInvisible(scalar) && !joins {
        wantsBlank = !line.isEmpty
        continue
      }
      if wantsBlank { line.append(" ") }
      wantsBlank = false
      line.append(scalar)
    }
    var result = String(line)
    while result.utf8.count > max(0, room) { result.removeLast() }
    while result.hasSuffix(" ") { result.removeLast() }
    return result
  }

  /// Controls, format characters, separators other than the blank, and what is no character at all.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
    case .spaceSeparator: scalar != " "
    default: false
    }
  }
}
