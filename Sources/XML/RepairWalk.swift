/// The walk of `XMLRepair`: one step for a tag, a section or a run of text.
struct RepairWalk {
  let document: XMLText
  let limits: XMLLimits
  var output: [UInt8] = []
  var isTruncated = false
  /// Names of the open elements, as written to the output.
  var open: [[UInt8]] = []
  var index: Int
  private var entityGrowth = 0
  private var hasClosedRoot = false
  // A search that found nothing is not made again: a document of a million open comments costs one.
  private var lacksSectionEnd = false
  private var lacksCommentEnd = false
  /// Where the root's last end tag begins; -1 without one.
  private var rootEnd: Int?

  var bytes: [UInt8] { document.bytes }
  var end: Int { document.count }

  init(_ document: XMLText, limits: XMLLimits) {
    self.document = document
    self.limits = limits
    index = document.root
    output.reserveCapacity(document.count - document.root + 1024)
  }

  mutating func run() throws(XMLFailure) {
    while index < end {
      guard document.bytes[index] == 0x3C else {
        try character()
        continue
      }
      let next = index + 1 < end ? document.bytes[index + 1] : 0
      switch next {
      case 0x21: declaration()
      case 0x3F: index = find(0x3E, from: index + 2).map { $0 + 1 } ?? end
      case 0x2F: endTag()
      case _ where isNameStart(next): try startTag()
      default:
        write("&lt;")
        index += 1
      }
    }
    guard !open.isEmpty else { return }
    if hasClosedRoot {
      while let name = open.popLast() { close(name) }
    } else {
      // What the cut left open stays open, so that the reader knows which element is not whole.
      isTruncated = true
    }
  }

  // MARK: Text

  /// One character of text, or a reference.
  private mutating func character() throws(XMLFailure) {
    let byte = document.bytes[index]
    switch byte {
    case 0x26: try reference()
    case 0x3E:
      write("&gt;")
      index += 1
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x80...0xEE, 0xF0...0xFF:
      if !open.isEmpty || byte <= 0x20 { output.append(byte) }
      index += 1
    case 0xEF:
      if isNoCharacter(at: index) {
        index += 3
      } else {
        if !open.isEmpty { output.append(byte) }
        index += 1
      }
    default: index += 1
    }
  }

  /// U+FFFE and U+FFFF are no characters of XML.
  func isNoCharacter(at position: Int) -> Bool {
    position + 2 < end && document.bytes[position] == 0xEF && document.bytes[position + 1] == 0xBF
      && document.bytes[position + 2] >= 0xBE
  }

  /// Writes what the reference at `index` stands for; an ampersand that begins none is an ampersand.
  mutating func reference() throws(XMLFailure) {
    let start = index + 1
    if start < end, document.bytes[start] == 0x23 {
      if let number = CharacterCode.number(in: document.bytes.span, from: start + 1), number.end < end,
        document.bytes[number.end] == 0x3B
      {
        index = number.end + 1
        if let scalar = CharacterCode.scalar(number.code) { escape(Array(String(scalar).utf8)) }
        return
      }
    } else {
      var last = start
      while last < end, last - start <= 64, isName(document.bytes[last]) { last += 1 }
      if last > start, last < end, document.bytes[last] == 0x3B {
        let name = Array(document.bytes[start..<last])
        if let text = try replacement(name) {
          escape(text)
          index = last + 1
          return
        }
      }
    }
    write("&amp;")
    index = start
  }

  private mutating func replacement(_ name: [UInt8]) throws(XMLFailure) -> [UInt8]? {
    switch name {
    case Array("amp".utf8): return [0x26]
    case Array("lt".utf8): return [0x3C]
    case Array("gt".utf8): return [0x3E]
    case Array("quot".utf8): return [0x22]
    case Array("apos".utf8): return [0x27]
    default: break
    }
    let key = String(decoding: name, as: UTF8.self)
    if document.nestedEntities.contains(key) { throw .entityBomb(name: key) }
    if document.externalEntities.contains(key) { throw .externalEntity(name: key) }
    if let own = document.entities[key] {
      entityGrowth += own.count
      guard entityGrowth <= limits.entityGrowth else { throw .entityBomb(name: key) }
      return own
    }
    return EntityNames.text(of: name)
  }

