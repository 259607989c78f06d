/// What `FoldedText` makes of single characters.
enum FoldTables {
  enum Result {
    case keep, drop, space, newline, apostrophe, hyphen
    case ascii(UInt8)
    case pair(UInt8, UInt8)
    /// A scalar of two bytes in UTF-8.
    case arabic(UInt32)
    /// The ligature of lam with this alef.
    case lamAlef(UInt32)
  }

  typealias Bytes = SIMD16<UInt8>

  /// How many of sixteen bytes, from the first, fold without a look at what is around them, and all sixteen so folded:
  /// what is printed and stands for itself, a capital that begins no acronym, and a space before no other. A space at
  /// the head is one that no other stands before: the caller sees to it.
  ///
  /// - Parameter next: the byte behind each of them.
  @inline(__always)
  static func plainRun(_ here: Bytes, next: Bytes) -> (count: Int, folded: Bytes) {
    // A vector and a number would be compared lane by lane.
    func all(_ byte: UInt8) -> Bytes { Bytes(repeating: byte) }
    let big = (here &- all(0x41)) .< all(26)
    let isDotted = next .== all(0x2E)
    let isUS = (here .== all(0x55)) .& (next .== all(0x53))
    let odd =
      ((here &- all(0x20)) .>= all(0x5F)) .| ((here & all(0xFE)) .== all(0x26)) .| (here .== all(0x2D))
      .| (here .== all(0x60)) .| ((here .== all(0x20)) .& (next .== all(0x20))) .| (big .& isDotted) .| isUS
    // Sound: a mask is sixteen bytes, each all ones or noughts.
    let halves = unsafe unsafeBitCast(odd, to: SIMD2<UInt64>.self)
    let count =
      halves[0] != 0
      ? UInt64(littleEndian: halves[0]).trailingZeroBitCount >> 3
      : 8 &+ UInt64(littleEndian: halves[1]).trailingZeroBitCount >> 3
    return (count, here | (unsafe unsafeBitCast(big, to: Bytes.self) & all(0x20)))
  }

  /// Words that open a sentence after a dotted acronym.
  static let openers: [[UInt8]] = [
    "The ", "It ", "He ", "She ", "But ", "In ", "On ", "They ", "This ", "That ", "Its ", "His ", "And ", "A ", "At ",
  ].map { Array((" " + $0).utf8) }

  static func fold(_ scalar: UInt32) -> Result {
    switch scalar {
    case 0xA0: return .space
    case 0xAD: return .drop
    case 0xAB, 0xBB: return .ascii(0x22)
    case 0xB4: return .apostrophe
    case 0xC6, 0xE6: return .pair(0x61, 0x65)
    case 0x152, 0x153: return .pair(0x6F, 0x65)
    case 0xDF: return .pair(0x73, 0x73)
    case 0xC0...0x17F:
      let base = latin[Int(scalar - 0xC0)]
      return base == 0x2A ? .keep : .ascii(base)
    case 0x1CD...0x1DC: return .ascii(Array("aaiioouuuuuuuuuu".utf8)[Int(scalar - 0x1CD)])
    case 0x218, 0x219: return .ascii(0x73)
    case 0x21A, 0x21B: return .ascii(0x74)
    case 0x2B9...0x2BF: return .apostrophe
    case 0x300...0x36F: return .drop
    case 0x1EA0...0x1EF9: return .ascii(vietnamese(scalar))
    case 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return .space
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: return .drop
    case 0x2028, 0x2029, 0x85: return .newline
    case 0x2010...0x2015, 0x2212: return .hyphen
    case 0x2018...0x201B, 0x2032: return .apostrophe
    case 0x201C...0x201F, 0x2033: return .ascii(0x22)
    case 0x2022, 0x2023, 0x2043, 0x25CF, 0x25E6, 0x25AA: return .ascii(0x2A)
    case 0x2026: return .ascii(0x2E)
    case 0xFF01...0xFF5E:
      let ascii = UInt8(scalar - 0xFEE0)
      return .ascii(ascii >= 0x41 && ascii <= 0x5A ? ascii | 0x20 : ascii)
    case 0x600...0x6FF: return arabic(scalar)
    case 0xFB50...0xFDFF, 0xFE70...0xFEFC: return presentationForm(scalar)
    default: return .keep
    }
  }

  /// Base letters of U+00C0…U+017F; `*` where the letter has none.
  private static let latin: [UInt8] =
    Array("aaaaaa*ceeeeiiiidnooooo*ouuuuy**aaaaaa*ceeeeiiiidnooooo*ouuuuy*y".utf8)
    + [
      ("a", 6), ("c", 8), ("d", 4), ("e", 10), ("g", 8), ("h", 4), ("i", 12), ("j", 2), ("k", 3), ("l", 10), ("n", 9),
      ("o", 8), ("r", 6), ("s", 8), ("t", 6), ("u", 12), ("w", 2), ("y", 3), ("z", 6), ("s", 1),
    ].flatMap { (letter: String, count: Int) in Array(String(repeating: letter, count: count).utf8) }

