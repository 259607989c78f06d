/// The web's names of encodings (WHATWG Encoding §4.2, and some that only mail and old feeds use) and what the C library
/// calls the encoding that is meant.
enum CharsetNames {
  /// The C library's name for the charset `label`; `nil` for a label that cannot be one.
  static func iconvName(_ label: String) -> String? {
    let folded = label.utf8.filter { $0 > 0x20 && $0 != 0x22 && $0 != 0x27 }.map { byte -> UInt8 in
      byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }
    // Nothing with a slash goes to iconv: it would read `//IGNORE` as an option.
    let isName = folded.allSatisfy { byte in
      byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x2D || byte == 0x5F || byte == 0x3A
        || byte == 0x2E || byte == 0x2B
    }
    guard !folded.isEmpty, folded.count <= 40, isName else { return nil }
    if let known = aliases[String(decoding: folded.filter(isLetterOrDigit), as: UTF8.self)] { return known }
    return spellings(folded).first { CharacterConverter(from: $0) != nil }
  }

  /// By the label's letters and digits alone: between them some write hyphens, others underscores, others nothing.
  private static let aliases: [String: String] = {
    var result: [String: String] = [:]
    for (target, labels) in table {
      for label in labels.split(separator: " ") {
        result[String(decoding: label.utf8.filter(isLetterOrDigit), as: UTF8.self)] = target
      }
    }
    return result
  }()

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39
  }

  /// How the C library may write `label`: as it stands, with hyphens, with nothing between, without the `cs` of the
  /// registry's aliases; a bare number is a code page.
  private static func spellings(_ label: [UInt8]) -> [String] {
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self).uppercased() }
    let joined = text(label.filter(isLetterOrDigit))
    return [
      text(label), text(label.map { $0 == 0x5F ? 0x2D : $0 }), joined,
      joined.hasPrefix("CS") ? String(joined.dropFirst(2)) : "CP" + joined,
    ]
  }

  // A label that means another encoding on the web than in the C library, or that the C library does not know.
  private static let table: [(String, String)] = [
    ("UTF-8", "utf-8 u8 utf unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 cp65001"),
    (
      "WINDOWS-1252",
      """
      iso-8859-1 iso_8859-1:1987 iso-ir-100 l1 latin1 latin ibm819 cp819 csisolatin1 windows-1252 cp1252 1252 \
      x-cp1252 win1252 ansi_x3.4-1968 8859-1 8859 iso8859
      """
    ),
    ("US-ASCII", "ascii us-ascii us ansi iso646-us 646 csascii ibm367 cp367 iso-ir-6 iso_646.irv:1991 ansi_x3.4-1986"),
    ("WINDOWS-1250", "windows-1250 cp1250 x-cp1250 win1250 1250"),
    ("WINDOWS-1251", "windows-1251 cp1251 x-cp1251 win1251 1251"),
    ("WINDOWS-1253", "windows-1253 cp1253 x-cp1253 win1253 1253"),
    (
      "WINDOWS-1254",
      """
      windows-1254 cp1254 x-cp1254 win1254 1254 iso-8859-9 iso_8859-9:1989 iso-ir-148 l5 latin5 csisolatin5
      """
    ),
    ("WINDOWS-1255", "windows-1255 cp1255 x-cp1255 win1255 1255"),
    ("WINDOWS-1256", "windows-1256 cp1256 x-cp1256 win1256 1256"),
    ("WINDOWS-1257", "windows-1257 cp1257 x-cp1257 win1257 1257"),
    ("WINDOWS-1258", "windows-1258 cp1258 x-cp1258 win1258 1258"),
    ("ISO-8859-2", "iso-8859-2 iso_8859-2:1987 iso-ir-101 l2 latin2 csisolatin2"),
    ("ISO-8859-5", "iso-8859-5 iso_8859-5:1988 iso-ir-144 cyrillic csisolatincyrillic"),
    (
      "ISO-8859-6",
      """
      iso-8859-6 iso_8859-6:1987 iso-8859-6-e iso-8859-6-i iso-ir-127 asmo-708 ecma-114 arabic csisolatinarabic
      """
    ),
    ("ISO-8859-7", "iso-8859-7 iso_8859-7:1987 iso-ir-126 elot-928 ecma-118 greek greek8 csisolatingreek"),
    (
      "ISO-8859-8",
      """
      iso-8859-8 iso_8859-8:1988 iso-8859-8-e iso-8859-8-i iso-ir-138 hebrew logical visual csisolatinhebrew
      """
    ),
    ("ISO-8859-15", "iso-8859-15 l9 latin9 csisolatin9"),
    (
      "WINDOWS-874",
      """
      tis-620 tis-620-0 tis-620-2529-0 tis-620-2529-1 iso-ir-166 windows-874 cp874 874 iso-8859-11 \
      iso-8859-11:2001 thai dos-874
      """
    ),
    ("MACINTOSH", "macintosh mac mac-roman x-mac-roman csmacintosh"),
    ("MAC-CENTRALEUROPE", "mac-centraleurope mac-centeuro mac-latin2 x-mac-ce x-mac-centraleurroman"),
    ("MAC-IS", "mac-iceland x-mac-icelandic"),
    ("MAC-CYRILLIC", "mac-cyrillic x-mac-cyrillic x-mac-ukrainian"),
    ("HP-ROMAN8", "hp-roman8 roman8 r8 cp1051 ibm1051"),
    ("IBM866", "ibm866 cp866 866 csibm866"),
    ("CP1125", "cp1125 ibm1125 1125 cp866u ruscii"),
    ("IBM861", "cp-is"),
    ("IBM869", "cp-gr"),
    ("IBM037", "ibm039"),
    ("RK1048", "kz-1048 rk1048 strk1048-2002"),
    ("KOI8-R", "koi8-r koi8 koi cskoi8r"),
    ("KOI8-U", "koi8-u koi8-ru"),
    (
      "GB18030",
      """
      gb2312 gb_2312-80 gbk x-gbk cp936 936 ms936 chinese csgb2312 csiso58gb231280 iso-ir-58 euc-cn eucgb2312-cn \
      gb18030 gb18030-2000 x-mac-simp-chinese
      """
    ),
    ("HZ", "hz hz-gb hz-gb-2312"),
    ("BIG5-HKSCS", "big5 big5-hkscs hkscs big5-tw cn-big5 x-x-big5 csbig5 cp950 950 ms950 x-mac-trad-chinese"),
    ("EUC-JP", "euc-jp x-euc-jp ujis cseucpkdfmtjapanese"),
    ("CP932", "shift-jis sjis x-sjis ms-kanji ms932 cp932 932 windows-31j csshiftjis x-mac-japanese"),
    ("EUC-JISX0213", "euc-jis-2004 euc-jisx0213 jisx0213"),
    ("SHIFT_JISX0213", "shift-jis-2004 sjis-2004 shift-jisx0213 sjisx0213"),
    // The second contains the first.
    ("ISO-2022-JP-2", "iso-2022-jp-1 iso-2022-jp-2 csiso2022jp2"),
    ("ISO-2022-JP-3", "iso-2022-jp-3 iso-2022-jp-2004 iso-2022-jp-ext"),
    ("ISO-2022-JP", "iso-2022-jp csiso2022jp"),
    (
      "CP949",
      """
      euc-kr korean ks_c_5601-1987 ks_c_5601-1989 ks_c_5601 ksc5601 ks_x-1001 ksx1001 uhc windows-949 cp949 949 \
      ms949 cseuckr csksc56011987 iso-ir-149 x-mac-korean
      """
    ),
    ("ISO-2022-KR", "iso-2022-kr csiso2022kr"),
    ("UTF-16LE", "utf-16le unicode csunicode iso-10646-ucs-2 ucs-2 unicodefeff"),
    ("UTF-16BE", "utf-16be unicodefffe"),
    ("UTF-16", "utf-16 u16"),
    ("UTF-32", "utf-32 u32"),
    ("UTF-7", "utf-7 u7 unicode-1-1-utf-7"),
    ("JOHAB", "johab cp1361 ms1361"),
    ("PT154", "ptcp154 csptcp154 pt154 cp154 cyrillic-asian"),
    ("GEORGIAN-PS", "georgian-ps"),
  ]
}