  /// Writes text so that it stays text, within an element or an attribute.
  mutating func escape(_ text: [UInt8]) {
    for byte in text {
      switch byte {
      case 0x26: write("&amp;")
      case 0x3C: write("&lt;")
      case 0x3E: write("&gt;")
      case 0x22: write("&quot;")
      default: output.append(byte)
      }
    }
  }

  // MARK: Sections

  /// `<![CDATA[…]]>`, `<!--…-->`, `<!…>`.
  private mutating func declaration() {
    if begins("<![cdata[") {
      let start = index + 9
      var last = lacksSectionEnd ? end : start
      while last < end, !(document.bytes[last] == 0x5D && isSectionEnd(last)) { last += 1 }
      lacksSectionEnd = last >= end
      if lacksSectionEnd, rootEndsLater() {
        index = start
        return
      }
      if last >= end { isTruncated = true }
      section(start..<min(last, end))
      index = min(last + 3, end)
    } else if begins("<!--") {
      var last = lacksCommentEnd ? end : index + 4
      while last + 2 < end {
        if document.bytes[last] == 0x2D, document.bytes[last + 1] == 0x2D, document.bytes[last + 2] == 0x3E {
          index = last + 3
          return
        }
        last += 1
      }
      lacksCommentEnd = true
      if rootEndsLater() {
        index += 4
      } else {
        // A comment that never ends is the rest of a feed that was cut off.
        isTruncated = true
        index = end
      }
    } else if index + 2 < end, document.bytes[index + 2] == 0x5B || isNameStart(document.bytes[index + 2]) {
      index = find(0x3E, from: index + 2).map { $0 + 1 } ?? end
    } else {
      write("&lt;")
      index += 1
    }
  }

  /// Whether the document goes on to its root's end tag: it is whole then, and a section that never ends hides nothing of
  /// it; only its beginning is wrong.
  private mutating func rootEndsLater() -> Bool {
    guard let root = open.first else { return false }
    if rootEnd == nil {
      var position = end - root.count - 2
      while position > index,
        !(document.bytes[position] == 0x3C && document.bytes[position + 1] == 0x2F
          && Self.isSame(Self.cleaned(document.bytes[position + 2..<position + 2 + root.count]), root))
      {
        position -= 1
      }
      rootEnd = position > index ? position : -1
    }
    return (rootEnd ?? -1) > index
  }

  private func isSectionEnd(_ position: Int) -> Bool {
    position + 2 < end && document.bytes[position + 1] == 0x5D && document.bytes[position + 2] == 0x3E
  }

