/// The text between two tags, as it stands in the document: with references, comments and CDATA sections in it.
struct TextBetween {
  private let document: LentBytes
  private let range: Range<Int>
  private let hasSections: Bool

  init(_ document: LentBytes, range: Range<Int>, hasSections: Bool) {
    self.document = document
    self.range = range
    self.hasSections = hasSections
  }

  /// Appends what it means to `output`, up to `limit` bytes of that.
  /// - Returns: where it is not well-formed, `nil` where it is.
  func append(to output: inout ByteBuffer, limit: Int) -> Int? {
    guard !range.isEmpty else { return nil }
    guard hasSections else { return appendPlain(range, to: &output, limit: limit) }
    return pieces { piece, isCDATA in
      if isCDATA {
        append(piece, to: &output, limit: limit)
        return nil
      }
      return appendPlain(piece, to: &output, limit: limit)
    }
  }

  /// Where it stands as it is meant, all of it: a text without a reference, or one CDATA section, of no more than `limit`
  /// bytes. `nil` where it has to be put together, or is empty.
  func rangeAsMeant(limit: Int) -> Range<Int>? {
    guard !range.isEmpty else { return nil }
    guard hasSections else {
      return range.count <= limit && document.position(of: 0x26, from: range.lowerBound, to: range.upperBound) == nil
        ? range : nil
    }
    guard let section = Section(document, at: range.lowerBound), section.kind == .cdata,
      section.end == range.upperBound, section.content.count <= limit, !section.content.isEmpty
    else { return nil }
    return section.content
  }

  /// Where it holds anything but white space, comments and instructions; `nil` where it does not.
  func firstCharacter() -> Int? {
    pieces { piece, isCDATA in
      if isCDATA { return piece.lowerBound }
      return piece.first { document[$0] > 0x20 }
    }
  }

  /// Where it refers to something that is not predefined, outside CDATA sections.
  func firstOwnReference() -> Int? {
    pieces { piece, isCDATA in
      if isCDATA { return nil }
      var position = piece.lowerBound
      while let found = document.position(of: 0x26, from: position, to: piece.upperBound) {
        guard let reference = reference(at: found, end: piece.upperBound) else { return found }
        position = reference.end
      }
      return nil
    }
  }

  /// Visits the pieces of text, and those in CDATA sections, until one visit returns an index.
  private func pieces(_ visit: (Range<Int>, _ isCDATA: Bool) -> Int?) -> Int? {
    guard hasSections else { return visit(range, false) }
    var position = range.lowerBound
    while let open = document.position(of: 0x3C, from: position, to: range.upperBound),
      let section = Section(document, at: open), let end = section.end
    {
      if open > position, let found = visit(position..<open, false) { return found }
      if section.kind == .cdata, let found = visit(section.content, true) { return found }
      position = end
    }
    return position < range.upperBound ? visit(position..<range.upperBound, false) : nil
  }

  // MARK: References

  private func appendPlain(_ piece: Range<Int>, to output: inout ByteBuffer, limit: Int) -> Int? {
    var position = piece.lowerBound
    while let found = document.position(of: 0x26, from: position, to: piece.upperBound) {
      append(position..<found, to: &output, limit: limit)
      guard let reference = reference(at: found, end: piece.upperBound) else { return found }
      if output.count < limit { output.append(reference.scalar) }
      position = reference.end
    }
    append(position..<piece.upperBound, to: &output, limit: limit)
    return nil
  }

  @inline(__always)
  private func append(_ piece: Range<Int>, to output: inout ByteBuffer, limit: Int) {
    let room = max(0, limit - output.count)
    guard piece.count > room else { return document.append(piece, to: &output) }
    var end = piece.lowerBound + room
    // Not within a character.
    while end > piece.lowerBound, document[end] & 0xC0 == 0x80 { end -= 1 }
    document.append(piece.lowerBound..<end, to: &output)
  }

  /// The character that the reference at `start` stands for and the index past it; `nil` for all but numbers and the five
  /// names of XML.
  private func reference(at start: Int, end: Int) -> (scalar: Unicode.Scalar, end: Int)? {
    func byte(_ offset: Int) -> UInt8 { start + offset < end ? document[start + offset] : 0 }
    switch (byte(1), byte(2), byte(3)) {
    case (0x6C, 0x74, 0x3B): return ("<", start + 4)
    case (0x67, 0x74, 0x3B): return (">", start + 4)
    case (0x61, 0x6D, 0x70) where byte(4) == 0x3B: return ("&", start + 5)
    case (0x71, 0x75, 0x6F) where byte(4) == 0x74 && byte(5) == 0x3B: return ("\"", start + 6)
    case (0x61, 0x70, 0x6F) where byte(4) == 0x73 && byte(5) == 0x3B: return ("'", start + 6)
    case (0x23, _, _):
      let number = document.withSpan(start..<end) { CharacterCode.number(in: $0, from: 2) }
      guard let number, byte(number.end) == 0x3B, let scalar = CharacterCode.scalar(number.code) else { return nil }
      return (scalar, start + number.end + 1)
    default: return nil
    }
  }
}

/// What begins with `<!` or `<?` within a document.
struct Section {
  enum Kind { case comment, instruction, cdata }

  let kind: Kind
  /// What it holds.
  let content: Range<Int>
  /// The index past it; `nil` where it does not end.
  let end: Int?

  /// `nil` for a declaration, which has no place within a document.
  init?(_ document: LentBytes, at open: Int) {
    let opening: (Kind, Int, StaticString)? =
      if document.holds("<![CDATA[", at: open) {
        (.cdata, 9, "]]>")
      } else if document.holds("<!--", at: open) {
        (.comment, 4, "-->")
      } else if document.holds("<?", at: open) {
        (.instruction, 2, "?>")
      } else {
        nil
      }
    guard let (kind, length, closing) = opening else { return nil }
    self.kind = kind
    let first: UInt8 = kind == .cdata ? 0x5D : kind == .comment ? 0x2D : 0x3F
    var position = open + length
    while let found = document.position(of: first, from: position, to: document.count) {
      if document.holds(closing, at: found) {
        content = open + length..<found
        end = found + closing.utf8CodeUnitCount
        return
      }
      position = found + 1
    }
    content = open + length..<max(open + length, document.count)
    end = nil
  }
}
