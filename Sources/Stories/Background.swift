/// How common a word is in reports on the two countries: what everybody writes says little of which event is meant.
///
/// Counted over 1,165 labelled reports, and rounded to a few steps: 2 stands in more than sixty of them, 4 in more than 25,
/// 5 in more than twelve, 7 in more than six (and is any word that news of all kinds has), 8 in more than three. What is
/// not here is rare. Words are stems.
enum Background {
  /// A word that few reports have.
  static let rare: UInt8 = 100

  /// In hundredths of a rare word's.
  static func weight(_ hash: UInt32) -> UInt8 { weights[hash] ?? rare }

  static func weight(level: some StringProtocol) -> UInt8 {
    switch level {
    case "2": 20
    case "4": 40
    case "5": 55
    case "7": 70
    case "8": 85
    default: rare
    }
  }

  private static let weights: [UInt32: UInt8] = {
    var weights: [UInt32: UInt8] = [:]
    for (level, words) in [("2", everywhere), ("4", frequent), ("5", common), ("7", usual), ("8", known)] {
      for word in words.split(whereSeparator: \.isWhitespace) {
        weights[Terms.hash(word)] = weight(level: level)
      }
    }
    return weights
  }()

  private static let everywhere = """
    trump
    """

  private static let frequent = """
    bush donald imran karach khan munir obama open rubio sharif shehbaz york
    """

  private static let common = """
    action agre air ali asim baker bhutto biden bin blinken capital case central chair chargé clos confirm council
    count dar days develop diplomat dollar effort field fo follow full hand ishaq john kerr lahor left line list
    long look man marco market marshal mone muhammad musharraf nawaz oper order pentagon peshawar pompeo promis
    return sent shar stay text third war zardar اعلان دفتر شریف ٹرمپ پاک ڈالر ہونے
    """

  private static let usual = """
    abbottabad accord accus act acting advis advisor affair afghan afghanistan afrid ahead aid aircraft airport
    alleg ally anton appeal approv approval area arms arrest arriv arrival asif assemb assistanc attack attend
    aurangzeb award bajwa ballistic balochistan ban bank bann barack base becom bilawal bill blacklist blast block
    board bomb bord born brief bring brought build business california camp capitol ceasefir cent centcom ceremon
    chairman chang charg china chines cia citizen city civilian clear climat clinton coalit coas command commerc
    commiss commit committ common compan concern condemn condolenc conflict congress congressional congressman
    consulat control convers copp counterpart counterterrorism court cover critical cut cuts d daffair date davi
    david de dead death decid decis defenc defens delh demand democrac democratic detain dialogu died diq director
    district doha dozen drill dron econom educ elect embass energ escal escalat exercis explain export extremism
    extremist face fami farm fbi fight final financ financial find fire fired firm flood fly fm focu food forc forum
    found fourth free freedom friend friendship fund furth gas gate gaza georg gold ground gulf halt haqqan haven
    head health helicopt hill hillar home honour hope hoped host human hundr imf immediat immigr import india indian
    injur insurgent intelligenc interior invest investor iran isi ispr israel jaishankar japan jet jets joe kabul
    kashmir khyb kill kurilla land launch law lawmak least leav lett life lift limit link loan local london loss
    matt measur medi mediat memorandum men messag michael mike militanc militant militar mill mine mineral mining
    minist miss missil modi mohammad moscow name named narendra natal nato naval navy network north notic nuclear
    offer offic oil opportunit opposit oval packag pact paid panel panetta parlia pass patienc pay peac pervez phon
    play pledg point polic possibl powell power prais prison program progress project prosperit protest provinc pull
    punjab qatar quresh raid rate rawalpind reach read reaffirm receiv recommend reform reject reko releas relief
    repeat representativ request resolv review richard right riyadh role rose round rs rupe russia safe sanct saud
    schedul school sea sector secur senat senator send sentenc servic sess settl shah shahbaz sherman ship shut sign
    sindh situ sold spar stabilit staf stand step stood stop strategic strik student suicid summit suspect suspend
    suspens syed sympath tabl taliban target tarif team tehran telephon tens tent term terror terrorism terrorist
    texa thank thousand threat threaten town trad train travel treat trial trip troop truc turk un usaid vanc vice
    victim visa voic vote voted warn water waziristan weapon welcom well wind wing withheld withhold woman women
    wound young آئی آج آر آصف اتوار احتجاج ارب اسحاق افراد افغان افغانستان امداد امن اوباما ایران ایس بائیڈن بدھ
    بلاول بلنکن بندی بھارت بھارتی بھٹو تبادلہ تجارت تجارتی تعاون تقریب ثالثی جاری جانب جمعرات جمعہ جنگ حملہ حملے خان
    خزانہ خطے خلاف خیال درمیان دستخط دوطرفہ دونوں دہشت دہشتگردی دے ذرائع رابطہ روبیو روز رکھنے زرداری سال سرمایہ
    سینیٹ شامل شاہ شہباز صورتحال طالبان عاصم علاقائی عمران فون فیصلہ فیلڈ قرار لاکھ لیا مارشل مارکو ماہ مذمت مشترکہ
    معاہدہ معاہدے معدنیات ملک ملکوں ممالک منظوری منگل منیر میزائل نائب نواز وائٹ ٹیلی ٹیلیفونک پہنچ پہنچے پی پیر چین
    ڈار ڈرون ڈونلڈ کارروائی کاری کام کانگریس کروڑ کریں کرے کشمیر کل گا گردی گفتگو گی گے ہاؤس ہفتہ ہفتے ہلاک ہوں
    """

  private static let known = """
    aafia abbe accept access additional admit agent ahmad aide aiwan al alic angel annual ap applicant authorit
    autumn away axes aziz bangladesh based besid bessent bett blom body brigad britain broker brooklyn broth bruc
    businessman campaign canadian car care carr centr chamb chicago civil clash co communit complex compound condit
    conduct contact contract contribut convent convey corp cricket cris crowd cup decad deceit decisiv declar defend
    deliver destroy dhaka direct disput doing door driv dunford east engag engin enhanc entit ex executiv external
    fail fake falcon fall fed fee fell fifteen fifth film flew flown fort forward framework fraud futur gain gambit
    ghq green grow guard hale hear holbrook hotel huddl industr inform inspir inter iraq isis island javed jd
    jhimpir join jovanovic jury justic khar korea lack lanka leagu leon less lies light littl los lost lower lugar
    magnitud mahmood mark matthew mayor mean metal mohmand moving mullah mumba murd muslim neighbour neith non
    northwest note noth notif numb nur outsid pabb person pick pilot plant plot politic prem prepar present process
    productiv prosecutor provid pti push qamar quetta rana raymond real record republican rescu reserv rice risk
    rival road robert roll row rule ruler run sadr scot seem serv sharifullah shelt shoot short silent slap slip
    smuggl soil speed spend sri stall stock strengthen struck super survivor sustain talon tamm tax technolog think
    thirt tifa torkham touch track transit travell treasur twent ukrain uss vall view villag violenc virginia wait
    waiv weigh wend wheth wide win wish won word worth wrap zone آئندہ آئے آگاہ اجلاس امکان اے بلوچستان بیکر جائے
    داغے سفارتی سلامتی شدید شرکت شمالی عائد عزم علاقے غور فہرست قریب قریشی قیادت لاہور متوقع محمود مقامی مکمل نئی
    نیویارک نیٹلی وزیرستان ٹی پاکستانیوں کراچی کرتے کیے
    """
}
