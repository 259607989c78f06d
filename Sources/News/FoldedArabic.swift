/// Folding of the Arabic block.
extension FoldedText {
  /// Folds letters of the Arabic block, two bytes each, and the single spaces among them, up to one that is dropped or
  /// becomes ASCII. False where none stands here.
  static func foldArabic(
    _ source: Span<UInt8>, _ index: inout Int, _ out: inout MutableSpan<UInt8>, _ length: inout Int
  ) -> Bool {
    let table = FoldTables.arabicBlock
    let letters = table.span
    let start = index
    while index &+ 1 < source.count {
      let byte = source[index]
      if byte &- 0xD8 < 4 {
        let letter = letters[Int(byte & 3) << 6 | Int(source[index &+ 1] & 0x3F)]
        index &+= 2
        guard letter > 0xFF else {
          if letter > 0 {
            out[length] = UInt8(truncatingIfNeeded: letter)
            length &+= 1
          } else if byte == 0xD9 {
            compose(source[index &- 1], &out, length)
          }
          return true
        }
        out[length] = UInt8(truncatingIfNeeded: letter)
        out[length &+ 1] = UInt8(truncatingIfNeeded: letter >> 8)
        length &+= 2
      } else if byte == 0x20, takesSpace(out, length) {
        out[length] = 0x20
        length &+= 1
        index &+= 1
      } else {
        break
      }
    }
    return index > start
  }

  /// Alef with a madda behind it, yeh with a hamza or a high hamza, as decomposed text has them: the letter that is both.
  /// - Parameter mark: the second byte of a mark's two.
  private static func compose(_ mark: UInt8, _ out: inout MutableSpan<UInt8>, _ length: Int) {
    guard length > 1 else { return }
    switch (out[length - 2], out[length - 1], mark) {
    case (0xD8, 0xA7, 0x93): out[length - 1] = 0xA2
    case (0xDB, 0x8C, 0x94), (0xDB, 0x8C, 0xB4):
      out[length - 2] = 0xD8
      out[length - 1] = 0xA6
    default: break
    }
  }
}
