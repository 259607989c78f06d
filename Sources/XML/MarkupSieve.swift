/// Parts a document into its tags, which libxml2 is to read, and the text between them, which stays where it is.
///
/// libxml2 looks at every character of a text and hands it out in small pieces, a reference at a time; of a news feed that
/// is three quarters of its work. So it is given the tags alone, piece by piece, and for each of them the sieve remembers
/// where it stood. Comments, processing instructions and CDATA sections are passed over here and count as text.
struct MarkupSieve: ~Copyable {
  /// A tag, as it stood in the document.
  struct Tag {
    /// Index of its `<`.
    var start: Int
    /// Index past its `>`.
    var end: Int
    /// `<name/>`: one tag for two calls.
    var isEmpty: Bool
    /// Between it and the tag before it stand comments, instructions or CDATA sections.
    var hasSections: Bool
  }

  /// Why there are no more tags.
  enum Stop {
    case end
    /// The document is not well-formed at this index.
    case illFormed(StaticString, at: Int)
    case tooLong
  }

  /// The tags of the piece at hand.
  private(set) var markup = ByteBuffer(capacity: MarkupSieve.piece + 4096)
  private(set) var stop: Stop?
  let document: LentBytes
  private let tagLength: Int
  private var index: Int
  private var hasSections = false
  /// Tags that libxml2 has not told yet are `tags[told...]`.
  private var tags: [Tag] = []
  private var told = 0
  /// Where the text before the next tag begins.
  private var textStart: Int

  /// Bytes of tags given to libxml2 at a time: what stays in the processor's nearest cache.
  private static let piece = 16 * 1024

  /// - Parameters:
  ///   - document: outlives the sieve.
  ///   - root: index at which to begin.
  ///   - tagLength: bytes of the longest tag that is let through.
  init(_ document: LentBytes, root: Int, tagLength: Int) {
    self.document = document
    self.tagLength = tagLength
    index = root
    textStart = root
    tags.reserveCapacity(1024)
  }

  /// The tag that libxml2 tells next.
  var next: Tag? { told < tags.count ? tags[told] : nil }

  /// The text before `tag`, the next one, or behind the last one.
  func text(before tag: Tag?) -> TextBetween {
    TextBetween(
      document, range: textStart..<(tag?.start ?? document.count), hasSections: tag?.hasSections ?? hasSections)
  }

  /// The next tag has been told.
  mutating func advance() {
    textStart = tags[told].end
    told += 1
  }

  // MARK: Sieving

  /// Puts the next tags into `markup`; after the last of them, or at a fault, `stop` says why.
  mutating func fill() {
    if told == tags.count {
      tags.removeAll(keepingCapacity: true)
    } else {
      tags.removeFirst(told)
    }
    told = 0
    markup.removeAll()
    while stop == nil, markup.count < MarkupSieve.piece {
      // `index` stays behind the last tag until the next one is whole: the text between them belongs to that one.
      guard let open = nextTag() else { break }
      guard let end = tagEnd(from: open) else { break }
      guard end - open <= tagLength else {
        stop = find(0x3C, from: open + 1, to: end) == nil ? .tooLong : .illFormed("'<' within a tag", at: open)
        break
      }
      document.append(open..<end, to: &markup)
      tags.append(Tag(start: open, end: end, isEmpty: document[end - 2] == 0x2F, hasSections: hasSections))
      hasSections = false
      index = end
    }
  }

  /// Index of the `<` of the next tag; passes over what is none.
  private mutating func nextTag() -> Int? {
    var position = index
    while true {
      // Often nothing stands between two tags.
      guard
        let open = document[position] == 0x3C ? position : find(0x3C, from: position, to: document.count)
      else {
        stop = .end
        return nil
      }
      switch document[open + 1] {
      case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2F, 0x80...0xFF: return open
      case 0x21, 0x3F:
        guard let past = sectionEnd(from: open) else { return nil }
        position = past
        hasSections = true
      default:
        stop = .illFormed("'<' that begins no tag", at: open)
        return nil
      }
    }
  }

  /// The index past the comment, the CDATA section or the instruction at `open`.
  private mutating func sectionEnd(from open: Int) -> Int? {
    guard let section = Section(document, at: open) else {
      stop = .illFormed("a declaration within the document", at: open)
      return nil
    }
    guard let end = section.end else {
      stop = .illFormed("a section that does not end", at: open)
      return nil
    }
    return end
  }

  /// The index past the tag's `>`. One within quotes does not count.
  private mutating func tagEnd(from open: Int) -> Int? {
    if document[open + 1] == 0x2F {
      guard let end = find(0x3E, from: open + 2, to: document.count) else { return cut(open) }
      return end + 1
    }
    var position = open + 1
    while let mark = document.markInTag(from: position) {
      switch document[mark] {
      case 0x3E: return mark + 1
      case 0x3C:
        stop = .illFormed("'<' within a tag", at: open)
        return nil
      default:
        guard let close = find(document[mark], from: mark + 1, to: document.count) else { return cut(open) }
        position = close + 1
      }
    }
    return cut(open)
  }

  private mutating func cut(_ open: Int) -> Int? {
    stop = .illFormed("a tag that does not end", at: open)
    return nil
  }

  private func find(_ byte: UInt8, from start: Int, to end: Int) -> Int? {
    document.position(of: byte, from: start, to: end)
  }
}
