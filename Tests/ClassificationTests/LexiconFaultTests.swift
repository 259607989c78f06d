import Classification
import News
import Testing

@Suite("A lexicon with faults is not taken")
struct LexiconFaultTests {
  /// A lexicon of a line or two a file: enough to be taken, quick to read.
  static let small: [LexiconText] = [
    ("sides.txt", "US | name | US | \nPK | name | Pakistan | "), ("inflections.txt", "go | goes | went | gone | going"),
    ("offices.txt", "us-president | US | 1 | President | *US President | "),
    ("people.txt", "Ann Example | US | Example | | us-president 2001-01-20..2009-01-20"),
    ("institutions.txt", "Example Office | US | agency | *Example Office | "),
    ("places.txt", "Example Town | PK | city | *Example Town | "), ("thirdparties.txt", "India | state | India | "),
    ("programmes.txt", "both | 2004..2018 | Example Fund | "), ("exclusions.txt", "sport | 60 | cricket | "),
    ("verbs.txt", "urge | request | 10 | urge; press | \ncut | - | 10 | suspend | "),
    ("nouns.txt", "aid | aid | 6 | aid | "), ("combinations.txt", "cut | aid | sanction | -"),
    ("cues.txt", "planned | likely | "), ("hedges.txt", "55-80 | likely | "), ("topics.txt", "economy | 2 | trade | "),
    ("boilerplate.txt", "rest | leave a reply | "), ("outlets.txt", "Example Times | PK"),
    ("weights.txt", ShippedLexicon.text(of: "weights.txt")),
    ("words.txt", "labels | - | \(Classifier.wordLabels.joined(separator: " "))"),
  ].map { LexiconText(name: $0.0, bytes: Array($0.1.utf8)) }

  /// The same weight for every label.
  private static func weights(_ weight: Int) -> String {
    Classifier.wordLabels.map { _ in String(weight) }.joined(separator: " ")
  }

