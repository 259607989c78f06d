import News
import Stories
import Testing

/// A report of one visit: when, in hours, and what it says.
struct Report: Sendable {
  var hour: Int64
  var stage: Stage?
  var title: String
  var source: Source
  var dates: [String]
  var person: String
  var isOld: Bool

  init(
    _ hour: Int64, _ stage: Stage?, _ title: String, from name: String = "Dawn", trust: Trust = .outlet,
    side: Side? = nil, dates: [String] = [], person: String = "Ann Carver", isOld: Bool = false
  ) {
    self.hour = hour
    self.stage = stage
    self.title = title
    source = Source(name: name, url: "https://\(name.filter(\.isLetter)).example/", trust: trust, side: side)
    self.dates = dates
    self.person = person
    self.isOld = isOld
  }

  func candidate(_ number: Int) -> StoryCandidate {
    let time = Timestamp(seconds: 1_795_327_200 + hour * 3600)
    return StoryCandidate(
      number: Int64(number), item: Item(link: "https://news.example/\(number)", title: title, published: time),
      assessment: Assessment(
        relevant: true, score: 0.9, kind: .visit, stage: stage, direction: .usToPK, topics: [.economy],
        participants: [Participant(name: person, side: .us, isPerson: true)], places: ["Islamabad"],
        dates: dates.compactMap(CivilDay.init), flags: isOld ? [.oldNews] : []),
      source: source, time: time, seenAt: time)
  }
}

/// What a book says of the reports, in their order, and the story at the end.
func tell(_ reports: [Report]) -> (decisions: [StoryDecision], stories: [Story]) {
  var book = StoryBook()
  let decisions = reports.enumerated().map { book.add($0.element.candidate($0.offset)) }
  return (decisions, book.stories)
}

