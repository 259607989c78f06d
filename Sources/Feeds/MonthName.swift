/// Months by name, in the languages that feeds are written in.
enum MonthName {
  /// 1…12; `nil` for a word that is no month.
  static func number(_ word: ArraySlice<UInt8>) -> Int? {
    guard word.count >= 3, word.count <= 24 else { return nil }
    let start = word.startIndex
    let key = UInt32(word[start] | 0x20) << 16 | UInt32(word[start + 1] | 0x20) << 8 | UInt32(word[start + 2] | 0x20)
    let english: (Int, StaticString)? =
      switch key {
      case 0x6A616E: (1, "january")
      case 0x666562: (2, "february")
      case 0x6D6172: (3, "march")
      case 0x617072: (4, "april")
      case 0x6D6179: (5, "may")
      case 0x6A756E: (6, "june")
      case 0x6A756C: (7, "july")
      case 0x617567: (8, "august")
      case 0x736570: (9, "september")
      case 0x6F6374: (10, "october")
      case 0x6E6F76: (11, "november")
      case 0x646563: (12, "december")
      default: nil
      }
    if let (number, name) = english, word.count == 3 || isPrefix(word, of: name) { return number }
    return others[String(decoding: word, as: UTF8.self).lowercased()]
  }

  /// Whether the word says before (`false`) or after noon, where it is neither `AM` nor `PM`.
  static func half(_ word: ArraySlice<UInt8>) -> Bool? {
    guard word.first.map({ $0 >= 0x80 }) == true else { return nil }
    switch String(decoding: word, as: UTF8.self) {
    case "오전", "上午", "午前": return false
    case "오후", "下午", "午後": return true
    default: return nil
    }
  }

  private static func isPrefix(_ word: ArraySlice<UInt8>, of name: StaticString) -> Bool {
    guard word.count <= name.utf8CodeUnitCount else { return false }
    for (offset, byte) in word.enumerated() {
      // Sound: `offset` is below the static string's length.
      let wanted = unsafe name.utf8Start[offset]
      guard byte | 0x20 == wanted else { return false }
    }
    return true
  }

  private static let others: [String: Int] = {
    var result: [String: Int] = [:]
    for language in languages {
      for (index, names) in language.split(separator: ",").enumerated() {
        for name in names.split(separator: " ") { result[String(name)] = index + 1 }
      }
    }
    return result
  }()

  // A language a line, its months parted by commas; several forms of one month by blanks.
  private static let languages = [
    // German, Dutch, the Scandinavian languages
    """
    januar jänner januari jän,februar feber februari,märz maart mrt mars mär mrz marts,april,mai mei maj,juni,juli,\
    august augustus augusti,september,oktober okt,november,dezember december desember dez des
    """,
    // French, Spanish, Italian, Portuguese, Romanian, Catalan
    """
    janvier janv enero ene gennaio gen janeiro ianuarie ian gener,février févr fév fevrier febrero febbraio fevereiro fev \
    februarie febrer,marzo março marco martie març,avril avr abril abr aprile aprilie,mayo maggio mag maio maig,juin \
    junio giugno giu junho iunie iun juny,juillet juil julio luglio lug julho iulie iul juliol,août aout agosto ago agost,\
    septembre sept septiembre settembre set setembro septembrie setembre,octobre octubre ottobre ott outubro out \
    octombrie,novembre noviembre novembro noiembrie noi,décembre déc decembre diciembre dic dicembre dezembro decembrie \
    desembre
    """,
    // Polish, Czech, Slovak, Croatian, Hungarian, Turkish
    """
    stycznia sty leden ledna január siječanj ocak oca,lutego lut únor února február veljača şubat şub,marca březen \
    března márc március ožujak mart,kwietnia kwi duben dubna apríl április travanj nisan nis,maja květen května máj május \
    svibanj mayıs,czerwca cze červen června jún június lipanj haziran haz,lipca lip červenec července júl július srpanj \
    temmuz tem,sierpnia sie srpen srpna august augusztus kolovoz ağustos ağu,września wrz září szeptember szept rujan \
    eylül eyl,października paź říjen října október listopad ekim eki,listopada lis studeni kasım kas,grudnia gru prosinec \
    prosince prosinac aralık ara
    """,
    // Russian, Ukrainian, Greek
    """
    января янв січня ιαν,февраля фев лютого φεβ,марта мар березня μάρ μαρ μάώ,апреля апр квітня απρ,мая май травня μάι \
    μαϊ μαι,июня июн червня ιούν ιον ιουν,июля июл липня ιούλ ιολ ιουλ,августа авг серпня αύγ αυγ,сентября сен вересня \
    σεπ,октября окт жовтня οκτ,ноября ноя листопада νοέ νοε νοεμ,декабря дек грудня δεκ
    """,
    // Urdu, Hindi, Arabic
    """
    جنوری जनवरी يناير,فروری फरवरी فبراير,مارچ मार्च مارس,اپریل अप्रैल أبريل,مئی मई مايو,جون जून يونيو,جولائی जुलाई \
    يوليو,اگست अगस्त أغسطس,ستمبر सितंबर سبتمبر,اکتوبر अक्टूबर أكتوبر,نومبر नवंबर نوفمبر,دسمبر दिसंबर ديسمبر
    """,
  ]
}
