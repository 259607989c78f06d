/// Words that tell no report from another: what every sentence has, and what every report on the two countries has.
enum CommonWords {
  static let all: Set<String> = words(english + subject + reporting + urdu)

  /// Words that many reports share without being of one event: they count for less than rare ones. By their hashes.
  static let usual: Set<UInt32> = Set(words(usualEnglish + usualUrdu).map { Fingerprint.short($0) })

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map { Fingerprint.stem(String($0)) })
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

  private static let usualEnglish = """
    trump donald biden joe obama barack bush george clinton hillary kerry john pompeo mike rubio marco blinken antony
    vance sharif nawaz shehbaz shahbaz khan imran zardari asif bhutto bilawal dar ishaq munir asim bajwa qureshi shah
    musharraf pervez ali muhammad mohammad syed field marshal coas ispr fo fm un cia fbi isi nato imf usaid centcom
    india indian delhi modi narendra kashmir afghanistan afghan kabul taliban iran tehran china chinese russia moscow
    israel gaza saudi qatar doha turkey london riyadh gulf york karachi lahore rawalpindi peshawar balochistan sindh
    punjab khyber waziristan pentagon senate congress capitol hill oval congressional parliament assembly embassies
    consulate mission capital border city town province district airport base
    trade tariff export exporter import investment investor market finance financial fund money loan bank dollar rupee
    economy business company companies firm billion million thousand hundred dozen deal pact accord treaty
    memorandum bill law act vote voted passed approve approved approval sign signed signing project programme program
    package development reform energy oil gas power mineral minerals mine mining copper gold water climate flood relief
    food health education student school visa travel immigration citizen citizens
    attack attacks strike strikes drone missile ballistic nuclear weapon weapons arms bomb bombing blast suicide killed
    kill killing dead died death wounded injured victim civilian civilians militant militants militancy terror terrorism
    terrorist terrorists counterterrorism counter extremist extremism insurgent haqqani network haven safe war conflict
    fight fighting fighter troops troop soldier soldiers force forces navy naval air aircraft jet jets helicopter ship
    exercise exercises drill training operation operations raid intelligence defence defense ceasefire truce peace
    tension tensions escalation escalate mediation mediate dialogue round session summit conversation telephone phone
    phoned letter message trip arrive arrives arrived arrival land landed leave leaves left return returned host hosts
    hosted receive received welcome welcomed praise praised thank thanked condemn condemned condemnation condolence
    condolences sympathy protest protested reject rejected rejects accuse accused accusation allegation warn warned
    warning threat threaten threatened sanction sanctions blacklist ban banned suspend suspended suspension cut cuts
    halt halted stop stopped withhold withheld block blocked aid assistance offer offered promise promised pledge
    pledged commitment committed concern concerns concerned hope hopes hoped demand demanded appeal request requested
    release released detained arrested arrest court case trial charge charged prison sentence human rights right
    freedom democracy democratic election elections party opposition military troops
    lawmaker lawmakers senator senators congressman representative representatives committee panel commission council
    board forum director commander chairman chair head minister ministers interior commerce counterpart adviser advisor
    diplomat diplomats chargé d affaires daffaires chargé baker natalie staff officer officers team
    situation matter effort efforts step steps action actions measure measures role progress review decision
    decided change changes order ordered opportunity opportunities area areas sector sectors field
    close closed open opened full long final further third fourth common critical strategic immediate possible likely
    clear free ready local young home man men woman women life head line text term date name named list case way
    confirmed confirm confirms agree agreed agrees reach reached reaffirm reaffirmed repeat repeated discuss focus
    stability prosperity counterparts friend friends friendship ally allies stand stands stood
    """

  private static let usualUrdu = """
    ٹرمپ ڈونلڈ بائیڈن جو اوباما روبیو مارکو بلنکن شریف نواز شہباز خان عمران زرداری آصف بھٹو بلاول ڈار اسحاق منیر عاصم فیلڈ
    مارشل شاہ پاک دفتر بھارت بھارتی افغانستان افغان طالبان ایران چین کشمیر وائٹ ہاؤس کانگریس سینیٹ ڈالر کروڑ ارب لاکھ
    تجارت تجارتی سرمایہ کاری معدنیات معاہدہ معاہدے دستخط منظوری امداد تعاون ڈرون حملہ حملے میزائل ہلاک افراد دہشت گردی
    دہشتگردی احتجاج مذمت صورتحال امن جنگ بندی ثالثی ٹیلی فون فون رابطہ ٹیلیفونک گفتگو پہنچ پہنچے گے گا گی ہوں ہونے ہوگا کریں
    کرے دونوں ملکوں ممالک ملک درمیان دوطرفہ مشترکہ فیصلہ اعلان جاری ذرائع خلاف جانب شامل قرار تبادلہ خیال خطے علاقائی
    کام کارروائی ہفتے ماہ سال روز آج کل منگل بدھ جمعرات جمعہ ہفتہ اتوار پیر دے لیا رکھنے آئی ایس پی آر
    """

  private static let urdu = """
    کے کی کا کو سے میں نے پر اور ہے ہیں تھا تھی تھے ہو ہوا ہوئی ہوئے کر کرنے کیا گیا گئی گئے یہ وہ اس ان جو کہ بھی تک
    لیے لئے ساتھ بعد دوران طرف ایک دو اپنے اپنی اپنا نہیں جا رہا رہی رہے دیا دی دیے کہا کہنا بتایا مطابق ہوگا ہوگی والے والی والا
    پاکستان پاکستانی امریکا امریکہ امریکی صدر وزیر وزیراعظم خارجہ وزارت محکمہ ترجمان حکومت حکام اسلام آباد واشنگٹن
    دورہ دورے ملاقات مذاکرات بات چیت تعلقات سفیر سفارت خانے سفارتخانے آرمی چیف جنرل اعلیٰ
    """
}
