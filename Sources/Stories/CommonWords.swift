/// Words that tell no report from another: what every sentence has, and what every report on the two countries has.
enum CommonWords {
  static func has(_ word: String) -> Bool { all.contains(Terms.hash(word)) }

  /// By their hashes.
  private static let all: Set<UInt32> = [english, subject, reporting, urdu].reduce(into: []) { all, text in
    for word in text.split(whereSeparator: \.isWhitespace) { all.insert(Terms.hash(Stem.singular(String(word)))) }
  }

  private static let english = """
    a an the and or but nor so yet of in on at to for from by with without into onto over under after before during
    between among against about above below across through toward towards upon within along behind beyond near per via
    as if than then that this these those there here it its he she they them their his her him we our you your who
    whom whose which what when where why how not no yes is are was were be been being am do does did done has have had
    having will would shall should can could may might must all any both each few more most other others some such
    only own same too very just also even still again once ever never now today tomorrow yesterday first second last
    next new old one two three four five six seven eight nine ten many much several while because since until though
    although however amid despite including include includes like up down out off further another because ago early
    late later earlier recent recently soon already yet back way while around according due because part time day
    week month year years hour minute monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    morning afternoon evening night midnight weekend
    """

  private static let subject = """
    us usa america american united state states washington dc pakistan pakistani islamabad pak country countries nation
    national government official officials president presidential prime minister pm ministry secretary foreign
    department dept office house white administration leader leaders leadership senior top high level bilateral
    relation relations relationship tie ties issue issues matter matters interest interests mutual cooperation
    cooperate partner partnership support region regional security world global international south asia asian side
    sides visit visits visited visiting meeting meetings meet meets met talk talks held hold holds discuss discusses
    discussed discussion discussions delegation army chief general gen mr ms mrs dr ambassador envoy embassy spokesman
    spokesperson spokeswoman deputy assistant former federal public political economic military diplomatic special
    joint statement agreement deal policy
    """

  private static let reporting = """
    say says said saying tell tells told add adds added adding call calls called calling announce announces announced
    report reports reported reportedly statement statements comment comments remark remarks spoke speak speaks
    speaking express expressed expresses stress stressed stresses reiterate reiterated urge urges urged urging news
    media press conference briefing reporter reporters journalist journalists interview source sources agency daily
    newspaper channel twitter tweet post posted quoted citing cited according ask asks asked make makes made making
    take takes took taken taking give gives gave given giving get gets got come comes came coming go goes went going
    want wants wanted need needs needed work works worked working help helps helped seek seeks sought set sets put puts
    see sees saw seen show shows showed shown begin begins began begun start starts started end ends ended continue
    continues continued remain remains keep keeps kept lead leads led move moves moved use uses used plan plans planned
    expect expects expected people group groups member members key major important big great good strong
    """

  private static let urdu = """
    کے کی کا کو سے میں نے پر اور ہے ہیں تھا تھی تھے ہو ہوا ہوئی ہوئے کر کرنے کیا گیا گئی گئے یہ وہ اس ان جو کہ بھی تک
    لیے لئے ساتھ بعد دوران طرف ایک دو اپنے اپنی اپنا نہیں جا رہا رہی رہے دیا دی دیے کہا کہنا بتایا مطابق ہوگا ہوگی والے والی والا
    پاکستان پاکستانی امریکا امریکہ امریکی صدر وزیر وزیراعظم خارجہ وزارت محکمہ ترجمان حکومت حکام اسلام آباد واشنگٹن
    دورہ دورے ملاقات مذاکرات بات چیت تعلقات سفیر سفارت خانے سفارتخانے آرمی چیف جنرل اعلیٰ
    """
}
