internal import Yams

/// Finds where a key is repeated. Yams refuses a mapping with a repeated key but names only the first place, so the
/// first one is renamed in a copy of the text, in place, and the tree of the copy shows where its twin stands.
enum RepeatedKey {
  /// Where the second use of the key stands, given where the first does.
  static func second(in text: String, firstAt mark: Mark, key: String) -> Mark? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let renamed = rename(length: key.unicodeScalars.count, at: mark, stand: "\u{E000}", in: &lines) else {
      return nil
    }
    // Other repeated keys may stand in the way of a tree; each is renamed too, with a character of its own.
    for attempt in UInt32(1)..<64 {
      do {
        let root = try Yams.compose(yaml: lines.joined(separator: "\n"), .basic)
        return root.flatMap { twin(of: key, besideKeyAt: mark, renamed: renamed, under: $0) }
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        // A third use of the same key: what is now the first is the second.
        if attempt == 1, keys.first == key, context.mark.line >= mark.line { return context.mark }
        guard let stand = Unicode.Scalar(0xE000 + attempt),
          rename(length: 1, at: context.mark, stand: stand, in: &lines) != nil
        else { return nil }
      } catch {
        return nil
      }
    }
    return nil
  }

  /// Replaces the key that begins at `mark`, or its first `length` scalars, by as many of `stand`, so that nothing
  /// moves. Gives what stands there now.
  private static func rename(
    length: Int, at mark: Mark, stand: Unicode.Scalar, in lines: inout [String]
  ) -> String? {
    guard mark.line >= 1, mark.line <= lines.count else { return nil }
    var scalars = Array(lines[mark.line - 1].unicodeScalars)
    var index = mark.column - 1
    guard index < scalars.count else { return nil }
    if scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
    var count = 0
    while index < scalars.count, count < length {
      scalars[index] = stand
      index += 1
      count += 1
    }
    var line = String.UnicodeScalarView()
    line.append(contentsOf: scalars)
    lines[mark.line - 1] = String(line)
    return String(String.UnicodeScalarView(repeatElement(stand, count: count)))
  }

  private static func twin(of key: String, besideKeyAt mark: Mark, renamed: String, under node: Node) -> Mark? {
    switch node {
    case .mapping(let mapping):
      let keys = mapping.map(\.key)
      if keys.contains(where: { $0.string == renamed && $0.mark?.line == mark.line && $0.mark?.column == mark.column })
      {
        return keys.first { $0.string == key }?.mark
      }
      return mapping.lazy.compactMap { twin(of: key, besideKeyAt: mark, renamed: renamed, under: $0.value) }.first
    case .sequence(let sequence):
      return sequence.lazy.compactMap { twin(of: key, besideKeyAt: mark, renamed: renamed, under: $0) }.first
    case .scalar, .alias: return nil
    }
  }
}
