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

/// A piece of a line with its place.
struct LexiconPiece: Sendable {
  /// UTF-8, part of its file: most pieces are folded and never looked at as text.
  var bytes: ArraySlice<UInt8>
  var column: Int

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var isEmpty: Bool { bytes.isEmpty }
}

/// An entry: its fields, and the way to report what is wrong with them.
struct LexiconLine: Sendable {
  var file: String
  var number: Int
  var fields: [LexiconPiece]

  /// The items of a list field; empty ones are faults.
  func list(_ field: Int, _ faults: inout [LexiconFault]) -> [LexiconPiece] {
    guard field < fields.count, !fields[field].isEmpty else { return [] }
    let pieces = split(fields[field].bytes, at: 0x3B, column: fields[field].column)
    for piece in pieces where piece.isEmpty {
      faults.append(fault(piece, "an empty item between two ';': remove one of them"))
    }
    return pieces.filter { !$0.isEmpty }
  }

  func fault(_ piece: LexiconPiece, _ message: String) -> LexiconFault {
    LexiconFault(file: file, line: number, column: piece.column, message: message)
  }

  func fault(_ message: String) -> LexiconFault {
    LexiconFault(file: file, line: number, column: 1, message: message)
  }
}

/// Splits `text`, which is UTF-8, at a byte, trims each piece, and says at which column each begins.
private func split(_ text: ArraySlice<UInt8>, at separator: UInt8, column: Int) -> [LexiconPiece] {
  var pieces: [LexiconPiece] = []
  var position = column
  var start = text.startIndex
  while true {
    let end = text[start...].firstIndex(of: separator) ?? text.endIndex
    var from = start
    var to = end
    while from < to, text[from] == 0x20 || text[from] == 0x09 { from += 1 }
    while from < to, text[to - 1] == 0x20 || text[to - 1] == 0x09 { to -= 1 }
    pieces.append(LexiconPiece(bytes: text[from..<to], column: position + from - start))
    guard end < text.endIndex else { return pieces }
    position += 1
    for byte in text[start..<end] where byte & 0xC0 != 0x80 { position += 1 }
    start = end + 1
  }
}

extension LexiconText {
  /// The entries of the file, each with exactly `fields` fields; lines that begin with `#` are comments.
  func lines(fields: ClosedRange<Int>, _ form: String, _ faults: inout [LexiconFault]) -> [LexiconLine] {
    var lines: [LexiconLine] = []
    var number = 0
    for raw in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      var body = raw
      if body.last == 0x0D { body.removeLast() }
      if number == 1, body.starts(with: [0xEF, 0xBB, 0xBF]) { body.removeFirst(3) }
      guard String(validating: body, as: UTF8.self) != nil else {
        faults.append(LexiconFault(file: name, line: number, column: 1, message: "not UTF-8: save the file as UTF-8"))
        continue
      }
      guard let first = body.first(where: { $0 != 0x20 && $0 != 0x09 }), first != 0x23 else { continue }
      let line = LexiconLine(file: name, number: number, fields: split(body, at: 0x7C, column: 1))
      guard fields.contains(line.fields.count) else {
        faults.append(line.fault("\(line.fields.count) fields where \(form) is wanted"))
        continue
      }
      lines.append(line)
    }
    return lines
  }
}
