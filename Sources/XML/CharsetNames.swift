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
    let name = String(decoding: folded, as: UTF8.self)
    return aliases[name] ?? name.uppercased()
  }

  private static let aliases: [String: String] = {
    var result: [String: String] = [:]
    for (target, labels) in table {
      for label in labels.split(separator: " ") { result[String(label)] = target }
    }
    return result
  }()

  // A label that means another encoding on the web than in the C library, or that the C library does not know.
  private static let table: [(String, String)] = [
    ("UTF-8", "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 utf_8 u8 utf"),
    (
      "WINDOWS-1252",
      """
      iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 iso-ir-100 l1 latin1 latin-1 latin_1 ibm819 cp819 \
      csisolatin1 windows-1252 cp1252 cp-1252 x-cp1252 ansi_x3.4-1968 windows1252 win1252 8859_1 8859 iso8859
      """
    ),
    ("US-ASCII", "ascii us-ascii us ansi iso646-us 646"),
    ("WINDOWS-1250", "windows-1250 cp1250 x-cp1250 win1250 win-1250"),
    ("WINDOWS-1251", "windows-1251 cp1251 x-cp1251 win1251 win-1251 windows1251"),
    ("WINDOWS-1253", "windows-1253 cp1253 x-cp1253 win-1253"),
    (
      "WINDOWS-1254",
      "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 l5 latin5 latin-5 csisolatin5"
    ),
    ("WINDOWS-1255", "windows-1255 cp1255 x-cp1255 win-1255"),
    ("WINDOWS-1256", "windows-1256 cp1256 x-cp1256 win-1256"),
    ("WINDOWS-1257", "windows-1257 cp1257 x-cp1257 win-1257"),
    ("WINDOWS-1258", "windows-1258 cp1258 x-cp1258 win-1258"),
    ("ISO-8859-2", "iso-8859-2 iso8859-2 iso88592 iso_8859-2 l2 latin2 latin-2 csisolatin2"),
    ("ISO-8859-5", "iso-8859-5 iso8859-5 iso88595 iso_8859-5 cyrillic csisolatincyrillic"),
    ("ISO-8859-6", "iso-8859-6 iso8859-6 iso88596 iso_8859-6 iso-8859-6-e iso-8859-6-i arabic csisolatinarabic"),
    ("ISO-8859-7", "iso-8859-7 iso8859-7 iso88597 iso_8859-7 greek greek8 csisolatingreek"),
    ("ISO-8859-8", "iso-8859-8 iso8859-8 iso88598 iso_8859-8 iso-8859-8-e iso-8859-8-i hebrew logical visual"),
    ("ISO-8859-15", "iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9 latin9 latin-9 csisolatin9"),
    ("WINDOWS-874", "tis-620 tis620 windows-874 cp874 iso-8859-11 iso8859-11 dos-874"),
    ("MACINTOSH", "macintosh mac x-mac-roman macroman csmacintosh"),
    ("MAC-CYRILLIC", "x-mac-cyrillic x-mac-ukrainian maccyrillic"),
    ("IBM866", "ibm866 cp866 866 csibm866"),
    ("KOI8-R", "koi8-r koi8 koi koi8_r cskoi8r"),
    ("KOI8-U", "koi8-u koi8-ru"),
    (
      "GB18030",
      """
      gb2312 gb_2312 gb_2312-80 gb2312-80 gbk x-gbk cp936 936 ms936 chinese csgb2312 csiso58gb231280 iso-ir-58 euc-cn \
      euccn eucgb2312-cn gb18030 gb18030-2000 euc_cn
      """
    ),
    ("HZ", "hz hz-gb hz-gb-2312 hzgb"),
    ("BIG5-HKSCS", "big5 big5-hkscs big5hkscs big5-tw cn-big5 x-x-big5 csbig5 cp950 950 ms950"),
    ("EUC-JP", "euc-jp eucjp x-euc-jp ujis u-jis euc_jp cseucpkdfmtjapanese"),
    ("CP932", "shift_jis shift-jis sjis s_jis x-sjis ms_kanji ms932 cp932 932 windows-31j csshiftjis shiftjis mskanji"),
    ("EUC-JISX0213", "euc_jis_2004 euc-jis-2004 eucjis2004 euc_jisx0213 euc-jisx0213 eucjisx0213"),
    ("SHIFT_JISX0213", "shift_jis_2004 shift_jis-2004 shiftjis2004 sjis_2004 shift_jisx0213 shiftjisx0213 sjisx0213"),
    // The second contains the first.
    ("ISO-2022-JP-2", "iso-2022-jp-1 iso2022jp-1 iso2022_jp_1 iso-2022-jp-2 iso2022jp-2 iso2022_jp_2 csiso2022jp2"),
    ("ISO-2022-JP-3", "iso-2022-jp-3 iso2022jp-3 iso2022_jp_3 iso-2022-jp-2004 iso2022jp-2004 iso-2022-jp-ext"),
    ("ISO-2022-JP", "iso-2022-jp iso2022jp iso2022_jp csiso2022jp"),
    (
      "CP949",
      """
      euc-kr euckr euc_kr korean ks_c_5601-1987 ks_c_5601-1989 ks_c_5601 ksc5601 ksc_5601 ks_c-5601 ks_x-1001 uhc \
      windows-949 cp949 949 ms949 cseuckr csksc56011987 iso-ir-149
      """
    ),
    ("ISO-2022-KR", "iso-2022-kr iso2022kr csiso2022kr"),
    ("UTF-16LE", "utf-16le unicode csunicode iso-10646-ucs-2 ucs-2 unicodefeff utf_16_le utf16le"),
    ("UTF-16BE", "utf-16be unicodefffe utf_16_be utf16be"),
    ("UTF-16", "utf-16 utf16 utf_16 u16"),
    ("UTF-32", "utf-32 utf32 utf_32 u32"),
    ("UTF-7", "utf-7 utf7 utf_7 u7 unicode-1-1-utf-7"),
    ("JOHAB", "johab cp1361 ms1361"),
    ("BIG5-HKSCS", "big5hkscs hkscs"),
    ("PT154", "ptcp154 csptcp154 pt154 cp154 cyrillic-asian"),
    ("GEORGIAN-PS", "georgian-ps"),
  ]
}