@Suite("The life of an event")
struct StageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var what: String
    var reports: [Report]
    var reasons: [AlertReason]
    var history: [Stage]
    var testDescription: String { what }
  }

  static let cases = [
    Case(
      what: "forward, step by step",
      reports: [
        Report(0, .planned, "Carver expected in Islamabad"),
        Report(24, .confirmed, "Carver trip to Islamabad confirmed"),
        Report(48, .ongoing, "Carver lands in Islamabad"), Report(72, .concluded, "Carver winds up Islamabad trip"),
      ], reasons: [.newEvent, .stageChange, .stageChange, .stageChange],
      history: [.planned, .confirmed, .ongoing, .concluded]),
    Case(
      what: "a stage may be left out",
      reports: [
        Report(0, .planned, "Carver expected in Islamabad"), Report(48, .ongoing, "Carver lands in Islamabad"),
      ],
      reasons: [.newEvent, .stageChange], history: [.planned, .ongoing]),
    Case(
      what: "a late copy moves nothing back",
      reports: [
        Report(0, .planned, "Carver expected in Islamabad"), Report(48, .ongoing, "Carver lands in Islamabad"),
        Report(50, .planned, "Carver expected in Islamabad", from: "Geo"),
        Report(51, .confirmed, "Carver to visit Islamabad", from: "ARY"),
      ], reasons: [.newEvent, .stageChange, .copy, .copy], history: [.planned, .ongoing]),
    Case(
      what: "a denial after a rumour is told",
      reports: [
        Report(0, .planned, "Carver expected in Islamabad"),
        Report(20, .cancelled, "No Carver visit to Islamabad planned, embassy says"),
        Report(22, .planned, "Carver expected in Islamabad soon", from: "Geo"),
      ], reasons: [.newEvent, .stageChange, .copy], history: [.planned, .cancelled]),
    Case(
      what: "a postponed visit that is confirmed again is told",
      reports: [
        Report(0, .confirmed, "Carver to visit Islamabad on Monday"),
        Report(24, .cancelled, "Carver visit to Islamabad put off"),
        Report(25, .confirmed, "Carver to visit Islamabad on Monday", from: "Geo"),
        Report(200, .confirmed, "New date set for Carver tour of Islamabad"),
        Report(300, .ongoing, "Carver lands in Islamabad"),
      ], reasons: [.newEvent, .stageChange, .copy, .stageChange, .stageChange],
      history: [.confirmed, .cancelled, .confirmed, .ongoing]),
    Case(
      what: "a new plan with a day of its own revives what was called off",
      reports: [
        Report(0, .planned, "Carver expected in Islamabad"),
        Report(24, .cancelled, "Carver visit to Islamabad put off"),
        Report(48, .planned, "Carver visit to Islamabad now likely in December", dates: ["2026-12-09"]),
      ], reasons: [.newEvent, .stageChange, .stageChange], history: [.planned, .cancelled, .planned]),
    Case(
      what: "a report without a stage says nothing of it",
      reports: [Report(0, nil, "Carver and the Islamabad visit"), Report(1, .planned, "Carver expected in Islamabad")],
      reasons: [.newEvent, .stageChange], history: [.planned]),
    Case(
      what: "each government confirms once",
      reports: [
        Report(0, .confirmed, "Carver to visit Islamabad"),
        Report(1, .confirmed, "Travel of Ann Carver to Islamabad", from: "State", trust: .official, side: .us),
        Report(2, .confirmed, "Visit of Ann Carver to Islamabad", from: "Foreign Office", trust: .official, side: .pk),
        Report(3, .confirmed, "Carver travels to Islamabad", from: "Embassy", trust: .official, side: .us),
      ], reasons: [.newEvent, .confirmedByOfficial, .confirmedByOfficial, .copy], history: [.confirmed]),
    Case(
      what: "a government that tells it first has confirmed it",
      reports: [
        Report(0, .confirmed, "Travel of Ann Carver to Islamabad", from: "State", trust: .official, side: .us),
        Report(1, .confirmed, "Ann Carver travels to Islamabad", from: "Embassy", trust: .official, side: .us),
      ], reasons: [.newEvent, .copy], history: [.confirmed]),
  ]

  @Test("moves and alerts", arguments: cases)
  func moves(_ life: Case) throws {
    let (decisions, stories) = tell(life.reports)
    #expect(decisions.map(\.reason) == life.reasons)
    #expect(stories.count == 1)
    #expect(stories.first?.history.map(\.stage) == life.history)
    #expect(stories.first?.stage == life.history.last)
  }

  @Test("a report that arrives late is put in its place in the history, and moves nothing")
  func lateArrival() throws {
    let (decisions, stories) = tell([
      Report(0, .planned, "Carver expected in Islamabad"), Report(48, .ongoing, "Carver lands in Islamabad"),
      Report(24, .confirmed, "Carver trip to Islamabad confirmed"),
    ])
    #expect(decisions.map(\.reason) == [.newEvent, .stageChange, .copy])
    #expect(stories.first?.history.map(\.stage) == [.planned, .confirmed, .ongoing])
    #expect(stories.first?.stage == .ongoing)
  }

  @Test("an alert says what is new against the story so far")
  func changes() throws {
    var second = Report(48, .ongoing, "Carver lands in Islamabad", dates: ["2026-11-24"]).candidate(1)
    second.assessment.participants.append(Participant(name: "Omar Aslam", side: .pk, isPerson: true))
    second.assessment.places.append("Rawalpindi")
    second.item.summary = "She brings $45 million for 12 clinics, and will stay until November 26."
    var book = StoryBook()
    let first = book.add(Report(0, .planned, "Carver expected in Islamabad").candidate(0))
    #expect(first.changes == AlertChanges())
    let changes = book.add(second).changes
    #expect(changes.stage == AlertChanges.StageChange(from: .planned, to: .ongoing))
    #expect(changes.participants == ["Omar Aslam"])
    #expect(changes.places == ["Rawalpindi"])
    #expect(changes.dates == [CivilDay("2026-11-24")].compactMap { $0 })
    #expect(changes.figures == ["12", "45 million"])
  }

  @Test("what was kept silent is told by the next report that may")
  func untold() throws {
    var book = StoryBook()
    let silent = book.place(StoryGrouper.member(Report(0, .planned, "Carver expected in Islamabad").candidate(0)))
    #expect(silent.reason == .newEvent)
    let next = book.place(StoryGrouper.member(Report(1, .planned, "Carver expected in Islamabad").candidate(1)))
    #expect((next.isNew, next.reason) == (false, .newEvent))
  }

  @Test("an anniversary opens no story that others could join")
  func retrospective() throws {
    let (decisions, stories) = tell([
      Report(0, .concluded, "A year since Carver landed in Islamabad", isOld: true),
      Report(1, .ongoing, "Carver lands in Islamabad"),
      Report(2, .concluded, "When Carver landed in Islamabad a year ago", from: "Geo", isOld: true),
    ])
    #expect(decisions.map(\.reason) == [.copy, .newEvent, .copy])
    #expect(decisions[1].isNew)
    #expect(stories.first { $0.members.contains { !$0.isRetrospective } }?.stage == .ongoing)
  }

  @Test("a story closes by its kind, and not before the day that a plan names")
  func closing() throws {
    let day: Int64 = 86400
    func closes(_ kind: Kind, _ stage: Stage?, _ dates: [String] = []) throws -> Int64 {
      var candidate = Report(0, stage, "Carver and Islamabad", dates: dates).candidate(0)
      candidate.assessment.kind = kind
      let story = StoryGrouper.compose("s", [StoryGrouper.member(candidate)], StoryTold())
      let time = try #require(candidate.time)
      return try #require(story.closes).seconds - time.seconds
    }
    #expect(try closes(.call, .concluded) == 2 * day)
    #expect(try closes(.visit, .concluded) > 3 * day)
    #expect(try closes(.visit, .concluded) < 10 * day)
    #expect(try closes(.call, .planned, ["2026-12-22"]) > 30 * day)
    #expect(try closes(.call, .planned, ["9999-12-31"]) < 370 * day)
  }
}
