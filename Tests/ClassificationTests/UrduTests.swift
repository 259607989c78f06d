import Classification
import News
import Testing

@Suite("Urdu titles, where the verb stands last")
struct UrduTests {
  private let classifier = ShippedLexicon.classifier

  @Test(
    "what an act is for, or follows, is not what happened",
    arguments: [
      ("شدت پسندوں کے خلاف کارروائی کے لئے امریکا پاکستان پر دباؤ بڑھائے گا", Kind.request, Stage.planned),
      ("دہشت گردی کے حوالے سے پاکستان کے تحفظات پر امریکا سے احتجاج", .dispute, .concluded),
      ("امریکی بحریہ کا جنگی جہاز کراچی کی بندرگاہ پر لنگر انداز", .cooperation, .ongoing),
    ])
  func purposes(_ row: (String, Kind, Stage)) {
    let found = classifier.assess(row.0)
    #expect(found.kind == row.1)
    #expect(found.stage == row.2)
  }

  @Test(
    "what is not done, and what is only promised",
    arguments: [
      ("امریکا پاکستان میں کسی امیدوار کی حمایت نہیں کرتا، ترجمان محکمہ خارجہ", Kind.statement),
      ("امریکی فوج پاکستان میں شدت پسندوں کے خلاف کارروائی کرے گی", .force),
      ("پاک امریکا تعلقات معمول کے مطابق ہیں: اسحاق ڈار", .statement),
      ("تعلقات کی راہ میں رکاوٹ امریکی ڈرون حملے ہیں، چوہدری نثار", .dispute),
    ])
  func words(_ pair: (String, Kind)) { #expect(classifier.assess(pair.0).kind == pair.1) }

  @Test(
    "bills by what they would do, resolutions by whom they are against",
    arguments: [
      ("امریکی کانگریس میں پاکستان کی امداد روکنے کے لیے بل جمع", Kind.sanction, Stage.planned),
      ("امریکی صدر کے بیان کے خلاف پاکستان کی قومی اسمبلی میں قرارداد منظور", .dispute, .concluded),
    ])
  func bills(_ row: (String, Kind, Stage)) {
    let found = classifier.assess(row.0)
    #expect(found.kind == row.1)
    #expect(found.stage == row.2)
  }

  @Test(
    "a paper abroad that says so makes it analysis",
    arguments: [
      "پاکستان کی نئی پالیسی امریکا کو ناراض کر سکتی ہے، برطانوی جریدہ",
      "پاک امریکا تعلقات خراب ہو رہے ہیں: امریکی تھنک ٹینک",
    ])
  func papers(_ title: String) { #expect(classifier.assess(title).kind == .analysis) }

  @Test(
    "how far it has come",
    arguments: [
      ("امریکا اور پاکستان کے وزرائے خارجہ کی ملاقات اگلے ماہ ہونے کا امکان", Stage.planned),
      ("پاکستان اور امریکا تجارتی معاہدے کے قریب", .planned),
      ("امریکا کا پاکستان میں نیا ناظم الامور تعینات کرنے کا فیصلہ", .confirmed),
      ("اسحاق ڈار اور مارکو روبیو کی ملاقات، تعاون جاری رکھنے پر اتفاق", .concluded),
    ])
  func stages(_ pair: (String, Stage)) { #expect(classifier.assess(pair.0).stage == pair.1) }

  @Test("a high hamza is the letter that has it")
  func hamza() {
    #expect(
      classifier.assess("پاکستان پر امریکی دباو\u{674}").kind == classifier.assess("پاکستان پر امریکی دباؤ").kind)
  }

  @Test(
    "another state's ministry, a party's chief, a resident abroad are nobody of Pakistan's government",
    arguments: [
      ("عراق: امریکی سفارت خانے کے نائب سربراہ وزارت خارجہ میں طلب", "عراق نے بغداد میں امریکی سفیر سے احتجاج کیا۔"),
      ("عافیہ کے لیے وزیراعظم آواز اٹھائیں: فوزیہ صدیقی", "انہوں نے کہا کہ امریکی صدر کو خط لکھا جائے۔"),
      ("امریکا میں دو پاکستانیوں نے کونسل کا الیکشن لڑا", "نیویارک میں پاکستانی نژاد امریکی امیدوار تھے۔"),
    ])
  func others(_ pair: (String, String)) { #expect(!classifier.assess(pair.0, pair.1).relevant) }

  @Test("whose founder or staff is meant takes no part itself")
  func belonging() {
    let found = classifier.assess(
      "امریکا کا عمران خان کی رہائی کی خبروں پر تبصرے سے انکار",
      "ترجمان محکمہ خارجہ میتھیو ملر نے پاکستان تحریک انصاف کے بانی کے بارے میں سوال کا جواب نہیں دیا۔")
    #expect(!found.participants.contains { $0.name == "Pakistan Tehreek-e-Insaf" })
  }
}