  private mutating func section(_ range: Range<Int>) {
    guard !open.isEmpty else { return }
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = document.bytes[position]
      if byte == 0xEF, position + 2 < range.upperBound, isNoCharacter(at: position) {
        position += 3
        continue
      }
      switch byte {
      case 0x26: write("&amp;")
      case 0x3C: write("&lt;")
      case 0x3E: write("&gt;")
      case 0x09, 0x0A, 0x0D, 0x20...0xFF: output.append(byte)
      default: break
      }
      position += 1
    }
  }

  // MARK: Tags

  private mutating func endTag() {
    let start = index + 2
    var last = start
    while last < end, isName(document.bytes[last]) { last += 1 }
    let name = Self.cleaned(document.bytes[start..<last])
    index = tagClose(from: last)
    if index == end, document.bytes[end - 1] != 0x3E { isTruncated = true }
    guard !name.isEmpty else { return }
    // One whose prefix differs ends the element that it stands in all the same.
    let innermost = open.last.map { Self.local($0) == Self.local(name) } == true ? open.count - 1 : nil
    if let match = open.lastIndex(where: { Self.isSame($0, name) }) ?? innermost {
      // The root stays open until the document ends: a second root, or items behind it, are read as well.
      if match == 0 {
        hasClosedRoot = true
        while open.count > 1, let inner = open.popLast() { close(inner) }
      } else {
        while open.count > match, let inner = open.popLast() { close(inner) }
      }
    }
  }

  /// The index past a tag's `>`, or the next `<` where it has none.
  private func tagClose(from start: Int) -> Int {
    var position = start
    while position < end {
      if document.bytes[position] == 0x3E { return position + 1 }
      if document.bytes[position] == 0x3C { return position }
      position += 1
    }
    return end
  }

  private mutating func startTag() throws(XMLFailure) {
    let start = index + 1
    var last = start
    while last < end, isName(document.bytes[last]) { last += 1 }
    let name = Self.cleaned(document.bytes[start..<last])
    if hasClosedRoot, open.first.map({ Self.isSame($0, name) }) == true {
      // A second root: its items join the first one's.
      hasClosedRoot = false
      index = tagClose(from: last)
      return
    }
    closeForgotten(before: name)
    guard open.count < limits.depth + 8 else { throw .tooDeep(limit: limits.depth) }
    let mark = output.count
    output.append(0x3C)
    output.append(contentsOf: name)
    index = last
    let closing = try attributes()
    switch closing {
    case .cut:
      // Cut off within the tag: it never was.
      output.removeSubrange(mark...)
      isTruncated = true
    case .empty where !open.isEmpty: write("/>")
    case .open where !open.isEmpty && Self.voids.contains(name): write("/>")
    case .empty, .open:
      write(">")
      open.append(name)
    }
  }

  /// Ends the elements that cannot hold the element `name` and must have been forgotten.
  private mutating func closeForgotten(before name: [UInt8]) {
    let local = Self.local(name)
    if Self.isItem(local) {
      // No item stands within another one, nor within a text of the channel that was never closed.
      if let item = open.lastIndex(where: { Self.isItem(Self.local($0)) }) {
        while open.count > item, let inner = open.popLast() { close(inner) }
      } else if let text = open.firstIndex(where: { Self.texts.contains(Self.local($0)) }), text > 0 {
        while open.count > text, let inner = open.popLast() { close(inner) }
      }
    } else if let top = open.last, open.count > 1, Self.leaves.contains(Self.local(top)), Self.fields.contains(local),
      top.contains(0x3A) == name.contains(0x3A)
    {
      open.removeLast()
      close(top)
    }
  }

  private static let leaves: Set<[UInt8]> = ["title", "link", "guid", "pubdate", "comments"].reduce(into: []) {
    $0.insert(Array($1.utf8))
  }
  /// Texts that a channel may have as well as an item.
  private static let texts: Set<[UInt8]> = [
    "title", "link", "description", "subtitle", "tagline", "copyright", "language", "author", "generator", "rights",
  ].reduce(into: []) { $0.insert(Array($1.utf8)) }
  private static let fields: Set<[UInt8]> = [
    "link", "guid", "pubdate", "description", "comments", "category", "enclosure", "id", "updated", "published",
    "issued",
    "modified", "summary", "content", "author",
  ]
  .reduce(into: []) { $0.insert(Array($1.utf8)) }

  /// Elements that are always empty, whether they say so or not: their end tags drop.
  private static let voids: Set<[UInt8]> = ["br", "hr", "img", "input", "wbr", "enclosure"].reduce(into: []) {
    $0.insert(Array($1.utf8))
  }

  private static func isItem(_ local: [UInt8]) -> Bool { local == Array("item".utf8) || local == Array("entry".utf8) }

  private static func local(_ name: [UInt8]) -> [UInt8] {
    let start = name.lastIndex(of: 0x3A).map { $0 + 1 } ?? 0
    return name[start...].map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
  }

  static func isSame(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    a.count == b.count
      && zip(a, b).allSatisfy { $0 == $1 || $0 | 0x20 == $1 | 0x20 && ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
  }

  // MARK: Small things

  private mutating func close(_ name: [UInt8]) {
    write("</")
    output.append(contentsOf: name)
    output.append(0x3E)
  }

  mutating func write(_ text: StaticString) {
    // Sound: a static string has `utf8CodeUnitCount` bytes for ever.
    unsafe output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private func begins(_ word: StaticString) -> Bool {
    guard word.utf8CodeUnitCount <= end - index else { return false }
    for offset in 0..<word.utf8CodeUnitCount {
      // Sound: as in `write`.
      let wanted = unsafe word.utf8Start[offset]
      let actual = document.bytes[index + offset]
      guard actual == wanted || actual >= 0x41 && actual <= 0x5A && actual | 0x20 == wanted else { return false }
    }
    return true
  }

  private func find(_ byte: UInt8, from start: Int) -> Int? {
    var position = start
    while position < end {
      if document.bytes[position] == byte { return position }
      position += 1
    }
    return nil
  }
}
