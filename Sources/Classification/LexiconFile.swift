internal import News

/// A word list as read from the disk.
public struct LexiconText: Sendable {
  /// Name of the file, `verbs.txt`.
  public var name: String
  public var bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// Something wrong in a word list.
public struct LexiconFault: Sendable, Hashable {
  public var file: String
  /// From 1; 0 where the file as a whole is meant.
  public var line: Int
  /// From 1, in characters.
  public var column: Int
  /// What is wrong, and what would be right.
  public var message: String

  public init(file: String, line: Int, column: Int, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }
}

/// Why a lexicon was not taken: every fault at once.
public struct LexiconFailure: Error, Sendable {
  public var faults: [LexiconFault]

  public init(faults: [LexiconFault]) { self.faults = faults }
}

/// A piece of a line.
struct LexiconPiece: Sendable {
  /// UTF-8, part of its file: most pieces are folded and never looked at as text.
  var bytes: ArraySlice<UInt8>

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var isEmpty: Bool { bytes.isEmpty }
}

/// An entry: its fields, and the way to report what is wrong with them.
struct LexiconLine: Sendable {
  var file: String
  var number: Int
  /// The whole line.
  var bytes: ArraySlice<UInt8>
  var fields: [LexiconPiece]

  /// The items of neighbouring list fields; empty ones are faults.
  func list(_ wanted: ClosedRange<Int>, _ faults: inout [LexiconFault]) -> [LexiconPiece] {
    var pieces: [LexiconPiece] = []
    pieces.reserveCapacity(16)
    for field in wanted where field < fields.count && !fields[field].isEmpty {
      let first = pieces.count
      split(fields[field].bytes, at: 0x3B, into: &pieces)
      for piece in pieces[first...] where piece.isEmpty {
        faults.append(fault(piece, "an empty item between two ';': remove one of them"))
      }
    }
    return pieces.contains(where: \.isEmpty) ? pieces.filter { !$0.isEmpty } : pieces
  }

  /// The items of a list field; empty ones are faults.
  func list(_ field: Int, _ faults: inout [LexiconFault]) -> [LexiconPiece] { list(field...field, &faults) }

  /// From 1, in characters. Reckoned only where somebody asks.
  func column(of piece: LexiconPiece) -> Int {
    1 + bytes[..<piece.bytes.startIndex].count { $0 & 0xC0 != 0x80 }
  }

  func fault(_ piece: LexiconPiece, _ message: String) -> LexiconFault {
    LexiconFault(file: file, line: number, column: column(of: piece), message: message)
  }

  func fault(_ message: String) -> LexiconFault {
    LexiconFault(file: file, line: number, column: 1, message: message)
  }
}

/// Splits `text`, which is UTF-8, at a byte, and trims each piece.
private func split(_ text: ArraySlice<UInt8>, at separator: UInt8, into pieces: inout [LexiconPiece]) {
  let bytes = text.span
  let base = text.startIndex
  var start = 0
  while true {
    let end = index(of: separator, in: bytes, from: start)
    var from = start
    var to = end
    while from < to, isBlank(bytes[from]) { from += 1 }
    while from < to, isBlank(bytes[to - 1]) { to -= 1 }
    pieces.append(LexiconPiece(bytes: text[base + from..<base + to]))
    guard end < bytes.count else { return }
    start = end + 1
  }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

/// Where `byte` stands first from `start` on, eight looked at together; the end where it does not.
private func index(of byte: UInt8, in text: Span<UInt8>, from start: Int) -> Int {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let wanted = UInt64(byte) &* ones
  let raw = unsafe text.bytes
  var index = start
  while index &+ 8 <= text.count {
    let unlike = UInt64(littleEndian: unsafe raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)) ^ wanted
    // The lowest of these bits is that of the first byte that is alike; those above it may be wrong.
    let alike = (unlike &- ones) & ~unlike & (ones << 7)
    if alike != 0 { return index &+ alike.trailingZeroBitCount >> 3 }
    index &+= 8
  }
  while index < text.count, text[index] != byte { index &+= 1 }
  return index
}

extension LexiconText {
  /// The entries of the file, each with exactly `fields` fields; lines that begin with `#` are comments.
  func lines(fields: ClosedRange<Int>, _ form: String, _ faults: inout [LexiconFault]) -> [LexiconLine] {
    var lines: [LexiconLine] = []
    let text = bytes.span
    let isText = (try? UTF8Span(validating: text)) != nil
    var number = 0
    var end = -1
    while end < text.count {
      var start = end + 1
      end = index(of: 0x0A, in: text, from: start)
      number += 1
      if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
      let body = bytes[start..<(end > start && text[end - 1] == 0x0D ? end - 1 : end)]
      guard isText || (try? UTF8Span(validating: body.span)) != nil else {
        faults.append(LexiconFault(file: name, line: number, column: 1, message: "not UTF-8: save the file as UTF-8"))
        continue
      }
      guard let first = body.first(where: { !isBlank($0) }), first != 0x23 else { continue }
      var line = LexiconLine(file: name, number: number, bytes: body, fields: [])
      line.fields.reserveCapacity(fields.upperBound)
      split(body, at: 0x7C, into: &line.fields)
      guard fields.contains(line.fields.count) else {
        faults.append(line.fault("\(line.fields.count) fields where \(form) is wanted"))
        continue
      }
      lines.append(line)
    }
    return lines
  }
}
