/// The news agencies whose reports others print.
enum Agency {
  /// The agency that an item names as its author: in the author's field, or as the mark at the head or the end of
  /// the text ("(Reuters)", "WASHINGTON (AP) —"), in lower case; `nil` where there is none.
  static func name(author: String?, summary: String?) -> String? {
    if let author {
      for word in Words.list(author, limit: 12) where names.contains(word) { return word }
    }
    guard let summary else { return nil }
    let head = summary.unicodeScalars.prefix(90)
    let tail = summary.unicodeScalars.suffix(40)
    return mark(in: head) ?? mark(in: tail)
  }

  /// A name between brackets, or before a dash.
  private static func mark(in text: some Collection<Unicode.Scalar>) -> String? {
    var word = ""
    var opened = false
    for scalar in text {
      if scalar.properties.isAlphabetic {
        word.unicodeScalars.append(scalar)
        continue
      }
      let folded = word.lowercased()
      if names.contains(folded), opened && (scalar == ")" || scalar == "/" || scalar == "]") { return folded }
      if !(word.isEmpty && scalar == " ") { opened = scalar == "(" || scalar == "[" || scalar == "/" }
      word = ""
    }
    return nil
  }

  private static let names: Set<String> = [
    "reuters", "ap", "afp", "app", "ani", "pti", "ians", "dpa", "upi", "xinhua", "anadolu", "tass", "efe", "kyodo",
    "bloomberg", "inp", "nni", "ppi", "sana", "irna", "wam", "spa",
  ]
}
