import News
import Testing

@testable import Output

@Suite("An alert's JSON is what scripts rely on")
struct AlertJSONTests {
  @Test("the shape and the order of the members")
  func shape() {
    let text = String(decoding: AlertJSON.encode(sampleAlert()), as: UTF8.self)
    #expect(
      text
        == #"{"schema":1,"id":"story-7-3","seq":412,"detected_at":"2026-11-22T06:00:00Z","#
        + #""published_at":"2026-11-22T04:00:00Z","reason":"stage-change","#
        + #""changes":{"stage":["confirmed","ongoing"],"participants":["Anna Example"],"places":["Islamabad"],"#
        + #""dates":["2024-10-04"],"figures":["450 million"]},"title":"Envoy \"arrives\" in Islamabad \\ talks begin","#
        + #""link":"https://example.org/a?b=1&c=2","summary":"Two lines\nand a tab\there.","language":"ur","#
        + #""source":{"feed":"Example Wire","trust":"official","side":"PK"},"assessment":{"relevant":true,"#
        + #""score":0.97,"kind":"visit","plover":"CONSULT","plover_codebook":"PLOVER 2023","stage":"ongoing","#
        + #""direction":"US>PK","topics":["afghanistan","counterterrorism"],"participants":[{"name":"Anna Example","#
        + #""side":"US","role":"Special Envoy","person":true},{"name":"Foreign Office","side":"PK","role":null,"#
        + #""person":false}],"places":["Islamabad"],"dates":["2024-10-04"],"specificity":0.8,"#
        + #""flags":["hedged","no-date"],"evidence":[{"rule":"actor.us.person","text":"Anna Example","#
        + #""field":"title","offset":3,"weight":-31}],"ordinals":["12 round"]},"story":{"id":"story-7","items":3,"#
        + #""sources":["Example Wire","Another"],"origins":2,"first_seen":"2026-11-21T22:26:40Z","#
        + #""official":["US","PK"],"history":[{"stage":"planned","at":"2026-11-21T22:26:40Z","link":null},"#
        + #"{"stage":"ongoing","at":"2026-11-22T06:00:00Z","link":"https://example.org/a"}]}}"#)
  }

  @Test("decoding gives back what was encoded")
  func roundTrip() throws {
    #expect(try AlertJSON.decode(AlertJSON.encode(sampleAlert())) == sampleAlert())
    var bare = sampleAlert()
    bare.publishedAt = nil
    bare.link = nil
    bare.summary = nil
    bare.changes = AlertChanges(stage: .init(from: nil, to: .planned))
    bare.source.side = nil
    bare.assessment = Assessment()
    bare.story.history = []
    #expect(try AlertJSON.decode(AlertJSON.encode(bare)) == bare)
  }

  @Test("every kind, stage, topic, flag, reason, trust and direction travels")
  func everyValue() throws {
    for kind in Kind.allCases {
      for stage in Stage.allCases {
        var alert = sampleAlert()
        alert.assessment.kind = kind
        alert.assessment.stage = stage
        alert.assessment.topics = Topic.allCases
        alert.assessment.flags = Flag.allCases
        alert.assessment.direction = Direction.allCases.randomElement()
        alert.reason = AlertReason.allCases.randomElement() ?? .copy
        alert.source.trust = Trust.allCases.randomElement() ?? .outlet
        #expect(try AlertJSON.decode(AlertJSON.encode(alert)) == alert)
      }
    }
  }

  @Test("hostile text stays on its line and comes back whole")
  func hostile() throws {
    var alert = sampleAlert()
    alert.title = "x\",\"seq\":1}\n{\"schema\":1,\"id\":\"forged\u{2028}\u{202E}\u{0}\\"
    alert.source.name = "\u{1B}]0;title\u{7}"
    let bytes = AlertJSON.encode(alert)
    #expect(!bytes.contains { $0 < 0x20 })
    #expect(try AlertJSON.decode(bytes) == alert)
  }

  @Test("times that RFC 3339 cannot say do no harm")
  func wildTimes() throws {
    var alert = sampleAlert()
    alert.publishedAt = Timestamp(seconds: 400_000_000_000)
    alert.story.firstSeen = Timestamp(seconds: -400_000_000_000)
    let back = try AlertJSON.decode(AlertJSON.encode(alert))
    #expect(back.publishedAt == nil)
    #expect(back.story.firstSeen.rfc3339 == "0000-01-01T00:00:00Z")
  }

  @Test("a failure names the member")
  func failures() {
    let good = String(decoding: AlertJSON.encode(sampleAlert()), as: UTF8.self)
    func failure(replacing old: String, with new: String) -> AlertJSONFailure? {
      let bytes = Array(good.replacing(old, with: new, maxReplacements: 1).utf8)
      do throws(AlertJSONFailure) {
        _ = try AlertJSON.decode(bytes)
        return nil
      } catch {
        return error
      }
    }
    #expect(failure(replacing: "\"schema\":1", with: "\"schema\":2") == .newerSchema(2))
    #expect(
      failure(replacing: "\"seq\":412", with: "\"seq\":\"412\"") == .wrong(path: "seq", expected: "a whole number"))
    #expect(
      failure(replacing: "\"reason\":\"stage-change\"", with: "\"reason\":\"whim\"")?.description
        == "the alert's reason should be new-event, stage-change, confirmed-by-official, copy")
    #expect(
      failure(replacing: "\"weight\":-31", with: "\"weight\":null")
        == .wrong(path: "assessment.evidence[0].weight", expected: "a whole number"))
    #expect(
      failure(replacing: "}]}}", with: "}]}")
        == .notJSON(JSONFailure(problem: "a comma or } was expected", offset: good.utf8.count - 1)))
    #expect(failure(replacing: "{\"schema\"", with: "{\"later\":[{}],\"schema\"") == nil)
  }
}