  @Test("the small lexicon is taken as it stands")
  func small() throws { #expect(try Lexicon(files: LexiconFaultTests.small).phraseCount > 10) }

  /// The faults of the small lexicon with `line` added to one of its files, and the number of that line.
  private func faults(of line: String, in name: String) -> (faults: [LexiconFault], line: Int) {
    var files = LexiconFaultTests.small
    guard let index = files.firstIndex(where: { $0.name == name }) else { return ([], 0) }
    while files[index].bytes.last == 0x0A { files[index].bytes.removeLast() }
    let number = files[index].bytes.count { $0 == 0x0A } + 2
    files[index].bytes += Array("\n\(line)\n".utf8)
    do throws(LexiconFailure) {
      _ = try Lexicon(files: files)
      return ([], number)
    } catch {
      return (error.faults, number)
    }
  }

  @Test(
    "each fault has its file, line and column and says what would be right",
    arguments: [
      ("offices.txt", "us-x | XX | 2 | Role | Form | ", 8, "US or PK"),
      ("offices.txt", "us-x | US | 9 | Role | Form | ", 13, "from 1 to 7"),
      ("offices.txt", "us-president | US | 1 | Other | Form | ", 1, "twice"),
      ("people.txt", "Jane Doe | US | Jane Doe | | us-nobody 2001..2002", 30, "no office 'us-nobody'"),
      ("people.txt", "Jane Doe | US | Jane Doe | | us-president 2001-2002", 30, "YYYY"),
      ("people.txt", "Jane Doe | US | Jane Doe | | us-president 2003..2002", 30, "ends before it begins"),
      ("people.txt", "Jane Doe | US | Jane Doe", 1, "3 fields where"),
      ("institutions.txt", "X Bureau | US | ministry | X Bureau | ", 17, "executive"),
      ("places.txt", "X Town | PK | hamlet | X Town | ", 15, "region"),
      ("verbs.txt", "frob | frobbing | 10 | frobnicate | ", 8, "'-' where the object decides"),
      ("verbs.txt", "frob | aid | many | frobnicate | ", 14, "whole number"),
      ("verbs.txt", "frob | aid | 10 | urge | ", 19, "keep it in one"),
      ("combinations.txt", "frob | aid | aid | -", 1, "no verb group 'frob'"),
      ("combinations.txt", "cut | frob | aid | -", 7, "no noun group 'frob'"),
      ("topics.txt", "sailing | 2 | boat | ", 1, "economy"),
      ("hedges.txt", "80-55 | maybe | ", 1, "two percentages"),
      ("cues.txt", "someday | whenever | ", 1, "planned"),
      ("weights.txt", "base | 4", 1, "twice"),
      ("weights.txt", "luck | 4", 1, "base"),
      ("words.txt", "title | slams | 1 2 3", 17, "whole numbers are wanted"),
      ("words.txt", "body | slams | \(weights(1))", 1, "title, any"),
      ("words.txt", "title | slams hard | \(weights(1))", 9, "in folded letters"),
      ("words.txt", "title | slams | \(weights(128))", 17, "-127 to 127"),
      ("words.txt", "bias | - | \(weights(3001))", 12, "-3000 to 3000"),
      ("words.txt", "labels | - | relevant visit", 14, "fit the weights anew"),
      ("boilerplate.txt", "page | log in | ", 1, "rest"),
      ("outlets.txt", "The Star | Pakistan", 12, "two capitals"),
      ("sides.txt", "IN | name | India | ", 1, "US or PK"),
      ("programmes.txt", "both | soon | Some Programme | ", 8, "YYYY"),
      ("inflections.txt", "go | goes | went | gone |", 1, "every one of the five"),
      ("exclusions.txt", "sport | lots | curling | ", 9, "whole number"),
      ("thirdparties.txt", "X | moon | X-land | ", 5, "state"),
      ("verbs.txt", "urge | request | 10 | implore; ; beseech2 | ", 32, "empty item"),
    ])
  func place(_ fault: (file: String, line: String, column: Int, says: String)) throws {
    let (faults, line) = faults(of: fault.line, in: fault.file)
    let found = try #require(faults.first { $0.line == line }, "\(faults)")
    #expect(found.file == fault.file)
    #expect(found.column == fault.column)
    #expect(found.message.contains(fault.says), "\(found.message)")
  }

  @Test("a line without its fields is a fault, and so are labels of another time")
  func wordFields() throws {
    #expect(faults(of: "title | slams", in: "words.txt").faults.first?.message.contains("2 fields") == true)
    #expect(faults(of: "title slams", in: "words.txt").faults.first?.message.contains("fields where") == true)
    let files = LexiconFaultTests.small.map { $0.name == "words.txt" ? LexiconText(name: $0.name, bytes: []) : $0 }
    do throws(LexiconFailure) {
      _ = try Lexicon(files: files)
      Issue.record("taken")
    } catch {
      #expect(error.faults.map(\.message) == ["no line 'labels | - | relevant …': fit the weights anew"])
    }
  }

  @Test("words that are given weights twice are a fault")
  func twice() throws {
    let line = "any | hard line | \(LexiconFaultTests.weights(1))"
    let (faults, number) = faults(of: "\(line)\n\(line)", in: "words.txt")
    let fault = try #require(faults.first)
    #expect(faults.count == 1)
    #expect((fault.line, fault.column) == (number + 1, 7))
    #expect(fault.message.contains("twice"))
  }

  @Test("all faults come at once")
  func allAtOnce() {
    var files = LexiconFaultTests.small
    for index in files.indices where ["topics.txt", "places.txt"].contains(files[index].name) {
      files[index].bytes += Array("\nnonsense\n".utf8)
    }
    files.append(LexiconText(name: "extras.txt", bytes: []))
    do throws(LexiconFailure) {
      _ = try Lexicon(files: files)
      Issue.record("taken")
    } catch {
      #expect(Set(error.faults.map(\.file)) == ["topics.txt", "places.txt", "extras.txt"])
    }
  }

  @Test("a missing file is a fault")
  func missing() {
    do throws(LexiconFailure) {
      _ = try Lexicon(files: LexiconFaultTests.small.filter { $0.name != "verbs.txt" })
      Issue.record("taken")
    } catch {
      #expect(error.faults.contains { $0.file == "verbs.txt" && $0.message.contains("missing") })
    }
  }

  @Test("bytes that are not UTF-8 are a fault with their line")
  func encoding() {
    var files = LexiconFaultTests.small
    for index in files.indices where files[index].name == "hedges.txt" { files[index].bytes += [0x0A, 0xFF, 0xFE] }
    do throws(LexiconFailure) {
      _ = try Lexicon(files: files)
      Issue.record("taken")
    } catch {
      #expect(error.faults.contains { $0.file == "hedges.txt" && $0.message.contains("UTF-8") })
    }
  }

  @Test("phrases are found at word boundaries, across folded spellings")
  func phrases() throws {
    let lexicon = try Lexicon(files: LexiconFaultTests.small)
    #expect(lexicon.phrases(in: FoldedText("U.S. aid for Pakistan, likely")) == 4)
    #expect(lexicon.phrases(in: FoldedText("busaid unlikelyx Pakistanis")) == 0)
  }

  @Test("the shipped lexicon is taken and stays small")
  func shipped() {
    #expect(ShippedLexicon.lexicon.phraseCount > 20_000)
    #expect(ShippedLexicon.lexicon.footprint < 10 << 20)
  }
}
