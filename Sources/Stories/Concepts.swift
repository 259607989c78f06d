/// Words of two languages, and of one, that say the same thing of an event: a report that "scraps" aid and one that "منسوخ"
/// (cancels) it meet here. A line is a concept: how common it is (see ``Background``), its English words, its Urdu words
/// after the bar; `_` joins two words that mean it only together. A word of several concepts counts for the first.
enum Concepts {
  struct Concept: Sendable {
    var hash: UInt32
    var weight: UInt8
  }

  /// By the hash of the stem, or of the Urdu word as it stands.
  static let words: [UInt32: Concept] = table.words
  /// By the hash of the two words with a space between them.
  static let pairs: [UInt32: Concept] = table.pairs

  private static let table: (words: [UInt32: Concept], pairs: [UInt32: Concept]) = {
    var words: [UInt32: Concept] = [:]
    var pairs: [UInt32: Concept] = [:]
    for line in text.split(separator: "\n") {
      let halves = line.split(separator: "|")
      let english = halves[0].split(separator: " ")
      guard english.count > 1, halves.count == 2 else { continue }
      let concept = Concept(
        hash: Terms.hash("@" + english[1]), weight: Background.weight(level: english[0]))
      for word in english.dropFirst() {
        let key = Terms.hash(Stem.root(Stem.singular(String(word))))
        if words[key] == nil { words[key] = concept }
      }
      for word in halves[1].split(separator: " ") {
        let parts = word.split(separator: "_")
        if parts.count == 1 {
          if words[Terms.hash(word)] == nil { words[Terms.hash(word)] = concept }
        } else {
          let key = Terms.hash(parts[0] + " " + parts[1])
          if pairs[key] == nil { pairs[key] = concept }
        }
      }
    }
    return (words, pairs)
  }()

