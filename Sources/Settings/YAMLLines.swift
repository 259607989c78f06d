internal import Yams

/// A YAML text by lines, as libYAML counts them, so that the marks of its tree can be found in the bytes.
struct YAMLLines {
  let bytes: [UInt8]
  /// Where each line begins; a text that ends in a line break has no empty line behind it.
  private let starts: [Int]

  init(_ text: String) {
    bytes = Array(text.utf8)
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let length = Self.breakLength(bytes, at: index)
      index += max(1, length)
      if length > 0 { starts.append(index) }
    }
    if starts.last == bytes.count { starts.removeLast() }
    self.starts = starts
  }

  var count: Int { starts.count }

  /// The line break that the text uses.
  var lineBreak: [UInt8] {
    guard let first = bytes.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return [0x0A] }
    if bytes[first] == 0x0A { return [0x0A] }
    return first + 1 < bytes.count && bytes[first + 1] == 0x0A ? [0x0D, 0x0A] : [0x0D]
  }

  /// The place of a mark, whose lines and columns (in Unicode scalars) count from 1.
  func offset(of mark: Mark?) -> Int? {
    guard let mark, mark.line >= 1, mark.column >= 1 else { return nil }
    if mark.line == count + 1, mark.column == 1 { return bytes.count }
    guard mark.line <= count else { return nil }
    var offset = starts[mark.line - 1]
    var column = 1
    while column < mark.column {
      guard offset < bytes.count else { return nil }
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      column += 1
    }
    return offset
  }

  /// The bytes of a line (from 0), its line break included. Lines past the last one are empty.
  func range(_ line: Int) -> Range<Int> {
    guard line < count else { return bytes.count..<bytes.count }
    return starts[line]..<(line + 1 < count ? starts[line + 1] : bytes.count)
  }

  /// The line that a place is in.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Blanks at the line's beginning.
  func indent(_ line: Int) -> Int { bytes[range(line)].prefix { $0 == 0x20 }.count }

  /// The first byte of a line that is no blank; `nil` where there is none before the line's end.
  func first(_ line: Int) -> UInt8? {
    let range = range(line)
    guard let index = bytes[range].firstIndex(where: { $0 != 0x20 && $0 != 0x09 }),
      Self.breakLength(bytes, at: index) == 0
    else { return nil }
    return bytes[index]
  }

  func isBlank(_ line: Int) -> Bool { line < count && first(line) == nil }
  func isComment(_ line: Int) -> Bool { line < count && first(line) == 0x23 }

  /// A line's text without the blanks and the break at its ends.
  func trimmed(_ line: Int) -> String {
    var slice = bytes[range(line)]
    while let last = slice.last, last <= 0x20 { slice.removeLast() }
    return String(decoding: slice.drop { $0 <= 0x20 }, as: UTF8.self)
  }

  /// The text with some pieces of it replaced; they must not overlap.
  func replacing(_ changes: [(range: Range<Int>, bytes: [UInt8])]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    for change in changes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += bytes[index..<change.range.lowerBound]
      result += change.bytes
      index = change.range.upperBound
    }
    return result + bytes[index...]
  }

  /// The length of the line break at `index`: CR, LF, CR LF, NEL, LS or PS (YAML 1.1 §4.2); 0 where there is none.
  static func breakLength(_ bytes: [UInt8], at index: Int) -> Int {
    switch bytes[index] {
    case 0x0A: return 1
    case 0x0D: return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
    case 0xC2: return index + 1 < bytes.count && bytes[index + 1] == 0x85 ? 2 : 0
    case 0xE2:
      return index + 2 < bytes.count && bytes[index + 1] == 0x80 && (bytes[index + 2] | 1) == 0xA9 ? 3 : 0
    default: return 0
    }
  }
}
