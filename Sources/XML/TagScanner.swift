/// Finds the end of tags, comments and dropped elements in HTML. A search that found nothing once is not made again,
/// so that a page of unclosed tags costs no more than a page of closed ones.
struct TagScanner {
  /// What stood at a `<`: `index` is past it, or the `<` itself where that is only a character.
  struct Skipped {
    var index: Int
    var isTag = false
    var breaksWord = false
  }

  /// Within a CDATA section, which HTML does not have but escaped feeds do: its text counts.
  var isInCDATA = false
  private var hasNoMore: Set<UInt64> = []
  private var lacksGreater = false
  private var distrustsQuotes = false
  private var lacksQuote = false
  private var lacksApostrophe = false
  private var lacksCommentEnd = false

  mutating func skip(_ input: borrowing Span<UInt8>, at index: Int) -> Skipped {
    guard index + 1 < input.count else { return Skipped(index: index) }
    let second = input[index + 1]
    if second == 0x21 || second == 0x3F { return skipDeclaration(input, at: index) }
    let isEnd = second == 0x2F
    let start = index + (isEnd ? 2 : 1)
    guard start < input.count, isLetter(input[start]) else { return Skipped(index: index) }
    var nameEnd = start + 1
    while nameEnd < input.count, isTagNameByte(input[nameEnd]) { nameEnd += 1 }
    let name = input.extracting(start..<nameEnd)
    let kind = TagKind(name)
    guard let end = tagEnd(input, from: nameEnd) else {
      // Cut off within a tag: what HTML has goes, anything else is text.
      return kind == .unknown ? Skipped(index: index) : Skipped(index: input.count, isTag: true)
    }
    switch kind {
    case .inline, .unknown: return Skipped(index: end, isTag: true)
    case .block: return Skipped(index: end, isTag: true, breaksWord: true)
    case .dropped:
      let past = isEnd || input[end - 2] == 0x2F ? nil : elementEnd(input, from: end, name: name)
      return Skipped(index: past ?? end, isTag: true, breaksWord: true)
    }
  }

  /// `<!-- … -->`, `<![CDATA[`, `<!…>` and `<?…>`.
  private mutating func skipDeclaration(_ input: borrowing Span<UInt8>, at index: Int) -> Skipped {
    if HTMLText.matches(input, index, "<![CDATA[") {
      isInCDATA = true
      return Skipped(index: index + 9, isTag: true)
    }
    if HTMLText.matches(input, index, "<!--"), !lacksCommentEnd {
      var end = index + 4
      while end + 2 < input.count {
        if input[end] == 0x2D, input[end + 1] == 0x2D, input[end + 2] == 0x3E {
          return Skipped(index: end + 3, isTag: true)
        }
        end += 1
      }
      lacksCommentEnd = true
    }
    // Only what begins as a declaration does: `<!` before a blank is an outcry.
    guard index + 2 < input.count, isLetter(input[index + 2]) || input[index + 2] == 0x2D || input[index + 2] == 0x5B
    else { return Skipped(index: index) }
    guard !lacksGreater, let end = find(0x3E, input, from: index + 2) else {
      lacksGreater = true
      return Skipped(index: index)
    }
    return Skipped(index: end + 1, isTag: true)
  }

  /// The index past the `>` of the tag whose name ends at `start`; a `>` within quotes does not count.
  private mutating func tagEnd(_ input: borrowing Span<UInt8>, from start: Int) -> Int? {
    guard !lacksGreater else { return nil }
    var index = start
    while index < input.count {
      switch input[index] {
      case 0x3E: return index + 1
      case 0x22 where !lacksQuote && !distrustsQuotes && isAfterEquals(input, index):
        guard let end = find(0x22, input, from: index + 1) else {
          lacksQuote = true
          break
        }
        index = end
      case 0x27 where !lacksApostrophe && !distrustsQuotes && isAfterEquals(input, index):
        guard let end = find(0x27, input, from: index + 1) else {
          lacksApostrophe = true
          break
        }
        index = end
      default: break
      }
      index += 1
    }
    // A quote that closes far behind may have swallowed the bracket: the nearest one then, from now on.
    distrustsQuotes = true
    guard let end = find(0x3E, input, from: start) else {
      lacksGreater = true
      return nil
    }
    return end + 1
  }

  /// The index past `</name>`, sought from `start`; `nil` where there is none.
  private mutating func elementEnd(_ input: borrowing Span<UInt8>, from start: Int, name: borrowing Span<UInt8>) -> Int?
  {
    let key = TagKind.key(name)
    guard !hasNoMore.contains(key) else { return nil }
    var index = start
    while let open = find(0x3C, input, from: index) {
      let nameStart = open + 2
      let nameEnd = nameStart + name.count
      if nameEnd <= input.count, input[open + 1] == 0x2F, TagKind.key(input.extracting(nameStart..<nameEnd)) == key,
        nameEnd == input.count || !isTagNameByte(input[nameEnd])
      {
        guard let end = find(0x3E, input, from: nameEnd) else { return input.count }
        return end + 1
      }
      index = open + 1
    }
    hasNoMore.insert(key)
    return nil
  }

  private func isAfterEquals(_ input: borrowing Span<UInt8>, _ index: Int) -> Bool {
    var before = index - 1
    while before >= 0, before > index - 4, input[before] <= 0x20 { before -= 1 }
    return before >= 0 && input[before] == 0x3D
  }

  private func find(_ byte: UInt8, _ input: borrowing Span<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < input.count {
      // Sound: `index` is below the span's count, and never negative.
      if unsafe input[unchecked: index] == byte { return index }
      index += 1
    }
    return nil
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    let small = byte | 0x20
    return small >= 0x61 && small <= 0x7A
  }

  private func isTagNameByte(_ byte: UInt8) -> Bool {
    HTMLText.isNameByte(byte) || byte == 0x2D || byte == 0x3A || byte == 0x5F || byte == 0x2E
  }
}