  private static func vietnamese(_ scalar: UInt32) -> UInt8 {
    switch scalar {
    case ...0x1EB7: 0x61
    case ...0x1EC7: 0x65
    case ...0x1ECB: 0x69
    case ...0x1EE3: 0x6F
    case ...0x1EF1: 0x75
    default: 0x79
    }
  }

  private static func arabic(_ scalar: UInt32) -> Result {
    switch scalar {
    case 0x610...0x61A, 0x640, 0x64B...0x65F, 0x670, 0x6D6...0x6ED, 0x621, 0x654, 0x674, 0x61C: .drop
    case 0x60C, 0x66C: .ascii(0x2C)
    case 0x61B: .ascii(0x3B)
    case 0x61F: .ascii(0x3F)
    case 0x6D4: .ascii(0x2E)
    case 0x66A: .ascii(0x25)
    case 0x66B: .ascii(0x2E)
    case 0x660...0x669: .ascii(UInt8(0x30 + scalar - 0x660))
    case 0x6F0...0x6F9: .ascii(UInt8(0x30 + scalar - 0x6F0))
    default: .arabic(letter(scalar))
    }
  }

  /// U+0600…U+06FF: the two bytes of the letter that stands for each, the first one lowest, an ASCII sign, or 0 for what
  /// is dropped.
  static let arabicBlock: [UInt16] = (0x600..<0x700).map { scalar in
    switch arabic(UInt32(scalar)) {
    case .arabic(let letter): UInt16(0xC0 | letter >> 6 | (0x80 | letter & 0x3F) << 8)
    case .ascii(let byte): UInt16(byte)
    default: 0
    }
  }

  /// The Urdu letter for an Arabic one that looks and reads the same.
  private static func letter(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x623, 0x625, 0x671, 0x672, 0x673: 0x627
    case 0x624, 0x676: 0x648
    case 0x643, 0x6AA, 0x6AB, 0x6AC: 0x6A9
    case 0x649, 0x64A, 0x6CD, 0x6D0: 0x6CC
    case 0x647, 0x6C0, 0x6C2, 0x6D5, 0x629, 0x6C3: 0x6C1
    case 0x6D3: 0x6D2
    default: scalar
    }
  }

  /// Letters in the order in which U+FE80…U+FEF4 lists their forms, with the number of forms of each.
  private static let forms: [(UInt32, Int)] = [
    (0x621, 1), (0x622, 2), (0x623, 2), (0x624, 2), (0x625, 2), (0x626, 4), (0x627, 2), (0x628, 4), (0x629, 2),
    (0x62A, 4), (0x62B, 4), (0x62C, 4), (0x62D, 4), (0x62E, 4), (0x62F, 2), (0x630, 2), (0x631, 2), (0x632, 2),
    (0x633, 4), (0x634, 4), (0x635, 4), (0x636, 4), (0x637, 4), (0x638, 4), (0x639, 4), (0x63A, 4), (0x641, 4),
    (0x642, 4), (0x643, 4), (0x644, 4), (0x645, 4), (0x646, 4), (0x647, 4), (0x648, 2), (0x649, 2), (0x64A, 4),
  ]

  /// Letters whose forms stand in U+FB50…U+FBFF: first form, number of forms, letter.
  private static let urduForms: [(UInt32, UInt32, UInt32)] = [
    (0xFB50, 2, 0x671), (0xFB56, 4, 0x67E), (0xFB66, 4, 0x679), (0xFB7A, 4, 0x686), (0xFB88, 2, 0x688),
    (0xFB8A, 2, 0x698), (0xFB8C, 2, 0x691), (0xFB8E, 4, 0x6A9), (0xFB92, 4, 0x6AF), (0xFB9E, 2, 0x6BA),
    (0xFBA4, 2, 0x6C0), (0xFBA6, 4, 0x6C1), (0xFBAA, 4, 0x6BE), (0xFBAE, 2, 0x6D2), (0xFBB0, 2, 0x6D3),
    (0xFBE8, 2, 0x649), (0xFBFC, 4, 0x6CC),
  ]

  private static func presentationForm(_ scalar: UInt32) -> Result {
    switch scalar {
    case 0xFE70...0xFE7F: return .drop
    case 0xFE80...0xFEF4:
      var remaining = Int(scalar - 0xFE80)
      for (base, count) in forms {
        if remaining < count { return arabic(base) }
        remaining -= count
      }
      return .keep
    case 0xFEF5...0xFEFC: return .lamAlef(scalar < 0xFEF7 ? 0x622 : 0x627)
    default:
      for (first, count, base) in urduForms where scalar >= first && scalar < first + count { return arabic(base) }
      return .keep
    }
  }
}