  private static let text = """
    2 attack assault raid storm siege ambush gunmen massacre carnage bloodbath | حملہ حملے حملوں حملہ_آور دھاوا
    4 blast explosion bomb bombing bomber explode suicide | دھماکہ دھماکے دھماکا دھماکوں بم خودکش
    4 drone uav unmanned predator reaper | ڈرون ڈرونز
    4 missile rocket ballistic | میزائل میزائلوں بیلسٹک
    4 strike airstrike bombard hit | بمباری فضائی_حملہ
    2 kill slay slain dead death die deadly fatal toll gun | ہلاک ہلاکت ہلاکتیں جاں_بحق شہید شہادت مارے مارا
    7 wound injure injury hurt | زخمی
    4 arrest detain detention custody jail imprison capture nab held jailed captured nabbed | گرفتار گرفتاری حراست قید
    4 release free freed freeing | رہا رہائی
    4 court judge trial verdict sentence convict indict plead guilty | عدالت مقدمہ سزا جج
    8 prisoner inmate | قیدی
    5 handover extradite extradition surrender | حوالے حوالگی
    2 terror terrorist terrorism counterterrorism antiterror counterterror | دہشت_گردی دہشت_گرد دہشتگردی دہشتگرد دہشتگردوں انسداد
    4 militant militancy insurgent insurgency extremist extremism | عسکریت عسکریت_پسند شدت_پسند انتہا_پسند
    5 haven sanctuary hideout | پناہ_گاہ پناہ_گاہیں ٹھکانے ٹھکانہ
    7 haqqani | حقانی
    4 taliban | طالبان
    5 qaeda osama laden | القاعدہ اسامہ لادن
    5 condemn denounce deplore condemnation decry condemns slams | مذمت
    5 condolence sympathy grief sorrow mourn | تعزیت اظہار_افسوس افسوس ہمدردی دکھ
    4 sanction penalty blacklist embargo ban bar prohibit forbid restriction restrict curb | پابندی پابندیاں پابندیوں
    5 designate designation outlaw label | قرار_دیا نامزد
    2 suspend suspension halt freeze froze frozen pause stop withhold withheld hold cease | معطل معطلی روک روکنے روک_دی بند منجمد
    5 cancel cancelled scrap axe revoke end terminate drop dropped rescind withdrawn | منسوخ منسوخی
    5 cut slash reduce reduction trim curtail diminish decrease plunge | کٹوتی کمی کم
    5 postpone defer delay reschedule shelve | ملتوی مؤخر موخر التوا
    5 resume restart reopen revive restore relaunch renew | بحال بحالی دوبارہ
    2 approve approval clear okay ok nod pass vote voted adopt unanimous greenlight okay ratify endorse authorise authorize permit allow | منظور منظوری توثیق ووٹ
    4 sign ink seal conclude | دستخط طے
    4 deal accord pact treaty | معاہدہ معاہدے معاہدوں سمجھوتہ
    8 memorandum mou letterofintent | مفاہمتی یادداشت
    2 aid assistance help relief donate donation grant | امداد امدادی مدد عطیہ گرانٹ
    4 billion | ارب
    4 million | ملین
    2 fund funding finance finances financing loan lend credit | فنڈ فنڈز قرض قرضہ مالی
    8 reimburse reimbursement | معاوضہ
    5 bill legislation law act amendment | بل قانون ترمیم
    2 congress lawmaker lawmakers senator congressman congresswoman representative legislator house senate | کانگریس ارکان سینیٹر سینیٹ ایوان قانون_ساز
    4 letter wrote write | خط خطوط
    5 sell sale | فروخت
    8 buy purchase procure | خریداری خرید
    4 jet f16 fighter f aircraft plane warplane fleet jets f16s | طیارہ طیارے طیاروں ایف
    5 helicopter chopper chinook | ہیلی_کاپٹر ہیلی_کاپٹرز ہیلی_کاپٹروں
    4 weapon arm arms equipment hardware package | ہتھیار اسلحہ آلات سازوسامان
    5 nuclear atomic nuke nukes warhead | جوہری ایٹمی نیوکلیئر
    5 exercise drill wargame | مشق مشقیں مشقوں
    4 navy naval maritime ship warship vessel frigate port | بحریہ بحری جہاز بندرگاہ
    7 airforce airfield airbase | فضائیہ ایئربیس
    7 train training trained course | تربیت تربیتی
    4 intelligence spy espionage cia isi | انٹیلی_جنس خفیہ جاسوس جاسوسی سی_آئی_اے آئی_ایس_آئی
    4 troop soldier soldiers forces | فوجی فوجیوں فوج اہلکار اہلکاروں
    8 withdrawal withdraw pullout evacuate evacuation evacuee | انخلا انخلاء
    4 border frontier crossing | سرحد سرحدی بارڈر
    5 supply route nato convoy container | سپلائی رسد نیٹو قافلہ
    7 apology apologise apologize sorry regret | معذرت معافی معافی_مانگ
    5 summon summons demarche haul hauls | طلب طلبی ڈیمارش احتجاجی_مراسلہ
    4 protest object objection | احتجاج اعتراض
    4 reject dismiss rebuff spurn turned rejection baseless refute disown discard denounces rubbish | مسترد بے_بنیاد رد
    7 deny denial denied | تردید انکار
    5 accuse accusation allege allegation blame | الزام الزامات
    8 rebuke slam criticise criticize criticism blast assail lambast | تنقید برہم
    5 warn warning caution | خبردار انتباہ وارننگ
    5 threat threaten | دھمکی دھمکیاں دھمکی_آمیز
    5 concern worry alarm fear | تشویش خدشات تحفظات
    5 urge press nudge exhort demand insist | زور مطالبہ
    5 request appeal plea ask seek | درخواست اپیل
    8 domore | ڈو_مور
    4 praise laud hail commend applaud appreciate appreciation salute cheer | تعریف سراہا خراج_تحسین ستائش
    5 thank thanks gratitude grateful | شکریہ تشکر اظہار_تشکر
    7 congratulate congratulation felicitate greeting greet | مبارکباد مبارک تہنیت
    8 independence national day | یوم_آزادی آزادی
    8 nominate nomination | نامزد نامزدگی
    7 nobel prize | نوبیل نوبل انعام
    8 ambassador envoy | سفیر سفیروں ایلچی مندوب
    8 consulate consul | قونصل قونصلیٹ قونصل_خانہ
    4 embassy mission | سفارت_خانہ سفارتخانہ سفارتخانے سفارت_خانے مشن
    7 immunity immune | استثنیٰ استثنا
    4 dialogue consultation consultative | ڈائیلاگ مکالمہ مشاورتی مشاورت
    4 round session | دور نشست
    8 negotiate negotiation negotiator | مذاکرات مذاکرات_کار
    5 mediate mediation mediator broker goodoffices | ثالثی ثالث
    4 ceasefire truce | جنگ_بندی سیزفائر
    5 deescalate deescalation tension calm restraint | کشیدگی تحمل کشیدگی_کم
    4 phone telephone telephonic ring rang call | ٹیلی_فون ٹیلیفون فون ٹیلیفونک ٹیلی_فونک رابطہ
    7 lunch luncheon dinner banquet breakfast | ظہرانہ ظہرانے عشائیہ عشائیے
    2 arrive land reach lands | پہنچ پہنچے پہنچ_گئے آمد
    5 depart leave departure | روانہ روانگی
    4 host receive welcome | میزبانی استقبال خیرمقدم
    4 trip visit tour | دورہ دورے
    5 invite invitation | دعوت مدعو
    5 speech address | خطاب تقریر
    7 summit | سربراہی سربراہ_اجلاس
    4 tariff duty levy | ٹیرف محصولات ڈیوٹی
    2 trade export import commerce | تجارت تجارتی برآمدات درآمدات
    5 invest investment investor | سرمایہ_کاری سرمایہ سرمایہ_کار سرمایہ_کاروں
    5 mineral mine mining rareearth | معدنیات معدنی کان_کنی
    7 copper gold | تانبا تانبے سونا سونے
    8 crypto blockchain bitcoin | کرپٹو بلاک_چین بٹ_کوائن
    5 oil petroleum crude | تیل خام_تیل
    5 gas pipeline lng | گیس پائپ_لائن ایل_این_جی
    5 energy power electricity | توانائی بجلی
    8 dam hydropower | ڈیم پن_بجلی
    5 flood inundation deluge | سیلاب سیلابی سیلاب_زدگان سیلاب_متاثرین متاثرین
    7 earthquake quake | زلزلہ زلزلے زلزلہ_زدگان
    7 climate environment emission | موسمیاتی ماحولیات ماحولیاتی
    7 vaccine vaccination dose jab inoculation pfizer moderna covax shots immunisation | ویکسین ویکسینیشن خوراکیں خوراک
    8 covid coronavirus pandemic corona | کورونا وبا کووڈ
    8 ventilator | وینٹی_لیٹر وینٹیلیٹر وینٹی_لیٹرز
    7 polio | پولیو
    4 health medical hospital doctor | صحت طبی ہسپتال
    7 wheat grain food | گندم اناج غذائی
    7 cotton textile | کپاس ٹیکسٹائل
    5 education school university teacher girl | تعلیم تعلیمی سکول اسکول یونیورسٹی
    7 scholarship fulbright student exchange | سکالرشپ اسکالرشپ فل_برائٹ طلبہ طلبا
    4 visa immigration immigrant migrant travel entry | ویزا ویزے ویزوں امیگریشن تارکین تارکین_وطن داخلے
    8 deport deportation repatriate | ملک_بدر ڈی_پورٹ بے_دخلی
    5 citizen national nationals resident | شہری شہریوں باشندے
    8 passport | پاسپورٹ
    5 airline flight pia | پرواز پروازیں ایئرلائن پی_آئی_اے
    7 human right rights abuse | انسانی_حقوق حقوق
    7 religious religion faith freedom blasphemy | مذہبی آزادی مذہب توہین
    5 election poll vote ballot rigging irregularity | انتخابات الیکشن انتخابی دھاندلی
    8 democracy democratic | جمہوریت جمہوری
    8 journalist press media | صحافی صحافیوں صحافت
    8 report | رپورٹ
    8 advisory alert | ایڈوائزری
    7 imf bailout | آئی_ایم_ایف
    5 bank | بینک
    8 worldbank | عالمی_بینک
    7 exim export-import eximbank | ایگزم
    5 usaid | یو_ایس_ایڈ
    8 fatf grey greylist | ایف_اے_ٹی_ایف گرے
    5 kashmir | کشمیر
    2 india indian delhi modi | بھارت بھارتی مودی دہلی
    2 afghanistan afghan kabul | افغانستان افغان کابل
    4 china chinese beijing | چین چینی بیجنگ
    4 iran iranian tehran | ایران ایرانی تہران
    7 russia moscow russian | روس روسی ماسکو
    5 israel israeli gaza palestinian | اسرائیل غزہ فلسطین
    5 saudi riyadh | سعودی سعودی_عرب ریاض
    8 school aps | اے_پی_ایس
    8 mosque | مسجد
    8 church christian | گرجا مسیحی عیسائی
    7 airport | ایئرپورٹ ہوائی_اڈے ہوائی_اڈا
    8 cypher cipher cable | سائفر مراسلہ
    7 regime conspiracy | سازش تبدیلی
    8 joint statement communique | مشترکہ_اعلامیہ اعلامیہ
    5 baloch bla majeed | بی_ایل_اے مجید بلوچ
    8 ttp tehreek | ٹی_ٹی_پی تحریک
    5 lashkar let jaish jem taiba | لشکر جیش طیبہ
    5 strategic | تزویراتی اسٹریٹجک سٹریٹجک
    4 defence defense military | دفاع دفاعی عسکری
    4 charge affair daffaires | ناظم_الامور
    5 parliamentarian parliament assembly | پارلیمنٹ اسمبلی پارلیمانی
    5 resolution | قرارداد
    4 commander centcom | کمانڈر سینٹ_کام سینٹکام
    8 spokesperson spokesman spokeswoman | ترجمان
    8 tweet twitter | ٹویٹ ٹوئٹ
    7 salala checkpost outpost post | سلالہ چیک_پوسٹ چوکی
    8 hostage abduct kidnap | یرغمال اغوا
    8 refugee | پناہ_گزین مہاجرین
    8 narcotic drug heroin | منشیات
    8 launder laundering illicit | منی_لانڈرنگ
    8 debt rollover reschedule | قرضوں
    8 budget | بجٹ
    7 appoint appointment name | تعینات تقرری
    8 oath sworn inaugurate inauguration | حلف تقریب_حلف
    5 peace | امن
    8 reconstruction rebuild rehabilitation | تعمیر_نو بحالی
    4 program programme project initiative | پروگرام منصوبہ منصوبے
    8 reward bounty | انعامی سر_کی_قیمت
    8 video | ویڈیو
    8 expel expulsion | بے_دخل
    5 answer reply response respond react reaction | جواب ردعمل
    4 proposal offer propose draft | تجویز پیشکش
    4 company firm corporation business consortium | کمپنی کمپنیوں
    5 delegation team | وفد
    7 payment instalment tranche | قسط ادائیگی
    5 price cost | قیمت
    7 resign quit removal oust sack dismissal | استعفیٰ استعفا برطرف
    8 prime ministership | وزارت_عظمیٰ
    7 victim casualty | متاثرہ
    5 leader chief head | سربراہ
    7 children child schoolchildren | بچے بچوں
    8 women girl | خواتین لڑکیوں
    7 accord understanding consensus | اتفاق متفق
    8 extend extension prolong | توسیع
    4 increase raise hike boost double triple threefold quadruple jump expand | اضافہ اضافے بڑھا بڑھانے
    7 investigate investigation probe inquiry enquiry | تحقیقات تفتیش
    8 secret covert clandestine | خفیہ_طور
    7 test | تجربہ تجربات تجربے
    5 claim assert assertion | دعویٰ دعوے
    8 interview | انٹرویو
    7 hope optimistic | امید
    7 support back endorse backing | حمایت
    5 oppose opposition opponent | مخالفت
    8 trust mistrust distrust | اعتماد
    5 partner ally | اتحادی شراکت
    """
}
